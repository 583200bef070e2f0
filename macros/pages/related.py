"""Pages to read next: `{{ related("comprendre/msp.md") }}`, each by its own title."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from macros.pages import citations

MACROS = ("related",)

DOCS = Path(__file__).parents[2] / "docs"
_TITLE = re.compile(r"^# (.+?)(?: \{.*\})?$", re.MULTILINE)


def related(*pages: str) -> str:
    """Print links to pages, named from the root of `docs/`, for the build to check."""
    here = posixpath.dirname(citations.page())
    links = "\n".join(
        f"- [{title(page)}]({posixpath.relpath(page, here or '.')})" for page in pages
    )
    return (
        '<nav class="related" aria-label="Pages liées" markdown>\n\n'
        f"**À lire aussi**\n\n{links}\n\n</nav>"
    )


def title(page: str) -> str:
    """Give the title that a page shows."""
    found = _TITLE.search((DOCS / page).read_text("utf-8"))
    if found is None:
        raise ValueError(f"{page} has no title")
    return found[1]
