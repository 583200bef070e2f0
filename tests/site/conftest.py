"""The built site, read from its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.reading import SITE, PageFile, every_page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.site)


@pytest.fixture(scope="session")
def pages() -> list[PageFile]:
    if not (SITE / "_headers").is_file():
        pytest.fail("site/ is not built: run make build")
    return every_page()
