"""A board with files read onto it: what a test of an import needs."""

from collections.abc import Mapping
from pathlib import Path

from dreamboard.domain.model import Account, Attachment, Pursuit, Round
from dreamboard.exchange.attachments import keep_attachments
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services.import_plan import ApplyImport, ImportPlan, Kind, LineOutcome
from dreamboard.services.read_models import KeptFile
from tests.fakes import FakeDesk


class Asked:
    """The questions an import asks, answered by a stand-in board."""

    def __init__(self, desk: FakeDesk) -> None:
        self._desk = desk

    def rows(self, kind, row_ids=None):
        return self._desk.all(kind)

    def attachments(self, touch_ids):
        return tuple(
            KeptFile(one.id, one.touch_id, one.name, one.media_type, one.size)
            for one in self._desk.all(Attachment)
            if one.touch_id in touch_ids
        )


class ImportDesk(FakeDesk):
    """A desk that files can be imported at."""

    def plan(self, *paths: Path, choices: Choices | None = None, keep: bool = False) -> ImportPlan:
        """What importing the files would do; ``keep`` what came with messages."""
        choices = choices or Choices()
        sources = read_files([Path(path) for path in paths], choices)
        snapshot = take_snapshot(Asked(self), kinds_of(sources))
        plan = plan_import(sources, snapshot, choices, self.clock.now(), self.clock.zone)
        return keep_attachments(plan, sources, Asked(self)) if keep else plan

    def take(self, *paths: Path, choices: Choices | None = None, keep: bool = False) -> ImportPlan:
        """Import the files; gives the plan that was applied."""
        plan = self.plan(*paths, choices=choices, keep=keep)
        self.run(ApplyImport(plan))
        return plan

    def cards(self) -> dict[str, Pursuit]:
        """The pursuits by account and title."""
        names = {account.id: account.name for account in self.all(Account)}
        return {f"{names[card.account_id]}: {card.title}": card for card in self.all(Pursuit)}

    def column_of(self, card: Pursuit) -> str:
        """The name of the column a card is in."""
        return next(stage.name for stage in self.stages() if stage.id == card.stage_id)

    def stages(self):
        """The columns."""
        from dreamboard.domain.model import Stage

        return self.all(Stage)

    def rounds(self, card: Pursuit) -> list[Round]:
        """A card's rounds."""
        return self.all(Round, pursuit_id=card.id)


def counts(plan: ImportPlan, kind: Kind) -> Mapping[str, int]:
    """The outcomes of a kind's lines that there are."""
    return {outcome.value: count for outcome, count in plan.counts()[kind].items() if count}


def reasons(plan: ImportPlan) -> list[str]:
    """Why lines were rejected."""
    return [line.text for line in plan.lines if line.outcome is LineOutcome.REJECTED]
