"""A bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STAGES = 8  # reading, checking, linking, composing, rendering, auditing, publishing, done


@contextmanager
def progress(*, wanted: bool = True) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each stage as it begins."""
    if not (wanted and sys.stderr is not None and sys.stderr.isatty()):
        yield lambda _: None
        return
    # a tenth of a second that only a terminal has to pay
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    with Progress(
        TextColumn("{task.description:<12}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("Starting", total=STAGES)
        yield lambda stage: bar.update(task, description=stage, advance=1)
