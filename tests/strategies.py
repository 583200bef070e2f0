"""Random inputs drawn from the declarations of the calculators, right and wrong."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError, validators

import calculators
from calculators.aci_cpts.fields import MISSIONS
from calculators.vocabulary.calculator import Calculator
from calculators.vocabulary.errors import InvalidInput, Rejected
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
from calculators.vocabulary.scales import NoScale


def _as_in_javascript(
    _validator: object, pattern: str, value: object, _schema: object
) -> Iterator[ValidationError]:
    # Python's `$` forgives a last end of line; JSON Schema speaks of ECMA's, which does not.
    if isinstance(value, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _as_in_javascript}
)


def validator(schema: dict[str, Any]) -> Any:
    """Check values against a JSON Schema, formats included."""
    return _Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


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
            low, high = math.ceil(field.minimum * scale), int(field.maximum * scale)
            return st.integers(low, high).map(lambda n: n // scale if n % scale == 0 else n / scale)
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
            needed, more = (
                {column.key: values(column) for column in columns}
                for columns in (field.needed, field.optional)
            )
            return st.lists(
                st.fixed_dictionaries(needed, optional=more),
                min_size=field.minimum,
                max_size=min(field.maximum, field.minimum + 8),
            )
    raise TypeError(field)


def inputs(calculator: Calculator) -> st.SearchStrategy[dict[str, Any]]:
    """Draw inputs that the calculator accepts, most of them optional."""
    keys, together = TOGETHER.get(calculator.slug, ((), st.just({})))
    alone = [field for field in calculator.fields if field.key not in keys]
    drawn = st.builds(
        lambda given, start, these: {**(calculator.start if start else {}), **given, **these},
        st.fixed_dictionaries(
            {field.key: values(field) for field in alone if field.required},
            optional={field.key: values(field) for field in alone if not field.required},
        ),
        st.booleans(),
        together,
    )
    return drawn.map(functools.partial(repaired, calculator))


def shares() -> st.SearchStrategy[dict[str, Any]]:
    """Draw three shares, to the hundredth, that make 100."""
    cuts = st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)).map(sorted)
    return cuts.map(
        lambda cut: {
            "part_fixe": cut[0] / 100,
            "part_temps": (cut[1] - cut[0]) / 100,
            "part_actions": (10_000 - cut[1]) / 100,
        }
    )


@st.composite
def sharing(draw: st.DrawFn) -> dict[str, Any]:
    """Draw shares, people, some paid a flat amount first, and an amount that holds it."""
    columns = calculators.find("repartition-sisa").fields[-1]
    flats: st.SearchStrategy[dict[str, float]] = st.just({})
    flats |= st.integers(0, 40_000).map(lambda cents: {"forfait": cents / 100})
    people = [
        {key: value for key, value in row.items() if key != "forfait"} | draw(flats)
        for row in draw(values(columns))
    ]
    first = round(100 * sum(row.get("forfait", 0) for row in people))
    amount = (first + draw(st.integers(0, 10**8) | st.integers(0, 99))) / 100
    return {"montant": amount, "associes": people, **draw(shares())}


STARTS = tuple(f"demarrage_{mission}" for mission in MISSIONS)


@st.composite
def contract_of_a_cpts(draw: st.DrawFn, first: date = date(2019, 8, 25)) -> dict[str, Any]:
    """Draw a signature and starts of missions that follow it, from the same day to years later."""
    signature = draw(st.dates(first, date(2030, 12, 31)))
    days = draw(st.dictionaries(st.sampled_from(STARTS), st.integers(0, 2000)))
    starts = {key: (signature + timedelta(days=n)).isoformat() for key, n in days.items()}
    return {"date_signature": signature.isoformat(), **starts}


TOGETHER: Mapping[str, tuple[tuple[str, ...], st.SearchStrategy[dict[str, Any]]]] = {
    "aci-cpts": (("date_signature", *STARTS), st.just({}) | contract_of_a_cpts()),
    "calendrier": (
        ("contrat", "date_signature", *STARTS),
        contract_of_a_cpts().map(lambda dates: {"contrat": "aci-cpts", **dates})
        | st.fixed_dictionaries(
            {
                "contrat": st.sampled_from(["aci-msp", "cpom"]),
                "date_signature": st.dates(date(1990, 1, 1), date(2100, 12, 31)).map(str),
            }
        ),
    ),
    "repartition-sisa": (
        ("montant", "part_fixe", "part_temps", "part_actions", "associes"),
        sharing(),
    ),
}
"""The inputs that only make sense together, which no declaration knows."""


def repaired(calculator: Calculator, given: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the inputs that do not go with the others."""
    given = dict(given)
    for _ in range(4):
        blamed = faults(calculator, given)
        if not blamed:
            break
        given = {key: value for key, value in given.items() if key not in blamed} | {
            key: value for key, value in calculator.start.items() if key in blamed
        }
    else:
        reject()
    return given


def faults(calculator: Calculator, given: Mapping[str, Any]) -> set[str]:
    """Name the inputs that are refused, without the time that a result takes."""
    try:
        answers = calculator.answers(given)
        calculator.scales.at(calculator.as_of(answers, calculator.reviewed_on))
    except InvalidInput as invalid:
        return {error.field for error in invalid.errors}
    except NoScale:
        return {calculator.dated_by}
    return set()


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


ANYTHING: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 4_000_000)
    | st.floats(-5, 4_000_000, allow_nan=False).map(lambda number: round(number, 2))
    | st.text(max_size=8)
    | st.sampled_from(["liberal", "a", "01034", "2025-02-28", "2025-02-30", " x", "x;y", "٣"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["nom", "heures"]), inner, max_size=2)
    ),
    max_leaves=5,
)


def takes(field: Field, value: object) -> bool:
    """Say whether the field accepts a value."""
    try:
        field.accept(value)
    except Rejected:
        return False
    return True


def inexpressible(field: Field, value: object) -> bool:
    """Say whether a field sees more in a value than JSON Schema has reliable words for."""
    match field:
        case Integer():
            return False
        case Number():  # how many decimals
            return isinstance(value, float)
        case Day():  # bounds of dates
            low, high = field.minimum.isoformat(), field.maximum.isoformat()
            return isinstance(value, str) and not low <= value <= high
        case Codes():  # the same code in capitals and in small letters
            codes = (
                [code for code in value if isinstance(code, str)] if isinstance(value, list) else []
            )
            return len(set(codes)) != len({code.upper() for code in codes})
        case Records():
            rows = value if isinstance(value, list) else []
            return any(
                inexpressible(column, row.get(column.key))
                for row in rows
                if isinstance(row, Mapping)
                for column in field.columns
            )
    return False
