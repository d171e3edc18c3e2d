"""A page as a screen reader tells it: the landmarks and the levels of the headings, in order, from
Chromium's accessibility tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Page

# a region is a part of the text, and as many as editors write
LANDMARKS = {"banner", "complementary", "contentinfo", "form", "main", "navigation", "search"}


def spoken(page: Page) -> str:
    """A line for each landmark, indented by what it stands in, and one for each run of headings,
    with their levels."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)
    lines: list[str] = []
    for depth, words in _tell(root, nodes, 0):
        line = "  " * depth + words
        before = lines[-1] if lines else ""
        if (
            words.startswith("heading")
            and before.startswith("  " * depth + "heading")
            and before.split() != ["heading", "1"]
        ):
            levels = {*before.split()[1:], words.split()[1]}
            lines[-1] = "  " * depth + " ".join(["heading", *sorted(levels)])
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _tell(
    node: Mapping[str, Any], nodes: Mapping[str, Any], depth: int
) -> Iterator[tuple[int, str]]:
    role = "" if node.get("ignored") else node.get("role", {}).get("value", "")
    name = node.get("name", {}).get("value", "")
    if role in LANDMARKS:
        yield depth, f'{role} "{name}"' if name else role
        depth += 1
    elif role == "heading":
        level = next(
            part["value"]["value"] for part in node["properties"] if part["name"] == "level"
        )
        yield depth, f"heading {level}"
        return
    for child in node.get("childIds", ()):
        if child in nodes:
            yield from _tell(nodes[child], nodes, depth)
