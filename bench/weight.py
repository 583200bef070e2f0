"""Bytes, exact: the sizes of the compressed files that a reader is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bench.browser import Browser
from bench.line import Server
from bench.trials import Wrong
from macros.site.hosting import CODINGS
from tests.browser.page import SAVES_DATA

PAGES = {
    "accueil": "",
    "page de calculateur": "calculateurs/aci-cpts/",
    "page du guide": "comprendre/cpts/",
}
"""Pages that are weighed, with their names."""
FIRST = "aci-cpts"
"""The calculator of the first computation that is weighed."""
MOST_TO_COMPUTE = {"br": 3_200_000, "gzip": 4_300_000}
MOST_TO_READ = {"br": 80 * 1024}
"""What is promised, in bytes, by coding."""


def every(site: Path, server: Server) -> dict[str, dict[str, int]]:
    """Weigh the first computation and the pages."""
    found = {"calcul": of_computing(site)}
    for name, path in PAGES.items():
        found[name] = of_reading(server, path)
    return found


def of_computing(site: Path) -> dict[str, int]:
    """Weigh, in each coding, what a page downloads to compute for the first time."""
    assets = site / "assets"
    manifest = assets / "engine" / "manifest.json"
    listed = json.loads(manifest.read_text("utf-8"))
    # The rest comes only when it is needed, or once the reader rests.
    roles = ("loader", "glue", "wasm", "library", "calculators", *listed["calculators"][FIRST])
    files = [listed["files"][role] for role in roles]
    needed = [manifest, *(assets / "engine" / file["name"] for file in files)]
    # Those named by their content are other copies of the same.
    scripts = [name for name in listed["scripts"] if "-" not in name]
    needed += [assets / "javascripts" / "engine" / name for name in scripts]
    return weigh(needed)


def of_reading(server: Server, path: str) -> dict[str, int]:
    """Weigh, in each coding, what a page downloads to be read by a first visit of Chromium."""
    with Browser("chromium") as browser:
        server.asked.clear()
        browser.open(f"{server.address}{path}", SAVES_DATA)
        browser.evaluate("new Promise((next) => setTimeout(next, 1500))")
        asked = list(dict.fromkeys(server.asked))
    if engine := [
        name for name in asked if "/assets/engine/" in name or name.endswith("worker.js")
    ]:
        raise Wrong(f"reading /{path} starts the engine: {engine[0]}")
    return weigh(file for name in asked if (file := server.file_of_site(name)))


def weigh(files: Iterable[Path]) -> dict[str, int]:
    """Add up the sizes of files in each coding."""
    total = dict.fromkeys(CODINGS, 0)
    for file in files:
        for coding, suffix in CODINGS.items():
            copy = file.with_name(file.name + suffix)
            total[coding] += (copy if copy.is_file() else file).stat().st_size
    return total
