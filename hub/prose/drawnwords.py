"""The few words that the hub itself writes into a converted text, said in the language of that
text.
"""

from __future__ import annotations

from lxml import html as lxml_html

from hub.folders import LANGUAGES

_DONE = "Done: "
_NOTE = "Note "
_SPANISH = {
    "Note": "Nota",
    "Tip": "Consejo",
    "Important": "Importante",
    "Warning": "Advertencia",
    "Caution": "Precaución",
    "Example": "Ejemplo",
    "Info": "Información",
    "Question": "Pregunta",
}


def say_in_language(tree: lxml_html.HtmlElement, path: str) -> None:
    """Turn our own words in the text of this file into those of its language: titles of notes,
    names of footnote marks, ticks of task lists.
    """
    folders = path.split("/")
    if len(folders) < 3 or folders[1] not in LANGUAGES:  # Spanish is the only one yet
        return
    for element in tree.iter("p", "a", "li"):
        classes = (element.get("class") or "").split()
        if "admonition-title" in classes:
            element.text = _SPANISH.get(element.text or "", element.text)
        elif "footnote-ref" in classes:
            element.set(
                "aria-label", "Nota " + (element.get("aria-label") or "").removeprefix(_NOTE)
            )
        elif "task" in classes:
            holder = (
                element[0]
                if not (element.text or "").strip() and len(element) and element[0].tag == "p"
                else element
            )
            if (holder.text or "").startswith(_DONE):
                holder.text = "Hecho: " + (holder.text or "").removeprefix(_DONE)
