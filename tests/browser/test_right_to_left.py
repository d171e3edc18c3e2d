"""Text that runs from right to left, as Chromium sets it: the sign at the end of a sentence stands
at its end."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.host import served
from playwright.sync_api import Browser, Page

from smallsite import copy_of_site, with_theme

pytestmark = pytest.mark.browser

SENTENCE = "مرحبا بكم في الموقع!"
ITEM = "العربية: للمساعدة اتصل (TTY: 711)."
GUIDE = f"""---
title: "{SENTENCE}"
summary: "اتصل بنا!"
status: published
owner: cx-team
added: 2024-05-01
kind: explainer
---

{SENTENCE}

- {ITEM}
- English: call us (TTY: 711).

> {SENTENCE}

## {SENTENCE} {{#salam}}

| One | Two |
|---|---|
| {SENTENCE} | TTY 711: اتصل بنا! {{lang=ar}} |
"""
# Where the last and the first sign of each element stand, from the left of the page.
PLACES = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), texts = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode);
  const at = (node, from) => { const range = document.createRange(); range.setStart(node, from); range.setEnd(node, from + 1); return range.getBoundingClientRect().x; };
  const last = texts.at(-1);
  return [element.textContent.trim(), at(texts[0], texts[0].data.search(/\\S/)), at(last, last.data.trimEnd().length - 1)];
})"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Page]:
    site = with_theme(copy_of_site(tmp_path_factory.mktemp("rtl") / "project"))
    site.write("content/guides/salam.md", GUIDE)
    hub = str(Path(sys.executable).with_name("hub"))
    done = subprocess.run(
        [hub, "build", "--site-dir", "site"],
        cwd=site.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1795564800"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    with served(site.root / "site") as base:
        context = chromium.new_context(viewport={"width": 900, "height": 800})
        tab = context.new_page()
        tab.goto(f"{base}guides/salam/")
        yield tab
        context.close()


@pytest.mark.parametrize(
    "selector",
    [
        "h1",
        ".lead",
        ".prose > p",
        ".prose li:first-child",
        ".prose blockquote p",
        ".prose h2",
        ".prose td",
    ],
)
def test_the_last_sign_stands_left_of_the_first_letter(selector: str, page: Page) -> None:
    found = page.evaluate(PLACES, selector)
    assert found
    for text, first, last in found:
        assert last < first, text


def test_english_beside_it_runs_as_ever_and_no_mark_of_a_list_leaves_its_column(page: Page) -> None:
    ((text, first, last),) = page.evaluate(PLACES, ".prose li:nth-child(2)")
    assert first < last, text
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.prose li')).listStylePosition")
        == "inside"
    )


def test_a_title_that_the_search_finds_runs_right(page: Page) -> None:
    tab = page.context.new_page()
    tab.goto(page.url.replace("guides/salam/", "search/?q=%D9%85%D8%B1%D8%AD%D8%A8%D8%A7"))
    tab.wait_for_selector(".results h3")
    (text, first, last), *_ = tab.evaluate(PLACES, ".results h3")
    tab.close()
    assert last < first, text
