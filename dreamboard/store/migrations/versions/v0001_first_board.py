"""The first board: every table of the glossary, the journal of undo steps, and the search."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CHANNELS = ["call", "email", "meeting", "message", "social", "letter", "visit", "other"]
IDEA_KINDS = ["white_paper", "benchmark", "introduction", "invitation", "case", "insight"]
STAGE_KINDS = ["dream_list", "pursuing", "in_conversation", "proposal_out", "not_now", "won"]
ROLES = ["decision_maker", "champion", "introducer", "influencer", "gatekeeper", "user", "blocker"]
PURSUIT_KINDS = ["dream_client", "lost_deal"]
SIGNAL_KINDS = [
    "decision_maker_left",
    "decision_maker_arrived",
    "contract_end",
    "price_rise",
    "news",
    "reorganisation",
    "other",
]
FEEDBACK_KINDS = ["snooze", "not_this", "another_idea", "override"]
PLAYS = [
    "answer",
    "promise",
    "named_date",
    "last_call",
    "thank_decision_maker",
    "debrief",
    "debrief_thanks",
    "conditions_met",
    "open_condition",
    "new_decision_maker",
    "follow_the_leaver",
    "contract_window",
    "quote_follow_up",
    "rhythm",
    "lost_rhythm",
    "find_decision_maker",
    "know_the_sites",
    "new_idea",
    "first_move",
]
QUOTE_OUTCOMES = ["won", "lost", "withdrawn"]
ROUND_OUTCOMES = ["won", "lost"]
LOSS_REASONS = ["price", "timing", "budget", "no_decision", "fit", "relationship", "rival_contract", "other"]
ANSWERS = ["yes", "no", "unsure"]
DIRECTIONS = ["out", "in"]
OUTCOMES = ["sent", "no_answer", "voicemail", "spoke", "replied", "not_now", "no", "yes", "order", "stop"]
INTENTS = ["give", "ask", "thank", "learn", "reply"]

TABLES = (
    "account", "contact", "employment", "stage", "pursuit", "round", "condition", "quote", "idea",
    "touch", "signal", "plan", "feedback", "stage_move", "external_id", "import_record", "trash_item",
    "setting", "journal",
)  # fmt: skip

INDEXES = (
    ("ix_account_name", "account", ["name"], ""),
    ("ix_account_parent_id", "account", ["parent_id"], "parent_id IS NOT NULL"),
    ("ix_employment_account_id", "employment", ["account_id"], ""),
    ("ix_employment_contact_id", "employment", ["contact_id"], ""),
    ("ix_pursuit_account_id", "pursuit", ["account_id"], ""),
    ("ix_pursuit_stage_id_rank", "pursuit", ["stage_id", "rank"], ""),
    ("ix_round_introducer_id", "round", ["introducer_id"], "introducer_id IS NOT NULL"),
    ("ix_condition_pursuit_id_position", "condition", ["pursuit_id", "position"], ""),
    ("ix_condition_round_id", "condition", ["round_id"], ""),
    ("ix_quote_pursuit_id_sent_on", "quote", ["pursuit_id", "sent_on"], ""),
    ("ix_touch_account_id_at", "touch", ["account_id", "at"], ""),
    ("ix_touch_at", "touch", ["at"], ""),
    ("ix_touch_contact_id_at", "touch", ["contact_id", "at"], ""),
    ("ix_touch_idea_id", "touch", ["idea_id"], "idea_id IS NOT NULL"),
    ("ix_touch_of_the_whole_account", "touch", ["account_id", "at"], "pursuit_id IS NULL"),
    ("ix_touch_pursuit_id_at_direction_outcome", "touch", ["pursuit_id", "at", "direction", "outcome"], ""),
    ("ix_touch_quote_id", "touch", ["quote_id"], "quote_id IS NOT NULL"),
    ("ix_touch_without_account", "touch", ["at"], "account_id IS NULL"),
    ("ix_signal_account_id", "signal", ["account_id"], ""),
    ("ix_signal_contact_id", "signal", ["contact_id"], "contact_id IS NOT NULL"),
    ("ix_plan_contact_id", "plan", ["contact_id"], "contact_id IS NOT NULL"),
    ("ix_plan_done_touch_id", "plan", ["done_touch_id"], "done_touch_id IS NOT NULL"),
    ("ix_plan_idea_id", "plan", ["idea_id"], "idea_id IS NOT NULL"),
    ("ix_plan_pursuit_id", "plan", ["pursuit_id"], ""),
    ("ix_feedback_idea_id", "feedback", ["idea_id"], "idea_id IS NOT NULL"),
    ("ix_feedback_pursuit_id", "feedback", ["pursuit_id"], ""),
    ("ix_stage_move_from_stage_id", "stage_move", ["from_stage_id"], "from_stage_id IS NOT NULL"),
    ("ix_stage_move_pursuit_id_at", "stage_move", ["pursuit_id", "at"], ""),
    ("ix_external_id_kind_ours", "external_id", ["kind", "ours"], ""),
)

SEARCH = (
    "CREATE VIRTUAL TABLE search USING fts5("
    "words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0')"
)


def upgrade() -> None:
    """Make everything."""
    make_tables()
    for name, table, columns, only in INDEXES:
        where = sa.text(only) if only else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
    if op.get_context().dialect.name == "sqlite":
        op.execute(SEARCH)


def downgrade() -> None:
    """Remove everything."""
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search")
    for table in reversed(TABLES):
        op.drop_table(table)


class Part(NamedTuple):
    """A column, a rule, or a column with its rule: name and condition."""

    column: sa.Column[object] | None = None
    rule: tuple[str, str] | None = None
    unique: tuple[str, ...] = ()


def make(table: str, *parts: Part) -> None:
    """A table with ids that are never given twice: columns first, then what holds for them."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *(part.column for part in parts if part.column is not None),
        *(
            sa.CheckConstraint(part.rule[1], name=op.f(f"ck_{table}_{part.rule[0]}"))
            for part in parts
            if part.rule is not None
        ),
        *(
            sa.UniqueConstraint(*part.unique, name=op.f(f"uq_{table}_{'_'.join(part.unique)}"))
            for part in parts
            if part.unique
        ),
        sqlite_autoincrement=True,
    )


def number(name: str, *, empty: bool = False) -> Part:
    """A whole number; an instant is one."""
    return Part(sa.Column(name, sa.Integer(), nullable=empty))


def text(name: str, *, empty: bool = False) -> Part:
    """A text; a list is one, as JSON."""
    return Part(sa.Column(name, sa.Text(), nullable=empty))


def one_of(name: str, words: list[str], *, empty: bool = False) -> Part:
    """A word of a vocabulary."""
    listed = ", ".join(f"'{word}'" for word in words)
    return Part(text(name, empty=empty).column, (f"{name}_is_known", f"{name} IN ({listed})"))


def yes_or_no(name: str) -> Part:
    """1 or 0."""
    return Part(number(name).column, (f"{name}_is_yes_or_no", f"{name} IN (0, 1)"))


def a_date(name: str, *, empty: bool = False) -> Part:
    """An ISO date."""
    column = '"on"' if name == "on" else name
    return Part(text(name, empty=empty).column, (f"{name}_is_a_date", f"length({column}) = 10"))


def a_currency() -> Part:
    """An ISO 4217 code."""
    return Part(text("currency").column, ("currency_is_a_code", "length(currency) = 3"))


def hangs_on(name: str, table: str, *, empty: bool = False) -> Part:
    """Goes with the row it points to."""
    return _reference(name, table, "CASCADE", empty)


def mentions(name: str, table: str) -> Part:
    """Is emptied when the row it points to goes."""
    return _reference(name, table, "SET NULL", True)


def needs(name: str, table: str) -> Part:
    """Keeps the row it points to."""
    return _reference(name, table, None, False)


def _reference(name: str, table: str, on_delete: str | None, empty: bool) -> Part:
    key = sa.ForeignKey(f"{table}.id", ondelete=on_delete, deferrable=True, initially="DEFERRED")
    return Part(sa.Column(name, sa.Integer(), key, nullable=empty))


def rule(name: str, condition: str) -> Part:
    """What holds for several columns."""
    return Part(rule=(name, condition))


def only_one(*columns: str) -> Part:
    """No two rows are alike in these."""
    return Part(unique=columns)


def make_tables() -> None:
    """All tables, those first that others point to."""
    make(
        "account",
        text("name"),
        mentions("parent_id", "account"),
        text("domain"),
        text("industry"),
        text("territory"),
        text("country"),
        text("time_zone"),
        number("sites_known"),
        number("sites_believed"),
        number("spend_minor", empty=True),
        a_currency(),
        text("rival"),
        a_date("rival_contract_end", empty=True),
        a_date("not_before", empty=True),
        yes_or_no("do_not_contact"),
        one_of("preferred_channel", CHANNELS, empty=True),
        text("tags"),
        text("note"),
        rule("sites_known_counts", "sites_known >= 0"),
        rule("sites_believed_counts", "sites_believed >= 0"),
    )
    make(
        "contact",
        text("name"),
        text("emails"),
        text("telephones"),
        text("time_zone"),
        one_of("preferred_channel", CHANNELS, empty=True),
        yes_or_no("do_not_contact"),
        a_date("not_before", empty=True),
        number("min_days_between", empty=True),
        text("tags"),
        text("note"),
        rule("min_days_between_counts", "min_days_between >= 1"),
    )
    make(
        "employment",
        hangs_on("contact_id", "contact"),
        hangs_on("account_id", "account"),
        text("title"),
        one_of("role", ROLES, empty=True),
        a_date("since", empty=True),
        a_date("until", empty=True),
    )
    make(
        "stage",
        text("name"),
        one_of("kind", STAGE_KINDS),
        number("position"),
        text("colour"),
        yes_or_no("collapsed"),
        number("card_limit", empty=True),
        number("ideal_days", empty=True),
        number("max_days", empty=True),
        rule("card_limit_counts", "card_limit >= 0"),
        rule("ideal_days_count", "ideal_days >= 1"),
        rule("max_days_count", "max_days >= 1"),
    )
    make(
        "pursuit",
        hangs_on("account_id", "account"),
        one_of("kind", PURSUIT_KINDS),
        needs("stage_id", "stage"),
        number("rank"),
        number("created_at"),
        text("title"),
        number("value_minor", empty=True),
        a_currency(),
        number("ideal_days", empty=True),
        number("max_days", empty=True),
        a_date("come_back_on", empty=True),
        text("tags"),
        text("note"),
        a_date("retired_on", empty=True),
        text("retired_reason"),
        number("touch_count"),
        number("last_touch_at", empty=True),
        number("last_in_at", empty=True),
        number("last_out_at", empty=True),
        number("unanswered"),
        number("outbound_count"),
        rule("ideal_days_count", "ideal_days >= 1"),
        rule("max_days_count", "max_days >= 1"),
        rule("figures_count", "touch_count >= 0 AND unanswered >= 0 AND outbound_count >= 0"),
    )
    make(
        "round",
        hangs_on("pursuit_id", "pursuit"),
        number("number"),
        a_date("opened_on"),
        a_date("closed_on", empty=True),
        one_of("outcome", ROUND_OUTCOMES, empty=True),
        one_of("reason_said", LOSS_REASONS, empty=True),
        one_of("reason_believed", LOSS_REASONS, empty=True),
        text("reason_note"),
        number("confidence", empty=True),
        text("rival"),
        number("rival_price_minor", empty=True),
        one_of("changeable", ANSWERS, empty=True),
        one_of("ours_to_change", ANSWERS, empty=True),
        mentions("introducer_id", "contact"),
        number("won_minor", empty=True),
        a_currency(),
        a_date("debriefed_on", empty=True),
        text("debrief_note"),
        rule("number_counts", "number >= 1"),
        rule("confidence_is_per_cent", "confidence BETWEEN 0 AND 100"),
        only_one("pursuit_id", "number"),
    )
    make(
        "condition",
        hangs_on("pursuit_id", "pursuit"),
        hangs_on("round_id", "round"),
        text("text"),
        number("position"),
        a_date("met_on", empty=True),
    )
    make(
        "quote",
        hangs_on("pursuit_id", "pursuit"),
        number("amount_minor"),
        a_currency(),
        a_date("sent_on"),
        a_date("valid_until", empty=True),
        one_of("outcome", QUOTE_OUTCOMES, empty=True),
        a_date("closed_on", empty=True),
        text("note"),
    )
    make(
        "idea",
        text("title"),
        one_of("kind", IDEA_KINDS),
        text("text"),
        text("link"),
        text("industries"),
        text("roles"),
        text("loss_reasons"),
        a_date("created_on", empty=True),
        yes_or_no("retired"),
    )
    make(
        "touch",
        number("at"),
        one_of("channel", CHANNELS),
        one_of("direction", DIRECTIONS),
        one_of("outcome", OUTCOMES),
        hangs_on("account_id", "account", empty=True),
        mentions("contact_id", "contact"),
        mentions("pursuit_id", "pursuit"),
        one_of("intent", INTENTS, empty=True),
        mentions("idea_id", "idea"),
        mentions("quote_id", "quote"),
        text("subject"),
        text("note"),
        one_of("play", PLAYS, empty=True),
        rule(
            "hangs_on_something", "account_id IS NOT NULL OR contact_id IS NOT NULL OR pursuit_id IS NOT NULL"
        ),
    )
    make(
        "signal",
        hangs_on("account_id", "account"),
        one_of("kind", SIGNAL_KINDS),
        a_date("on"),
        mentions("contact_id", "contact"),
        text("note"),
    )
    make(
        "plan",
        hangs_on("pursuit_id", "pursuit"),
        a_date("on"),
        one_of("channel", CHANNELS, empty=True),
        mentions("contact_id", "contact"),
        mentions("idea_id", "idea"),
        text("text"),
        yes_or_no("promised"),
        mentions("done_touch_id", "touch"),
        a_date("done_on", empty=True),
    )
    make(
        "feedback",
        hangs_on("pursuit_id", "pursuit"),
        one_of("kind", FEEDBACK_KINDS),
        one_of("play", PLAYS),
        a_date("on"),
        a_date("until", empty=True),
        mentions("idea_id", "idea"),
        text("reason"),
        text("evidence"),
    )
    make(
        "stage_move",
        hangs_on("pursuit_id", "pursuit"),
        number("at"),
        mentions("from_stage_id", "stage"),
        number("to_stage_id"),
        text("from_name"),
        text("to_name"),
    )
    make(
        "external_id",
        text("source"),
        text("kind"),
        text("external"),
        number("ours"),
        text("seen"),
        only_one("source", "kind", "external"),
    )
    make(
        "import_record",
        number("at"),
        text("files"),
        text("counts"),
        number("step_id", empty=True),
    )
    make(
        "trash_item",
        number("at"),
        text("kind"),
        text("label"),
        text("rows"),
    )
    make(
        "setting",
        text("name"),
        text("value"),
        only_one("name"),
    )
    make(
        "journal",
        number("at"),
        text("label"),
        yes_or_no("undone"),
        text("delta"),
    )
