"""The colours of the program, by what they mean. Every other module takes its colours from here."""

from dataclasses import dataclass, fields, replace

from dreamboard.presentation.tone import Tone

__all__ = [
    "DARK",
    "DARK_HIGH_CONTRAST",
    "LIGHT",
    "LIGHT_HIGH_CONTRAST",
    "Tokens",
    "Tone",
    "tokens_for",
]


@dataclass(frozen=True, slots=True)
class Tokens:
    """One set of colours, each as #RRGGBB.

    `faint`, `star`, `line`, `column_edge`, `spark` and `spark_strong` are for drawing only; all text is in
    one of the others, and reads at 4.5 : 1 or better on every ground it is put on.
    """

    dark: bool
    high_contrast: bool
    window: str
    column: str
    column_edge: str
    panel: str
    line: str
    ink: str
    muted: str
    faint: str
    accent: str
    accent_soft: str
    fill: str
    fill_hover: str
    on_fill: str
    hover: str
    neutral_soft: str
    due: str
    due_soft: str
    overdue: str
    overdue_soft: str
    good: str
    good_soft: str
    lost: str
    lost_soft: str
    star: str
    spark: str
    spark_strong: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The ink and the ground of a tone."""
        if tone is Tone.NEUTRAL:
            return self.muted, self.neutral_soft
        colours = self.colours()
        return colours[tone.value], colours[f"{tone.value}_soft"]

    def colours(self) -> dict[str, str]:
        """Every colour by its name, for filling a style sheet."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, str)}


# The light muted and due inks are a shade darker than in the drawings (#6E7178, #B4540A), which read at
# 4.2 and 4.4 : 1 on a column and on a chip.
LIGHT = Tokens(
    dark=False,
    high_contrast=False,
    window="#F6F5F2",
    column="#EFEDE8",
    column_edge="#EFEDE8",
    panel="#FFFFFF",
    line="#E5E2DB",
    ink="#22252B",
    muted="#65686F",
    faint="#9A9CA1",
    accent="#3454D1",
    accent_soft="#E9EDFB",
    fill="#3454D1",
    fill_hover="#2A46B4",
    on_fill="#FFFFFF",
    hover="#F1F0EC",
    neutral_soft="#F0F0EE",
    due="#AD5009",
    due_soft="#FCEFE0",
    overdue="#B3261E",
    overdue_soft="#FBE9E7",
    good="#1E7B4F",
    good_soft="#E5F4EC",
    lost="#7A4FB5",
    lost_soft="#F1EAFA",
    star="#C58B00",
    spark="#93A4E6",
    spark_strong="#3454D1",
)

DARK = Tokens(
    dark=True,
    high_contrast=False,
    window="#17181B",
    column="#1D1F23",
    column_edge="#1D1F23",
    panel="#222429",
    line="#34373E",
    ink="#ECECEA",
    muted="#A3A6AD",
    faint="#7D8087",
    accent="#8FA3F5",
    accent_soft="#2A3050",
    fill="#4A66DD",
    fill_hover="#5470DA",
    on_fill="#FFFFFF",
    hover="#2B2E34",
    neutral_soft="#303238",
    due="#F0A35E",
    due_soft="#3C2C1C",
    overdue="#F28B82",
    overdue_soft="#43231F",
    good="#6FCF9B",
    good_soft="#1D3528",
    lost="#BFA0EA",
    lost_soft="#33274A",
    star="#C58B00",
    spark="#5468B8",
    spark_strong="#8FA3F5",
)

LIGHT_HIGH_CONTRAST = replace(
    LIGHT,
    high_contrast=True,
    window="#FFFFFF",
    column="#FFFFFF",
    column_edge="#22252B",
    line="#22252B",
    ink="#000000",
    muted="#33363B",
    faint="#55585E",
    accent="#1B339B",
    fill="#1B339B",
    fill_hover="#12246F",
    due="#7A3600",
    overdue="#8A1610",
    good="#0D5231",
    lost="#54308A",
    star="#7D5800",
    spark="#55585E",
    spark_strong="#1B339B",
)

DARK_HIGH_CONTRAST = replace(
    DARK,
    high_contrast=True,
    window="#000000",
    column="#000000",
    column_edge="#C9CBD0",
    panel="#0B0C0E",
    line="#C9CBD0",
    ink="#FFFFFF",
    muted="#D6D8DC",
    faint="#B4B7BD",
    accent="#B9C6FF",
    accent_soft="#1A2046",
    fill="#B9C6FF",
    fill_hover="#D5DDFF",
    on_fill="#000000",
    due="#FFC68F",
    overdue="#FFB4AD",
    good="#9BEBC0",
    lost="#DCC6FA",
    star="#FFC83D",
    spark="#B4B7BD",
    spark_strong="#B9C6FF",
)


def tokens_for(*, dark: bool, high_contrast: bool) -> Tokens:
    """The set of colours for a scheme."""
    if high_contrast:
        return DARK_HIGH_CONTRAST if dark else LIGHT_HIGH_CONTRAST
    return DARK if dark else LIGHT
