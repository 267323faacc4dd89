"""The environment is made once, updated in place, and made anew where it is not whole."""

import os
import subprocess
import sys
import threading

import pytest

IDENTITY = "Python 3.11 for /a/place\nhash\n"


class Machine:
    """An `environment` module whose commands only pretend: they are noted, and fail where told to."""

    def __init__(self, environment, monkeypatch, folder) -> None:
        self.environment = environment
        self.folder = folder
        self.commands: list[str] = []
        self.fails_at = ""
        monkeypatch.setattr(environment, "_run", self._run)
        monkeypatch.setattr(environment, "_runs", lambda python: python.exists())
        monkeypatch.setattr(environment.system_packages, "provide", lambda needs: None)

    def _run(self, command: list[str], trouble: str) -> None:
        name = next(word for word in ("venv", "--require-hashes", "--editable") if word in command)
        self.commands.append(f"{name} {os.path.basename(command[-1])}")
        if name == self.fails_at:
            raise self.environment.SetUpError(trouble)
        if name == "venv":
            python = self.environment.python_of(self.folder)
            python.parent.mkdir(exist_ok=True)
            python.touch()
            (self.folder / "pyvenv.cfg").touch()

    def set_up(self, *needs: str, identity: str = IDENTITY, ready: bool = False) -> int:
        """Set up for needs as if nothing were ready; the commands noted before are forgotten."""
        self.commands.clear()
        return self.environment.set_up("/a/place", str(self.folder), {"run", *needs}, lambda: ready, identity)

    @property
    def stamp(self) -> str:
        """What the environment says of itself; nothing while it is not whole."""
        stamp = self.folder / self.environment.STAMP
        return stamp.read_text() if stamp.exists() else ""


@pytest.fixture
def machine(front_door, monkeypatch, tmp_path) -> Machine:
    return Machine(front_door("environment"), monkeypatch, tmp_path / "venv")


def test_a_first_start_makes_installs_and_stamps(machine):
    assert machine.set_up() == 0
    assert machine.commands == ["venv venv", "--require-hashes run.lock", "--editable place"]
    assert machine.stamp == IDENTITY + "run"


def test_what_another_start_made_meanwhile_is_left_alone(machine):
    assert machine.set_up(ready=True) == 0
    assert machine.commands == []


def test_a_changed_lock_file_is_installed_into_the_environment_there_is(machine):
    machine.set_up("test")
    changed = IDENTITY.replace("hash", "another")
    assert machine.set_up(identity=changed) == 0
    assert machine.commands == ["--require-hashes test.lock", "--editable place"]
    assert machine.stamp == changed + "run test"


def test_the_wide_tests_bring_what_they_need_besides(machine):
    machine.set_up("test")
    assert machine.set_up("test", "wide") == 0
    assert machine.commands == ["--require-hashes wide.lock", "--editable place"]
    assert machine.stamp == IDENTITY + "run test wide"


@pytest.mark.parametrize("damage", ["stamp", "python", "another Python", "moved"])
def test_what_is_not_whole_is_made_anew(machine, damage):
    machine.set_up()
    (machine.folder / "leftover").touch()
    identity = IDENTITY
    if damage == "stamp":
        (machine.folder / machine.environment.STAMP).unlink()
    elif damage == "python":
        machine.environment.python_of(machine.folder).unlink()
    elif damage == "another Python":
        identity = IDENTITY.replace("3.11", "3.13")
    else:
        identity = IDENTITY.replace("/a/place", "/another/place")
    assert machine.set_up(identity=identity) == 0
    assert machine.commands[0] == "venv venv"
    assert not (machine.folder / "leftover").exists()
    assert machine.stamp == identity + "run"


@pytest.mark.parametrize("step", ["venv", "--require-hashes", "--editable"])
def test_a_step_that_fails_is_told_and_leaves_no_stamp(machine, step, capsys):
    machine.set_up()
    machine.fails_at = step
    machine.environment.python_of(machine.folder).unlink()
    assert machine.set_up() == 1
    assert "could not" in capsys.readouterr().err
    assert machine.stamp == ""


def test_a_folder_that_holds_something_else_is_refused_untouched(machine, capsys):
    machine.folder.mkdir()
    (machine.folder / "letters.txt").write_text("dear")
    assert machine.set_up() == 1
    assert "holds something else" in capsys.readouterr().err
    assert [entry.name for entry in machine.folder.iterdir()] == ["letters.txt"]


def test_an_environment_elsewhere_that_others_made_is_refused(machine):
    machine.folder.mkdir()
    (machine.folder / "pyvenv.cfg").touch()
    assert machine.set_up() == 1
    assert machine.commands == []


def test_of_two_starts_at_once_one_waits_and_says_so(machine, capsys):
    lock = machine.folder.with_name("venv.lock")
    pytest.importorskip("fcntl")
    program = "import fcntl, sys; f = open(sys.argv[1], 'a'); fcntl.flock(f, 2); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        start = threading.Thread(target=machine.set_up)
        start.start()
        start.join(0.5)
        waited = start.is_alive()
        other.communicate(b"\n")
    start.join()
    assert waited
    assert capsys.readouterr().err.startswith("Another start is setting up Dreamboard")
    assert machine.stamp
