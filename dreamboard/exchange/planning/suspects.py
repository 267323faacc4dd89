"""Rows on the board that a line may speak of: near in name, but not surely the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from dreamboard.domain.model import Account, Contact
from dreamboard.exchange.planning.doubts import NEW, SAME, Suspect
from dreamboard.exchange.planning.ledger import Ledger
from dreamboard.exchange.planning.likeness import (
    ALIKE,
    BY_INITIAL,
    EQUAL,
    companies_alike,
    company_core,
    people_alike,
)

_GENERAL_WORDS = (
    "info office mail contact contacts sales support service hello team admin purchasing accounts "
    "billing kontakt einkauf vertrieb buero buro zentrale post ventas compras contacto achats"
)
_GENERAL_MAILBOXES = frozenset(_GENERAL_WORDS.split())
_SWITCHBOARD = 3
"""From so many contacts on, a telephone number says nothing about who answers."""


class Suspects:
    """Likeness in names over the rows that were on the board before the import."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def account(self, name: str, of_domain: Sequence[Account], domain: str) -> Suspect[Account] | None:
        """The account that one of this name may be. ``of_domain`` are those of its own web domain or mail."""
        there = [one for one in of_domain if not self._ledger.is_new(one)]
        if len(there) == 1:
            why = f"the same web domain ({there[0].domain}), another name"
            return Suspect(there[0], why, SAME)
        if there:
            best = max(there, key=lambda one: (companies_alike(one.name, name), -one.id))
            return Suspect(best, f"{len(there)} accounts here have the web domain {best.domain}")
        core = company_core(name)
        # One that the web domains do not part comes before one that they do.
        near = max(
            self._near(name), key=lambda one: (one[0] + _fits(one[1], domain), -one[1].id), default=None
        )
        return self._alike(near[1], core, domain) if near is not None else None

    @staticmethod
    def _alike(row: Account, core: str, domain: str) -> Suspect[Account]:
        same_name = company_core(row.name) == core
        how = "the same name but for its form or spelling" if same_name else "nearly the same name"
        if not _fits(row, domain):
            return Suspect(row, f"{how}, another web domain")
        return Suspect(row, how, SAME if same_name else NEW)

    def contact_at_address(
        self, name: str, found: Sequence[Contact], address: str
    ) -> Suspect[Contact] | None:
        """Whose address it is, under another name."""
        there = [one for one in found if not self._ledger.is_new(one)]
        if not there:
            return None
        best = max(there, key=lambda one: (people_alike(one.name, name), -one.id))
        general = address.partition("@")[0].lower() in _GENERAL_MAILBOXES
        why = f"the same e-mail address ({address}), another name"
        return Suspect(best, why, NEW if general or len(there) > 1 else SAME)

    def contact_on_line(self, name: str, found: Iterable[Contact]) -> Suspect[Contact] | None:
        """A contact of the same telephone number and nearly the same name. A number alone decides nothing."""
        there = [one for one in found if not self._ledger.is_new(one)]
        alike = [one for one in there if people_alike(one.name, name) >= ALIKE]
        if not alike or len(there) >= _SWITCHBOARD:
            return None
        best = max(alike, key=lambda one: (people_alike(one.name, name), -one.id))
        return Suspect(best, "the same telephone number, nearly the same name", SAME)

    def colleague(
        self, name: str, staff: Iterable[Contact], addresses: Sequence[str]
    ) -> Suspect[Contact] | None:
        """A contact of the same or nearly the same name at the same account."""
        scored = [
            (people_alike(one.name, name), -one.id, one) for one in staff if not self._ledger.is_new(one)
        ]
        score, _, best = max(scored, key=lambda each: each[:2], default=(0.0, 0, None))
        if best is None or score < ALIKE:
            return None
        how = "the same name" if score >= EQUAL else "nearly the same name"
        if best.emails and addresses:
            return Suspect(best, f"{how} at the same account, another e-mail address")
        return Suspect(best, f"{how} at the same account", SAME if score >= BY_INITIAL else NEW)

    def _near(self, name: str) -> list[tuple[float, Account]]:
        """The accounts of nearly this name, with their likeness."""
        core = company_core(name)
        if not core:
            return []
        row_ids, cores = self._blocks.get(core[:2], ((), ()))
        found = process.extract(core, cores, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
        near = [self._ledger.all(Account)[row_ids[place]] for _, _, place in found]
        scored = ((companies_alike(name, row.name), row) for row in near)
        return [each for each in scored if each[0] >= ALIKE]

    @cached_property
    def _blocks(self) -> dict[str, tuple[list[int], list[str]]]:
        """Accounts by the first two letters of their names: the rest need not be compared."""
        blocks: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
        for account in self._ledger.all(Account).values():
            if not self._ledger.is_new(account):
                core = company_core(account.name)
                row_ids, cores = blocks[core[:2]]
                row_ids.append(account.id)
                cores.append(core)
        return dict(blocks)


def _fits(row: Account, domain: str) -> bool:
    """Whether web domains do not part the two."""
    return not row.domain or not domain or row.domain == domain
