"""Many computations at once, from a spreadsheet saved as CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from calculators.calculator import Calculator
from calculators.errors import FieldError, InvalidInput
from calculators.fields import doubts, understand

ERRORS = "erreurs"


def compute_csv(calculator: Calculator, document: str) -> str:
    """Compute each row; give its columns back with the values and, in `erreurs`, what is wrong.

    The first row holds the keys of the inputs. Columns are separated by commas or, as French
    spreadsheets do, by semicolons, then decimals are written with a comma. A bad row is told
    with its line number and does not stop the others. `InvalidInput` when a column is unknown.
    """
    document = document.removeprefix("\ufeff")
    delimiter = ";" if ";" in re.split(r"[\r\n]", document, maxsplit=1)[0] else ","
    rows = _rows(document, delimiter)
    _, columns = next(rows, ("", []))
    _check_columns(calculator, columns)
    computed = [(cells, *_answer(calculator, where, cells, columns)) for where, cells in rows]
    values = list(dict.fromkeys(key for _, answer, _ in computed for key in answer))
    padding = [""] * len(columns)
    return _write(
        [*columns, *(f"resultat_{key}" for key in values), ERRORS],
        (
            [
                *(cells + padding)[: len(columns)],
                *(_cell(answer.get(key, ""), delimiter) for key in values),
                wrong,
            ]
            for cells, answer, wrong in computed
        ),
        delimiter,
    )


def _rows(document: str, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """Give the lines and the cells of each row, no cells when it cannot be read."""
    reader = csv.reader(io.StringIO(document, newline=""), delimiter=delimiter, strict=True)
    row: list[str] | None = []
    while row is not None:
        first = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error:
            last = reader.line_num
            yield f"Lignes {first} à {last}" if last > first else f"Ligne {first}", []
        else:
            if row:
                yield f"Ligne {first}", row


def _check_columns(calculator: Calculator, columns: list[str]) -> None:
    known = [field.key for field in calculator.fields]
    unknown = [column for column in columns if column not in known]
    repeated = [column for column in dict.fromkeys(columns) if columns.count(column) > 1]
    if not columns:
        raise InvalidInput(
            FieldError("csv", "Le fichier est vide ou illisible. La première ligne porte les noms.")
        )
    if unknown or repeated:
        raise InvalidInput(
            *(
                FieldError(column, f"Colonne inconnue. Colonnes acceptées : {', '.join(known)}.")
                for column in unknown
            ),
            *(FieldError(column, "Cette colonne est donnée deux fois.") for column in repeated),
        )


def _answer(
    calculator: Calculator, where: str, cells: list[str], columns: list[str]
) -> tuple[dict[str, object], str]:
    if not cells:
        return {}, f"{where} : guillemets mal fermés, ou cellule trop longue."
    if len(cells) != len(columns):
        return {}, f"{where} : {len(cells)} au lieu de {len(columns)} cellules."
    typed = dict(zip(columns, cells, strict=True))
    try:
        given = understand(calculator.fields, typed)
        values = calculator.values(given)
        asked = " ".join(doubt.message for doubt in doubts(calculator.fields, given))
        return values | ({"a_verifier": asked} if asked else {}), ""
    except InvalidInput as invalid:
        messages = (f"{error.field} : {error.message}" for error in invalid.errors)
        return {}, f"{where} : {' '.join(messages)}"


def _cell(value: object, delimiter: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and delimiter == ";":
        return str(value).replace(".", ",")
    return str(value)


def _write(header: list[str], rows: Iterable[list[str]], delimiter: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue()
