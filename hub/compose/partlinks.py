"""Links in texts to parts that a page has only when there is something to show: whether the page,
as it is drawn, has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from hub.model import PartLink
from hub.pages import Site
from hub.problems import Report, a_few, did_you_mean, quoted
from hub.prose.headings import headings_in

_ID = re.compile(r'<[a-z0-9]+(?:[^<>"]|"[^"]*")*? id="([^"]+)"')


def check_part_links(links: Iterable[PartLink], site: Site, report: Report) -> None:
    """Report a link to a part that is not drawn. Pages that are not on the site, such as those of
    drafts, are passed over.
    """
    for link in links:
        page = site.page_by_address.get(link.address)
        if page is None:
            continue
        known = _ID.findall(page.content)
        if link.fragment not in known:
            report.add(
                "broken-anchor",
                link.place,
                f"{quoted('#' + link.fragment)} is not a part of {quoted(link.title)}: a page has"
                " such a part only when there is something to show in it.",
                rows=[
                    *[
                        ("Did you mean", f"#{word}")
                        for _, word in did_you_mean(link.fragment, known)
                    ],
                    (
                        "Headings",
                        a_few((f"#{heading.id}" for heading in headings_in(page.content)), 12)
                        or "that page has none",
                    ),
                ],
            )
