"""Inputs that are numbers."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from calculators.vocabulary import text
from calculators.vocabulary.errors import Rejected
from calculators.vocabulary.fields.base import Field, quote

# Every space that keyboards and spreadsheets put between thousands.
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")


_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


# 52.000 is fifty-two thousand for some and fifty-two for others.
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A number between two bounds, both accepted."""

    minimum: Decimal | int = 0
    maximum: Decimal | int
    decimals: int = 6
    inputmode: ClassVar[str] = "decimal"

    @property
    def expected(self) -> str:
        """Say what is accepted."""
        return (
            f"Indiquez un nombre entre {text.quantity(self.minimum, self.unit)}"
            f" et {text.quantity(self.maximum, self.unit)}."
        )

    def read(self, typed: str) -> object:
        """Understand `52 000`, `12,5`, `12,5 %`, `1 200 €`."""
        digits = self._digits(typed)
        known = _NUMBER.fullmatch(digits) and not _TWO_READINGS.fullmatch(digits)
        return Decimal(digits.replace(",", ".")) if known else typed

    def _digits(self, typed: str) -> str:
        digits = _SPACES.sub("", typed).replace("\N{MINUS SIGN}", "-")
        return digits.removesuffix(self.unit[:1] if self.unit in ("€", "%") else "")

    def accept(self, value: object) -> Decimal:
        """Give the number, exact."""
        number = self._exact(value)
        if not self.minimum <= number <= self.maximum:
            raise Rejected(f"{self._shown(number)} est hors limites. {self.expected}")
        rounded = round(number, self.decimals)
        if rounded != number:
            places = f"{self.decimals} décimale{'s' if self.decimals > 1 else ''}"
            raise Rejected(f"{self.expected[:-1]}, avec {places} au plus.")
        return rounded + 0  # never −0

    def _exact(self, value: object) -> Decimal:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            number = Decimal(str(value) if isinstance(value, float) else value)
            if number.is_finite():
                return number
        if isinstance(value, str) and _TWO_READINGS.fullmatch(self._digits(value)):
            raise Rejected(
                f"{quote(value)} se lit de deux façons. Écrivez les milliers avec une espace, ou "
                f"sans rien. {self.expected}"
            )
        raise Rejected(f"{quote(value)} n’est pas un nombre. {self.expected}")

    def _shown(self, number: Decimal) -> str:
        # A few characters of JSON can hold a number of a billion digits.
        short = abs(number.adjusted()) < 20 and len(number.as_tuple().digits) < 30
        return quote(text.number(number) if short else number)

    def as_json(self, value: Decimal) -> Any:
        """Give the JSON number."""
        return text.plain(value)

    def write(self, value: Any) -> str:
        """Write with a decimal comma."""
        return format(Decimal(value).normalize(), "f").replace(".", ",")

    def schema(self) -> dict[str, Any]:
        """Describe the bounds."""
        return {
            "type": "number",
            "minimum": text.plain(self.minimum),
            "maximum": text.plain(self.maximum),
        }


@dataclass(frozen=True, kw_only=True)
class Integer(Number):
    """A whole number between two bounds."""

    decimals: int = 0
    inputmode: ClassVar[str] = "numeric"

    @property
    def expected(self) -> str:
        """Say what is accepted."""
        return (
            f"Indiquez un nombre entier entre {text.quantity(self.minimum, self.unit)}"
            f" et {text.quantity(self.maximum, self.unit)}."
        )

    def accept(self, value: object) -> Any:
        """Give the whole number."""
        number = self._exact(value)
        if number != number.to_integral_value():
            raise Rejected(f"{self._shown(number)} n’est pas un nombre entier. {self.expected}")
        return int(super().accept(value))

    def write(self, value: Any) -> str:
        """Write the digits alone."""
        return str(value)

    def schema(self) -> dict[str, Any]:
        """Describe the bounds."""
        return {**super().schema(), "type": "integer"}


@dataclass(frozen=True, kw_only=True)
class Year(Integer):
    """A year, written without separator."""

    @property
    def expected(self) -> str:
        """Say what is accepted."""
        return f"Indiquez une année entre {self.minimum} et {self.maximum}."

    def _shown(self, number: Decimal) -> str:
        return quote(number)


@dataclass(frozen=True, kw_only=True)
class Level(Integer):
    """A rank in a few words that follow each other, from 0: chosen rather than typed."""

    words: tuple[str, ...]
    maximum: Decimal | int = dataclasses.field(init=False)
    default: int = 0
    control: ClassVar[str] = "select"

    def __post_init__(self) -> None:
        object.__setattr__(self, "maximum", len(self.words) - 1)

    @property
    def options(self) -> Mapping[str, str]:
        """Give the accepted ranks, as a form holds them, and their words."""
        return {str(rank): word for rank, word in enumerate(self.words)}


@dataclass(frozen=True, kw_only=True)
class Percent(Number):
    """A share in percent, between 0 and 100."""

    maximum: Decimal | int = 100
    decimals: int = 2
    unit: str = "%"
    asked_back: bool = True
    """Whether 1 % or less is asked back: 0,8 was likely written for 80 %."""

    def doubt(self, value: Any) -> str:
        """Ask back about a share that reads as a ratio; it is a right answer, so it stands."""
        if not self.asked_back or not 0 < value <= 1:
            return ""
        written, meant = text.percent(value), text.percent(value * 100)
        return (
            f"« {self.label} » : vous avez écrit {text.number(value)}. Comptez-vous {written} ou "
            f"{meant} ? Le calcul prend {written}. Pour {meant}, écrivez "
            f"{text.number(value * 100)}."
        )


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    """An amount in euros, to the cent."""

    decimals: int = 2
    unit: str = "€"
