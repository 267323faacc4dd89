"""*Try something new*: which channel, and what to say of it.

After 2 unanswered on a channel another one; at most 2 voicemails in a row without an e-mail (over 300 million
calls: a voicemail lowers later answers and raises e-mail replies, so pair them); after 6 across channels
another contact, or another idea. Which channel is explored by Thompson sampling, seeded by card and day due:
a suggestion does not flicker.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice, takewhile

from dreamboard.domain.book import ContactAt
from dreamboard.domain.model import Touch
from dreamboard.domain.plays.candidate import Candidate
from dreamboard.domain.plays.view import View
from dreamboard.domain.reach import Reach
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Channel, Outcome, Play
from dreamboard.domain.words import BY_CHANNEL, MANY_TOUCHES, ONE_TOUCH, called, counted, say

USUAL = (Channel.CALL, Channel.EMAIL)
MENTIONED = 99
"""Touches that a reason counts and points at, at most."""
OTHERS = (Channel.MESSAGE, Channel.SOCIAL, Channel.LETTER)


def channel_for(
    view: View, candidate: Candidate, contact: ContactAt | None, reach: Reach, due: date
) -> tuple[Channel | None, tuple[Reason, ...]]:
    """The channel of a candidate, with the reason when it is a change."""
    if candidate.touches_nobody:
        return None, ()
    if candidate.channel is not None:
        return candidate.channel, ()
    contact_id = contact.contact.id if contact else None
    possible = _possible(contact)
    run = _run(view, contact_id)
    voicemails = _voicemails(view, contact_id)
    if len(voicemails) >= view.settings.channel_after and Channel.EMAIL in possible:
        why = say(
            "{voicemails} in a row: an e-mail goes with them.", voicemails=_counted_voicemails(voicemails)
        )
        return Channel.EMAIL, (Reason(why, Evidence(touches=_ids(voicemails))),)
    if len(run) >= view.settings.channel_after:
        worn = run[0].channel
        options = [c for c in possible if c is not worn]
        options += [c for c in OTHERS if c is not worn and (reach.tried(c) or not options)]
        seed = f"{view.pursuit.id}:{due.toordinal()}"
        fresh = reach.explore(options, view.account.id, contact_id, seed)
        why = say(
            "Your last {touches} went unanswered: this time {way}."
            if len(run) > 1
            else "Your last {touch} went unanswered: this time {way}.",
            touch=ONE_TOUCH[worn],
            touches=counted(len(run), ONE_TOUCH[worn], MANY_TOUCHES[worn]),
            way=BY_CHANNEL[fresh],
        )
        return fresh, (Reason(why, Evidence(touches=_ids(run))),)
    return _usual(view, contact, possible, reach), ()


def change_of_contact(view: View, candidate: Candidate, contact: ContactAt | None) -> tuple[Reason, ...]:
    """Says so, when so many touches went unanswered that another contact, or another idea, is proposed. Not
    for a play that says whom to touch, for work that touches nobody, or on a day they named themselves."""
    tries = len(view.streak)
    if tries < view.settings.contact_after or contact is None or candidate.contact is not None:
        return ()
    if candidate.touches_nobody or candidate.play is Play.NAMED_DATE:
        return ()
    first = view.usable[0] if view.usable else None
    rests = Evidence(touches=_ids(view.streak))
    if first is not None and contact.contact.id != first.contact.id:
        why = say(
            "{tries} in a row went unanswered, so {name} this time.",
            tries=counted(tries, "touch", "touches"),
            name=called(contact.contact, contact.role, view.account.name),
        )
    else:
        why = say(
            "{tries} in a row went unanswered: come with something new, or find another contact.",
            tries=counted(tries, "touch", "touches"),
        )
    return (Reason(why, rests),)


def _possible(contact: ContactAt | None) -> tuple[Channel, ...]:
    """Telephone and e-mail, as far as the contact is known to have them; nothing known: both."""
    if contact is None:
        return USUAL
    person = contact.contact
    if bool(person.telephones) == bool(person.emails):
        return USUAL
    return (Channel.CALL,) if person.telephones else (Channel.EMAIL,)


def _usual(view: View, contact: ContactAt | None, possible: tuple[Channel, ...], reach: Reach) -> Channel:
    """What the contact prefers, else the account, else what is most likely answered."""
    preferred = (contact.contact.preferred_channel if contact else None) or view.account.preferred_channel
    if preferred is not None and preferred is not Channel.OTHER:
        return preferred
    contact_id = contact.contact.id if contact else None
    return max(possible, key=lambda c: reach.chance(c, view.account.id, contact_id))


def _theirs(view: View, contact_id: int | None) -> Iterator[Touch]:
    """The unanswered touches in a row to a contact, newest first."""
    return (t for t in view.streak if contact_id is None or t.contact_id in (None, contact_id))


def _run(view: View, contact_id: int | None) -> list[Touch]:
    """Those of them on one channel, up to the first on another; no more than are worth mentioning."""
    theirs = _theirs(view, contact_id)
    first = next(theirs, None)
    if first is None:
        return []
    return [first, *islice(takewhile(lambda t: t.channel is first.channel, theirs), MENTIONED - 1)]


def _voicemails(view: View, contact_id: int | None) -> list[Touch]:
    """The voicemails left for a contact since anything was written to them."""
    calls = takewhile(lambda t: t.channel is Channel.CALL, _theirs(view, contact_id))
    return list(islice((t for t in calls if t.outcome is Outcome.VOICEMAIL), MENTIONED))


def _counted_voicemails(voicemails: list[Touch]) -> str:
    return counted(len(voicemails), "voicemail", "voicemails")


def _ids(touches: list[Touch] | tuple[Touch, ...]) -> tuple[int, ...]:
    return tuple(sorted(t.id for t in touches[:MENTIONED]))
