"""Keeps in the search what answers a question, for who searches: steps of macros.finish.

The lists of sources repeat the same titles on every page, and the results printed at build hold
every word of a calculator. Found first, both would hide the page that explains.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

SCRIPTS = "assets/javascripts/bundle.*.min.js"
WORKERS = "assets/javascripts/workers/search.*.min.js"
INDEX = Path("search/search_index.json")
_AT_ONCE = '$(location.protocol!=="file:")'
_WAITING = """addEventListener("message", function load(first) {{
  removeEventListener("message", load);
  importScripts("{name}");
  dispatchEvent(new MessageEvent("message", {{ data: first.data }}));
}});
"""
_NOISE = re.compile(r"#(?:sources|[\w-]+-resultat)$")


def quieten(site: Path) -> None:
    """Take the noise out of the index of a built site."""
    path = site / INDEX
    index = json.loads(path.read_text("utf-8"))
    index["docs"] = [part for part in index["docs"] if not _NOISE.search(part["location"])]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def wait(site: Path) -> None:
    """Have the index and its worker fetched when the search opens: they weigh more than the page.

    The theme knows how for the index, and does so for pages opened from a file; a theme written
    otherwise is left as it is. Its worker is started with each page: it waits for a first message.
    """
    for path in site.glob(SCRIPTS):
        text = path.read_text("utf-8", newline="")
        if text.count(_AT_ONCE) == 1:
            path.write_text(text.replace(_AT_ONCE, "$(!1)"), "utf-8", newline="")
    for path in list(site.glob(WORKERS)):
        whole = path.with_name(path.name.replace(".min.js", ".whole.js"))
        if whole.exists():
            continue
        path.rename(whole)
        path.write_text(_WAITING.format(name=whole.name), "utf-8")
