"""The rules' numbers as a board keeps them: two of its settings, each JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dreamboard.domain.errors import BadInput
from dreamboard.domain.settings import Settings
from dreamboard.services.commands import Batch, ChangeSetting

RULES_SETTING = "rules"
"""What the rep changed of ``domain.settings.Settings``."""
COUNTRY_SETTING = "country"
"""The rep's own country (ISO 3166-1 alpha-2), for public holidays."""
KEEP_ATTACHMENTS = "import.keep_attachments"
"""Whether imports keep what came with messages; not there: they do not."""


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
