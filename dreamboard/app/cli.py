"""The command line: which verb, which board, and what becomes of an error.

Exit codes: 0 done, 1 refused with a reason, 2 used wrongly. Each verb's module is loaded when the verb is
used, so that none pays for another; none of them loads Qt.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path

from dreamboard.app.cli_pages import PAGE_PLACES, page_verbs
from dreamboard.app.cli_print import Out, complain, cut, document
from dreamboard.domain.errors import Ambiguous, DreamboardError

Verb = Callable[[argparse.Namespace, Out], int]
INTERRUPTED = 130
FIRST_YEAR, LAST_YEAR = 1970, 2100
"""What ``handlers.checks`` takes for a day; said here so that reading the arguments loads nothing."""
LONGEST_CHOICE = 300


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; gives the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of another alphabet gets question marks, not an error.
        sys.stdout.reconfigure(errors="replace")
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _quieten()
        return 0
    except OSError as error:
        complain(f"The answer could not be written: {error.strerror or error}.")
        _quieten()
        return 1


def _run(arguments: Sequence[str]) -> int:
    parser = _parser()
    asked = parser.parse_args(list(arguments))
    if asked.verb is None:
        from dreamboard.app.cli_window import window

        return window(asked.board)
    module, name = _PLACES[asked.verb]
    verb: Verb = getattr(import_module(f"dreamboard.app.{module}"), name)
    if asked.board is None:
        from dreamboard.app.paths import default_board

        asked.board = default_board()
    out = Out()
    as_json = getattr(asked, "json", False)
    try:
        code = verb(asked, out)
    except (DreamboardError, OSError) as error:
        return _refused(error, as_json)
    out.write(as_json)
    return code


def _refused(error: DreamboardError | OSError, as_json: bool) -> int:
    """Say why nothing was done, and with ``--json`` as a document too."""
    if isinstance(error, OSError):
        why = f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
    else:
        why = str(error)
    choices = error.choices if isinstance(error, Ambiguous) else ()
    complain(why, *(cut(choice, LONGEST_CHOICE) for choice in choices))
    if as_json:
        sys.stdout.write(document({"error": why, "choices": list(choices)}))
        sys.stdout.flush()
    return 1


def _quieten() -> None:
    """Nobody reads on: what is still in the buffer goes nowhere, and Python says nothing of it at the end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None


_PLACES = {
    "import": ("cli_files", "bring_in"),
    "board": ("cli_read", "board"),
    "show": ("cli_read", "show"),
    "attachment": ("cli_read", "attachment"),
    "today": ("cli_today", "today"),
    "log": ("cli_write", "log"),
    "add": ("cli_write", "add"),
    "move": ("cli_move", "move"),
    "undo": ("cli_write", "undo"),
    "imports": ("cli_files", "imports"),
    "presets": ("cli_files", "presets"),
    "export": ("cli_files", "export"),
    "backup": ("cli_files", "backup"),
    "restore": ("cli_files", "restore"),
    "doctor": ("cli_files", "doctor"),
    "demo": ("cli_program", "demo"),
    "self-test": ("cli_program", "self_test"),
    "version": ("cli_program", "version"),
    **PAGE_PLACES,
}
"""Where each verb is done."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dreamboard",
        description="A board for one sales rep: dream clients, lost deals, and whom to touch next.",
        epilog="Without a verb the window opens. Exit codes: 0 done, 1 refused with a reason, 2 used wrong.",
        allow_abbrev=False,
    )
    parser.add_argument("--board", metavar="FILE", type=_file, help="the board (default: the rep's own)")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    _reading(verbs)
    _writing(verbs)
    page_verbs(partial(_verb, verbs), _text, _day)
    _files(verbs)
    _program(verbs)
    return parser


_Verbs = argparse._SubParsersAction  # the type has no public name


def _reading(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "board", "the columns with their cards", json=True)
    _on(one)
    one = _verb(verbs, "show", "an account: contacts, cards with their rounds, timeline", json=True)
    one.add_argument("account", metavar="ACCOUNT", type=_text)
    _on(one)
    one = _verb(verbs, "attachment", "what came with a touch and is kept, into a file", json=True)
    one.add_argument("account", metavar="ACCOUNT", type=_text)
    one.add_argument("name", metavar="NAME", type=_text, help="as show names it, or #NUMBER")
    one.add_argument("--save", metavar="FILE", type=_file, required=True, help="where to")
    one = _verb(verbs, "today", "whom to touch today, how, with what, and why", json=True)
    _on(one)
    one.add_argument("--all", action="store_true", help="the next touch of every card, not only today's")


def _writing(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "log", "log a touch: “vm dana northwind re dock paper +14d”", json=True)
    one.add_argument("line", metavar="LINE", type=_text)
    one.add_argument(
        "--at", metavar="WHEN", type=_text, help="when it happened: 2026-03-04 15:40, yesterday 9:00"
    )
    _on(one)
    one = _verb(verbs, "add", "a new card", json=True)
    one.add_argument("account", metavar="ACCOUNT", type=_text)
    one.add_argument("--kind", choices=("dream_client", "lost_deal"), default="dream_client")
    one.add_argument(
        "--title", metavar="TEXT", type=_text, default="", help="where the account has several cards"
    )
    one.add_argument("--value", metavar="AMOUNT", type=_text, help="a year: 2000000, $2.5M")
    one.add_argument("--currency", metavar="CODE", type=_text, help="ISO 4217 (default: USD)")
    one.add_argument("--contact", metavar="“NAME, TITLE, ROLE”", type=_text)
    one.add_argument("--stage", metavar="COLUMN", type=_text)
    _on(one)
    one = _verb(
        verbs, "move", "a card to the end of another column; to Not now or Won closes its round", json=True
    )
    one.add_argument("account", metavar="ACCOUNT", type=_text, help="or ACCOUNT / TITLE, or #NUMBER")
    one.add_argument("stage", metavar="STAGE", type=_text, help="a column")
    one.add_argument(
        "--reason", metavar="WHY", type=_text, help="a loss: price, timing, … or “price: a note”"
    )
    one.add_argument("--rival", metavar="NAME", type=_text, help="a loss: whom it went to")
    one.add_argument("--introducer", metavar="NAME", type=_text, help="a loss: who had introduced us")
    one.add_argument(
        "--condition", metavar="TEXT", type=_text, action="append", help="a loss: what would win it"
    )
    one.add_argument("--come-back", metavar="DATE", type=_day, help="a loss: the day they named")
    one.add_argument("--amount", metavar="AMOUNT", type=_text, help="a win: what it is worth a year")
    _on(one)
    _on(_verb(verbs, "undo", "take back the last change", json=True))


def _files(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "import", "bring in files of other programs, or an export of this one", json=True)
    one.add_argument("files", metavar="FILE", nargs="+", type=_file)
    one.add_argument(
        "--as",
        dest="kind",
        choices=("accounts", "contacts", "deals", "touches", "quotes"),
        help="what the lines are",
    )
    one.add_argument(
        "--map", metavar="COLUMN=FIELD", type=_mapping, action="append", default=[], help="what a column is"
    )
    one.add_argument(
        "--preset", metavar="NAME", type=_text, default="", help="read by this preset (see presets)"
    )
    one.add_argument(
        "--keep-rest", action="store_true", help="what no column here takes goes to the note, under its name"
    )
    one.add_argument(
        "--keep-attachments",
        action="store_true",
        help="mail: what came with messages is kept with their touches",
    )
    one.add_argument("--date-order", choices=("dmy", "mdy"), help="how 03/04/2026 is read")
    one.add_argument(
        "--me",
        metavar="ADDRESS",
        type=_text,
        action="append",
        default=[],
        help="mail: an address of your own",
    )
    one.add_argument(
        "--doubtful",
        choices=("same", "new", "skip"),
        help="what lines that may be something on the board are taken for (default: as each one says)",
    )
    one.add_argument("--dry-run", action="store_true", help="say what would happen, and do nothing")
    _verb(verbs, "presets", "the programs whose files are known, and your own presets", json=True)
    one = _verb(verbs, "imports", "the imports there were; one taken back", json=True)
    one.add_argument(
        "--take-back", metavar="NUMBER", type=int, help="what it made goes; what you did since stays"
    )
    one = _verb(
        verbs,
        "export",
        "everything, as JSON, a folder of CSV or a workbook; contacts (.vcf); plans (.ics)",
        json=True,
    )
    one.add_argument("target", metavar="FILE.json | DIR | FILE.xlsx | FILE.vcf | FILE.ics", type=_file)
    one = _verb(verbs, "backup", "a verified copy of the board", json=True)
    one.add_argument("target", metavar="FILE", nargs="?", type=_file)
    one = _verb(
        verbs, "restore", "put a backup in the board's place; what was there is backed up first", json=True
    )
    one.add_argument("source", metavar="FILE", type=_file)
    one = _verb(verbs, "doctor", "look the board over, line by line", json=True)
    one.add_argument("--repair", action="store_true", help="mend what can be mended, after a backup")


def _program(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    one = _verb(verbs, "demo", "make the sample board and open it; the rep's own is never touched")
    one.add_argument("target", metavar="FILE", nargs="?", type=_file)
    one.add_argument("--no-window", action="store_true", help="only make it")
    _on(one)
    one = _verb(verbs, "self-test", "show the installed program at work, and leave a screenshot")
    one.add_argument("target", metavar="PICTURE.png", nargs="?", type=_file)
    _verb(verbs, "version", "which version this is", json=True)


def _verb(
    verbs: _Verbs[argparse.ArgumentParser], name: str, says: str, *, json: bool = False
) -> argparse.ArgumentParser:
    one = verbs.add_parser(name, help=says, description=f"{says[0].upper()}{says[1:]}.", allow_abbrev=False)
    one.add_argument("--board", metavar="FILE", type=_file, default=argparse.SUPPRESS, help="the board")
    if json:
        one.add_argument("--json", action="store_true", help="one JSON document instead of text")
    return one


def _on(one: argparse.ArgumentParser) -> None:
    one.add_argument("--on", metavar="YYYY-MM-DD", type=_day, help="as if it were that day")


def _text(typed: str) -> str:
    # Bytes that are no text come as halves of pairs, which nothing can store.
    return typed.encode("utf-8", "replace").decode("utf-8")


def _file(typed: str) -> Path:
    if not typed:
        raise argparse.ArgumentTypeError("a file has a name")
    return Path(typed)


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is not a day: it reads like 2026-11-23") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise argparse.ArgumentTypeError(f"{typed!r} is outside {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _mapping(typed: str) -> tuple[str, str]:
    column, sign, field = _text(typed).rpartition("=")
    if not sign or not column.strip() or not field.strip():
        raise argparse.ArgumentTypeError(f"{typed!r} does not read like COLUMN=FIELD")
    return column.strip(), field.strip()
