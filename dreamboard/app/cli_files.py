"""Verbs about files: import, export, backup, restore, doctor."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dreamboard.app.cli_board import clock_of, opened
from dreamboard.app.cli_print import Out, ended
from dreamboard.app.paths import presets_folder
from dreamboard.app.workspace import Workspace
from dreamboard.domain.errors import Ambiguous, BadInput, BoardFileError, Refused
from dreamboard.domain.words import counted
from dreamboard.services.import_plan import DoubtAnswer, ImportPlan, Kind, LineOutcome

_TAKEN_FOR = {
    DoubtAnswer.SAME: "the same",
    DoubtAnswer.NEW: "something new",
    DoubtAnswer.SKIP: "nothing: left out",
}

SHOWN = 10
"""How many of many like lines the text names; the JSON document has them all."""


def bring_in(asked: argparse.Namespace, out: Out) -> int:
    """``import``: files of other programs, or a whole board as this one exported it."""
    from dreamboard.exchange.archive import is_archive

    for path in asked.files:
        if not path.exists():
            raise BadInput(f"There is no file {path}.")
    if is_archive(asked.files):
        return _bring_in_archive(asked, out)
    # A dry run on a board that is not there yet must not leave one.
    if asked.dry_run and not asked.board.exists():
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            asked.board = Path(folder) / "new.dreamboard"
            return _bring_in_files(asked, out)
    return _bring_in_files(asked, out)


def _bring_in_archive(asked: argparse.Namespace, out: Out) -> int:
    from dreamboard.exchange.archive import read_archive
    from dreamboard.services.import_plan import ApplyArchive

    if asked.kind or asked.map:
        raise Refused("An export of this program says itself what it holds: leave out --as and --map.")
    archive = read_archive(asked.files)
    changed = False
    if not asked.dry_run:
        with opened(asked, create=True) as workspace:
            changed = workspace.dispatcher.run(ApplyArchive(archive)).changes.step is not None
    out.data = {
        "dry_run": asked.dry_run,
        "archive": archive.name,
        "rows": len(archive.rows),
        "changed": changed,
    }
    if asked.dry_run:
        out.say(f"{archive.name} holds a whole board of {len(archive.rows):,} rows; nothing was done.")
    elif changed:
        out.say(f"The board is now as {archive.name} holds it: {len(archive.rows):,} rows.")
    else:
        out.say(f"The board is as {archive.name} holds it already; nothing changed.")
    return 0


def _bring_in_files(asked: argparse.Namespace, out: Out) -> int:
    from dreamboard.exchange import importing
    from dreamboard.exchange.attachments import keep_attachments
    from dreamboard.exchange.calendars import Window
    from dreamboard.exchange.dates import DateOrder
    from dreamboard.exchange.own_presets import read_presets
    from dreamboard.exchange.planning.snapshot import Snapshot
    from dreamboard.services.import_plan import ApplyImport
    from dreamboard.store.backup import make_backup

    with opened(asked, create=True) as workspace:
        clock, queries = workspace.clock, workspace.queries
        from dreamboard.domain.model import Setting

        own, problems = read_presets(presets_folder())
        out.warnings += problems
        choices = importing.Choices(
            presets=own,
            preset=asked.preset,
            keep_rest=asked.keep_rest,
            kind=Kind(asked.kind) if asked.kind else None,
            columns=dict(asked.map),
            date_order=DateOrder(asked.date_order) if asked.date_order else None,
            remembered=importing.remembered_mappings(Snapshot(settings=tuple(queries.rows(Setting)))),
            mine=tuple(asked.me),
            doubtful=DoubtAnswer(asked.doubtful) if asked.doubtful else None,
            window=Window.around(clock.today()),
        )
        sources = importing.read_files(asked.files, choices)
        snapshot = importing.take_snapshot(queries, importing.kinds_of(sources))
        plan = importing.plan_import(sources, snapshot, choices, clock.now(), clock.zone)
        _refuse_open_questions(plan)
        if asked.keep_attachments:
            plan = keep_attachments(plan, sources, queries)
        columns = dict(queries.naming().stages)
        saved: tuple[Path, ...] = ()
        if not asked.dry_run:
            if not plan.changes_nothing:
                make_backup(workspace.path, clock.now())
            workspace.dispatcher.run(ApplyImport(plan))
            saved = _save_rejected(plan, workspace, out)
    out.data = _import_data(plan, saved, dry_run=asked.dry_run)
    _import_text(plan, saved, out, columns, dry_run=asked.dry_run)
    return 0


def _refuse_open_questions(plan: ImportPlan) -> None:
    if plan.asks_own and not plan.open_orders:
        raise Ambiguous(
            "Which of these addresses is your own? Say it once; it is remembered:",
            tuple(f"--me {address}" for address in plan.asks_own),
        )
    if plan.open_orders:
        one = plan.open_orders[0]
        raise Ambiguous(
            f"“{one.sample}” in the column {one.column} of {plan.files[one.file].name} can be read two ways;"
            " say which:",
            ("--date-order dmy (day first)", "--date-order mdy (month first)"),
        )


def _save_rejected(plan: ImportPlan, workspace: Workspace, out: Out) -> tuple[Path, ...]:
    """Beside the files they came from; where that cannot be, beside the board."""
    from dreamboard.exchange.importing import save_rejected

    try:
        return save_rejected(plan)
    except BadInput:
        try:
            return save_rejected(plan, workspace.path.parent)
        except BadInput as error:
            out.warnings.append(f"The rejected lines could not be saved: {error}")
            return ()


def _import_data(plan: ImportPlan, saved: tuple[Path, ...], *, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "files": [
            {
                "name": file.name,
                "kind": file.kind.value,
                "program": file.program,
                "columns": dict(file.columns),
                "left_out": list(file.left_out),
            }
            for file in plan.files
        ],
        "counts": {
            kind.value: {outcome.value: count for outcome, count in counts.items()}
            for kind, counts in plan.counts().items()
        },
        "made_along": {f"{name.lower()}s": count for name, count in plan.made_along().items()},
        "unattached_touches": [
            {"file": plan.files[line.file].name, "line": line.line, "name": line.name, "text": line.text}
            for line in plan.unattached()
            if line.kind is Kind.TOUCHES
        ],
        "rejected": [
            {"file": plan.files[line.file].name, "line": line.line, "name": line.name, "reason": line.text}
            for line in plan.rejected()
        ],
        "rejected_files": [str(path) for path in saved],
        "doubtful": [
            {
                "file": plan.files[doubt.file].name,
                "line": doubt.line,
                "kind": doubt.kind.value,
                "name": doubt.theirs,
                "board": doubt.ours,
                "why": doubt.why,
                "taken_for": doubt.taken_for.value,
                "decided": doubt.answer is not None,
            }
            for doubt in plan.doubts
        ],
        "stages": [{"stage": word.text, "deals": word.deals} for word in plan.stage_words],
        "notes": list(plan.notes),
    }


def _import_text(
    plan: ImportPlan, saved: tuple[Path, ...], out: Out, columns: Mapping[int, str], *, dry_run: bool
) -> None:
    for file in plan.files:
        program = f", from {file.program}" if file.program else ""
        out.say(f"{file.name}: {file.kind.value}{program}")
        if file.left_out:
            more = f" and {len(file.left_out) - SHOWN} more" if file.left_out[SHOWN:] else ""
            out.say(f"  not taken: {', '.join(file.left_out[:SHOWN])}{more}")
    out.say("")
    counts = plan.counts()
    header = ("", *(outcome.value for outcome in LineOutcome))
    rows = [
        (kind.value, *(f"{of_kind[outcome]:,}" for outcome in LineOutcome))
        for kind, of_kind in counts.items()
    ]
    out.table([header, *rows], right=frozenset(range(1, 6)))
    for name, count in plan.made_along().items():
        out.say(f"{counted(count, name.lower(), f'{name.lower()}s')} made because a line names them.")
    for word in plan.stage_words:
        deals = counted(word.deals, "deal", "deals")
        out.say(f"The stage “{word.text}” of {deals} fits no column: to {columns[word.stage_id]}.")
    for note in plan.notes:
        out.say(note)
    skipped = Counter(line.text for line in plan.lines if line.outcome is LineOutcome.SKIPPED)
    for why, count in skipped.most_common(SHOWN):
        out.say(f"Skipped {counted(count, 'line', 'lines')}: {why}.")
    others = tuple(line for line in plan.rejected() if not line.unattached)
    for title, lines in (("Attached to nothing known", plan.unattached()), ("Rejected", others)):
        if lines:
            out.say("", f"{title}: {len(lines):,}")
            for line in lines[:SHOWN]:
                told = ": ".join(part for part in (line.name, line.text) if part)
                out.say(f"  {plan.files[line.file].name}, line {line.line}: {told}")
            if len(lines) > SHOWN:
                out.say(f"  … and {len(lines) - SHOWN:,} more")
    _doubts_text(plan, out)
    for path in saved:
        out.say(f"Rejected lines with their reasons: {path}")
    if dry_run:
        out.say("", "This was a dry run: nothing changed.")
    elif plan.changes_nothing:
        out.say("", "Nothing changed.")


def _doubts_text(plan: ImportPlan, out: Out) -> None:
    if not plan.doubts:
        return
    out.say("", f"In doubt: {len(plan.doubts):,} (--doubtful same, new or skip decides them all)")
    for doubt in plan.doubts[:SHOWN]:
        out.say(
            f"  {plan.files[doubt.file].name}, line {doubt.line}: “{doubt.theirs}” may be “{doubt.ours}” here"
            f" ({doubt.why}); taken for {_TAKEN_FOR[doubt.taken_for]}"
        )
    if len(plan.doubts) > SHOWN:
        out.say(f"  … and {len(plan.doubts) - SHOWN:,} more")


def presets(asked: argparse.Namespace, out: Out) -> int:
    """``presets``: the programs that are known by their headers, and the rep's own mappings."""
    from dreamboard.exchange.mapping import programs
    from dreamboard.exchange.own_presets import read_presets

    own, problems = read_presets(presets_folder())
    out.warnings += problems
    out.data = {
        "programs": [{"name": name, "label": label} for name, label in programs().items()],
        "own": [{"name": one.name, "kind": one.kind.value, "file": str(one.path)} for one in own],
        "problems": list(problems),
        "folder": str(presets_folder()),
    }
    for name, label in programs().items():
        out.say(f"{name}: {label}")
    for one in own:
        out.say(f"{one.name}: {one.kind.value}, your own, in {one.path}")
    if not own:
        out.say(f"None of your own: the import window saves them in {presets_folder()}.")
    return 0


def imports(asked: argparse.Namespace, out: Out) -> int:
    """``imports``: those there were, the newest first; or one of them taken back."""
    import json

    from dreamboard.domain.model import ImportRecord
    from dreamboard.services.import_plan import RevertImport

    with opened(asked) as workspace:
        if asked.take_back is not None:
            label = workspace.dispatcher.run(RevertImport(asked.take_back)).label
            out.data = {"done": label}
            out.say(ended(label))
            return 0
        records = sorted(workspace.queries.rows(ImportRecord), key=lambda record: -record.id)
        zone = workspace.clock.zone
    out.data = {
        "imports": [
            {
                "number": record.id,
                "at": record.at.isoformat(),
                "files": list(record.files),
                "counts": json.loads(record.counts),
            }
            for record in records
        ]
    }
    for record in records:
        when = record.at.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        out.say(f"{record.id}  {when}  {', '.join(record.files)}")
    if not records:
        out.say("Nothing was imported, or all of it was taken back.")
    return 0


def export(asked: argparse.Namespace, out: Out) -> int:
    """``export``: everything, of which the import gives the same board; or what another program reads."""
    from dreamboard.app.exports import SUFFIXES, writer_of

    target: Path = asked.target
    as_file = target.suffix.lower() in SUFFIXES and not target.is_dir()
    if not as_file and target.exists() and not target.is_dir():
        raise Refused(f"{target} is a file. Give a name that ends in {', '.join(SUFFIXES)}, or a folder.")
    if as_file and target.exists() and asked.board.exists() and target.samefile(asked.board):
        raise Refused(f"{target} is the board itself: give another name.")
    with opened(asked) as workspace:
        write = writer_of(target, folder=not as_file, at=workspace.clock.now())
        rows = write(workspace.queries, target)
    out.data = {"path": str(target), "rows": rows}
    out.say(f"{rows:,} rows written to {target}.")
    return 0


def backup(asked: argparse.Namespace, out: Out) -> int:
    """``backup``: a verified copy beside the board, or in a file of another name."""
    from dreamboard.store.backup import copy_board, make_backup

    if not asked.board.exists():
        raise BoardFileError(f"There is no board at {asked.board}.")
    path = asked.target
    if path is None:
        path = make_backup(asked.board, clock_of(asked).now()).path
    elif path.is_dir():
        raise Refused(f"{path} is a folder. Give a name for the copy in it.")
    elif path.exists():
        raise Refused(f"There is a file at {path} already: give another name.")
    else:
        copy_board(asked.board, path)
    out.data = {"path": str(path)}
    out.say(f"Backed up to {path}, opened and checked.")
    return 0


def restore(asked: argparse.Namespace, out: Out) -> int:
    """``restore``: a backup in the board's place."""
    from dreamboard.store import backup as backups

    if not asked.source.exists():
        raise BoardFileError(f"There is no file {asked.source}.")
    if asked.board.exists() and asked.source.samefile(asked.board):
        raise Refused("That is the board itself; name one of its backups.")
    before = backups.restore(asked.board, asked.source, clock_of(asked).now())
    out.data = {
        "board": str(asked.board),
        "restored": str(asked.source),
        "before": str(before.path) if before else None,
    }
    out.say(f"The board is now as in {asked.source}.")
    if before:
        out.say(f"What was there before is kept: {before.path}")
    return 0


def doctor(asked: argparse.Namespace, out: Out) -> int:
    """``doctor``: every finding on a line; 1 when something is not as it should be."""
    from dreamboard.store.doctor import examine, repair

    if not asked.board.exists():
        raise BoardFileError(f"There is no board at {asked.board}.")
    findings = repair(asked.board, clock_of(asked).now()) if asked.repair else examine(asked.board)
    well = all(finding.ok for finding in findings)
    out.data = {
        "ok": well,
        "findings": [
            {"text": finding.text, "ok": finding.ok, "repairable": finding.repairable} for finding in findings
        ],
    }
    for finding in findings:
        out.say(f"{'ok ' if finding.ok else 'BAD'}  {finding.text}")
    if any(finding.repairable for finding in findings):
        out.say("", "dreamboard doctor --repair mends what can be mended, after a backup.")
    return 0 if well else 1
