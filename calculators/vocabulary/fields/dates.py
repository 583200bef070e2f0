"""Inputs that are dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from calculators.vocabulary import text
from calculators.vocabulary.errors import Rejected
from calculators.vocabulary.fields.base import Field, quote

_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date between two others, both accepted."""

    minimum: date = date(1990, 1, 1)
    maximum: date = date(2100, 12, 31)
    control: ClassVar[str] = "date"
    inputmode: ClassVar[str] = "numeric"
    accepts: ClassVar[str] = "date"

    @property
    def expected(self) -> str:
        """Say what is accepted."""
        return "Indiquez une date qui existe, par exemple 30/06/2025."

    def read(self, typed: str) -> str:
        """Understand `30/06/2025` and `2025-06-30`."""
        typed = typed.strip()
        day = _french_day(typed)
        return day.isoformat() if day else typed

    def accept(self, value: object) -> date:
        """Give the date."""
        day = value if isinstance(value, date) and not isinstance(value, datetime) else None
        if isinstance(value, str) and _ISO_DAY.fullmatch(value):
            day = _iso_day(value)
            if day is None:
                raise Rejected(f"« {value} » n’existe pas. {self.expected}")
        elif isinstance(value, str) and _FRENCH_DAY.fullmatch(value):
            raise Rejected(
                f"« {value} » est écrit pour un formulaire. Dans des données, indiquez {written}."
                if (written := _french_day(value))
                else f"« {value} » n’existe pas. {self.expected}"
            )
        if day is None:
            raise Rejected(f"{quote(value)} n’est pas une date. {self.expected}")
        if not self.minimum <= day <= self.maximum:
            raise Rejected(
                f"Indiquez une date entre le {text.day(self.minimum)}"
                f" et le {text.day(self.maximum)}."
            )
        return day

    def as_json(self, value: date) -> Any:
        """Give the ISO text."""
        return value.isoformat()

    def show(self, value: date) -> str:
        """Write `30/06/2025`."""
        return f"{value:%d/%m}/{value.year}"

    def schema(self) -> dict[str, Any]:
        """Describe the ISO text."""
        return {"type": "string", "format": "date"}


def _iso_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _french_day(written: str) -> date | None:
    french = _FRENCH_DAY.fullmatch(written)
    return _iso_day(f"{french[3]}-{french[2]:0>2}-{french[1]:0>2}") if french else None
