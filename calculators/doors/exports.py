"""What a reader takes away of a result: a table, the data, the dates. One text for every door."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from calculators import find
from calculators.doors import jsontext
from calculators.doors.batch import BOM, guarded
from calculators.doors.headings import squeezed
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
    target = io.StringIO(newline="")
    target.write(BOM)
    writer = csv.writer(target, delimiter=";", lineterminator=END)
    writer.writerows([*map(guarded, row)] for row in _rows(result))
    return target.getvalue()


def _rows(result: Json) -> Iterator[Iterable[str]]:
    yield COLUMNS
    for line in result["lines"]:
        source = result["sources"][line["reference"]]
        ground = (line["confidence"], source["title"], line["page"], source["url"])
        yield (*_start(line, line["group"], line["formula"]), *ground)
    for item in result["summary"]:
        yield (*_start(item, "Synthèse", ""), "", "", "", "")
    scale = result["scale"]
    yield ("", "", "Texte", scale["title"], *[""] * 4, f"vérifié le {scale['checked_on']}", "")
    yield ("", "", "Calcul indicatif", *[""] * 7)


def _start(item: Json, group: str, formula: str) -> tuple[str, ...]:
    return item["id"], group, item["label"], formula, _figure(item), item["unit"]


def _figure(item: Json) -> str:
    value = item["value"]
    if isinstance(value, str | bool):
        return str(item["text"])
    return str(value).replace(".", ",")


# ------------------------------------------------------------------ for a calendar (RFC 5545)


def _ics(result: Json) -> str:
    if not result["timeline"]:
        raise _nothing("ics", "Ce résultat n’a aucune date à mettre dans un agenda.")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Exercice coordonné//FR"]
    uids: dict[str, int] = {}
    for event in result["timeline"]:
        uid = _uid(result["calculator"], event)
        uids[uid] = rank = uids.get(uid, 0) + 1
        lines += _event(result, event, uid if rank == 1 else f"{uid}-{rank}")
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}{END}" for line in lines for folded in _folded(line))


def _event(result: Json, event: Json, uid: str) -> Iterator[str]:
    amount = f"\u202f: {event['text']}" if event["text"] else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@exercice-coordonne"
    # The same result gives the same file, whenever it is saved.
    yield f"DTSTAMP:{_compact(result['scale']['checked_on'])}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_compact(event['date'])}"
    yield f"SUMMARY:{_escaped(event['label'] + amount)}"
    yield f"DESCRIPTION:{_escaped(' '.join(_description(result, event)))}"
    yield "END:VEVENT"


def _uid(slug: str, event: Json) -> str:
    """Name an event by its day and its words: another amount is the same event, corrected."""
    words = _DIGITS.sub("", squeezed(event["label"]))
    return f"{slug}-{_compact(event['date'])}-{words}"


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
