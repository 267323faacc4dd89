"""The modules beside `packaging/run.py`, importable as they are for it."""

import importlib
import sys

import pytest

MODULES = ("checks", "environment", "run", "system_packages")


@pytest.fixture
def front_door(repository, monkeypatch):
    """Imports a module of `packaging/` by name, anew for every test."""
    monkeypatch.syspath_prepend(str(repository / "packaging"))
    yield importlib.import_module
    for name in MODULES:
        sys.modules.pop(name, None)
