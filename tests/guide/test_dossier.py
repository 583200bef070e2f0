"""What a dossier brings back opens a page of the site: its script names them all."""

from __future__ import annotations

import json
import re
from pathlib import Path

from calculators import SLUGS

DOCS = Path(__file__).parents[2] / "docs"
STORE = (DOCS / "assets" / "javascripts" / "dossier" / "store.js").read_text("utf-8")


def named(constant: str) -> list[str]:
    (listed,) = re.findall(rf"const {constant} = (\[[^\]]*\]);", STORE)
    found: list[str] = json.loads(listed)
    return found


def test_every_calculator_is_named() -> None:
    assert sorted(named("CALCULATORS")) == sorted(SLUGS)


def test_every_page_with_a_list_to_tick_is_named() -> None:
    pages = [
        page for page in DOCS.glob("construire/*.md") if "checklist(" in page.read_text("utf-8")
    ]
    assert sorted(named("PAGES")) == sorted(page.stem for page in pages)
