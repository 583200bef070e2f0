"""What a reader takes away of a result: a table, the data, the dates. One text for every door."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from calculators import find
from calculators.doors import jsontext
from calculators.doors.batch import BOM, guarded
from calculators.doors.headings import squeezed
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.errors import FieldError, InvalidInput
from calculators.vocabulary.result import Json

TYPES = {"csv": "text/csv", "json": "application/json", "ics": "text/calendar"}
"""The formats, and how the web names each."""
COLUMNS = (
    "identifiant",
    "groupe",
    "libellé",
    "calcul",
    "valeur",
    "unité",
    "confiance",
    "source",
    "page",
    "adresse",
)
END = "\r\n"
LONGEST = 75
"""Bytes of a line of a calendar, its end apart (RFC 5545, 3.1)."""

_DIGITS = re.compile(r"\d+")
# What some program takes for the end of a line, or refuses.
_CONTROLS = (*range(32), *range(127, 160), 0x2028, 0x2029)
_ESCAPES = dict.fromkeys(_CONTROLS, " ") | str.maketrans(
    {"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"}
)


def take(found: Answer, format: str) -> str:
    """Write what is taken away of an answer; a table holds the range of an amount not yet exact."""
    return write(_whole(found) if format == "csv" else found.result(), format)


def _whole(found: Answer) -> Json:
    """Give a result with the range of its amount, while it is one."""
    estimate, estimator = found.estimate, found.calculator.estimator
    if not (estimate and estimator) or estimate.exact:
        return found.result()
    return {**found.result(), "estimate": estimate.as_json(), "detail": estimator.detail}


def write(result: Json, format: str) -> str:
    """Write a result of the contract in one of `TYPES`.

    `InvalidInput` when it holds nothing that such a file could hold.
    """
    writers = {"csv": _csv, "json": _json, "ics": _ics}
    return writers[format](result)


def _json(result: Json) -> str:
    return jsontext.write(result, indent=2) + "\n"


# ------------------------------------------------------------------ for a French spreadsheet


def _csv(result: Json) -> str:
    if not (result["lines"] or result["summary"]):
        raise _nothing("csv", "Ce résultat n’a aucun chiffre à mettre dans un tableur.")
    return table(_rows(result))


def table(rows: Iterable[Iterable[str]]) -> str:
    """Write rows as a French spreadsheet opens them, none of which it would run."""
    target = io.StringIO(newline="")
    target.write(BOM)
    writer = csv.writer(target, delimiter=";", lineterminator=END)
    writer.writerows([*map(guarded, row)] for row in rows)
    return target.getvalue()


def _rows(result: Json) -> Iterator[Iterable[str]]:
    yield COLUMNS
    for bound in _bounds(result):
        yield (*_start(bound, "Fourchette", bound["assuming"]), "", "", "", "")
    for line in result["lines"]:
        source = result["sources"][line["reference"]]
        ground = (line["confidence"], source["title"], line["page"], source["url"])
        yield (*_start(line, line["group"], line["formula"]), *ground)
    for item in result["summary"]:
        yield (*_start(item, "Synthèse", ""), "", "", "", "")
    scale = result["scale"]
    yield ("", "", "Texte", scale["title"], *[""] * 4, f"vérifié le {scale['checked_on']}", "")
    if detail := result.get("detail"):
        yield ("", "", detail, *[""] * 7)
    yield ("", "", "Calcul indicatif", *[""] * 7)


def _bounds(result: Json) -> list[Json]:
    """Give the bounds of an amount while it waits for answers."""
    estimate = result.get("estimate")
    if not estimate:
        return []
    return [
        {"id": "estimation_basse", "label": "Au moins", **estimate["low"]},
        {"id": "estimation_haute", "label": "Au plus", **estimate["high"]},
    ]


def _start(item: Json, group: str, formula: str) -> tuple[str, ...]:
    return item["id"], group, item["label"], formula, _figure(item), item["unit"]


def _figure(item: Json) -> str:
    value = item["value"]
    if isinstance(value, str | bool):
        return str(item["text"])
    return str(value).replace(".", ",")


def sheets(found: Answer) -> list[Json]:
    """Give the same table, and the dates, for a spreadsheet that knows numbers from words."""
    result = _whole(found)
    items = (*_bounds(result), *result["lines"], *result["summary"])
    figures = {item["id"]: item["value"] for item in items}
    head, *rows = ([*row] for row in _rows(result))
    for row in rows:
        value = figures.get(row[0])
        if not isinstance(value, str | bool | None):
            row[4] = value
    dates = [
        [
            event["date"],
            event["label"],
            event["amount"],
            result["sources"][event["reference"]]["title"],
        ]
        for event in result["timeline"]
    ]
    first = {"name": "Résultat", "rows": [head, *rows]}
    if not dates:
        return [first]
    return [
        first,
        {"name": "Calendrier", "rows": [["date", "libellé", "montant (€)", "source"], *dates]},
    ]


# ------------------------------------------------------------------ for a calendar (RFC 5545)


def _ics(result: Json) -> str:
    if not result["timeline"]:
        raise _nothing("ics", "Ce résultat n’a aucune date à mettre dans un agenda.")
    return calendar(result["calculator"], result["scale"]["checked_on"], entries(result))


class Entry(NamedTuple):
    """A day of a calendar."""

    day: str
    label: str
    """Another amount is the same entry, corrected: its name does not hold it."""
    amount: str
    description: str


def entries(result: Json) -> Iterator[Entry]:
    """Give the dates of a result."""
    for event in result["timeline"]:
        told = " ".join(_description(result, event))
        yield Entry(event["date"], event["label"], event["text"], told)


def calendar(name: str, stamp: str, entries: Iterable[Entry]) -> str:
    """Write days as a calendar reads them; the same days give the same file, whenever saved."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exercice coordonné//FR"]
    uids: dict[str, int] = {}
    for entry in entries:
        words = _DIGITS.sub("", squeezed(entry.label))
        uid = f"{name}-{_compact(entry.day)}-{words}"
        uids[uid] = rank = uids.get(uid, 0) + 1
        lines += _event(entry, uid if rank == 1 else f"{uid}-{rank}", stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}{END}" for line in lines for folded in _folded(line))


def _event(entry: Entry, uid: str, stamp: str) -> Iterator[str]:
    amount = f"\u202f: {entry.amount}" if entry.amount else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@exercice-coordonne"
    yield f"DTSTAMP:{_compact(stamp)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_compact(entry.day)}"
    yield f"SUMMARY:{_escaped(entry.label + amount)}"
    yield f"DESCRIPTION:{_escaped(entry.description)}"
    yield "END:VEVENT"


def _description(result: Json, event: Json) -> Iterator[str]:
    yield "Date indicative."
    if pays := event.get("pays"):
        names = {line["id"]: line["label"] for line in result["lines"]}
        names |= {field.key: field.label for field in find(result["calculator"]).fields}
        mission = names.get(pays["mission"], pays["mission"])
        yield f"Ce versement paie\u202f: {mission}, année {pays['year']} du contrat."
    title = result["sources"][event["reference"]]["title"]
    yield f"{title}, {event['page']}" if event["page"] else title


def _compact(day: str) -> str:
    return day.replace("-", "")


def _escaped(words: str) -> str:
    return words.replace("\r\n", "\n").translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Cut a line between two characters, where it would be too long; a space starts the rest."""
    part, size = "", 0
    for character in line:
        # Counted, not encoded: nothing else asks the engine to carry an encoder.
        width = 1 + (character > "\x7f") + (character > "\u07ff") + (character > "\uffff")
        if size + width > LONGEST:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part


def _nothing(format: str, message: str) -> InvalidInput:
    return InvalidInput(FieldError(format, message))
