"""Which idea answers which card: by loss reason, industry and role.

An idea tagged for something counts only where that is so; an untagged one fits everywhere, after those that
were meant. What an account has had is not given again, what the rep refused for a card is not proposed again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dreamboard.domain.model import Idea
from dreamboard.domain.values import LossReason, Role


class Library:
    """The ideas in order of fitness for any card, worked out once for each kind of card."""

    def __init__(self, ideas: Iterable[Idea]) -> None:
        self._ideas = sorted(
            (idea for idea in ideas if not idea.retired),
            key=lambda i: (-(i.created_on.toordinal() if i.created_on else 0), i.id),
        )
        self._by_id = {idea.id: idea for idea in self._ideas}
        self._ranked: dict[tuple[LossReason | None, frozenset[str], Role | None], list[tuple[int, Idea]]] = {}

    def get(self, idea_id: int | None) -> Idea | None:
        """An idea by id; ``None`` when it is retired or unknown."""
        return self._by_id.get(idea_id) if idea_id is not None else None

    def ranked(
        self, reason: LossReason | None, industries: frozenset[str], role: Role | None
    ) -> list[tuple[int, Idea]]:
        """The ideas that fit, the best first, each with its fitness (0: fits everybody)."""
        key = (reason, industries, role)
        found = self._ranked.get(key)
        if found is None:
            scored = [(fitness(idea, reason, industries, role), idea) for idea in self._ideas]
            found = sorted(((s, i) for s, i in scored if s is not None), key=lambda pair: -pair[0])
            self._ranked[key] = found
        return found

    def best(
        self,
        reason: LossReason | None,
        industries: frozenset[str],
        role: Role | None,
        without: Collection[int] = (),
    ) -> Idea | None:
        """The best idea that is not among those left out."""
        if not self._ideas:
            return None
        return next(
            (idea for _, idea in self.ranked(reason, industries, role) if idea.id not in without), None
        )


def fitness(
    idea: Idea, reason: LossReason | None, industries: frozenset[str], role: Role | None
) -> int | None:
    """How well an idea fits: 4 for the loss reason, 2 for the industry, 1 for the role; ``None`` where it is
    meant for others. ``industries`` are in lower case. A card without a loss takes ideas for any reason."""
    score = 0
    if idea.loss_reasons and reason is not None:
        if reason not in idea.loss_reasons:
            return None
        score += 4
    if idea.industries:
        if not any(industry.casefold() in industries for industry in idea.industries):
            return None
        score += 2
    if idea.roles and role is not None:
        if role not in idea.roles:
            return None
        score += 1
    return score
