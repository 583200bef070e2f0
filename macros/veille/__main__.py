"""`python -m macros.veille [FOLDER]`: compare with the newest package, or with one unpacked."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from calculators.vocabulary import text
from macros.veille import NoCode, changed, copy_of_the_code, pages_citing, what_was_read

PACKAGE = "@socialgouv/legi-data"
MINUTES = 5


def main(folder: str = "") -> int:
    """Say what to read again: 1 when there is something, 2 when the code cannot be had."""
    try:
        with tempfile.TemporaryDirectory() as own:
            return _compare(Path(folder) if folder else _newest(Path(own)))
    except (NoCode, OSError, tarfile.TarError, subprocess.SubprocessError) as problem:
        said = getattr(problem, "stderr", None) or str(problem)
        print(f"veille : {said.strip()}", file=sys.stderr)
        return 2


def _compare(package: Path) -> int:
    code, read = copy_of_the_code(package), what_was_read()
    version = json.loads((package / "package.json").read_text("utf-8"))["version"]
    print(f"veille : {PACKAGE} {version}, code au {text.day(code.day)}, {len(read)} articles cités")
    found = list(changed(read, code))
    for one, said in found:
        print(f"  {one} : {said}")
        print(f"    à relire : {', '.join(pages_citing(one.source)) or 'aucune page'}")
    if not found:
        print("  aucun n’a changé depuis sa lecture")
    return 1 if found else 0


def _newest(folder: Path) -> Path:
    """Bring the newest package, through npm."""
    command = ("npm", "pack", f"{PACKAGE}@latest", "--loglevel=error", "--pack-destination", folder)
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=60 * MINUTES)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    return folder / "package"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
