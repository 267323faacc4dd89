"""Where the program starts: the standard library only, so that the first line runs at once."""

import faulthandler
import sys


def main() -> int:
    """Run the program with the command line's arguments and give its exit code."""
    if sys.stderr is not None:  # a windowed program on Windows has none
        faulthandler.enable()
    arguments = sys.argv[1:]
    if arguments == ["version"]:
        from dreamboard import __version__

        sys.stdout.write(f"dreamboard {__version__}\n")
        return 0
    if not arguments:
        from dreamboard.app.cli_window import window

        return window()
    from dreamboard.app.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
