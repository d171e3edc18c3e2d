"""A small book with every kind of element a book can hold, and the books of the shipped content."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from functools import cache
from pathlib import Path

from hub.build import Project, prepare
from hub.compose.playbook.book import Book, BookChapter
from hub.compose.playbook.shelf import Shelf
from hub.kinds.entries.playbooks import Chapter
from hub.project.settings import Settings

ROOT = Path(__file__).parents[1]
SITE = "https://hub.example/"

LISTEN = """
<h2 id="playbooks.small.listen.objectives">After this chapter you can</h2>
<ul class="plain"><li>Say what you heard</li><li>Say what you will do, and by when</li></ul>
<h2 id="playbooks.small.listen.practices-inventory">1.1 Count your channels &amp; what they cost</h2>
<p class="lead">A list of every way that people reach you. # * _ ` $ @ &lt;b&gt; \\ [x] = + - / ~ " ' // /* are only words here.</p>
<h3>What hurts now</h3>
<p>Nobody knows <strong>how many</strong> there <em>are</em>. See <a href="#playbooks.small.keep-going">the next chapter</a>, or
<a href="https://hub.example/go/practices.inventory/">the whole entry</a> and <code>a_b*c</code>.<br/>A second line.</p>
<ol class="steps"><li><p class="do">List them</p><p class="why"><span class="label">Why</span> You forget some.</p><ul><li>by phone</li><li>by post</li></ul></li><li>Count them</li></ol>
<table class="text-table"><thead><tr><th scope="col">Channel</th><th scope="col" class="align-right">Contacts</th></tr></thead>
<tbody><tr><th scope="row">Phone</th><td class="align-right">1,200</td></tr><tr><td>Post</td><td class="align-right">3</td></tr></tbody></table>
<div class="admonition note"><p class="admonition-title">Note</p><p>Ask before you record.</p></div>
<blockquote><p>They told me how long it would take.</p><p>A caller</p></blockquote>
<dl class="facts"><dt>Evidence</dt><dd>Measured</dd><dt>Result</dt><dd><p>Fewer calls.</p><p>More trust.</p></dd></dl>
<pre><code class="language-python">if a &lt; b:
    print("# not a heading")</code></pre>
<p><img src="images/dot.png" alt="A red dot that stands for a call"/></p>
<p>A figure with a note.<sup id="playbooks.small.listen.fnref-1"><a href="#playbooks.small.listen.fn-1" class="footnote-ref">1</a></sup></p>
<div class="footnote"><hr/><ol><li id="playbooks.small.listen.fn-1"><p>From the yearly report.<a href="#playbooks.small.listen.fnref-1" class="footnote-backref">↩</a></p></li></ol></div>
<h2 id="playbooks.small.listen.exercises">Exercises</h2>
<div class="exercise"><h3 id="playbooks.small.listen.exercise-draw-it" class="linkable">Draw your channel map</h3><p class="minutes">40 minutes</p><ol><li>Work in pairs</li><li>Swap</li></ol>
<p><strong>What good looks like:</strong> Twelve channels or more.</p></div>
<h2 id="playbooks.small.listen.checks">Check what you know</h2>
<div class="check"><h3 id="playbooks.small.listen.check-first" class="linkable">What comes first?</h3><ol class="options" type="A"><li>A list</li><li>A survey</li></ol><p class="answer"><strong>Answer:</strong> A. You cannot ask about what you have not found.</p></div>
"""
KEEP = """
<h2 id="playbooks.small.keep-going.discuss">Discuss</h2>
<ul class="plain"><li id="playbooks.small.keep-going.question-who" class="linkable">Who carries on when you leave?</li></ul>
<h2 id="playbooks.small.keep-going.checklist">Checklist</h2>
<ul class="checklist"><li>There is an owner</li><li>There is a day for the next look: see <a href="#playbooks.small.listen.exercise-draw-it">the exercise</a></li></ul>
"""


def picture() -> bytes:
    """A PNG of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def small_book() -> Book:
    """Two chapters of one playbook."""
    listen = Chapter.model_validate(
        {
            "key": "listen",
            "title": "Listen first",
            "summary": "Find out how people reach you.",
            "include": ["practices/inventory"],
            "time": {"read": "5", "teach": "60"},
            "exercises": [
                {
                    "key": "draw-it",
                    "title": "Draw your channel map",
                    "minutes": "40",
                    "steps": ["Work in pairs", "Swap"],
                    "good": "Twelve channels or more.",
                }
            ],
            "checks": [
                {
                    "key": "first",
                    "question": "What comes first?",
                    "options": ["A list", "A survey"],
                    "answer": "1",
                    "why": "You cannot ask about what you have not found.",
                }
            ],
        }
    )
    keep = Chapter.model_validate(
        {
            "key": "keep-going",
            "title": "Keep going & more",
            "summary": "Work that lasts.",
            "include": ["practices/inventory"],
            "discuss": [{"key": "who", "ask": "Who carries on when you leave?"}],
            "checklist": ["There is an owner"],
        }
    )
    chapters = (
        BookChapter(
            "playbooks.small.listen",
            1,
            "Listen first",
            "Find out how people reach you.",
            "playbooks/small/listen/",
            LISTEN,
            listen,
        ),
        BookChapter(
            "playbooks.small.keep-going",
            2,
            "Keep going & more",
            "Work that lasts.",
            "playbooks/small/keep-going/",
            KEEP,
            keep,
        ),
    )
    return Book(
        "playbooks.small",
        "A small playbook",
        "Two chapters, for tests.",
        "2026.1",
        date(2026, 11, 24),
        "CX hub",
        SITE,
        chapters,
        {"images/dot.png": picture()},
    )


@cache
def shelf() -> Shelf:
    """The books of the shipped content."""
    result = prepare(Project.at(ROOT), None)
    assert result.library is not None
    assert not result.report.has_errors, [str(problem) for problem in result.report.problems][:5]
    return Shelf(result.library, Settings(site_url=SITE))
