"""What assistive technologies are given of each calculator, in three states.

`python -m tests.browser.trees` writes tests/browser/trees/ again: read the diff before keeping it.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from calculators import SLUGS, find
from tests.browser.conftest import FLAGS, Here, chromium_path
from tests.browser.form import open_form, whole
from tests.browser.page import FOLLOW, READY
from tests.support import listening

FOLDER = Path(__file__).with_name("trees")
PHONE = {"width": 320, "height": 640}
# An answer or two: a range, what remains to be said, or a refusal.
HALF = {
    "aci-cpts": "population=32000",
    "aci-msp": "associes=14&patientele=6000",
    "calendrier": "contrat=aci-cpts",
    "centre-de-sante": "activites=medicale",
    "equipe": "mg=1",
    "indemnites-cpts": "annee=2026&indemnites=beaucoup",
    "orientation": "echelle=equipe",
    "repartition-sisa": "montant=10000",
    "sisa": "associes_medecins=1",
}
SHOWN = (
    ".field:has([aria-invalid=true])",
    ".calc-status",
    "[data-amount-bar]:not([hidden])",
    "[data-result]",
)
# The page has said its last word: its state, and that nothing is being computed.
STILL = """() => {
  const form = document.querySelector("form[data-calculator]");
  const status = form.querySelector(".calc-status").textContent;
  const busy = document.querySelector("[aria-busy=true]");
  return status && !/prêt|calcul en cours/i.test(status) && !busy;
}"""


def tree(page: Page, part: str) -> str:
    """Give the tree of a part of the page, without addresses."""
    told = page.locator(part).first.aria_snapshot()
    return re.sub(r"^\s*- /url:.*\n?", "", told, flags=re.MULTILINE).rstrip() + "\n"


def answered(page: Page, fragment: str) -> None:
    """Give answers to a form that is open, and wait until the page has told what they give."""
    page.evaluate("document.querySelector('.calc-status').textContent = ''")
    page.evaluate(FOLLOW, fragment)
    page.wait_for_function(STILL, timeout=READY)


def states(page: Page, slug: str) -> str:
    """Open a calculator and give what it tells: empty, half answered, whole."""
    open_form(page, slug)
    form = page.locator(f"form[data-calculator={slug}]")
    expect(form).to_have_attribute("data-engine", "ready", timeout=READY)
    told = ["# Rien n’est répondu\n", tree(page, ".calc")]
    example = find(slug).examples[0]
    for title, fragment in (
        ("Une partie des réponses", HALF[slug]),
        ("Toutes les réponses", whole(slug, example.inputs)),
    ):
        answered(page, fragment)
        there = [part for part in SHOWN if page.locator(part).count()]
        told += [f"\n# {title}\n", *(tree(page, part) for part in there)]
    return "".join(told)


def main() -> int:
    """Write every tree again."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        listening(Here(Path(folder))) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        context = browser.new_context(locale="fr-FR", base_url=server.address, viewport=PHONE)  # type: ignore[arg-type]
        for slug in sys.argv[1:] or SLUGS:
            page = context.new_page()
            (FOLDER / f"{slug}.txt").write_text(states(page, slug), "utf-8")
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
