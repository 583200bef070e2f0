"""The tree of an edition, and the commands that check one and begin one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from calculators.vocabulary.version import VERSION
from macros.editions import __main__ as command
from macros.editions import ask
from macros.editions.build import configure, national_version, write_tree
from macros.editions.schema import DOCS, FOLDER, read

DAY = date(2026, 11, 27)
NEWS = """
[[actualites]]
titre = "Une réunion"
texte = "À la mairie."
source = "cpam"
date = 2026-11-01
jusqu_au = {}

[[ajouts]]
page = "comprendre/msp.md"
titre = "Une phrase de plus"
texte = "Elle est locale."
source = "cpam"
date = 2022-12-08
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>'


def rhone(folder: Path, until: str) -> Path:
    file = folder / "rhone.toml"
    text = (FOLDER / "rhone.toml").read_text("utf-8") + NEWS.format(until)
    file.write_text(text.replace("[editeur]", 'logo = "logo.svg"\n\n[editeur]', 1), "utf-8")
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    return file


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return write_tree(read(rhone(tmp_path, "2026-12-31")), tmp_path / "docs", DAY, "0.1.0")


def test_nothing_national_is_forked_but_what_the_edition_says(docs: Path) -> None:
    own = {str(f.relative_to(docs)) for f in docs.rglob("*") if f.is_file() and not f.is_symlink()}
    assert own == {
        *("index.md", "territoire.md", "comprendre/msp.md", "manifest.webmanifest"),
        *("assets/edition/edition.css", "assets/edition/logo.svg"),
    }
    national = (DOCS / "comprendre" / "msp.md").read_text("utf-8")
    added = (docs / "comprendre" / "msp.md").read_text("utf-8")
    before, found, rest = added.partition("## Une phrase de plus")
    assert found
    assert national == before + rest[rest.index("## Sources") :]


def test_the_territory_says_each_figure_with_its_date_and_source(docs: Path) -> None:
    page = (docs / "territoire.md").read_text("utf-8")
    for value in ("**53** | 8\u00a0décembre\u00a02022, [source 1]", "**16** | 2021", "54\u202f758"):
        assert value in page
    assert "version nationale 0.1.0" in page
    assert "Ce que nous n’avons pas trouvé" in page


def test_news_that_ended_are_not_shown_and_are_told(
    tmp_path: Path, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "Une réunion" in (docs / "index.md").read_text("utf-8")
    file = rhone(tmp_path, "2026-11-02")
    ended = write_tree(read(file), docs, DAY, "0.1.0")
    assert "Une réunion" not in (ended / "index.md").read_text("utf-8")
    assert command.main(["check", str(file)]) == 1
    line = file.read_text("utf-8")[: file.read_text("utf-8").index("jusqu_au")].count("\n") + 1
    (told,) = (one for one in capsys.readouterr().out.split("\n") if "a pris fin" in one)
    assert str(line) in told


def test_the_home_page_opens_on_the_territory_and_keeps_the_national_one(docs: Path) -> None:
    home = (docs / "index.md").read_text("utf-8")
    national = (DOCS / "index.md").read_text("utf-8")
    assert "# Exercer à plusieurs dans le Rhône" in home
    assert "calculateurs/equipe/#region=84" in home
    assert home.endswith(national[national.index('<nav class="answers"') :])


def test_the_site_bears_the_words_of_the_publisher(tmp_path: Path, docs: Path) -> None:
    config = configure(read(rhone(tmp_path, "2026-12-31")), docs, tmp_path / "site")
    assert config.site_name == "Rhône, exercice coordonné"
    assert config.extra["departements"] == ["69"]
    assert config.extra["region"] == "84"
    assert config.theme["logo"] == "assets/edition/logo.svg"
    assert config.extra["editeur"]["nom"].startswith("à renseigner")


def test_the_version_is_told() -> None:
    assert national_version().startswith(VERSION)


def answers(*given: str) -> Iterator[str]:
    yield from given


def test_a_new_edition_is_asked_until_it_is_right(tmp_path: Path) -> None:
    given = answers(
        "Loiret", "loiret", "Loiret", "dans le Loiret", "99", "45", 'Une "association"',
        "paul@exemple.fr", "contact@exemple.fr", "#ffff00", "#0f5257",
    )  # fmt: skip
    file = ask.write("", ask=lambda _question: next(given), folder=tmp_path)
    edition = read(file)
    assert edition.name == "loiret"
    assert edition.data["edition"]["departements"] == ["45"]
    assert edition.data["editeur"]["nom"] == 'Une "association"'
    assert list(given) == []


def test_a_refused_edition_stops_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "essai.toml"
    shutil.copyfile(FOLDER / "rhone.toml", file)
    file.write_text(file.read_text("utf-8").replace("#7a1f3d", "#ffeeaa"), "utf-8")
    assert command.main(["build", str(file)]) == 1
    assert "contraste" in capsys.readouterr().err
