"""Keeps in the search what answers a question: `quieten` is a step of macros.finish.

The lists of sources repeat the same titles on every page, and the results printed at build hold
every word of a calculator. Found first, both would hide the page that explains.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

INDEX = Path("search/search_index.json")
_NOISE = re.compile(r"#(?:sources|[\w-]+-resultat)$")


def quieten(site: Path) -> None:
    """Take the noise out of the index of a built site."""
    path = site / INDEX
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [part for part in index["docs"] if not _NOISE.search(part["location"])]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
