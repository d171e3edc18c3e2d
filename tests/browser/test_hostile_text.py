"""Content that would like to be code: on every page, and in every drawing, it stays the words that
an editor wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from browser.host import served
from playwright.sync_api import Browser, Page

from smallsite import SmallSite, copy_of_site, with_theme

pytestmark = pytest.mark.browser

ATTACKS = {
    "script": "<script>window.ran=1</script>",
    "svg": '"><svg onload=window.ran=1>',
    "picture": "<img src=x onerror=window.ran=1>",
    "cdata": "]]><script>window.ran=1</script>",
    "title": "</title></desc></text></svg><script>window.ran=1</script>",
    "address": "javascript:window.ran=1//",
    "quotes": "' onfocus='window.ran=1' autofocus='\" onfocus=\"window.ran=1\" autofocus=\"",
    "template": "{{ 7*7 }}{% raw %}${window.ran=1}",
    "reference": "&lt;script&gt; &#60;b&#62; &amp;amp;",
}
# Content that looks like markup is refused long before it is drawn (tests/bad/ shows it). Here that
# wall is taken away: the next must hold alone.
WITHOUT_THE_FIRST_WALL = """
import re, hub.kinds.fields, hub.checks.shownwords
hub.kinds.fields._TAG = hub.kinds.fields._HANDLER = hub.checks.shownwords._MARKS = re.compile('(?!)')
from hub.cli.main import main
main(['build'])"""
LIFE = "life-experiences/sample-life"
# No page of the hub has any of these: each would be code that an editor wrote.
_CODE = """() => [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].filter((one) =>
  /^on/i.test(one.name) || ["href", "src", "action", "formaction", "xlink:href"].includes(one.name) && /^\\s*(javascript|data:text)/i.test(one.value)).map((one) => `${e.localName} ${one.name}=${one.value}`))"""


def life_experience(attack: str) -> str:
    words = json.dumps(attack)  # a quoted word in JSON is one in YAML
    return f"""---
title: {json.dumps("Moving " + attack)}
summary: {json.dumps("What people need " + attack)}
status: published
owner: cx-team
added: 2024-05-01
agencies:
  - id: sample-agency
    role: {words}
stages:
  - key: before
    title: {words}
    needs: [{words}]
    feelings: [{words}]
    pain_points: [{words}]
    mood: 3
    agencies: [sample-agency]
  - key: after
    title: {json.dumps("After " + attack)}
    needs: [{words}]
    mood: 5
questions: [{words}]
designation:
  status: local
---

They say it five times.
"""


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """The fixture site with an attack in each text that is drawn, built and published."""
    site = with_theme(copy_of_site(tmp_path_factory.mktemp("hostile") / "project"))
    for name, attack in ATTACKS.items():
        site.write(f"content/{LIFE}-{name}.md", life_experience(attack))
    measure = "content/measures/sample-measure.md"
    text = (site.root / measure).read_text(encoding="utf-8")
    site.write(
        measure,
        text.replace("title: Samples sent", f"title: {json.dumps('Samples ' + ATTACKS['title'])}"),
    )
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_FIRST_WALL],
        cwd=site.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795564800"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="module")
def hostile(hostile_site: SmallSite) -> Iterator[str]:
    with served(hostile_site.root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def careless(chromium: Browser) -> Iterator[Page]:
    """A browser that does not heed the content security policy: the text alone must hold."""
    context = chromium.new_context(bypass_csp=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_in_a_life_experience_is_shown_as_words(
    name: str, careless: Page, hostile: str
) -> None:
    said: list[str] = []
    careless.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    careless.goto(f"{hostile}{LIFE}-{name}/")
    shown = " ".join(careless.locator("main article").inner_text().split())
    wanted = " ".join(ATTACKS[name].split())

    assert careless.evaluate("() => window.ran") is None
    assert said == []
    assert careless.evaluate(_CODE) == []
    assert shown.count(wanted) >= 5, shown
    assert wanted in " ".join(careless.locator("h1").inner_text().split())


# A list, a drawing or a table that names the entry may be on any page.
def test_no_page_of_the_site_runs_any_of_it(
    careless: Page, hostile: str, hostile_site: SmallSite
) -> None:
    folder = hostile_site.root / "site"
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}
    # what only leads on is gone before it is looked at
    pages = [
        path
        for path, text in texts.items()
        if "window.ran" in text and 'http-equiv="refresh"' not in text
    ]
    found = []
    for path in pages:
        careless.goto(hostile + path.relative_to(folder).as_posix())
        if (
            urlsplit(careless.url).hostname != "127.0.0.1"
            or careless.evaluate("() => window.ran") is not None
            or careless.evaluate(_CODE)
        ):
            found.append(path.relative_to(folder).as_posix())

    assert len(pages) > len(ATTACKS)
    assert found == []


def test_drawings_and_feeds_are_whole_xml_without_code(hostile_site: SmallSite) -> None:
    found = []
    files = [
        path
        for pattern in ("*.svg", "*.xml")
        for path in sorted((hostile_site.root / "site").rglob(pattern))
    ]
    for path in files:
        tree = ET.parse(path)
        for element in tree.iter():
            tag = element.tag.rpartition("}")[2]
            code = [
                name
                for name, value in element.attrib.items()
                if name.lower().startswith("on") or value.strip().lower().startswith("javascript:")
            ]
            if (path.suffix == ".svg" and tag in ("script", "foreignObject")) or code:
                found.append(f"{path.name}: <{tag}> {code}")

    assert files
    assert found == []


def test_the_look_for_code_can_fail(careless: Page, hostile: str) -> None:
    careless.goto(hostile)
    careless.evaluate(
        "() => { const a = document.createElement('a'); a.setAttribute('href', 'javascript:1');"
        " a.setAttribute('onclick', '1'); document.body.append(a) }"
    )

    assert len(careless.evaluate(_CODE)) == 2
