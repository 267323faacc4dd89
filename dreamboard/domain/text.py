"""Text as people type it: folded so that it is found, and cleaned so that it is safe to keep."""

from __future__ import annotations

import re
import unicodedata

# What neither decomposition nor case folding brings to the letters a person types instead.
_SPELLED = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-",
    }
)  # fmt: skip

# The accents of Latin, Greek and Cyrillic. Marks of other scripts carry meaning: vowels in Hindi, voicing in
# Japanese.
_ACCENTS = dict.fromkeys(range(0x0300, 0x0370))


# Embeddings, overrides and isolates: one left open turns the rest of the sentence that the name stands in.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


LONGEST_FILE_NAME = 120
_LONGEST_ENDING = 16
_MOST_BYTES = 200  # of a file's name; file systems take 255, and a name aside is a little longer
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}) | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}


def fold(text: str) -> str:
    """The text as it is compared and searched: without case, accents and spare space.

    "Straße", "STRASSE" and "strasse" fold alike, and so do "Łódź" and "lodz". Folding twice is folding once.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").split())
    parted = unicodedata.normalize("NFKD", text).casefold()
    parted = unicodedata.normalize("NFKD", parted).translate(_ACCENTS).translate(_SPELLED)
    return " ".join(unicodedata.normalize("NFKC", parted).split())


def holds_words(haystack: str, words: str) -> bool:
    """Whether every word of ``words`` begins or stands within ``haystack``, whatever their case, accents and
    order. No words are held by anything."""
    folded = fold(haystack)
    return all(word in folded for word in fold(words).split())


def file_stem(name: str, otherwise: str) -> str:
    """A name as the beginning of a file's, of letters and figures that file systems take; ``otherwise`` where
    nothing of it is left."""
    plain = re.sub(r"[^\w .-]+", " ", name)[:60].strip(" .")
    return " ".join(plain.split()) or otherwise


def file_name(text: str, otherwise: str = "attachment") -> str:
    """The name of a file as somebody else gave it, safe to save under on any system: no folder, no mark that
    a file system takes for something else, none that is not seen or turns the text, no name that Windows
    keeps for devices, at most ``LONGEST_FILE_NAME`` characters with its ending, never empty."""
    shown = printable(re.split(r"[/\\]", text)[-1])
    shown = "".join(mark for mark in shown if unicodedata.category(mark) != "Cf")
    name = re.sub(r'[<>:"|?*]+', "_", shown).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, dot, ending = name, "", ""
    if stem.partition(".")[0].rstrip().upper() in _DEVICES:
        stem = f"_{stem}"
    ending = dot + ending
    stem = stem[: LONGEST_FILE_NAME - len(ending)]
    while len((stem + ending).encode()) > _MOST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .') or otherwise}{ending}"


def printable(text: str, *, lines: bool = False) -> str:
    """The text stripped, and without what cannot be shown or stored: control characters go, halves of
    surrogate pairs become the replacement mark. Runs of space, line breaks and tabs become one space, and
    marks that turn the direction of what comes after them go, unless ``lines`` keeps them (line breaks as
    ``\\n``)."""
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        # Most texts are plain; what cannot be shown is looked for mark by mark only where there is any.
        if text.replace("\n", "").isprintable():
            return text.strip()
        return "".join(_shown(mark, "\n\t") for mark in text).strip()
    return " ".join("".join(_shown(mark, "") for mark in text if mark not in _TURNING).split())


def _shown(mark: str, kept: str) -> str:
    if mark in kept:
        return mark
    category = unicodedata.category(mark)
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category == "Cc":
        return " " if mark.isspace() else ""
    return mark
