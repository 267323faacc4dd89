"""Level 5, *rhythm*: a touch is due past the ideal gap since the last touch; past the maximum it comes first.

A healthy card is one whose next touch lies inside its maximum, however far away that is. A quote that went
out counts as a touch. A card never touched starts on the day it came to the board, or a
week later where who decides is to be found out first. Days nobody chose are spread by a few per cent, the
same for a card every time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dreamboard.domain.plays import groundwork
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling
from dreamboard.domain.plays.offer import heard, offer
from dreamboard.domain.plays.spread import fuzz
from dreamboard.domain.plays.view import View
from dreamboard.domain.rhythm import RhythmSource
from dreamboard.domain.suggestion import Evidence, Reason
from dreamboard.domain.values import Intent, Play, StageKind
from dreamboard.domain.words import every_text, long_text, say
from dreamboard.domain.workdays import local_date, plus


def propose(view: View) -> Iterator[Candidate]:
    """The next touch by the card's rhythm; a lost deal has days of its own."""
    card = view.rhythm
    if card.source is RhythmSource.LOST:
        return
    ideal, maximum = card.rhythm.ideal, card.rhythm.maximum
    since = counts_from(view)
    if since is None:
        due = local_date(view.pursuit.created_at, view.settings.zone)
        latest = plus(due, maximum - ideal)
        if groundwork.nobody_decides(view):
            due = plus(due, view.settings.groundwork_days)
    else:
        spread = fuzz(view, ideal, maximum) if card.source is RhythmSource.DEFAULT else 0
        due = plus(since, ideal + spread)
        latest = plus(since, maximum)
    won = view.dossier.stage.kind is StageKind.WON
    asks = view.may_ask and not won
    yield Candidate(
        Play.RHYTHM,
        due,
        Intent.ASK if asks else Intent.GIVE,
        f"rhythm {view.last.id if view.last else 0}",
        _tell,
        latest=latest,
        tier=0 if view.today > latest else 1,
        brings_idea=not asks,
        patience=max(1, maximum - ideal),
    )


def counts_from(view: View) -> date | None:
    """The day the rhythm counts from: of the newest touch, or of a quote that went out later."""
    sent = [q.sent_on for q in view.dossier.quotes if q.sent_on <= view.today]
    return max([*sent, view.last_on] if view.last_on else sent, default=None)


_OWNER = {
    RhythmSource.CARD: "this card’s rhythm is {ideal}",
    RhythmSource.STAGE: "the rhythm of this column is {ideal}",
    RhythmSource.TAG: "the rhythm of its tag is {ideal}",
}


def _tell(chosen: Chosen) -> Telling:
    view = chosen.view
    ideal, maximum = view.rhythm.rhythm.ideal, view.rhythm.rhythm.maximum
    last_on = counts_from(view)
    if last_on is None:
        reasons = [Reason(say("Nothing has passed between you yet."))]
        if groundwork.sites_missing(view):
            known, believed = f"{view.account.sites_known:,}", f"{view.account.sites_believed:,}"
            why = say(
                "You know {known} of {believed} sites: ask who runs the others.",
                known=known,
                believed=believed,
            )
            reasons.append(Reason(why))
        return Telling(offer(chosen), tuple(reasons), aside=say("not touched yet"))
    quiet = (view.today - last_on).days
    owner = _OWNER.get(view.rhythm.source, "the rhythm here is {ideal}")
    if quiet < ideal:
        template = "Last touch {quiet} ago; " + owner + ", at most {maximum}."
        if quiet < 2:
            template = f"Last touch {('today', 'yesterday')[quiet]}; " + owner + ", at most {maximum}."
    elif quiet > maximum:
        template = "{quiet} quiet; " + owner + ", at most {maximum}."
    else:
        template = "{quiet} quiet; " + owner + "."
    sent = tuple(q.id for q in view.dossier.quotes if q.sent_on == last_on and last_on != view.last_on)
    rests = Evidence(touches=() if sent or view.last is None else (view.last.id,), quotes=sent)
    why = say(template, quiet=long_text(quiet), ideal=every_text(ideal), maximum=str(maximum))
    return Telling(
        offer(chosen),
        (Reason(why, rests), *heard(view)),
        aside=say("{quiet} quiet", quiet=long_text(quiet)) if quiet else say("touched today"),
    )
