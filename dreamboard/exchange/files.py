"""Files that leave the board: readable by the rep alone, whole or not at all, never over another."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, TypeVar, cast

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.harmless import harmless

T = TypeVar("T")


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file's text as RFC 4180 has it, cells that a spreadsheet would run made harmless."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in header])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return stream.getvalue()


def write_whole(path: Path, text: str) -> None:
    """A file with this text; see ``fill_whole``."""
    fill_whole(path, lambda file: file.write(text.encode("utf-8", "surrogatepass")))


def fill_whole(path: Path, fill: Callable[[IO[bytes]], T]) -> T:
    """A file that ``fill`` writes, mode 0600; gives what it gives. A file of that name is replaced only once
    the new one is on the disk.

    Raises ``BadInput`` when it cannot be written; what was there is then as it was.
    """
    try:
        # Made with mode 0600 in the same folder, so that putting it in place is one step.
        with NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = Path(file.name)
            try:
                filled = fill(cast(IO[bytes], file))
                file.flush()
                os.fsync(file.fileno())
                file.close()
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror or error}.") from None
    return filled


def write_new(folder: Path, stem: str, suffix: str, text: str) -> Path:
    """A new file, mode 0600, under a free name: ``stem.csv``, ``stem-2.csv``, … Gives its path."""
    number = 1
    while True:
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            number += 1
            continue
        except OSError as error:
            raise BadInput(f"{path} cannot be written: {error.strerror or error}.") from None
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8", "surrogatepass"))
        return path
