"""The rules' numbers as lines: what is written reads back, and what cannot be read says how it is written."""

import dataclasses
import json

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import DEFAULTS_FROM, Settings
from dreamboard.presentation.setting_texts import GROUPS, comes_from, read_all, text_of, value_of
from dreamboard.services.board_settings import read_settings, settings_command

SPECS = {spec.name: spec for _, specs in GROUPS for spec in specs}
OTHER = {
    "rhythms": "weekly 7/10; hot 14/21; dream A 30/45; dream B 60/90; far 120/180; daily 1/2",
    "tag_rhythms": "vip: hot",
    "default_rhythms": "Pursuing: far; Won: weekly",
    "weekend": "Fri, Sat",
    "bands": "7–9, 9–12",
    "caps": "1 in 7",
    "quiet_before": "7:30",
    "lost_days": "14, 45, 90",
    "band_certainty": "90 %",
    "country": "de",
}


def texts(settings=None, **changed):
    shown = {name: text_of(spec, settings or Settings()) for name, spec in SPECS.items()}
    return shown | changed


def test_every_number_of_the_rules_can_be_changed():
    machine = {"zone", "is_holiday"}
    assert set(SPECS) == {field.name for field in dataclasses.fields(Settings)} - machine


def test_what_is_written_reads_back():
    assert read_all(texts(), Settings()) == Settings()


def test_other_values_read_back_too_and_survive_the_board():
    changed = read_all(texts(**OTHER), Settings())
    assert changed.quiet_before.isoformat() == "07:30:00"
    assert (changed.weekend, changed.caps, changed.country) == ((4, 5), ((1, 7),), "DE")
    assert read_all(texts(changed), Settings()) == changed
    kept = {command.name: command.value for command in settings_command(Settings(), changed).commands}
    assert read_settings(kept, Settings()) == changed
    assert json.loads(kept["country"]) == "DE"


@pytest.mark.parametrize("value", ["", "{", "[" * 100_000, "5", "\ud800"])
def test_a_setting_of_the_board_that_is_damaged_is_refused_in_words(value):
    with pytest.raises(BadInput, match=r"rules|settings"):
        read_settings({"rules": value}, Settings())


def test_going_back_to_the_defaults_keeps_nothing():
    changed = read_all(texts(**OTHER), Settings())
    command = settings_command(changed, Settings())
    assert [(each.name, each.value) for each in command.commands] == [("rules", ""), ("country", "")]
    assert settings_command(changed, changed) is None


@pytest.mark.parametrize(
    ("name", "typed", "problem"),
    [
        ("day_cap", "0", "At least 1."),
        ("day_cap", "ten", "It reads like: 10"),
        ("day_cap", "-3", "It reads like: 10"),
        ("quote_days", "", "It reads like: 1, 3, 7, 14, 30"),
        ("caps", "2 a fortnight", "It reads like: 2 in 14, 6 in 90"),
        ("bands", "18–8", "It reads like: 8–10, 10–12, 12–14, 14–16, 16–18"),
        ("quiet_from", "25:00", "It reads like: 18:00"),
        ("weekend", "Sunnyday", "It reads like: Sat, Sun"),
        ("weekend", "Mon, Tue, Wed, Thu, Fri, Sat, Sun", "It reads like: Sat, Sun"),
        ("country", "Germany", "It reads like: US"),
        ("tag_rhythms", "vip", "It reads like: vip: hot"),
        ("band_certainty", "20", "It reads like: 80"),
        ("rhythms", "weekly 10/7", "It reads like: weekly 7/10; hot 14/21"),
    ],
)
def test_what_cannot_be_read_says_how_it_reads(name, typed, problem):
    with pytest.raises(BadInput) as refused:
        value_of(SPECS[name], typed)
    assert str(refused.value).startswith(problem)


def test_a_rhythm_that_is_not_there_is_refused():
    with pytest.raises(BadInput, match="no rhythm called “often”"):
        read_all(texts(tag_rhythms="vip: often"), Settings())
    with pytest.raises(BadInput, match="the same name"):
        read_all(texts(rhythms="hot 1/2; hot 3/4"), Settings())


def test_where_a_default_comes_from_is_told_for_each():
    assert comes_from("day_cap") == DEFAULTS_FROM["day_cap"]
    assert comes_from("newcomer_days") == "Our own choice."
    assert set(DEFAULTS_FROM) <= set(SPECS)
