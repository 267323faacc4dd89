"""The verb ``idea``: things worth giving, and who could use them."""

from __future__ import annotations

import argparse
from typing import Any

from dreamboard.app.cli_board import opened
from dreamboard.app.cli_find import by_name
from dreamboard.app.cli_print import Out, cut
from dreamboard.app.workspace import Workspace
from dreamboard.domain.book import ReachLog
from dreamboard.domain.errors import Ambiguous, BadInput, NotFound
from dreamboard.domain.idea_matches import IdeaUse, Match, uses
from dreamboard.domain.model import Idea, Plan
from dreamboard.domain.values import IdeaKind, LossReason, Role
from dreamboard.services.commands import AddIdea
from dreamboard.services.planning import load_ahead, plan_idea, plannable


def idea(asked: argparse.Namespace, out: Out) -> int:
    """``idea``: add, list or match."""
    if asked.plan and asked.action != "match":
        raise BadInput("--plan goes with match.")
    return {"add": _add, "list": _list, "match": _match}[asked.action](asked, out)


def _add(asked: argparse.Namespace, out: Out) -> int:
    if asked.title is None:
        raise BadInput("An idea has a title: dreamboard idea add “Cost of delay” --reason price.")
    with opened(asked, create=True) as workspace:
        done = workspace.dispatcher.run(
            AddIdea(
                asked.title,
                IdeaKind(asked.kind),
                asked.text,
                asked.link,
                tuple(asked.industry),
                tuple(Role(each) for each in asked.role),
                tuple(LossReason(each) for each in asked.reason),
            )
        )
        (use,) = _uses(workspace, [workspace.queries.row(Idea, done.made[0])])
    out.data = {**_data(use), "matches": [_match_data(match) for match in use.matches]}
    out.say(f"Added “{use.idea.title}”: {len(use.matches)} could use it.")
    _say_matches(out, use.matches)
    return 0


def _list(asked: argparse.Namespace, out: Out) -> int:
    with opened(asked) as workspace:
        found = _uses(workspace, workspace.queries.rows(Idea))
    out.data = {"ideas": [_data(use) for use in found]}
    if not found:
        out.say("There is no idea yet: dreamboard idea add TITLE makes one.")
        return 0
    out.table(
        [
            ("#", "Idea", "Kind", "Answers", "Given", "Could use it"),
            *(
                (
                    str(use.idea.id),
                    cut(use.idea.title, 60) + (" (retired)" if use.idea.retired else ""),
                    use.idea.kind.value.replace("_", " "),
                    cut(_answers(use.idea), 50),
                    str(len(use.given)),
                    str(len(use.matches)),
                )
                for use in found
            ),
        ],
        right=frozenset({0, 4, 5}),
    )
    return 0


def _match(asked: argparse.Namespace, out: Out) -> int:
    with opened(asked) as workspace:
        ideas = [each for each in workspace.queries.rows(Idea) if not each.retired]
        chosen = [_named(asked.title, ideas)] if asked.title is not None else ideas
        if asked.plan and asked.title is None:
            raise BadInput("Say which idea to plan: dreamboard idea match TITLE --plan.")
        found = _uses(workspace, chosen)
        planned = _plan(workspace, found[0]) if asked.plan else []
    out.data = {
        "ideas": [{**_data(use), "matches": [_match_data(match) for match in use.matches]} for use in found],
        "planned": [{"pursuit": plan.pursuit_id, "on": plan.on.isoformat()} for plan in planned],
    }
    days = {plan.pursuit_id: plan.on.isoformat() for plan in planned}
    for use in found:
        out.say(f"{use.idea.title}: {len(use.matches)} could use it")
        _say_matches(out, use.matches, days)
    return 0


def _plan(workspace: Workspace, use: IdeaUse) -> list[Plan]:
    if not plannable(use.matches):
        return []
    today, settings = workspace.clock.today(), workspace.settings()
    ids = {match.pursuit_id for match in plannable(use.matches)}
    load = load_ahead(workspace.suggestions(), today, ids)
    workspace.dispatcher.run(plan_idea(use.idea, use.matches, load, today, settings))
    plans = [plan for plan in workspace.queries.rows(Plan) if plan.pursuit_id in ids and plan.done_on is None]
    return sorted(plans, key=lambda plan: (plan.on, plan.id))


def _uses(workspace: Workspace, ideas: list[Idea]) -> tuple[IdeaUse, ...]:
    book = workspace.queries.book(None, ReachLog())
    return uses(ideas, book, workspace.clock.now(), workspace.settings())


def _named(typed: str, ideas: list[Idea]) -> Idea:
    numbered = [each for each in ideas if typed.strip() == f"#{each.id}"]
    if numbered:
        return numbered[0]
    found = by_name(typed, ideas, lambda each: each.title)
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFound(f"There is no idea like “{cut(typed, 60)}”.")
    choices = tuple(f"#{each.id} {each.title} ({each.kind.value.replace('_', ' ')})" for each in found)
    raise Ambiguous(f"“{cut(typed, 60)}” fits {len(found)} ideas; name one by its number:", choices)


def _answers(idea: Idea) -> str:
    tags = [
        *(reason.value.replace("_", " ") for reason in idea.loss_reasons),
        *idea.industries,
        *(role.value.replace("_", " ") for role in idea.roles),
    ]
    return ", ".join(tags) or "everybody"


def _data(use: IdeaUse) -> dict[str, Any]:
    idea = use.idea
    return {
        "id": idea.id,
        "title": idea.title,
        "kind": idea.kind.value,
        "text": idea.text,
        "link": idea.link,
        "loss_reasons": [reason.value for reason in idea.loss_reasons],
        "industries": list(idea.industries),
        "roles": [role.value for role in idea.roles],
        "retired": idea.retired,
        "given": [
            {
                "account": given.account,
                "on": given.on.isoformat(),
                "answered_on": given.answered_on.isoformat() if given.answered_on else None,
                "won_on": given.won_on.isoformat() if given.won_on else None,
            }
            for given in use.given
        ],
        "could_use": len(use.matches),
    }


def _match_data(match: Match) -> dict[str, Any]:
    return {
        "pursuit": match.pursuit_id,
        "account": match.account,
        "reason": match.reason.value if match.reason else None,
        "industry": match.industry or None,
        "role": match.role.value if match.role else None,
        "not_before": match.held_until.isoformat() if match.held_until else None,
    }


def _say_matches(out: Out, matches: tuple[Match, ...], days: dict[int, str] | None = None) -> None:
    for match in matches:
        because = [
            f"lost: {match.reason.value.replace('_', ' ')}" if match.reason else "",
            match.industry,
            match.role.value.replace("_", " ") if match.role else "",
        ]
        day = (days or {}).get(match.pursuit_id, "")
        planned = f", planned {day}" if day else ""
        out.say(f"  #{match.pursuit_id} {match.account} ({', '.join(filter(None, because))}){planned}")
