"""A result and the words around it, put together for a template, as `view.js` does in a page."""

from __future__ import annotations

from calculators.vocabulary.answer import Answer
from calculators.vocabulary.result import Json

LISTS = ("warnings", "summary", "missing", "lines", "criteria", "timeline", "not_computed")


def merged(answer: Answer) -> Json:
    """Give the result with, on each of its items, all that a page says of it."""
    result, words = answer.result(), answer.words()
    sources = {key: source | words["sources"][key] for key, source in result["sources"].items()}

    def cited(item: Json) -> Json:
        if "reference" not in item:
            return {}
        source = sources[item["reference"]]
        return {"source_title": source["title"], "source_href": f"#{source['id']}"}

    def said(name: str) -> list[Json]:
        items = result[name]
        return [
            item | words["groups"].get(item.get("verdict"), {}) | cited(item) | more
            for item, more in zip(items, words.get(name) or [{}] * len(items), strict=True)
        ]

    return {
        **result,
        **{name: said(name) for name in LISTS},
        "sources": list(sources.values()),
        "more": words["more"],
        "notices": words["notices"],
        "detail": words.get("estimate", {}).get("detail", "Le détail"),
        "next_steps": words["next_steps"],
        "confidences": words["confidences"],
        "basis": words["basis"],
    }
