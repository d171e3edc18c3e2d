"""A ring is found without recursion, and always the same one."""

from __future__ import annotations

import pytest

from hub.checks.rings import find_ring


@pytest.mark.parametrize(
    ("edges", "ring"),
    [
        ({}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["b", "c"], "b": ["d"], "c": ["d"]}, []),
        ({"a": ["a"]}, ["a", "a"]),
        ({"b": ["a"], "a": ["b"]}, ["a", "b", "a"]),
        ({"x": ["b"], "b": ["c"], "c": ["b"]}, ["b", "c", "b"]),
        ({"a": ["nowhere"]}, []),
    ],
)
def test_the_ring_starts_at_its_smallest_name(edges: dict[str, list[str]], ring: list[str]) -> None:
    assert find_ring(edges) == ring


def test_a_ring_of_fifty_thousand_is_only_a_ring() -> None:
    names = [f"n{number:05}" for number in range(50_000)]
    assert (
        len(find_ring({name: [names[(number + 1) % 50_000]] for number, name in enumerate(names)}))
        == 50_001
    )


def test_the_order_of_the_edges_does_not_matter() -> None:
    edges = {"c": ["d"], "d": ["c"], "a": ["b"], "b": ["a"]}
    assert find_ring(edges) == find_ring(dict(reversed(edges.items()))) == ["a", "b", "a"]
