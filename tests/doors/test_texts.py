"""The other texts of a subject answer the same questions."""

from __future__ import annotations

import json

import pytest

from calculators import SLUGS, find
from calculators.doors import browser
from calculators.vocabulary.fields import understand
from macros.pages.calculator_page import answered


@pytest.mark.parametrize("slug", SLUGS)
def test_each_link_computes_with_its_text(slug: str) -> None:
    calculator = find(slug)
    answer = answered(calculator, calculator.examples[0])
    asked = {"calculator": slug, "typed": answer.link(), "on": "", "format": "texts"}
    told = json.loads(browser.export(json.dumps(asked)))["texts"]
    seen = [answer.scale.id]
    for text in told:
        link = dict(text["link"])
        on = link.pop("on", None)
        other = calculator.answer(understand(calculator.fields, link), on)
        assert text["title"].startswith(other.scale.title)
        seen.append(other.scale.id)
    assert len(set(seen)) == len(seen)


def test_the_funding_of_a_cpts_has_a_before_and_an_after() -> None:
    asked = {"calculator": "aci-cpts", "typed": {"population": "60000"}, "format": "texts"}
    (before,) = json.loads(browser.export(json.dumps(asked)))["texts"]
    assert before["link"] == {"population": "60000", "on": "2022-03-31"}
    (after,) = json.loads(browser.export(json.dumps({**asked, "on": "2022-03-31"})))["texts"]
    assert after["link"]["on"] == find("aci-cpts").reviewed_on.isoformat()
