"""The file of an edition: what it may say, and what is refused, each with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.editions import checks
from macros.editions.lines import Place, lines

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "editions"
DOCS = ROOT / "docs"
FILE_BYTES = 500_000
TO_FILL = "à renseigner"
"""How the words begin that a publisher has still to give."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a section: what its value must be."""

    check: Callable[[object], str]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its keys, and whether it is written once, `[so]`, or many times, `[[so]]`."""

    keys: dict[str, Key]
    repeated: bool = False
    required: bool = False


TEXT, OPTIONAL_TEXT = Key(checks.text), Key(checks.text, required=False)
LINE = Key(checks.line)
PROOF = {"source": LINE, "date": Key(checks.past)}
"""What each statement carries: a source of the file, and the day it speaks of."""
SECTIONS = {
    "edition": Section(
        {
            "nom": LINE,
            "territoire": LINE,
            "lieu": LINE,
            "departements": Key(checks.departements),
            "revoir_avant": Key(checks.future),
            "couleur": Key(checks.colour, required=False),
            "logo": OPTIONAL_TEXT,
            "adresse": Key(checks.site, required=False),
            "region": Key(checks.region, required=False),
        },
        required=True,
    ),
    "editeur": Section(
        dict.fromkeys(
            ("nom", "adresse", "contact", "directeur_de_publication", "hebergeur", "journaux"), TEXT
        ),
        required=True,
    ),
    "accueil": Section({"titre": LINE, "texte": TEXT}, required=True),
    "sources": Section(
        {
            "cle": LINE,
            "titre": LINE,
            "editeur": LINE,
            "date": Key(checks.past, required=False),
            "lu_le": Key(checks.past),
            "adresse": Key(checks.address, required=False),
        },
        repeated=True,
    ),
    "contacts": Section(
        {
            "role": LINE,
            "nom": LINE,
            "pourquoi": OPTIONAL_TEXT,
            "courriel": Key(checks.mailbox, required=False),
            "site": Key(checks.address, required=False),
            "source": LINE,
            "vu_le": Key(checks.past),
        },
        repeated=True,
    ),
    "chiffres": Section({"intitule": LINE, "valeur": LINE, **PROOF}, repeated=True),
    "regles": Section({"titre": LINE, "texte": TEXT, **PROOF}, repeated=True),
    "aides": Section({"titre": LINE, "texte": TEXT, **PROOF}, repeated=True),
    "actualites": Section(
        {"titre": LINE, "texte": TEXT, "jusqu_au": Key(checks.day), **PROOF}, repeated=True
    ),
    "ajouts": Section({"page": LINE, "titre": LINE, "texte": TEXT, **PROOF}, repeated=True),
    "non_trouve": Section({"sujet": TEXT, "cherche_le": Key(checks.past)}, repeated=True),
}
STATEMENTS = tuple(name for name, section in SECTIONS.items() if "source" in section.keys)


Fault = tuple[str, int, str, str]
"""A section, a rank, a key, and what is wrong in words."""


class Refused(Exception):
    """What is wrong in the file: one line of words for each, with the line of the file."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that may be built."""

    path: Path
    data: dict[str, Any]
    places: dict[Place, int]

    @property
    def name(self) -> str:
        """Name the edition as its file."""
        return self.path.stem

    @property
    def region(self) -> str:
        """Give its region: the one that it says, or that of all its departments; else nothing."""
        about = self.data["edition"]
        return str(about.get("region") or checks.region_of(about["departements"]))

    def all(self, section: str) -> list[dict[str, Any]]:
        """Give the entries of a repeated section."""
        entries: list[dict[str, Any]] = self.data.get(section, [])
        return entries

    def where(self, section: str, rank: int = 0, key: str = "") -> str:
        """Name the file and the line of a value."""
        return _where(self.path, self.places, section, rank, key)

    def source(self, key: str) -> dict[str, Any]:
        """Give a source of the file by its key."""
        return next(source for source in self.all("sources") if source["cle"] == key)

    def news(self, on: date) -> list[dict[str, Any]]:
        """Give the news that have not ended."""
        return [news for news in self.all("actualites") if news["jusqu_au"] >= on]


def find(name: str, folder: Path = FOLDER) -> Path:
    """Give the file of an edition: by its name here, or by the path of a file or of a folder."""
    given = Path(name)
    if name and given.is_dir() and (found := sorted(given.glob("*.toml"))):
        if len(found) == 1:
            return found[0]
        raise Refused(f"{given} : plusieurs éditions dans ce dossier, donnez le fichier")
    if given.suffix == ".toml" and given.is_file():
        return given
    stem = name.removesuffix(".toml")
    if re.fullmatch(r"[a-z0-9-]+", stem) and (file := folder / f"{stem}.toml").is_file():
        return file
    known = ", ".join(sorted(file.stem for file in folder.glob("*.toml")))
    raise Refused(f"pas d’édition « {name} » : donnez un nom ({known}) ou le chemin d’un fichier")


def read(path: Path) -> Edition:
    """Read an edition; `Refused` says all that is wrong in it."""
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        found = re.search(r"at line (\d+)", str(problem))
        line = found[1] if found else str(text.count("\n") + 1)
        raise Refused(f"{path}, ligne {line} : {_why(str(problem))}") from None
    places = lines(text)
    wrong = list(_faults(path, data, places))
    if wrong:
        raise Refused("\n".join(wrong))
    return Edition(path, data, places)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
        if len(data) > FILE_BYTES:
            raise Refused(f"{path} : ce fichier pèse plus de {FILE_BYTES // 1000} ko")
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        told = "ce fichier n’est pas en UTF-8 : enregistrez-le dans cet encodage"
        raise Refused(f"{path}, ligne {line} : {told}") from None
    except OSError as problem:
        raise Refused(f"{path} : ce fichier ne se lit pas ({problem.strerror})") from None


def _why(problem: str) -> str:
    """Say in French what the reader of TOML found."""
    known = {
        "Cannot overwrite": "cette clé est écrite deux fois",
        "Cannot declare": "cette partie est écrite deux fois",
        "Cannot mutate": "cette partie est écrite deux fois",
        "Invalid date": "cette date n’existe pas",
        "Unescaped": "ce texte n’est pas fermé, ou contient une barre oblique inverse",
        "Illegal character": "un signe invisible ou interdit est dans ce texte",
    }
    said = next((words for start, words in known.items() if problem.startswith(start)), "")
    general = "Vérifiez les guillemets et les crochets ; une date s’écrit 2026-11-27"
    return said or f"ce n’est pas du TOML. {general}"


def _where(path: Path, places: dict[Place, int], section: str, rank: int, key: str) -> str:
    line = next(
        (
            places[place]
            for place in ((section, rank, key), (section, rank, ""), ("", 0, section))
            if place in places
        ),
        1,
    )
    near = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{near}, ligne {line}"


def _faults(path: Path, data: dict[str, Any], places: dict[Place, int]) -> Iterator[str]:
    found = list(_shape_faults(data))
    if not found:
        for name, section in SECTIONS.items():
            for rank, entry in enumerate(_entries(data, name)):
                found += [(name, rank, *fault) for fault in _entry_faults(section, entry)]
        found += [*_source_faults(data), *_beside_faults(path, data), *_link_faults(data)]
    for name, rank, key, problem in found:
        yield f"{_where(path, places, name, rank, key)} : {problem}"


def _entries(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    entries = data.get(name, [])
    return entries if isinstance(entries, list) else [entries]


def _shape_faults(data: dict[str, Any]) -> Iterator[Fault]:
    for name in data:
        if name not in SECTIONS:
            yield name, 0, "", f"« {name} » est inconnu. Sont connus : {', '.join(SECTIONS)}"
    for name, section in SECTIONS.items():
        if name not in data:
            if section.required:
                yield name, 0, "", f"il manque la partie [{name}]"
        elif isinstance(data[name], list) != section.repeated or not all(
            isinstance(entry, dict) for entry in _entries(data, name)
        ):
            written = f"[[{name}]]" if section.repeated else f"[{name}]"
            yield name, 0, "", f"écrivez cette partie {written}"


def _entry_faults(section: Section, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in entry.items():
        if key not in section.keys:
            yield key, f"« {key} » est inconnu. Sont connus : {', '.join(section.keys)}"
        elif problem := section.keys[key].check(value):
            yield key, f"{key} : {problem}"
    for key, asked in section.keys.items():
        if asked.required and key not in entry:
            yield (
                "",
                f"il manque « {key} »"
                + (" : rien ne se publie sans source ni date" if key in PROOF else ""),
            )


def _source_faults(data: dict[str, Any]) -> Iterator[Fault]:
    known: list[object] = []
    for rank, source in enumerate(data.get("sources", [])):
        if source.get("cle") in known:
            yield "sources", rank, "cle", f"la clé « {source['cle']} » sert déjà à une autre source"
        known.append(source.get("cle"))
    for name in STATEMENTS:
        for rank, entry in enumerate(data.get(name, [])):
            if "source" in entry and entry["source"] not in known:
                unknown = f"la source « {entry['source']} » n’est dans aucune partie [[sources]]"
                yield name, rank, "source", unknown


def _beside_faults(path: Path, data: dict[str, Any]) -> Iterator[Fault]:
    """Find what is wrong only beside something else: a page, a file, another date."""
    for rank, entry in enumerate(data.get("ajouts", [])):
        page = entry.get("page")
        if isinstance(page, str) and not _is_page(page):
            yield "ajouts", rank, "page", f"« {page} » n’est pas une page du guide national"
    for rank, entry in enumerate(data.get("actualites", [])):
        start, end = entry.get("date"), entry.get("jusqu_au")
        if type(start) is date and type(end) is date and end < start:
            yield "actualites", rank, "jusqu_au", "cette date de fin précède celle de l’annonce"
    logo = data.get("edition", {}).get("logo")
    if isinstance(logo, str) and (problem := _logo(path, logo)):
        yield "edition", 0, "logo", f"logo : {problem}"


def _link_faults(data: dict[str, Any]) -> Iterator[Fault]:
    """Find the links to pages that the guide has not, seen from the page that shows them."""
    for name in SECTIONS:
        for rank, entry in enumerate(_entries(data, name)):
            here = (
                Path(str(entry["page"])).parent if name == "ajouts" and "page" in entry else Path()
            )
            for key, value in entry.items():
                for link in checks.pages_named(value):
                    if not _is_page(str(here / link)):
                        yield name, rank, key, f"« {link} » n’est pas une page du guide national"


def _is_page(name: str) -> bool:
    file = (DOCS / name).resolve()
    return file.suffix == ".md" and file.is_relative_to(DOCS) and file.is_file()


def _logo(path: Path, name: str) -> str:
    if Path(name).name != name:
        return f"« {name} » doit être à côté de l’édition : donnez son seul nom"
    return checks.logo(path.parent / name)
