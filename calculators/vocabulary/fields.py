"""Declared inputs: one declaration gives the form, the checks, the schema and the tables.

A field reads two kinds of values: JSON (command line, Python), where types are strict, and the
text that a person types (form, spreadsheet), where `52 000` and `12,5 %` are understood. Both
end in the same checks and the same messages. Nothing is clamped, rounded or ignored.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, cast

from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError, InvalidInput, Rejected

# Every space that keyboards and spreadsheets put between thousands.
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)
# 52.000 is fifty-two thousand for some and fifty-two for others.
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}([.,]\d{3})+", re.ASCII)
_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_UNSEEN = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One input: its key, its words, and what it accepts."""

    key: str
    label: str
    hint: str = ""
    group: str = ""
    required: bool = False
    default: Any = None
    """The value taken when the input is absent; `None` means that it is not given."""
    instead_of: str = ""
    """The key of the input that this one replaces when it is given."""

    control: ClassVar[str] = "text"
    inputmode: ClassVar[str] = "text"
    unit: str = ""

    def accept(self, value: object) -> Any:
        """Check a JSON value and give what the rules compute with; `Rejected` says why not."""
        raise NotImplementedError

    def read(self, typed: str) -> object:
        """Understand what a person typed, as the JSON value that `accept` checks."""
        return typed

    def as_json(self, value: Any) -> Any:
        """Give an accepted value back as JSON."""
        return value

    def write(self, value: Any) -> str:
        """Write an accepted value as the form and the links hold it; `read` understands it."""
        return str(self.as_json(value))

    def show(self, value: Any) -> str:
        """Write an accepted value as people write it; `read` understands it too."""
        return self.write(value)

    def doubt(self, _value: Any) -> str:
        """Ask back, in words, about an accepted value that was likely meant otherwise."""
        return ""

    def schema(self) -> dict[str, Any]:
        """Describe the accepted JSON values (JSON Schema 2020-12)."""
        return {"type": "string"}


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
                f"{_quote(value)} se lit de deux façons. Écrivez les milliers avec une espace, ou "
                f"sans rien. {self.expected}"
            )
        raise Rejected(f"{_quote(value)} n’est pas un nombre. {self.expected}")

    def _shown(self, number: Decimal) -> str:
        # A few characters of JSON can hold a number of a billion digits.
        short = abs(number.adjusted()) < 20 and len(number.as_tuple().digits) < 30
        return _quote(text.number(number) if short else number)

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
        return _quote(number)


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


@dataclass(frozen=True, kw_only=True)
class Boolean(Field):
    """Yes or no."""

    default: bool = False
    control: ClassVar[str] = "checkbox"

    def read(self, typed: str) -> object:
        """Understand `oui`, `non`, `true`, `false`, `1`, `0`, `x`."""
        word = typed.strip().casefold()
        if word in ("true", "oui", "vrai", "1", "x"):
            return True
        return False if word in ("false", "non", "faux", "0") else typed

    def accept(self, value: object) -> bool:
        """Give the answer."""
        if isinstance(value, bool):
            return value
        raise Rejected(f"{_quote(value)} n’est pas une réponse. Répondez par oui ou par non.")

    def write(self, value: bool) -> str:
        """Write `true` or `false`."""
        return "true" if value else "false"

    def schema(self) -> dict[str, Any]:
        """Describe the two answers."""
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One answer of a list."""

    options: Mapping[str, str]
    """The accepted values and their words."""
    control: ClassVar[str] = "select"

    def read(self, typed: str) -> object:
        """Take the value as it is."""
        return typed.strip()

    def accept(self, value: object) -> str:
        """Give the value."""
        if isinstance(value, str) and value in self.options:
            return value
        raise Rejected(
            f"{_quote(value)} n’est pas une des réponses. Choisissez parmi : "
            f"{', '.join(self.options)}."
        )

    def schema(self) -> dict[str, Any]:
        """List the values."""
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True, kw_only=True)
class Several(Field):
    """Any number of answers of a list, each at most once."""

    options: Mapping[str, str]
    default: tuple[str, ...] = ()
    control: ClassVar[str] = "checkboxes"

    def read(self, typed: str) -> object:
        """Understand values separated by commas."""
        return _split(typed)

    def accept(self, value: object) -> tuple[str, ...]:
        """Give the values."""
        chosen = _texts(value, "Indiquez une liste de réponses")
        for word in chosen:
            if word not in self.options:
                raise Rejected(
                    f"« {word} » n’est pas une des réponses. Choisissez parmi : "
                    f"{', '.join(self.options)}."
                )
        return _unique(chosen)

    def as_json(self, value: tuple[str, ...]) -> Any:
        """Give the list."""
        return list(value)

    def write(self, value: tuple[str, ...]) -> str:
        """Write the values separated by commas."""
        return ",".join(value)

    def schema(self) -> dict[str, Any]:
        """List the values."""
        items = {"type": "string", "enum": list(self.options)}
        return {"type": "array", "items": items, "uniqueItems": True}


@dataclass(frozen=True, kw_only=True)
class Codes(Field):
    """A list of codes of one shape, each at most once, in capitals once accepted."""

    pattern: str
    """In capitals or not, as people write."""
    expected: str
    """What a code looks like, in words."""
    maximum: int
    default: tuple[str, ...] = ()
    control: ClassVar[str] = "codes"

    def read(self, typed: str) -> object:
        """Understand codes separated by commas or spaces."""
        return _split(typed)

    def accept(self, value: object) -> tuple[str, ...]:
        """Give the codes, in capitals."""
        codes = _texts(value, f"Indiquez une liste de codes : {self.expected}")
        for code in codes:
            if not self._valid(code):
                hint = (
                    f" Écrivez 0{code}, avec le zéro du début." if self._valid(f"0{code}") else ""
                )
                raise Rejected(
                    f"« {code} » n’est pas un code valable. Attendu : {self.expected}.{hint}"
                )
        if len(codes) > self.maximum:
            raise Rejected(f"Indiquez {text.number(self.maximum)} codes au plus.")
        return _unique(tuple(code.upper() for code in codes))

    def _valid(self, code: str) -> bool:
        return re.fullmatch(self.pattern, code, re.ASCII) is not None

    def as_json(self, value: tuple[str, ...]) -> Any:
        """Give the list."""
        return list(value)

    def write(self, value: tuple[str, ...]) -> str:
        """Write the codes separated by commas."""
        return ",".join(value)

    def schema(self) -> dict[str, Any]:
        """Describe the codes."""
        return {
            "type": "array",
            "items": {"type": "string", "pattern": f"^({self.pattern})$"},
            "uniqueItems": True,
            "maxItems": self.maximum,
        }


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date between two others, both accepted."""

    minimum: date = date(1990, 1, 1)
    maximum: date = date(2100, 12, 31)
    control: ClassVar[str] = "date"
    inputmode: ClassVar[str] = "numeric"

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
            raise Rejected(f"{_quote(value)} n’est pas une date. {self.expected}")
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


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A few words, on one line: a list of records holds them between semicolons."""

    maximum: int = 100
    pattern: ClassVar[str] = rf"[^\s;{_UNSEEN}]([^;{_UNSEEN}]*[^\s;{_UNSEEN}])?"

    def read(self, typed: str) -> object:
        """Take the words as they are."""
        return typed.strip()

    def accept(self, value: object) -> str:
        """Give the words."""
        if not isinstance(value, str) or not value.strip():
            raise Rejected(f"{_quote(value)} n’est pas un texte. Indiquez quelques mots.")
        if len(value) > self.maximum:
            raise Rejected(f"Indiquez {self.maximum} caractères au plus.")
        if not re.fullmatch(self.pattern, value):
            raise Rejected(
                "Indiquez quelques mots, sans point-virgule, sans retour à la ligne"
                " et sans espace au début ni à la fin."
            )
        return value

    def schema(self) -> dict[str, Any]:
        """Describe the length and what may not stand in it."""
        return {"type": "string", "pattern": f"^{self.pattern}$", "maxLength": self.maximum}


@dataclass(frozen=True, kw_only=True)
class Records(Field):
    """A list of people or things, each described by the same few fields.

    The columns that have a default come last and may be left out.
    """

    columns: tuple[Field, ...]
    minimum: int = 1
    maximum: int
    control: ClassVar[str] = "records"

    @property
    def needed(self) -> tuple[Field, ...]:
        """Give the columns that every record must have."""
        return tuple(column for column in self.columns if column.default is None)

    @property
    def optional(self) -> tuple[Field, ...]:
        """Give the columns that a record may leave out."""
        return self.columns[len(self.needed) :]

    def read(self, typed: str) -> object:
        """Understand one record a line, values separated by `;`, a tab, or `:` on one line."""
        rows = typed.splitlines() if "\n" in typed or ";" in typed else typed.split(",")
        records = []
        for row in filter(str.strip, rows):
            cells = re.split(r"[;\t]" if re.search(r"[;\t]", row) else ":", row)
            if self._names_columns(cells):
                continue
            if not len(self.needed) <= len(cells) <= len(self.columns):
                return row
            records.append(
                {
                    column.key: column.read(cell)
                    for column, cell in zip(self.columns, cells, strict=False)
                    if cell.strip() or column in self.needed
                }
            )
        return records

    def _names_columns(self, cells: list[str]) -> bool:
        """Say whether a row is the headings, pasted from a spreadsheet with the records."""
        return 1 < len(cells) <= len(self.columns) and all(
            cell.strip().casefold() in (column.key, column.label)
            for cell, column in zip(cells, self.columns, strict=False)
        )

    def accept(self, value: object) -> tuple[Mapping[str, Any], ...]:
        """Give the records, each checked."""
        if not isinstance(value, list | tuple):
            raise Rejected(
                f"{_quote(value)} : indiquez sur chaque ligne "
                f"{self._expected([column.label for column in self.needed], ' ; '.join)}."
            )
        if not self.minimum <= len(value) <= self.maximum:
            raise Rejected(f"Indiquez de {self.minimum} à {self.maximum} lignes.")
        return tuple(self._record(rank, row) for rank, row in enumerate(value, 1))

    def _record(self, rank: int, row: object) -> Mapping[str, Any]:
        needed = [column.key for column in self.needed]
        keys = {column.key for column in self.columns}
        if not isinstance(row, Mapping) or not set(needed) <= set(row) <= keys:
            raise Rejected(f"Ligne {rank} : attendu {self._expected(needed, text.listing)}.")
        record = {}
        for column in self.columns:
            given = row.get(column.key)
            if given is None and column.default is not None:
                given = column.default
            try:
                record[column.key] = column.accept(given)
            except Rejected as rejected:
                raise Rejected(f"Ligne {rank}, {column.label} : {rejected}") from None
        return record

    def _expected(self, needed: list[str], join: Callable[[list[str]], str]) -> str:
        more = [column.label for column in self.optional]
        return join(needed) + (f", puis, si besoin, {join(more)}" if more else "")

    def as_json(self, value: tuple[Mapping[str, Any], ...]) -> Any:
        """Give the list of objects."""
        return [
            {column.key: column.as_json(row[column.key]) for column in self.columns}
            for row in value
        ]

    def write(self, value: tuple[Mapping[str, Any], ...]) -> str:
        """Write one record a line, without the last values that are the default."""
        return "\n".join(
            " ; ".join(column.write(row[column.key]) for column in self._told(row)) for row in value
        )

    def _told(self, row: Mapping[str, Any]) -> list[Field]:
        told = list(self.columns)
        while told[-1].default is not None and row[told[-1].key] == told[-1].default:
            told.pop()
        return told

    def schema(self) -> dict[str, Any]:
        """Describe one record."""
        return {
            "type": "array",
            "minItems": self.minimum,
            "maxItems": self.maximum,
            "items": {
                "type": "object",
                "properties": {
                    **{column.key: column.schema() for column in self.needed},
                    **{column.key: _optional(column) for column in self.optional},
                },
                "required": [column.key for column in self.needed],
                "additionalProperties": False,
            },
        }


class Answers(dict[str, Any]):
    """The accepted inputs of one computation, by key; absent and optional ones are `None`."""

    def integer(self, key: str) -> int:
        """Give a whole number."""
        return cast(int, self[key])

    def number(self, key: str) -> Decimal:
        """Give an exact number."""
        return cast(Decimal, self[key])

    def flag(self, key: str) -> bool:
        """Give a yes or a no."""
        return cast(bool, self[key])

    def choice(self, key: str) -> str:
        """Give the chosen value."""
        return cast(str, self[key])

    def several(self, key: str) -> tuple[str, ...]:
        """Give the chosen values or the codes."""
        return cast("tuple[str, ...]", self[key])

    def day(self, key: str) -> date | None:
        """Give a date, if it was given."""
        return cast("date | None", self[key])

    def given(self, key: str) -> bool:
        """Say whether an optional input was given."""
        return self[key] is not None

    def with_changes(self, changes: Mapping[str, object]) -> Answers:
        """Give the same answers with some of them changed."""
        return Answers({**self, **changes})


def accept(fields: tuple[Field, ...], given: object) -> Answers:
    """Check JSON inputs against their declaration; `InvalidInput` names every field at fault.

    `None` and an absent key both mean « not given ».
    """
    if not isinstance(given, Mapping):
        raise InvalidInput(
            FieldError("input", 'Attendu : un objet JSON, par exemple {"population": 60000}.')
        )
    known = {field.key: field for field in fields}
    errors = [
        FieldError(
            str(key),
            f"{_quote(key)} n’est pas une donnée de ce calcul. Données acceptées : "
            f"{', '.join(known)}.",
        )
        for key in given
        if key not in known
    ]
    answers = Answers()
    for field in fields:
        value = given.get(field.key)
        try:
            if value is not None:
                answers[field.key] = field.accept(value)
            elif field.required:
                raise Rejected(_ask(field))
            else:
                answers[field.key] = field.default
        except Rejected as rejected:
            errors.append(FieldError(field.key, str(rejected)))
    if errors:
        raise InvalidInput(*errors)
    return answers


def doubts(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> list[FieldError]:
    """Give what is asked back about accepted answers, each with the input that it is about."""
    return [
        FieldError(field.key, doubt)
        for field in fields
        if answers.get(field.key) is not None and (doubt := field.doubt(answers[field.key]))
    ]


def understand(fields: tuple[Field, ...], typed: Mapping[str, str]) -> dict[str, object]:
    """Turn what a person typed into JSON inputs; what is left empty is not given."""
    known = {field.key: field for field in fields}
    return {
        key: known[key].read(value) if key in known else value
        for key, value in typed.items()
        if value.strip()
    }


def _optional(column: Field) -> dict[str, Any]:
    shape = column.schema()
    return {
        "title": column.hint or column.label,
        **shape,
        "type": [shape["type"], "null"],
        "default": column.as_json(column.default),
    }


def _ask(field: Field) -> str:
    return field.expected if isinstance(field, Number) else f"Renseignez « {field.label} »."


def _quote(value: object) -> str:
    if isinstance(value, str) and not value.strip():
        return "Une réponse vide"
    try:
        shown = str(value).lower() if isinstance(value, bool) else str(value)
    except (ValueError, RecursionError):  # digits or lists beyond what Python writes
        return "Cette valeur"
    shown = re.sub(f"[{_UNSEEN}]", "\N{REPLACEMENT CHARACTER}", shown[:41])
    return f"« {shown[:40]}… »" if len(shown) > 40 else f"« {shown} »"


def _iso_day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _french_day(written: str) -> date | None:
    french = _FRENCH_DAY.fullmatch(written)
    return _iso_day(f"{french[3]}-{french[2]:0>2}-{french[1]:0>2}") if french else None


def _split(typed: str) -> list[str]:
    return [part for part in re.split(r"[,;\s]+", typed) if part]


def _texts(value: object, expected: str) -> tuple[str, ...]:
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise Rejected(f"{_quote(value)} n’est pas une liste. {expected}.")


def _unique(items: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(items)) < len(items):
        twice = next(item for item in items if items.count(item) > 1)
        raise Rejected(f"« {twice} » est indiqué deux fois. Gardez-le une seule fois.")
    return items
