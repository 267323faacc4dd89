"""What is chosen as a file and is none, goes away, or grows: told in words at once, never waited for."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.exchange import archive, opening
from dreamboard.exchange.archive import is_archive, read_archive
from dreamboard.exchange.importing import read_files

ENDINGS = ("csv", "xlsx", "vcf", "ics", "eml", "mbox", "msg", "json")
posix = pytest.mark.skipif(os.name != "posix", reason="there are no such things here")


def taken(path):
    """A file as an import takes it."""
    return read_archive([path]) if is_archive([path]) else read_files([path])


@posix
def test_a_pipe_nobody_writes_to_is_refused_at_once(tmp_path):
    paths = [tmp_path / f"pipe.{ending}" for ending in ENDINGS]
    for path in paths:
        os.mkfifo(path)
    # In a process of its own: one that waited would wait for good.
    program = """
import sys
from pathlib import Path
from dreamboard.domain.errors import BadInput
from tests.exchange.test_what_arrives import taken
for path in sys.argv[1:]:
    try:
        taken(Path(path))
    except BadInput as error:
        print(error)
"""
    command = [sys.executable, "-c", program, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    told = done.stdout.splitlines()
    assert [line.partition(" is a pipe or a device")[0] for line in told] == [path.name for path in paths]


@posix
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_device_without_end_is_refused_even_behind_a_link(tmp_path, ending):
    path = tmp_path / f"link.{ending}"
    path.symlink_to("/dev/zero")
    with pytest.raises(BadInput, match=rf"link\.{ending} is a pipe or a device"):
        taken(path)


@posix
def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # its name may only be short
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind("s.csv")
        with pytest.raises(BadInput, match=r"s\.csv is a pipe or a device"):
            taken(tmp_path / "s.csv")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_is_refused(tmp_path, ending):
    path = tmp_path / f"folder.{ending}"
    path.mkdir()
    with pytest.raises(BadInput, match=rf"folder\.{ending}.* folder"):
        taken(path)


@pytest.mark.parametrize("name", ["gone.csv", "gone.json", "gone.eml", "a\0b.csv", "//host/share/x.csv"])
def test_what_is_not_there_is_said_with_its_path(tmp_path, name):
    with pytest.raises(BadInput, match=r"There is no file|cannot be read"):
        taken(tmp_path / name)


def test_an_address_on_the_network_is_no_file(tmp_path, monkeypatch):
    def no_network(*arguments, **named):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadInput, match="There is no file"):
        taken(Path("https://x.example/deals.csv"))


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="the superuser reads everything")
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_is_not_ours_to_read_is_refused(tmp_path, ending):
    path = tmp_path / f"secret.{ending}"
    path.write_text("Company\nAcme\n")
    path.chmod(0)
    with pytest.raises(BadInput, match=rf"secret\.{ending} cannot be read"):
        taken(path)


class Telling:
    """The system's calls, with another answer to how a file stands."""

    def __init__(self, answer):
        self._answer = answer

    def __getattr__(self, name):
        return getattr(os, name)

    def fstat(self, handle):
        return self._answer(os.fstat(handle))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_that_goes_away_while_it_is_read_is_told_in_words(tmp_path, monkeypatch, ending):
    def gone(found):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = tmp_path / f"failing.{ending}"
    path.write_text("Company\nAcme\n")
    monkeypatch.setattr(opening, "os", Telling(gone))
    with pytest.raises(BadInput, match=rf"failing\.{ending} cannot be read"):
        taken(path)


def test_a_file_that_says_it_is_empty_and_does_not_end_is_refused(tmp_path, monkeypatch):
    def empty(found):
        return os.stat_result([*found[:6], 0, *found[7:10]])

    path = tmp_path / "endless.json"
    path.write_text("x" * 2_000)
    monkeypatch.setattr(archive, "MAX_ARCHIVE", 1_000)
    monkeypatch.setattr(opening, "os", Telling(empty))
    with pytest.raises(BadInput, match=r"endless\.json does not end"):
        taken(path)
