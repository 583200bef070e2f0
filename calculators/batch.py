"""Many computations at once, from a spreadsheet saved as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from calculators.calculator import Calculator
from calculators.errors import FieldError, InvalidInput
from calculators.fields import understand

ERRORS = "erreurs"


def compute_csv(calculator: Calculator, document: str) -> str:
    """Compute each row; give its columns back with the values and, in `erreurs`, what is wrong.

    The first row holds the keys of the inputs. Columns are separated by commas or, as French
    spreadsheets do, by semicolons, then decimals are written with a comma. A bad row is told
    with its line number and does not stop the others. `InvalidInput` when a column is unknown.
    """
    document = document.removeprefix("\ufeff")
    delimiter = ";" if ";" in document.partition("\n")[0] else ","
    reader = csv.DictReader(io.StringIO(document), delimiter=delimiter)
    columns = list(reader.fieldnames or ())
    _check_columns(calculator, columns)
    rows = [(reader.line_num, row) for row in reader]
    computed = [_row(calculator, line, row, columns) for line, row in rows]
    values = list(dict.fromkeys(key for answer, _ in computed for key in answer))
    return _write(
        [*columns, *(f"resultat_{key}" for key in values), ERRORS],
        (
            [
                *(row[column] or "" for column in columns),
                *(_cell(answer.get(key, ""), delimiter) for key in values),
                wrong,
            ]
            for (_, row), (answer, wrong) in zip(rows, computed, strict=True)
        ),
        delimiter,
    )


def _check_columns(calculator: Calculator, columns: list[str]) -> None:
    known = [field.key for field in calculator.fields]
    unknown = [column for column in columns if column not in known]
    repeated = [column for column in dict.fromkeys(columns) if columns.count(column) > 1]
    if not columns:
        raise InvalidInput(
            FieldError("csv", "Le fichier est vide. La première ligne porte les noms.")
        )
    if unknown or repeated:
        raise InvalidInput(
            *(
                FieldError(column, f"Colonne inconnue. Colonnes acceptées : {', '.join(known)}.")
                for column in unknown
            ),
            *(FieldError(column, "Cette colonne est donnée deux fois.") for column in repeated),
        )


def _row(
    calculator: Calculator, line: int, row: dict[str, str | None], columns: list[str]
) -> tuple[dict[str, object], str]:
    if None in row or None in row.values():
        return {}, f"Ligne {line} : {len(columns)} cellules attendues."
    typed = {key: value for key, value in row.items() if value is not None}
    try:
        return calculator.values(understand(calculator.fields, typed)), ""
    except InvalidInput as invalid:
        messages = (f"{error.field} : {error.message}" for error in invalid.errors)
        return {}, f"Ligne {line} : {' '.join(messages)}"


def _cell(value: object, delimiter: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace(".", ",") if delimiter == ";" else str(value)


def _write(header: list[str], rows: Iterable[list[str]], delimiter: str) -> str:
    target = io.StringIO()
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return target.getvalue()
