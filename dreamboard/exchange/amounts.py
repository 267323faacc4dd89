"""Money as other programs write it: ``8.48E10``, ``$22,700.00``, ``1.234,56 €``, ``(1,200)``, ``$342.09K``.

What a lone separator means is told by the whole column (``decimal_mark``), never by one cell alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dreamboard.domain.text import printable
from dreamboard.domain.values import decimals_of
from dreamboard.services.handlers.checks import MOST_MINOR

_SIGNS = {
    "$": "USD", "US$": "USD", "USD$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "₫": "VND", "₴": "UAH", "฿": "THB", "₦": "NGN", "₱": "PHP",
    "ZŁ": "PLN", "KČ": "CZK", "FT": "HUF", "R$": "BRL", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAN$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "MX$": "MXN", "RS": "INR",
    "RS.": "INR", "FR.": "CHF", "SFR.": "CHF", "KR": "", "KR.": "", "元": "CNY", "円": "JPY",
}  # fmt: skip
"""What stands before or after a number, in capitals. A sign that several countries share says no currency."""

_SCALES = {
    "": 1, "K": 10**3, "TSD": 10**3, "TSD.": 10**3, "M": 10**6, "MM": 10**6, "MN": 10**6, "MIO": 10**6,
    "MIO.": 10**6, "MILLION": 10**6, "B": 10**9, "BN": 10**9, "MRD": 10**9, "MRD.": 10**9, "BILLION": 10**9,
}  # fmt: skip

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_NUMBER = re.compile(
    r"(?P<before>[^\d.,()+-]*)(?P<digits>[.,]?\d[\d.,'’]*(?:[eE][+-]?\d{1,3})?)(?P<after>\D*)$"
)
_WITH_EXPONENT = re.compile(r"\d+(?:[.,]\d*)?[eE][+-]?\d+$")
_THOUSANDS = re.compile(r"\d{1,3}[.,]\d{3}$")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$|\d*$")
_IN_BRACKETS = re.compile(r"(\D*)\((.*)\)(\D*)$")
_LONGEST = 100
"""Characters. Nobody writes longer amounts, and to look for one in a page of text takes minutes."""
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "#n/a", "null", "none", "nan", "\\n"})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and the currency written beside it, empty when none was."""

    value: Decimal
    currency: str = ""


def decimal_mark(cells: Iterable[str]) -> str:
    """``.`` or ``,`` where the cells of a column settle which of them parts the decimals; else empty."""
    votes = {".": 0, ",": 0}
    for cell in cells:
        found = _NUMBER.search(_SPACES.sub("", cell)) if len(cell) <= _LONGEST else None
        if not found:
            continue
        digits = re.split("[eE]", found["digits"])[0]
        mark = _mark_of(digits)
        if mark:
            votes[mark] += 1
    if votes["."] and votes[","]:
        return ""
    return next((mark for mark, count in votes.items() if count), "")


def _mark_of(digits: str) -> str:
    """The decimal mark one number shows beyond doubt."""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return max(".,", key=digits.rfind)
    if points > 1:
        return ","
    if commas > 1:
        return "."
    if points or commas:
        mark = "." if points else ","
        whole, _, rest = digits.partition(mark)
        if len(rest) != 3 or len(whole) > 3 or whole in ("", "0"):
            return mark
    return ""


def read_amount(text: str, mark: str = "") -> Amount | None:
    """The amount in a cell; ``None`` where the cell says that there is none.

    ``mark`` is the column's decimal mark; without one a single separator before exactly three digits
    groups thousands. Raises ``ValueError`` with the reason.
    """
    plain = _SPACES.sub("", text)
    if plain.lower() in _NOTHING:
        return None
    if len(plain) > _LONGEST:
        raise ValueError(f"“{_short(text)}” is not an amount")
    negative = False
    in_brackets = _IN_BRACKETS.match(plain)
    if in_brackets:
        negative, plain = True, "".join(in_brackets.groups())
    plain = re.sub(r"[.,]-+(?=\D*$)", "", plain.replace("−", "-").replace("–", "-"))  # "5,-" is five
    if plain.count("-") - len(re.findall(r"[eE]-", plain)) == 1:
        stripped = re.sub(r"(?<![eE])-", "", plain, count=1)
        if plain.endswith("-") or re.match(r"[^\d]*-", plain):
            negative, plain = not negative, stripped
    plain = plain.replace("+", "", 1) if plain.startswith("+") else plain
    found = _NUMBER.match(plain)
    if not found:
        raise ValueError(f"“{_short(text)}” is not an amount")
    currency_before = _currency(found["before"], text)
    scale, currency_after = _scale_and_currency(found["after"], text)
    value = _decimal(found["digits"], mark if scale == 1 else mark or _lone_mark(found["digits"]), text)
    value *= scale
    return Amount(-value if negative else value, currency_before or currency_after)


def _lone_mark(digits: str) -> str:
    """Before K or M a single separator parts decimals: nobody groups what was shortened."""
    marks = [character for character in digits if character in ".,"]
    return marks[0] if len(marks) == 1 else ""


def _currency(sign: str, text: str) -> str:
    sign = sign.strip(":").upper()
    if not sign:
        return ""
    if sign in _SIGNS:
        return _SIGNS[sign]
    if len(sign) == 3 and sign.isascii() and sign.isalpha():
        return sign
    if len(sign) > 3 and sign[:3].isalpha() and sign[:3].isascii() and sign[3:] in _SIGNS:
        return sign[:3]
    raise ValueError(f"“{_short(text)}” is not an amount")


def _scale_and_currency(after: str, text: str) -> tuple[int, str]:
    upper = after.upper()
    if upper in _SCALES:
        return _SCALES[upper], ""
    for scale in sorted(_SCALES, key=len, reverse=True):
        if (
            scale
            and upper.startswith(scale)
            and (upper[len(scale) :] in _SIGNS or len(upper) == len(scale) + 3)
        ):
            return _SCALES[scale], _currency(upper[len(scale) :], text)
    return 1, _currency(upper, text)


def _decimal(digits: str, mark: str, text: str) -> Decimal:
    digits = digits.replace("'", "").replace("’", "")
    if _WITH_EXPONENT.match(digits):
        plain = digits.replace(",", ".")
    else:
        shown = _mark_of(digits)
        if digits.endswith((".", ",")):
            digits = digits[:-1]
        if not shown and not mark and _THOUSANDS.match(digits):
            shown = "," if "." in digits else "."
        decimal_by = shown or mark or "."
        grouping = "," if decimal_by == "." else "."
        whole, _, rest = digits.partition(decimal_by)
        if (rest and not rest.isdigit()) or not _GROUPS.match(whole):
            raise ValueError(f"“{_short(text)}” is not an amount")
        plain = f"{whole.replace(grouping, '')}.{rest or '0'}"
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise ValueError(f"“{_short(text)}” is not an amount") from None


def to_minor(value: Decimal, currency: str) -> int:
    """An amount in the currency's minor units, rounded half to even. Raises ``ValueError`` when too large."""
    if abs(value) >= MOST_MINOR:
        raise ValueError(f"{value:.2E} is more than the board can hold")
    minor = int((value.scaleb(decimals_of(currency))).to_integral_value())
    if abs(minor) >= MOST_MINOR:
        raise ValueError(f"{value:.2E} is more than the board can hold")
    return minor


def _short(text: str) -> str:
    text = printable(text[:1_000])
    return text if len(text) <= 40 else text[:39] + "…"


def currency_named(text: str) -> str:
    """The ISO 4217 code that a currency column means by a code, a sign, or a name that starts with a code
    ("USD - U.S. Dollar"); empty when it is none."""
    plain = text.strip().upper()
    if plain in _SIGNS:
        return _SIGNS[plain]
    head = re.match(r"([A-Z]{3})(?![A-Z])", plain)
    return head[1] if head and plain.isascii() else ""
