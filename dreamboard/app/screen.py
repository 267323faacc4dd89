"""Whether there is a screen to open a window on. Standard library only: asked before Qt is loaded."""

from collections.abc import Mapping


def missing_screen(platform: str, environment: Mapping[str, str]) -> str:
    """What to tell a person on a system without a screen; empty where a window can open.

    `platform` is `sys.platform`. Qt itself would end the process with words about plug-ins.
    """
    if not platform.startswith("linux"):
        return ""
    if any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return ""
    return (
        "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the board cannot open. "
        "The same command followed by the word self-test shows the program at work without one, and leaves "
        "a screenshot."
    )
