"""An account and its sites in words: what they bring together, and how many of the sites are known."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dreamboard.domain.model import Account
from dreamboard.presentation import figures, wording
from dreamboard.services.read_models import AccountDetails, RolledUp

translate = QCoreApplication.translate


def sites_sentence(account: Account) -> str:
    """ "12 of 120 sites known." and nothing for an account of one site."""
    if account.sites_believed < 2:
        return ""
    return translate("family", "{known} of {believed} sites known.").format(
        known=f"{account.sites_known:,}", believed=f"{account.sites_believed:,}"
    )


def family_sentence(details: AccountDetails) -> str:
    """Whose site it is, and what it brings with everything below it: "With its sites: 3 cards, 42 touches,
    $2.4M a year, $410k on the desk. 12 of 120 sites known." """
    parts = []
    if details.parent is not None:
        parts.append(translate("family", "A site of {parent}.").format(parent=details.parent.name))
    if details.sites:
        parts.append(
            translate("family", "With its sites: {figures}.").format(figures=figures_text(details.rolled_up))
        )
    parts.append(sites_sentence(details.account))
    return " ".join(part for part in parts if part)


def site_line(site: Account, rolled: RolledUp) -> str:
    """A site in a list: "Dock A: 1 card, 12 touches, $300k a year"."""
    text = translate("family", "{site}: {figures}").format(site=site.name, figures=figures_text(rolled))
    if rolled.accounts > 1:
        below = rolled.accounts - 1
        more = (
            translate("family", "1 site below")
            if below == 1
            else translate("family", "{n} sites below", "", below).format(n=f"{below:,}")
        )
        return f"{text}, {more}"
    return text


def figures_text(rolled: RolledUp) -> str:
    """ "3 cards, 42 touches, $2.4M a year, $410k + €20k on the desk"; no money where none is known."""
    parts = [wording.cards(rolled.cards), wording.touches(rolled.touches)]
    if worth := figures.money_sums((each.minor, each.currency) for each in rolled.worth):
        parts.append(translate("family", "{money} a year").format(money=worth))
    if desk := figures.money_sums((each.minor, each.currency) for each in rolled.on_desk):
        parts.append(translate("family", "{money} on the desk").format(money=desk))
    return ", ".join(parts)
