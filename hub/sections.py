"""The ids of the parts that our templates draw on a page. They belong to the page: a heading of the text never takes one."""

from __future__ import annotations

SECTION_IDS = frozenset(
    "content menu toc summary outcome steps checklist questions pitfalls effort requirements measures life-experiences seen-in-practice "
    "sources figures quotes related resources terms used-by origin review stages agencies lessons results parts practices services people "
    "what-happened more changes chapters objectives exercises checks discuss facilitator teach-it before plan reading moved courses take-away result definition policy cite top main footer search similar search-options next-step over-time "
    "tools fill-in on-paper worked-example blank-map filled-map lanes script outline".split()
)
