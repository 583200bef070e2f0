"""The registry says where every statement comes from, and no page cites what it does not hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import calculators
from calculators.vocabulary.sources import KINDS, every_source, source
from macros.pages import citations, reference_data, references

ROOT = Path(__file__).parents[3]
REGISTRY: dict[str, dict[str, Any]] = {
    key: entry
    for path in sorted((ROOT / "calculators" / "sources").glob("*.toml"))
    for key, entry in tomllib.loads(path.read_text("utf-8")).items()
}
FIELDS = {
    "title", "publisher", "url", "official_url", "date", "published", "read_on", "kind",
    "confidence", "note", "articles",
}  # fmt: skip
CONFIDENCES = ("officiel", "secondaire")
"""One page of sources each."""
KEY = re.compile(r"(?:cpts|msp|esp|cds|doc|region)-[a-z0-9]+(?:-[a-z0-9]+)*")
CITED = re.compile(r"""\bsrc\(\s*["']([^"']+)["']""")
# In code and data, whatever looks like a key between quotes beside the word « source ».
NAMED = re.compile(r"""\b(?:source|sources|reference)\w*\s*[=:]\s*[\[(]?\s*((?:"[^"]*"[,\s]*)+)""")
UNVERIFIED = re.compile(r"non[ _]v[ée]rifi[ée]", re.IGNORECASE)
# Sources that the facts contradict: a blog with another accord, two pages with another definition.
SET_ASIDE = ("cabinetmoncab.fr", "contomed.fr", "sante-territoire.fr")


def cited_in_pages() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for key in CITED.findall(path.read_text("utf-8")):
            yield str(path.relative_to(ROOT)), key


def cited_in_calculators() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "calculators").rglob("*")):
        if path.suffix not in (".py", ".toml") or path.parent.name == "sources":
            continue
        for group in NAMED.findall(path.read_text("utf-8")):
            for key in re.findall(r'"([^"]*)"', group):
                if KEY.fullmatch(key):
                    yield str(path.relative_to(ROOT)), key


def unknown(cited: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(where, key) for where, key in cited if key not in REGISTRY]


@pytest.mark.parametrize("key", REGISTRY)
def test_an_entry_says_all_it_must(key: str) -> None:
    entry = REGISTRY[key]
    assert KEY.fullmatch(key)
    assert entry.keys() <= FIELDS
    assert entry["confidence"] in ("officiel", "secondaire")
    assert entry["kind"] in KINDS
    assert isinstance(entry["read_on"], date)
    assert isinstance(entry.get("date", date.min), date)
    assert not {"date", "published"} <= entry.keys()
    # A text without an address says why.
    assert re.match(r"https?://[^\s]+\.[^\s]+$", entry.get("url", "")) or entry["note"]
    for words in ("title", "publisher", "note", "published"):
        said = entry.get(words, "filled")
        assert said == said.strip() != ""
        assert "'" not in said
        assert not UNVERIFIED.search(said)


def test_a_source_is_read_after_it_was_published() -> None:
    late = [
        key for key, entry in REGISTRY.items() if entry.get("date", date.min) > entry["read_on"]
    ]
    assert late == []


def test_every_dossier_has_its_sources() -> None:
    assert {key.split("-")[0] for key in REGISTRY} == references.REGISTRY.keys()


def test_sources_set_aside_are_nowhere() -> None:
    addresses = " ".join(entry.get("url", "") for entry in REGISTRY.values())
    assert not [name for name in SET_ASIDE if name in addresses]
    assert not {"cpts-s70", "cpts-s71"} & REGISTRY.keys()


def test_pages_cite_known_sources_only() -> None:
    assert unknown(cited_in_pages()) == []


def test_calculators_cite_known_sources_only() -> None:
    cited = list(cited_in_calculators())
    assert len(cited) > 50
    assert unknown(iter(cited)) == []


def test_an_unknown_source_is_seen() -> None:
    assert CITED.findall('Une somme {{ src("cpts-s999", "art. 1") }}.') == ["cpts-s999"]
    assert unknown(iter([("page.md", "cpts-s999")])) == [("page.md", "cpts-s999")]
    with pytest.raises(KeyError):
        citations.src("cpts-s999")


def test_data_cite_known_sources_only() -> None:
    cited = [key for entry in reference_data.glossary() for key in entry.sources]
    cited += [key for contact in reference_data.contacts() for key in contact.sources]
    cited += [key for change in reference_data.changes() for key in change.sources]
    for series in reference_data.statistics():
        cited += [key for point in series.points for key in point.sources]
    assert [key for key in cited if key not in REGISTRY] == []


def test_nothing_unverified_is_published_as_fact() -> None:
    pages = [*(ROOT / "docs").rglob("*.md"), *(ROOT / "macros" / "pages" / "data").glob("*.toml")]
    said = [
        str(path.relative_to(ROOT))
        for path in pages
        if UNVERIFIED.search(re.sub(r'confidence = "non_verifie"', "", path.read_text("utf-8")))
        and "contribuer" not in path.parts
    ]
    # The data of the glossary explain in a comment what the mark means.
    assert said == ["macros/pages/data/glossary.toml"]


def test_an_unverified_figure_is_only_ever_our_reading() -> None:
    amounts = [
        amount
        for slug in calculators.SLUGS
        for scale in calculators.find(slug).scales.every
        for figure in scale.figures.values()
        for amount in figure.amounts.values()
    ]
    unverified = [amount for amount in amounts if not amount.verified]
    assert unverified
    assert {amount.confidence for amount in unverified} == {"deduit"}


def registry(on: date | None = None) -> str:
    """Print the two pages of sources."""
    return "".join(references.source_registry(confidence, on) for confidence in CONFIDENCES)


@pytest.mark.parametrize("on", [date(2028, 5, 21), date(2028, 5, 22), date(2028, 5, 27)])
def test_an_old_reading_is_announced_in_the_registry(on: date) -> None:
    """A reading of 21/11/2026 is old from 22/05/2028, one of 26/11/2026 from 27/05/2028."""
    printed = registry(on)
    old = [e for e in REGISTRY.values() if e["read_on"] < date(on.year - 2, on.month + 6, on.day)]
    assert printed.count('class="stale"') == len(old)
    assert bool(old) == (on > date(2028, 5, 21))


@pytest.mark.parametrize(("on", "stale"), [(date(2028, 5, 21), False), (date(2028, 5, 22), True)])
def test_an_old_reading_is_announced_on_the_page_that_cites_it(
    on: date, monkeypatch: pytest.MonkeyPatch, *, stale: bool
) -> None:
    built = datetime(on.year, on.month, on.day, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(built.timestamp())))
    citations.src("cpts-s1")
    assert ("à revérifier" in citations.sources()) is stale


def test_each_source_is_printed_once_on_the_page_of_its_kind() -> None:
    parts = list(references.REGISTRY)
    for confidence in CONFIDENCES:
        printed = references.source_registry(confidence, date(2026, 11, 21))
        assert re.findall(r'<li id="([^"]+)"', printed) == sorted(
            (key for key in REGISTRY if source(key).confidence == confidence),
            key=lambda key: (parts.index(key.split("-")[0]), KINDS.index(REGISTRY[key]["kind"])),
        )
    linked = [key in entry for entry in REGISTRY.values() for key in ("url", "official_url")]
    assert registry().count("<a href=") == sum(linked)
    assert len(every_source()) == len(REGISTRY) == registry().count("<li ")


def test_a_page_lists_the_texts_first_each_under_its_own_number() -> None:
    """The blog that is cited first keeps its number, and stands after the texts."""
    for key in ("cpts-s5", "cpts-s1", "cpts-s15", "cpts-s28"):
        citations.src(key)
    listed = re.findall(r'<li id="source-(\d+)" value="(\d+)">', citations.sources())
    assert listed == [("4", "4"), ("3", "3"), ("2", "2"), ("1", "1")]


def test_a_text_read_in_a_copy_says_so_on_the_page() -> None:
    citations.src("cpts-s15")
    assert "texte officiel, lu dans une copie</span>" in citations.sources()
    assert "texte officiel, lu dans une copie</span>" in references.source_registry()


def test_data_show_the_texts_before_the_comments() -> None:
    """The order in the data is that of who wrote them; the page has the texts first."""
    printed = references.statistics_chart("msp-nombre")
    row = next(row for row in printed.splitlines() if "2\u202f251" in row and row[0] == "|")
    marked = [citations.cited()[int(n) - 1] for n in re.findall(r'href="#source-(\d+)"', row)]
    assert [source(key).confidence for key in marked] == ["officiel", "secondaire"]


def test_a_copied_text_links_to_its_official_page_when_it_is_known() -> None:
    citations.src("cpts-pass-2026")
    printed = citations.sources()
    assert 'href="https://juriblio.fr/arretes/' in printed
    official = "https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000053143451"
    assert f'href="{official}">page officielle</a>' in printed
    citations.src("cpts-s15")
    assert citations.sources().count("page officielle") == 1
