"""A small edition, built whole by the command that a publisher runs."""

from __future__ import annotations

from pathlib import Path

from calculators.vocabulary.version import VERSION
from macros.editions.build import TREES
from tests.site.reading import PageFile, every_page
from tests.support import built_edition

ROOT = Path(__file__).parents[2]


def test_a_small_edition(pages: list[PageFile]) -> None:
    """Built once: two at a time would write in the same folder."""
    edition = built_edition("rhone")
    has_every_page_of_the_guide_and_its_own(edition, pages)
    is_told_on_its_pages(edition)
    is_served_as_it_is(edition)


def has_every_page_of_the_guide_and_its_own(edition: Path, pages: list[PageFile]) -> None:
    ours = {str(file.relative_to(edition)) for file in edition.rglob("*.html")}
    assert ours - {page.path.relative_to(ROOT / "site").as_posix() for page in every_page()} == {
        "territoire/index.html"
    }
    assert len(ours) > len(pages)


def is_told_on_its_pages(edition: Path) -> None:
    home = (edition / "index.html").read_text("utf-8")
    assert "Exercer à plusieurs dans le Rhône" in home
    assert '<meta name="territoire" content="69">' in home
    assert "assets/edition/edition.css" in home
    assert 'href="calculateurs/equipe/#region=84"' in home
    territory = (edition / "territoire" / "index.html").read_text("utf-8")
    assert f"version nationale {VERSION}" in territory


def is_served_as_it_is(edition: Path) -> None:
    assert (edition / "_headers").is_file()
    assert (edition / "assets" / "engine" / "manifest.json").is_file()
    assert not [file for file in edition.rglob("*") if file.is_symlink()]
    assert (TREES / "rhone").is_dir()
