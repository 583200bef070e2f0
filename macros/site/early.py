"""The start of the engine at the first bytes of a page: what its first script is told at build.

That script and the worker, in one piece with what it imports, are published under names made of
their content too: a browser that has them asks the site for nothing before it computes.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

SCRIPTS = Path("assets/javascripts")
MANIFEST = Path("assets/engine/manifest.json")
WORKER = "engine/worker.js"
INSIDE = ("boot.js", "snapshot.js")
"""What the worker imports, and holds once it is published: a turn on the network less."""
EARLY = "early.js"
FIRST = ("main.js", "calculator/form.js", "engine/engine.js")
"""The scripts that a form begins with."""
SHORT = 16
UNKNOWN = "const KNOWN = null;"
_NAMED = re.compile(rf"-[0-9a-f]{{{SHORT}}}(?=\.js)")
_IN_PAGES = re.compile(rf'(?<=/javascripts/)early(?:-[0-9a-f]{{{SHORT}}})?\.js(?=")')
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) (\w+))", re.MULTILINE)
_IMPORT = re.compile(r'^(?:import|export) [^"]*?from "(\.[^"]+)";$', re.MULTILINE)


class NotWritten(Exception):
    """A script does not hold the words that the build replaces."""


def write(site: Path) -> None:
    """Tell the first script what it starts, and name by their content those that start."""
    folder = site / SCRIPTS
    for stale in (*folder.glob("*.js"), *(folder / "engine").glob("*.js")):
        if _NAMED.search(stale.name):
            stale.unlink()
    path = site / MANIFEST
    manifest = json.loads(path.read_text("utf-8"))
    plain = [name for name in manifest["scripts"] if not _NAMED.search(name)]
    inside = {f'import("./{name}")': _inside(folder / "engine" / name) for name in INSIDE}
    worker = _copy(folder / WORKER, inside)
    known = {
        "manifest": {key: manifest[key] for key in ("runtime", "calculators", "files")},
        "worker": f"engine/{worker}",
        "scripts": scripts(folder),
    }
    told = f"const KNOWN = {json.dumps(known, separators=(',', ':'))};"
    early = _copy(folder / EARLY, {UNKNOWN: told})
    manifest["scripts"] = sorted([*plain, worker, f"../{early}"])
    path.write_text(json.dumps(manifest, indent=1) + "\n", "utf-8", newline="")
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8", newline="")
        if (found := _IN_PAGES.sub(early, text)) != text:
            page.write_text(found, "utf-8", newline="")


def scripts(folder: Path) -> list[str]:
    """Name the scripts that a form begins with, and all that they import, from this folder."""
    found = list(FIRST)
    for name in found:
        file = folder / name
        for address in _IMPORT.findall(file.read_text("utf-8")):
            imported = (file.parent / address).resolve().relative_to(folder.resolve()).as_posix()
            if imported not in found:
                found.append(imported)
    return found


def _inside(module: Path) -> str:
    """Give an expression that is worth what a module exports."""
    text = module.read_text("utf-8")
    names = ", ".join(_EXPORT.findall(text))
    return f"(() => {{\n{_EXPORT.sub('', text)}\nreturn {{ {names} }};\n}})()"


def _copy(script: Path, wanted: dict[str, str]) -> str:
    """Copy a script, with other words, under a name made of its content."""
    text = script.read_text("utf-8")
    for words, others in wanted.items():
        if text.count(words) != 1:
            raise NotWritten(f"{script.name} holds {words} {text.count(words)} times, not once")
        text = text.replace(words, others)
    digest = hashlib.sha256(text.encode()).hexdigest()[:SHORT]
    copy = script.with_name(f"{script.stem}-{digest}.js")
    copy.write_text(text, "utf-8", newline="")
    return copy.name
