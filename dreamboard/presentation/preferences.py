"""What the window remembers between starts: shape, filters, last card, colours. Never the data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Preferences:
    """Typed access to one INI file. A broken or foreign value counts as absent."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        """A remembered text."""
        value = self._settings.value(name)
        return value if isinstance(value, str) else default

    def number(self, name: str, default: int = 0) -> int:
        """A remembered whole number."""
        try:
            return int(self.text(name, str(default)))
        except ValueError:
            return default

    def flag(self, name: str, default: bool = False) -> bool:
        """A remembered yes or no."""
        return self.text(name, "true" if default else "false") == "true"

    def texts(self, name: str) -> frozenset[str]:
        """A remembered set of words."""
        return frozenset(word for word in self.text(name).split("\x1f") if word)

    def state(self, name: str) -> QByteArray:
        """A window's geometry or a splitter's state; empty when there is none."""
        value = self._settings.value(name)
        return value if isinstance(value, QByteArray) else QByteArray()

    def put(self, name: str, value: str | int | bool | frozenset[str] | QByteArray) -> None:
        """Remember a value."""
        if isinstance(value, bool):
            self._settings.setValue(name, "true" if value else "false")
        elif isinstance(value, frozenset):
            self._settings.setValue(name, "\x1f".join(sorted(value)))
        elif isinstance(value, QByteArray):
            self._settings.setValue(name, value)
        else:
            self._settings.setValue(name, str(value))

    def save(self) -> None:
        """Write what is not written yet."""
        self._settings.sync()
