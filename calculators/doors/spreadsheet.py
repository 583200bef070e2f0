"""The rows of a CSV file, whatever spreadsheet saved it, read without ever holding the file."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

from calculators.vocabulary import text
from calculators.vocabulary.errors import FieldError, InvalidInput

PIECE = 1 << 16
LONGEST_HEADER = 50_000
LONGEST_ROW = 400_000
"""In characters; the file may be as long as its door allows."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The archive of XLSX and ODS, and the binary file of old workbooks.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINES = re.compile(r"[\r\n]*")
_EMPTY_ROWS = re.compile(r'(?:[;,\t "\u00a0\u202f]*[\r\n])*+')
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w"\r\n])"?[;,\t ]*(?=[\r\n])', re.ASCII | re.IGNORECASE)
_SEPARATORS = (";", "\t", ",")
# A file of one column has no separator: nothing that its cells hold is one.
_NONE = "\x1f"


class Row(NamedTuple):
    """One row of the file."""

    blank: int
    """How many blank lines stand before it."""
    first: int
    """The number of its first line in the file."""
    last: int
    cells: list[str]
    """Empty when the row cannot be read."""

    @property
    def place(self) -> str:
        """Say where the row is, or all that is lost with it when it cannot be read."""
        lost = not self.cells and self.last > self.first
        return f"Lignes {self.first} à {self.last}" if lost else f"Ligne {self.first}"


class Sheet:
    """The cells of a CSV file: its headings, then its rows.

    Understands UTF-8, UTF-16 and Windows-1252; semicolons, tabulations and commas, or the
    separator told by a first line `sep=`; the ends of lines of any machine. `InvalidInput` when
    it holds no table. `key` gives the key of an input from a heading, if it is known.
    """

    def __init__(self, source: BinaryIO, key: Callable[[str], str]) -> None:
        self._source, self._key = source, key
        self.headings, self.separator, *_ = self._open()

    def longer_than(self, rows: int) -> bool:
        """Say whether there are more rows than that."""
        return next(islice(self.rows(), rows, None), None) is not None

    def rows(self) -> Iterator[Row]:
        """Give the rows under the headings; blank lines at the end are no rows."""
        *_, lines, reader = self._open()
        while True:
            blank = lines.skip_blank()
            first = lines.number + 1
            lines.row = 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                cells = []
            yield Row(blank, first, lines.number, cells)

    def _open(self) -> tuple[list[str], str, _Lines, Iterator[list[str]]]:
        """Read up to the headings; give them, the separator, and what reads on."""
        lines = _Lines(_pieces(self._source))
        told = lines.told_separator()
        start = lines.ahead(LONGEST_HEADER + 1)
        if len(start) > LONGEST_HEADER and not _END.search(start):
            raise _unreadable(
                f"La ligne des titres dépasse {text.number(LONGEST_HEADER)} caractères. "
                "Gardez un titre court par colonne."
            )
        separator, headings = _table(start, told, self._key)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            next(reader)
        except csv.Error:
            raise _unreadable(
                "La ligne des titres ne peut pas être lue. Vérifiez ses guillemets."
            ) from None
        return headings, "," if separator == _NONE else separator, lines, reader


def _unreadable(message: str) -> InvalidInput:
    return InvalidInput(FieldError("csv", message))


def _pieces(source: BinaryIO) -> Iterator[str]:
    encoding, mark = _encoding(source)
    source.seek(mark)
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while piece := source.read(PIECE):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _encoding(source: BinaryIO) -> tuple[str, int]:
    """Give the encoding of a file and the length of the mark that says it."""
    source.seek(0)
    start = source.read(PIECE)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding, len(mark)
    if start.startswith(_WORKBOOKS):
        raise _unreadable(
            "Ce fichier est un classeur de tableur. Enregistrez-le au format CSV, "
            "puis choisissez ce nouveau fichier."
        )
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if zeros.count(0) * 2 > len(zeros):
            return encoding, 0
    decoder = codecs.getincrementaldecoder("utf-8")()
    source.seek(0)
    try:
        while piece := source.read(PIECE):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def _table(start: str, told: str, key: Callable[[str], str]) -> tuple[str, list[str]]:
    """Give the separator that finds most known headings, and the headings."""
    found = []
    for separator in told or _SEPARATORS:
        try:
            reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator, strict=True)
            found.append((separator, _without_end(next(reader, []))))
        except csv.Error:
            continue
    if not any(headings for _, headings in found):
        raise _unreadable("Le fichier est vide ou illisible. La première ligne porte les noms.")
    separator, headings = max(
        found, key=lambda one: (sum(map(bool, map(key, one[1]))), len(one[1]))
    )
    first, *rest = _END.split(start, maxsplit=2)
    if len(headings) == 1 and separator not in first and not told:
        ends = (one for one, _ in found if rest and rest[0].endswith(one))
        separator = next(ends, _NONE)
    return separator, headings


def _without_end(cells: list[str]) -> list[str]:
    """Leave out the empty cells that a spreadsheet adds at the end of a row."""
    kept = len(cells)
    while kept and not cells[kept - 1].strip():
        kept -= 1
    return cells[:kept]


class _Lines:
    """The lines of a text that comes by pieces, with their ends; none longer than a row may be."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._text = ""
        self._at = 0
        self._ended = False
        self.number = 0
        """How many lines were read."""
        self.row = 0
        """How many characters the row that is being read has so far."""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._line()
        self.number += 1
        self.row += len(line)
        if self.row > LONGEST_ROW:
            raise csv.Error("row too long")
        return line

    def skip_blank(self) -> int:
        """Pass over the blank lines that come next, and give their number."""
        return self._skip(_BLANK_LINES)

    def told_separator(self) -> str:
        """Pass over what comes before the headings; give the separator that is told there."""
        self._skip(_EMPTY_ROWS)
        self.ahead(PIECE)
        told = _SEPARATOR_LINE.match(self._text, self._at)
        if told is None:
            return ""
        self._at = told.end()
        self._skip(_EMPTY_ROWS)
        return told[1]

    def ahead(self, length: int) -> str:
        """Give what comes next, without passing over it."""
        while len(self._text) - self._at < length and self._more():
            pass
        return self._text[self._at : self._at + length]

    def _skip(self, lines: re.Pattern[str]) -> int:
        before = self.number
        while True:
            passed = lines.match(self._text, self._at)
            end = passed.end() if passed else self._at
            # The two characters of one end of line may come in two pieces.
            half = not self._ended and self._at < end == len(self._text) and self._text[-1] == "\r"
            end -= half
            run = self._text[self._at : end]
            self.number += run.count("\n") + run.count("\r") - run.count("\r\n")
            self._at = end
            if len(self._text) - end > LONGEST_HEADER or _END.search(self._text, end + half):
                break
            if not self._more() and not half:
                break
        return self.number - before

    def _line(self) -> str:
        refused = ""
        searched = self._at
        while True:
            end = _END.search(self._text, searched)
            if end and (end.end() < len(self._text) or end[0] != "\r" or self._ended):
                line = self._text[self._at : end.end()]
                self._at = end.end()
                return refused or line
            searched = end.start() if end else len(self._text)
            if searched - self._at > LONGEST_ROW:
                refused = refused or self._text[self._at : searched]
                self._at = searched
            searched -= self._at
            if not self._more():
                line = self._text[self._at :]
                self._at = len(self._text)
                if not (refused or line):
                    raise StopIteration
                return refused or line

    def _more(self) -> bool:
        piece = next(self._pieces, None)
        if piece is None:
            self._ended = True
            return False
        self._text, self._at = self._text[self._at :] + piece, 0
        return True
