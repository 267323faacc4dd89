"""Finds the libraries that Qt misses on Linux; installs their packages or says how. Standard library only.

A library is looked for by loading it, as Qt will: no list of packages knows what was built by hand.
"""

import ctypes
import importlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple


class Package(NamedTuple):
    """What the package of a library is called."""

    debian: str
    fedora: str
    arch: str


GLIB = Package("libglib2.0-0", "glib2", "glib2")
LIBRARIES = {
    "run": {
        "libGL.so.1": Package("libgl1", "libglvnd-glx", "libglvnd"),
        "libEGL.so.1": Package("libegl1", "libglvnd-egl", "libglvnd"),
        "libX11.so.6": Package("libx11-6", "libX11", "libx11"),
        "libglib-2.0.so.0": GLIB,
        "libgthread-2.0.so.0": GLIB,
        "libfontconfig.so.1": Package("libfontconfig1", "fontconfig", "fontconfig"),
        "libfreetype.so.6": Package("libfreetype6", "freetype", "freetype2"),
        "libdbus-1.so.3": Package("libdbus-1-3", "dbus-libs", "dbus"),
        "libxkbcommon.so.0": Package("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    },
    # Qt says "libxcb-cursor0 is needed" whichever of these is missing.
    "x11": {
        "libX11-xcb.so.1": Package("libx11-xcb1", "libX11-xcb", "libx11"),
        "libxcb-cursor.so.0": Package("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
        "libxcb-icccm.so.4": Package("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
        "libxcb-image.so.0": Package("libxcb-image0", "xcb-util-image", "xcb-util-image"),
        "libxcb-keysyms.so.1": Package("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
        "libxcb-randr.so.0": Package("libxcb-randr0", "libxcb", "libxcb"),
        "libxcb-render.so.0": Package("libxcb-render0", "libxcb", "libxcb"),
        "libxcb-render-util.so.0": Package(
            "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"
        ),
        "libxcb-shape.so.0": Package("libxcb-shape0", "libxcb", "libxcb"),
        "libxcb-shm.so.0": Package("libxcb-shm0", "libxcb", "libxcb"),
        "libxcb-sync.so.1": Package("libxcb-sync1", "libxcb", "libxcb"),
        "libxcb-util.so.1": Package("libxcb-util1", "xcb-util", "xcb-util"),
        "libxcb-xfixes.so.0": Package("libxcb-xfixes0", "libxcb", "libxcb"),
        "libxcb-xkb.so.1": Package("libxcb-xkb1", "libxcb", "libxcb"),
        "libxkbcommon-x11.so.0": Package("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    },
    "wayland": {
        "libwayland-client.so.0": Package("libwayland-client0", "libwayland-client", "wayland"),
        "libwayland-cursor.so.0": Package("libwayland-cursor0", "libwayland-cursor", "wayland"),
        "libwayland-egl.so.1": Package("libwayland-egl1", "libwayland-egl", "wayland"),
    },
}
SCREEN_SERVER = Package("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb")
FONT = Package("fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
"""Debian 13 and Ubuntu 24.04 renamed libraries when time became 64 bits wide on every machine."""


class PackagesMissingError(Exception):
    """The system misses packages that this program may not install; the text is the command that would."""


def provide(needs: set[str]) -> None:
    """Install the packages that `needs` (run, x11, wayland, test) miss here; does nothing outside Linux.

    Raises PackagesMissingError, with the one command to run, where it may not or cannot.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = _missing(needs)
    if not missing:
        return
    if shutil.which("apt-get") and (prefix := _right_to_install()) is not None:
        names = _debian_names(missing)
        _say(f"Installing what the system misses: {' '.join(names)}")
        if _install(prefix, names) and not _missing(needs):
            return
    command = _command(missing)
    if command:
        advice = f"Please run:\n\n    {command}\n\nand then the same command again."
    else:
        names = _names(package.debian for package in missing)
        advice = f"Please install what your system calls (in Debian's words): {names}."
    raise PackagesMissingError(f"The system misses packages that Dreamboard needs. {advice}")


def _missing(needs: set[str]) -> list[Package]:
    """The packages of everything that is not there, each once."""
    wanted = set(needs)
    missing = []
    importlib.invalidate_caches()  # it may have been installed a moment ago
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        missing.append(Package(f"{version}-venv", "python3-pip", "python"))
    if "test" in needs:
        wanted.add("x11")
        missing += [] if shutil.which("Xvfb") else [SCREEN_SERVER]
        missing += [] if _has_font() else [FONT]
    for group in sorted(wanted & LIBRARIES.keys()):
        missing += [package for name, package in LIBRARIES[group].items() if not _loads(name)]
    return list(dict.fromkeys(missing))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font() -> bool:
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(next(folder.rglob(f"*.{kind}"), None) for folder in folders for kind in ("ttf", "otf", "ttc"))


def _command(missing: list[Package]) -> str:
    """The one command that installs them here, or nothing where the system's way is not known."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    if shutil.which("apt-get"):
        names = " ".join(_debian_names(missing))
        return f"{sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends {names}"
    if shutil.which("dnf"):
        return f"{sudo}dnf install -y {_names(package.fedora for package in missing)}"
    if shutil.which("pacman"):
        return f"{sudo}pacman -S --needed {_names(package.arch for package in missing)}"
    return ""


def _names(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))


def _debian_names(missing: list[Package]) -> list[str]:
    has_renamed = any(Path("/var/lib/dpkg/info").glob("*t64*.list"))
    names = [package.debian for package in missing]
    return [RENAMED.get(name, name) for name in names] if has_renamed else names


def _right_to_install() -> list[str] | None:
    """What to put before a command that installs: nothing for root, sudo where it asks no password."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def _install(prefix: list[str], names: list[str]) -> bool:
    """Install by apt, with the package lists as they are, and after fetching them anew where that fails."""
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]  # sudo drops variables set around it
    install = [*quiet, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    if (
        subprocess.run(install, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    ):
        return True
    subprocess.run([*quiet, "apt-get", "update", "-qq"], stdout=subprocess.DEVNULL, check=False)
    return subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
