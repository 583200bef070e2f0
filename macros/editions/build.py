"""Build an edition: a tree of links to the national pages, its own beside, then the whole site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

from mkdocs.commands.build import build as build_pages
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from calculators.vocabulary import text
from calculators.vocabulary.version import VERSION
from macros.editions import pages
from macros.editions.schema import DOCS, ROOT, Edition
from macros.site.finish import CACHE, finish

BUILT = ROOT / "build" / "editions"
TREES = ROOT / "build" / "editions-docs"
OWN = Path("assets/edition")
STYLES = OWN / "edition.css"
MANIFEST = "manifest.webmanifest"
HERE = "http://127.0.0.1:8000/"


def build(edition: Edition, on: date) -> Path:
    """Build the whole site of an edition, to be served as it is."""
    docs = write_tree(edition, TREES / edition.name, on, national_version())
    site = BUILT / edition.name
    config = configure(edition, docs, site)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build_pages(config)
    finally:
        config.plugins.on_shutdown()
    finish(site, CACHE)
    return site


def national_version() -> str:
    """Name the national guide that the edition is made of: its version, its commit and its day."""
    asked = ("git", "-C", str(ROOT), "log", "-1", "--format=%h %cs")
    try:
        told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return f"{VERSION}, à une date inconnue"
    commit, day = told
    return f"{VERSION} du {text.day(date.fromisoformat(day))} (`{commit}`)"


def write_tree(edition: Edition, docs: Path, on: date, version: str) -> Path:
    """Write the pages of an edition: links to the national files, and what differs."""
    shutil.rmtree(docs, ignore_errors=True)
    shutil.copytree(DOCS, docs, copy_function=os.symlink)
    changed = {
        pages.HOME: pages.home(edition, (DOCS / pages.HOME).read_text("utf-8"), on),
        pages.TERRITORY: pages.territory(edition, on, version),
        STYLES.as_posix(): pages.stylesheet(edition),
        MANIFEST: _manifest(edition),
    }
    for page in {one["page"] for one in edition.all("ajouts")}:
        changed[page] = pages.added(edition, page, changed.get(page) or (DOCS / page).read_text())
    for name, words in changed.items():
        _replace(docs / name, words)
    if logo := edition.data["edition"].get("logo"):
        shutil.copyfile(edition.path.parent / logo, docs / _logo(logo))
    return docs


def _logo(name: str) -> Path:
    """Say where the logo is published: under a name that any address holds."""
    return (OWN / "logo").with_suffix(Path(name).suffix.lower())


def _replace(file: Path, words: str) -> None:
    """Write a file in place of the link to the national one."""
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, "utf-8", newline="")


def _manifest(edition: Edition) -> str:
    national = json.loads((DOCS / MANIFEST).read_text("utf-8"))
    national["name"] = edition.data["edition"]["nom"]
    return json.dumps(national, ensure_ascii=False, indent=2) + "\n"


def configure(edition: Edition, docs: Path, site: Path) -> MkDocsConfig:
    """Give the national configuration, with the words of the edition."""
    about = edition.data["edition"]
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(docs),
        site_dir=str(site),
        site_name=about["nom"],
        site_url=about.get("adresse") or os.environ.get("SITE_URL", HERE),
        strict=True,
    )
    config.extra["editeur"] = pages.publisher(edition)
    config.extra["departements"] = about["departements"]
    config.extra["region"] = edition.region
    config.extra_css.append(STYLES.as_posix())
    config["nav"].insert(1, {text.capital(about["territoire"]): pages.TERRITORY})
    if logo := about.get("logo"):
        config.theme["logo"] = _logo(logo).as_posix()
    return config
