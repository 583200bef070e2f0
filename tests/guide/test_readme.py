"""The README says what the data say, and names what is there."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from macros.pages.readme import README, written

ROOT = README.parent
TEXT = README.read_text("utf-8")


def test_the_coverage_is_that_of_the_data() -> None:
    assert written(TEXT) == TEXT, "run make format"


def test_a_readme_without_its_place_is_told() -> None:
    with pytest.raises(ValueError, match="no place"):
        written("# Exercice coordonné")


def test_every_folder_of_the_map_exists() -> None:
    named = set(re.findall(r"^\| `([a-z]+)/` \|", TEXT, re.MULTILINE))
    named |= set(re.findall(r"\b((?:calculators|macros)/[a-z]+)(?!\S*\.)", TEXT))
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_target_that_it_gives_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"^make ([a-z-]+)", TEXT, re.MULTILINE)) <= set(targets)


def test_its_picture_is_one_and_is_told() -> None:
    ((told, name),) = re.findall(r"!\[(.*?)\]\((.*?)\)", TEXT)
    data = (ROOT / Path(name)).read_bytes()
    assert len(told) > 40
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width >= 800
    assert height >= 400
    assert len(data) < 200_000
