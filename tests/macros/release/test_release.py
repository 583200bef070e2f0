"""A version says its number everywhere, and what is published of it is told by its digest."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from macros.release import SUMS, NotReady, digests, notes, pack, stamp, version_file

DAY = date(2026, 11, 27)
CHANGELOG = """# Changelog

## 0.2.0 (unreleased)

- **New** · 27/11/2026 · it is.

## 0.1.0 · 01/10/2026

- **First** · 01/10/2026 · it was.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG, "utf-8")
    version_file(tmp_path).parent.mkdir(parents=True)
    version_file(tmp_path).write_text('"""The version."""\n\nVERSION = "0.1.0"\n', "utf-8")
    return tmp_path


def test_a_version_is_stamped_once_for_all(root: Path) -> None:
    stamp("0.3.0", DAY, root)
    assert "## 0.3.0 · 27/11/2026" in (root / "CHANGELOG.md").read_text("utf-8")
    assert 'VERSION = "0.3.0"' in version_file(root).read_text("utf-8")
    stamp("0.3.0", DAY, root)
    assert (root / "CHANGELOG.md").read_text("utf-8").count("0.3.0") == 1


def test_the_notes_are_those_of_the_version_alone(root: Path) -> None:
    stamp("0.2.0", DAY, root)
    assert "it is" in notes("0.2.0", root)
    assert "it was" not in notes("0.2.0", root)
    assert "it was" in notes("0.1.0", root)


@pytest.mark.parametrize("version", ["", "1", "v1.0.0", "1.0", "1.0.0 ", "../1.0.0"])
def test_a_version_that_is_not_one_is_refused(root: Path, version: str) -> None:
    with pytest.raises(NotReady, match="number"):
        stamp(version, DAY, root)
    assert (root / "CHANGELOG.md").read_text("utf-8") == CHANGELOG


def test_a_version_of_which_nothing_is_said_is_refused(root: Path) -> None:
    stamp("0.2.0", DAY, root)
    with pytest.raises(NotReady, match="no part"):
        stamp("0.4.0", DAY, root)
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## 0.4.0 (unreleased)\n\n", "utf-8")
    with pytest.raises(NotReady, match="nothing"):
        stamp("0.4.0", DAY, root)
    assert 'VERSION = "0.2.0"' in version_file(root).read_text("utf-8")


def test_a_site_packs_to_the_same_bytes_and_each_file_has_its_digest(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a" / "index.html").write_text("<p>", "utf-8")
    (site / ".htaccess").write_text("x", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("one.zip", "two.zip"):
        pack(site, out / name)
    assert (out / "one.zip").read_bytes() == (out / "two.zip").read_bytes()
    with zipfile.ZipFile(out / "one.zip") as packed:
        assert packed.namelist() == [".htaccess", "a/index.html"]
    (out / SUMS).write_text(digests(out), "utf-8")
    told = {name: digest for digest, name in map(str.split, digests(out).splitlines())}
    assert told.keys() == {"one.zip", "two.zip"}
    assert told["one.zip"] == hashlib.sha256((out / "one.zip").read_bytes()).hexdigest()
