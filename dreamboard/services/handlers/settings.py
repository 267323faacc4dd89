"""Settings of this board."""

from __future__ import annotations

import json
from dataclasses import replace

from dreamboard.domain.errors import Refused
from dreamboard.domain.model import Setting
from dreamboard.services.board_settings import setting_label
from dreamboard.services.commands import ChangeSetting
from dreamboard.services.dispatcher import Handled
from dreamboard.services.handlers import checks
from dreamboard.services.ports import Clock, UnitOfWork


def change_setting(command: ChangeSetting, unit: UnitOfWork, clock: Clock) -> Handled:
    """A setting to a value, or back to its default."""
    name = checks.name(command.name, "A setting")
    label = setting_label(name)
    there = unit.find(Setting, name=name)
    if not command.value:
        if there:
            unit.delete(Setting, [setting.id for setting in there])
        return Handled(label)
    try:
        value = json.dumps(json.loads(command.value))  # in plain ASCII, whatever was typed
    except (ValueError, RecursionError):
        raise Refused(f"The value of the setting {name} is not JSON.") from None
    if not there:
        unit.add(Setting(0, name, value))
    elif there[0].value != value:
        unit.update(replace(there[0], value=value))
    return Handled(label)
