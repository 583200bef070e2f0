"""What a reader takes away: the same bytes by every door, read back as other programs do."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component

from calculators import SLUGS, compute, find
from calculators.doors import browser, cli
from calculators.doors.exports import COLUMNS, TYPES, sheets, take, write
from calculators.vocabulary.calculator import Example
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.result import Json

CONTRACT: dict[str, Any] = {
    "population": 60_000,
    "date_signature": "2026-01-15",
    "demarrage_acces_soins": "2026-05-01",
    "demarrage_crise": "2026-07-01",
}
DATED = {
    "aci-cpts": CONTRACT,
    "aci-msp": {"exercice": 2025, "patientele": 4000, "associes": 13, "date_contrat": "2024-10-15"},
    "calendrier": {"contrat": "aci-msp", "date_signature": "2026-03-15"},
    "sisa": {"associes_medecins": 1, "date_perte_minimum": "2024-03-15"},
}
EXAMPLES = [
    *((slug, example) for slug in SLUGS for example in find(slug).examples),
    *((slug, Example("daté", inputs)) for slug, inputs in DATED.items()),
]


def written(result: Json, format: str) -> str:
    """Give the file, or why there is none."""
    try:
        return write(result, format)
    except InvalidInput as refused:
        return "\n".join(str(error) for error in refused.errors)


def typed(slug: str, inputs: Any) -> dict[str, str]:
    fields = {field.key: field for field in find(slug).fields}
    return {key: fields[key].write(fields[key].accept(value)) for key, value in inputs.items()}


@pytest.mark.parametrize("format", TYPES)
@pytest.mark.parametrize(("slug", "example"), EXAMPLES)
def test_every_door_gives_the_same_bytes(
    slug: str, example: Example, format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calculator = find(slug)
    result = calculator.compute(example.inputs, example.on)
    on = str(example.on or "")
    asked = {"calculator": slug, "typed": typed(slug, example.inputs), "on": on, "format": format}
    page = json.loads(browser.export(json.dumps(asked)))
    source, target = tmp_path / "a.json", tmp_path / "b"
    given = calculator.as_json(calculator.answers(example.inputs, example.on))
    source.write_text(json.dumps({key: given[key] for key in example.inputs}), "utf-8")
    to = ["--json"] if format == "json" else [f"--{format}", str(target)]
    dated = ["--on", on] if on else []
    status = cli.main(["compute", slug, "--input", str(source), *dated, *to])
    printed, told = capsys.readouterr()
    if format == "ics" and not result["timeline"]:
        refusal = {
            "field": "ics",
            "message": "Ce résultat n’a aucune date à mettre dans un agenda.",
        }
        assert page == {"errors": [refusal]}
        assert (status, printed, json.loads(told)) == (2, "", page)
        assert not target.exists()
        return
    expected = take(calculator.answer(example.inputs, example.on), format)
    assert page == {"name": f"{slug}.{format}", "type": TYPES[format], "text": expected}
    assert (status, told) == (0, "")
    if format == "json":
        assert printed == expected
        assert json.loads(expected) == result
    else:
        assert (printed, target.read_bytes()) == ("", expected.encode())


# --- the table --------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n")
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";")
    found = list(table)
    assert table.fieldnames == list(COLUMNS)
    # No row is longer nor shorter than the headings.
    assert all(None not in row and None not in row.values() for row in found)
    return found


def test_a_table_holds_the_range_of_an_amount_that_waits_for_answers() -> None:
    found = find("aci-msp").answer({"patientele": 4300, "associes": 11, "exercice": 2025})
    estimate = found.estimate
    assert estimate
    low, high, *_, detail, _notice = rows(take(found, "csv"))
    assert [low["libellé"], high["libellé"]] == ["Au moins", "Au plus"]
    assert [low["valeur"], high["valeur"]] == ["42962,5", "104641,25"]
    assert low["calcul"] == estimate.low.assuming
    assert "question sans réponse" in detail["libellé"]
    heading, *numbers = sheets(found)[0]["rows"]
    assert [row[heading.index("valeur")] for row in numbers[:2]] == [42962.5, 104641.25]
    assert json.loads(take(found, "json")) == found.result()


@pytest.mark.parametrize(("slug", "example"), EXAMPLES)
def test_a_spreadsheet_reads_every_figure_and_its_source(slug: str, example: Example) -> None:
    result = compute(slug, example.inputs, example.on)
    *table, scale, notice = rows(write(result, "csv"))
    items = [*result["lines"], *result["summary"]]
    assert [row["identifiant"] for row in table] == [item["id"] for item in items]
    for row, item in zip(table, items, strict=True):
        value = item["value"]
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert float(row["valeur"].replace(",", ".")) == value
        else:
            assert row["valeur"] == item["text"]
        assert (row["libellé"], row["unité"]) == (item["label"], item["unit"])
    for row, line in zip(table, result["lines"], strict=False):
        source = result["sources"][line["reference"]]
        assert (row["source"], row["adresse"]) == (source["title"], source["url"])
        assert (row["groupe"], row["page"]) == (line["group"], line["page"])
        assert (row["calcul"], row["confiance"]) == (line["formula"], line["confidence"])
    # A page of the site to read next is no page of a source.
    assert {row["page"] for row in table[len(result["lines"]) :]} <= {""}
    assert scale["calcul"] == result["scale"]["title"]
    assert scale["page"] == f"vérifié le {result['scale']['checked_on']}"
    assert notice["libellé"] == "Calcul indicatif"


def test_cents_have_a_decimal_comma() -> None:
    inputs = {"montant": 0.1, "part_fixe": 100, "part_temps": 0, "part_actions": 0}
    person = {"nom": "A", "heures": 1, "actions": 1}
    text = write(compute("repartition-sisa", inputs | {"associes": [person]}), "csv")
    assert {row["identifiant"]: row["valeur"] for row in rows(text)}["associe_1"] == "0,1"


def labelled(*labels: str) -> Json:
    item = {"id": "a", "value": -5.5, "text": "−5,5", "unit": ""}
    scale = {"title": "", "checked_on": ""}
    return {"lines": [], "summary": [item | {"label": one} for one in labels], "scale": scale}


def test_a_spreadsheet_runs_no_cell() -> None:
    labels = ["=1", "+1+1", "-1+1", "@a", "\ta", "\ra", "-5", "+5,5", "a-b", "'a"]
    table = rows(write(labelled(*labels), "csv"))[: len(labels)]
    assert [row["libellé"] for row in table] == [
        *("'=1", "'+1+1", "'-1+1", "'@a", "'\ta", "'\ra", "-5", "+5,5", "a-b", "'a")
    ]
    assert {row["valeur"] for row in table} == {"-5,5"}


def test_a_cell_holds_what_cuts_a_table() -> None:
    labels = ["a;b", 'a"b', "a\r\nb", "a\nb"]
    table = csv.reader(io.StringIO(write(labelled(*labels), "csv"), newline=""), delimiter=";")
    assert [row[2] for row in table][1:5] == labels


def test_an_empty_table_is_refused_in_words() -> None:
    assert "aucun chiffre" in written(labelled(), "csv")


# --- the calendar -----------------------------------------------------------------------------


def events(text: str) -> list[Component]:
    """Read a calendar as other programs do, after what its lines must be."""
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("\n") == text.count("\r\n")
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    # No character is cut in two.
    assert [line.decode() for line in lines]
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert calendar["version"] == "2.0"
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


@pytest.mark.parametrize(("slug", "inputs"), DATED.items())
def test_a_calendar_reads_every_date(slug: str, inputs: dict[str, Any]) -> None:
    result = compute(slug, inputs)
    found = events(write(result, "ics"))
    assert len(found) == len(result["timeline"]) > 0
    for event, told in zip(found, result["timeline"], strict=True):
        assert event.decoded("dtstart") == date.fromisoformat(told["date"])
        amount = f"\u202f: {told['text']}" if told["text"] else ""
        assert str(event["summary"]) == told["label"] + amount
        source = result["sources"][told["reference"]]["title"]
        assert str(event["description"]).startswith("Date indicative. ")
        assert str(event["description"]).endswith(f"{source}, {told['page']}")
        checked_on = datetime.fromisoformat(result["scale"]["checked_on"])
        assert event.decoded("dtstamp") == checked_on.replace(tzinfo=UTC)
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_a_payment_says_what_it_pays() -> None:
    result = compute("aci-cpts", CONTRACT)
    told = {
        (event["pays"]["mission"], event["pays"]["year"]) if "pays" in event else None: str(
            component["description"]
        )
        for component, event in zip(events(write(result, "ics")), result["timeline"], strict=True)
    }
    said = "Ce versement paie\u202f: "
    assert f"{said}Fonctionnement, année 3 du contrat." in told["fonctionnement", 3]
    assert f"{said}Accès aux soins, année 1 du contrat." in told["acces_soins", 1]
    assert f"{said}Réponse aux crises sanitaires graves, année 2 du contrat." in told["crise", 2]
    assert said not in told[None]


def test_an_event_keeps_its_name_when_its_amount_or_its_neighbours_change() -> None:
    def uids(**changes: object) -> set[str]:
        text = write(compute("aci-cpts", CONTRACT | changes), "ics")
        return {str(event["uid"]) for event in events(text)}

    assert uids() == uids(population=120_000)
    assert uids() < uids(prevention=True, demarrage_prevention="2026-09-01")


def dated(*labels: str) -> Json:
    event = {"date": "2026-01-01", "text": "", "reference": "a", "page": ""}
    return {
        "calculator": "sisa",
        "lines": [],
        "scale": {"checked_on": "2026-01-01"},
        "sources": {"a": {"title": "Texte"}},
        "timeline": [event | {"label": label} for label in labels],
    }


@pytest.mark.parametrize(
    "label",
    ["a, b; c", "a\\nb", "a\nb", "\\", ":", '"a"', "é" * 200, "€" * 200, "😀" * 90, "a" * 67],
)
def test_words_are_given_back_whole(label: str) -> None:
    (event,) = events(write(dated(label), "ics"))
    assert str(event["summary"]) == label
    assert str(event["description"]) == "Date indicative. Texte"


@pytest.mark.parametrize(
    "end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\0"]
)
def test_no_word_breaks_a_line_of_a_calendar(end: str) -> None:
    text = write(dated(f"a{end}END:VEVENT{end}X-B:{'é' * 80}{end}c"), "ics")
    assert len(events(text)) == 1
    names = [line.partition(":")[0] for line in text.splitlines() if line[0] != " "]
    assert names == [line.partition(":")[0] for line in text.split("\r\n") if line[:1].isupper()]
    assert names.count("END") == 2
    assert "X-B" not in names


def test_two_events_alike_have_two_names() -> None:
    first, second, third = events(write(dated("Avance 1", "Avance 2", "Solde"), "ics"))
    assert str(first["uid"]) == "sisa-20260101-avance@exercice-coordonne"
    assert str(second["uid"]) == "sisa-20260101-avance-2@exercice-coordonne"
    assert str(third["uid"]) == "sisa-20260101-solde@exercice-coordonne"
