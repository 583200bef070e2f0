"""The door of the browser: JSON texts in, JSON texts out, so that no object crosses it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from calculators import find
from calculators.doors import jsontext
from calculators.vocabulary.answer import Answer
from calculators.vocabulary.calculator import AS_OF
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.fields import understand
from calculators.vocabulary.result import Json

MEGABYTES, ROWS = 5, 20_000
"""The longest file that a page computes."""


def answer(request: str) -> str:
    """Answer `{"calculator": slug, "typed": {key: text}, "on": text}`, all as typed in a form.

    The answer holds `result` (the contract's), `words` (what the page adds to it), `link`: the
    inputs that the reader answered, as a link holds them, and where there is one the `estimate`;
    or `errors`, as the command line gives them. `inputs` in the place of `typed`, as a program
    of another site asks, is the JSON that the command line reads.
    """
    try:
        found = _answered(json.loads(request))
        told = {"result": found.result(), "words": found.words(), "link": found.link()}
        if found.estimate:
            told["estimate"] = found.estimate.as_json()
        return jsontext.write(told)
    except InvalidInput as invalid:
        return jsontext.write({"errors": invalid.as_json()})


def batch(request: str) -> str:
    """Compute a file of a spreadsheet: `{"calculator": slug, "csv": bytes}`.

    `csv` holds the bytes of the file, a character each. The answer holds the `csv` to save, and
    `report`: what is to be told of it. With `table`, the page looks at it by slices, as
    `calculators.doors.table` says.
    """
    from calculators.doors.batch import Limit, compute_csv

    asked = json.loads(request)
    limit = Limit(MEGABYTES * 1_000_000, ROWS)
    if "table" in asked:
        from calculators.doors import table

        return jsontext.write(table.answer(asked, _bytes(asked["csv"]), limit))
    try:
        calculator, document = find(asked["calculator"]), _bytes(asked["csv"])
        csv, report = compute_csv(calculator, document, limit)
        return jsontext.write({"csv": csv, "report": report.words})
    except InvalidInput as invalid:
        return jsontext.write({"errors": invalid.as_json()})


def export(request: str) -> str:
    """Write the file that a reader takes away: the keys of `answer`, and a `format`.

    The answer holds its `name`, `type` and `text`; or `errors`, as when the result has no date.
    The formats of `PARTS` give a part of the page instead. `plan` does too, and `plan.csv` and
    `plan.ics` its files; `done` then names the steps whose proof is ready. `years`, `years.csv`
    and `years.ics` give several plans: those of `years`, or of the contract.
    `record` gives a part of a whole file. `carry` gives what
    `kept` answers of other forms, each `{"calculator": slug, "typed": …}`, know of this one.
    """
    from calculators.doors.exports import TYPES, take

    asked = json.loads(request)
    try:
        slug, format = asked["calculator"], asked["format"]
        if format == "carry":
            return jsontext.write({"carried": _carried(asked)})
        if part := PARTS.get(format):
            return jsontext.write({format: part(_answered(asked))})
        if format == "record":
            return jsontext.write({"record": _record(asked)})
        if format.startswith("years"):
            return jsontext.write(_years(asked))
        if format.startswith("plan"):
            return jsontext.write(_plan(asked))
        text = take(_answered(asked), format)
        return jsontext.write({"name": f"{slug}.{format}", "type": TYPES[format], "text": text})
    except InvalidInput as invalid:
        return jsontext.write({"errors": invalid.as_json()})


def pictures(found: Answer) -> list[Json]:
    """Give the pictures of an answer, which a page asks for when they come near."""
    return [picture.as_json() for picture in found.calculator.pictures(found)]


def command(found: Answer) -> str:
    """Give the command line that computes the same result."""
    from calculators.doors.reproduce import line

    return line(found)


def _carried(asked: Mapping[str, Any]) -> list[Json]:
    from calculators.doors.carry import carried

    kept = [(one["calculator"], one["typed"]) for one in asked["kept"]]
    return carried(asked["calculator"], kept)


def _record(asked: Mapping[str, Any]) -> Json:
    from calculators.doors.record import record

    return record(_answered(asked), frozenset(asked.get("done", ())))


def _plan(asked: Mapping[str, Any]) -> Json:
    from calculators.doors import plans
    from calculators.doors.exports import TYPES

    slug, done = asked["calculator"], frozenset(asked.get("done", ()))
    found, format = _answered(asked), asked["format"].removeprefix("plan").removeprefix(".")
    if not format:
        return {"plan": plans.plan(found).as_json(done)}
    text = plans.write(found, done, format)
    return {"name": f"plan-{slug}.{format}", "type": TYPES[format], "text": text}


def _years(asked: Mapping[str, Any]) -> Json:
    from calculators.doors import years
    from calculators.doors.exports import TYPES

    slug, format = asked["calculator"], asked["format"].removeprefix("years").removeprefix(".")
    if "years" in asked:
        made, refused = years.kept(slug, asked["years"])
    else:
        made = years.of_contract(_answered(asked), frozenset(asked.get("done", ())))
        refused = []
    if not (made and format):
        return {"years": years.as_json(made, refused) if made else None}
    text = years.write(made, format)
    return {"name": f"annees-{slug}.{format}", "type": TYPES[format], "text": text}


def texts(found: Answer) -> list[Json]:
    """Give the other texts under which the same answers can be computed."""
    from calculators.doors.texts import other_texts

    return [*other_texts(found)]


def sheets(found: Answer) -> list[Json]:
    """Give the sheets of a spreadsheet."""
    from calculators.doors.exports import sheets

    return sheets(found)


def estimate(found: Answer) -> Json:
    """Give the range of the contract, as the command line does."""
    return found.calculator.estimated(found)


PARTS: Mapping[str, Callable[[Answer], Any]] = {
    "pictures": pictures,
    "command": command,
    "texts": texts,
    "sheets": sheets,
    "estimate": estimate,
}
"""What a page asks for when it comes near, or when it is asked."""


def _bytes(characters: str) -> bytes:
    try:
        return characters.encode("latin-1")
    except UnicodeEncodeError:  # a text, from who has no bytes
        return characters.encode()


def _answered(asked: Mapping[str, Any]) -> Answer:
    calculator, on = find(asked["calculator"]), asked.get("on", "")
    given = (
        jsontext.read_inputs(asked["inputs"])
        if "inputs" in asked
        else understand(calculator.fields, asked["typed"])
    )
    return calculator.answer(given, AS_OF.read(on) if on.strip() else None)
