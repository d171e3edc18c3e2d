"""Finding a ring in a graph without recursion, so that a ring of 5 000 entries is only a ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def find_ring(edges: Mapping[str, Sequence[str]]) -> list[str]:
    """The first ring, as the names along it with the first repeated at the end; empty when there is
    none.

    Starts from the smallest name and follows edges in their order, so the answer does not depend on
    hashing.
    """
    done: set[str] = set()
    for start in sorted(edges):
        if start in done:
            continue
        path: list[str] = []
        on_path: set[str] = set()
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, position = waiting.pop()
            if position == 0:
                path.append(name)
                on_path.add(name)
            targets = edges.get(name, ())
            if position < len(targets):
                waiting.append((name, position + 1))
                target = targets[position]
                if target in on_path:
                    ring = path[path.index(target) :]
                    smallest = ring.index(min(ring))
                    turned = ring[smallest:] + ring[:smallest]
                    return [*turned, turned[0]]
                if target not in done:
                    waiting.append((target, 0))
            else:
                path.pop()
                on_path.discard(name)
                done.add(name)
    return []
