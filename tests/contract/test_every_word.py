"""Nothing that readers see changes without being read again."""

from __future__ import annotations

import json

import pytest

from calculators import SLUGS
from tests.contract.words import FOLDER, answers


@pytest.mark.parametrize("slug", SLUGS)
def test_an_answer_is_the_one_that_was_read(slug: str) -> None:
    path = FOLDER / f"{slug}.json"
    assert path.exists(), "run python -m tests.contract.words, and read what it wrote"
    read = json.loads(path.read_text(encoding="utf-8"))
    found = answers(slug)
    assert [question["inputs"] for question in found] == [question["inputs"] for question in read]
    for now, then in zip(found, read, strict=True):
        for part, expected in then["answer"].items():
            assert now["answer"][part] == expected, part
        assert now == then
