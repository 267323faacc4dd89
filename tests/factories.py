"""Rows and views for tests, complete but for what a test is about."""

from datetime import UTC, datetime

from dreamboard.domain.values import PursuitKind
from dreamboard.services.read_models import SPARK_WEEKS, CardView


def card_view(**about) -> CardView:
    """A dream client named Harbor Steel that nothing has happened with; ``about`` says what is different."""
    values = {
        "id": 1,
        "account_id": 1,
        "account": "Harbor Steel",
        "kind": PursuitKind.DREAM_CLIENT,
        "stage_id": 1,
        "rank": 2**20,
        "title": "",
        "value_minor": None,
        "currency": "USD",
        "tags": (),
        "decision_maker": "",
        "decision_maker_title": "",
        "sites_known": 1,
        "sites_believed": 1,
        "round_number": 1,
        "touches": 0,
        "last_touch_at": None,
        "last_outcome": None,
        "last_channel": None,
        "lost_on": None,
        "lost_to": "",
        "lost_reason": None,
        "come_back_on": None,
        "quote_minor": None,
        "quote_currency": "",
        "quote_sent_on": None,
        "plan_on": None,
        "plan_channel": None,
        "plan_text": "",
        "spark": (0,) * SPARK_WEEKS,
        "spark_in": (0,) * SPARK_WEEKS,
    }
    return CardView(**(values | about))


def instant(text: str) -> datetime:
    """A UTC instant: ``instant("2026-03-02 09:30")``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
