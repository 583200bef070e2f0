"""The search finds what a newcomer types: no accents, acronyms, everyday names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.browser.page import READY

# What is typed, where the first answer leads, and the part of the page it should show.
QUESTIONS = (
    ("maison de sante", "comprendre/msp/", ""),
    ("maison de santé", "comprendre/msp/", ""),
    ("maisons de santé", "comprendre/msp/", ""),
    ("MSP", "comprendre/msp/", ""),
    ("msp", "comprendre/msp/", ""),
    ("prime précarité", "comprendre/aci/", "la-majoration-de-precarite"),
    ("prime precarite", "comprendre/aci/", "la-majoration-de-precarite"),
    ("combien", "calculateurs/", ""),
    ("combien touche une CPTS de 50 000 habitants", "calculateurs/aci-cpts/", ""),
    ("combien pour une CPTS", "calculateurs/aci-cpts/", ""),
    ("combien par habitant", "calculateurs/aci-cpts/", ""),
    ("combien gagne une MSP", "calculateurs/aci-msp/", ""),
    ("combien pour ma maison de santé", "calculateurs/aci-msp/", ""),
    ("combien touche un centre de santé", "calculateurs/centre-de-sante/", ""),
    ("combien touche le président d’une CPTS", "calculateurs/indemnites-cpts/", ""),
    ("combien d'associés pour une SISA", "calculateurs/sisa/", ""),
    ("combien de médecins pour une MSP", "calculateurs/equipe/", ""),
    ("combien payer un membre d’une CPTS", "calculateurs/indemnites-cpts/", ""),
    ("combien de temps pour créer une MSP", "construire/creer-une-msp/", ""),
    ("combien de temps pour créer une CPTS", "construire/creer-une-cpts/", ""),
    ("combien de temps pour fonder une SISA", "construire/fonder-une-sisa/", ""),
    ("CPTS taille", "calculateurs/aci-cpts/", ""),
    ("centre de sante", "comprendre/cds/", ""),
    ("l'équipe de soins primaires", "comprendre/esp/", ""),
    ("PTA", "comprendre/dac/", ""),
    ("qui appeler", "annuaire/", ""),
    ("qui contacter", "annuaire/", ""),
    ("pharmacienne", "comprendre/vous-etes/", "pharmacien"),
    ("commissaire aux comptes", "construire/creer-une-cpts/", "etape-3-creer-lassociation"),
    ("créer une CPTS", "construire/creer-une-cpts/", ""),
    ("agrément", "construire/ouvrir-un-centre-de-sante/", "etape-7-demander-lagrement-sil-le-faut"),
    ("salarier une infirmière", "comprendre/sisa/", "salarier-un-soignant"),
    ("france sante", "comprendre/msp/", "france-sante"),
    ("partager l’argent", "construire/fonder-une-sisa/", "etape-7-partager-largent"),
    ("maire", "comprendre/commune/", ""),
    ("mairie", "comprendre/commune/", ""),
    ("élu", "comprendre/commune/", ""),
    ("élue", "comprendre/commune/", ""),
    ("commune", "comprendre/commune/", ""),
    ("loyer", "construire/creer-une-msp/", "loyer"),
    ("bail", "construire/creer-une-msp/", "loyer"),
    ("salaire", "comprendre/aci/", "salaire-coordination"),
    ("coordinatrice", "comprendre/aci/", "salaire-coordination"),
    ("coordinateur", "comprendre/aci/", "salaire-coordination"),
    ("secrétaire", "comprendre/aci/", "salaire-coordination"),
    ("infirmière libérale", "construire/rejoindre-une-msp/", ""),
    ("jeune médecin", "construire/rejoindre-une-msp/", ""),
    ("remplaçante", "construire/rejoindre-une-msp/", "remplacant-ou-de-passage"),
    ("patient", "construire/appeler-un-dac/", "et-si-vous-etes-le-patient-ou-un-aidant"),
    ("subvention", "comprendre/cpom/", "largent"),
    ("prime", "comprendre/aci/", "la-majoration-de-precarite"),
    ("statuts", "construire/fonder-une-sisa/", "etape-3-ecrire-les-statuts"),
    ("TVA", "comprendre/sisa/", "largent"),
    ("impôts", "comprendre/sisa/", "largent"),
    ("démission", "comprendre/sisa/", "si-un-associe-sen-va"),
    ("quitter une SISA", "comprendre/sisa/", "si-un-associe-sen-va"),
    ("CPTS", "comprendre/cpts/", ""),
    ("SISA", "comprendre/sisa/", ""),
)


def ask(page: Page, words: str) -> list[str]:
    """Ask the search, and give the addresses of the answers."""
    field = page.get_by_role("textbox", name="Rechercher")
    told = page.locator(".md-search-result__meta")
    field.click()
    for asked in ("", words):
        field.fill(asked)
        field.press("End")  # the search listens to keys
        # Nothing is left of the question before; then the answers are shown with their number.
        if asked:
            expect(told).to_contain_text("trouvé", timeout=READY)
        else:
            expect(told).not_to_contain_text("trouvé", timeout=READY)
    found: list[str] = page.locator(".md-search-result__item .md-search-result__link").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return found


def test_questions_find_their_page(page: Page) -> None:
    page.goto("")
    missed = {}
    for words, path, part in QUESTIONS:
        found = [urlsplit(link) for link in ask(page, words)]
        places = [(link.path.removeprefix("/"), link.fragment) for link in found]
        first = places[0][0] if places else ""
        if first != path or (part and (path, part) not in places[:3]):
            missed[words] = places[:4]
    assert missed == {}


def test_an_answer_opens_its_page(page: Page) -> None:
    page.goto("")
    field = page.get_by_role("textbox", name="Rechercher")
    field.click()
    field.press_sequentially("prime precarite")
    links = page.locator(".md-search-result__item").first.locator(".md-search-result__link")
    expect(links.first).to_have_attribute("href", re.compile("/comprendre/aci/"), timeout=READY)
    # The page opens on its answers, its part on what was asked.
    links.and_(page.locator("[href$='#la-majoration-de-precarite']")).click()
    expect(page.locator(".md-content h1")).to_contain_text("ACI")
    expect(page.locator(".md-content").get_by_text("prime précarité")).to_be_visible()


def test_nothing_is_found_by_nonsense(page: Page) -> None:
    page.goto("")
    assert ask(page, "xyzzyx") == []
    expect(page.locator(".md-search-result__meta")).to_contain_text("Aucun document trouvé")


def test_a_browser_that_refuses_to_keep_searches_all_the_same(page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
    )
    page.goto("")
    page.get_by_role("textbox", name="Rechercher").fill("cpts")
    expect(page.locator("[data-search-result]").first).to_be_visible(timeout=READY)
