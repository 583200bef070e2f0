"""Begin a calculator: `make new SLUG=ma-regle SOURCE=cpts-s15 TITLE="Ma règle"`.

Writes a calculator that already computes, its page, its embedded page, its cases and its test, and
adds it to the list of calculators, to the menu and to the list of the pages. What it computes is
only an example: replace it with the text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from calculators import SLUGS
from calculators.vocabulary.sources import source
from macros.day import of_the_build

FILES = Path(__file__).parent / "files"
SLUG = re.compile(r"[a-z]+(-[a-z0-9]+)*")


class Refused(Exception):
    """What was asked cannot be begun; the message says why."""


def begin(root: Path, slug: str, cited: str, title: str) -> list[Path]:
    """Write what a new calculator needs under `root`; give the files written or changed."""
    words = _checked(slug, cited, title)
    subject = words["subject"]
    written = {
        f"calculators/{subject}/__init__.py": "__init__.py",
        f"calculators/{subject}/rules.py": "rules.py",
        f"calculators/{subject}/texte-1.toml": "text.toml",
        f"docs/calculateurs/{slug}.md": "page.md",
        f"docs/embed/{slug}.md": "embed.md",
        f"tests/cases/{slug}.json": "cases.json",
        f"tests/{subject}/test_{subject}.py": "test.py",
    }
    for name, kind in written.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        template = Template((FILES / f"{kind}.txt").read_text("utf-8"))
        path.write_text(template.substitute(words), "utf-8", newline="\n")
    lists = {
        "calculators/__init__.py": ("SLUGS = (\n", f'SLUGS = (\n    "{slug}",\n'),
        "mkdocs.yml": (
            "      - calculateurs/index.md\n",
            f'      - calculateurs/index.md\n      - "{title}": calculateurs/{slug}.md\n',
        ),
        "docs/calculateurs/index.md": (
            "## Je cherche un montant\n\n",
            f"## Je cherche un montant\n\n- [{title}]({slug}.md)\n",
        ),
        "docs/assets/javascripts/dossier/store.js": (
            "export const CALCULATORS = [",
            f'export const CALCULATORS = ["{slug}", ',
        ),
    }
    for name, (before, after) in lists.items():
        _insert(root / name, before, after)
    return [root / name for name in (*written, *lists)]


def _checked(slug: str, cited: str, title: str) -> Mapping[str, str]:
    if not SLUG.fullmatch(slug):
        raise Refused(f"SLUG={slug!r}: small letters, digits and hyphens, such as ma-regle")
    if slug in SLUGS:
        raise Refused(f"SLUG={slug}: this calculator exists already")
    if not title:
        raise Refused("TITLE is missing, such as TITLE='Ma règle'")
    try:
        source(cited)
    except KeyError:
        raise Refused(
            f"SOURCE={cited!r}: no such source in calculators/sources/; write it there first"
        ) from None
    return {
        "slug": slug,
        "subject": slug.replace("-", "_"),
        "source": cited,
        "title": title,
        "today": of_the_build().date().isoformat(),
    }


def _insert(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    if before not in text:
        raise Refused(f"{path}: {before.strip()!r} was not found, so nothing was added")
    path.write_text(text.replace(before, after, 1), "utf-8", newline="\n")


def main() -> int:
    """Begin the calculator named on the command line; 2 and the reason when it is refused."""
    slug, cited, title = (*sys.argv[1:], "", "", "")[:3]
    try:
        for path in begin(Path.cwd(), slug, cited, title):
            print(f"new: {path.relative_to(Path.cwd())}")
    except Refused as refused:
        print(f"new: {refused}", file=sys.stderr)
        return 2
    print("new: then make test-rules; docs/contribuer/recettes.md says what to write where")
    return 0
