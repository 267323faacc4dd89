"""What the program is made of, as it is installed here."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from dreamboard.ui.dialogs.about_window import Part

_LIBRARIES = (
    ("PySide6-Essentials", "Qt for Python", "LGPL-3.0"),
    ("SQLAlchemy", "SQLAlchemy", "MIT"),
    ("alembic", "Alembic", "MIT"),
    ("sqlcipher3", "SQLCipher for Python", "zlib, BSD-3-Clause"),
    ("platformdirs", "platformdirs", "MIT"),
    ("rapidfuzz", "RapidFuzz", "MIT"),
    ("holidays", "holidays", "MIT"),
)


def shipped_parts() -> list[Part]:
    """Python, the libraries, the faces and the icons, with their licences."""
    parts = [Part("Python", platform.python_version(), "PSF-2.0")]
    for package, name, licence in _LIBRARIES:
        try:
            parts.append(Part(name, version(package), licence))
        except PackageNotFoundError:
            continue
    return [*parts, Part("Inter", "4.001", "OFL-1.1"), Part("Lucide", "", "ISC")]
