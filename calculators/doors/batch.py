"""Many computations at once: a file of a spreadsheet in, the same with its results out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import tee
from typing import BinaryIO, TextIO

from calculators.doors.headings import Headings, Names, quoted, squeezed
from calculators.doors.spreadsheet import Row, Sheet
from calculators.vocabulary import text
from calculators.vocabulary.calculator import AS_OF, Calculator
from calculators.vocabulary.errors import FieldError, InvalidInput
from calculators.vocabulary.fields import Choice, Field, Level, understand

ERRORS = "erreurs"
ADDED = "resultat_"
"""What the name of a column of results starts with."""
SHOWN = 50
"""How many columns or lines a report names."""
BOM = "\ufeff"

# Some programs read the wide signs of Asia as the narrow ones.
_RUNS = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# Possessive: a cell may hold a hundred thousand spaces.
_NUMBER = re.compile(r"[+-]\d[\d\s]*+([.,]\d++)?([eE][+-]?\d++)?\s*+[%€]?")


@dataclass
class Report:
    """What is to be told of a file once it is computed."""

    free: list[str]
    """The names of the columns that were given back untouched."""
    replaced: list[str]
    """Those of an earlier answer, left out."""
    absent: list[str] = field(default_factory=list)
    """The inputs that an amount cannot do without, and that no column holds."""
    refused: list[str] = field(default_factory=list)
    """Those that lose it all unless they are answered by « yes », and that no column holds."""
    rows: int = 0
    failed: int = 0
    repeated: list[int] = field(default_factory=list)
    """The lines where the headings come again."""

    @property
    def counts(self) -> str:
        """Say how many rows were computed."""
        if not self.rows:
            return "Aucune ligne à calculer."
        if self.failed == self.rows:
            return f"Aucune ligne n’a pu être calculée : lisez la colonne « {ERRORS} »."
        done = self.rows - self.failed
        told = f"{text.number(done)} ligne{_s(done)} calculée{_s(done)}"
        if not self.failed:
            return f"{told}."
        return f"{told}, {text.number(self.failed)} en erreur : lisez la colonne « {ERRORS} »."

    @property
    def notes(self) -> list[str]:
        """Name what was not computed with."""
        notes = []
        if names := self.absent:
            notes.append(f"Compté pour 0, faute de colonne : {_some(names)}.")
        if names := self.refused:
            notes.append(
                f"Prérequis comptés « non », faute de colonne : {_some(names)}. "
                "Sans eux, le montant est de 0 €."
            )
        if names := self.free:
            notes.append(f"Rendu sans changement : {_some(names)}.")
        if names := self.replaced:
            notes.append(f"Remplacé, car issu d’un calcul précédent : {_some(names)}.")
        if lines := self.repeated:
            several = _s(len(lines))
            places = _some([str(line) for line in lines])
            notes.append(f"Titres répétés, laissés de côté : ligne{several} {places}.")
        return notes

    @property
    def words(self) -> str:
        """Say everything in one line."""
        return " ".join((self.counts, *self.notes))


@dataclass(frozen=True)
class Limit:
    """The longest file that a door computes."""

    size: int
    """In bytes."""
    rows: int

    def __str__(self) -> str:
        megabytes = text.number(self.size // 1_000_000)
        return f"{megabytes}\u00a0Mo et {text.number(self.rows)}\u00a0lignes"

    def refuse(self) -> InvalidInput:
        """Say that a file is too long."""
        return InvalidInput(
            FieldError(
                "csv",
                f"Le fichier est trop long : {self} au plus. Partagez-le en plusieurs fichiers, "
                "chacun avec la ligne des titres.",
            )
        )


def compute_csv(
    calculator: Calculator, document: bytes, limit: Limit, on: date | None = None
) -> tuple[str, Report]:
    """Compute a file that is held in memory; give the file to save and what is to be told."""
    if len(document) > limit.size:
        raise limit.refuse()
    spool, target = io.StringIO(), io.StringIO(newline="")
    batch = Batch(calculator, io.BytesIO(document), limit, on)
    batch.compute(spool)
    batch.write(spool, target)
    return target.getvalue(), batch.report


class Computer:
    """What computes the rows of a file, once its headings are read."""

    def __init__(self, calculator: Calculator, headings: Headings, on: date | None) -> None:
        self.calculator = calculator
        self.headings = headings
        self.on = on
        self._words = {
            one.key: _values_by_words(one)
            for one in calculator.fields
            if isinstance(one, Choice | Level)
        }

    def told(self, row: Row) -> Told:
        """Give the values of a row, or what is wrong with it."""
        width = len(self.headings.written)
        if not row.cells:
            return {}, f"{row.place} : guillemets mal fermés, ou cellule trop longue."
        if len(row.cells) != width:
            return {}, f"{row.place} : {len(row.cells)} au lieu de {width} cellules."
        typed = {
            key: self._understood(key, unguarded(row.cells[position]))
            for position, key in self.headings.inputs.items()
        }
        on = typed.pop(AS_OF.key, "").strip()
        try:
            given = understand(self.calculator.fields, typed)
            answer = self.calculator.answer(given, AS_OF.read(on) if on else self.on)
            asked = " ".join(doubt.message for doubt in answer.doubts())
            return answer.values() | ({"a_verifier": asked} if asked else {}), ""
        except InvalidInput as invalid:
            told = (f"{self._titled(error.field)} : {error.message}" for error in invalid.errors)
            return {}, f"{row.place} : {' '.join(told)}"

    def _understood(self, key: str, cell: str) -> str:
        words = self._words.get(key)
        return words.get(squeezed(cell), cell) if words else cell

    def _titled(self, key: str) -> str:
        """Name an input as its column does."""
        titles = (
            self.headings.written[position].strip()
            for position, one in self.headings.inputs.items()
            if one == key
        )
        return next(titles, key)


type Told = tuple[Mapping[str, object], str]
"""The values of a row, and what is wrong with it."""
type Spread = Callable[[Computer, Iterable[Row]], Iterator[Told]]
"""How rows are computed, in their order: one after the other, or by several processors."""


def one_by_one(computer: Computer, rows: Iterable[Row]) -> Iterator[Told]:
    """Compute rows here."""
    return map(computer.told, rows)


type Record = tuple[int, list[str], list[str], str]
"""Blank lines before a row, the cells of the person, those of the results, what is wrong."""


class Batch:
    """The rows of a file, computed then written, however many.

    The columns of the reader come first, then the inputs, the values and, in `erreurs`, what is
    wrong: a bad row is told with its line number and does not stop the others. Rows without a
    date of their own are computed with the texts that apply `on`.

    The names of the values are known with the last row only: a `spool`, a text file that can be
    written then read, holds the rows until then. `InvalidInput` at once when the columns cannot
    be understood.
    """

    def __init__(
        self,
        calculator: Calculator,
        source: BinaryIO,
        limit: Limit,
        on: date | None = None,
        matched: Mapping[int, str] | None = None,
    ) -> None:
        self._names = Names(calculator)
        self._sheet = Sheet(source, self._names.key)
        self.headings = self._names.read(self._sheet.headings, matched)
        if self._sheet.longer_than(limit.rows):
            raise limit.refuse()
        self._kept = (*self.headings.free, *self.headings.inputs)
        self.computer = Computer(calculator, self.headings, on)
        self._decimal = "." if self._sheet.separator == "," else ","
        self.results: dict[str, None] = {}
        self.report = _announced(self.headings, calculator)

    def compute(self, spool: TextIO, spread: Spread = one_by_one) -> None:
        """Compute each row and put it in the spool, which was empty."""
        spool.writelines(json.dumps(record) + "\n" for _, record in self.records(spread))

    def write(self, spool: TextIO, target: TextIO) -> None:
        """Write the file that a spreadsheet of the same country opens."""
        separator = self._sheet.separator
        french = separator == ";"
        end = "\r\n" if french else "\n"
        target.write(BOM if french else "")
        writer = csv.writer(target, delimiter=separator, lineterminator=end)
        kept = [self.headings.written[one] for one in self._kept]
        results = [f"{ADDED}{key}" for key in self.results]
        writer.writerow([*map(guarded, kept), *results, ERRORS])
        spool.seek(0)
        for blank, cells, values, wrong in map(json.loads, spool):
            target.writelines(end for _ in range(blank))
            padding = [""] * (len(results) - len(values))
            writer.writerow([*map(guarded, cells), *values, *padding, wrong])

    def records(self, spread: Spread = one_by_one) -> Iterator[tuple[Row, Record]]:
        """Compute each row, and give it with what is to be written of it."""
        rows, ahead = tee(self._rows())
        answers = spread(self.computer, filter(_filled, ahead))
        for row in rows:
            told = next(answers) if _filled(row) else ({}, "")
            self.report.rows += _filled(row)
            self.report.failed += bool(told[1])
            yield row, self.record(row, told)

    def record(self, row: Row, told: Told) -> Record:
        """Give what is to be written of a row."""
        cells, (values, wrong) = row.cells, told
        self.results.update(dict.fromkeys(values))
        return (
            row.blank,
            [cells[one] if one < len(cells) else "" for one in self._kept],
            [self._written(values.get(key, "")) for key in self.results] if values else [],
            wrong,
        )

    def _rows(self) -> Iterator[Row]:
        width = len(self.headings.written)
        for row in self._sheet.rows():
            while len(row.cells) > width and not row.cells[-1].strip():
                row.cells.pop()
            if self._repeats(row.cells):
                self.report.repeated.append(row.first)
            else:
                yield row

    def _repeats(self, cells: list[str]) -> bool:
        return len(cells) == len(self.headings.written) and all(
            self._names.key(cells[position]) == key
            for position, key in self.headings.inputs.items()
        )

    def _written(self, value: object) -> str:
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float):
            return str(value).replace(".", self._decimal)
        return guarded(value) if isinstance(value, str) else str(value)


def _filled(row: Row) -> bool:
    """Say whether there is something to compute: a row that cannot be read is to be told."""
    return not row.cells or any(map(str.strip, row.cells))


def guarded(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run."""
    runs = cell.startswith(_RUNS) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if runs else cell


def unguarded(cell: str) -> str:
    """Take it away."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_RUNS) else cell


def _announced(headings: Headings, calculator: Calculator) -> Report:
    def shown(positions: tuple[int, ...]) -> list[str]:
        written = ((position, headings.written[position].strip()) for position in positions)
        return [
            quoted(name) if name else f"la colonne {position + 1}, sans titre"
            for position, name in written
        ]

    def missing(keys: Iterable[str]) -> list[str]:
        absent = {*keys} - {*headings.inputs.values()}
        return [quoted(one.label) for one in calculator.fields if one.key in absent]

    estimator = calculator.estimator
    absent = missing(estimator.drivers) if estimator else []
    decisive = estimator.kept(calculator.scales.every[-1]) if estimator else frozenset[str]()
    # A year that no column holds is the one that the day of the question gives.
    refused = missing(decisive - {calculator.dated_by})
    return Report(shown(headings.free), shown(headings.replaced), absent, refused)


def _values_by_words(one: Field) -> Mapping[str, str]:
    """Give the answers of a list by what people read, as a spreadsheet may hold either."""
    options: Mapping[str, str] = getattr(one, "options", {})
    names = [(word, value) for value, word in options.items()]
    names += [(value, value) for value in options]
    words = {squeezed(name): value for name, value in names}
    # Without its marks, −1 would be 1.
    return {word: value for word, value in words.items() if not word.isdecimal()}


def _some(names: list[str]) -> str:
    """Name what a line can hold, and count the rest."""
    more = len(names) - SHOWN
    return text.listing([*names[:SHOWN], f"{text.number(more)} de plus"] if more > 0 else names)


def _s(count: int) -> str:
    return "s" if count > 1 else ""
