"""Keeps in the search what answers a question, for who searches: two steps of macros.finish.

The lists of sources repeat the same titles on every page, and the results printed at build hold
every word of a calculator. Found first, both would hide the page that explains.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

SCRIPTS = "assets/javascripts/bundle.*.min.js"
INDEX = Path("search/search_index.json")
_AT_ONCE = '$(location.protocol!=="file:")'
_NOISE = re.compile(r"#(?:sources|[\w-]+-resultat)$")


def quieten(site: Path) -> None:
    """Take the noise out of the index of a built site."""
    path = site / INDEX
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [part for part in index["docs"] if not _NOISE.search(part["location"])]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def wait(site: Path) -> None:
    """Have the index fetched when the search opens: it weighs more than the page that is read.

    The theme knows how, and does so for pages opened from a file. A theme written otherwise is
    left as it is.
    """
    for path in site.glob(SCRIPTS):
        text = path.read_text("utf-8", newline="")
        if text.count(_AT_ONCE) == 1:
            path.write_text(text.replace(_AT_ONCE, "$(!1)"), "utf-8", newline="")
