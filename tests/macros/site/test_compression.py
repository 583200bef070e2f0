"""The compressed copies of the files."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

from macros.site.compression import compress


def test_copies_are_the_same_twice_and_only_where_they_pay(site: Path, tmp_path: Path) -> None:
    compress(site, tmp_path / "cache")
    index = site / "index.html"
    first = [(site / f"index.html{suffix}").read_bytes() for suffix in (".br", ".gz")]
    assert brotli.decompress(first[0]) == gzip.decompress(first[1]) == index.read_bytes()
    assert not (site / "data/a.json.br").exists()
    compress(site, tmp_path / "another")
    assert first == [(site / f"index.html{suffix}").read_bytes() for suffix in (".br", ".gz")]
