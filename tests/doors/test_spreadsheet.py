"""The reader of files: the same rows however the bytes come, each with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.doors import spreadsheet
from calculators.doors.spreadsheet import Sheet

CELL = st.text(alphabet='ab1;," \r\né', max_size=5)
TABLE = st.lists(st.lists(CELL, min_size=2, max_size=2), max_size=6)


def read(document: bytes) -> list[tuple[int, list[str]]]:
    """Give each row that is not empty, and its line."""
    sheet = Sheet(io.BytesIO(document), lambda heading: heading)
    return [(row.first, row.cells) for row in sheet.rows()]


@settings(max_examples=200, deadline=None)
@given(
    table=TABLE,
    separator=st.sampled_from(spreadsheet._SEPARATORS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be"]),
    piece=st.integers(min_value=1, max_value=9),
)
def test_pieces_of_any_length_give_the_rows_that_were_written(
    table: list[list[str]], separator: str, end: str, encoding: str, piece: int
) -> None:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=separator, lineterminator=end)
    writer.writerow(["Nom", "Étage"])
    writer.writerows(table)
    with pytest.MonkeyPatch.context() as patch:
        whole = read(target.getvalue().encode(encoding))
        patch.setattr(spreadsheet, "PIECE", piece * 2)
        assert read(target.getvalue().encode(encoding)) == whole
    assert [cells for _, cells in whole] == table
    ends = io.StringIO(target.getvalue(), newline="")
    reader = csv.reader(ends, delimiter=separator)
    places = []
    before = 0
    for _ in reader:
        places.append(before + 1)
        before = reader.line_num
    assert [first for first, _ in whole] == places[1:]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("piece", [1, 2, 3, 4, 1 << 16])
def test_blank_lines_are_counted(monkeypatch: pytest.MonkeyPatch, end: str, piece: int) -> None:
    monkeypatch.setattr(spreadsheet, "PIECE", piece)
    lines = ["", ";", "a;b", "", "", "1;2", "", "3;4", "", ""]
    sheet = Sheet(io.BytesIO(end.join(lines).encode()), lambda heading: heading)
    assert sheet.headings == ["a", "b"]
    assert [(row.blank, row.first, row.last) for row in sheet.rows()] == [(2, 6, 6), (1, 8, 8)]
    assert sheet.longer_than(1)
    assert not sheet.longer_than(2)
