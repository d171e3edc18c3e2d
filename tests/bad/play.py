"""Playing one case of a catalogue in bad/: arrange the site, run the first four stages, then the
command line and every format."""

from __future__ import annotations

import base64
import contextlib
import io
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html as lxml_html

from hub.build import Project, Result, prepare
from hub.cli.main import main
from hub.problems import HubError, Place, Problem, Report
from hub.project.settings import Settings
from hub.report.machine import to_github, to_json, to_markdown, to_sarif
from hub.report.text import render
from smallsite import SmallSite

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [
    case
    for file in sorted(HERE.glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))["cases"]
]
PLAYED_HERE = [case for case in CASES if "tested_in" not in case]
PATHS = {
    "practice": "content/practices/sample.md",
    "case-study": "content/case-studies/sample-case.md",
}


@dataclass
class Spot:
    """Where a case put its mistake."""

    path: str = ""
    line: int = 0
    columns: tuple[int, ...] = ()
    items: tuple[tuple[int, int], ...] = ()
    body_line: int = 0


@dataclass
class Outcome:
    """What came of one case."""

    case: dict[str, Any]
    root: Path
    spot: Spot
    result: Result | None = None  # None where something stopped it
    stopped: HubError | None = None
    seconds: float = 0.0
    exit_code: int = 0
    outputs: dict[str, str] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        if self.stopped is not None:
            return [
                Problem(
                    self.stopped.code, Place("hub"), str(self.stopped), (("Fix", self.stopped.fix),)
                )
            ]
        return self.report.sorted()

    @property
    def report(self) -> Report:
        """What was reported before something stopped it."""
        return self.result.report if self.result else Report()

    @property
    def page(self) -> str:
        """The HTML of the page that the case is about."""
        if self.result is None or self.result.site is None:
            return ""
        address = self.spot.path.removeprefix("content/").rsplit(".", 1)[0] + "/"
        return "".join(page.content for page in self.result.site.pages if page.address == address)


def play(case: dict[str, Any], site: SmallSite) -> Outcome:
    given = case["given"]
    if given.get("files") and any("mode" in file for file in given["files"]) and os.geteuid() == 0:
        pytest.skip("the system administrator can read every file")
    outcome = Outcome(case, site.root, _arrange(given, site))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**given.get("env", {}), **case.get("env", {})}.items():
            patch.setenv(name, value)
        arguments = given.get("run", ["check"])
        before = time.perf_counter()
        try:
            content = arguments[2] if "--content" in arguments else None
            outcome.result = prepare(
                Project.at(site.root, content), Settings(), drafts=case.get("preview", False)
            )
        except HubError as error:
            outcome.stopped = error
        outcome.seconds = time.perf_counter() - before
        report = outcome.report
        if case["group"] in ("report", "files") or "run" in given:
            outcome.exit_code, outcome.outputs["command line"] = run(site.root, *arguments)
        else:
            outcome.exit_code = 1 if report.has_errors else 0
        outcome.outputs["text"] = render(report)
        for form, text in (
            ("json", to_json(report, {})),
            ("github", to_github(report)),
            ("sarif", to_sarif(report, "0")),
            ("markdown", to_markdown(report)),
        ):
            # half a character would be an error
            outcome.outputs[form] = text.encode("utf-8").decode()
    return outcome


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and output of the command line; a character that a terminal could not take is an
    error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(["--project", str(root), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
    out.flush()
    err.flush()
    # they are BytesIO
    return code, out.buffer.getvalue().decode() + err.buffer.getvalue().decode()  # type: ignore[attr-defined]


def _arrange(given: dict[str, Any], site: SmallSite) -> Spot:
    if "field" in given:
        return _set_field(
            site,
            PATHS[given["field"]["of"]],
            given["field"]["name"],
            text_of(given["field"]["yaml"]),
        )
    if "body" in given:
        path = PATHS[given["body"]["of"]]
        head = (site.root / path).read_text(encoding="utf-8").split("\n---\n", 1)[0] + "\n---\n\n"
        site.write(path, head + text_of(given["body"]))
        return Spot(path, body_line=head.count("\n") + 1)
    for path, text in _generated(given.get("generate")):
        site.write(path, text)
    for file in given.get("files", ()):
        _write(site, file)
    return Spot(given["files"][0].get("path", "")) if given.get("files") else Spot()


def _generated(recipe: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    for n in range(1, recipe["count"] + 1) if recipe else ():
        yield recipe["path"].format(n=n), recipe["text"].format(n=n, next=n % recipe["count"] + 1)


def _write(site: SmallSite, file: dict[str, Any]) -> None:
    name = (
        base64.b64decode(file["path_base64"])
        if "path_base64" in file
        else os.fsencode(file["path"])
    )
    target = os.path.join(os.fsencode(site.root), name)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if "link_to" in file:
        os.symlink(file["link_to"], target)
    elif file.get("fifo"):
        os.mkfifo(target)
    elif "png" in file:
        with open(target, "wb") as big:
            big.write((HERE / "site/content/images/ok.png").read_bytes())
            big.truncate(file["png"]["bytes"])
    elif "base64" in file:
        site.write(file["path"], "").root.joinpath(file["path"]).write_bytes(
            base64.b64decode(file["base64"])
        )
    elif "path_base64" in file:
        with open(target, "wb") as odd:
            odd.write(file["text"].encode())
    else:
        site.write(file["path"], text_of(file))
        if "mode" in file:
            os.chmod(target, int(file["mode"], 8))


def text_of(recipe: Any) -> str:
    """Text as given, or head + unit * times + tail; {n} counts from 1, {m} is the one before,
    {indent} grows by a space."""
    if isinstance(recipe, str):
        return recipe
    if "repeat" not in recipe:
        return str(recipe.get("text", recipe.get("markdown", "")))
    repeat = recipe["repeat"]
    unit = repeat["unit"]
    units = (
        unit.format(n=n, m=n - 1, indent=" " * (n - 1)) if "{" in unit else unit
        for n in range(1, repeat["times"] + 1)
    )
    return repeat.get("head", "") + "".join(units) + repeat.get("tail", "")


def _set_field(site: SmallSite, path: str, name: str, typed: str) -> Spot:
    """Write one field anew, and say where it and its items stand."""
    text = (site.root / path).read_text(encoding="utf-8")
    fields, body = text.removeprefix("---\n").split("\n---\n", 1)
    lines = (fields + "\n").split("\n")[:-1]
    group: Any = yaml.compose(fields + "\n", yaml.SafeLoader)
    *steps, last = name.split(".")
    for step in steps:
        group = (
            group.value[int(step)]
            if step.isdigit()
            else next(value for key, value in group.value if key.value == step)
        )
    indent = group.start_mark.column if steps else 0
    found = next(((key, value) for key, value in group.value if key.value == last), None)
    if found:
        start, mark = found[0].start_mark.line, found[1].end_mark
        end = mark.line + (mark.column > indent)
    else:
        start = end = len(lines)
    lead = lines[start][:indent] if found else " " * indent
    lines[start:end] = [f"{lead}{last}: {typed}"]
    site.write(path, "---\n" + "\n".join(lines) + "\n---\n" + body)
    value_column = indent + len(last) + 3
    items: tuple[tuple[int, int], ...] = ()
    if typed.startswith("[") and len(typed) < 500:
        value: Any = yaml.compose(typed, yaml.SafeLoader)
        items = tuple((start + 2, value_column + item.start_mark.column) for item in value.value)
    return Spot(
        path, start + 2, (indent + 1, value_column, *(column for _, column in items)), items
    )


def assert_not_in(page: str, selectors: tuple[str, ...] | list[str]) -> None:
    """No element of the page matches; attribute values are compared as a browser sees them."""
    elements = [
        element
        for element in lxml_html.document_fromstring(f"<div>{page}</div>").iter()
        if isinstance(element.tag, str)
    ]
    for selector in selectors:
        if "~" in selector:
            name, words = selector.split("~")
            assert not [e for e in elements if e.tag == name and words in (e.text or "")], selector
            continue
        parsed = re.fullmatch(r"([a-z]*)(?:\[([a-z-]+)(?:([\^*])=(.*))?\])?", selector)
        assert parsed, selector
        name, attribute, how, wanted = parsed.groups()
        for element in elements:
            if name and element.tag != name:
                continue
            if attribute is None:
                raise AssertionError(selector)
            value = (
                re.sub(r"[\t\r\n]", "", element.get(attribute, ""))
                .lstrip("".join(map(chr, range(33))))
                .lower()
            )
            if attribute in element.attrib:
                matches = (
                    True
                    if how is None
                    else value.startswith(wanted)
                    if how == "^"
                    else wanted in value
                )
                assert not matches, f"{selector}: {lxml_html.tostring(element)!r}"
