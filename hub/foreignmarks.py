"""Marks of other systems, which mean nothing here: readers would see them as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.problems import nearest, quoted
from hub.proseruns import HOLE, Run, Slip, line_at

_BOX = "> [!NOTE]   and below it, each line after   >"
_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
_MENTION = r"(?!\s+(?:is|are|was|means?|stands|gives?|becomes?|shows?|turns|or|as)\b)"  # a code that a sentence speaks of

# What it looks like, what it is called, and what to write. Bounded, so that a long text costs no more than its length.
_MARKS: tuple[tuple[str, str, str], ...] = (
    (r"^\s{0,3}:{3,}[ \t]*\{?[\w-]+", "a box of another system", _BOX),
    (r"^\s{0,3}(?:!!!|\?\?\?\+?|===)[ \t]*[\"\w][^\n]{0,80}", "a box of another system", _BOX),
    (r"^\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$", "a box of another system", _BOX),
    (r"^\.\.[ \t]+[\w-]+::", "a directive of another system", _BOX),
    (r"\{\{[<%][^{}\n]{0,80}(?:[>%]?\}\})?", "a shortcode, which is not run here", "what it would have shown"),
    (r"\[\[?_?(?i:toc)_?\]?\]", "a table of contents, and each page has one by itself", "nothing: take it out"),
    (rf"(?<![\w:/]):(?:\+1|-1|[a-z][a-z0-9_+-]{{1,30}}):(?![\w:]){_MENTION}", "the code of an emoji, which is not drawn here", "words, or the emoji itself"),
    (r"(?<![=\w])==(?=[^\s=])[^=\n]{1,80}(?<=\S)==(?!=)", "a highlight of another system", "**words**"),
    (r"^={2,6}[ \t]*[^=\n]{1,100}?[ \t]*={2,6}[ \t]*$", "a heading of another system", "## Words"),
    (r"^h[1-6]\.[ \t]+", "a heading of another system", "## Words"),
    (r"'''[^'\n]{1,80}(?:''')?", "bold text of another system", "**words**"),
    (r"\[(b|i|u|s|url|img|quote|code|color|size|list)(?:=[^\]\n]{0,80})?\](?=[^\n]{0,400}\[/\1\])", "a mark of another system", "**words**, *words* or [words](address)"),
    (r"\{(?:code|noformat|panel|quote|info|tip|note|warning|expand|color)(?::[^}\n]{0,40})?\}", "a mark of another system", _BOX),
    (rf"(?<!\w):[a-z]+:{HOLE}", "a role of another system", "[[practices/…]] or [words](address)"),
    (r"^\*\[[^\]\n]{1,40}\]:(?![^\n]*<)", "an abbreviation of another system", "the long form once, with the short one in brackets"),
    (r"^(?:%%|\$\$)[^\n]{0,80}", "a command of another system", "what it would have shown"),
    (r"&(?:nbsp|amp|lt|gt|quot|apos|[mn]dash|[lr][sd]quo|hellip|copy|reg|trade|bull|middot|#\d{2,5}|#x[0-9a-fA-F]{2,5});?(?!\w)", "the code of a character", "the character itself"),
)  # fmt: skip
# What somebody may want to show, though rarely outside code: it is harmless, so it is advised and not refused.
_ADVISED: tuple[tuple[str, str, str], ...] = (
    (r"\{[^{}\n]{0,40}\b(?:target|class|style|width|height|rel)=[^{}\n]{0,60}\}", "an attribute, which text does not have here", "the words alone"),
    (r"\{\{[^{}<%\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}", "a command of a template, which is not run here", "what it would have shown"),
    (r"\{[:.#](?![^{}\n]{0,60}\blang)[^{}\n]{0,60}\}", "an attribute, which text does not have here", "the words alone; only a heading carries an id: ## Heading {#its-id}"),
    (r"^-{2,}8<-{2,}[^\n]{0,80}", "a command of another system", "what it would have shown"),
)
_PATTERNS = tuple(
    (re.compile(pattern, re.MULTILINE), called, write, severity) for marks, severity in ((_MARKS, "error"), (_ADVISED, "warning")) for pattern, called, write in marks
)
_SIGNS = re.compile(r"[{&=$%]|:[a-z+-]|'''|\[|!!!|\?\?\?|:::|\.\. |h\d\.|--8")
_ALERT = re.compile(r"\[!(\w{1,20})\][ \t]*([^\n]*)")
_HEADING_ID = re.compile(r"\{#[a-z0-9]+(?:-[a-z0-9]+)*\}(?=\s*(?:\{lang=[^{}]*\}\s*)?$)")


def foreign_marks(run: Run) -> Iterator[Slip]:
    """Each mark of another system that readers would see in a run of words."""
    words = run.words
    if not _SIGNS.search(words):
        return
    alert = _ALERT.match(words)
    if alert:
        yield _alert(run, alert)
        return
    if run.kind.startswith("h"):
        words = _HEADING_ID.sub("", words)
    taken: list[tuple[int, int]] = []
    told: set[str] = set()
    for pattern, called, write, severity in _PATTERNS:
        for found in pattern.finditer(words):
            typed = found.group().strip()
            if typed in told or any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            told.add(typed)
            message = f"{quoted(typed)} is {called}, so readers would see it as it stands here."
            rows = (("Write", write), ("Or", "put it between ` marks if it should be shown as it is"))
            yield Slip("foreign-markup", line_at(run, found.start()), typed, message, rows, severity)


def _alert(run: Run, found: re.Match[str]) -> Slip:
    """The first line of a box in GitHub's form that GitHub would not read as one."""
    kind = found[1].upper()
    meant = kind if kind in _ALERTS else nearest(kind, _ALERTS) or "NOTE"
    if kind in _ALERTS:
        message = "The first line of a box holds its kind and nothing else, and its words follow on the next line, so readers would see the brackets."
    else:
        message = f"{quoted(found[1])} is not one of the five kinds of boxes, so readers would see the brackets."
    rows = (("Write", f"> [!{meant}]   and below it   > {found[2] or 'the words'}"), ("Allowed", ", ".join(_ALERTS)))
    return Slip("foreign-markup", run.line, found.group().strip(), message, rows)
