"""Random inputs drawn from the declarations of the calculators, right and wrong."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

import calculators
from calculators.calculator import Calculator
from calculators.errors import InvalidInput
from calculators.fields import (
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

TERRITOIRES = Path(calculators.__file__).parent / "territoires"


@functools.cache
def insee_codes() -> list[str]:
    """Give the codes of the communes of a few departments."""
    return [
        code
        for departement in ("01", "2A", "974")
        for code, (_, people) in json.loads(
            (TERRITOIRES / f"{departement}.json").read_text()
        ).items()
        if people
    ]


def values(field: Field) -> st.SearchStrategy[Any]:
    """Draw JSON values that the field accepts."""
    match field:
        case Integer():
            low, high = int(field.minimum), int(field.maximum)
            return st.integers(low, high) | st.integers(low, min(high, low + 20))
        case Number():
            scale = 10 ** min(field.decimals, 2)
            return st.integers(int(field.minimum * scale), int(field.maximum * scale)).map(
                lambda n: n // scale if n % scale == 0 else n / scale
            )
        case Boolean():
            return st.booleans()
        case Choice():
            return st.sampled_from(list(field.options))
        case Several():
            return st.lists(st.sampled_from(list(field.options)), unique=True)
        case Codes():
            return st.lists(st.sampled_from(insee_codes()), unique=True, max_size=30)
        case Day():
            return st.dates(field.minimum, field.maximum).map(lambda day: day.isoformat())
        case Text():
            return st.text("abcdéÈ 'œ:-,", min_size=1, max_size=min(20, field.maximum)).filter(
                lambda words: words == words.strip()
            )
        case Records():
            columns = {column.key: values(column) for column in field.columns}
            return st.lists(
                st.fixed_dictionaries(columns),
                min_size=field.minimum,
                max_size=min(field.maximum, field.minimum + 8),
            )
    raise TypeError(field)


def inputs(calculator: Calculator) -> st.SearchStrategy[dict[str, Any]]:
    """Draw inputs that the calculator accepts, most of them optional."""
    required = {f.key: values(f) for f in calculator.fields if f.required}
    optional = {f.key: values(f) for f in calculator.fields if not f.required}
    drawn = st.fixed_dictionaries(required, optional=optional)
    return (drawn | drawn.map(lambda given: {**calculator.start, **given})).filter(
        lambda given: accepts(calculator, given)
    )


def accepts(calculator: Calculator, given: Mapping[str, Any]) -> bool:
    """Say whether fields that go together are right together."""
    try:
        calculator.compute(given)
    except InvalidInput:
        return False
    return True


def wrong_values(field: Field) -> st.SearchStrategy[Any]:
    """Draw JSON values that the field must refuse."""
    nonsense: st.SearchStrategy[Any] = st.sampled_from(
        [math.nan, math.inf, -math.inf, {"a": 1}, "\x00", "x" * 10_000, [[1]], [None], {}]
    )
    match field:
        case Number():
            low, high = int(field.minimum), int(field.maximum)
            beyond: st.SearchStrategy[Any] = (
                st.integers(max_value=low - 1)
                | st.integers(min_value=high + 1)
                | st.text()
                | st.booleans()
            )
            return (
                nonsense | beyond | (st.just(low + 0.5) if isinstance(field, Integer) else beyond)
            )
        case Boolean():
            return nonsense | st.integers() | st.text()
        case Choice():
            return nonsense | st.text().filter(lambda word: word not in field.options)
        case Several() | Codes():
            return nonsense | st.just(["nulle-part"]) | st.integers() | st.text(min_size=1)
        case Day():
            return nonsense | st.sampled_from(["2025-02-30", "30/06/2025", "1200-01-01", "2025"])
        case Text():
            return st.integers() | st.just(" ") | st.just("x" * (field.maximum + 1))
        case Records():
            return nonsense | st.just([]) | st.just([{"nom": 3}]) | st.integers()
    raise TypeError(field)
