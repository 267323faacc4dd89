"""Missing libraries are found, and named as the system at hand names their packages."""

import pytest

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="system packages are a matter of Linux")


@pytest.fixture
def system(front_door, monkeypatch):
    """A system that has everything, with apt, and a person who may install nothing."""
    module = front_door("system_packages")
    module.missing_libraries = set()
    module.tools = {"apt-get", "Xvfb"}
    monkeypatch.setattr(module, "_loads", lambda name: name not in module.missing_libraries)
    monkeypatch.setattr(
        module.shutil, "which", lambda name: f"/usr/bin/{name}" if name in module.tools else None
    )
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(module, "_has_font", lambda: True)
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(module, "RENAMED", {})
    return module


def test_nothing_is_said_where_nothing_is_missing(system):
    system.provide({"run", "x11", "wayland", "test"})


def test_the_one_command_names_each_package_once(system):
    system.missing_libraries = {"libGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"}
    with pytest.raises(system.PackagesMissingError) as told:
        system.provide({"run"})
    assert (
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libglib2.0-0\n"
        in str(told.value)
    )


def test_the_libraries_of_a_screen_are_asked_for_only_where_there_is_one(system):
    system.missing_libraries = {"libxcb-cursor.so.0"}
    system.provide({"run"})
    with pytest.raises(system.PackagesMissingError, match="libxcb-cursor0"):
        system.provide({"run", "x11"})


def test_the_tests_need_a_screen_server_and_a_font_too(system, monkeypatch):
    system.tools.remove("Xvfb")
    monkeypatch.setattr(system, "_has_font", lambda: False)
    system.provide({"run"})
    with pytest.raises(system.PackagesMissingError, match="xvfb fonts-dejavu-core"):
        system.provide({"run", "test"})


def test_a_python_without_its_means_to_make_environments_is_a_missing_package(system, monkeypatch):
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(system.PackagesMissingError, match=r"python3\.\d+-venv"):
        system.provide({"run"})


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("dnf", "sudo dnf install -y libglvnd-glx"),
        ("pacman", "sudo pacman -S --needed libglvnd"),
        ("none", "Please install what your system calls (in Debian's words): libgl1."),
    ],
)
def test_other_systems_have_their_own_words(system, tool, command):
    system.tools = {tool}
    system.missing_libraries = {"libGL.so.1"}
    with pytest.raises(system.PackagesMissingError) as told:
        system.provide({"run"})
    assert command in str(told.value)


def test_who_may_install_is_not_asked_to(system, monkeypatch):
    system.missing_libraries = {"libGL.so.1"}
    installed = []

    def install(prefix, names):
        installed.append((prefix, names))
        system.missing_libraries.clear()
        return True

    monkeypatch.setattr(system, "_right_to_install", lambda: ["/usr/bin/sudo", "-n"])
    monkeypatch.setattr(system, "_install", install)
    system.provide({"run"})
    assert installed == [(["/usr/bin/sudo", "-n"], ["libgl1"])]
