"""What each command does: one handler a command, one module a subject."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dreamboard.services import commands
from dreamboard.services.dispatcher import Handler
from dreamboard.services.handlers.archives import apply_archive
from dreamboard.services.handlers.batch import batch_with
from dreamboard.services.handlers.cards import add_pursuit, move_cards, retire, unretire
from dreamboard.services.handlers.conditions import add_conditions, meet_condition
from dreamboard.services.handlers.contacts import (
    add_contact,
    change_decision_maker,
    end_employment,
    keep_stranger,
)
from dreamboard.services.handlers.edits import edit
from dreamboard.services.handlers.erasing import erase_person
from dreamboard.services.handlers.feedback import give_feedback
from dreamboard.services.handlers.ideas import add_idea
from dreamboard.services.handlers.imports import apply_import
from dreamboard.services.handlers.merges import keep_apart, merge_accounts, merge_contacts
from dreamboard.services.handlers.plans import clear_plans, plan_touch
from dreamboard.services.handlers.quotes import add_quote, close_quote
from dreamboard.services.handlers.reverts import revert_import
from dreamboard.services.handlers.rounds import debrief, lose_pursuits, win_pursuits
from dreamboard.services.handlers.settings import change_setting
from dreamboard.services.handlers.signals import add_signal
from dreamboard.services.handlers.stages import add_stage, move_stage, remove_stage
from dreamboard.services.handlers.touches import log_touch
from dreamboard.services.handlers.trash import delete, restore_from_trash
from dreamboard.services.import_plan import ApplyArchive, ApplyImport, KeepStranger, RevertImport
from dreamboard.services.merging import KeepApart, MergeAccounts, MergeContacts

_HANDLERS: dict[type, Handler] = {
    commands.AddPursuit: add_pursuit,
    commands.Edit: edit,
    commands.MoveCards: move_cards,
    commands.LosePursuits: lose_pursuits,
    commands.WinPursuits: win_pursuits,
    commands.LogTouch: log_touch,
    commands.Delete: delete,
    commands.RestoreFromTrash: restore_from_trash,
    commands.Retire: retire,
    commands.Unretire: unretire,
    commands.PlanTouch: plan_touch,
    commands.ClearPlans: clear_plans,
    commands.AddContact: add_contact,
    commands.EndEmployment: end_employment,
    commands.ChangeDecisionMaker: change_decision_maker,
    commands.AddStage: add_stage,
    commands.MoveStage: move_stage,
    commands.RemoveStage: remove_stage,
    commands.AddQuote: add_quote,
    commands.CloseQuote: close_quote,
    commands.AddConditions: add_conditions,
    commands.MeetCondition: meet_condition,
    commands.AddSignal: add_signal,
    commands.AddIdea: add_idea,
    commands.Debrief: debrief,
    commands.GiveFeedback: give_feedback,
    commands.ChangeSetting: change_setting,
    commands.ErasePerson: erase_person,
    ApplyImport: apply_import,
    ApplyArchive: apply_archive,
    RevertImport: revert_import,
    KeepStranger: keep_stranger,
    MergeAccounts: merge_accounts,
    MergeContacts: merge_contacts,
    KeepApart: keep_apart,
}

_HANDLERS[commands.Batch] = batch_with(_HANDLERS)

HANDLERS: Mapping[type, Handler] = MappingProxyType(_HANDLERS)
"""The handler of each command."""
