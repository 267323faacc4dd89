"""Level 3, *follow the one who left*: congratulate them on the new post, and make the new company a dream
client.

Rests on the newest signal that a decision-maker left, a contact we knew; proposed for 90 days, until they are
touched, after the newcomer has been called. Once the new company is on the board it is proposed on its card,
where what comes of it belongs.
"""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.book import ContactAt
from dreamboard.domain.model import Signal
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling, reason
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play, SignalKind
from dreamboard.domain.words import ago_text, first_name, quoted, say
from dreamboard.domain.workdays import plus


def friend_evidence(contact_id: int) -> str:
    """The fingerprint of a friend who came to the account: set aside, they are not proposed again."""
    return f"friend {contact_id}"


def propose(view: View) -> Iterator[Candidate]:
    """The old friend at the new company; where that is not known, finding it out."""
    for friend in _came(view):
        assert friend.since is not None
        yield Candidate(
            Play.FOLLOW_THE_LEAVER,
            view.next_working(friend.since),
            Intent.GIVE,
            friend_evidence(friend.contact.id),
            _tell_came,
            order=6,
            contact=friend,
            contact_fixed=True,
            expires=plus(friend.since, view.settings.leaver_days),
            patience=14,
        )
    found = leaver(view)
    if found is None:
        return
    signal, who = found
    if who.contact.id in view.dossier.followed:
        return
    if any(t.contact_id == who.contact.id for t in view.since(plus(signal.on, 1))):
        return
    known = bool(view.dossier.moved_to.get(who.contact.id))
    yield Candidate(
        Play.FOLLOW_THE_LEAVER,
        view.next_working(signal.on),
        Intent.GIVE,
        f"leaver {signal.id} {int(known)}",
        _tell,
        order=6,
        contact=who,
        contact_fixed=True,
        touches_nobody=not known,
        expires=plus(signal.on, view.settings.leaver_days),
        patience=14,
    )


def _came(view: View) -> Iterator[ContactAt]:
    """Those who decided elsewhere, came here lately, and were not touched here since."""
    for one in view.contacts:
        if one.since is None or one.contact.id not in view.dossier.decided_at:
            continue
        if plus(one.since, view.settings.leaver_days) <= view.today or one.since > view.today:
            continue
        if not any(t.contact_id == one.contact.id for t in view.since(one.since)):
            yield one


def leaver(view: View) -> tuple[Signal, ContactAt] | None:
    """The newest signal of a decision-maker who left, with the contact we knew."""
    for signal in view.signals:
        if signal.kind is SignalKind.DECISION_MAKER_LEFT:
            who = view.person(signal.contact_id)
            still_there = any(c.contact.id == signal.contact_id for c in view.contacts)
            return (signal, who) if who is not None and not still_there else None
    return None


def _tell_came(chosen: Chosen) -> Telling:
    view = chosen.view
    assert chosen.contact is not None
    assert chosen.contact.since is not None
    before = quoted(view.dossier.decided_at[chosen.contact.contact.id], 40)
    return Telling(
        say("Congratulate them on the new post: you know somebody here now."),
        (
            reason(
                "{name} decided at {before} and came here {when}.",
                name=chosen.name,
                before=before,
                when=ago_text(chosen.contact.since, view.today),
            ),
        ),
        aside=say("came from {before}", before=before),
    )


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    found = leaver(view)
    assert found is not None
    signal, who = found
    rests = Evidence(signals=(signal.id,))
    company = quoted(view.dossier.moved_to.get(who.contact.id, ""), 40)
    account = quoted(view.account.name) or "this account"
    first = first_name(chosen.name)
    when = ago_text(signal.on, view.today)
    chip = say("Follow {first}", first=first) if 0 < len(first) <= 7 else say("Follow them")
    if company:
        return Telling(
            say("Congratulate them on the new post, and make {company} a dream client.", company=company),
            (
                Reason(
                    say(
                        "{name} left {account} {when} for {company}.",
                        name=chosen.name,
                        account=account,
                        when=when,
                        company=company,
                    ),
                    rests,
                ),
            ),
            aside=say("now at {company}", company=company),
            chip=chip,
            lead=say("Follow {name} to {company}", name=chosen.name, company=company),
        )
    return Telling(
        say("Wherever it is, it may become a dream client."),
        (Reason(say("{name} left {account} {when}.", name=chosen.name, account=account, when=when), rests),),
        aside=say("left {when}", when=when),
        chip=chip,
        lead=say("Find out where {name} went", name=chosen.name),
    )
