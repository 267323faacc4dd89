"""The rules' numbers as a person reads and types them: one line each, with where the default comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import DEFAULTS_FROM, NamedRhythm, Settings
from dreamboard.domain.text import fold
from dreamboard.domain.values import StageKind
from dreamboard.presentation import wording

CONTEXT = "settings"
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SettingSpec:
    """One number: its name in ``Settings``, its label, how it is written, and the least it can be."""

    name: str
    label: str
    form: str = "count"
    least: int = 1


GROUPS: tuple[tuple[str, tuple[SettingSpec, ...]], ...] = (
    (
        "The day",
        (
            SettingSpec("day_cap", "Touches proposed for a day, at most"),
            SettingSpec("play_cap", "Of one kind on a day, at most"),
            SettingSpec("country", "Your country, for public holidays", "country"),
            SettingSpec("weekend", "Days off in a week", "weekdays"),
            SettingSpec("quiet_before", "No calls before", "time"),
            SettingSpec("quiet_from", "No calls from", "time"),
        ),
    ),
    (
        "Rhythm",
        (
            SettingSpec("rhythms", "Rhythms, ideal/maximum days", "rhythms"),
            SettingSpec("default_rhythms", "Rhythm of each kind of column", "stages"),
            SettingSpec("tag_rhythms", "Rhythm of a tag", "tags"),
            SettingSpec("fuzz_percent", "Spread of due days, per cent of the ideal", least=0),
            SettingSpec("groundwork_days", "Days for groundwork before a first touch", least=0),
            SettingSpec("groundwork_gap", "Days from a touch to groundwork", least=0),
            SettingSpec("new_idea_gap", "Days from a touch to a new idea", least=0),
        ),
    ),
    (
        "After a loss",
        (
            SettingSpec("debrief_from", "Debrief from day"),
            SettingSpec("debrief_to", "Debrief best by day"),
            SettingSpec("debrief_until", "Stop asking for a debrief at day"),
            SettingSpec("debrief_again", "Days until it is asked again"),
            SettingSpec("lost_days", "First touches after a loss, on days", "days"),
            SettingSpec("lost_every", "Then every so many days"),
            SettingSpec("lost_every_max", "And after at most so many days"),
            SettingSpec("lost_served", "A touch so many days before stands for one of them", least=0),
            SettingSpec("first_move_months", "Months in which a loss waits for a first move"),
        ),
    ),
    (
        "Changes at an account",
        (
            SettingSpec("newcomer_days", "Days in which a new decision-maker is called"),
            SettingSpec("leaver_days", "Days in which one who left is followed"),
            SettingSpec("contract_days", "Days before a rival’s contract ends", "days"),
            SettingSpec("signal_days", "Days in which a price rise, news or a reorganisation is told"),
        ),
    ),
    (
        "Quotes",
        (
            SettingSpec("quote_days", "Follow-ups after a quote, on days", "days"),
            SettingSpec("quote_every", "Then every so many days"),
        ),
    ),
    (
        "How and with what",
        (
            SettingSpec("channel_after", "Unanswered touches before another channel"),
            SettingSpec("contact_after", "Unanswered touches before another contact"),
            SettingSpec("gives_per_ask", "Gives before an ask"),
            SettingSpec("gives_window", "Counted over so many touches"),
            SettingSpec("bands", "Parts of the day", "bands"),
            SettingSpec("band_certainty", "How sure a part of the day must be, in per cent", "percent"),
            SettingSpec("band_least", "Calls a part of the day must have seen"),
        ),
    ),
    ("Not too often", (SettingSpec("caps", "Touches per contact, in so many days", "caps"),)),
)
"""Every number a rep can change, in the order shown."""

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def comes_from(name: str) -> str:
    """Where a default comes from, in plain words."""
    return translate(CONTEXT, DEFAULTS_FROM.get(name, "Our own choice."))


def text_of(spec: SettingSpec, settings: Settings) -> str:
    """A number as one line."""
    return _WRITERS[spec.form](getattr(settings, spec.name))


def example(spec: SettingSpec) -> str:
    """How a line may read."""
    return text_of(spec, Settings()) or _EXAMPLES[spec.form]


def value_of(spec: SettingSpec, text: str) -> Any:
    """What was typed, as JSON data for ``Settings.from_json``. Raises ``BadInput`` with how it reads."""
    try:
        value = _READERS[spec.form](text.strip())
    except (ValueError, KeyError):
        raise BadInput(translate(CONTEXT, "It reads like: {example}").format(example=example(spec))) from None
    if spec.form == "count" and value < spec.least:
        raise BadInput(translate(CONTEXT, "At least {n}.").format(n=spec.least))
    return value


def read_all(texts: Mapping[str, str], base: Settings) -> Settings:
    """The settings of all lines. Raises ``BadInput`` where they contradict each other."""
    data = {spec.name: value_of(spec, texts[spec.name]) for _, specs in GROUPS for spec in specs}
    found = Settings.from_json(data, base)
    names = {rhythm.name for rhythm in found.rhythms}
    if len(names) < len(found.rhythms):
        raise BadInput(translate(CONTEXT, "Two rhythms have the same name."))
    for _, wanted in (*found.default_rhythms, *found.tag_rhythms):
        if wanted not in names:
            raise BadInput(translate(CONTEXT, "There is no rhythm called “{name}”.").format(name=wanted))
    return found


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text):
        raise ValueError(text)
    return int(text)


def _parts(text: str, mark: str = ",") -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _pair(text: str, pattern: str) -> list[int]:
    found = re.fullmatch(pattern, text)
    if found is None:
        raise ValueError(text)
    return [int(found[1]), int(found[2])]


def _named_rhythm(text: str) -> list[Any]:
    found = re.fullmatch(r"(.{1,60}?)\s+([0-9]{1,4})\s*/\s*([0-9]{1,4})", text)
    if found is None or not 1 <= int(found[2]) <= int(found[3]):
        raise ValueError(text)
    return [found[1], int(found[2]), int(found[3])]


def _named(text: str) -> list[tuple[str, str]]:
    found = []
    for part in _parts(text, ";"):
        name, mark, rhythm = part.rpartition(":")
        if not mark or not name.strip() or not rhythm.strip():
            raise ValueError(part)
        found.append((name.strip(), rhythm.strip()))
    return found


def _stages(text: str) -> list[list[str]]:
    kinds = {fold(wording.word(kind)): kind.value for kind in StageKind}
    return [[kinds[fold(name)], rhythm] for name, rhythm in _named(text)]


def _weekdays(text: str) -> list[int]:
    names = {fold(translate("figures", name)): number for number, name in enumerate(_WEEKDAYS)}
    found = [names[fold(part)] for part in _parts(text)]
    if len(set(found)) > 6:
        raise ValueError(text)
    return found


def _bands(text: str) -> list[list[int]]:
    bands = [_pair(part, r"([0-9]{1,2})\s*[-–]\s*([0-9]{1,2})") for part in _parts(text)]
    if any(not 0 <= start < end <= 24 for start, end in bands):
        raise ValueError(text)
    return bands


def _caps(text: str) -> list[list[int]]:
    caps = [_pair(part, r"([0-9]{1,3})\s+(?:in|/)\s+([0-9]{1,4})") for part in _parts(text)]
    if any(count < 1 or days < 1 for count, days in caps):
        raise ValueError(text)
    return caps


def _some_days(text: str) -> list[int]:
    found = [_count(part) for part in _parts(text)]
    if not found:
        raise ValueError(text)
    return found


def _percent(text: str) -> float:
    share = _count(text.rstrip("% "))
    if not 50 <= share <= 99:
        raise ValueError(text)
    return share / 100


def _time(text: str) -> str:
    found = re.fullmatch(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?", text)
    if found is None:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0)).strftime("%H:%M")


def _country(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z]{2}", text):
        raise ValueError(text)
    return text.upper()


def _rhythm_text(rhythm: NamedRhythm) -> str:
    return f"{rhythm.name} {rhythm.ideal}/{rhythm.maximum}"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "count": _count,
    "percent": _percent,
    "country": _country,
    "weekdays": _weekdays,
    "time": _time,
    "days": _some_days,
    "bands": _bands,
    "caps": _caps,
    "rhythms": lambda text: [_named_rhythm(part) for part in _parts(text, ";")],
    "stages": _stages,
    "tags": lambda text: [[name.lower(), rhythm] for name, rhythm in _named(text)],
}
_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "count": str,
    "percent": lambda share: f"{round(share * 100)}",
    "country": str,
    "weekdays": lambda days: ", ".join(translate("figures", _WEEKDAYS[day]) for day in days),
    "time": lambda at: f"{at:%H:%M}",
    "days": lambda days: ", ".join(str(day) for day in days),
    "bands": lambda bands: ", ".join(f"{start}–{end}" for start, end in bands),
    "caps": lambda caps: ", ".join(f"{count} in {days}" for count, days in caps),
    "rhythms": lambda rhythms: "; ".join(_rhythm_text(rhythm) for rhythm in rhythms),
    "stages": lambda pairs: "; ".join(f"{wording.word(kind)}: {name}" for kind, name in pairs),
    "tags": lambda pairs: "; ".join(f"{tag}: {name}" for tag, name in pairs),
}
_EXAMPLES = {"tags": "vip: hot", "country": "US"}
