"""The steps between schemas: they arrive at the tables of the program, one by one, forth and back, whole or
not at all."""

import hashlib
import shutil
import subprocess
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2 as driver

from dreamboard.domain.errors import DreamboardError
from dreamboard.domain.model import Account, Touch
from dreamboard.store import migrate as migrate_module
from dreamboard.store import open as open_module
from dreamboard.store.backup import backups_of, is_good
from dreamboard.store.ddl import metadata
from dreamboard.store.migrate import SCRIPTS, migrate
from dreamboard.store.open import open_board
from dreamboard.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.store.small_world import StandingClock, a_card, a_touch, everything, log

STEPS = range(1, SCHEMA_VERSION + 1)

NEXT = '''
"""A step of a later program."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "{revision:04}", "{before:04}"
def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO later VALUES (1)")
    with op.batch_alter_table("account") as table:
        table.add_column(sa.Column("later", sa.Text(), nullable=False, server_default=""))
    op.execute("UPDATE touch SET note = 'changed'")
    {end}
def downgrade():
    pass
'''


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.dreamboard"


@pytest.fixture
def filled(path):
    """A closed board with something on it."""
    board = open_board(path, StandingClock())
    log(board, a_touch(a_card(board), note="kept"))
    board.close()
    return path


@pytest.fixture
def bare(tmp_path):
    """A file with no tables but Alembic's."""
    path = tmp_path / "bare.dreamboard"
    path.touch()
    connection = driver.connect(str(path))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
                       "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
    connection.close()
    return path


def later_scripts(tmp_path, end=""):
    """The steps of the program and one more."""
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    text = NEXT.format(revision=SCHEMA_VERSION + 1, before=SCHEMA_VERSION, end=end)
    (scripts / "versions" / "v_later.py").write_text(text)
    return scripts


def asked(path, *questions):
    connection = driver.connect(str(path))
    try:
        return [list(connection.execute(question)) for question in questions]
    finally:
        connection.close()


def schema_of(path):
    """Everything in the schema, as SQL, and the numbers of the file."""
    return asked(
        path,
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name",
        "PRAGMA user_version",
        "PRAGMA application_id",
    )


def content_of(path):
    connection = driver.connect(str(path))
    try:
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        return {name: list(connection.execute(f'SELECT * FROM "{name}"')) for name in tables}
    finally:
        connection.close()


def test_all_steps_together_arrive_at_a_new_board(bare, path):
    migrate(bare)
    open_board(path, StandingClock()).close()
    assert schema_of(bare) == schema_of(path)


def test_alembic_finds_nothing_left_to_do(bare):
    migrate(bare)
    engine = sa.create_engine(f"sqlite:///{bare}", module=driver)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_object": lambda item, name, kind, reflected, to: (
                    not (kind == "table" and name.startswith("search"))
                ),
            },
        )
        differences = compare_metadata(context, metadata)
    engine.dispose()
    assert differences == []


def test_the_number_of_the_program_is_the_newest_step(tmp_path):
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    script = ScriptDirectory.from_config(config)
    revisions = [step.revision for step in script.walk_revisions()]
    assert revisions == [f"{step:04}" for step in reversed(STEPS)]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_goes_forth_and_back_and_leaves_what_was(bare, step):
    migrate(bare, step - 1)
    before = schema_of(bare)
    migrate(bare, step)
    there = schema_of(bare)
    migrate(bare, step - 1)
    assert schema_of(bare) == before
    migrate(bare, step)
    assert schema_of(bare) == there
    assert there[1] == [(step,)]


def test_going_to_where_it_is_changes_nothing(filled):
    before = content_of(filled), schema_of(filled)
    migrate(filled)
    assert (content_of(filled), schema_of(filled)) == before


def test_a_later_step_keeps_the_rows_and_what_hangs_on_them(filled, tmp_path):
    migrate(filled, scripts=later_scripts(tmp_path))
    content = content_of(filled)
    assert content["later"] == [(1,)]
    assert [row[-2] for row in content["touch"]] == ["changed"]
    assert len(content["account"]) == len(content["pursuit"]) == 1
    assert asked(filled, "PRAGMA user_version", "PRAGMA foreign_key_check") == [[(SCHEMA_VERSION + 1,)], []]


@pytest.mark.parametrize(
    "end",
    ["raise RuntimeError('half-way')", "op.execute('INSERT INTO nowhere VALUES (1)')",
     "op.execute('DELETE FROM account')"],
)  # fmt: skip
def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(filled, tmp_path, end):
    before = content_of(filled), schema_of(filled)
    checksum = hashlib.sha256(filled.read_bytes()).hexdigest()
    scripts = later_scripts(tmp_path, end)
    with pytest.raises((RuntimeError, DreamboardError)):
        migrate(filled, scripts=scripts)
    assert (content_of(filled), schema_of(filled)) == before
    assert hashlib.sha256(filled.read_bytes()).hexdigest() == checksum
    board = open_board(filled, StandingClock())
    assert [touch.note for touch in board.queries.rows(Touch)] == ["kept"]
    board.close()


@pytest.fixture
def later_program(tmp_path, monkeypatch):
    """A program that knows one step more."""
    scripts = later_scripts(tmp_path)
    monkeypatch.setattr(open_module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr("dreamboard.store.board_file.SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrate_module.migrate, "__defaults__", (None, scripts))
    return scripts


def test_an_older_board_is_backed_up_and_brought_up_to_date_when_it_is_opened(filled, later_program):
    board = open_board(filled, StandingClock())
    assert board.queries.rows(Account)
    board.close()
    (backup,) = backups_of(filled)
    assert is_good(backup.path)
    assert asked(backup.path, "PRAGMA user_version") == [[(SCHEMA_VERSION,)]]
    assert asked(filled, "PRAGMA user_version") == [[(SCHEMA_VERSION + 1,)]]


def test_a_board_of_a_later_program_is_refused_by_this_one(filled, tmp_path):
    migrate(filled, scripts=later_scripts(tmp_path))
    checksum = hashlib.sha256(filled.read_bytes()).hexdigest()
    with pytest.raises(DreamboardError, match="newer version"):
        open_board(filled, StandingClock())
    assert hashlib.sha256(filled.read_bytes()).hexdigest() == checksum


def test_a_normal_start_does_without_alembic_and_the_making_of_tables(filled, repository):
    code = (
        "import sys; from pathlib import Path; from tests.store.small_world import StandingClock; "
        "from dreamboard.store.open import open_board; "
        f"open_board(Path({str(filled)!r}), StandingClock()).close(); "
        "needless = {'alembic', 'mako', 'sqlalchemy.orm', 'dreamboard.store.ddl'} & set(sys.modules); "
        "assert not needless, needless"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=repository)


def test_what_is_on_the_board_is_the_same_after_going_forth_and_back(filled):
    board = open_board(filled, StandingClock())
    before = everything(board)
    board.close()
    migrate(filled)
    board = open_board(filled, StandingClock())
    assert everything(board) == before
    board.close()
