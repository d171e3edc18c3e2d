"""How many bytes and milliseconds a first and a next query take in Chromium, and how much memory
the engine holds then."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from chrome import browser_and_host, cold_page
from playwright.sync_api import Browser
from server import LOOPBACK, SLOW_4G, Host, Network
from tools import OPEN_QUERIES

# Of 1 to 9 words; o15 and o18 are misspelt. Chosen for their lengths and kinds, before any engine
# ran here.
TIMED = ("o31", "o01", "o20", "o09", "o18", "o02", "o13", "o06", "o24", "o14", "o15", "o27")
# a slow engine is asked less often, but at least twice
SECONDS_FOR_AN_ENGINE = {"loopback": 120, "slow 4G": 180}
AT_LEAST = 2


@dataclass
class Figures:
    """What was measured of one engine over one network, a number for each cold profile."""

    first_bytes: list[int] = field(default_factory=list)
    first_ms: list[float] = field(default_factory=list)
    first_requests: list[int] = field(default_factory=list)
    next_bytes: list[int] = field(default_factory=list)
    next_ms: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def summary(self) -> dict[str, float]:
        """The medians, and the number of cold profiles they come from."""
        names = ("first_bytes", "first_ms", "first_requests", "next_bytes", "next_ms", "memory")
        return {
            "profiles": len(self.first_ms),
            **{
                name: statistics.median(values) for name in names if (values := getattr(self, name))
            },
        }


def timed_queries() -> list[str]:
    """The twelve queries that are timed."""
    by_id = {
        entry["id"]: entry["query"]
        for entry in yaml.safe_load(OPEN_QUERIES.read_text(encoding="utf-8"))
    }
    return [by_id[name] for name in TIMED]


def measure(
    www: Path, engines: Sequence[str], *, runs: int
) -> dict[str, dict[str, dict[str, float]]]:
    """The medians by engine and network. Engines take turns, so that a machine that slows down
    slows all of them."""
    queries = timed_queries()
    result: dict[str, dict[str, dict[str, float]]] = {engine: {} for engine in engines}
    with browser_and_host(www) as (browser, host):
        for engine in engines:
            _warm(browser, host, engine, queries)
        for network, rounds in ((LOOPBACK, runs), (SLOW_4G, max(1, runs // 10))):
            figures = _rounds(browser, host, network, engines, queries * rounds)
            for engine in engines:
                result[engine][network.name] = figures[engine].summary()
        host.network = LOOPBACK
        for engine in engines:
            result[engine]["memory"] = {"memory": _memory(browser, host, engine, queries[:3])}
    return result


def _rounds(
    browser: Browser, host: Host, network: Network, engines: Sequence[str], queries: Sequence[str]
) -> dict[str, Figures]:
    figures = {engine: Figures() for engine in engines}
    host.network = network
    for number, first in enumerate(queries):
        for engine, found in figures.items():
            if (
                len(found.first_ms) < AT_LEAST
                or found.seconds < SECONDS_FOR_AN_ENGINE[network.name]
            ):
                started = time.perf_counter()
                _ask(browser, host, engine, first, queries[(number + 1) % len(queries)], found)
                found.seconds += time.perf_counter() - started
    return figures


def _ask(
    browser: Browser, host: Host, engine: str, first: str, following: str, found: Figures
) -> None:
    with cold_page(browser, host, engine) as page:
        host.taken()
        answer = page.evaluate("query => timed(query)", first)
        requests, size = host.taken()
        found.first_bytes.append(size)
        found.first_requests.append(requests)
        found.first_ms.append(answer["ms"])
        answer = page.evaluate("query => timed(query)", following)
        _, size = host.taken()
        found.next_bytes.append(size)
        found.next_ms.append(answer["ms"])


def _warm(browser: Browser, host: Host, engine: str, queries: Sequence[str]) -> None:
    """Ask everything once: the host has then compressed what it will send, and the machine has read
    it."""
    with cold_page(browser, host, engine) as page:
        for query in queries:
            page.evaluate("query => timed(query)", query)


def _memory(browser: Browser, host: Host, engine: str, queries: Sequence[str]) -> float:
    """MB that the page, its workers and their WebAssembly hold after some queries, less what an
    empty bench page holds."""
    with cold_page(browser, host, engine) as page:
        before = page.evaluate("() => memory()")
        for query in queries:
            page.evaluate("query => timed(query)", query)
        return (page.evaluate("() => memory()") - before) / 1e6
