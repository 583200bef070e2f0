"""What the first script of a page is told at build, so that it waits for no list."""

from __future__ import annotations

import json
import re
from pathlib import Path

SCRIPT = Path("assets/javascripts/early.js")
MANIFEST = Path("assets/engine/manifest.json")
FIRST = ("main.js", "calculator/form.js", "engine/engine.js")
"""The scripts that a form begins with."""
_KNOWN = re.compile(r"^const KNOWN = .*;$", re.MULTILINE)
_IMPORT = re.compile(r'^(?:import|export) [^"]*?from "(\.[^"]+)";$', re.MULTILINE)


def write(site: Path) -> None:
    """Write in the first script the list of the engine, and the scripts that a form needs."""
    script = site / SCRIPT
    if not script.exists():
        return
    manifest = json.loads((site / MANIFEST).read_text("utf-8"))
    known = {"manifest": manifest, "scripts": scripts(script.parent)}
    line = f"const KNOWN = {json.dumps(known, separators=(',', ':'))};"
    text, found = _KNOWN.subn(lambda _: line, script.read_text("utf-8"))
    if found != 1:
        raise ValueError(f"{SCRIPT}: {found} places to write the list of the engine, not one")
    script.write_text(text, "utf-8", newline="")


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
