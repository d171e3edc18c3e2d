"""Links and pictures of a text: those that may be followed and shown."""

from __future__ import annotations

from lxml import html as lxml_html

from hub.problems import Place, quoted
from hub.prose.linkwords import misleading_words
from hub.prose.parts import LinkUse
from hub.prose.picturewords import is_file_name
from hub.prose.treenotes import TreeNotes
from hub.prose.urls import judge


def clean_link(
    notes: TreeNotes, element: lxml_html.HtmlElement, attributes: dict[str, str]
) -> None:
    """Judge a link, and put a token in the place of its address."""
    typed = attributes.get("href", "")
    words = element.text_content().replace("\u200b", "")
    if "entry-link" in attributes.get("class", ""):
        place = notes.find(f"[[{typed}", attributes)
        _check_words(notes, words, typed, place=place)
        notes.put_token(
            element,
            LinkUse(
                "entry",
                typed,
                Place(place.path, place.line, place.column, length=len(typed) + 4),
                words=words,
            ),
        )
        return
    # no editor can write a class
    if attributes.get("class") in ("footnote-ref", "footnote-backref"):
        element.set("href", "hub-at:" + typed[1:].replace(":", "_"))
        if attributes.get("class") == "footnote-ref":
            element.set("aria-label", f"Note {words}")
        return
    verdict = judge(typed)
    place = notes.find(typed or f"[{words}]", attributes)
    if verdict.kind == "unsafe":
        message = f"{quoted(verdict.address)} is not an address a page may link to. {verdict.why}"
        write = "an address that starts with https://, or the id of an entry: [[practices/…]]"
        notes.report.add("unsafe-link", place, message, rows=[("Write", write)])
        element.drop_tag()
        return
    if verdict.is_insecure:
        notes.report.add(
            "insecure-link",
            place,
            f"{quoted(verdict.address)} starts with http://, which anybody on the way can read"
            " and change.",
            rows=[("Write", "https:// if the site offers it")],
            severity="warning",
        )
    for said in (words, *(image.get("alt", "") for image in element.iter("img"))):
        _check_words(notes, said, verdict.address, place=place)
    if not words.strip() and not any(image.get("alt") for image in element.iter("img")):
        notes.report.add(
            "empty-link",
            place,
            "This link has no words, so nobody can tell where it leads.",
            rows=[("Write", "[words that say where it leads](address)")],
        )
    notes.put_token(element, LinkUse(verdict.kind, verdict.address, place, words=words))


def _check_words(notes: TreeNotes, words: str, address: str, place: Place) -> None:
    misleads = (
        ""
        if words
        and address.endswith(words)
        and address[: -len(words)] in ("", "https://", "mailto:")
        else misleading_words(words, address)
    )
    if misleads:
        notes.report.add(
            "misleading-link",
            place,
            f"The words {quoted(words)} {misleads}.",
            rows=[("Write", "words that say where the link leads")],
        )


def clean_picture(
    notes: TreeNotes, element: lxml_html.HtmlElement, attributes: dict[str, str]
) -> None:
    """Judge a picture and its words, and put a token in the place of its address."""
    typed = attributes.get("src", "")
    alt = attributes.get("alt", "").strip()
    place = notes.find(typed, attributes)
    if not alt:
        notes.report.add(
            "missing-alt",
            place,
            "This picture has no alternative text, so a screen reader has nothing to say.",
            rows=[("Write", f"![What the picture shows]({typed})")],
        )
    elif is_file_name(alt, typed):
        message = (
            f"The alternative text {quoted(alt)} is the name of a file, or says no more than"
            " that this is a picture."
        )
        notes.report.add(
            "missing-alt",
            notes.find(alt, attributes),
            message,
            rows=[("Write", f"![What the picture shows]({typed})")],
        )
    if judge(typed).kind != "inside":
        notes.report.add(
            "third-party-image",
            place,
            "Pictures from other sites are not shown: every reader's address would go to that"
            " site.",
            rows=[("Write", "Put the file into content/images and use images/name.png")],
        )
        element.drop_tree()
        return
    notes.put_token(element, LinkUse("picture", typed, place, words=alt))
    element.set("alt", alt)
    element.set("loading", "lazy")
