"""Every follow-up of a quote on the board, counted once for what it teaches about the next."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, tzinfo

from dreamboard.domain.book import FollowUps
from dreamboard.domain.follow_ups import added, follow_up_counts
from dreamboard.domain.model import Quote, Touch
from dreamboard.store.columns import codec_of
from dreamboard.store.link import Link
from dreamboard.store.tables import Tables


def follow_up_log(link: Link, on: date, zone: tzinfo) -> FollowUps:
    """The follow-ups up to the day before, as ``domain.follow_ups`` counts them; none on a board
    without quotes."""
    tables = Tables(link)
    quotes: dict[int, list[Quote]] = defaultdict(list)
    for quote in codec_of(Quote).rows(tables.all(Quote)):
        quotes[quote.pursuit_id].append(quote)
    if not quotes:
        return FollowUps()
    touches: dict[int | None, list[Touch]] = defaultdict(list)
    for touch in codec_of(Touch).rows(tables.find_in(Touch, "pursuit_id", list(quotes))):
        touches[touch.pursuit_id].append(touch)
    return added(follow_up_counts(theirs, touches[one], on, zone) for one, theirs in quotes.items())
