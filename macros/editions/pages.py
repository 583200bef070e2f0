"""The pages of an edition: the national ones, and what its file adds to them, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import yaml

from calculators.vocabulary import text
from macros.editions.schema import TO_FILL, Edition
from macros.pages.reference_data import in_words

TERRITORY = "territoire.md"
HOME = "index.md"
_FIRST_PART = '<nav class="answers"'


class Unknown(Exception):
    """A national page is not written as an edition expects."""


def home(edition: Edition, national: str, on: date) -> str:
    """Give the home page: the national one, with the territory first."""
    opening = edition.data["accueil"]
    head, body = national.split("\n# ", 1)
    _, found, rest = body.partition(_FIRST_PART)
    if not found:
        raise Unknown(f"{HOME} ne porte plus {_FIRST_PART}")
    front = "\n".join(
        f'title: "{_quoted(opening["titre"])}"' if line.startswith("title:") else line
        for line in head.split("\n")
    )
    links = [f"[Qui appeler {edition.data['edition']['lieu']}, chiffres et aides]({TERRITORY})"]
    if region := edition.region:
        links.append(
            f'<a href="calculateurs/equipe/#region={region}">'
            "Ce que votre équipe peut devenir, dans votre région</a>"
        )
    return "\n\n".join(
        (
            f"{front}\n\n# {opening['titre']}",
            f"{opening['texte']}\n{{ .lead }}",
            *_news(edition, on),
            "\n".join(f"- {link}" for link in links),
            "**Où en êtes-vous\u202f?**",
            found + rest,
        )
    )


def territory(edition: Edition, on: date, version: str) -> str:
    """Give the page of the territory: all that the file says, each with its date and source."""
    about = edition.data["edition"]
    place = about["territoire"]
    described = f"Contacts, chiffres, règles et aides\u202f: {place}."
    parts = (
        _front({"title": text.capital(place), "description": described}),
        f"# {text.capital(place)}",
        "Cette page vient de l’édition locale. Le reste du guide est national.",
        *_news(edition, on),
        *_part("Qui appeler", _contacts(edition)),
        *_part("Chiffres", _figures(edition)),
        *_part("Règles locales", _statements(edition, "regles")),
        *_part("Aides locales", _statements(edition, "aides")),
        *_part("Ce que nous n’avons pas trouvé", _missing(edition)),
        *_part("Sources", _sources(edition)),
        "## Cette édition",
        f"Elle est faite de la version nationale {version}.",
        f"Elle sera relue avant le {text.day(about['revoir_avant'])}.",
    )
    return "\n\n".join(parts) + "\n"


def added(edition: Edition, page: str, national: str) -> str:
    """Add the texts of the edition to a page, before its sources when it lists them."""
    place = edition.data["edition"]["territoire"]
    blocks = "".join(
        f"## {one['titre']}\n\n*Texte de l’édition\u202f: {place}.* {one['texte']} "
        f"{_proof(edition, one, linked=False)}\n\n"
        for one in edition.all("ajouts")
        if one["page"] == page
    )
    body, found, rest = national.rpartition("\n## Sources")
    return f"{body}\n{blocks}{found[1:]}{rest}" if found else f"{national}\n\n{blocks}"


def stylesheet(edition: Edition) -> str:
    """Give the accent colour to the header, the links and the footer."""
    colour = edition.data["edition"].get("couleur")
    if not colour:
        return ""
    dark = f"color-mix(in srgb, {colour} 70%, #000)"
    return (
        '[data-md-color-scheme="default"] {\n'
        f"  --md-primary-fg-color: {colour};\n  --md-primary-fg-color--dark: {dark};\n"
        f"  --md-typeset-a-color: {colour};\n  --md-footer-bg-color: {dark};\n"
        f"  --md-footer-bg-color--dark: {dark};\n}}\n"
        '@media screen {\n  [data-md-color-scheme="slate"] {\n'
        f"    --md-primary-fg-color: {dark};\n  }}\n}}\n"
    )


def _front(meta: dict[str, str]) -> str:
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=1000)}---"


def _quoted(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    if written := "\n".join(lines):
        yield f"## {title}\n\n{written}"


def _news(edition: Edition, on: date) -> Iterator[str]:
    for news in edition.news(on):
        yield (
            f'!!! note "{_quoted(news["titre"])}"\n\n    {_flat(news["texte"])} '
            f"Jusqu’au {text.day(news['jusqu_au'])}. {_proof(edition, news, linked=False)}"
        )


def _contacts(edition: Edition, *, linked: bool = True) -> Iterator[str]:
    for contact in edition.all("contacts"):
        link = f"[{contact['nom']}]({contact['site']})" if "site" in contact else contact["nom"]
        words = [f"**{contact['role']}**\u202f: {link}"]
        if "courriel" in contact:
            words.append(f", <{contact['courriel']}>")
        why = f" {_flat(contact['pourquoi'])}" if "pourquoi" in contact else ""
        seen = f"(vu\u202f: {_day(contact['vu_le'])}, {_link(edition, contact, linked=linked)})"
        yield f"- {''.join(words)}.{why} {seen}"


def summary(edition: Edition) -> str:
    """Give what the national guide tells of an edition: its contacts and its figures."""
    about = edition.data["edition"]
    site = about.get("adresse")
    open_it = f"[Ouvrir cette édition]({site})." if site else "Pas encore en ligne."
    parts = (
        f"## {about['territoire']} {{ #{edition.name} }}",
        f"{_departements(about['departements'])}. {open_it}",
        "\n".join(_contacts(edition, linked=False)),
        "\n".join(_figures(edition, linked=False)),
    )
    return "\n\n".join(part for part in parts if part)


def _departements(codes: list[str]) -> str:
    return f"Département{'s' if len(codes) > 1 else ''}\u202f: {', '.join(codes)}"


def _figures(edition: Edition, *, linked: bool = True) -> Iterator[str]:
    rows = edition.all("chiffres")
    if rows:
        yield "| Chiffre | Valeur | Date et source |\n| --- | --- | --- |"
    for row in rows:
        proof = f"{_day(row['date'])}, {_link(edition, row, linked=linked)}"
        cells = (row["intitule"], f"**{row['valeur']}**", proof)
        yield "| " + " | ".join(_flat(cell).replace("|", "\\|") for cell in cells) + " |"


def _statements(edition: Edition, section: str) -> Iterator[str]:
    for one in edition.all(section):
        yield f"### {one['titre']}\n\n{one['texte']} {_proof(edition, one)}\n"


def _missing(edition: Edition) -> Iterator[str]:
    for one in edition.all("non_trouve"):
        yield f"- {_flat(one['sujet'])} (cherché\u202f: {_day(one['cherche_le'])})"


def _sources(edition: Edition) -> Iterator[str]:
    for rank, source in enumerate(edition.all("sources"), 1):
        title = source["titre"]
        named = f"[{title}]({source['adresse']})" if "adresse" in source else title
        when = f", {_day(source['date'])}" if "date" in source else ", page non datée"
        yield (
            f'{rank}. <span id="source-{rank}"></span>{named}, {source["editeur"]}{when}'
            f" (lu\u202f: {_day(source['lu_le'])})"
        )


def _proof(edition: Edition, entry: dict[str, Any], *, linked: bool = True) -> str:
    return f"({_day(entry['date'])}, {_link(edition, entry, linked=linked)})"


def _link(edition: Edition, entry: dict[str, Any], *, linked: bool = True) -> str:
    """Name a source: by its rank in the list of the page, or whole where there is no list."""
    if not linked:
        source = edition.source(entry["source"])
        return f"{source['titre']}, {source['editeur']}"
    rank = [source["cle"] for source in edition.all("sources")].index(entry["source"]) + 1
    return f"[source {rank}](#source-{rank})"


def _day(value: date | str) -> str:
    return in_words(str(value))


def _flat(words: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", words)


def publisher(edition: Edition) -> dict[str, str]:
    """Give the words that the legal pages print."""
    return {**edition.data["editeur"], "depot": ""}


def to_fill(edition: Edition) -> list[str]:
    """Name the legal words that the publisher has still to give."""
    return [key for key, words in edition.data["editeur"].items() if words.startswith(TO_FILL)]
