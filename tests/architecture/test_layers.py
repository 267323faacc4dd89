"""What each layer may bring in, measured in a fresh interpreter and read in the source."""

import subprocess
import sys

import pytest

from tests.architecture.sources import sources

STORE_LIBRARIES = {"sqlalchemy", "alembic", "sqlcipher3", "sqlite3"}
RUN_BY_ALEMBIC = "dreamboard.store.migrations.env"
QT = {"PySide6", "shiboken6"}
FOREIGN = {
    "domain": STORE_LIBRARIES | QT,
    "services": STORE_LIBRARIES | QT,
    "store": QT,
    "exchange": STORE_LIBRARIES | QT,
    "presentation": STORE_LIBRARIES | {"PySide6.QtWidgets"},
    "ui": STORE_LIBRARIES,
}
CLOCKS = {
    f"{owner}.{reading}"
    for owner, readings in {
        "datetime": ("now", "utcnow", "today"),
        "date": ("today",),
        "time": ("time", "time_ns", "localtime", "gmtime"),
        "QDateTime": (
            "currentDateTime",
            "currentDateTimeUtc",
            "currentSecsSinceEpoch",
            "currentMSecsSinceEpoch",
        ),
        "QDate": ("currentDate",),
        "QTime": ("currentTime",),
    }.items()
    for reading in readings
}


@pytest.mark.parametrize("layer", FOREIGN)
def test_a_layer_brings_in_nothing_foreign(layer, repository):
    modules = [
        source.module for source in sources() if source.layer == layer and source.module != RUN_BY_ALEMBIC
    ]
    program = (
        "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, *modules], cwd=repository, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    loaded = set(run.stdout.split())
    assert not loaded & FOREIGN[layer]


@pytest.mark.parametrize("layer", FOREIGN)
def test_no_late_import_brings_it_in_either(layer):
    foreign = [
        f"{source.at(node)} imports {name}"
        for source in sources()
        if source.layer == layer
        for node, name in source.imports()
        if any(f"{name}.".startswith(f"{banned}.") for banned in FOREIGN[layer])
    ]
    assert foreign == []


def test_only_the_app_reads_the_clock():
    readings = [
        f"{source.at(node)} reads {name}"
        for source in sources()
        if source.layer not in ("", "app")
        for node, name in source.names()
        if ".".join(name.split(".")[-2:]) in CLOCKS
    ]
    assert readings == []
