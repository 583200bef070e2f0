"""How figures are written in French, for the eye and for the ear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
CENT = Decimal("0.01")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
YEAR = "année"
EUROS_A_YEAR = "€ par an"
SPOKEN_UNITS = {"€": "euros", EUROS_A_YEAR: "euros par an", "%": "pour cent"}
# From one keystroke to the next, most figures of an answer stay the same.
_remembered = lru_cache(maxsize=4096)


def cents(amount: Decimal) -> Decimal:
    """Round an amount in euros to the cent, halves away from zero."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Add amounts; a sum of nothing is an exact zero too."""
    return sum(amounts, Decimal(0))


def plain(value: Decimal | int) -> int | float:
    """Give the JSON number nearest to `value`, an integer when it has no decimals."""
    return int(value) if value == int(value) else float(value)


def exact(number: float) -> Decimal:
    """Give back the decimal that a JSON number was made from."""
    return Decimal(str(number))


def _digits(value: Decimal | int, separator: str) -> str:
    exact = Decimal(value)
    sign = "\N{MINUS SIGN}" if exact < 0 else ""
    whole, _, decimals = f"{abs(exact):,f}".partition(".")
    decimals = decimals.rstrip("0")
    return sign + whole.replace(",", separator) + ("," + decimals if decimals else "")


@_remembered
def number(value: Decimal | int) -> str:
    """Write a number: `1 234,5`, narrow no-break space between thousands."""
    return _digits(value, NARROW_SPACE)


@_remembered
def quantity(value: Decimal | int, unit: str) -> str:
    """Write a number and its unit: `97 300 €`, `1 234,50 €`, `12 %`, `3 points`; a year, `2023`."""
    if unit == YEAR:
        return str(value)
    written = number(value)
    if unit in ("€", EUROS_A_YEAR):
        written = _with_cents(written)
    return written + NO_BREAK_SPACE + _agree(value, unit) if unit else written


@_remembered
def spoken(value: Decimal | int, unit: str) -> str:
    """Write the same for a screen reader, which stumbles on grouped digits."""
    written = _digits(value, "")
    if unit == YEAR:
        return written
    unit = SPOKEN_UNITS.get(unit, unit)
    return f"{written} {_agree(value, unit)}" if unit else written


def euros(value: Decimal | int) -> str:
    """Write an amount of money: `97 300 €`, with cents when there are any."""
    return quantity(value, "€")


def euros_between(low: Decimal, high: Decimal) -> str:
    """Write a range of money: `de 97 300 € à 99 190 €`, or the amount when both are one."""
    return euros(low) if low == high else f"de {euros(low)} à {euros(high)}"


def percent(value: Decimal | int) -> str:
    """Write a percentage given in percent: `12,5 %`."""
    return quantity(value, "%")


def day(value: date) -> str:
    """Write a date: `1er avril 2022`."""
    ordinal = "1er" if value.day == 1 else str(value.day)
    return f"{ordinal}{NO_BREAK_SPACE}{MONTHS[value.month - 1]}{NO_BREAK_SPACE}{value.year}"


def capital(words: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def listing(words: list[str] | tuple[str, ...]) -> str:
    """Join words as a sentence does: `a, b et c`."""
    return " et ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _with_cents(written: str) -> str:
    whole, comma, decimals = written.partition(",")
    return whole + comma + decimals.ljust(2, "0") if comma else whole


def _agree(value: Decimal | int, unit: str) -> str:
    changes = -2 < value < 2 and unit[:-1].isalpha() and unit != "mois"
    return unit.removesuffix("s") if changes else unit
