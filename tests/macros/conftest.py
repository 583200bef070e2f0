"""A page being printed, as the plugin gives it."""

from __future__ import annotations

import pytest

from macros.pages import citations


@pytest.fixture(autouse=True)
def page() -> None:
    """Print every test on a page of its own."""
    citations.follow(lambda: "references/essai.md")
