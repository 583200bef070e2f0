"""What must hold of the words of the guide: short, in full, sourced, and only what was read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculators.vocabulary.sources import every_source
from macros.pages import citations, reference_data, references
from macros.prose import reading
from macros.prose.reading import MARK, Passage, passages

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HERE = Path(__file__).parent
EXCEPTIONS = tomllib.loads((HERE / "exceptions.toml").read_text("utf-8"))["exception"]
CLAIMS = tomllib.loads((HERE / "unverified.toml").read_text("utf-8"))["claim"]
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
WHOLE = [page for page in PAGES if not page.startswith("embed/")]
FORMS = [
    page
    for page in PAGES
    if page.startswith("comprendre/")
    and Path(page).stem not in {"index", "comparer", "commune", "vous-etes"}
]
JOURNEYS = [page for page in PAGES if page.startswith("construire/") and Path(page).stem != "index"]
SKELETON = [
    "En bref",
    "Ce que c’est",
    "Qui peut en faire partie",
    "Ce qu’il faut faire",
    "Le cadre légal",
    "L’argent",
    "Les étapes",
    "Qui appeler",
    "Les pièges",
    "Calculer",
    "Sources",
]
# What one asks for oneself, where one may be a member.
FOR_ONESELF = "Et moi, dans tout cela\u202f?"
JOINED = {f"comprendre/{form}.md" for form in ("cds", "cpts", "esp", "msp", "sisa")}
ASKED = (
    "Ce que je gagne.",
    "Ce que cela me coûte.",
    "Mon temps.",
    "Puis-je partir\u202f?",
    "Si un médecin part.",
)
UNTOLD = "references/questions-ouvertes.md"


@cache
def guide() -> dict[str, list[Passage]]:
    return {page[0].page: page for page in reading.pages(DOCS) if page}


def read(text: str) -> list[Passage]:
    return passages("essai.md", text)


def rules(text: str) -> list[tuple[str, str]]:
    return [(fault.rule, fault.text) for fault in reading.faults(read(text))]


def front_matter(page: str) -> dict[str, Any]:
    text = (DOCS / page).read_text("utf-8")
    title = re.search(r"^# (.+)$", text, re.MULTILINE)
    return {"title": title[1] if title else ""} | (yaml.safe_load(text.split("---\n")[1]) or {})


# --- The pages ---------------------------------------------------------------------------------


def test_the_pages_read_well() -> None:
    found = [fault for page in guide().values() for fault in reading.faults(page)]
    left = [
        fault
        for fault in found
        if not any(
            fault.page == each["page"] and plain(fault.text).startswith(plain(each["text"]))
            for each in EXCEPTIONS
        )
    ]
    assert left == []


@pytest.mark.parametrize("exception", EXCEPTIONS, ids=lambda each: each["text"])
def test_every_exception_still_serves(exception: dict[str, str]) -> None:
    assert exception["reason"]
    found = [plain(fault.text) for fault in reading.faults(guide()[exception["page"]])]
    assert [text for text in found if text.startswith(plain(exception["text"]))]


def test_no_stop_follows_an_ellipsis() -> None:
    """A mark between them leaves four dots on the page."""
    found = re.compile(r"…(?:\s*\{\{[^}]*\}\})*\s*\.")
    assert [str(page) for page in DOCS.rglob("*.md") if found.search(page.read_text("utf-8"))] == []


def test_most_statements_of_the_guide_are_counted() -> None:
    """A heuristic that sees nothing would find nothing wrong."""
    stated = [each for page in guide().values() for each in reading.statements(page)]
    markers = [key for page in guide().values() for each in page for key in each.sources]
    assert len(stated) > 350
    assert len(markers) > 900
    assert len(set(markers)) > 200


@pytest.mark.parametrize("page", WHOLE)
def test_every_page_says_what_it_is(page: str) -> None:
    meta = front_matter(page)
    assert meta["title"].strip()
    assert 30 < len(meta["description"]) <= 155


def test_titles_and_descriptions_are_told_apart() -> None:
    for key in ("title", "description"):
        said = [front_matter(page)[key] for page in WHOLE]
        assert len(said) == len(set(said))


@pytest.mark.parametrize("page", FORMS)
def test_a_form_is_explained_in_the_same_order(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    parts = re.findall(r"^## (.+?)(?: \{.*)?$", text, re.MULTILINE)
    assert [part for part in parts if part != FOR_ONESELF] == SKELETON
    assert (FOR_ONESELF in parts) == (page in JOINED)
    last = text.split("## Sources")[1]
    assert last.split() == ["{{", "sources()", "}}"]
    assert "{{ calculator(" in text or "../calculateurs/" in text


@pytest.mark.parametrize("page", JOURNEYS)
def test_a_step_says_who_does_what_and_what_comes_next(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    steps = re.split(r"^## Étape ", text, flags=re.MULTILINE)[1:]
    assert len(steps) >= 4
    for number, step in enumerate(steps, start=1):
        assert step.startswith(f"{number} ")
        for word in ("Qui", "À produire", "Ensuite"):
            assert f"- **{word}**" in step, (page, number, word)
    assert "{{ checklist(" in text
    assert "{{ sources() }}" in text


@pytest.mark.parametrize("page", [*FORMS, *JOURNEYS])
def test_a_page_cites_several_texts(page: str) -> None:
    assert len({key for each in guide()[page] for key in each.sources}) >= 5


def test_every_fact_of_the_data_has_its_source() -> None:
    for change in reference_data.changes():
        assert change.sources, change
    for contact in reference_data.contacts():
        assert contact.sources, contact
    for series in reference_data.statistics():
        assert all(point.sources for point in series.points), series.id


def test_a_source_says_the_day_it_was_read() -> None:
    said = [references.source_registry(each).count("Lu le ") for each in ("officiel", "secondaire")]
    assert sum(said) == len(every_source())


def test_a_page_says_which_of_its_sources_grew_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page built in two years tells that each of its sources is to be read again."""
    for page, count in ((FORMS[0], 10), (JOURNEYS[0], 5)):
        keys = list(dict.fromkeys(key for each in guide()[page] for key in each.sources))
        assert len(keys) >= count
        for epoch, expected in (("1795305600", 0), ("1858377600", len(keys))):
            monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)  # 22/11/2026, then 21/11/2028
            reading.on_page(page)
            for key in keys:
                citations.src(key)
            assert citations.sources().count("à revérifier") == expected


# --- What was never read --------------------------------------------------------------------------


@cache
def sentences() -> list[tuple[str, str]]:
    """Give every sentence that readers meet, with the file it comes from."""
    said = [
        (page, sentence)
        for page, every in guide().items()
        if page != UNTOLD
        for passage in every
        for sentence in re.split(r"(?<=[.!?])\s", passage.words)
    ]
    said += [("glossary", entry.definition) for entry in reference_data.glossary()]
    for path in sorted((ROOT / "calculators").rglob("*.py")):
        words = re.sub(r'"\s*\n\s*f?"', "", path.read_text("utf-8"))
        decoded = words.replace("\\u00a0", "\u00a0").replace("\\u202f", "\u202f")
        said += [(path.name, string) for string in re.findall(r'"([^"\n]{20,})"', decoded)]
    return said


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda each: each["says"])
def test_nothing_unverified_is_published(claim: dict[str, Any]) -> None:
    assert claim["why"]
    pattern = re.compile(claim["pattern"], re.IGNORECASE)
    assert pattern.search(claim["example"])
    only = claim.get("only", ())
    assert set(only) <= set(PAGES)
    assert [
        (where, sentence)
        for where, sentence in sentences()
        if (not only or where in only) and pattern.search(sentence) and not denied(sentence)
    ] == []


def denied(sentence: str) -> bool:
    """Tell whether a sentence says that something is not so, or was not read."""
    return bool(re.search(r"\bn(?:e|’)\b[^.]*\b(?:pas|aucune?|jamais)\b|\bfaux\b", sentence))


def test_an_acronym_without_definition_has_none() -> None:
    for entry in reference_data.glossary():
        assert bool(entry.definition) != (entry.confidence == "non_verifie"), entry.id


# --- The checker itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"Cette phrase {'est bien trop ' * 14}longue.", "long sentence"),
        ("Demandez à l’ARS.", "acronym"),
        ("## La CPTS\n\nUn mot.\n\nUn autre.\n\nUne communauté professionnelle.", "acronym"),
        ("Le maximum est de 50 000\u00a0€.", "no source"),
        ("L’article 9 le dit.", "no source"),
        ("Le projet est obligatoire.", "no source"),
        ("Un chiffre {{ src('cpts-s1') }}.\n\nIl faut deux médecins.", "no source"),
        ("| A | B |\n| --- | --- |\n| x | 60\u00a0% |", "no source"),
        ("- Il faut un contrat.\n- Un fait {{ src('cpts-s1') }}.", "no source"),
        ("Vérifie ton équipe.", "familiar word"),
        ("Tu choisis.", "familiar word"),
    ],
)
def test_a_fault_is_seen(text: str, rule: str) -> None:
    assert [found for found, _ in rules(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "Une phrase courte. Puis une autre, de l’art. L. 6323-3 {{ src('cpts-s1') }}.",
        "L’agence régionale de santé (ARS) répond. L’ARS écrit.",
        "Une infirmière en pratique avancée (IPA) reçoit.",
        "Une maison de santé pluri&shy;profession&shy;nelle (MSP) ouvre.",
        "# La CPTS\n\nUne communauté professionnelle territoriale de santé.",
        "*[CSS]: Feuilles de style\n\nDu HTML et du CSS.",
        "Il faut un contrat {{ src('cpts-s1') }}.",
        "Il faut un contrat. Il dure cinq ans {{ src('cpts-s1') }}.",
        "La loi cite {{ src('cpts-s1') }} :\n\n- deux mois au plus ;\n- l’article 9.",
        "| A | B |\n| --- | --- |\n| 60\u00a0% | x {{ src('cpts-s1') }} |",
        "Ceci {{ src('cpts-s1') }} :\n\n| A | B |\n| --- | --- |\n| x | 60\u00a0% |",
        "Est-ce obligatoire\u202f?",
        "Nous n’avons pas lu l’article.",
        "Le total, la tutelle, tes-tu. ".replace(", tes-tu", ""),
    ],
)
def test_good_prose_is_left_alone(text: str) -> None:
    assert rules(text) == []


def test_each_cell_of_a_row_is_read_on_its_own() -> None:
    cell = f"Cette phrase {'est ' * 20}courte"
    row = "| A | B |\n| --- | --- |\n| {} | {} |"
    assert rules(row.format(cell, cell)) == []
    assert [rule for rule, _ in rules(row.format(cell, f"{cell} {cell}"))] == ["long sentence"]
    (passage,) = (each for each in read(row.format("x", "y")) if each.kind == "row")
    assert passage.words == "x y"


def test_a_page_is_cut_into_passages() -> None:
    page = read(
        '---\ntitle: "Un titre"\n---\n\n# Titre\n\nUn **mot** [lié](a.md) {{ src("cpts-s1") }}.\n'
        'Une suite.\n\n!!! warning "Attention"\n    Le piège.\n\n'
        "1. Un.\n2. Deux {{ src('msp-g') }}.\n"
        '\n| A |\n| --- |\n| B |\n\nTerme\n:   Sens.\n\n{{ checklist("x", ["Fait", "Dit"]) }}\n'
    )
    assert [(each.kind, each.line, each.words) for each in page] == [
        ("heading", 5, "Titre"),
        ("paragraph", 7, "Un mot lié. Une suite."),
        ("paragraph", 10, '"Attention" Le piège.'),
        ("item", 13, "Un."),
        ("item", 14, "Deux."),
        ("header", 16, "A"),
        ("row", 18, "B"),
        ("term", 20, "Terme"),
        ("definition", 21, "Sens."),
        ("box", 23, "Fait"),
        ("box", 23, "Dit"),
    ]
    assert [each.sources for each in page if each.sources] == [("cpts-s1",), ("msp-g",)]
    assert MARK not in "".join(each.words for each in page)


def test_the_command_prints_faults_then_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(
        "Il faut un contrat.\n\nUn fait {{ src('cpts-s1') }}.\n", "utf-8"
    )
    assert reading.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.md:1: no source: Il faut un contrat.",
        "1 pages; 1 statements of law or money, 0 with their source; 1 source markers to 1 texts",
    ]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("[…]", "")).strip()


@pytest.mark.parametrize("page", sorted(JOINED))
def test_what_one_asks_for_oneself_is_answered_or_said_unread(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    (part,) = re.findall(
        rf"^## {re.escape(FOR_ONESELF)}.*?\n(.*?)^## ", text, re.MULTILINE | re.DOTALL
    )
    answers = re.findall(r"^- \*\*(.+?)\*\* (.+)$", part, re.MULTILINE)
    assert tuple(question for question, _ in answers) == ASKED
    for question, answer in answers:
        told = "src(" in answer or "](" in answer
        assert told or re.search(r"nous ne l’avons pas|aucune|n’avons", answer, re.IGNORECASE), (
            question
        )
