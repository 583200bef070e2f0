"""A spreadsheet in, a spreadsheet out: bad rows are told with their line, the others computed."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from calculators import SLUGS, compute, find
from calculators.doors import batch
from calculators.doors.batch import Limit, Report
from calculators.doors.headings import Names, named
from calculators.doors.template import template
from calculators.vocabulary.calculator import Calculator
from tests.support import refusal

CPTS = find("aci-cpts")
SISA = find("repartition-sisa")
LIMIT = Limit(size=10_000_000, rows=10_000)


def told(
    document: str | bytes, calculator: Calculator = CPTS, on: date | None = None
) -> tuple[str, Report]:
    given = document.encode() if isinstance(document, str) else document
    return batch.compute_csv(calculator, given, LIMIT, on)


def compute_csv(calculator: Calculator, document: str | bytes) -> str:
    return told(document, calculator)[0]


def computed(
    document: str | bytes,
    calculator: Calculator = CPTS,
    delimiter: str = ",",
    on: date | None = None,
) -> list[Any]:
    answer, _ = told(document, calculator, on)
    opened = io.StringIO(answer.removeprefix("\ufeff"), newline="")
    return list(csv.DictReader(opened, delimiter=delimiter))


def header(document: str, delimiter: str = ";") -> list[str]:
    """Give the columns of the answer before the results."""
    first = compute_csv(CPTS, document).removeprefix("\ufeff").splitlines()[0]
    return [name for name in first.split(delimiter) if not name.startswith(batch.ADDED)][:-1]


refused = partial(refusal, compute_csv, CPTS)


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
        ",101\n"  # line 9
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


@pytest.mark.parametrize("row", [';"', '0;"\r;', '"\r,', 'x\t"\n\t'])
def test_a_quote_in_the_headings_is_no_defect(row: str) -> None:
    for document in (row, f"{row}\n60000\n", f"\n{row}"):
        assert refused(document)[0][0]


def test_a_misquoted_row_does_not_stop_the_others() -> None:
    rows = computed('population,qualite\n"60000"x,oui\n60000,oui\n')
    assert rows[0]["erreurs"] == "Ligne 2 : guillemets mal fermés, ou cellule trop longue."
    assert rows[1]["resultat_taille"] == "2"


def test_an_endless_cell_does_not_stop_the_others() -> None:
    rows = computed(f"population\n{'9' * 200_000}\n60000\n")
    assert rows[0]["erreurs"].startswith("Ligne 2 : ")
    assert rows[1]["resultat_taille"] == "2"


@pytest.mark.parametrize("document", ["", "\ufeff", "\n\n", "\r\n", '"population\n60000\n'])
def test_a_file_without_columns_is_told(document: str) -> None:
    assert refused(document) == [
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


# --- what spreadsheets really save -----------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_encoding_and_separator_gives_the_same(encoding: str, separator: str) -> None:
    document = "Établissement;population;Qualité\r\nÉtoile – L’Œil;60\u00a0000;oui\r\n"
    given = document.replace(";", separator).encode(encoding)
    (row,) = computed(given, delimiter=separator)
    assert row["Établissement"] == "Étoile – L’Œil"
    assert (row["resultat_taille"], row["resultat_qualite_fixe"]) == ("2", "10000")
    assert row["erreurs"] == ""


def test_big_endian_with_its_mark() -> None:
    (row,) = computed("\ufeffpopulation\n60000\n".encode("utf-16-be"))
    assert row["resultat_taille"] == "2"


def test_a_late_accent_decides_the_encoding_of_the_whole_file() -> None:
    document = "Nom;population\n" + "A;60000\n" * 9000 + "É;60000\n"
    for encoding in ("utf-8", "cp1252"):
        assert computed(document.encode(encoding), delimiter=";")[-1]["Nom"] == "É"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("line", ["sep=%s", '"sep=%s"', "SEP=%s"])
def test_a_separator_may_be_told(separator: str, line: str) -> None:
    rows = computed(
        (f"{line % separator}\r\n" + "population;qualite\r\n60000;\r\n0;\r\n").replace(
            ";", separator
        ),
        delimiter=separator,
    )
    assert rows[0]["resultat_taille"] == "2"
    assert rows[1]["erreurs"].startswith("Ligne 4 : population : ")


def test_a_french_spreadsheet_opens_the_answer() -> None:
    answer = compute_csv(CPTS, "population;taux_parcours\n60000;33,33\n")
    assert answer.startswith("\ufeffpopulation;taux_parcours;")
    assert answer.endswith("\r\n")
    assert ";11665,5;" in answer
    assert not compute_csv(CPTS, "population,qualite\n60000,\n").startswith("\ufeff")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_empty_rows_may_stand_anywhere_and_come_back(newline: str) -> None:
    lines = ["", ";;;", ' ;"";', "Nom;population;", ";;", "A;60000;", "", "B;0;;;", "; ;", "", ""]
    rows = computed(newline.join(lines), delimiter=";")
    assert [row["Nom"] for row in rows] == ["", "A", "B", ""]
    assert [row["erreurs"][:7] for row in rows] == ["", "", "Ligne 8", ""]
    assert [row["resultat_taille"] for row in rows] == ["", "2", "", ""]
    report = told(newline.join(lines))[1]
    assert (report.rows, report.failed) == (2, 1)


def test_a_row_keeps_its_place() -> None:
    answer = compute_csv(CPTS, "population\n\n60000\n\n\n0\n\n")
    assert [line[:5] for line in answer.splitlines()] == ["popul", "", "60000", "", "", "0,,,,"]


@pytest.mark.parametrize(
    "rows",
    [
        "population;qualite;\n60000;oui;\n",
        "population;qualite\n60000;oui;\n",
        "population;qualite;;;\n60000;oui\n",
        "population;qualite\n60000;oui; ;;\n",
        "population;\n60000;\n",
        "population\n60000;\n",
    ],
)
def test_separators_at_the_end_are_no_columns(rows: str) -> None:
    (row,) = computed(rows, delimiter=";")
    assert (row["resultat_taille"], row["erreurs"]) == ("2", "")
    assert "" not in row


def test_more_cells_than_columns_are_told() -> None:
    (row,) = computed("population;qualite;\n60000;oui;non\n", delimiter=";")
    assert row["erreurs"] == "Ligne 2 : 3 au lieu de 2 cellules."


def test_a_file_of_one_column_holds_what_would_separate() -> None:
    rows = computed("communes\n01034,01138\n01034;01138\n01034\n")
    assert [row["erreurs"] for row in rows] == ["", "", ""]
    assert rows[0]["resultat_population"] == rows[1]["resultat_population"]
    (row,) = computed(
        'montant,part_fixe,part_temps,part_actions,associes\n"0,1",100,0,0,A:1:1\n', SISA
    )
    assert row["resultat_associe_1"] == "0.1"


@pytest.mark.parametrize(
    "heading",
    [
        "taux_parcours", "TAUX_PARCOURS", " Taux parcours ", "taux  parcours", "Taux-Parcours",
        "\u00a0taux\u202fparcours", '"taux\nparcours"', "tauxparcours",
    ],
)  # fmt: skip
def test_a_key_however_written(heading: str) -> None:
    (row,) = computed(f"population;{heading}\n60000;50\n", delimiter=";")
    assert row["resultat_parcours_variable"] == "17500"


@pytest.mark.parametrize("slug", SLUGS)
def test_each_name_of_the_page_is_known(slug: str) -> None:
    calculator = find(slug)
    names = Names(calculator)
    for field in calculator.fields:
        accents = str.maketrans("éèêàçûîÉ’\u202f", "eeeacuiE' ")
        for name in (field.key, field.label, named(field), f"{field.label} ({field.unit})"):
            for written in (name, name.upper(), name.lower(), name.translate(accents), f" {name} "):
                assert names.key(written) == field.key, written


def test_a_column_of_the_reader_comes_back_untouched_and_first() -> None:
    document = "population;N° FINESS;qualite;Nom\n60000;010 780;oui; L’Œil \n0;=1+1;;-\n"
    assert header(document) == ["N° FINESS", "Nom", "population", "qualite"]
    answer, report = told(document)
    assert "010 780; L’Œil ;60000;oui;" in answer
    assert report.notes == ["Rendu sans changement : « N° FINESS » et « Nom »."]
    assert report.counts == "1 ligne calculée, 1 en erreur : lisez la colonne « erreurs »."


def test_a_report_names_fifty_columns_and_counts_the_others() -> None:
    _, report = told(f"{';'.join(f'Ma{rank}' for rank in range(60))};population\n60000\n")
    assert "«\u00a0Ma49\u00a0» et 10 de plus." in report.notes[0]
    assert "Ma50" not in report.notes[0]


def test_a_column_without_name_in_the_middle_is_the_readers_too() -> None:
    answer, report = told("population;;qualite\n60000;note;oui\n")
    assert answer.splitlines()[1].startswith("note;60000;oui;")
    assert report.free == ["la colonne 2, sans titre"]


def test_a_slip_of_the_pen_is_refused_with_what_was_meant() -> None:
    ((field, message),) = refusal(
        compute_csv, CPTS, "patientelle;populaton;Taux parcour;Nom\n1;2;3;4\n"
    )
    assert field == "populaton, Taux parcour"
    assert message.startswith(
        "Colonnes inconnues : « populaton » (voulez-vous dire « population » ?) et "
        "« Taux parcour » (voulez-vous dire « taux_parcours » ?)."
    )
    ((field, message),) = refused("population;Comune\n1;2\n")
    assert field == "Comune"
    assert "« communes »" in message


@pytest.mark.parametrize("heading", ["Nom", "id", "ville", "habitants", "taux", "N°", "x" * 5000])
def test_a_heading_near_no_key_is_free(heading: str) -> None:
    assert header(f"population;{heading}\n60000;1\n")[0] == heading


def test_columns_given_twice_are_refused() -> None:
    assert refused("population,habitants,,population\n1,2,3,4\n") == [
        ("population", "La colonne «\u00a0population\u00a0» est donnée plusieurs fois.")
    ]
    ((field, message),) = refusal(
        compute_csv, CPTS, "taux_parcours;Taux parcours;population\n1;2;3\n"
    )
    assert field == "taux_parcours"
    assert message == "Ces colonnes sont la même : « taux_parcours » et « Taux parcours »."


def test_a_file_without_any_known_column_is_refused() -> None:
    ((field, message),) = refused("habitants;Nom\n1;2\n")
    assert field == "habitants, Nom"
    assert "« habitants » et « Nom »" in message
    assert "communes, population, " in message


def test_headings_pasted_again_are_left_aside_and_told() -> None:
    answer, report = told("Nom;Population\nA;60000\nNom;population\nB;60000\n")
    assert [line[:1] for line in answer.splitlines()[1:]] == ["A", "B"]
    assert report.notes[1] == "Titres répétés, laissés de côté : ligne 3."
    assert (report.rows, report.failed) == (2, 0)


def test_associates_may_be_pasted_with_their_headings() -> None:
    start = "montant;part_fixe;part_temps;part_actions;associes\n"
    people = '"Nom\tHeures\tActions\nA\t1\t2\nB\t1\t0"'
    (row,) = computed(f"{start}10;100;0;0;{people}\n", SISA, ";")
    assert (row["resultat_associe_1"], row["erreurs"]) == ("5", "")
    assert row["resultat_associe_2"] == "5"
    # In another order, the cells under them would be taken for others.
    (row,) = computed(f"{start}10;100;0;0;{people.replace('Heures', 'Actions', 1)}\n", SISA, ";")
    assert row["erreurs"].startswith("Ligne 2 : associes : Ligne 1, heures : ")


def test_an_answer_is_computed_again() -> None:
    document = "Nom;population;taux_parcours\n=A;60000;33,33\n@B;0;\n-5;52000;\n"
    first, _ = told(document)
    again, report = told(first)
    assert again == first
    assert "« resultat_total_euros »" in report.notes[1]
    assert told("resultat_2024;population\n1;60000\n")[1].free == ["« resultat_2024 »"]


@pytest.mark.parametrize("cell", ["=1+1", "+a", "-a", "-", "@a", "\ta", "\ra", "-1+1", "=", "+1-2"])
def test_what_a_spreadsheet_would_run_comes_back_with_an_apostrophe(cell: str) -> None:
    (row,) = computed(f'population;Nom;communes\n60000;"{cell}";"{cell}"\n', delimiter=";")
    assert (row["Nom"], row["communes"]) == (f"'{cell}", f"'{cell}")
    shown = row["erreurs"].partition("« ")[2]
    assert not shown.strip().startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+33", "-1 234,5", "-12,5 %", "+33 6 12 34 56 78", "-1e5"])
def test_a_number_comes_back_as_it_is(cell: str) -> None:
    (row,) = computed(f"population;Nom\n60000;{cell}\n", delimiter=";")
    assert row["Nom"] == cell


def test_a_long_cell_is_looked_at_once() -> None:
    (row,) = computed(f"population;Nom\n60000;+1{' ' * 120_000}x\n", delimiter=";")
    assert row["Nom"].startswith("'+1")


def test_an_apostrophe_is_lost_when_it_is_read_again() -> None:
    start = "montant,part_fixe,part_temps,part_actions,associes\n"
    (row,) = computed(f"{start}10,100,0,0,'=A:1:1\n", SISA)
    assert (row["resultat_associe_1"], row["associes"]) == ("10", "'=A:1:1")
    (row,) = computed("Population;=Nom\n60000;\n", delimiter=";")
    assert "'=Nom" in row


def test_a_column_and_an_option_date_the_rows() -> None:
    document = "population,on\n60000,15/04/2020\n60000,\n60000,2026-01-01\n60000,hier\n"
    rows = computed(document, on=date(2020, 1, 1))
    for row, on in zip(rows, ("2020-04-15", "2020-01-01", "2026-01-01"), strict=False):
        values = compute("aci-cpts", {"population": 60_000}, on)["values"]
        assert row["resultat_total_euros"] == str(values["total_euros"])
    assert rows[0]["resultat_total_euros"] != rows[2]["resultat_total_euros"]
    assert rows[3]["erreurs"].startswith("Ligne 5 : on : « hier » n’est pas une date.")
    (row,) = computed("population;Date de calcul\n60000;\n", delimiter=";")
    assert row["erreurs"] == ""


def test_an_answer_of_a_list_may_be_given_in_words() -> None:
    msp = find("aci-msp")
    keys = "exercice;patientele;associes;amplitude;diversite_niveau\n"
    words, values = "De 10 h à moins de 12 h;Aucun niveau", "10h_a_12h;0"
    rows = computed(f"{keys}2025;6000;5;{words}\n2025;6000;5;{values}\n", msp, ";")
    assert [row["erreurs"] for row in rows] == ["", ""]
    assert rows[0]["resultat_points_horaires"] == rows[1]["resultat_points_horaires"] != ""
    (row,) = computed("exercice;patientele;associes;diversite_niveau\n2025;6000;5;-1\n", msp, ";")
    assert row["erreurs"].startswith("Ligne 2 : diversite_niveau : ")


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_is_told(start: bytes) -> None:
    ((field, message),) = refused(start + b"\0population\n1\n")
    assert field == "csv"
    assert "au format CSV" in message


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"a" * 100_000, "La ligne des titres dépasse 50\u202f000 caractères."),
        (b"population;" * 2000, "Le fichier a plus de 1\u202f000 colonnes."),
        (
            b"a" * 10_000_001,
            "Le fichier est trop long : 10\u00a0Mo et 10\u202f000\u00a0lignes au plus.",
        ),
        (b"population\n" + b"1\n" * 10_001, "Le fichier est trop long : 10\u00a0Mo et 10\u202f000"),
        (b"\n" * 1_000_000, "Le fichier est vide ou illisible."),
    ],
)
def test_what_is_too_long_is_told(document: bytes, message: str) -> None:
    ((field, said),) = refused(document)
    assert field == "csv"
    assert said.startswith(message)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_template_computes_its_row(slug: str, encoding: str) -> None:
    calculator = find(slug)
    written = template(calculator)
    assert written.startswith("\ufeff")
    (row,) = computed(written.removeprefix("\ufeff").encode(encoding), calculator, ";")
    assert row["erreurs"] == ""
    example = calculator.examples[0]
    for key, value in compute(slug, example.inputs, example.on)["values"].items():
        shown = row[f"resultat_{key}"].replace(",", ".")
        assert shown == (str(value).lower() if isinstance(value, bool) else str(value))


def test_what_an_amount_cannot_do_without_is_named_when_no_column_holds_it() -> None:
    for slug, heading, said in (
        ("aci-msp", "Patients;Associés;Coordination", "Patientèle médecin traitant"),
        ("aci-msp", "patientele;associes;coordination", ""),
        ("aci-cpts", "nom;communes;qualite", ""),
    ):
        document = f"{heading}\n6000;01034;oui\n".encode()
        _, report = batch.compute_csv(find(slug), document, Limit(1_000_000, 10))
        assert ("Compté pour 0, faute de colonne" in report.words) == bool(said)
        assert said in report.words
