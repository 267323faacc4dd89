"""Where the program starts: the standard library only, so that the first line runs at once."""

import faulthandler
import os
import sys

from dreamboard.app.screen import missing_screen


def main() -> int:
    """Run the program with the command line's arguments and give its exit code."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        faulthandler.enable()
    arguments = sys.argv[1:]
    if arguments == ["version"]:
        from dreamboard import __version__

        sys.stdout.write(f"dreamboard {__version__}\n")
        return 0
    if not arguments and (told := missing_screen(sys.platform, os.environ)):
        sys.stderr.write(f"{told}\n")
        return 1
    from dreamboard.app.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
