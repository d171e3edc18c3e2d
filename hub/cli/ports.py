"""A port of this machine that nobody listens on."""

from __future__ import annotations

import socket

from hub.problems import HubError


def free_port(first: int) -> int:
    """`first`, or the next port that nobody listens on."""
    free = next(
        (number for number in range(first, min(first + 50, 65536)) if _is_free(number)), None
    )
    if free is None:
        raise HubError(
            "port-taken",
            f"The ports from {first} on are all taken.",
            exit_code=4,
            fix="Name another one with --port.",
        )
    return free


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
