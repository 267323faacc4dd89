"""What `pip install .` and `pipx install .` bring: the package, its resources, its commands, no more."""

import zipfile

import pytest
from hatchling.builders.wheel import WheelBuilder


@pytest.fixture(scope="module")
def wheel(repository, tmp_path_factory):
    """The names in the wheel and a way to read them."""
    path = next(WheelBuilder(str(repository)).build(directory=str(tmp_path_factory.mktemp("wheel"))))
    with zipfile.ZipFile(path) as archive:
        yield archive


def files_below(folder) -> set[str]:
    """The files of a folder, without what running leaves there."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_holds_the_package_and_the_resources(wheel, repository):
    names = set(wheel.namelist())
    expected = {f"dreamboard/{name}" for name in files_below(repository / "dreamboard")}
    expected |= {f"dreamboard/resources/{name}" for name in files_below(repository / "resources")}
    assert {name for name in names if ".dist-info/" not in name} == expected


def test_it_brings_the_command_and_the_licence(wheel):
    described = {name.partition(".dist-info/")[2]: name for name in wheel.namelist() if ".dist-info/" in name}
    assert "dreamboard = dreamboard.__main__:main" in wheel.read(described["entry_points.txt"]).decode()
    assert "licenses/LICENSE" in described
