"""A file of many cases that a page looks at: computed by slices, matched, corrected."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from itertools import islice
from typing import Any

from calculators import find
from calculators.doors.batch import Batch, Limit, Record
from calculators.doors.headings import Names, named
from calculators.doors.spreadsheet import Row, Sheet
from calculators.vocabulary.calculator import AS_OF, Calculator
from calculators.vocabulary.errors import InvalidInput
from calculators.vocabulary.result import Json

SLICE = 100
"""How many rows are computed before the page is told."""

_HELD: dict[str, Table] = {}
"""The file that each calculator computes now."""


def answer(asked: Mapping[str, Any], document: bytes, limit: Limit) -> Json:
    """Answer `{"calculator": slug, "csv": bytes, "table": step}`.

    `open` holds a file, with `matched` (`{position: key}`) if the reader chose its columns; `next`
    computes a slice of it; `correct` computes again the rows of `cells`
    (`{rank: {position: text}}`). The answer says how many rows are `done`; the whole, once it is
    known; or `errors`, with the `columns` of the file when they could be read.
    """
    slug = asked["calculator"]
    calculator, step = find(slug), asked["table"]
    if step != "open":
        held = _HELD.get(slug)
        if held is None:
            return {"lost": True}
        return held.correct(asked["cells"]) if step == "correct" else held.more()
    _HELD.clear()
    chosen = asked.get("matched")
    matched = {int(position): key for position, key in chosen.items()} if chosen else None
    try:
        if len(document) > limit.size:
            raise limit.refuse()
        _HELD[slug] = Table(calculator, document, limit, matched)
    except InvalidInput as invalid:
        return {"errors": invalid.as_json(), **_columns(calculator, document, matched)}
    return {"done": 0, "of": document.count(b"\n")}


def _columns(calculator: Calculator, document: bytes, matched: Mapping[int, str] | None) -> Json:
    """Give the columns of a file and what each may hold; nothing when it has none."""
    names = Names(calculator)
    try:
        written = Sheet(io.BytesIO(document), names.key).headings
    except InvalidInput:
        return {}
    keys = [
        names.key(name) if matched is None else matched.get(position, "")
        for position, name in enumerate(written)
    ]
    fields = [{"key": one.key, "label": named(one)} for one in (*calculator.fields, AS_OF)]
    columns = [{"name": name, "key": key} for name, key in zip(written, keys, strict=True)]
    return {"columns": columns, "fields": fields}


def _labels(calculator: Calculator) -> dict[str, str]:
    """Name the results as the page does, as far as examples have them."""
    answers = (calculator.answer(one.inputs, one.on).result() for one in calculator.examples)
    items = (item for found in answers for item in (*found["lines"], *found["summary"]))
    return {item["id"]: item["label"] for item in items}


class Table:
    """The rows of a file, and what is to be written of each."""

    def __init__(
        self,
        calculator: Calculator,
        document: bytes,
        limit: Limit,
        matched: Mapping[int, str] | None,
    ) -> None:
        self._batch = Batch(calculator, io.BytesIO(document), limit, matched=matched)
        self._known = _columns(calculator, document, self._batch.headings.inputs)
        self._coming = self._batch.records()
        self._labels = _labels(calculator)
        self._rows: list[Row] = []
        self._records: list[Record] = []

    def more(self) -> Json:
        """Compute the next rows."""
        slice = list(islice(self._coming, SLICE))
        for row, record in slice:
            self._rows.append(row)
            self._records.append(record)
        return {"done": len(self._rows)} if len(slice) == SLICE else self._whole()

    def correct(self, cells: Mapping[str, Mapping[str, str]]) -> Json:
        """Compute again the rows that the reader corrected."""
        for rank, changes in cells.items():
            self._correct(int(rank), {int(position): text for position, text in changes.items()})
        return self._whole()

    def _correct(self, rank: int, changes: Mapping[int, str]) -> None:
        before = self._rows[rank]
        width = len(self._batch.headings.written)
        given = [*before.cells, *[""] * (width - len(before.cells))]
        row = before._replace(
            cells=[changes.get(position, cell) for position, cell in enumerate(given)]
        )
        told = self._batch.computer.told(row)
        self._batch.report.failed += bool(told[1]) - bool(self._records[rank][-1])
        self._rows[rank], self._records[rank] = row, self._batch.record(row, told)

    def _named(self, key: str) -> str:
        points = self._labels.get(key.removeprefix("points_"))
        return self._labels.get(key) or (f"{points} (points)" if points else key)

    def _whole(self) -> Json:
        """Give the file to save, and all that a page shows of it."""
        spool, target = io.StringIO(), io.StringIO(newline="")
        spool.writelines(json.dumps(record) + "\n" for record in self._records)
        self._batch.write(spool, target)
        rows = [
            {"line": row.first, "cells": row.cells, "values": values, "wrong": wrong}
            for row, (_, _, values, wrong) in zip(self._rows, self._records, strict=True)
        ]
        return {
            "csv": target.getvalue(),
            "report": self._batch.report.words,
            "absent": [*self._batch.report.absent, *self._batch.report.refused],
            "rows": rows,
            "results": [{"key": key, "label": self._named(key)} for key in self._batch.results],
            **self._known,
        }
