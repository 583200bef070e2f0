"""Kept libraries that a page loads when it is asked, each a file of npm with its licence."""

from __future__ import annotations

from pathlib import Path

NPM = Path(__file__).parents[2] / "node_modules"
FOLDER = "assets/javascripts/lib"
FILES = {"uqr.js": ("uqr", "dist/index.mjs")}
"""For each file of the site, its package and its place there."""


def copy(site: Path) -> None:
    """Put them in a built site, as they come, under the words of their licence."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, (package, place) in FILES.items():
        licence = (NPM / package / "LICENSE").read_text("utf-8").strip()
        text = (NPM / package / place).read_text("utf-8")
        (folder / name).write_text(f"/*! {package}\n{licence}\n*/\n{text}", "utf-8", newline="\n")
