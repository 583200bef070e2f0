"""The package's own files: TOML here, its JSON twin in the bundle of the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from calculators.vocabulary import data


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Give a folder that stands for the package."""

    def get_data(path: str) -> bytes:
        return (tmp_path / Path(path).relative_to(Path(data.__file__).parents[1])).read_bytes()

    spec = SimpleNamespace(loader=SimpleNamespace(get_data=get_data))
    monkeypatch.setattr(data, "__spec__", spec)
    data.read.cache_clear()
    yield tmp_path
    data.read.cache_clear()


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


def test_a_date_is_a_date_in_both() -> None:
    assert data.as_date("2026-11-21") == data.as_date(date(2026, 11, 21)) == date(2026, 11, 21)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        data.as_date("demain")
