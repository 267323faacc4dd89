"""Every shared file by name, with what it gives: how many lines end how, or why none is read."""

import json
from pathlib import Path

import pytest

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Pursuit
from dreamboard.exchange.archive import export_folder, export_json, read_archive
from dreamboard.exchange.files import csv_text
from dreamboard.exchange.importing import Choices, read_files
from dreamboard.exchange.xlsx import Sheet, write_xlsx
from dreamboard.services.import_plan import ApplyArchive, Kind
from tests.exchange.desk import Asked, ImportDesk

TOUCHES_OF_NOBODY = {"touches": {"rejected": 5}}
GIVES: dict[str, dict[str, dict[str, int]]] = {
    "crm/atomic-crm/contacts_export.csv": {"contacts": {"created": 2}},
    "crm/salesforce-api-rows/sf_account_data.csv": {"accounts": {"created": 1, "skipped": 9}},
    "crm/salesforce-api-rows/sf_contact_data.csv": {"contacts": {"created": 3, "rejected": 1}},
    "crm/salesforce-api-rows/sf_event_data.csv": {"touches": {"rejected": 10}},
    "crm/salesforce-api-rows/sf_lead_data.csv": {"contacts": {"created": 1}},
    "crm/salesforce-api-rows/sf_opportunity_data.csv": {"deals": {"skipped": 10}},
    "crm/salesforce-api-rows/sf_opportunity_history_data.csv": {"deals": {"skipped": 10}},
    "crm/salesforce-api-rows/sf_task_data.csv": {"touches": {"rejected": 10}},
    "crm/salesforce-dataloader/accountsForInsert.csv": {"accounts": {"created": 4}},
    "crm/salesforce-dataloader/dateEndingInZ.csv": {"accounts": {"created": 1}},
    "crm/salesforce-dataloader/dateOnlyWithTimeZone.csv": {"accounts": {"created": 2}},
    "crm/salesforce-dataloader/dateWithTimeZone.csv": {"accounts": {"created": 2}},
    "crm/salesforce-dataloader/error0413060133.csv": {"deals": {"created": 10, "rejected": 1}},
    "crm/salesforce-dataloader/insertTaskWithContactAsWhoCsv.csv": {"touches": {"rejected": 1}},
    "crm/salesforce-dataloader/opportunityData.csv": {"deals": {"created": 38}},
    "crm/salesforce-dataloader/success0413060133.csv": {"deals": {"created": 9}},
    **dict.fromkeys(
        (
            f"csv/csvkit/{name}"
            for name in (
                *(
                    "sheets.xls",
                    "sheetsxls_converted.csv",
                    "sheetsxlsx_converted.csv",
                    "test.xls",
                    "test.xlsx",
                ),
                *("testjson_converted.csv", "testxls_converted.csv", "testxlsx_converted.csv"),
                "testxlsx_noinference_converted.csv",
            )
        ),
        TOUCHES_OF_NOBODY,
    ),
    "csv/csvkit/testfixed_converted.csv": {"touches": {"rejected": 4}},
    "csv/csvkit/testjson_nested_converted.csv": {"touches": {"rejected": 2}},
}
"""Outcomes by kind of line. A file of ``crm``, ``csv`` and ``strings`` that is not named here is refused."""

UNKNOWN = "do not tell what its lines are"
REFUSED = {"csv/csvkit/empty.csv": "is empty: there is no header"}
"""Why a file is refused, where it is not that its columns say nothing."""


def files(root: Path, *folders: str) -> dict[str, Path]:
    """The shared files of these folders by their place; what describes them is none."""
    found = (path for folder in folders for path in sorted((root / folder).rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): path for path in found if path.parent.name != "json"}


def outcomes(plan) -> dict[str, dict[str, int]]:
    """The outcomes that there are, by kind."""
    return {
        kind.value: {outcome.value: count for outcome, count in found.items() if count}
        for kind, found in plan.counts().items()
    }


def test_every_table_gives_what_it_is_known_to_give(shared_data):
    gave, told = {}, {}
    for name, path in files(shared_data, "crm", "csv", "strings").items():
        try:
            gave[name] = outcomes(ImportDesk().take(path))
        except BadInput as error:
            told[name] = str(error)
            assert path.name in told[name]
            assert REFUSED.get(name, UNKNOWN) in told[name]
    assert gave == GIVES
    assert (len(gave), len(told)) == (27, 62)


FOLDERS = ("crm", "csv", "strings", "vcard", "ics", "eml", "msg")
ME = Choices(mine=("me@rep.example",))


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_lines_of_every_file_add_up_and_twice_is_once(shared_data, folder):
    taken = 0
    for name, path in files(shared_data, folder).items():
        desk = ImportDesk()
        try:
            sources = read_files([path], ME)
            plan = desk.take(path, choices=ME)
        except BadInput:
            continue
        taken += 1
        lines = sum(len(source.table.records) for source in sources if not source.left_out)
        assert len(plan.lines) == lines, name
        assert sum(sum(found.values()) for found in plan.counts().values()) == lines, name
        before = desk.board.dump()
        assert desk.plan(path, choices=ME).changes_nothing, name
        desk.take(path, choices=ME)
        assert desk.board.dump() == before, name
    assert taken or folder == "strings"


def naughty_board(shared_data, tmp_path) -> tuple[ImportDesk, list[str]]:
    """A board with every naughty string as a deal's name and note, and the strings."""
    strings = json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8"))
    rows = [[f"Company {number}", text, "1", "Lost", text] for number, text in enumerate(strings)]
    path = tmp_path / "naughty.csv"
    path.write_bytes(csv_text(["Company", "Deal", "Amount", "Stage", "Notes"], rows).encode())
    desk = ImportDesk()
    desk.take(path)
    return desk, strings


def titles_and_notes(desk) -> list[tuple[str, str]]:
    return [(card.title, card.note) for card in desk.all(Pursuit)]


@pytest.mark.parametrize("way", ["json", "tables"])
def test_every_naughty_string_leaves_with_the_board_and_comes_back(shared_data, tmp_path, way):
    desk, strings = naughty_board(shared_data, tmp_path)
    assert len(desk.all(Pursuit)) == len(strings)
    target = tmp_path / ("out.json" if way == "json" else "out")
    (export_json if way == "json" else export_folder)(Asked(desk), target)
    again = ImportDesk()
    again.run(ApplyArchive(read_archive([target])))
    assert titles_and_notes(again) == titles_and_notes(desk)


def test_every_naughty_string_leaves_in_a_workbook_and_comes_back(shared_data, tmp_path):
    desk, strings = naughty_board(shared_data, tmp_path)
    lines = [
        [f"Company {number}", title, "1", "Lost", note]
        for number, (title, note) in enumerate(titles_and_notes(desk))
    ]
    with (tmp_path / "out.xlsx").open("wb") as file:
        write_xlsx(file, [Sheet("Deals", ["Company", "Deal", "Amount", "Stage", "Notes"], lines)])
    again = ImportDesk()
    again.take(tmp_path / "out.xlsx", choices=Choices(kind=Kind.DEALS))
    assert len(again.all(Pursuit)) == len(strings)
    assert titles_and_notes(again) == titles_and_notes(desk)
