"""The readers under a fuzzer that looks where inputs lead (atheris): a million inputs and more."""

import re
import subprocess
import sys

import pytest

from tests.fuzz.readers import READERS

RUNS = {
    "cells": 250_000,
    "settings": 150_000,
    "quick-log": 100_000,
    "archive-json": 100_000,
    "archive-tables": 50_000,
    "ods-content": 60_000,
    "xlsx-sheet": 60_000,
    "eml": 50_000,
    "mbox": 40_000,
    "vcard": 40_000,
    "csv": 40_000,
    "icalendar": 30_000,
    "fields": 25_000,
    "xlsx": 10_000,
    "ods": 10_000,
    "xls": 5_000,
    "msg": 5_000,
}
"""Inputs of each reader: the quicker, the more. An hour or two in all."""


def test_the_inputs_are_a_million_and_every_reader_has_its_share():
    assert RUNS.keys() == READERS.keys()
    assert sum(RUNS.values()) >= 1_000_000


@pytest.mark.wide
@pytest.mark.parametrize("reader", sorted(RUNS))
def test_the_fuzzer_finds_no_fault(reader, tmp_path, repository, capsys):
    pytest.importorskip(
        "atheris", reason="atheris is for Linux on x86-64: packaging/wide.lock brings it there"
    )
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        reader,
        "--runs",
        str(RUNS[reader]),
        "--keep",
        str(tmp_path),
    ]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    told = done.stderr[-4_000:]
    kept = [path.name for path in tmp_path.iterdir()]
    assert done.returncode == 0, f"{kept} in {tmp_path}: python -m tests.fuzz {reader} --again FILE\n{told}"
    with capsys.disabled():
        counted = re.search(r"Done (\d+) runs in (\d+) second", done.stderr)
        sys.stdout.write(f"\n{reader}: {int(counted[1]):,} inputs in {counted[2]} s\n")
