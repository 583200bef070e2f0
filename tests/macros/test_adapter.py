"""Pages are named alike whatever the generator."""

from __future__ import annotations

from types import SimpleNamespace

from macros import path_of


def test_a_page_is_named_by_its_file_or_by_its_path() -> None:
    mkdocs = SimpleNamespace(file=SimpleNamespace(src_uri="comprendre/msp.md"), path="x")
    zensical = SimpleNamespace(path="comprendre/msp.md")
    assert path_of(mkdocs) == path_of(zensical) == "comprendre/msp.md"
