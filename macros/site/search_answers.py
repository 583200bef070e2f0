"""What the search answers before its list: a step of macros.site.finish.

The cards of the pages, the glossary and some questions, in a file read when the search opens. Each
answer leads to the page that says it, with its sources. `search_cards.toml` says what people type.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from calculators import find
from macros.pages.reference_data import glossary
from macros.pages.regions import departement_names, region_found, region_names
from macros.site.search_index import INDEX

ANSWERS = Path("search/answers.json")
CARDS = Path(__file__).with_name("search_cards.toml")
KINDS = ("what", "may", "much", "first")
LONGEST = 260
"""Letters of the excerpt of a part: three lines of a phone, or four."""
_SPACES = str.maketrans("\u00a0\u202f", "  ")
_CARD = re.compile(r'<div class="card"[^>]*>\s*<dl>([\s\S]*?)</dl>')
_ANSWER = re.compile(r"<dt>([\s\S]*?)</dt>\s*<dd>([\s\S]*?)</dd>")
_SOURCE = re.compile(r'\s*<sup class="src">[\s\S]*?</sup>')
_TITLE = re.compile(r"<h1[^>]*>([\s\S]*?)<a ")
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')


def write(site: Path) -> None:
    """Write the answers of a built site, whose index is written already."""
    told = tomllib.loads(CARDS.read_text("utf-8"))
    index = json.loads((site / INDEX).read_text("utf-8"))
    parts = {part["location"]: part for part in index["docs"]}
    answers = {
        "forms": [_form(site, form) for form in told["form"]],
        "terms": list(_terms()),
        "questions": [_question(site, parts, each) for each in told["question"]],
        "regions": list(_regions()),
    }
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    (site / ANSWERS).write_text(text, "utf-8")


def _form(site: Path, form: dict[str, Any]) -> dict[str, Any]:
    page = (site / form["page"] / "index.html").read_text("utf-8")
    card, title = _CARD.search(page), _TITLE.search(page)
    answers = _ANSWER.findall(card[1]) if card else []
    if not title or len(answers) != len(KINDS):
        raise ValueError(f"{CARDS.name}: {form['page']} has no card of {len(KINDS)} answers")
    return {
        "names": form["names"],
        "title": _plain(title[1]),
        "page": form["page"],
        "told": {
            kind: [_plain(part) for part in answer]
            for kind, answer in zip(KINDS, answers, strict=True)
        },
        "compute": [[f"calculateurs/{slug}/", find(slug).title] for slug in form["calculators"]],
    }


def _terms() -> Iterator[dict[str, Any]]:
    for entry in glossary():
        if entry.definition:
            yield {
                "names": [*entry.acronyms, entry.term],
                "title": f"{entry.term}\u202f: {entry.name}" if entry.name else entry.term,
                "page": f"references/glossaire/#{entry.id}",
                "text": entry.definition,
            }


def _regions() -> Iterator[dict[str, Any]]:
    """Give the contacts of each region, by its names and those of its departments."""
    departements = departement_names()
    for key, region in region_names().items():
        # « Centre » is more often that of a health centre.
        own = [name for name in (region["name"], *region["also"]) if name not in ("20", "Centre")]
        yield {
            "names": dict.fromkeys(own, "")
            | {
                name: f"{departements[code]} ({code})."
                for code in region["departements"]
                for name in (code, departements[code])
                if name not in own
            },
            "title": f"{region['name']}\u202f: les contacts de votre région",
            "page": f"annuaire/regions/#{key}",
            "text": f"Trouvé\u202f: {', '.join(region_found(key))}.",
        }


def _question(
    site: Path, parts: dict[str, dict[str, Any]], question: dict[str, str]
) -> dict[str, Any]:
    place = question["page"]
    address, _, anchor = place.partition("#")
    if place not in parts:
        raise KeyError(f"{CARDS.name}: no such part of the site: {place}")
    text = parts[place]["text"] if anchor else _description(site / address / "index.html")
    says = escape(question.get("says", ""), quote=False).translate(_SPACES)
    at = text.translate(_SPACES).find(says)
    if at < 0:
        raise ValueError(f"{CARDS.name}: {place} does not say: {says}")
    text = text[at:]
    owner = parts[address]["title"].partition("\u202f:")[0]
    title = f"{owner}\u202f: {parts[place]['title']}" if anchor else parts[place]["title"]
    return {"when": question["when"], "title": title, "page": place, "text": _begin(text)}


def _description(page: Path) -> str:
    found = _DESCRIPTION.search(page.read_text("utf-8"))
    return found[1] if found else ""


def _begin(text: str) -> str:
    """Give the first paragraphs of a part, whole sentences where they are not too long."""
    paragraphs = [part for part in re.split("</?p>", text) if part]
    # A row of a table, a link alone: no stop ends it.
    words = unescape(re.sub(r"(?<![.?!:;…]) \n", " · ", " \n".join(paragraphs)).replace(" \n", " "))
    if len(words) <= LONGEST:
        return words
    end = words.rfind(". ", 0, LONGEST)
    return words[: end + 1] if end > LONGEST // 3 else words[:LONGEST].rpartition(" ")[0] + "…"


def _plain(html: str) -> str:
    """Give the words of a piece of page, without its sources."""
    words = unescape(re.sub("<[^>]+>", "", _SOURCE.sub("", html)))
    return re.sub(r" (?=[.,)])", "", re.sub(r"[ \t\r\n]+", " ", words)).strip()
