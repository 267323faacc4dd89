"""Every reader under inputs put together from its format's own pieces: read, or refused in words."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import KIND_BY_NAME
from dreamboard.domain.settings import Settings
from dreamboard.exchange.importing import read_files
from dreamboard.exchange.rows import columns_of
from tests.exchange.desk import ImportDesk
from tests.fuzz.limits import Hang, within
from tests.fuzz.readers import CHOICES, READERS
from tests.fuzz.seeds import SEEDS, archive_json, words

PATIENCE = 30.0
"""Seconds of the processor: no test of speed, but the end of one that hangs."""
EXAMPLES = {"xls": 25, "msg": 25, "xlsx": 40, "cells": 300, "quick-log": 150, "settings": 150}
CUT = re.compile(rb"(?<=[\n>,;:{}\[\]\x0c])")
OTHERS = [
    b"\0",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\x80",
    "\u202e\u200b".encode(),
    b"\r",
    b" " * 300,
    b"9" * 5_000,
]


def pieces(name: str) -> list[bytes]:
    """The seeds of a reader cut at what parts their elements, and the words of the format."""
    found = [piece for seed in SEEDS[name]() for piece in CUT.split(seed) if piece]
    return list(dict.fromkeys(found))[:400] + [word.encode() for word in words()[name]] + OTHERS


def shuffled(name: str) -> st.SearchStrategy[bytes]:
    """Pieces in any order, and beginnings of seeds with pieces put in."""
    parts = st.lists(st.sampled_from(pieces(name)) | st.binary(max_size=4), max_size=12).map(b"".join)
    seeds = list(SEEDS[name]())

    def put_in(seed: bytes, part: bytes, at: float, lost: int) -> bytes:
        place = int(at * len(seed))
        return seed[:place] + part + seed[place + lost :]

    changed = st.builds(put_in, st.sampled_from(seeds), parts, st.floats(0, 1), st.integers(0, 40))
    return parts | changed


@pytest.mark.parametrize("name", sorted(READERS))
def test_whatever_comes_is_read_or_refused_in_words(name, request):
    if not list(SEEDS[name]()):
        request.getfixturevalue("shared_data")  # which skips where there is none
    calls = []

    @settings(max_examples=EXAMPLES.get(name, 80), suppress_health_check=list(HealthCheck))
    @given(shuffled(name))
    def reading(data):
        calls.append(len(data))
        with within(PATIENCE):
            READERS[name](data)

    reading()
    assert calls


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers(-(10**40), 10**40)
    | st.text(max_size=8)
    | st.sampled_from(["2026-01-01", "2026-01-01T10:00:00Z", "0001-01-01T00:00:00+23:59", "call", "\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def damaged_archives(draw):
    """An archive with a row that holds anything, and perhaps a frame that is anything."""
    found = json.loads(archive_json())
    kind = draw(st.sampled_from(sorted(KIND_BY_NAME)))
    row = {"id": 1} | draw(
        st.dictionaries(st.sampled_from([column.name for column in columns_of(KIND_BY_NAME[kind])]), VALUES)
    )
    found["rows"].setdefault(kind, []).append(row)
    if draw(st.booleans()):
        found[draw(st.sampled_from(["format", "version", "rows", "more"]))] = draw(VALUES)
    return json.dumps(found).encode("utf-8", "surrogatepass")


@settings(max_examples=200)
@given(damaged_archives())
def test_an_archive_with_anything_in_it_is_read_or_refused_in_words(data):
    READERS["archive-json"](data)


KEPT = sorted(set(Settings.__dataclass_fields__) - {"zone", "is_holiday"})


@settings(max_examples=200)
@given(VALUES | st.dictionaries(st.sampled_from(KEPT), VALUES, max_size=4))
def test_rules_of_any_make_are_read_or_refused_in_words(value):
    READERS["settings"](json.dumps(value).encode("utf-8", "replace"))


@pytest.mark.parametrize(
    ("name", "file"),
    [("vcard", "a.vcf"), ("icalendar", "a.ics"), ("eml", "a.eml"), ("mbox", "a.mbox"), ("csv", "a.csv")],
)
def test_whatever_was_read_comes_in_once_however_often_it_is_read(name, file, tmp_path):
    path = tmp_path / file

    @settings(max_examples=30, suppress_health_check=list(HealthCheck))
    @given(shuffled(name))
    def reading(data):
        path.write_bytes(data)
        desk = ImportDesk()
        try:
            read_files([path], CHOICES)
            desk.take(path, choices=CHOICES)
        except BadInput:
            return
        before = desk.board.dump()
        assert desk.plan(path, choices=CHOICES).changes_nothing
        desk.take(path, choices=CHOICES)
        assert desk.board.dump() == before

    reading()


def test_a_reader_that_hangs_is_found_out_even_if_it_catches_everything():
    def stubborn():
        while True:
            try:
                while True:
                    pass
            except BaseException:
                return

    with pytest.raises(Hang), within(0.05):
        stubborn()
