"""The import window's way to the files and the board."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from dreamboard.app.preset_shelf import FolderShelf
from dreamboard.domain.model import Setting
from dreamboard.exchange import importing
from dreamboard.exchange.attachments import keep_attachments
from dreamboard.exchange.calendars import Window
from dreamboard.exchange.dates import DateOrder
from dreamboard.exchange.fields import FIELDS
from dreamboard.exchange.planning.snapshot import Snapshot
from dreamboard.exchange.texts import ENCODINGS
from dreamboard.exchange.understood import understood
from dreamboard.presentation.import_model import Answers, FileLook
from dreamboard.services.board_settings import KEEP_ATTACHMENTS
from dreamboard.services.dispatcher import Dispatcher, Done
from dreamboard.services.import_plan import ApplyImport, ImportPlan, Kind
from dreamboard.services.ports import Clock, Queries

_SAMPLES = 20
_ORDERS = {None: None, True: DateOrder.DMY, False: DateOrder.MDY}


class BoardImporter:
    """``presentation.import_model.Importer`` over the exchange and one board. Any thread, one at a time.

    ``before_apply`` is called on the worker thread before the plan touches the board: a backup. ``card`` is
    the pursuit that everything goes to, whoever it names.
    """

    encodings: Sequence[str] = ENCODINGS

    def __init__(
        self,
        queries: Queries,
        dispatcher: Dispatcher,
        clock: Clock,
        before_apply: Callable[[], object],
        shelf: FolderShelf,
        card: int | None = None,
    ) -> None:
        self._card = card
        self._queries = queries
        self._dispatcher = dispatcher
        self._clock = clock
        self._before_apply = before_apply
        self._shelf = shelf

    def fields(self, kind: Kind) -> Sequence[tuple[str, str]]:
        """What a column may be: name and label."""
        return [(field.name, field.label) for field in FIELDS[kind]]

    def understood(
        self, kind: Kind, field: str, cells: Sequence[str], day_first: bool | None
    ) -> Sequence[str]:
        """What some cells are read as; empty where they are kept as they are."""
        return understood(kind, field, cells, self._clock.zone, _ORDERS[day_first])

    def look(
        self,
        paths: Sequence[Path],
        answers: Answers,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> Sequence[FileLook]:
        """Read the files as far as the answers go."""
        keeps = self._keeps()
        return [_look(source, keeps=keeps) for source in self._read(paths, answers, progress, cancelled)]

    def plan(
        self,
        paths: Sequence[Path],
        answers: Answers,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportPlan:
        """What would become of every line."""
        sources = self._read(paths, answers, progress, cancelled)
        snapshot = importing.take_snapshot(self._queries, importing.kinds_of(sources))
        choices = self._choices(answers)
        plan = importing.plan_import(
            sources, snapshot, choices, self._clock.now(), self._clock.zone, progress, cancelled
        )
        remembered = self._keeps()
        keep = remembered if answers.keep_attachments is None else answers.keep_attachments
        if keep and not plan.asks:
            plan = keep_attachments(plan, sources, self._queries, cancelled)
        if keep != remembered:
            plan = replace(plan, settings={**plan.settings, KEEP_ATTACHMENTS: json.dumps(keep)})
        return plan

    def apply(self, plan: ImportPlan) -> Done:
        """Bring it onto the board: one step."""
        self._before_apply()
        return self._dispatcher.run(ApplyImport(plan))

    def save_rejected(self, plan: ImportPlan, folder: Path) -> Sequence[Path]:
        """Write the rejected lines with their reasons; the files written."""
        return importing.save_rejected(plan, folder)

    def _keeps(self) -> bool:
        kept = (one.value for one in self._queries.rows(Setting) if one.name == KEEP_ATTACHMENTS)
        return next(kept, "") == "true"

    def _read(
        self,
        paths: Sequence[Path],
        answers: Answers,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> importing.Sources:
        own, _ = self._shelf.read()
        settings = Snapshot(settings=tuple(self._queries.rows(Setting)))
        remembered = importing.remembered_mappings(settings)
        choices = replace(
            self._choices(answers),
            remembered=remembered,
            presets=own,
            window=Window.around(self._clock.today()),
        )
        return importing.read_files(paths, choices, cancelled, progress)

    def _choices(self, answers: Answers) -> importing.Choices:
        return importing.Choices(
            files={
                str(path): importing.FileChoice(
                    said.encoding, said.delimiter, said.kind, said.columns, said.left_out, said.preset
                )
                for path, said in answers.files.items()
            },
            date_order=_ORDERS[answers.day_first],
            stages=answers.stages,
            mine=answers.mine,
            doubts=answers.doubts,
            card=self._card,
        )


def _look(source: importing.Source, *, keeps: bool) -> FileLook:
    table = source.table
    return FileLook(
        path=table.place,
        program=source.guess.preset.label,
        kind=source.kind,
        encoding=table.encoding,
        encoding_sure=table.encoding_sure,
        delimiter=table.delimiter,
        header=table.header,
        samples=tuple(record.cells for record in table.records[:_SAMPLES]),
        lines=len(table.records),
        columns=dict(source.columns),
        name=table.name,
        source=source.guess.preset.source,
        left_out=source.left_out,
        attached=table.attached,
        keeps=keeps,
    )
