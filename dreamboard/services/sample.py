"""The sample board: about 140 cards and 4,000 touches over six years, as a good rep would have kept them.

Everything in it is invented. It is the same for a date on every machine: chance comes from a fixed seed, days
count back from that date, times of day are local to the rep.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, tzinfo

from dreamboard.domain.model import Pursuit, Row, Setting, Stage
from dreamboard.domain.values import StageKind
from dreamboard.services.ports import UnitOfWork
from dreamboard.services.sample_filler import Filler
from dreamboard.services.sample_sheet import Dice, Sheet, Table
from dreamboard.services.sample_stories import plan_for, tell_accounts, tell_card

SAMPLE_SETTING = "sample"
"""The setting that marks a board as the sample; its value is the date it was made for, as JSON."""
_SEED = "dreamboard sample 1"


def sample_rows(
    tables: Mapping[str, Table], today: date, zone: tzinfo, stages: Mapping[StageKind, Stage]
) -> Mapping[type[Row], list[Row]]:
    """All rows of the sample, parents first. ``tables`` are the files of ``resources/sample`` by name."""
    sheet = Sheet(today, zone, Dice(_SEED), stages)
    names, stories = tables["names"], tables["stories"]
    sheet.library(tables["ideas"]["idea"])
    tell_accounts(sheet, stories["account"])
    told = [(tell_card(sheet, story, names["notes"]), story) for story in stories["card"]]
    for card, story in told:
        if "plan" in story:
            plan_for(sheet, card, story["plan"])
    filler = Filler(sheet, names)
    for word, column in tables["filler"]["columns"].items():
        worths = [story["value"] for story in stories["card"] if story["stage"] == word]
        filler.fill(StageKind(word), column, len(worths), sum(worths))
    sheet.add(Setting, name=SAMPLE_SETTING, value=f'"{today.isoformat()}"')
    return sheet.finished()


def write_sample(unit: UnitOfWork, rows: Mapping[type[Row], Collection[Row]]) -> None:
    """The rows onto an empty board, with their running figures. Commits nothing."""
    for some in rows.values():
        if some:
            unit.add_many(list(some))
    unit.refresh_figures([pursuit.id for pursuit in rows[Pursuit]])
