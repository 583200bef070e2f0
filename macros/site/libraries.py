"""Kept libraries that a page loads when it is asked, each a file of npm with its licence."""

from __future__ import annotations

import re
from pathlib import Path

NPM = Path(__file__).parents[2] / "node_modules"
FOLDER = "assets/javascripts/lib"
FILES = {
    "uqr.js": (("uqr",), "dist/index.mjs"),
    "write-excel-file.js": (("write-excel-file", "fflate"), "bundle/write-excel-file.min.js"),
}
"""For each file of the site, its package with those that it holds, and its place there."""

# The files that they were made from are not published.
_MAP = re.compile(r"//# sourceMappingURL=\S+\s*$")


def copy(site: Path) -> None:
    """Put them in a built site, as they come, under the words of their licence."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, (packages, place) in FILES.items():
        licences = "\n\n".join(
            f"{package}\n{(NPM / package / 'LICENSE').read_text('utf-8').strip()}"
            for package in packages
        )
        text = _MAP.sub("", (NPM / packages[0] / place).read_text("utf-8"))
        (folder / name).write_text(f"/*! {licences}\n*/\n{text}", "utf-8", newline="\n")
