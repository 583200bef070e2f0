"""Inputs that are tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from calculators.vocabulary import text
from calculators.vocabulary.errors import Rejected
from calculators.vocabulary.fields.base import Field, quote


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
        words = "\t".join(cell.strip() for cell in cells).rstrip("\t").casefold().split("\t")
        return 1 < len(words) <= len(self.columns) and all(
            word in (column.key, column.label)
            for word, column in zip(words, self.columns, strict=False)
        )

    def accept(self, value: object) -> tuple[Mapping[str, Any], ...]:
        """Give the records, each checked."""
        if not isinstance(value, list | tuple):
            raise Rejected(
                f"{quote(value)} : indiquez sur chaque ligne "
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

    def doubt(self, value: tuple[Mapping[str, Any], ...]) -> str:
        """Ask back about a name written on several lines; two people may bear it, so it stands."""
        ranks: dict[str, list[int]] = {}
        for rank, row in enumerate(value, 1):
            ranks.setdefault(str(row[self.columns[0].key]).casefold(), []).append(rank)
        told = [
            f"«\u00a0{value[same[0] - 1][self.columns[0].key]}\u00a0» est écrit lignes "
            f"{text.listing([str(rank) for rank in same])}."
            for same in ranks.values()
            if len(same) > 1
        ]
        if not told:
            return ""
        asked = "Est-ce la même ligne deux fois\u202f? Le calcul compte chaque ligne."
        return f"«\u00a0{self.label}\u00a0»\u202f: {' '.join(told)} {asked}"

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


def _optional(column: Field) -> dict[str, Any]:
    shape = column.schema()
    return {
        "title": column.hint or column.label,
        **shape,
        "type": [shape["type"], "null"],
        "default": column.as_json(column.default),
    }
