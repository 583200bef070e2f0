"""What the engine is recorded on: every kind of field is drawn, the same each time."""

from __future__ import annotations

import random

import pytest

from calculators import SLUGS, find
from calculators.vocabulary.fields import Field
from macros.engine import drawn


@pytest.mark.parametrize("slug", SLUGS)
def test_every_field_is_drawn_the_same_each_time(slug: str) -> None:
    forms = list(drawn.requests(slug, 40))
    assert forms == list(drawn.requests(slug, 40))
    typed = {key for form, _ in forms for key in form}
    assert typed == {field.key for field in find(slug).fields}


def test_a_kind_that_nobody_draws_is_named() -> None:
    with pytest.raises(TypeError, match="nouvelle"):
        drawn._typed(Field(key="nouvelle", label="Nouvelle"), random.Random(0), [])  # noqa: S311 (not a secret)
