"""`python -m macros.pages.readme`: the state of coverage in the README, printed from the data."""

from __future__ import annotations

import re
from pathlib import Path

from macros.pages.freshness import coverage

README = Path(__file__).parents[2] / "README.md"
_TABLE = re.compile(r"(<!-- coverage: make format writes it -->\n).*?(\n<!-- end -->)", re.DOTALL)


def written(text: str) -> str:
    """Give the README with the coverage of today; `ValueError` when it has no place for it."""
    given, count = _TABLE.subn(lambda found: f"{found[1]}{coverage()}{found[2]}", text)
    if count != 1:
        raise ValueError("README.md has no place for the coverage")
    return given


if __name__ == "__main__":
    README.write_text(written(README.read_text("utf-8")), "utf-8", newline="")
