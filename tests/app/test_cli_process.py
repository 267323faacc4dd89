"""The command line as a process of its own: what it loads, where its words go, how it ends."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest


@pytest.fixture
def run(repository, tmp_path):
    def start(*arguments, **more):
        more.setdefault("capture_output", True)
        return subprocess.run(
            [sys.executable, "-m", "dreamboard", *map(str, arguments)],
            cwd=repository,
            env={**os.environ, "DREAMBOARD_BOARD": str(tmp_path / "mine.dreamboard"), **more.pop("env", {})},
            check=False,
            timeout=60,
            **more,
        )

    return start


def test_no_verb_loads_qt(repository, tmp_path):
    program = (
        "import sys; from dreamboard.app import cli\n"
        f"board = {str(tmp_path / 'mine.dreamboard')!r}\n"
        "def run(*a): cli.run([*a, '--board', board])\n"
        "run('add', 'Northwind', '--contact', 'Dana, VP')\n"
        "run('log', 'vm dana'); run('move', 'north', 'not now', '--reason', 'price'); run('show', 'north')\n"
        "run('today', '--all'); run('board', '--json')\n"
        f"run('export', {str(tmp_path / 'all.json')!r}); run('import', {str(tmp_path / 'all.json')!r})\n"
        "run('backup'); run('doctor'); run('undo')\n"
        f"run('demo', {str(tmp_path / 'sample.dreamboard')!r}, '--no-window')\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert ran.stdout.splitlines()[-1] == "[]"


def test_the_start_loads_the_standard_library_only(repository):
    program = (
        "import sys; import dreamboard.__main__\n"
        "print([n for n in sys.modules if n.partition('.')[0] not in sys.stdlib_module_names"
        " and not n.startswith(('dreamboard', '__main__', '_')) and '_virtualenv' not in n])"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(repository)!r})\n{program}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found = ran.stdout.strip()
    assert "sqlalchemy" not in found
    assert "PySide6" not in found


def test_json_is_one_document_and_nothing_else(run):
    run("add", "Müller & Söhne")
    ran = run("board", "--json")
    assert ran.stderr == b""
    assert json.loads(ran.stdout)["columns"][0]["cards"][0]["account"] == "Müller & Söhne"


def test_a_terminal_of_another_alphabet_gets_an_answer(run):
    run("add", "Müller 北京")
    plain = {"PYTHONIOENCODING": "ascii:strict", "PYTHONUTF8": "0", "LC_ALL": "C"}
    assert run("board", env=plain).returncode == 0
    ran = run("board", "--json", env=plain)
    assert json.loads(ran.stdout)["columns"][0]["cards"][0]["account"] == "Müller 北京"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_stops_reading_is_no_error(run, repository, tmp_path):
    board = tmp_path / "sample.dreamboard"
    run("demo", board, "--no-window")
    command = f"{sys.executable} -m dreamboard today --all --json --board {board} | head -n 1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=repository,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (ran.stdout, ran.stderr) == (b"{\n", b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_an_answer_that_cannot_be_written_is_told(run):
    run("add", "Northwind")
    with open("/dev/full", "wb") as full:
        ran = run("board", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"dreamboard: The answer could not be written")
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are otherwise there")
def test_ctrl_c_ends_it_quietly(repository, tmp_path):
    program = (
        "import sys; from dreamboard.app import cli, cli_program\n"
        "def wait(asked, out): print('ready', file=sys.stderr, flush=True); import time; time.sleep(30)\n"
        "cli_program.version = wait\n"
        "sys.exit(cli.run(['version']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=repository, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_the_version_and_the_help_are_told(run):
    assert run("version").stdout.startswith(b"dreamboard ")
    assert json.loads(run("version", "--json").stdout)["version"]
    text = run("--help").stdout.decode()
    verbs = "import board show today log add move undo export backup restore doctor demo self-test version"
    for verb in verbs.split():
        assert f" {verb} " in text


@pytest.mark.skipif("sys.platform != 'linux'", reason="only on Linux can a screen be missing")
def test_the_sample_is_made_where_there_is_no_screen(run, tmp_path):
    board = tmp_path / "sample.dreamboard"
    quiet = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    ran = run("demo", board, env=quiet)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert str(board).encode() in ran.stdout
    first = board.stat().st_mtime_ns
    assert run("demo", board, env=quiet).returncode == 0
    assert board.stat().st_mtime_ns == first
    assert run("demo", board, "--on", "2026-01-05", env=quiet).returncode == 0
    assert (
        len(
            json.loads(run("today", "--all", "--json", "--on", "2026-01-05", "--board", board).stdout)[
                "suggestions"
            ]
        )
        == 142
    )


def test_the_sample_never_goes_over_the_rep_s_own_board(run, tmp_path):
    mine = tmp_path / "mine.dreamboard"
    run("add", "Northwind")
    before = mine.read_bytes()
    ran = run("demo", mine, "--no-window")
    assert ran.returncode == 1
    assert b"is not the sample" in ran.stderr
    assert mine.read_bytes() == before


def test_the_program_tests_itself_and_leaves_a_picture(run, tmp_path):
    picture = tmp_path / "seen.png"
    ran = run("self-test", picture, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[-1] == "All is well."
    assert sum(line.startswith("ok ") for line in lines) >= 8
    assert not any(line.startswith(("BAD", "Qt:")) for line in lines)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "mine.dreamboard").exists()


@pytest.mark.parametrize("arguments", [[], ["--board", "mine.dreamboard"]])
def test_the_window_is_asked_for_before_the_store_is_loaded(repository, arguments):
    program = (
        "import sys, types; seen = types.ModuleType('dreamboard.app.main')\n"
        "def run(path):\n"
        "    print(path, any(name.startswith(('sqlalchemy', 'sqlcipher3')) for name in sys.modules))\n"
        "    return 0\n"
        "seen.run = run; sys.modules['dreamboard.app.main'] = seen\n"
        f"sys.argv = ['dreamboard', *{arguments!r}]\n"
        "from dreamboard.__main__ import main; sys.exit(main())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    path, loaded = ran.stdout.rsplit(maxsplit=1)
    assert path.endswith(".dreamboard")
    assert loaded == "False"
