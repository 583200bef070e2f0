"""Source markers: `{{ src("cpts-s1", "art. 9.1") }}`, and the list that they point to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from markupsafe import escape

from calculators.doors.freshness import MONTHS, is_stale
from calculators.vocabulary import text
from calculators.vocabulary.scales import Unencoded
from calculators.vocabulary.sources import CONFIDENCES, Source, source, texts_first
from calculators.vocabulary.view import confidence_text
from macros.day import of_the_build
from macros.pages import source_marks
from macros.pages.reference_data import in_words

MACROS = ("src", "sources")

# Names the page being printed, as the generator knows it; a marker numbers the sources of its page.
_page: Callable[[], str] = str
_cited: dict[str, list[str]] = {}


def follow(named: Callable[[], str]) -> None:
    """Ask `named` which page is being printed, from the root of `docs/`."""
    global _page  # noqa: PLW0603 - a page gives its macros no other way
    _page = named
    _cited.clear()


def src(key: str, page: str = "", *, confidence: str = "") -> str:
    """Mark a statement with its source: a number that leads to the list of the page.

    `page` is the article or the page. `confidence="deduit"` says that the statement is our
    reading. `KeyError` when the registry does not know the source.
    """
    source(key)
    if confidence and confidence not in CONFIDENCES:
        raise ValueError(f"unknown confidence {confidence!r} for {key}")
    return source_marks.mark([(_number(key), page)], ours=confidence == "deduit")


def known(unencoded: Unencoded) -> str:
    """Say what is known of a text without figures here, with its source before the stop."""
    return f"{unencoded.text.removesuffix('.')} {src(unencoded.source, unencoded.page)}."


def sources() -> str:
    """List the sources that the page cites, folded: the texts first, each under its number."""
    keys = texts_first(cited())
    items = "".join(_entry(_number(key), key) for key in keys)
    count = f"les {len(keys)} sources" if len(keys) > 1 else "la source"
    return (
        f'<details class="sources-fold"><summary>Voir {count}</summary>'
        f'<ol class="sources">{items}</ol></details>'
    )


def cited() -> list[str]:
    """Give the sources that the page has cited so far, in the order of their numbers."""
    return _cited.get(page(), [])


def _entry(number: int, key: str) -> str:
    entry = source(key)
    words = identity(entry)
    words.append(escape(f"lu le {text.day(entry.read_on)}"))
    note = f" {escape(entry.note)}." if entry.note else ""
    stale = notice(entry, of_the_build().date())
    said = ", ".join(words)
    return f'<li id="source-{number}" value="{number}">{said}. {badge(entry)}{note}{stale}</li>'


def identity(entry: Source) -> list[str]:
    """Name a source: its title, its publisher, its date, and its official page if it is known."""
    words = [_link(entry.url, entry.title), escape(entry.publisher)]
    if entry.published:
        words.append(escape(in_words(entry.published)))
    if entry.official_url:
        words.append(_link(entry.official_url, "page officielle"))
    return words


def notice(entry: Source, on: date) -> str:
    """Say, of a source read too long before a day, that it is to be read again."""
    if not is_stale(entry.read_on, on):
        return ""
    return f' <strong class="stale">Lu il y a plus de {MONTHS} mois\u202f: à revérifier.</strong>'


def _link(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>' if url else escape(words)


def badge(entry: Source) -> str:
    """Say how sure a source is, and whether its text was read in a copy."""
    words = confidence_text(entry.confidence, entry.kind)
    return f'<span class="confidence" data-confidence="{entry.confidence}">{words}</span>'


def _number(key: str) -> int:
    keys = _cited.setdefault(page(), [])
    if key not in keys:
        keys.append(key)
    return keys.index(key) + 1


def page() -> str:
    """Give the page being printed, from the root of `docs/`."""
    return _page()
