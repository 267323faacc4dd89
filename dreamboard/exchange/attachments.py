"""Keeping what came with messages: fetched once a plan says whose touches they are, and no earlier.

A mailbox is larger than any memory, and most of its messages are nobody's here. So the files are read once
more, and of the messages that became touches what is attached is added to the plan, within limits.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dreamboard.domain.errors import BadInput
from dreamboard.domain.model import Attachment
from dreamboard.domain.text import file_name, printable
from dreamboard.domain.words import counted, quoted
from dreamboard.exchange.files import fill_whole
from dreamboard.exchange.importing import Source
from dreamboard.exchange.mail import cells_of_message, messages
from dreamboard.exchange.mail_parts import said_in
from dreamboard.exchange.mime import read_part
from dreamboard.exchange.opening import opened, read_bytes
from dreamboard.exchange.outlook import attached_to_msg
from dreamboard.exchange.workbooks import OLE_MARK
from dreamboard.services.import_plan import ImportPlan, LineOutcome
from dreamboard.services.ports import Queries

MAX_ATTACHMENT = 10 * 1024 * 1024
"""Bytes of one attachment that is kept."""
MAX_IMPORT = 100 * 1024 * 1024
"""Bytes of all attachments that one import keeps."""
MAX_WHOLE = 64 * 1024 * 1024
"""Bytes of a message whose attachments can be kept."""

_NAMED = 3
_MB = 1024 * 1024
_LONGEST_TYPE = 100


@dataclass(slots=True)
class _File:
    """Something attached: a name as the message has it, and how to come to its content."""

    name: str
    media_type: str
    packed: int  # bytes, at most a third more than the content where it is packed at all
    content: Callable[[], bytes]


@dataclass(slots=True)
class _Kept:
    """What the plan keeps so far, and what it does not."""

    rows: list[Attachment] = field(default_factory=list)
    size: int = 0
    too_large: list[str] = field(default_factory=list)
    too_many: list[str] = field(default_factory=list)
    cut: int = 0


def keep_attachments(
    plan: ImportPlan,
    sources: Iterable[Source],
    queries: Queries,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportPlan:
    """The plan with what came with its touches. What the board has of a touch already, by name and size, is
    not added again; what is over a limit stays named in the touch, and a note of the plan says so.

    Raises ``BadInput`` when a file is no longer as it was read, and when cancelled.
    """
    read = [source for source in sources if not source.left_out]
    touches: dict[int, dict[int, int]] = defaultdict(dict)
    for one in plan.lines:
        if one.touch and read[one.file].table.attached:
            touches[one.file][one.line] = one.touch
    there = _there(queries, {touch for of_file in touches.values() for touch in of_file.values()})
    kept = _Kept()
    added: set[tuple[int, int]] = set()
    for number, of_file in sorted(touches.items()):
        for line, files in _attached(read[number], of_file, cancelled, kept):
            if _keep(kept, of_file[line], files, there[of_file[line]]):
                added.add((number, line))
    lines = tuple(
        replace(one, outcome=LineOutcome.UPDATED, text="attachments")
        if (one.file, one.line) in added and one.outcome is LineOutcome.UNCHANGED
        else one
        for one in plan.lines
    )
    return replace(plan, lines=lines, new=(*plan.new, *kept.rows), notes=(*plan.notes, *_notes(kept)))


def save_attachment(queries: Queries, attachment_id: int, path: Path) -> int:
    """What is kept of what came with a touch into a file, mode 0600, whole or not at all. Gives its size.

    Raises ``NotFound`` where it is gone, ``BadInput`` where the file cannot be written.
    """
    content = queries.row(Attachment, attachment_id).content
    return fill_whole(path, lambda file: file.write(content))


def _there(queries: Queries, touch_ids: set[int]) -> dict[int, Counter[tuple[str, int]]]:
    found: dict[int, Counter[tuple[str, int]]] = defaultdict(Counter)
    for one in queries.attachments([touch_id for touch_id in touch_ids if touch_id > 0]):
        found[one.touch_id][one.name, one.size] += 1
    return found


def _keep(kept: _Kept, touch_id: int, files: Iterable[_File], there: Counter[tuple[str, int]]) -> bool:
    """Take what is not there yet; whether there was any. The same twice in one message is two."""
    seen: Counter[tuple[str, int]] = Counter()
    before = len(kept.rows)
    for file in files:
        name = file_name(file.name)
        if file.packed > 2 * MAX_ATTACHMENT:
            kept.too_large.append(name)
            continue
        content = file.content()
        key = (name, len(content))
        seen[key] += 1
        if seen[key] <= there[key]:
            continue
        if len(content) > MAX_ATTACHMENT:
            kept.too_large.append(name)
        elif kept.size + len(content) > MAX_IMPORT:
            kept.too_many.append(name)
        else:
            kept.size += len(content)
            there[key] += 1
            media_type = printable(file.media_type)[:_LONGEST_TYPE]
            row_id = -len(kept.rows) - 1
            kept.rows.append(Attachment(row_id, touch_id, name, media_type, len(content), content))
    return len(kept.rows) > before


def _attached(
    source: Source, lines: Mapping[int, int], cancelled: Callable[[], bool], kept: _Kept
) -> Iterator[tuple[int, list[_File]]]:
    """The lines of a file that are wanted, each with what came with it."""
    path = source.table.path
    assert path is not None
    with opened(path, whole=False) as file:
        if file.read(len(OLE_MARK)) == OLE_MARK:
            yield from _attached_in_msg(path, lines)
            return
        file.seek(0)
        ids = {record.line: record.cells[0] for record in source.table.records if record.line in lines}
        for line, came, data, complete in messages(file, path.suffix.lower() == ".eml", MAX_WHOLE):
            if cancelled():
                raise BadInput("The import was cancelled: nothing has changed.")
            if line not in lines:
                continue
            message = read_part(data)
            said = said_in(message)
            if cells_of_message(message, came, said)[0] != ids.pop(line):
                raise _changed(path)
            if not complete:
                kept.cut += bool(said.attached)
                continue
            yield (
                line,
                [
                    _File(one.name, one.part.kind, len(one.part.body), one.part.content)
                    for one in said.attached
                ],
            )
        if ids:
            raise _changed(path)


def _attached_in_msg(path: Path, lines: Mapping[int, int]) -> Iterator[tuple[int, list[_File]]]:
    found = attached_to_msg(read_bytes(path), path.name)
    for line in lines:
        yield (
            line,
            [
                _File(name, media_type, len(content), lambda content=content: content)  # type: ignore[misc]
                for name, media_type, content in found
            ],
        )


def _changed(path: Path) -> BadInput:
    return BadInput(f"{path.name} is no longer as it was read: choose it again.")


def _notes(kept: _Kept) -> Iterator[str]:
    if kept.rows:
        size = max(kept.size / _MB, 0.1)
        yield f"{counted(len(kept.rows), 'attachment is', 'attachments are')} kept ({size:.1f} MB)."
    if kept.too_large:
        yield (
            f"Not kept, for an attachment may have {MAX_ATTACHMENT // _MB} MB: {_some(kept.too_large)}."
            " The touch names it."
        )
    if kept.too_many:
        yield (
            f"Not kept, for one import may bring {MAX_IMPORT // _MB} MB of attachments:"
            f" {_some(kept.too_many)}. Import the same again to keep more."
        )
    if kept.cut:
        many = counted(kept.cut, "message is", "messages are")
        yield f"{many} larger than {MAX_WHOLE // _MB} MB: what came with that is not kept."


def _some(names: list[str]) -> str:
    shown = ", ".join(quoted(name, 60) for name in names[:_NAMED])
    return f"{shown} and {len(names) - _NAMED} more" if names[_NAMED:] else shown
