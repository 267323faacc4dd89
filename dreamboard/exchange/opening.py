"""Opening what arrives: files alone, never a pipe or a device, and no more of them than fits the memory."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dreamboard.domain.errors import BadInput

MAX_BYTES = 256 * 1024 * 1024
"""The most that is read of a file which is kept whole."""


@contextmanager
def opened(path: Path, *, whole: bool = True) -> Iterator[BinaryIO]:
    """A file to be read, of at most ``MAX_BYTES`` where it is going to be kept ``whole``. What is no file is
    refused before it is opened: a pipe would wait for a writer, a device never ends.

    Raises ``BadInput``, also for what goes wrong while it is read.
    """
    try:
        _refuse_all_but_files(path, path.stat().st_mode)
        # It may be another thing by now: then opening it must not wait, and it is looked at again.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(handle, "rb") as file:
            found = os.fstat(handle)
            _refuse_all_but_files(path, found.st_mode)
            if whole and found.st_size > MAX_BYTES:
                raise BadInput(
                    f"{path.name} is {found.st_size // (1024 * 1024)} MB. Up to"
                    f" {MAX_BYTES // (1024 * 1024)} MB can be read at once: split the file."
                )
            yield file
    except FileNotFoundError:
        raise BadInput(f"There is no file {path}.") from None
    except PermissionError:
        raise BadInput(f"{path.name} cannot be read: it is not yours to read.") from None
    except (OSError, ValueError) as error:
        told = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise BadInput(f"{path.name} cannot be read: {told}.") from None


def read_bytes(path: Path, most: int | None = None) -> bytes:
    """A file's bytes, ``MAX_BYTES`` of them unless ``most`` allows for more. Raises ``BadInput``; see
    ``opened``."""
    limit = MAX_BYTES if most is None else most
    with opened(path, whole=most is None) as file:
        data = file.read(limit + 1)
        if len(data) > limit:  # some say that they hold nothing, or grow while they are read
            raise BadInput(f"{path.name} does not end after {limit // (1024 * 1024)} MB: split the file.")
        return data


def _refuse_all_but_files(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise BadInput(f"{path.name} is a folder. Choose the files in it.")
    if not stat.S_ISREG(mode):
        raise BadInput(f"{path.name} is a pipe or a device, not a file. Save what it gives, and choose that.")
