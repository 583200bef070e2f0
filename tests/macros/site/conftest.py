"""A small site, as the generator leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

HEAD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>T</title></head>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name, text in {
        "index.html": f"{HEAD}<p>{'Bonjour. ' * 400}</p>",
        "404.html": f"{HEAD}<p>Introuvable</p>",
        "embed/a/index.html": f"{HEAD}<p>Dedans</p>",
        "assets/main.57a0d79d.min.css": "p{}",
        "assets/plain.css": "p{}",
        "data/a.json": "{}",
    }.items():
        file = site / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return site
