"""Any file that can be imported, as tables: which reader a file is for is told by its first bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.calendars import Window, is_calendar, read_calendar
from dreamboard.exchange.mail import is_mail, read_mail
from dreamboard.exchange.opening import opened, read_bytes
from dreamboard.exchange.outlook import is_outlook_message, read_msg
from dreamboard.exchange.tables import Table, read_table
from dreamboard.exchange.vcards import is_vcard, read_vcards
from dreamboard.exchange.workbooks import OLE_MARK, is_workbook, read_workbook

_HEAD = 16 * 1024


def read_tables(
    path: Path,
    encoding: str = "",
    delimiter: str = "",
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int, int], None] = lambda done, total: None,
    window: Window | None = None,
) -> list[Table]:
    """The tables in a file: its sheets, or the one that it is. ``progress`` is told the bytes read, of files
    that take long; ``window`` is what series of events are followed over. Raises ``BadInput``."""
    suffix = path.suffix.lower()
    with opened(path, whole=False) as file:
        head = file.read(_HEAD)
    speaks = is_workbook(head) or is_vcard(head) or is_calendar(head)
    if not speaks and is_mail(head, suffix):  # what a calendar begins with may look like a message
        return [read_mail(path, cancelled, progress)]
    if not speaks and suffix not in (".msg", ".ics"):
        return [read_table(path, encoding, delimiter, cancelled)]
    data = read_bytes(path)
    if data.startswith(OLE_MARK) and is_outlook_message(data):
        return [read_msg(data, path.name, path)]
    if suffix == ".msg":
        raise BadInput(f"{path.name} is not a message as Outlook saves them. Is it damaged?")
    if is_workbook(data):
        return read_workbook(data, path.name, path, cancelled)
    if is_vcard(data):
        return read_vcards(data, path.name, encoding, path, cancelled)
    return [read_calendar(data, path.name, window, encoding, path, cancelled)]
