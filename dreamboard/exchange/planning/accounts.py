"""Lines that are accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dreamboard.domain.model import Account
from dreamboard.exchange.amounts import to_minor
from dreamboard.exchange.entries import Entry
from dreamboard.exchange.planning.currencies import currency_of
from dreamboard.exchange.planning.doubts import Suspect, account_facts
from dreamboard.exchange.planning.ledger import Ledger, Verdict, rejected
from dreamboard.exchange.planning.likeness import companies_related
from dreamboard.exchange.planning.names import Names, domain_in
from dreamboard.exchange.planning.settle import taken
from dreamboard.exchange.words import country_code
from dreamboard.services.import_plan import LineOutcome

_TEXTS = ("industry", "territory", "rival")
_PLAIN = ("sites_known", "sites_believed", "rival_contract_end", "not_before")


class Accounts:
    """How a line becomes an account."""

    kind = "account"
    row_type = Account

    def __init__(self, ledger: Ledger, names: Names, currency: str) -> None:
        self._ledger = ledger
        self._names = names
        self._currency = currency
        self._parents: list[tuple[int, Entry]] = []

    def name(self, entry: Entry) -> str:
        """The company's name, else its domain."""
        return entry.text("name") or domain_in(entry.text("domain"))

    def refusal(self, entry: Entry) -> Verdict | None:
        """An account has a name."""
        if not self.name(entry):
            return rejected(entry.text("id"), "it has neither a name nor a web site")
        return None

    def natural(self, entry: Entry) -> Sequence[object]:
        """Its name."""
        return (self.name(entry).casefold(),)

    def candidates(self, entry: Entry) -> Sequence[Account]:
        """Those of the same name that no web domain parts from it; else the only one of the domain, if the
        names fit."""
        domain = domain_in(entry.text("domain"))
        name = self.name(entry)
        called = self._names.accounts_called(name)
        called = [one for one in called if one.domain in ("", domain) or not domain]
        called.sort(key=lambda account: account.domain != domain)
        of_domain = self._of_domain(entry)
        only = len(of_domain) == 1 and companies_related(of_domain[0].name, name)
        return called or (of_domain if only else [])

    def suspect(self, entry: Entry) -> Suspect[Account] | None:
        """One of the same web domain under another name, or of nearly the same name."""
        domain = domain_in(entry.text("domain"))
        found = self._names.suspects.account(self.name(entry), self._of_domain(entry), domain)
        return found and found.told(found.row.name, account_facts(entry, found.row))

    def _of_domain(self, entry: Entry) -> list[Account]:
        found = self._names.accounts_of_domain(domain_in(entry.text("domain")))
        if "id" in entry.values:
            # Two lines of one file with the same web site are two accounts: a parent and its sites.
            found = [one for one in found if not self._ledger.is_new(one)]
        return found

    def create(self, entry: Entry) -> tuple[Account, str]:
        """A new account."""
        values = self._values(entry)
        sites = values.get("sites_known") or 1
        made = self._names.new_account(
            Account(
                0,
                values.pop("name"),
                **{
                    **values,
                    "sites_known": sites,
                    "sites_believed": max(sites, values.get("sites_believed", 1)),
                },
            )
        )
        self._remember_parent(made, entry)
        self._names.contact_made(entry, made)
        return made, "new account"

    def update(self, row: Account, entry: Entry, fresh: frozenset[str], *, sure: bool) -> list[str]:
        """Take the fresh fields."""
        changed = []
        wanted = {
            name: value
            for name, value in self._values(entry).items()
            if name in fresh or (name == "spend_minor" and "spend" in fresh)
        }
        if not sure:
            wanted.pop("name", None)
        if "spend_minor" in wanted:
            wanted["currency"] = self._values(entry)["currency"]
        new = self._ledger.is_new(row)
        values = {name: taken(row, name, value, sure=sure, new=new) for name, value in wanted.items()}
        changed = [
            name.replace("_minor", "") for name, value in values.items() if getattr(row, name) != value
        ]
        after = self._ledger.change(row, **values)
        if after is not row:
            self._names.saw_account(after)
        if fresh & {"contact", "contact_email"}:
            self._names.contact_made(entry, after)
        if fresh & {"parent", "parent_id"}:
            self._remember_parent(after, entry)
        return changed

    def _values(self, entry: Entry) -> dict[str, Any]:
        given = entry.values
        values: dict[str, Any] = {"name": self.name(entry)}
        values |= {
            name: given[name] for name in (*_TEXTS, *_PLAIN, "note", "do_not_contact") if name in given
        }
        domain = domain_in(entry.text("domain"))
        if domain:
            values["domain"] = domain
        code = country_code(entry.text("country"))
        if code:
            values["country"] = code
        if "tags" in given:
            values["tags"] = tags_of(entry)
        currency = currency_of(entry, "spend", self._currency)
        if "spend" in given:
            values["spend_minor"] = to_minor(given["spend"].value, currency)
        values["currency"] = currency
        return values

    def _remember_parent(self, account: Account, entry: Entry) -> None:
        if "parent_id" in entry.values or "parent" in entry.values:
            self._parents.append((account.id, entry))

    def link_parents(self) -> dict[tuple[int, int], LineOutcome]:
        """Tie accounts to their parents, once all are known; gives the lines that turn out to be updates."""
        updated = {}
        grown: set[int] = set()
        for account_id, entry in self._parents:
            account = self._ledger.all(Account)[account_id]
            parent_id = entry.text("parent_id")
            parent = self._names.account_by_id(entry.source, (parent_id,)) if parent_id else None
            if parent is None:
                called = self._names.accounts_called(entry.text("parent"))
                parent = called[0] if called else None
            if parent is None or self._is_above(account_id, parent) or account.parent_id == parent.id:
                continue
            self._ledger.change(account, parent_id=parent.id)
            grown.add(parent.id)
            updated[entry.file, entry.line] = LineOutcome.UPDATED
        self._know_sites(grown)
        return updated

    def _know_sites(self, parents: set[int]) -> None:
        """A parent knows at least the sites that are on the board."""
        if not parents:
            return
        accounts = self._ledger.all(Account)
        sites = Counter(account.parent_id for account in accounts.values())
        for parent_id in sorted(parents):
            parent = accounts[parent_id]
            known = max(parent.sites_known, sites[parent_id])
            self._ledger.change(parent, sites_known=known, sites_believed=max(parent.sites_believed, known))

    def _is_above(self, account_id: int, parent: Account) -> bool:
        """Whether the account is the parent itself or stands above it: then it cannot be below."""
        seen: set[int] = set()
        above: Account | None = parent
        while above is not None and above.id not in seen:
            if above.id == account_id:
                return True
            seen.add(above.id)
            above = self._ledger.all(Account).get(above.parent_id) if above.parent_id else None
        return False


def tags_of(entry: Entry) -> tuple[str, ...]:
    """A line's tags as the board keeps them: lower case, sorted, unique."""
    return tuple(sorted({tag.lower() for tag in entry.values.get("tags", ())}))
