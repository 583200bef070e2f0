"""What people could type in the form of a calculator, drawn from its declaration."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from calculators import find
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.fields import (
    Boolean,
    Choice,
    Codes,
    Day,
    Field,
    Integer,
    Number,
    Records,
    Several,
    Text,
)

SLICES = Path(__file__).parents[2] / "calculators" / "territoires"
# A mainland department, an overseas one, one whose code is not a number, and former codes.
DEPARTEMENTS = ("01", "2A", "974", "anciens/01")
SPACES = ("", " ", "\u00a0", "\u202f")
NONSENSE = (
    "?",
    "-1",
    "1e9",
    "NaN",
    "٣",
    "9" * 30,
    "31/02/2025",
    "52.000",
    "oui mais",
    "<b>",
    "0,1,2",
    "😀",
)

type Request = tuple[dict[str, str], str]


def slices() -> Mapping[str, str]:
    """Give the populations of the departments drawn from, as the page gives them to Python."""
    return {
        departement: (SLICES / f"{departement}.json").read_text("utf-8")
        for departement in DEPARTEMENTS
    }


def requests(slug: str, count: int) -> Iterator[Request]:
    """Draw `count` forms and dates of computation, the same each time.

    Each starts from an example, some of whose answers are changed: nothing but examples knows
    that three shares make 100.
    """
    calculator = find(slug)
    communes = [code for text in slices().values() for code in json.loads(text)]
    bases = [
        _written(calculator, inputs)
        for inputs in (calculator.start, *(example.inputs for example in calculator.examples))
    ]
    for rank in range(count):
        dice = random.Random(f"{slug} {rank}")  # noqa: S311 (not a secret)
        typed, changed = dict(dice.choice(bases)), dice.random() ** 2
        for field in calculator.fields:
            if dice.random() < changed:
                typed[field.key] = _typed(field, dice, communes)
                typed.pop(field.instead_of, None)
            if dice.random() < 0.003:
                typed[field.key] = dice.choice(NONSENSE)
        yield typed, "" if dice.random() < 0.5 else _day(dice, date(2018, 1, 1), date(2028, 1, 1))


def _written(calculator: Calculator, inputs: Mapping[str, object]) -> dict[str, str]:
    answers = calculator.answers(inputs)
    return {
        field.key: field.write(answers[field.key])
        for field in calculator.fields
        if answers[field.key] is not None
    }


def _typed(field: Field, dice: random.Random, communes: list[str]) -> str:
    match field:
        case Number():
            return _number(field, dice)
        case Boolean():
            return dice.choice(("true", "false", "oui", "non"))
        case Choice():
            return dice.choice(list(field.options))
        case Several():
            options = list(field.options)
            return ",".join(dice.sample(options, dice.randint(0, len(options))))
        case Codes():
            return ",".join(dice.sample(communes, dice.randint(1, 12)))
        case Day():
            return _day(dice, max(field.minimum, date(2017, 1, 1)), date(2030, 12, 31))
        case Records():
            return "\n".join(
                ";".join(
                    _typed(column, dice, communes)
                    for column in (*field.needed, *field.optional[: dice.randint(0, 2)])
                )
                for _ in range(dice.randint(field.minimum, min(field.maximum, 8)))
            )
        case Text():
            return "".join(dice.choice("abcé’- ") for _ in range(dice.randint(1, 9))) + "x"
    raise TypeError(field)


def _number(field: Number, dice: random.Random) -> str:
    low, high = Decimal(field.minimum), Decimal(field.maximum)
    # Small numbers are where thresholds stand.
    high = dice.choice((low + 1, low + 10, min(high, low + 300), min(high, low + 90_000), high))
    places = 0 if isinstance(field, Integer) else min(field.decimals, 2)
    value = round(low + (high - low) * Decimal(dice.random()), places)
    whole, _, decimals = f"{value:,f}".partition(".")
    written = whole.replace(",", dice.choice(SPACES))
    return written + ("," + decimals if decimals else "")


def _day(dice: random.Random, first: date, last: date) -> str:
    day = first + timedelta(days=dice.randrange((last - first).days))
    return day.isoformat() if dice.random() < 0.5 else f"{day:%d/%m/%Y}"
