"""The glossary tells words apart, and the pages show its definitions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import markdown
import pytest

from macros.pages import acronyms, reference_data, references

ROOT = Path(__file__).parents[3]
GLOSSARY = reference_data.glossary()
BY_ID = {entry.id: entry for entry in GLOSSARY}
EXTENSIONS = [
    "abbr",
    "attr_list",
    "def_list",
    "md_in_html",
    "tables",
    "toc",
    "macros.pages.acronyms",
]


def page(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize("id", BY_ID)
def test_an_entry_is_defined_by_a_source_or_not_at_all(id: str) -> None:
    entry = BY_ID[id]
    if entry.confidence == "non_verifie":
        assert not entry.definition
    else:
        assert entry.confidence in ("officiel", "secondaire", "deduit")
        assert entry.definition
        assert entry.sources
    assert set(entry.see) <= BY_ID.keys()
    assert id not in entry.see
    assert not entry.page or (ROOT / "docs" / entry.page).is_file()
    assert not entry.page or entry.page in references.PAGES


@pytest.mark.parametrize("id", BY_ID)
def test_a_definition_reads_easily(id: str) -> None:
    for sentence in re.split(r"(?<=[.…])\s", BY_ID[id].definition):
        assert len(sentence.split()) < 30


def test_ids_are_unique() -> None:
    assert [id for id, count in Counter(e.id for e in GLOSSARY).items() if count > 1] == []


def test_the_glossary_keeps_its_entries() -> None:
    assert len(GLOSSARY) >= 110


@pytest.mark.parametrize(
    ("acronym", "senses"), [("PASS", 3), ("ETP", 2), ("ESS", 2), ("RCP", 2), ("CNP", 2)]
)
def test_ambiguous_acronyms_are_told_apart(acronym: str, senses: int) -> None:
    entries = [entry for entry in GLOSSARY if acronym in entry.acronyms]
    assert len(entries) == senses
    assert len({entry.name for entry in entries}) == senses
    row = next(
        line for line in references.ambiguous_acronyms().splitlines() if f"**{acronym}**" in line
    )
    for entry in entries:
        assert set(entry.see) & {other.id for other in entries if other is not entry}
        assert f"[{entry.name}](#{entry.id})" in row


def test_acronyms_without_known_expansion_are_not_published() -> None:
    assert not {"APTA", "IFEP", "SIH"} & {a for entry in GLOSSARY for a in entry.acronyms}


def test_every_entry_is_printed_with_its_anchor() -> None:
    printed = page(references.glossary_table())
    assert set(re.findall(r'<dt id="([^"]+)"', printed)) == BY_ID.keys()
    assert (
        set(re.findall(r'href="#([a-z0-9-]+)"', printed))
        - {f"source-{number}" for number in range(1, 400)}
        <= BY_ID.keys()
    )


def test_a_meaning_without_source_is_not_said_as_a_fact() -> None:
    printed = references.glossary_table()
    unread = [entry for entry in GLOSSARY if not entry.sources]
    assert len(unread) == printed.count(references.UNREAD)
    assert {entry.name for entry in unread}.isdisjoint(
        part for title in acronyms.definitions().values() for part in title.split("\u202f; ")
    )


def test_an_acronym_shows_its_definition() -> None:
    html = page("La SISA existe.")
    assert 'title="Société interprofessionnelle de soins ambulatoires. ' in html
    assert re.sub(r"<[^>]+>", "", html) == "La SISA existe."


def test_the_first_of_each_part_is_reached_by_keyboard() -> None:
    html = page("MSP, **MSP** et CPTS.\n\n## Suite\n\nMSP puis MSP.")
    assert re.findall(r"<abbr( tabindex)?[^>]*>(\w+)", html) == [
        (" tabindex", "MSP"),
        ("", "MSP"),
        (" tabindex", "CPTS"),
        (" tabindex", "MSP"),
        ("", "MSP"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`MSP`",
        "[MSP](https://example.org)",
        "# MSP",
        "### MSP",
        "Le mot msp",
        "ACI-MSP",
        "XMSPU",
        "<summary>MSP</summary>",
        '<div class="glossary" markdown>\n\nMSP\n\n</div>',
    ],
)
def test_some_words_are_left_alone(text: str) -> None:
    assert "<abbr" not in page(text)


def test_the_longest_acronym_wins() -> None:
    assert re.findall(r"<abbr[^>]*>([^<]+)<", page("Une ESP-CLAP et une MSPU.")) == [
        "ESP-CLAP",
        "MSPU",
    ]


def test_an_acronym_with_several_meanings_shows_those_that_have_a_source() -> None:
    html = page("Le PASS.")
    assert "Plusieurs sens" in html
    assert "Plafond annuel de la sécurité sociale" in html
    assert "Permanence d’accès aux soins de santé" in html
    assert "Parcours d’accès" not in html


def test_a_page_chooses_a_meaning() -> None:
    html = page("Le PASS 2026.\n\n*[PASS]: Plafond annuel")
    assert re.search(r'<abbr tabindex="0" title="Plafond annuel">PASS</abbr>', html) or re.search(
        r'<abbr title="Plafond annuel" tabindex="0">PASS</abbr>', html
    )


def test_no_style_is_written() -> None:
    assert "style=" not in page("| MSP | CPTS |\n| --- | --- |\n| ACI | DAC |")


def test_every_open_question_can_be_read_alone() -> None:
    for question in reference_data.questions():
        assert question.subject in references.SUBJECTS
        assert question.question.endswith("\u202f?")
        assert question.meanwhile.endswith(".")
        assert question.where
        assert len(question.question.split()) < 30


def test_every_contact_says_what_for_and_when() -> None:
    for contact in reference_data.contacts():
        assert contact.group in references.GROUPS
        assert contact.what.endswith(".")
        assert contact.when.endswith(".")
        assert contact.sources
        assert not contact.url or contact.url.startswith("http")
        assert f"{{ #{contact.id} }}" in references.contacts_table()
