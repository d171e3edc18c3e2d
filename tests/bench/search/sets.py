"""The sets of pages: the hub itself, 1,000 and 4,041 real pages, and 10,000. Each is a folder of
plain HTML, made once."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import markdown
import yaml
from lxml import html as lxml_html
from plainpage import blocks_of, children_of, write_page
from synthetic import write_synthetic
from tools import PROJECT, corpus, fresh, stop

WANTED = 10_000
_SHORTCODE = re.compile(r"\{\{[<%].*?[%>]\}\}", re.DOTALL)
_ARTICLES = frozenset({"kind-entry", "kind-chapter", "kind-docs", "kind-playbook"})
_SOURCE_DATE = "1795564800"


def page_set(name: str, work: Path) -> Path:
    """The folder of a set's pages. It is made when it is not there yet, and is the same each time;
    the hub, which changes, is built anew."""
    folder = work / "sets" / name
    done = folder.with_suffix(".done")
    if name == "hub" or not done.is_file():
        makers: dict[str, Callable[[Path, Path], None]] = {
            "hub": _hub,
            "1000": _thousand,
            "4041": _digitalgov,
            "10000": _ten_thousand,
        }
        makers[name](fresh(folder), work)
        done.write_text(f"{len(pages_of(folder))}\n", encoding="utf-8")
    return folder


def pages_of(folder: Path) -> list[tuple[str, Path]]:
    """The pages of a set in the order of their addresses: (address, path)."""
    return sorted(
        (f"{path.parent.relative_to(folder).as_posix()}/", path)
        for path in folder.rglob("index.html")
    )


def _hub(folder: Path, work: Path) -> None:
    """The English pages of the hub that hold an article: entries, chapters and documents."""
    site = work / "site"
    command = [str(Path(sys.executable).with_name("hub")), "build", "--site-dir", str(site)]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, "SOURCE_DATE_EPOCH": _SOURCE_DATE, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        stop(f"hub build failed.\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    for address, path in pages_of(site):
        tree = lxml_html.document_fromstring(path.read_bytes())
        body = next(tree.iter("body"))
        if tree.get("lang") != "en" or body.get("class") not in _ARTICLES:
            continue
        article = next(tree.iter("article"))
        title = next(
            (" ".join(heading.text_content().split()) for heading in article.iter("h1")), address
        )
        summary = next(
            (
                meta.get("content", "")
                for meta in tree.iter("meta")
                if meta.get("name") == "description"
            ),
            "",
        )
        for element in [
            one
            for one in article.iter()
            if one.tag in ("h1", "script", "style", "nav", "form", "svg")
            or one.get("data-search") == "no"
        ]:
            element.drop_tree()
        write_page(
            folder / address / "index.html",
            title=title,
            summary=summary,
            kind=address.split("/")[0],
            blocks=children_of(article),
        )


def _thousand(folder: Path, work: Path) -> None:
    with tarfile.open(corpus("search-1000.tar.xz")) as archive:
        archive.extractall(folder.parent, filter="data")
    shutil.rmtree(folder)
    (folder.parent / "search-1000").rename(folder)


def _digitalgov(folder: Path, work: Path) -> None:
    for address, title, summary, blocks in _digitalgov_pages():
        write_page(
            folder / address / "index.html",
            title=title,
            summary=summary,
            kind=address.split("/")[0],
            blocks=blocks,
        )


def _ten_thousand(folder: Path, work: Path) -> None:
    """Both real sets, without the pages of one that are in the other, and made-up pages until there
    are 10,000."""
    known = set()
    for address, path in pages_of(page_set("1000", work)):
        _copy(path, folder / address)
        known.add(_key(address))
    for address, path in pages_of(page_set("4041", work)):
        if _key(f"dg/{address}") not in known:
            _copy(path, folder / "dg" / address)
    write_synthetic(folder, pages_of(folder), wanted=WANTED)


def _copy(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / "index.html")


def _key(address: str) -> str:
    """An address as both archives would write it: they name a few pages with other separators."""
    return re.sub(r"[^a-z0-9/]+", "-", address.lower())


def _digitalgov_pages() -> Iterator[tuple[str, str, str, list[lxml_html.HtmlElement]]]:
    seen = set()
    with tarfile.open(corpus("digitalgov.tar.xz")) as archive:
        for member in sorted(
            (one for one in archive if one.isfile() and one.name.endswith(".md")),
            key=lambda one: one.name,
        ):
            source = archive.extractfile(member)
            assert source is not None
            front, body = _parted(source.read().decode("utf-8", errors="replace"))
            address = (
                re.sub(
                    r"/?_?index$", "", member.name.removeprefix("digitalgov/").removesuffix(".md")
                ).strip("/")
                + "/"
            )
            if address in seen:
                stop(f"two files of digitalgov.tar.xz have the address {address}")
            seen.add(address)
            summary = front.get("summary") or front.get("deck") or ""
            title = (
                front.get("title")
                or front.get("display_name")
                or front.get("name")
                or _title_of(address)
            )
            yield (
                address,
                title,
                summary,
                blocks_of(
                    markdown.markdown(
                        _SHORTCODE.sub("", body), extensions=["extra", "toc", "sane_lists"]
                    )
                ),
            )


def _parted(text: str) -> tuple[dict[str, str], str]:
    """The front matter as plain text by key, and the body. What YAML refuses is read line by
    line."""
    text = text.lstrip("\ufeff \n\r")
    found = re.match(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)(.*)", text, re.DOTALL)
    if not found:
        return {}, text
    try:
        # every value as it is written: dates stay text
        values = yaml.load(found[1], Loader=yaml.CBaseLoader)
    except yaml.YAMLError:
        values = {
            match[1]: match[2].strip("'\" ")
            for match in re.finditer(r"^(\w+):[ \t]*(.+)$", found[1], re.MULTILINE)
        }
    front = values if isinstance(values, dict) else {}
    return {
        key: " ".join(unescape(value).split())
        for key, value in front.items()
        if isinstance(value, str)
    }, found[2]


def _title_of(address: str) -> str:
    return (
        address.strip("/").rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").capitalize()
        or "Digital.gov"
    )
