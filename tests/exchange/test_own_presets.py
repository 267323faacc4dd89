"""Mappings that the rep saved: known by header, kept in files, and never in the way when one is broken."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamboard.domain.errors import BadInput
from dreamboard.exchange.importing import Choices, read_files
from dreamboard.exchange.own_presets import (
    preset_text,
    put_preset,
    read_preset,
    read_presets,
    remove_preset,
    rename_preset,
    save_preset,
)
from dreamboard.services.import_plan import Kind
from tests.exchange.desk import ImportDesk, counts

HEADER = ("Nr", "Who", "How much", "Wann")
COLUMNS = {"Nr": "id", "Who": "account", "How much": "value", "Wann": "lost_on"}
LINES = "Nr,Who,How much,Wann\n7,Acme,5,2026-01-01\n"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "presets"


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "x.csv"
    made.write_text(LINES, encoding="utf-8")
    return made


def test_a_saved_mapping_knows_its_files_again(folder, path):
    save_preset(folder, "Our ERP", Kind.DEALS, COLUMNS, HEADER)
    own, problems = read_presets(folder)
    assert (problems, [one.name for one in own]) == ((), ["Our ERP"])
    desk = ImportDesk()
    plan = desk.take(path, choices=Choices(presets=own))
    assert plan.files[0].program == "Our ERP"
    assert counts(plan, Kind.DEALS) == {"created": 1}
    assert counts(desk.plan(path, choices=Choices(presets=own)), Kind.DEALS) == {"unchanged": 1}


def test_a_preset_knows_a_header_that_has_grown_and_the_things_imported_before(folder, path, tmp_path):
    desk = ImportDesk()
    desk.take(path, choices=Choices(kind=Kind.DEALS, columns=COLUMNS))
    save_preset(folder, "Our ERP", Kind.DEALS, COLUMNS, HEADER)
    own, _ = read_presets(folder)
    grown = tmp_path / "y.csv"
    grown.write_text("More,Wann,Who,Nr,How much\nx,2026-01-01,Acme,7,6\n", encoding="utf-8")
    plan = desk.take(grown, choices=Choices(presets=own))
    assert plan.files[0].left_out == ("More",)
    assert counts(plan, Kind.DEALS) == {"updated": 1}


def test_a_preset_is_taken_by_name_and_a_programs_too(folder, path):
    save_preset(folder, "Our ERP", Kind.DEALS, COLUMNS, HEADER)
    own, _ = read_presets(folder)
    (source,) = read_files([path], Choices(presets=own, preset="our erp"))
    assert dict(source.columns) == COLUMNS
    (source,) = read_files([path], Choices(presets=own, preset="zoho", kind=Kind.DEALS))
    assert source.guess.preset.label == "Zoho CRM"
    with pytest.raises(BadInput, match=r"no preset called nothing\. There are: Our ERP, "):
        read_files([path], Choices(presets=own, preset="nothing"))


def test_a_broken_file_is_named_and_the_others_work(folder):
    save_preset(folder, "Good", Kind.DEALS, COLUMNS, HEADER)
    broken = {
        "a.toml": "not [ toml",
        "b.toml": "label = 'B'\nsource = ''\n",
        "c.toml": "label = 'C'\nsource = ''\n[deals]\nnonsense = ['x']\n",
        "d.toml": "label = 'D'\nsource = ''\n[deals]\nname = 'x'\n",
        "e.toml": "source = ''\n[deals]\nname = ['x']\n",
    }
    for name, text in broken.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "f.toml").write_bytes(b"label = '\xff'")
    own, problems = read_presets(folder)
    assert [one.name for one in own] == ["Good"]
    assert len(problems) == 6
    for name, problem in zip([*broken, "f.toml"], problems, strict=True):
        assert name in problem
    assert "“nonsense”, which is no field of deals" in problems[2]


def test_presets_are_renamed_removed_and_put_elsewhere(folder, tmp_path):
    first = save_preset(folder, "First", Kind.DEALS, COLUMNS, HEADER)
    save_preset(folder, "Second", Kind.ACCOUNTS, {"Who": "name"}, HEADER)
    with pytest.raises(BadInput, match="There is a preset called Second already"):
        rename_preset(first, " second ")
    renamed = rename_preset(first, "Third")
    assert (renamed.columns, renamed.source) == (first.columns, first.source)
    given = tmp_path / "given.toml"
    given.write_text(preset_text(renamed), encoding="utf-8")
    remove_preset(renamed)
    assert [one.name for one in read_presets(folder)[0]] == ["Second"]
    again = put_preset(folder, read_preset(given))
    assert again.source == first.source
    assert (again.path.stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize(
    ("name", "columns", "words"),
    [("  ", COLUMNS, "needs a name"), ("x" * 81, COLUMNS, "80"), ("x", {}, "no column")],
)
def test_a_preset_without_a_name_or_a_column_is_refused(folder, name, columns, words):
    with pytest.raises(BadInput, match=words):
        save_preset(folder, name, Kind.DEALS, columns, HEADER)
    assert not folder.exists()


FIELDS = st.sampled_from(["name", "account", "note", "tags"])


@given(
    st.dictionaries(st.text(min_size=1, max_size=20), FIELDS, min_size=1, max_size=4), st.text(max_size=80)
)
def test_any_header_and_name_comes_back_as_it_was_saved(tmp_path_factory, columns, name):
    folder = tmp_path_factory.mktemp("presets")
    try:
        made = save_preset(folder, name, Kind.DEALS, columns, tuple(columns))
    except BadInput:
        assert read_presets(folder) == ((), ())
        return
    assert tomllib.loads(made.path.read_text("utf-8"))["label"] == made.name
    assert set(made.columns.values()) == set(columns.values())
