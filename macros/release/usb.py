"""`python -m macros.release.usb site`: the guide in a folder, on a key or on a disk.

A page opened from a file reads as on a site: its links name the file of each page. A browser
runs no calculator from a file: `lire.py` serves the folder to this machine alone.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from macros.release import ROOT

TARGET = ROOT / "build" / "usb"
READER = ROOT / "hosts" / "usb"
# A link of ours that ends with a slash leads to the page of that folder.
_FOLDER = re.compile(
    r'(<a\b[^>]*?\shref=")(?!https?:|mailto:|//)((?:[^"#?]*/)?(?:\.{1,2})?)((?:[#?][^"]*)?")'
)
# What a form that does not start says of the site around it.
_CAGED = re.compile(r'(data-caged=")[^"]*"')
ALONE = (
    "Un calculateur ne démarre pas depuis un fichier. Lancez lire.py, à côté du dossier du guide, "
    "puis revenez à cette page."
)


def write(site: Path, target: Path = TARGET) -> Path:
    """Write the folder to copy on a key."""
    shutil.rmtree(target, ignore_errors=True)
    kept = shutil.ignore_patterns("*.br", "*.gz", "_headers", ".htaccess", "_nginx.conf")
    shutil.copytree(site, target / "guide", ignore=kept)
    for page in (target / "guide").rglob("*.html"):
        text = page.read_text("utf-8", newline="")
        text = _CAGED.sub(rf'\1{ALONE}"', _FOLDER.sub(_named, text))
        page.write_text(text, "utf-8", newline="")
    for file in READER.iterdir():
        shutil.copyfile(file, target / file.name)
    return target


def _named(link: re.Match[str]) -> str:
    before, path, after = link.groups()
    if not path and after != '"':  # a part of the same page
        return link[0]
    slash = "" if not path or path.endswith("/") else "/"
    return f"{before}{path}{slash}index.html{after}"


if __name__ == "__main__":
    print(f"usb: {write(Path(sys.argv[1]))}, to copy whole")
