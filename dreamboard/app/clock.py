"""The one place that knows what time it is."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def local_zone() -> tzinfo:
    """The rep's time zone with its daylight-saving rules; the system's present offset where it cannot be
    named."""
    for name in _names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return datetime.now(UTC).astimezone().tzinfo or UTC  # noqa: TID251 - this is the place


class SystemClock:
    """The time of the machine."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        self._zone = zone or local_zone()

    @property
    def zone(self) -> tzinfo:
        """The rep's time zone."""
        return self._zone

    def now(self) -> datetime:
        """This instant, UTC, whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - this is the place

    def today(self) -> date:
        """This day in the rep's zone."""
        return self.now().astimezone(self._zone).date()


class DayClock:
    """Another day, for ``--on``: the machine's time of day on it, or noon where that is given."""

    def __init__(self, day: date, at: time | None = None, zone: tzinfo | None = None) -> None:
        self._system = SystemClock(zone)
        self._day = day
        self._at = at

    @property
    def zone(self) -> tzinfo:
        """The rep's time zone."""
        return self._system.zone

    def now(self) -> datetime:
        """That day at this time of day."""
        at = self._at or self._system.now().astimezone(self.zone).time()
        return datetime.combine(self._day, at, self.zone).astimezone(UTC).replace(microsecond=0)

    def today(self) -> date:
        """That day."""
        return self._day


def _names() -> list[str]:
    names = [os.environ.get("TZ", "").lstrip(":")]
    if sys.platform == "win32":
        names.append(_windows_name())
    else:
        for link in (Path("/etc/localtime"), Path("/var/db/timezone/localtime")):
            target = str(link.resolve()) if link.exists() else ""
            _, found, name = target.partition("/zoneinfo/")
            if found:
                names.append(name.removeprefix("posix/"))
        file = Path("/etc/timezone")
        if file.is_file():
            names.append(file.read_text("utf-8", "replace").strip())
    return [name for name in names if name]


def _windows_name() -> str:
    # Windows names its zones its own way; Qt knows the IANA name of each.
    from PySide6.QtCore import QTimeZone

    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
