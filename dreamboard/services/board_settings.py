"""The rules' numbers as a board keeps them: two of its settings, each JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import Settings
from dreamboard.services.commands import Batch, ChangeSetting

RULES_SETTING = "rules"
"""What the rep changed of ``domain.settings.Settings``."""
COUNTRY_SETTING = "country"
"""The rep's own country (ISO 3166-1 alpha-2), for public holidays."""
KEEP_ATTACHMENTS = "import.keep_attachments"
"""Whether imports keep what came with messages; not there: they do not."""

_SAID: Final = {
    RULES_SETTING: "Change the settings",
    COUNTRY_SETTING: "Change your country",
    KEEP_ATTACHMENTS: "Change whether attachments are kept",
    "import.own_addresses": "Change which e-mail addresses are your own",
    "export.plans_calendar": "Change where the calendar of plans is kept",
}
"""What changing a setting is called, also of those that importing and exporting keep."""


def setting_label(name: str) -> str:
    """What the undo step of a setting's change is called."""
    if name.startswith("import.mapping."):
        return "Change what the columns of a file are"
    return _SAID.get(name, f"Change the setting {name}")


def read_settings(found: Mapping[str, str], base: Settings) -> Settings:
    """The numbers of a board, from its settings by name. Raises ``BadInput`` for what cannot be read."""
    if COUNTRY_SETTING in found:
        base = replace(base, country=str(_read(COUNTRY_SETTING, found[COUNTRY_SETTING])))
    return Settings.from_json(_read(RULES_SETTING, found.get(RULES_SETTING, "{}")), base)


def settings_command(before: Settings, after: Settings) -> Batch | None:
    """What keeps the new numbers, as one undo step; ``None`` where nothing differs. What is as the program
    brings it is not kept, so that a better default reaches those who never changed it."""
    if before == after:
        return None
    rules = {name: value for name, value in after.to_json().items() if name != "country"}
    return Batch(
        "Change the settings",
        (
            ChangeSetting(RULES_SETTING, json.dumps(rules) if rules else ""),
            ChangeSetting(COUNTRY_SETTING, json.dumps(after.country) if after.country else ""),
        ),
    )


def _read(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"The board's setting “{name}” cannot be read: {value[:80]!r}.") from error
