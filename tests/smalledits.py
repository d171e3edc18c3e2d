"""What editors and owners do to a project between two builds: each edit takes the project's folder
and a number, and leaves what may be built or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from smallsite import ROOT, SmallSite, command, finish

Edit = Callable[[Path, int], None]
WORDS = ("service", "waiting", "burden", "letters", "maps", "queues", "forms", "people", "trust")


def texts(root: Path) -> list[Path]:
    """The entries with a text, in a fixed order."""
    return sorted((root / "content").glob("[a-z]*/*.md"))


def change(path: Path, pattern: str, words: str) -> None:
    """Put words in the place of the first match, where there is one."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, lambda _: words, text, count=1), encoding="utf-8")


def pick(paths: Iterable[Path], number: int) -> Path | None:
    found = list(paths)
    return found[number % len(found)] if found else None


def edit_text(root: Path, number: int) -> None:
    if path := pick(texts(root), number):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nMore about {WORDS[number % 9]} and {WORDS[number // 9 % 9]}.\n")


def edit_title(root: Path, number: int) -> None:
    if path := pick(texts(root), number):
        change(path, r"(?m)^title: .*$", f"title: About {WORDS[number % 9]} number {number}")


def edit_summary(root: Path, number: int) -> None:
    if path := pick(texts(root), number):
        change(path, r"(?m)^summary: .*$", f"summary: What to know of {WORDS[number % 9]}.")


def add_heading(root: Path, number: int) -> None:
    if path := pick(texts(root), number):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n## The {WORDS[number % 9]} of {number}\n\nWords below it.\n")


def add_entry(root: Path, number: int) -> None:
    (root / f"content/terms/new-{number % 40}.yml").write_text(
        f"title: New term {number % 40}\nsummary: A word about {WORDS[number % 9]}.\n"
        "status: published\nowner: cx-team\nadded: 2024-05-01\nuse: preferred\n"
        f"definition: A word that stands for {WORDS[number // 9 % 9]}.\n"
        "see: [sample-term]\n",
        encoding="utf-8",
    )


def remove_entry(root: Path, number: int) -> None:
    if path := pick(sorted((root / "content/terms").glob("new-*.yml")), number):
        path.unlink()


def rename_entry(root: Path, number: int) -> None:
    if path := pick(sorted((root / "content/terms").glob("new-*.yml")), number):
        path.rename(path.with_name(f"new-{number % 40 + 40}.yml"))


def unpublish(root: Path, number: int) -> None:
    if path := pick(sorted((root / "content/terms").glob("new-*.yml")), number):
        change(path, r"(?m)^status: .*$", ("status: draft", "status: published")[number % 2])


def edit_translation(root: Path, number: int) -> None:
    if path := pick(sorted((root / "content/es").rglob("*.md")), number):
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nUna frase más, la {number}.\n")


def edit_vocabulary(root: Path, number: int) -> None:
    path = root / "content/vocabulary/use.yml"
    change(path, r"label: [^,]+,", f"label: Use {WORDS[number % 9]},")


def edit_docs(root: Path, number: int) -> None:
    with (root / "docs/about.md").open("a", encoding="utf-8") as file:
        file.write(f"\nA sentence about {WORDS[number % 9]}.\n")


def add_docs_page(root: Path, number: int) -> None:
    (root / f"docs/extra-{number % 3}.md").write_text(
        f"# Extra {number % 3}\n\nSomething about {WORDS[number % 9]}.\n", encoding="utf-8"
    )


def edit_settings(root: Path, number: int) -> None:
    change(root / "mkdocs.yml", r"(?m)^site_name: .*$", f"site_name: The {WORDS[number % 9]} hub")


def edit_banner(root: Path, number: int) -> None:
    change(root / "mkdocs.yml", r'banner: "[^"]*"', f'banner: "Mind the {WORDS[number % 9]}."')


def edit_template(root: Path, number: int) -> None:
    change(root / "overrides/main.html", r"</body>", f"<!-- {number} --></body>")


def edit_styles(root: Path, number: int) -> None:
    with (root / "overrides/assets/hub.css").open("a", encoding="utf-8") as file:
        file.write(f".extra-{number % 7} {{ margin: 0 }}\n")


def edit_picture(root: Path, number: int) -> None:
    """Another file of a picture that no text shows."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<rect width="{number % 9}" height="5"/></svg>\n'
    )
    (root / "content/images/drawn.svg").write_text(drawing, encoding="utf-8")


def freeze_links(root: Path, number: int) -> None:
    del number
    finish(command(SmallSite(root), "links", "freeze"))


def break_reference(root: Path, number: int) -> None:
    """A build of this is refused; the number says whether it is mended again."""
    path = root / "content/terms/sample-term.md"
    good = (ROOT / "tests/bad/site/content/terms/sample-term.md").read_text(encoding="utf-8")
    if number % 3:
        path.write_text(good, encoding="utf-8")
    else:
        change(path, r"(?m)^see: .*$|^use: ", "see: [no-such-term]\nuse: ")


def touch_everything(root: Path, number: int) -> None:
    """What a fresh checkout does: other times, the same bytes."""
    del number
    for path in (root / "content").rglob("*"):
        path.touch()


EDITS: tuple[Edit, ...] = (
    edit_text,
    edit_title,
    edit_summary,
    add_heading,
    add_entry,
    remove_entry,
    rename_entry,
    unpublish,
    edit_translation,
    edit_vocabulary,
    edit_docs,
    add_docs_page,
    edit_settings,
    edit_banner,
    edit_template,
    edit_styles,
    edit_picture,
    freeze_links,
    break_reference,
    touch_everything,
)
