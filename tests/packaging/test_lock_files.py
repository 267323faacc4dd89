"""The lock files agree with pyproject.toml, are hashed throughout, and speak of packages alone."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RELOCK = "run: python3 packaging/relock.py"
LOCKS = ("run", "test", "wide")


def locked(repository, name: str) -> dict[str, tuple[Requirement, int]]:
    """Each package of a lock file with its pin and the number of its hashes."""
    text = (repository / "packaging" / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip().replace("\\\n", ""))
    found = {}
    for entry in entries:
        pin, *hashes = entry.split("--hash=sha256:")
        requirement = Requirement(pin)
        found[canonicalize_name(requirement.name)] = (requirement, len(hashes))
    return found


def wanted(repository, name: str) -> list[Requirement]:
    """What the project asks for, by its own words."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    lines = project["project"]["dependencies"] + project["build-system"]["requires"]
    extras = {"run": (), "test": ("test",), "wide": ("test", "fuzz")}[name]
    for extra in extras:
        lines = lines + project["project"]["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("name", LOCKS)
def test_everything_the_project_asks_for_is_locked_at_a_version_that_it_takes(name, repository):
    pins = locked(repository, name)
    for requirement in wanted(repository, name):
        pin, _ = pins.get(canonicalize_name(requirement.name), (None, 0))
        assert pin, f"{requirement} is not in {name}.lock; {RELOCK}"
        version = next(iter(pin.specifier)).version
        assert requirement.specifier.contains(version), f"{pin} does not fit {requirement}; {RELOCK}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name, repository):
    for pin, hashes in locked(repository, name).values():
        assert [clause.operator for clause in pin.specifier] == ["=="]
        assert hashes


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_names_no_place_to_fetch_from(name, repository):
    text = (repository / "packaging" / f"{name}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|^-|\bindex\b|find-links|@", text, re.MULTILINE)


@pytest.mark.parametrize(("more", "fewer"), [("test", "run"), ("wide", "test")])
def test_the_tests_run_with_the_versions_that_people_run(repository, more, fewer):
    tests = locked(repository, more)
    for name, (pin, _) in locked(repository, fewer).items():
        assert tests[name][0].specifier == pin.specifier, RELOCK
