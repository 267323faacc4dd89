"""On a machine without a screen the program says so, in words, and names what works there."""

import os
import subprocess
import sys

import pytest

from dreamboard.app.screen import missing_screen

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("variable", SCREENS)
def test_a_screen_of_any_kind_is_enough(variable):
    assert missing_screen("linux", {variable: ":0"}) == ""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_only_on_linux_can_a_screen_be_missing(platform):
    assert missing_screen(platform, {}) == ""


@pytest.mark.skipif("sys.platform != 'linux'", reason="only on Linux can a screen be missing")
@pytest.mark.parametrize("arguments", [[], ["--board", "mine.dreamboard"]])
def test_opening_the_window_without_one_points_to_the_self_test(arguments, repository):
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    run = subprocess.run(
        [sys.executable, "-m", "dreamboard", *arguments],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.startswith("There is no screen here")
    assert "self-test" in run.stderr
