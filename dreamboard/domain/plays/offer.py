"""What plays without an errand of their own bring along: something to give, or an ask that was earned."""

from __future__ import annotations

from dreamboard.domain.plays.candidate import Chosen
from dreamboard.domain.plays.view import View
from dreamboard.domain.suggestion import Evidence, Reason, Sentence
from dreamboard.domain.values import Intent, Outcome, StageKind
from dreamboard.domain.words import IDEA_WORDS, WRITTEN, ago_text, counted, quoted, say


def offer(chosen: Chosen) -> Sentence:
    """The line below the headline, by intent and idea."""
    if chosen.intent is Intent.ASK:
        gives, asks = chosen.view.gives_and_asks
        return say(
            "{gives} and {asks} lately, so you may ask for a short conversation.",
            gives=counted(gives, "give", "gives"),
            asks=counted(asks, "ask", "asks") if asks else "no ask",
        )
    if chosen.idea is not None and chosen.channel in WRITTEN:
        return say("“{title}”: something useful, and nothing asked.", title=quoted(chosen.idea.title))
    if chosen.idea is not None:
        return say(
            "Open with the {kind} “{title}” (value, not an ask).",
            kind=IDEA_WORDS[chosen.idea.kind],
            title=quoted(chosen.idea.title),
        )
    if chosen.view.dossier.stage.kind is StageKind.WON:
        return say("They said yes: keep in touch and see that all is well.")
    return say("Bring something useful to them; no ask yet.")


def heard(view: View) -> tuple[Reason, ...]:
    """What they last said, when it was a no: that is a date, not an end."""
    for touch in view.touches[len(view.streak) :]:
        if touch.outcome in (Outcome.NO, Outcome.NOT_NOW):
            when = ago_text(view.day_of(touch), view.today)
            return (
                Reason(
                    say("Their last word, {when}, was “not now”. That is about timing.", when=when)
                    if touch.outcome is Outcome.NOT_NOW
                    else say("Their last word, {when}, was no. It need not stay so.", when=when),
                    Evidence(touches=(touch.id,)),
                ),
            )
        if touch.outcome.reached:
            break
    return ()
