"""What the plays of level 6 share: what is missing, and when there is time for it.

Groundwork is done between touches: a few days after the last one. On a card never touched it comes first
where nobody is known who decides, and the first touch follows a week later. Where somebody is, the first
touch comes first, however many sites are missing: an account that turns out larger must not wait behind
others.
"""

from __future__ import annotations

from datetime import date

from dreamboard.domain.plays.view import View
from dreamboard.domain.workdays import local_date, plus

SITES_KNOWN = 0.5
"""With less than this share of the sites known, finding the rest is worth proposing."""


def nobody_decides(view: View) -> bool:
    """Whether no present decision-maker is known who may be touched."""
    known = view.decision_maker
    return known is None or known.contact.do_not_contact


def sites_missing(view: View) -> bool:
    """Whether too few of the account's sites are known."""
    account = view.account
    return account.sites_believed > 1 and account.sites_known < SITES_KNOWN * account.sites_believed


def due(view: View) -> date:
    """The day for it: a few days after the last touch, at once where there was none."""
    if view.last_on is None:
        return local_date(view.pursuit.created_at, view.settings.zone)
    return plus(view.last_on, view.settings.groundwork_gap)
