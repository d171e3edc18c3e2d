"""Marks of other systems, which mean nothing here: readers would see them as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hub.problems import nearest, quoted
from hub.prose.runs import HOLE, Run, Slip, line_at

_LATEX = "a command of LaTeX"
_BOX = "> [!NOTE]   and below it, each line after   >"
_ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
# a code that a sentence speaks of
_MENTION = r"(?!\s+(?:is|are|was|means?|stands|gives?|becomes?|shows?|turns|or|as)\b)"

# What it looks like, what it is called, and what to write. Bounded, so that a long text costs no
# more than its length.
_MARKS: tuple[tuple[str, str, str], ...] = (
    (r"^\s{0,3}:{3,}[ \t]*\{?[\w-]+", "a box of another system", _BOX),
    (r"^\s{0,3}(?:!!!|\?\?\?\+?|===)[ \t]*[\"\w][^\n]{0,80}", "a box of another system", _BOX),
    (r"^\[(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$", "a box of another system", _BOX),
    (r"^\.\.[ \t]+[\w-]+::", "a directive of another system", _BOX),
    (
        r"\{\{[<%][^{}\n]{0,80}(?:[>%]?\}\})?",
        "a shortcode, which is not run here",
        "what it would have shown",
    ),
    (
        r"\[\[?_?(?i:toc)_?\]?\]",
        "a table of contents, and each page has one by itself",
        "nothing: take it out",
    ),
    (
        rf"(?<![\w:/\"”]):(?:\+1|-1|[a-z][a-z0-9_+-]{{1,30}}):(?![\w:/]){_MENTION}",
        "the code of an emoji, which is not drawn here",
        "words, or the emoji itself",
    ),
    (
        r"(?<![=\w])==(?=[^\s=])[^=\n]{1,80}(?<=\S)==(?!=)",
        "a highlight of another system",
        "**words**",
    ),
    (r"^={2,6}[ \t]*[^=\n]{1,100}?[ \t]*={2,6}[ \t]*$", "a heading of another system", "## Words"),
    (r"^h[1-6]\.[ \t]+", "a heading of another system", "## Words"),
    (r"'''[^'\n]{1,80}(?:''')?", "bold text of another system", "**words**"),
    (
        r"\[(b|i|u|s|url|img|quote|code|color|size|list)(?:=[^\]\n]{0,80})?\](?=[^\n]{0,400}\[/\1\])",
        "a mark of another system",
        "**words**, *words* or [words](address)",
    ),
    (
        r"\{(?:code|noformat|panel|quote|info|tip|note|warning|expand|color)(?::[^}\n]{0,40})?\}",
        "a mark of another system",
        _BOX,
    ),
    (rf"(?<!\w):[a-z]+:{HOLE}", "a role of another system", "[[practices/…]] or [words](address)"),
    (
        r"(?<![\w+])\+\+(?=\w)[^+\n]{1,60}(?<=\w)\+\+(?![\w+])",
        "a mark of another system",
        "**words**",
    ),
    (r"\^\w{1,10}\^", "a raised sign of another system", "the sign itself: ², ³, 1st"),
    (r"^bq\.[ \t]+", "a quotation of another system", "> words"),
    (
        r"\\(?:begin|end|item|newpage|textbf|section|emph|href)\b(?:\{[^{}\n]{0,40}\})?",
        _LATEX,
        "Markdown",
    ),
    (r"\uff0a\uff0a[^\uff0a\n]{1,80}\uff0a\uff0a", "a mark in wide letters", "**words**"),
    (
        (
            r"Error! (?:Reference source not found|Hyperlink reference not valid|Bookmark not"
            r" defined)\.?"
        ),
        "a leftover of Word",
        "what it referred to",
    ),
    (
        r"\{?\s*(?:HYPERLINK|MERGEFIELD|PAGEREF)\s+\"?[^\s\"{}]{1,200}\"?\s*\}?",
        "a field of Word",
        "[words](address), or the words",
    ),
    (r"«\w*_\w*»", "a field of a form letter", "the words that belong there"),
    (
        r"\[(?:cid:|image: )[^\[\]\n]{1,120}\]",
        "a picture of an e-mail, which did not come along",
        "![What the picture shows](images/name.png)",
    ),
    (
        r"Click or tap here to enter text\.?",
        "a leftover of a form in Word",
        "the words that belong there",
    ),
    (
        r"=[0-9A-F]{2}=[0-9A-F]{2}(?:=[0-9A-F]{2})?|=20$",
        "a code of an e-mail",
        "the character itself",
    ),
    (r"(?<!\\)\\u[0-9a-fA-F]{4}", "the code of a character", "the character itself"),
    (r"^-{3,}\s?Original Message\s?-{3,}", "the head of an e-mail", "nothing: take it out"),
    (
        r"\bhttps?\s+:\s*//\S+|\bhttps?:\s+//\S+",
        "an address with a space in it",
        "the address without the space",
    ),
    (
        r"^\*\[[^\]\n]{1,40}\]:(?![^\n]*<)",
        "an abbreviation of another system",
        "the long form once, with the short one in brackets",
    ),
    (r"^(?:%%|\$\$)[^\n]{0,80}", "a command of another system", "what it would have shown"),
    (
        r"&(?:nbsp|amp|lt|gt|quot|apos|[mn]dash|[lr][sd]quo|hellip|copy|reg|trade|bull|middot|#\d{2,5}|#x[0-9a-fA-F]{2,5});?(?!\w)",
        "the code of a character",
        "the character itself",
    ),
)
# What somebody may want to show, though rarely outside code: it is harmless, so it is advised and
# not refused.
_ADVISED: tuple[tuple[str, str, str], ...] = (
    (
        r"\{[^{}\n]{0,40}\b(?:target|class|style|width|height|rel)=[^{}\n]{0,60}\}",
        "an attribute, which text does not have here",
        "the words alone",
    ),
    (
        r"\{\{[^{}<%\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}",
        "a command of a template, which is not run here",
        "what it would have shown",
    ),
    (
        r"\{[:.#](?![^{}\n]{0,60}\blang)[^{}\n]{0,60}\}",
        "an attribute, which text does not have here",
        "the words alone; only a heading carries an id: ## Heading {#its-id}",
    ),
    (r"^-{2,}8<-{2,}[^\n]{0,80}", "a command of another system", "what it would have shown"),
)
_PATTERNS = tuple(
    (re.compile(pattern, re.MULTILINE), called, write, severity)
    for marks, severity in ((_MARKS, "error"), (_ADVISED, "warning"))
    for pattern, called, write in marks
)
_SIGNS = re.compile(
    r"[{&\\^«\uff0a]|:[a-z+-]|'''|\[|!!!|\?\?\?|:::|\.\."
    r" |h\d\.|bq\.|--|==|=[0-9A-F]|%%|\$\$|\+\+|Error!|HYPERLINK|MERGEFIELD|PAGEREF|Click or"
    r" tap|https?\s+:|https?:\s"
)
_ALERT = re.compile(r"\[!(\w{1,20})\][ \t]*([^\n]*)")
_HEADING_ID = re.compile(r"\{#[a-z0-9]+(?:-[a-z0-9]+)*\}(?=\s*(?:\{lang=[^{}]*\}\s*)?$)")


def foreign_marks(run: Run) -> Iterator[Slip]:
    """Each mark of another system that readers would see in a run of words."""
    words = _HEADING_ID.sub("", run.words) if run.kind.startswith("h") else run.words
    if not _SIGNS.search(words):
        return
    alert = _ALERT.match(words)
    if alert:
        yield _alert(run, alert)
        return
    taken: list[tuple[int, int]] = []
    told: set[str] = set()
    for pattern, called, write, severity in _PATTERNS:
        for found in pattern.finditer(words):
            typed = found.group().strip().split(HOLE, 1)[0] or found.group().strip()
            if typed in told or any(
                start < found.end() and found.start() < end for start, end in taken
            ):
                continue
            taken.append(found.span())
            told.add(typed)
            if called == _LATEX:
                # who writes one command writes several
                told.update(other.group().strip() for other in pattern.finditer(words))
            message = f"{quoted(typed)} is {called}, so readers would see it as it stands here."
            rows = (
                ("Write", write),
                ("Or", "put it between ` marks if it should be shown as it is"),
            )
            yield Slip(
                "foreign-markup",
                line_at(run, found.start()),
                typed,
                message=message,
                rows=rows,
                severity=severity,
            )


def _alert(run: Run, found: re.Match[str]) -> Slip:
    """The first line of a box in GitHub's form that GitHub would not read as one."""
    kind = found[1].upper()
    meant = kind if kind in _ALERTS else nearest(kind, _ALERTS) or "NOTE"
    if kind in _ALERTS:
        message = (
            "The first line of a box holds its kind and nothing else, and its words follow on the"
            " next line, so readers would see the brackets."
        )
    else:
        message = (
            f"{quoted(found[1])} is not one of the five kinds of boxes, so readers would see the"
            " brackets."
        )
    rows = (
        ("Write", f"> [!{meant}]   and below it   > {found[2] or 'the words'}"),
        ("Allowed", ", ".join(_ALERTS)),
    )
    return Slip("foreign-markup", run.line, found.group().strip(), message=message, rows=rows)
