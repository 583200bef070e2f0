"""What the texts read on 26/11/2026 correct: each statement stands, with the text that says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.pages import reference_data, references
from tests.support import plain

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SISA, FOUND = "comprendre/sisa.md", "construire/fonder-une-sisa.md"
CDS, OPEN = "comprendre/cds.md", "construire/ouvrir-un-centre-de-sante.md"
CPTS, CPOM = "comprendre/cpts.md", "comprendre/cpom.md"
DAC, MSP = "comprendre/dac.md", "comprendre/msp.md"
SIGN = "construire/signer-et-vivre-un-aci.md"


def lines(page: str) -> list[str]:
    """Give the lines of a page, each space an ordinary one."""
    said = plain((DOCS / page).read_text("utf-8"))
    return said.splitlines()


@pytest.mark.parametrize(
    ("page", "words", "key", "article"),
    [
        (SISA, "le minimum n’est plus atteint", "esp-lex-sisa", "L. 4041-4"),
        (SISA, "avant l’embauche", "esp-lex-sisa", "R. 4041-7, I"),
        (SISA, "sous 15 jours", "esp-lex-sisa", "R. 4041-10"),
        (SISA, "dans le mois", "esp-lex-sisa", "R. 4041-11"),
        (SISA, "y annexer le projet de santé", "esp-lex-sisa", "R. 4041-5"),
        (SISA, "onze mentions obligatoires", "esp-lex-sisa", "R. 4041-3"),
        (SISA, "un mois au moins avant l’enregistrement", "esp-lex-sisa", "L. 4041-7"),
        (SISA, "n’a pas à s’inscrire à un ordre", "esp-lex-sisa", "L. 4041-3"),
        (SISA, "rachetées sous six mois", "esp-lex-sisa", "L. 4043-2"),
        (SISA, "Depuis le 14 mai 2021, un délai d’un an", "esp-lex-sisa", "L. 4041-4"),
        (FOUND, "c’est une obligation", "esp-lex-sisa", "R. 4041-5"),
        (FOUND, "le délai part de là", "esp-lex-sisa", "L. 4041-4"),
        (CDS, "15 jours au moins avant une fermeture prévue", "cds-lex", "L. 6323-1-11"),
        (CDS, "7 jours au plus", "cds-lex", "L. 6323-1-11"),
        (CDS, "son avis sous deux mois", "cds-lex", "L. 6323-1-11"),
        (CDS, "500 000 €", "cds-lex", "L. 6323-1-12"),
        (CDS, "5 000 € par jour", "cds-lex", "L. 6323-1-12"),
        (CDS, "huit ans", "cds-lex", "L. 6323-1-12"),
        (CDS, "avant le 1er mars", "cds-lex", "D. 6323-12"),
        (CDS, "publicité", "cds-lex", "L. 6323-1-9"),
        (CDS, "153 000 €", "cds-csp-d6323-8-1", "D. 6323-8-1"),
        (CDS, "2024-568", "cds-csp-d6323-8-1", "D. 6323-8-1"),
        (CDS, "11,5 points", "cds-css", "D. 162-22"),
        (CDS, "un an après l’ouverture", "cds-lex", "L. 6323-1-11"),
        (CDS, "membre d’une communauté", "cds-lex", "L. 6323-1-6"),
        (OPEN, "avant le 1er mars", "cds-lex", "D. 6323-12"),
        (OPEN, "Fermeture", "cds-lex", "L. 6323-1-11"),
        (CPTS, "deux mois, il est réputé validé", "cpts-lex", "L. 1434-12"),
        (CPTS, "Le nom n’a pas changé", "cpts-css", "L. 162-14-1"),
        (CPOM, "cinq ans **au plus**", "esp-lex-fir", "R. 1435-29"),
        (CPOM, "mise en demeure d’un mois", "esp-lex-fir", "R. 1435-33"),
        (CPOM, "contrat spécifique", "esp-lex-fir", "R. 1435-30"),
        (DAC, "avant le 30 avril", "cds-lex-dac", "D. 6327-4"),
        (DAC, "le conseil départemental", "cds-lex-dac", "L. 6327-3"),
        (DAC, "Il veut une seule personne morale", "cds-lex-dac", "D. 6327-3"),
        (SIGN, "au moins trois organisations", "msp-css", "L. 162-14-1-2"),
        (SIGN, "observatrices", "msp-css", "D. 162-28-1"),
        ("comprendre/esp.md", "contrat à trois avec une ESP", "cpts-css", "L. 162-14-1, II"),
        ("comprendre/comparer.md", "parcours coordonné renforcé", "cpts-css", "D. 162-34"),
    ],
)
def test_a_page_says_it_with_its_article(page: str, words: str, key: str, article: str) -> None:
    said = [line for line in lines(page) if words in line]
    marker = rf'src\("{key}", "art\. {re.escape(article)}'
    assert [line for line in said if re.search(marker, line)], said


def test_the_debts_of_a_partner_are_our_reading_of_an_amendment() -> None:
    (said,) = (line for line in lines(SISA) if "dans la limite de son apport" in line)
    assert "répondrait" in said
    assert 'src("esp-an-947", confidence="deduit")' in said
    assert "n’a pas été lu en entier" in said


def test_three_agencies_ask_for_a_doctor_in_the_france_sante_network() -> None:
    (said,) = (line for line in lines(MSP) if "un médecin présent" in line)
    for region in ("aura", "paca", "corse"):
        assert f'src("esp-ars-{region}-france-sante")' in said


def test_the_article_and_the_code_of_the_france_sante_network_are_told() -> None:
    told = {each.sources: each for each in reference_data.changes()}
    law, code = told["esp-an-as485",], told["esp-ans-niveaux",]
    assert "L.\u00a06330-1" in law.text.replace("L. ", "L.\u00a0")
    assert (law.confidence, code.date) == ("deduit", "2026-06-29")
    assert "51" in code.text


def test_the_collective_help_for_assistants_is_told_with_its_source() -> None:
    said = " ".join(line for line in lines("construire/creer-une-msp.md") if "assistants" in line)
    for words in ("25 février 2026", "38 000 €", "28 000 €", "22 000 €", "775", "260", "110"):
        assert words in said
    assert 'src("msp-assistants")' in said


@pytest.mark.parametrize(
    "stale",
    [
        "notification du départ", "R. 4041-6", "16 décembre 2025", "2025-12-16",
        "Une fédération demande d’annexer", "que nous n’avons pas trouvé le décret",
        "Le taux n’a pas été lu dans un texte officiel", "cette liste ne le cite pas",
    ],
)  # fmt: skip
def test_what_was_wrong_is_nowhere(stale: str) -> None:
    folders = (DOCS, ROOT / "calculators", ROOT / "macros" / "data")
    paths = [path for folder in folders for path in folder.rglob("*")]
    for path in paths:
        if path.suffix in (".md", ".toml", ".py"):
            words = plain(path.read_text("utf-8"))
            assert stale not in words, path


@pytest.mark.parametrize(
    "closed",
    [
        "certifier ses comptes", "part des cotisations", "objectif de 4", "décret fixe les cond",
        "Faut-il un médecin pour obtenir le label", "autres articles du code sur la SISA",
        "numéro du décret de juin 2024",
    ],
)  # fmt: skip
def test_a_question_that_has_its_answer_is_closed(closed: str) -> None:
    assert not [each for each in reference_data.questions() if closed in each.question]


def test_what_stays_open_says_what_was_read() -> None:
    printed = plain(references.open_questions())
    for words in (
        "porté de droit à un an", "131, 133 ou 138", "D. 6323-9 ne fixe aucun délai",
        "amendement adopté", "6 décembre 2023", "L. 6330-1",
    ):  # fmt: skip
        assert words in printed
