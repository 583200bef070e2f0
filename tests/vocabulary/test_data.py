"""The package's own files: TOML here, its JSON twin in the bundle of the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from calculators.vocabulary import data


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give a folder that stands for the package."""
    monkeypatch.setattr(data, "PACKAGE", str(tmp_path))
    data.read.cache_clear()
    data.texts.cache_clear()
    yield tmp_path
    data.read.cache_clear()
    data.texts.cache_clear()


def test_toml_is_read(files: Path) -> None:
    (files / "sujet").mkdir()
    (files / "sujet" / "scale.toml").write_text('a = "é"\nd = 2026-11-21\n', encoding="utf-8")
    assert data.read("sujet", "scale") == {"a": "é", "d": date(2026, 11, 21)}


def test_the_json_twin_is_preferred(files: Path) -> None:
    (files / "sources.toml").write_text("a = 1\n", encoding="utf-8")
    (files / "sources.json").write_text('{"a": "é", "d": "2026-11-21"}', encoding="utf-8")
    assert data.read("sources") == {"a": "é", "d": "2026-11-21"}


def test_a_file_is_read_once(files: Path) -> None:
    (files / "sources.json").write_text("{}", encoding="utf-8")
    assert data.read("sources") is data.read("sources")


@pytest.mark.usefixtures("files")
def test_an_absent_file_is_told() -> None:
    with pytest.raises(OSError, match=r"absent\.toml"):
        data.read("absent")


TEXT = "valid_from = 2026-11-21\n"


def test_the_texts_of_a_subject_are_its_files_that_are_dated(files: Path) -> None:
    (files / "sujet").mkdir()
    for name, content in (("avenant-2", TEXT), ("avenant-1", TEXT), ("professions", "a = 1\n")):
        (files / "sujet" / f"{name}.toml").write_text(content, encoding="utf-8")
    (files / "sujet" / "notes.txt").write_text(TEXT, encoding="utf-8")
    found = data.texts("sujet")
    assert list(found) == ["avenant-1", "avenant-2"]
    assert found["avenant-1"] == {"valid_from": date(2026, 11, 21)}


def test_the_bundle_holds_the_texts_of_a_subject_in_one_file(files: Path) -> None:
    (files / "sujet").mkdir()
    (files / "sujet" / "avenant-1.toml").write_text(TEXT, encoding="utf-8")
    (files / "sujet" / "texts.json").write_text('{"avenant-2": {}}', encoding="utf-8")
    assert data.texts("sujet") == {"avenant-2": {}}


@pytest.mark.usefixtures("files")
def test_a_subject_without_a_folder_is_told() -> None:
    with pytest.raises(OSError, match="absent"):
        data.texts("absent")


def test_a_date_is_a_date_in_both() -> None:
    assert data.as_date("2026-11-21") == data.as_date(date(2026, 11, 21)) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        data.as_date("demain")
