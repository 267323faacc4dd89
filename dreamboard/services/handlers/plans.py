"""Plans: the one date a card has for its next touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dreamboard.domain.model import Contact, Idea, Plan
from dreamboard.services.commands import ClearPlans, PlanTouch
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.handlers.rows import cards, cards_words, day_words
from dreamboard.services.ports import Clock, UnitOfWork


def plan_touch(command: PlanTouch, unit: UnitOfWork, clock: Clock) -> Handled:
    """A date for each card. What the command leaves open stays as it was planned. Makes the plans of the
    cards that had none."""
    planned = cards(unit, command.pursuit_ids)
    on = checks.coming_day(command.on, clock, "A plan")
    text = checks.line(command.text, "What is planned")
    if command.contact_id is not None:
        unit.get(Contact, command.contact_id)
    if command.idea_id is not None:
        unit.get(Idea, command.idea_id)
    plans = open_plans(unit, [card.id for card in planned])
    wanted = []
    for card in planned:
        had = plans[card.id][0] if plans[card.id] else Plan(0, card.id, on)
        wanted.append(
            replace(
                had,
                on=on,
                channel=command.channel or had.channel,
                contact_id=command.contact_id or had.contact_id,
                idea_id=command.idea_id or had.idea_id,
                text=text or had.text,
                promised=command.promised or had.promised,
            )
        )
    made = keep_one_plan(unit, wanted, plans)
    return Handled(f"Plan {cards_words(unit, planned)} for {day_words(on)}", made)


def clear_plans(command: ClearPlans, unit: UnitOfWork, clock: Clock) -> Handled:
    """Nothing planned for the cards."""
    cleared = cards(unit, command.pursuit_ids, retired=True)
    plans = open_plans(unit, [card.id for card in cleared])
    going = [plan.id for of_card in plans.values() for plan in of_card]
    if going:
        unit.delete(Plan, going)
    return Handled(f"Clear what is planned for {cards_words(unit, cleared)}")


def open_plans(unit: UnitOfWork, pursuit_ids: Sequence[int]) -> dict[int, list[Plan]]:
    """The plans not done of each card, by date."""
    plans: dict[int, list[Plan]] = {one: [] for one in pursuit_ids}
    for plan in unit.find_in(Plan, "pursuit_id", pursuit_ids):
        if plan.done_on is None:
            plans[plan.pursuit_id].append(plan)
    for of_card in plans.values():
        of_card.sort(key=lambda plan: (plan.on, plan.id))
    return plans


def keep_one_plan(unit: UnitOfWork, wanted: Sequence[Plan], had: dict[int, list[Plan]]) -> tuple[int, ...]:
    """Write the one plan of each card, new where its id is 0, and take its other open plans away. Gives the
    ids of the new ones."""
    kept = {plan.id for plan in wanted}
    going = [plan.id for of_card in had.values() for plan in of_card if plan.id not in kept]
    if going:
        unit.delete(Plan, going)
    before = {plan.id: plan for of_card in had.values() for plan in of_card}
    unit.update_many([plan for plan in wanted if plan.id and plan != before[plan.id]])
    made = unit.add_many([plan for plan in wanted if not plan.id])
    return tuple(plan.id for plan in made)
