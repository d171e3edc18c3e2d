"""What day it is: by the clock, or by SOURCE_DATE_EPOCH, so that old trees check as they did."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta

from hub.problems import HubError

_FURTHEST_EAST = timedelta(hours=14)  # Kiribati: no clock on earth is further ahead of UTC
_LATEST_EPOCH = 32_503_507_200  # 30 December 2999: no field holds a day of a later year
_FIX = "Unset it, or set it to seconds since 1970, for example: git log -1 --format=%ct"


def today() -> date:
    """The day here."""
    return _now().date() if source_date_epoch() is not None else datetime.now().astimezone().date()


def latest_today() -> date:
    """The latest day that any place on earth has now: what was done on that day is not in the
    future.
    """
    return (_now() + _FURTHEST_EAST).date()


def source_date_epoch() -> int | None:
    """The value of SOURCE_DATE_EPOCH in seconds, or None when it is not set. Anything but digits is
    refused.
    """
    typed = os.environ.get("SOURCE_DATE_EPOCH")
    if typed is None:
        return None
    if not re.fullmatch(r"[0-9]{1,40}", typed, re.ASCII):
        raise HubError(
            "bad-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{typed[:40]}", and it must be a whole number of seconds.',
            exit_code=2,
            fix=_FIX,
        )
    if int(typed) > _LATEST_EPOCH:
        raise HubError(
            "bad-source-date-epoch",
            f'SOURCE_DATE_EPOCH is "{typed}", which is too far in the future.',
            exit_code=2,
            fix=_FIX,
        )
    return int(typed)


def _now() -> datetime:
    epoch = source_date_epoch()
    return datetime.fromtimestamp(epoch, UTC) if epoch is not None else datetime.now(UTC)
