"""What a page says around the figures of a result: the same words at build and in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from calculators.vocabulary import text
from calculators.vocabulary.estimate import estimate_words
from calculators.vocabulary.result import Criterion, Event, Ground, Json, Line, Missing, Note, Words
from calculators.vocabulary.sources import Source
from calculators.vocabulary.version import VERSION

if TYPE_CHECKING:
    from calculators.vocabulary.answer import Answer

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

WAITING = {
    "status": "unknown",
    "status_text": "à préciser",
    "detail": "Supposé atteint, tant que vous n’avez pas répondu.",
}
TOLD = {"badge": ""}
"""What an item says of its confidence when its group or its list has said it."""

# What brings most is read at once; a long tail is folded, by a rule of `calculator.css`.
FIRST = 6


def words(answer: Answer) -> Json:
    """Give what the page adds to a result, to be merged with it.

    A list holds, for each item of the same list of the result, what is said of it besides.
    `sources` says more of each text, by its key. `groups` says, by the id of a verdict, what
    stands above the conditions that explain it.
    """
    slug, found, cite = answer.calculator.slug, answer.found, _citing(answer.sources)
    missing, timeline = found.by_gain(), found.by_date()
    before = [None, *(event.date for event in timeline)]
    lists: dict[str, Sequence[Criterion | Event | Missing]] = {
        "missing": missing,
        "criteria": [*found.criteria],
        "timeline": timeline,
    }
    shared = {name: _shared(items, answer.sources) for name, items in lists.items()}
    # What a whole list has in common is said above it, not on each of its items.
    once = {name: TOLD if common else {} for name, common in shared.items()}
    told: Json = {
        "summary": [_guide(fact.guide) for fact in found.words.values()],
        "lines": [
            cite(line.ground) | _points(line) | told
            for line, told in zip(found.lines, _by_group(answer), strict=True)
        ],
        "criteria": [
            cite(item.ground) | _condition(item) | once["criteria"] for item in found.criteria
        ],
        "groups": {
            item.verdict: _heading(found.words[item.verdict])
            for item in found.criteria
            if item.group
        },
        "missing": [cite(item.ground) | once["missing"] for item in missing],
        "more": _more(len(missing)),
        # The eye reads a date once.
        "timeline": [
            cite(event.ground) | {"again": event.date == last} | once["timeline"]
            for event, last in zip(timeline, before, strict=False)
        ],
        "sources": {
            key: {"id": f"{slug}-source-{key}", "read_text": _read(source)}
            for key, source in answer.sources.items()
        },
        "confidences": shared,
        "notices": _notices(answer.warnings),
        "next_steps": [follow.as_json() for follow in answer.calculator.follows(answer)],
        "basis": _basis(answer),
    }
    return _while_questions_wait(answer, told)


def _while_questions_wait(answer: Answer, told: Json) -> Json:
    """Set aside what counts an unanswered question as « no », while one matters."""
    estimate, estimator = answer.estimate, answer.calculator.estimator
    if estimate is None or estimator is None:
        return told
    waits = not estimate.exact
    told["criteria"] = [
        words | (WAITING if item.status == "missing" and item.id in estimate.supposed else {})
        for item, words in zip(answer.found.criteria, told["criteria"], strict=True)
    ]
    told["warnings"] = [
        {} if said is None else {"text": said} if said else {"set_aside": True}
        for said in (estimate.notes.get(note.id) for note in answer.warnings)
    ]
    if waits:
        told["summary"] = [
            words | ({"set_aside": True} if key in estimator.uncertain else {})
            for key, words in zip(answer.found.words, told["summary"], strict=True)
        ]
        if estimate.required:
            told["missing"] = [words | {"set_aside": True} for words in told["missing"]]
    seen = [
        note
        for note, words in zip(answer.warnings, told["warnings"], strict=True)
        if "set_aside" not in words
    ]
    told["notices"] = _notices(
        [replace(note, text=estimate.notes.get(note.id) or note.text) for note in seen]
    )
    told["estimate"] = estimate_words(answer, estimate, estimator)
    return told


def _shared(
    items: Iterable[Criterion | Event | Line | Missing], sources: Mapping[str, Source]
) -> Json:
    """Give the confidence that several items, or more, have in common; nothing otherwise."""
    told = [(item.ground.confidence, _confidence(item.ground, sources)) for item in items]
    if len(told) < 2 or len(set(told)) > 1:
        return {}
    return dict(zip(("confidence", "text"), told[0], strict=True))


def _by_group(answer: Answer) -> Iterator[Json]:
    """Say the confidence of lines once a group: its first line then holds that of the group."""
    for _, group in groupby(answer.found.lines, key=lambda line: line.group):
        lines = list(group)
        common = _shared(lines, answer.sources).get("text", "")
        first = {"group_confidence": common}
        for line in lines:
            yield (TOLD if common and line.group else {}) | first
            first = {}


def _confidence(ground: Ground, sources: Mapping[str, Source]) -> str:
    return confidence_text(ground.confidence, sources[ground.source].kind)


def _notices(warnings: Sequence[Note]) -> str:
    """Say in a line how many warnings there are; the gravest says itself."""
    if not warnings:
        return ""
    first, others = warnings[0], len(warnings) - 1
    if not first.grave:
        return "1 point à savoir" if not others else f"{others + 1} points à savoir"
    sentence = first.text.partition(". ")[0].removesuffix(".")
    return f"{sentence}." if not others else f"{sentence}. {others} de plus à savoir."


def confidence_text(confidence: str, kind: str) -> str:
    """Say how sure a statement is, and whether its official text was read in a copy."""
    copied = confidence == "officiel" and kind == "copie"
    return COPIED if copied else CONFIDENCE[confidence]


def _citing(sources: Mapping[str, Source]) -> Callable[[Ground], Json]:
    """Give what says on which of these texts a statement rests, by its rank in their list."""
    ranks = {key: rank for rank, key in enumerate(sources, 1)}

    def cite(ground: Ground) -> Json:
        source, rank = sources[ground.source], ranks[ground.source]
        told = _confidence(ground, sources)
        return {
            "confidence_text": told,
            "badge": told,
            "source_text": f"{ground.page or source.title}\u00a0[{rank}]",
        }

    return cite


def _guide(guide: str) -> Json:
    # Every page that holds a calculator stands two folders below the root.
    return {"guide_href": f"../../{guide}/", "guide_text": "Lire la page"} if guide else {}


def _points(line: Line) -> Json:
    if line.points is None:
        return {}
    points = text.quantity(line.points, "points")
    return {"points_id": f"points_{line.id}", "points_text": points}


def _condition(item: Criterion) -> Json:
    # Under the name of its group, it need not say it again.
    label = {"label": text.capital(item.label)} if item.group else {}
    # What decides nothing is told for information: there is nothing to answer.
    told = item.status == "unknown" and not item.decides
    return {"status_text": "à savoir" if told else CRITERION[item.status], **label}


def _heading(verdict: Words) -> Json:
    return {"group": verdict.label, "group_text": verdict.text}


def _more(missing: int) -> str:
    return f"Voir les {missing - FIRST} autres" if missing > FIRST + 2 else ""


def _read(source: Source) -> str:
    copied = " dans une copie" if source.kind == "copie" else ""
    return f", lu le {text.day(source.read_on)}{copied}"


def _basis(answer: Answer) -> str:
    scale = answer.scale
    return (
        f"Calcul indicatif, fait avec ce texte\u202f: {scale.title} "
        f"({STATUS[answer.status]}). Textes vérifiés le {text.day(scale.checked_on)}. "
        f"Version {VERSION} du modèle. Ce calcul ne remplace pas la réponse de "
        "votre caisse primaire d’assurance maladie ni de votre agence régionale de santé."
    )
