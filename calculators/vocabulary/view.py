"""A result as people read it: the words around the figures, the same at build and in the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from calculators.vocabulary import text
from calculators.vocabulary.result import Json

CONFIDENCE = {
    "officiel": "texte officiel",
    "secondaire": "source secondaire",
    "deduit": "notre lecture",
}
COPIED = "texte officiel, lu dans une copie"
CRITERION = {
    "met": "remplie",
    "missing": "manquante",
    "unknown": "à préciser",
    "not_applicable": "sans objet",
}
STATUS = {
    "en_vigueur": "en vigueur",
    "provisoire": "provisoire, un texte plus récent est attendu ou paru",
    "historique": "ancien texte",
}

# What brings most is read at once; a long tail is folded, by a rule of `calculator.css`.
FIRST = 6


def view(result: Json) -> Json:
    """Give the parts of a result with every word that the page shows."""
    slug, sources = result["calculator"], result["sources"]
    ranked = {key: (rank, source) for rank, (key, source) in enumerate(sources.items(), 1)}
    return {
        "calculator": slug,
        "headline": result["headline"],
        "summary": [_fact(item) for item in result["summary"]],
        "lines": [{**_grounded(line, slug, ranked), **_points(line)} for line in result["lines"]],
        "criteria": [
            {**_grounded(item, slug, ranked), "status_text": _status(item), **group}
            for item, group in zip(result["criteria"], _groups(result), strict=True)
        ],
        "missing": [_grounded(item, slug, ranked) for item in result["missing"]],
        "more": _more(len(result["missing"])),
        "timeline": [
            {**_grounded(event, slug, ranked), "again": event["date"] == before}
            for event, before in _after(result["timeline"])
        ],
        "warnings": result["warnings"],
        "not_computed": result["not_computed"],
        "sources": [
            {
                "id": _anchor(slug, key),
                "title": source["title"],
                "publisher": source["publisher"],
                "read_text": _read(source),
                "url": source["url"],
            }
            for key, source in sources.items()
        ],
        "basis": _basis(result),
    }


def _read(source: Json) -> str:
    copied = " dans une copie" if source["kind"] == "copie" else ""
    return f", lu le {text.day(date.fromisoformat(source['read_on']))}{copied}"


def _fact(item: Json) -> Json:
    # Every page that holds a calculator stands two folders below the root.
    page = {"page_href": f"../../{item['page']}/", "page_text": "Lire la page"}
    return {**item, **(page if item["page"] else {"page_href": "", "page_text": ""})}


def confidence_text(confidence: str, kind: str) -> str:
    """Say how sure a statement is, and whether its official text was read in a copy."""
    copied = confidence == "officiel" and kind == "copie"
    return COPIED if copied else CONFIDENCE[confidence]


def _grounded(item: Json, slug: str, ranked: dict[str, tuple[int, Json]]) -> Json:
    rank, source = ranked[item["reference"]]
    title = source["title"]
    return {
        **item,
        "confidence_text": confidence_text(item["confidence"], source["kind"]),
        "source_text": f"{item['page'] or title}\u00a0[{rank}]",
        "source_title": title,
        "source_href": "#" + _anchor(slug, item["reference"]),
    }


def _after(events: list[Json]) -> Iterator[tuple[Json, str]]:
    """Give each event with the date of the one before: the eye reads a date once."""
    dates = ["", *(event["date"] for event in events)]
    return zip(events, dates, strict=False)


def _status(criterion: Json) -> str:
    # What decides nothing is told for information: there is nothing to answer.
    told = criterion["status"] == "unknown" and not criterion["decides"]
    return "à savoir" if told else CRITERION[criterion["status"]]


def _groups(result: Json) -> Iterator[Json]:
    """Put each condition under the verdict that it explains, when several hold many conditions."""
    verdicts = {item["id"]: item for item in result["summary"]}
    counts = Counter(item["verdict"] for item in result["criteria"] if item["verdict"] in verdicts)
    grouped = sum(count > 1 for count in counts.values()) > 2
    for item in result["criteria"]:
        verdict = verdicts.get(item["verdict"]) if grouped else None
        if verdict is None:
            yield {"group": "", "group_text": ""}
            continue
        label = item["label"].partition("\u202f: ")[2] or item["label"]
        yield {
            "group": verdict["label"],
            "group_text": verdict["text"],
            "label": text.capital(label),
        }


def _more(missing: int) -> str:
    return f"Voir les {missing - FIRST} autres" if missing > FIRST + 2 else ""


def _points(line: Json) -> Json:
    if "points" not in line:
        return {}
    points = text.quantity(text.exact(line["points"]), "points")
    return {"points_id": f"points_{line['id']}", "points_text": points}


def _anchor(slug: str, key: str) -> str:
    return f"{slug}-source-{key}"


def _basis(result: Json) -> str:
    scale = result["scale"]
    checked_on = text.day(date.fromisoformat(scale["checked_on"]))
    return (
        f"Calcul indicatif, fait avec ce texte\u202f: {scale['title']} "
        f"({STATUS[scale['status']]}). Textes vérifiés le {checked_on}. "
        f"Version {result['model_version']} du modèle. Ce calcul ne remplace pas la réponse de "
        "votre caisse primaire d’assurance maladie ni de votre agence régionale de santé."
    )
