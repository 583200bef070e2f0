"""A page being printed, as the plugin gives it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from macros.pages import citations


@pytest.fixture(autouse=True)
def page() -> None:
    """Print every test on a page of its own."""
    file = SimpleNamespace(src_uri="references/essai.md")
    citations.follow(SimpleNamespace(page=SimpleNamespace(file=file)))
