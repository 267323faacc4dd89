"""Settings as data: what is kept, and what is refused."""

import json
from datetime import UTC, time
from zoneinfo import ZoneInfo

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import DEFAULTS_FROM, NamedRhythm, Settings
from dreamboard.domain.values import StageKind


def test_defaults_are_those_of_the_product():
    rules = Settings()
    assert [(r.name, r.ideal, r.maximum) for r in rules.rhythms] == [
        ("weekly", 7, 10), ("hot", 14, 21), ("dream A", 30, 45), ("dream B", 60, 90), ("far", 120, 180),
    ]  # fmt: skip
    assert rules.quote_days == (1, 3, 7, 14, 30)
    assert rules.caps == ((2, 14), (6, 90))
    assert (rules.day_cap, rules.play_cap) == (10, 3)
    assert rules.to_json() == {}


def test_what_was_changed_comes_back_through_json():
    changed = Settings(
        day_cap=6,
        quote_days=(2, 4, 8, 16, 32),
        rhythms=(NamedRhythm("often", 3, 5),),
        default_rhythms=((StageKind.PURSUING, "often"),),
        tag_rhythms=(("vip", "often"),),
        quiet_before=time(7, 30),
        bands=((9, 12), (13, 17)),
        band_certainty=0.9,
        weekend=(4, 5),
        country="DE",
    )
    assert Settings.from_json(json.loads(json.dumps(changed.to_json()))) == changed


def test_zone_and_holidays_are_the_machines():
    base = Settings(zone=ZoneInfo("Europe/Berlin"))
    assert Settings.from_json({"day_cap": 5}, base).zone == ZoneInfo("Europe/Berlin")
    assert Settings.from_json({"zone": "x", "from_the_future": 1}).zone is UTC


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("day_cap", "ten"),
        ("day_cap", -1),
        ("day_cap", True),
        ("rhythms", [["weekly", 10, 7]]),
        ("bands", [[9, 25]]),
        ("weekend", [0, 1, 2, 3, 4, 5, 6]),
        ("quiet_before", "late"),
        ("quote_days", []),
        ("caps", [[0, 14]]),
        ("default_rhythms", [["nowhere", "hot"]]),
        ("day_cap", 1e999),
        ("day_cap", 10**30),
        ("band_certainty", float("nan")),
        ("lost_days", [1e999]),
        ("contract_days", [10**30]),
        ("caps", [[10**30, 1e999]]),
        ("rhythms", [["far", 10**30, 10**31]]),
        ("quiet_before", "08:00+23:59"),
        ("weekend", {"a": "x" * 10_000}),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name, value):
    with pytest.raises(BadInput, match=name) as refusal:
        Settings.from_json({name: value})
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize("data", [None, 5, "day_cap", ["day_cap"], True])
def test_settings_that_are_no_object_are_refused(data):
    with pytest.raises(BadInput, match="no list of names and values"):
        Settings.from_json(data)


def test_every_origin_belongs_to_a_setting():
    assert set(DEFAULTS_FROM) <= set(Settings.__dataclass_fields__)
    assert "80 %" not in " ".join(DEFAULTS_FROM.values())
