"""The lines of fields that are being read, each looked at once, from the top."""

from __future__ import annotations

from hub.problems import Place, Problem, visible
from hub.reading.yaml.blocks import depth_of
from hub.reading.yaml.fieldforms import FieldForms
from hub.reading.yaml.owners import Owners


class FormLines:
    """Lines with what is known of them: the fields they belong to, and what was said of them."""

    def __init__(self, texts: list[str], path: str, first_line: int, forms: FieldForms) -> None:
        self.texts = texts
        self.path = path
        self.first_line = first_line
        self.forms = forms
        self.owners = Owners(texts, forms)
        self.told: list[Problem] = []
        self.above: int | None = None  # the nearest line above that says something
        # columns that the lines of a group are moved by, when they are indented with tabs
        self.shift: int | None = None

    def tell(
        self,
        line: int,
        message: str,
        meant: str,
        *,
        code: str = "yaml-syntax",
        length: int = 1,
        mended: str | None = None,
    ) -> None:
        """Note a problem of a line, with what was meant, and read on with that; `mended` is what is
        read instead, where it is not what is offered.
        """
        typed = self.texts[line]
        place = Place(self.path, self.first_line + line, depth_of(typed) + 1, length=length)
        self.told.append(
            Problem(
                code,
                place,
                visible(message),
                rows=(
                    (
                        "Write",
                        visible(
                            meant.strip()
                            if depth_of(meant) == depth_of(typed) or mended is not None
                            else meant.rstrip()
                        ),
                    ),
                ),
            )
        )
        self.texts[line] = meant if mended is None else mended
