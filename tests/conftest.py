"""What every test has: its own home folder, Qt without a screen, the shared data, and a tidy end."""

import faulthandler
import gc
import os
from pathlib import Path

import hypothesis
import pytest

# Before anything makes an application: the tests under a real mouse choose their own platform (tests/e2e).
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for variable in ("QT_STYLE_OVERRIDE", "QT_SCALE_FACTOR", "QT_FONT_DPI", "DREAMBOARD_BOARD"):
    os.environ.pop(variable, None)

from tests.isolation import PrivateHome, nothing_left_behind  # noqa: E402

REPOSITORY = Path(__file__).resolve().parent.parent
BY_NAME_ONLY = ("wide", "e2e")
"""Markers whose tests run only where `-m` names them: they take long, or need a screen of their own."""

WIDE_SECONDS = 3600

_home = PrivateHome()


hypothesis.settings.register_profile("ordinary", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("wide", deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    """Everybody's ordinary run looks at the same examples, whatever the machine's speed; a wide one looks
    for new ones."""
    hypothesis.settings.load_profile("wide" if "wide" in config.option.markexpr else "ordinary")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that run only when asked for."""
    asked = config.option.markexpr
    unasked = [marker for marker in BY_NAME_ONLY if marker not in asked]
    left_out = [item for item in items if any(item.get_closest_marker(marker) for marker in unasked)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        kept = set(items) - set(left_out)
        items[:] = [item for item in items if item in kept]


def pytest_collection_finish() -> None:
    """Take what the imports made out of the collector's sight: it is looked through after every test."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Remove the private home."""
    _home.remove()


@pytest.fixture(autouse=True)
def _wide_tests_take_their_time(request: pytest.FixtureRequest):
    """The hour that a wide test may take, in place of the minutes after which any other one hangs."""
    if request.node.get_closest_marker("wide"):
        faulthandler.dump_traceback_later(WIDE_SECONDS, exit=True)


@pytest.fixture(autouse=True)
def _private_and_tidy(request: pytest.FixtureRequest):
    _home.folders_of_next_test()
    with nothing_left_behind(qt="qapp" in request.fixturenames) as leftovers:
        yield
    if leftovers:
        pytest.fail("left behind: " + "; ".join(leftovers), pytrace=False)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Exports of other programs, kept outside the repository; DREAMBOARD_TEST_DATA names another place."""
    folder = Path(os.environ.get("DREAMBOARD_TEST_DATA") or REPOSITORY.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip(f"no shared test data at {folder}")
    return folder
