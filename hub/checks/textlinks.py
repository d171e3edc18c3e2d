"""Where the links of texts lead, and what is said where they lead nowhere."""

from __future__ import annotations

import posixpath

from hub.checks.pageids import item_ids, may_be_drawn
from hub.checks.targets import Targets
from hub.kinds.meant import link_meant, web_address_meant
from hub.model import Backlink, Entry, PartLink
from hub.problems import Report, a_few, did_you_mean, quoted
from hub.prose.parts import LinkUse
from hub.prose.text import Prose


class TextLinks:
    """Finds the address that each link of a text means. `part_links` gathers those to parts that a
    page may have and may not have.
    """

    def __init__(self, targets: Targets, pictures: set[str], report: Report) -> None:
        self.targets = targets
        self.pictures = pictures
        self.report = report
        self.part_links: list[PartLink] = []
        entries = targets.entry_by_ref.values()
        self.entry_by_path = {entry.source.path: entry for entry in entries}

    def addresses(
        self,
        origin: Entry,
        prose: Prose,
        backlinks: dict[str, list[Backlink]] | None,
        *,
        here: str = "",
    ) -> tuple[str, ...]:
        """The address each link of a text leads to, below the site's root; outside addresses as
        they are. `here` is the text's page, if it is another than the entry's.
        """
        return tuple(
            self._address(origin, prose, use, backlinks=backlinks, here=here) for use in prose.links
        )

    def _address(
        self,
        origin: Entry,
        prose: Prose,
        use: LinkUse,
        backlinks: dict[str, list[Backlink]] | None,
        here: str,
    ) -> str:
        if use.kind == "outside":
            return use.target
        if use.kind == "picture":
            return self._picture(use)
        path, hash_mark, fragment = use.target.partition("#")
        if use.kind == "entry":
            target = (
                self.targets.find(origin, path.strip("/"), None, place=use.place)
                if "/" in path
                else self._bare(path, use)
            )
        elif not path and not fragment:
            self.report.add(
                "broken-link",
                use.place,
                "This link leads nowhere.",
                rows=[("Write", "[words](address), or [[collection/id]], which prints the title")],
            )
            return ""
        elif not path and fragment not in chapter_keys(origin):
            self._check_part(origin, prose, fragment, use=use, here=here)
            return f"#{fragment}"
        else:
            target = self._by_path(origin, path, use) if path else origin
        if target is None:
            return ""
        if backlinks is not None and target is not origin:
            backlinks[target.ref].append(Backlink(origin.ref, "text", ""))
        if fragment in chapter_keys(target):
            return f"{target.address}{fragment}/"  # a chapter has a page of its own
        if fragment:
            self._check_part(target, target.prose, fragment, use=use, here="")
        return target.address + hash_mark + fragment

    def _check_part(
        self, target: Entry, prose: Prose, fragment: str, use: LinkUse, here: str
    ) -> None:
        """A link to a part of a page leads to a heading of its text, to an item of its fields, or
        to a part that its template may draw.
        """
        if any(heading.id == fragment for heading in prose.headings):
            return
        # a page that shows less may leave items out, too
        is_whole = not here and target.is_published and target.fields.status != "archived"
        if may_be_drawn(target.fields, fragment) or (
            not is_whole and fragment in item_ids(target.fields)
        ):
            self.part_links.append(
                PartLink(here or target.address, fragment, target.title, place=use.place)
            )
        elif fragment not in item_ids(target.fields):
            self._report_anchor(target, prose, fragment, use=use)

    def _bare(self, name: str, use: LinkUse) -> Entry | None:
        ref = self.targets.names.one(name)
        refs = [ref] if ref else self.targets.names.refs(name)
        rows = (
            [("Did you mean" if ref else "One of", a_few(f"[[{ref}]]" for ref in refs))]
            if refs
            else [
                (
                    "Write",
                    "the folder, a slash and the id, for example [[practices/map-the-journey]]",
                )
            ]
        )
        self.report.add(
            "broken-reference",
            use.place,
            f"{quoted(name)} does not say in which collection the entry is.",
            rows=rows,
        )
        return None

    def _by_path(self, origin: Entry, path: str, use: LinkUse) -> Entry | None:
        """A link by file name (`other.md`, `../guides/x.md`) or by address (`/guides/x/`)."""
        root = origin.source.path.split("/", 1)[0]
        here = posixpath.dirname(origin.source.path) if not path.startswith("/") else root
        full = posixpath.normpath(posixpath.join(here, path.lstrip("/")))
        for candidate in (full, f"{full}.md", f"{full}.yml", f"{full}/index.md"):
            if candidate in self.entry_by_path:
                return self.entry_by_path[candidate]
        if (
            full.removesuffix(".md").removesuffix(".yml").split("/", 1)[-1]
            in self.targets.unreadable
        ):
            return None
        address = web_address_meant(path)
        if address:
            words = f"{quoted(path)} has no https:// in front, so it is read as the name of a file."
            self.report.add(
                "broken-link",
                use.place,
                words,
                rows=[("Write", f"[{use.words or 'words'}]({web_address_meant(use.target)})")],
            )
            return None
        meant = link_meant(path, use.words)
        if meant:
            self.report.add(
                "broken-link",
                use.place,
                f"{quoted(path)} is no name of a file or an entry.",
                rows=[("Write", meant)],
            )
            return None
        known = [
            posixpath.relpath(p, posixpath.dirname(origin.source.path)) for p in self.entry_by_path
        ]
        self.report.add(
            "broken-link",
            use.place,
            f"{quoted(path)} leads to no entry.",
            rows=[
                *did_you_mean(path, known),
                ("Write", "[[collection/id]], which prints the title"),
            ],
        )
        return None

    def _picture(self, use: LinkUse) -> str:
        name = (
            posixpath.normpath(use.target).removeprefix("../").lstrip("./").removeprefix("images/")
        )
        if name not in self.pictures and f"images/{name}" not in self.targets.unreadable:
            self.report.add(
                "broken-link",
                use.place,
                f"There is no picture {quoted(use.target)}.",
                rows=[
                    *did_you_mean(f"images/{name}", [f"images/{p}" for p in self.pictures]),
                    ("Write", "the name of a file in content/images"),
                ],
            )
            return ""
        return f"images/{name}"

    def _report_anchor(self, target: Entry, prose: Prose, fragment: str, use: LinkUse) -> None:
        known = sorted(
            {heading.id for heading in prose.headings}
            | item_ids(target.fields)
            | target.fields.part_ids
        )
        self.report.add(
            "broken-anchor",
            use.place,
            f"{quoted('#' + fragment)} is not a part of {quoted(target.title)}.",
            rows=[
                *[("Did you mean", f"#{word}") for _, word in did_you_mean(fragment, known)],
                (
                    "Headings",
                    a_few((f"#{heading.id}" for heading in prose.headings), 12)
                    or "that text has none",
                ),
            ],
        )


def chapter_keys(entry: Entry) -> frozenset[str]:
    """The keys of a playbook's chapters, each of which has a page of its own."""
    return frozenset(chapter.key for chapter in getattr(entry.fields, "chapters", ()))
