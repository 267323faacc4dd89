"""An account and its timeline as text, and the timeline as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo
from typing import Any

from dreamboard.app.cli_board import KINDS, MARKS, instant_text, money, units
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.workspace import Workspace
from dreamboard.domain.model import Round
from dreamboard.domain.suggestion import Suggestion
from dreamboard.domain.values import Direction, Outcome, RoundOutcome
from dreamboard.domain.words import LOSS_WORDS, ONE_TOUCH, counted, day_text
from dreamboard.services.read_models import (
    AccountDetails,
    EntryKind,
    MoneySum,
    RolledUp,
    TimelineEntry,
    TimelineFilter,
    TimelineScope,
)

PAGE = 500
LONGEST_TEXT = 90
LONGEST_NAME = 28
OUTCOMES = {
    Outcome.SENT: "sent",
    Outcome.NO_ANSWER: "no answer",
    Outcome.VOICEMAIL: "voicemail",
    Outcome.SPOKE: "spoke",
    Outcome.REPLIED: "replied",
    Outcome.NOT_NOW: "not now",
    Outcome.NO: "no",
    Outcome.YES: "yes",
    Outcome.ORDER: "order",
    Outcome.STOP: "asked to stop",
}


def account_timeline(workspace: Workspace, account_id: int) -> list[TimelineEntry]:
    """Every line of an account's timeline, newest first."""
    scope, wanted, on = TimelineScope(account_id), TimelineFilter(), workspace.clock.today()
    entries: list[TimelineEntry] = []
    after = ""
    while True:
        page = workspace.queries.timeline(scope, wanted, on, after, PAGE)
        entries += page.entries
        after = page.next
        if not after:
            return entries


def timeline_data(entry: TimelineEntry) -> dict[str, Any]:
    """One line as JSON data."""
    return {
        "kind": entry.kind.value,
        "id": entry.row_id,
        "day": entry.day.isoformat(),
        "at": instant_text(entry.at),
        "pursuit": entry.pursuit_id,
        "contact": entry.contact or None,
        "channel": entry.channel.value if entry.channel else None,
        "direction": entry.direction.value if entry.direction else None,
        "outcome": entry.outcome.value if entry.outcome else None,
        "intent": entry.intent.value if entry.intent else None,
        "idea": entry.idea or None,
        "subject": entry.subject,
        "text": entry.text,
        "amount": units(entry.amount_minor, entry.currency or "USD"),
        "currency": entry.currency or None,
        "stage_from": entry.stage_from or None,
        "stage_to": entry.stage_to or None,
        "round": entry.round_number,
        "round_outcome": entry.round_outcome.value if entry.round_outcome else None,
        "reason": entry.loss_reason.value if entry.loss_reason else None,
        "rival": entry.rival or None,
        "detail": entry.detail or None,
        "attachments": [
            {"id": file.id, "name": file.name, "type": file.media_type or None, "bytes": file.size}
            for file in entry.kept
        ],
    }


def timeline_rows(entries: Sequence[TimelineEntry], zone: tzinfo) -> list[tuple[str, ...]]:
    """The lines as rows of a table."""
    return [
        (
            f"  {entry.day.isoformat()}",
            f"{entry.at.astimezone(zone):%H:%M}" if entry.at else "",
            _what(entry),
            cut(entry.contact, LONGEST_NAME),
            cut(": ".join(filter(None, (entry.subject, entry.text))), LONGEST_TEXT)
            + "".join(f"  [{cut(file.name, LONGEST_NAME)}]" for file in entry.kept),
        )
        for entry in entries
    ]


def account_text(out: Out, details: AccountDetails, coming: Mapping[int, Suggestion], today: date) -> None:
    """The account with its contacts and cards."""
    account = details.account
    out.say(account.name)
    facts = [
        account.industry,
        account.territory,
        f"part of {details.parent.name}" if details.parent else "",
        f"{account.sites_known} of {account.sites_believed} sites known"
        if account.sites_believed > 1
        else "",
        f"rival {account.rival}" if account.rival else "",
        f"their contract ends {day_text(account.rival_contract_end, today)}"
        if account.rival_contract_end
        else "",
        f"not before {day_text(account.not_before, today)}" if account.not_before else "",
        "do not contact" if account.do_not_contact else "",
        " ".join(f"#{tag}" for tag in account.tags),
    ]
    if any(facts):
        out.say("  " + ", ".join(filter(None, facts)))
    if details.sites:
        out.say("", f"Sites  {_rolled_words(details.rolled_up)} in all")
        rows = zip(details.sites, details.sites_rolled_up, strict=True)
        out.table([(f"  {site.name}", _rolled_words(rolled)) for site, rolled in rows])
    if details.contacts:
        out.say("", "Contacts")
        out.table(
            [
                (
                    f"  {contact.name}",
                    cut(job.title, LONGEST_NAME),
                    job.role.value.replace("_", " ") if job.role else "",
                    f"until {job.until.isoformat()}" if job.until else "",
                    ", ".join((*contact.telephones, *contact.emails)),
                )
                for contact, job in details.contacts
            ]
        )
    stages = {stage.id: stage.name for stage in details.stages}
    for pursuit in details.pursuits:
        title = f": {pursuit.title}" if pursuit.title else ""
        out.say(
            "",
            f"{MARKS[pursuit.kind]} {KINDS[pursuit.kind].capitalize()}{title}  #{pursuit.id}",
            "  "
            + ", ".join(
                filter(
                    None,
                    (
                        stages[pursuit.stage_id],
                        money(pursuit.value_minor, pursuit.currency),
                        counted(pursuit.touch_count, "touch", "touches"),
                        f"retired on {pursuit.retired_on.isoformat()}" if pursuit.retired_on else "",
                    ),
                )
            ),
        )
        for one in details.rounds:
            if one.pursuit_id == pursuit.id:
                out.say(f"  {_round_words(one)}")
        for condition in details.conditions:
            if condition.pursuit_id == pursuit.id:
                met = f"met {condition.met_on.isoformat()}" if condition.met_on else "open"
                out.say(f"  Condition, {met}: {cut(condition.text, LONGEST_TEXT)}")
        if pursuit.id in coming:
            out.say(f"  Next: {coming[pursuit.id].headline} ({coming[pursuit.id].due.isoformat()})")


def _rolled_words(rolled: RolledUp) -> str:
    def sums(sums: tuple[MoneySum, ...], what: str) -> str:
        return " + ".join(money(each.minor, each.currency) for each in sums) + what if sums else ""

    parts = (
        counted(rolled.cards, "card", "cards"),
        counted(rolled.touches, "touch", "touches"),
        sums(rolled.worth, " a year"),
        sums(rolled.on_desk, " on the desk"),
    )
    return ", ".join(filter(None, parts))


def _round_words(one: Round) -> str:
    text = f"Round {one.number}: {one.opened_on.isoformat()} to "
    if one.closed_on is None:
        return text + "now"
    text += one.closed_on.isoformat()
    if one.outcome is RoundOutcome.WON:
        return (
            text + ", won" + (f", {money(one.won_minor, one.currency)}" if one.won_minor is not None else "")
        )
    text += ", lost" + (f" to {one.rival}" if one.rival else "")
    return text + (f", {LOSS_WORDS[one.reason_said]}" if one.reason_said else "")


def _what(entry: TimelineEntry) -> str:
    if entry.kind is EntryKind.TOUCH and entry.channel is not None and entry.outcome is not None:
        came = "they: " if entry.direction is Direction.IN else ""
        return f"{came}{ONE_TOUCH[entry.channel]}, {OUTCOMES[entry.outcome]}"
    if entry.kind is EntryKind.STAGE_MOVE:
        return f"{entry.stage_from} → {entry.stage_to}" if entry.stage_from else f"→ {entry.stage_to}"
    if entry.kind is EntryKind.ROUND_CLOSED and entry.round_outcome is RoundOutcome.LOST:
        lost = f"round {entry.round_number} lost" + (f" to {entry.rival}" if entry.rival else "")
        return lost + (f", {LOSS_WORDS[entry.loss_reason]}" if entry.loss_reason else "")
    if entry.kind in (EntryKind.ROUND_CLOSED, EntryKind.ROUND_OPENED):
        return f"round {entry.round_number} {'won' if entry.round_outcome else 'opens'}"
    if entry.kind in (EntryKind.QUOTE, EntryKind.QUOTE_CLOSED):
        became = "sent" if entry.kind is EntryKind.QUOTE else entry.detail
        return f"quote {money(entry.amount_minor, entry.currency or 'USD')} {became}"
    if entry.kind is EntryKind.PLAN:
        way = ONE_TOUCH[entry.channel] if entry.channel else "touch"
        return f"planned {way}" if entry.detail != "promised" else f"promised {way}"
    if entry.kind is EntryKind.EMPLOYMENT:
        return f"contact {entry.detail}"
    return f"{entry.kind.value.replace('_', ' ')} {entry.detail.replace('_', ' ')}".rstrip()
