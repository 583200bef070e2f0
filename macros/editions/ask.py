"""`make edition-new`: the few questions of an edition, then its file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from macros.editions import checks
from macros.editions.schema import FOLDER, TO_FILL, Refused, read

_NAME = re.compile(r"[a-z0-9-]+")
_LEGAL = ("nom", "adresse", "contact", "directeur_de_publication", "hebergeur", "journaux")
NEXT_READING = timedelta(days=365)


def write(name: str, ask: Callable[[str], str] = input, folder: Path = FOLDER) -> Path:
    """Ask, and ask again what is refused; then write the file, and give its path."""
    if name and not _NAME.fullmatch(name):
        raise Refused(f"« {name} » : un nom de fichier, en minuscules, sans accent ni espace")
    name = name or _asked(ask, "Nom du fichier (rhone) : ", _file_name)
    path = folder / f"{name}.toml"
    if path.exists():
        raise Refused(f"{path} existe déjà")
    place = _asked(ask, "Territoire (Rhône) : ", checks.line)
    where = _asked(ask, "Lieu, comme on le dit (dans le Rhône) : ", checks.line)
    codes = _asked(ask, "Départements (69, ou 44 49 53) : ", _codes)
    publisher = _asked(ask, "Qui publie ? ", checks.text)
    contact = _asked(ask, "Adresse électronique d’un service : ", checks.mailbox)
    colour = _asked(ask, "Couleur (vide, ou #0f5257) : ", lambda c: checks.colour(c) if c else "")
    legal = dict.fromkeys(_LEGAL, f"{TO_FILL} par l’éditeur") | {
        "nom": publisher,
        "contact": contact,
    }
    lines = [
        "[edition]",
        f"nom = {_toml(f'{place}, exercice coordonné')}",
        f"territoire = {_toml(place)}",
        f"lieu = {_toml(where)}",
        f"departements = {_toml(_split(codes))}",
        f"revoir_avant = {_next_reading()}",
        *([f"couleur = {_toml(colour)}"] if colour else []),
        "",
        "[editeur]",
        *(f"{key} = {_toml(words)}" for key, words in legal.items()),
        "",
        "[accueil]",
        f"titre = {_toml(f'Exercer à plusieurs {where}')}",
        'texte = "Qui appeler, que faire, et ce que la structure reçoit."',
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="")
    read(path)
    return path


def _asked(ask: Callable[[str], str], question: str, check: Callable[[str], str]) -> str:
    while wrong := check(answer := ask(question).strip()):
        print(f"  {wrong}")
    return answer


def _file_name(answer: str) -> str:
    return "" if _NAME.fullmatch(answer) else "des minuscules sans accent, des chiffres, des tirets"


def _split(codes: str) -> list[str]:
    return re.split(r"[\s,;]+", codes.upper())


def _codes(answer: str) -> str:
    return checks.departements(_split(answer))


def _toml(value: str | list[str]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _next_reading() -> date:
    return date.today() + NEXT_READING  # noqa: DTZ011 - the calendar of who publishes
