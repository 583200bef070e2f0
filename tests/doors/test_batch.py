"""A spreadsheet in, a spreadsheet out: bad rows are told with their line, the others computed."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from calculators import SLUGS, InvalidInput, compute, find
from calculators.batch import compute_csv
from calculators.calculator import Calculator

CPTS = find("aci-cpts")
SISA = find("repartition-sisa")


def computed(document: str, calculator: Calculator = CPTS, delimiter: str = ",") -> list[Any]:
    return list(csv.DictReader(io.StringIO(compute_csv(calculator, document)), delimiter=delimiter))


def refusal(document: str) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refused:
        compute_csv(CPTS, document)
    return [(error.field, error.message) for error in refused.value.errors]


def written(calculator: Calculator, rows: Iterable[dict[str, object]], delimiter: str = ",") -> str:
    """Write JSON inputs as a person would have typed them."""
    fields = {field.key: field for field in calculator.fields}
    target = io.StringIO()
    writer = csv.DictWriter(target, fields, delimiter=delimiter)
    writer.writeheader()
    for row in rows:
        answers = calculator.answers(row)
        writer.writerow(
            {
                key: fields[key].write(answers[key])
                for key in fields
                if key in row and answers[key] is not None
            }
        )
    return target.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("slug", SLUGS)
def test_each_example_gives_the_values_of_a_computation(slug: str, delimiter: str) -> None:
    calculator = find(slug)
    examples = [dict(example.inputs) for example in calculator.examples]
    rows = computed(written(calculator, examples, delimiter), calculator, delimiter)
    assert len(rows) == len(examples)
    for row, inputs in zip(rows, examples, strict=True):
        assert row["erreurs"] == ""
        values = compute(slug, inputs)["values"]
        found = {
            key.removeprefix("resultat_"): cell
            for key, cell in row.items()
            if key.startswith("resultat_") and key.removeprefix("resultat_") in values
        }
        assert found == {
            key: (
                ("true" if value else "false")
                if isinstance(value, bool)
                else str(value).replace(".", "," if delimiter == ";" else ".")
                if isinstance(value, float)
                else str(value)
            )
            for key, value in values.items()
        }


def test_the_columns_of_the_file_come_first_and_errors_last() -> None:
    header = compute_csv(CPTS, "population,qualite\n60000,oui\n").splitlines()[0].split(",")
    assert header[:2] == ["population", "qualite"]
    assert header[-1] == "erreurs"
    assert "resultat_total_euros" in header
    assert len(header) == len(set(header))


def test_a_french_spreadsheet_is_understood_and_answered_alike() -> None:
    document = "population;taux_parcours;qualite\r\n60 000;33,33 %;oui\r\n"
    (row,) = computed(document, delimiter=";")
    assert row["population"] == "60 000"
    assert row["resultat_parcours_variable"] == "11665,5"
    assert row["resultat_qualite_fixe"] == "10000"


def test_only_numbers_take_a_decimal_comma() -> None:
    people = '"A;1.5;2\nB;2;1"'
    document = f"montant;part_fixe;part_temps;part_actions;associes\n0.1;100;0;0;{people}\n"
    (row,) = computed(document, SISA, ";")
    assert row["associes"] == "A;1.5;2\nB;2;1"
    assert row["resultat_associe_1"] == "0,05"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_and_ends_of_lines_of_any_machine_are_understood(newline: str, mark: str) -> None:
    document = mark + newline.join(("population,qualite", "60000,oui", "39999,non", ""))
    rows = computed(document)
    assert [row["resultat_taille"] for row in rows] == ["2", "1"]
    assert [row["erreurs"] for row in rows] == ["", ""]


def test_a_bad_row_is_told_with_its_line_and_does_not_stop_the_others() -> None:
    rows = computed(
        "population,taux_parcours\n"  # line 1
        "60000,100\n"
        "0,101\n"  # line 3
        "\n"
        "60000\n"  # line 5
        "60000,1,2\n"
        '52 000,"12,5"\n'  # line 7
        "52 000,12,5\n"
        ",\n"  # line 9
    )
    assert [row["erreurs"].partition(" : ")[0] for row in rows] == [
        "", "Ligne 3", "Ligne 5", "Ligne 6", "", "Ligne 8", "Ligne 9",
    ]  # fmt: skip
    assert "population : « 0 » est hors limites." in rows[1]["erreurs"]
    assert "taux_parcours : « 101 » est hors limites." in rows[1]["erreurs"]
    assert rows[2]["erreurs"] == "Ligne 5 : 1 au lieu de 2 cellules."
    assert rows[2]["population"] == "60000"
    assert rows[3]["erreurs"] == "Ligne 6 : 3 au lieu de 2 cellules."
    assert rows[1]["resultat_total_euros"] == ""
    assert rows[4]["resultat_total_euros"] != ""
    assert "population : Indiquez la population" in rows[6]["erreurs"]


def test_the_line_of_a_row_is_that_of_its_first_cell() -> None:
    rows = computed(
        "montant,part_fixe,part_temps,part_actions,associes\n"
        '10,100,0,0,"A;1;1\nB;1;1\nC;1;1"\n'  # lines 2 to 4
        '10,100,0,0,"A;1;1\nB;1"\n'  # lines 5 and 6
        "10,99,0,0,A;1;1\n",  # line 7
        SISA,
    )
    assert rows[0]["erreurs"] == ""
    assert rows[0]["associes"] == "A;1;1\nB;1;1\nC;1;1"
    assert rows[0]["resultat_associe_1"] == "3.34"
    assert rows[1]["erreurs"].startswith("Ligne 5 : associes : ")
    assert rows[2]["erreurs"].startswith("Ligne 7 : part_fixe : ")


def test_quotes_that_are_never_closed_are_told_with_all_they_swallow() -> None:
    rows = computed('population\n60000\n"52000\n39999\n')
    assert [row["erreurs"] for row in rows] == [
        "",
        "Lignes 3 à 4 : guillemets mal fermés, ou cellule trop longue.",
    ]
    assert rows[0]["resultat_taille"] == "2"


def test_a_misquoted_row_does_not_stop_the_others() -> None:
    rows = computed('population,qualite\n"60000"x,oui\n60000,oui\n')
    assert rows[0]["erreurs"] == "Ligne 2 : guillemets mal fermés, ou cellule trop longue."
    assert rows[1]["resultat_taille"] == "2"


def test_an_endless_cell_does_not_stop_the_others() -> None:
    rows = computed(f"population\n{'9' * 200_000}\n60000\n")
    assert rows[0]["erreurs"].startswith("Ligne 2 : ")
    assert rows[1]["resultat_taille"] == "2"


def test_unknown_and_repeated_columns_are_each_named() -> None:
    errors = refusal("population,habitants,,population\n1,2,3,4\n")
    assert [field for field, _ in errors] == ["habitants", "", "population"]
    assert errors[0][1].startswith("Colonne inconnue. Colonnes acceptées : communes, population,")
    assert errors[2][1] == "Cette colonne est donnée deux fois."


@pytest.mark.parametrize("document", ["", "\ufeff", "\n\n", "\r\n", '"population\n60000\n'])
def test_a_file_without_columns_is_told(document: str) -> None:
    assert refusal(document) == [
        ("csv", "Le fichier est vide ou illisible. La première ligne porte les noms.")
    ]


@pytest.mark.parametrize("document", ["population", "population\n", "\n\npopulation\n\n"])
def test_a_file_without_rows_gives_its_columns_back(document: str) -> None:
    assert compute_csv(CPTS, document) == "population,erreurs\n"


def test_rows_may_give_different_values() -> None:
    rows = computed(
        "montant,part_fixe,part_temps,part_actions,associes\n"
        "10,100,0,0,A;1;1\n"
        '10,100,0,0,"A;1;1\nB;1;1"\n',
        SISA,
    )
    assert [row["resultat_associe_2"] for row in rows] == ["", "5"]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_thousand_rows_take_less_than_two_seconds(slug: str, tmp_path: Path) -> None:
    """In a process of its own: processor time, start of Python included."""
    calculator = find(slug)
    examples = [dict(example.inputs) for example in calculator.examples]
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    rows = (examples[rank % len(examples)] for rank in range(1000))
    source.write_text(written(calculator, rows), encoding="utf-8")
    command = [sys.executable, "-m", "calculators", "batch", slug]
    before = os.times()
    subprocess.run([*command, "--input", str(source), "--output", str(target)], check=True)
    after = os.times()
    spent = after.children_user - before.children_user
    assert spent + after.children_system - before.children_system < 2
    with target.open(encoding="utf-8", newline="") as answer:
        answered = list(csv.DictReader(answer))
    assert len(answered) == 1000
    assert not [row["erreurs"] for row in answered if row["erreurs"]]
