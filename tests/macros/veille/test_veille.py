"""What changed in the code since it was read is named; what did not is not."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from macros.veille import (
    CODE,
    SOURCES,
    NoCode,
    Read,
    changed,
    copy_of_the_code,
    pages_citing,
    what_was_read,
)
from macros.veille.__main__ import main

DAY = date(2026, 11, 21)
LEGAL = re.compile(r"Code de la sécurité sociale, articles?\s([^(]*)\(")


def moment(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp() * 1000)


def article(num: str, *versions: tuple[str, str, int]) -> dict[str, Any]:
    told = [{"id": id, "etat": state, "dateDebut": moment(year)} for id, state, year in versions]
    return {"type": "article", "data": {"num": num, "articleVersions": told}, "children": []}


def package(folder: Path, *articles: dict[str, Any]) -> Path:
    section = {"type": "section", "data": {"title": "Une partie"}, "children": [*articles]}
    tree = {"type": "code", "data": {"dateModif": "2027-02-01"}, "children": [section]}
    (folder / "data").mkdir()
    (folder / "data" / f"{CODE}.json").write_text(json.dumps(tree), "utf-8")
    (folder / "package.json").write_text('{"version": "3.0.0"}', "utf-8")
    return folder


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ([("A", "MODIFIE", 2000), ("B", "VIGUEUR", 2020)], []),
        ([("B", "MODIFIE", 2020), ("C", "VIGUEUR", 2027)], ["B lue.*C depuis le 1.*2027"]),
        ([("B", "VIGUEUR", 2020), ("C", "VIGUEUR_DIFF", 2028)], ["changera, C depuis.*2028"]),
        ([("B", "ABROGE", 2020)], ["plus en vigueur"]),
        ([], ["plus en vigueur"]),
    ],
)
def test_an_article_is_named_when_its_version_is_another(
    tmp_path: Path, versions: list[tuple[str, str, int]], said: list[str]
) -> None:
    code = copy_of_the_code(package(tmp_path, article("L162-1", *versions)))
    found = [words for _, words in changed([Read("L. 162-1", "B", "x", DAY)], code)]
    assert len(found) == len(said)
    for words, pattern in zip(found, said, strict=True):
        assert re.search(pattern, words)


def test_a_version_that_was_not_told_is_to_be_read_again(tmp_path: Path) -> None:
    code = copy_of_the_code(package(tmp_path, article("L162-1", ("B", "VIGUEUR", 2020))))
    ((_, words),) = changed([Read("L. 162-1", "", "x", DAY)], code)
    assert "version inconnue lue" in words


def test_an_article_repealed_then_written_again_is_in_force(tmp_path: Path) -> None:
    twice = article("L162-1", ("A", "ABROGE", 2000)), article("L162-1", ("B", "VIGUEUR", 2020))
    code = copy_of_the_code(package(tmp_path, *twice))
    assert list(changed([Read("L. 162-1", "B", "x", DAY)], code)) == []


def test_every_article_of_the_code_that_a_source_names_is_recorded() -> None:
    named = [
        (key, found)
        for file in sorted(SOURCES.glob("*.toml"))
        for key, entry in tomllib.loads(file.read_text("utf-8")).items()
        if (title := LEGAL.match(entry["title"]))
        for found in re.findall(r"[LDR]\. [\d-]+", re.sub(r"\s", " ", title[1]))
    ]
    assert named
    assert sorted(named) == sorted((one.source, one.article) for one in what_was_read())


def test_the_command_names_what_to_read_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    current = [
        article(
            one.article.replace(". ", ""),
            (one.version if one.article != "L. 162-32-2" else "Z", "VIGUEUR", 2020),
        )
        for one in what_was_read()
    ]
    assert main(str(package(tmp_path, *current))) == 1
    told = capsys.readouterr().out
    assert "code au 1" in told
    assert "L. 162-32-2 (cds-l26" in told
    assert "L. 162-14-1 " not in told
    assert "docs/comprendre/cds.md" in told


def test_a_folder_without_the_code_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(NoCode):
        copy_of_the_code(tmp_path)
    assert main(str(tmp_path)) == 2
    assert "pas de copie lisible" in capsys.readouterr().err


def test_the_pages_that_cite_a_source_are_named() -> None:
    assert "docs/comprendre/esp.md" in pages_citing("cpts-css")
    assert pages_citing("rien-du-tout") == []
