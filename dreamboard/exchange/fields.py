"""What a column of a file may be: the fields of each kind of line.

The names are what ``--map COLUMN=FIELD`` takes and what the presets give synonyms for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dreamboard.services.import_plan import Kind


class Form(StrEnum):
    """How the cells of a field are read."""

    TEXT = "text"  # one line
    LONG = "long"  # several lines; several columns are joined
    LIST = "list"  # several values; several columns are joined
    ID = "id"  # another program's name for a thing
    IDS = "ids"
    MONEY = "money"
    DAY = "day"
    WHEN = "when"
    TIME = "time"
    FLAG = "flag"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold."""

    name: str
    form: Form = Form.TEXT
    label: str = ""  # as a person reads it, in English

    @property
    def many(self) -> bool:
        """Whether several columns may feed it."""
        return self.form in (Form.LONG, Form.LIST, Form.IDS)


def _fields(**forms: str) -> tuple[Field, ...]:
    found = []
    for name, spec in forms.items():
        form, _, label = spec.partition("|")
        found.append(Field(name, Form(form), label or name.replace("_", " ").capitalize()))
    return tuple(found)


FIELDS: dict[Kind, tuple[Field, ...]] = {
    Kind.ACCOUNTS: _fields(
        id="id|Its id there",
        name="text|Account name",
        parent_id="id|Parent's id",
        parent="text|Parent's name",
        domain="text|Web site",
        industry="text",
        territory="text",
        country="text",
        time_zone="text",
        sites_known="count",
        sites_believed="count",
        spend="money|Yearly spend",
        currency="text",
        rival="text",
        rival_contract_end="day|Rival's contract ends",
        contact="text|Contact's name",
        contact_title="text|Contact's title",
        contact_email="text|Contact's e-mail",
        contact_telephone="text|Contact's telephone",
        not_before="day",
        do_not_contact="flag",
        tags="list",
        note="long",
        deleted="flag|Deleted there",
    ),
    Kind.CONTACTS: _fields(
        id="id|Its id there",
        name="text|Full name",
        first_name="text",
        last_name="text",
        title="text|Job title",
        role="text",
        account="text|Account name",
        account_id="ids|Account's id",
        emails="list|E-mail",
        telephones="list|Telephone",
        since="day|At the account since",
        time_zone="text",
        not_before="day",
        do_not_contact="flag",
        tags="list",
        note="long",
        deleted="flag|Deleted there",
    ),
    Kind.DEALS: _fields(
        id="id|Its id there",
        name="text|Deal name",
        account="text|Account name",
        account_id="ids|Account's id",
        contact="text|Contact's name",
        contact_id="ids|Contact's id",
        contact_email="text|Contact's e-mail",
        contact_title="text|Contact's title",
        stage="text",
        status="text|Status (open, won, lost)",
        is_closed="flag|Is closed",
        is_won="flag|Is won",
        kind="text|Dream client or lost deal",
        value="money|Value",
        currency="text",
        created_on="when|Created",
        closed_on="day|Closed on",
        won_on="day|Won on",
        lost_on="day|Lost on",
        expected_on="day|Expected to close on",
        loss_reason="text|Reason for loss",
        rival="text",
        next_on="day|Next touch on",
        next_text="text|Next step",
        tags="list",
        note="long",
        deleted="flag|Deleted there",
    ),
    Kind.TOUCHES: _fields(
        id="id|Its id there",
        at="when|When",
        time="time|Time of day",
        channel="list",
        direction="text",
        outcome="text",
        intent="text",
        subject="text",
        note="long",
        done="text|Done (yes or no)",
        who_id="ids|Whom it was with (id)",
        what_id="ids|What it was about (id)",
        contact_id="ids|Contact's id",
        contact="text|Contact's name",
        contact_email="text|Contact's e-mail",
        account_id="ids|Account's id",
        account="text|Account name",
        deal_id="ids|Deal's id",
        deal="text|Deal name",
        sender="text|From (e-mail address)",
        recipients="list|To (e-mail addresses)",
        sender_name="text|From (name)",
        declined="list|Declined (e-mail addresses)",
        answers="ids|What it answers (id)",
        automatic="text|Sent by a program (why)",
        deleted="flag|Deleted there",
    ),
    Kind.QUOTES: _fields(
        id="id|Its id there",
        name="text|Quote name or number",
        value="money|Amount",
        currency="text",
        sent_on="day|Sent on",
        valid_until="day",
        outcome="text|Outcome (won, lost, withdrawn)",
        closed_on="day",
        deal_id="ids|Deal's id",
        deal="text|Deal name",
        account_id="ids|Account's id",
        account="text|Account name",
        contact="text|Contact's name",
        contact_email="text|Contact's e-mail",
        note="long",
        deleted="flag|Deleted there",
    ),
}
"""The fields of each kind, in the order a person would look for them."""

BY_NAME: dict[Kind, dict[str, Field]] = {
    kind: {field.name: field for field in fields} for kind, fields in FIELDS.items()
}
