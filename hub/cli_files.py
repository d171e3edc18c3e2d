"""How commands write the files that somebody asked for."""

from __future__ import annotations

from pathlib import Path

from hub.problems import HubError, visible


def write_whole(files: dict[str, bytes], output: Path) -> None:
    """Write each file beside its place and put it there when it is whole: a half-written one never replaces a whole one."""
    try:
        for name, data in files.items():
            target = output / name
            target.parent.mkdir(parents=True, exist_ok=True)
            new = target.with_name(f".{target.name}.new")
            try:
                new.write_bytes(data)
                new.replace(target)
            finally:
                new.unlink(missing_ok=True)
    except OSError as error:
        raise HubError(
            "no-output", f"The files could not be written to {visible(str(output))}: {visible(error.strerror or '')}.", exit_code=4, fix="Name another folder with --output."
        ) from None
