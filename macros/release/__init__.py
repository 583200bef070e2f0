"""A version to publish: its site, its wheel, what they are made of, its notes, its digests."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[2]
RELEASES = ROOT / "build" / "releases"
NAME = "exercice-coordonne"
SUMS = "SHA256SUMS"
NOTES = "NOTES.md"
_VERSION = re.compile(r'^VERSION = "([^"]+)"', re.MULTILINE)
_NUMBERED = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
_UNRELEASED = " (unreleased)"
NO_DATE = (1980, 1, 1, 0, 0, 0)


class NotReady(Exception):
    """What keeps a version from being published."""


def version_file(root: Path = ROOT) -> Path:
    """Give the file that says the version."""
    return root / "calculators" / "vocabulary" / "version.py"


def stamp(version: str, day: date, root: Path = ROOT) -> None:
    """Write the version and the day where they are told; `NotReady` when they cannot be."""
    if not _NUMBERED.fullmatch(version):
        raise NotReady(f"VERSION={version!r}: a number is expected, as 1.2.0 or 1.2.0rc1")
    changelog = root / "CHANGELOG.md"
    text = changelog.read_text("utf-8")
    # What was not released yet becomes this version, whatever number was announced for it.
    head = re.search(rf"^## (\S+){re.escape(_UNRELEASED)}$", text, re.MULTILINE)
    if head:
        title = f"## {version} · {day:%d/%m/%Y}"
        changelog.write_text(text[: head.start()] + title + text[head.end() :], "utf-8", newline="")
    notes(version, root)
    file = version_file(root)
    code = file.read_text("utf-8")
    file.write_text(_VERSION.sub(f'VERSION = "{version}"', code), "utf-8", newline="")


def notes(version: str, root: Path = ROOT) -> str:
    """Give what the changelog says of a version."""
    text = (root / "CHANGELOG.md").read_text("utf-8")
    _, found, rest = text.partition(f"\n## {version} · ")
    if not found:
        raise NotReady(f"CHANGELOG.md has no part « {version} », nor one{_UNRELEASED}")
    said = rest.split("\n## ")[0].partition("\n")[2].strip()
    if not said:
        raise NotReady(f"CHANGELOG.md says nothing of {version}")
    return f"# {NAME} {version}\n\n{said}\n"


def assemble(version: str, site: Path, target: Path) -> Path:
    """Put beside one another what is published of a version, and the digest of each file."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    (target / NOTES).write_text(notes(version), "utf-8", newline="")
    pack(site, target / f"{NAME}-{version}-site.zip")
    wheel(target)
    for bill in sorted((ROOT / "docs" / "data" / "composants").glob("*.cdx.json")):
        shutil.copyfile(bill, target / bill.name)
    (target / SUMS).write_text(digests(target), "utf-8", newline="")
    return target


def wheel(folder: Path) -> Path:
    """Build the wheel of the calculators."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


def pack(site: Path, archive: Path) -> None:
    """Pack a built site: the same files give the same archive, to the byte."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(site).as_posix(), NO_DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, file.read_bytes())


def digests(folder: Path) -> str:
    """Give the digest of each file, as `sha256sum --check` reads it."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files
    )
