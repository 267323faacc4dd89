"""Level 6, *groundwork*: few of the sites they are believed to have are known ("12 of 120")."""

from __future__ import annotations

from collections.abc import Iterator

from dreamboard.domain.plays import groundwork
from dreamboard.domain.plays.candidate import Candidate, Chosen, Telling, reason
from dreamboard.domain.plays.view import View
from dreamboard.domain.values import Intent, Play
from dreamboard.domain.words import quoted, say


def propose(view: View) -> Iterator[Candidate]:
    """Finding the sites that are not known."""
    if not groundwork.sites_missing(view):
        return
    yield Candidate(
        Play.KNOW_THE_SITES,
        groundwork.due(view),
        Intent.LEARN,
        f"sites {view.account.sites_known} {view.account.sites_believed}",
        _tell,
        touches_nobody=True,
        patience=30,
    )


def _tell(chosen: Chosen) -> Telling:
    account = chosen.view.account
    known, believed = f"{account.sites_known:,}", f"{account.sites_believed:,}"
    return Telling(
        say("Find out which sites there are and who runs them; every one may be a way in."),
        (reason("You know {known} of {believed} sites.", known=known, believed=believed),),
        aside=say("{known} of {believed} sites", known=known, believed=believed),
        chip=say("Research"),
        lead=say("Find the sites of {account}", account=quoted(account.name) or "this account"),
    )
