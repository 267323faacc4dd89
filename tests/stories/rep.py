"""A rep at work, for the stories: days pass, things are done through the services on a real board, and what
the program says is read on the board, the timeline and the suggestion."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path

from dreamboard.app.workspace import Workspace, open_workspace
from dreamboard.domain.model import Account, Condition, Contact, Employment, Pursuit, Round, Stage
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Channel, Direction, Intent, Outcome, PursuitKind, Role, StageKind
from dreamboard.exchange.importing import Choices, kinds_of, plan_import, read_files, take_snapshot
from dreamboard.services.commands import (
    AddContact,
    AddPursuit,
    LogTouch,
    LosePursuits,
    Loss,
    MoveCards,
    NewContact,
    Place,
    WinPursuits,
)
from dreamboard.services.import_plan import ApplyImport, ImportPlan
from dreamboard.services.read_models import CardView, TimelineEntry, TimelineFilter, TimelineScope


class Days:
    """A clock that goes on when the story says so; UTC."""

    def __init__(self, day: date) -> None:
        self._at = datetime.combine(day, time(9), UTC)

    @property
    def zone(self) -> tzinfo:
        return UTC

    def now(self) -> datetime:
        return self._at

    def today(self) -> date:
        return self._at.date()

    def go_to(self, day: date, hour: int = 9) -> None:
        self._at = datetime.combine(day, time(hour), UTC)


class Rep:
    """What the rep does and sees."""

    def __init__(self, path, day: date) -> None:
        self.clock = Days(day)
        self.board: Workspace = open_workspace(path, self.clock)

    # Days

    def on(self, day: date, hour: int = 9) -> None:
        """It is that day now."""
        self.clock.go_to(day, hour)

    def later(self, days: int, hour: int = 9) -> date:
        """So many days pass."""
        self.clock.go_to(self.clock.today() + timedelta(days=days), hour)
        return self.clock.today()

    # Doing

    def does(self, command):
        """Any command; the ids it made."""
        return self.board.dispatcher.run(command).made

    def pursues(self, account: str, who: NewContact | None = None, **more) -> int:
        """A new card; its id."""
        stage = self.stage(more.pop("stage", StageKind.PURSUING))
        kind = more.pop("kind", PursuitKind.DREAM_CLIENT)
        return self.does(AddPursuit(account, kind=kind, contact=who, stage_id=stage.id, **more))[0]

    def meets(self, account: str, name: str, title: str = "", role: Role | None = None) -> int:
        """A contact at an account; its id."""
        self.does(AddContact(self.account(account).id, NewContact(name, title, role)))
        return self.person(name)

    def logs(self, pursuit: int, who: str, outcome: Outcome, intent: Intent | None = None, **more) -> None:
        """A touch on a card, a call unless said otherwise."""
        self.does(
            LogTouch(
                more.pop("channel", Channel.CALL),
                more.pop("direction", Direction.OUT),
                outcome,
                pursuit_id=pursuit,
                contact_id=self.person(who),
                intent=intent,
                **more,
            )
        )

    def hears(self, pursuit: int, who: str, outcome: Outcome = Outcome.SPOKE, **more) -> None:
        """They call or write."""
        self.logs(pursuit, who, outcome, direction=Direction.IN, **more)

    def loses(self, pursuit: int, loss: Loss) -> None:
        """The card goes to Not now."""
        self.does(LosePursuits((pursuit,), Place(self.stage(StageKind.NOT_NOW).id), loss))

    def wins(self, pursuit: int, minor: int | None = None) -> None:
        """The card goes to Won."""
        self.does(WinPursuits((pursuit,), Place(self.stage(StageKind.WON).id), minor))

    def moves(self, pursuit: int, to: StageKind) -> None:
        """The card goes to another column."""
        self.does(MoveCards((pursuit,), Place(self.stage(to).id)))

    def takes(self, *files: Path) -> ImportPlan:
        """Files are imported as they are understood; what became of their lines."""
        choices = Choices()
        sources = read_files(list(files), choices)
        snapshot = take_snapshot(self.board.queries, kinds_of(sources))
        plan = plan_import(sources, snapshot, choices, self.clock.now(), self.clock.zone)
        self.board.dispatcher.run(ApplyImport(plan))
        return plan

    # Seeing

    def stage(self, kind: StageKind) -> Stage:
        """The first column of a kind."""
        return next(stage for stage in self.board.queries.rows(Stage) if stage.kind is kind)

    def account(self, name: str) -> Account:
        """An account by name."""
        return next(account for account in self.board.queries.rows(Account) if account.name == name)

    def person(self, name: str) -> int:
        """The id of a contact by name."""
        return next(contact.id for contact in self.board.queries.rows(Contact) if contact.name == name)

    def job(self, name: str) -> Employment:
        """Where a contact works now."""
        who = self.person(name)
        jobs = self.board.queries.rows(Employment)
        return next(job for job in jobs if job.contact_id == who and job.until is None)

    def card(self, pursuit: int) -> CardView:
        """A card as the board has it."""
        return self.board.queries.cards([pursuit], self.clock.today())[0]

    def column(self, pursuit: int) -> StageKind:
        """The kind of column a card is in."""
        rows = self.board.queries
        return rows.row(Stage, rows.row(Pursuit, pursuit).stage_id).kind

    def rounds(self, pursuit: int) -> list[Round]:
        """The rounds of a card."""
        return [one for one in self.board.queries.rows(Round) if one.pursuit_id == pursuit]

    def conditions(self, pursuit: int) -> list[Condition]:
        """The conditions of a card."""
        return [one for one in self.board.queries.rows(Condition) if one.pursuit_id == pursuit]

    def timeline(self, pursuit: int) -> list[TimelineEntry]:
        """The whole timeline of a card, newest first."""
        account = self.board.queries.row(Pursuit, pursuit).account_id
        page = self.board.queries.timeline(
            TimelineScope(account, pursuit), TimelineFilter(), self.clock.today(), limit=1000
        )
        assert not page.next
        return list(page.entries)

    def suggestion(self, pursuit: int) -> Suggestion:
        """What the program says about a card."""
        (found,) = self.board.suggestions([pursuit])
        return found

    def queue(self) -> list[Suggestion]:
        """Today's queue."""
        return list(self.board.day().queue)


def words(suggestion: Suggestion) -> str:
    """Everything a suggestion says, on one line."""
    reasons = " ".join(str(reason.sentence) for reason in suggestion.reasons)
    return f"{suggestion.headline}. {suggestion.summary} {reasons}"


def today(dreamboard, on, *options: str) -> list[str]:
    """The lines of the day by the command line."""
    return dreamboard.does("today", "--on", on, *options).splitlines()
