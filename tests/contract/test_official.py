"""« Texte officiel » rests on an official text that has an address, wherever it is said."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculators import find
from calculators.vocabulary.sources import KINDS, every_source, source
from calculators.vocabulary.view import CONFIDENCE, COPIED
from macros.pages.merged import merged
from tests.support import every_case

ROOT = Path(__file__).parents[2]
OFFICIAL_SITE = re.compile(r"https?://(?:www\.)?legifrance\.(?:gouv\.fr|com)/")
# The only identifiers of official texts that were read; a link to one that was guessed is worse
# than none.
IDENTIFIERS = {
    "JORFTEXT000024457033", "JORFTEXT000025411455", "JORFTEXT000025561913", "JORFTEXT000043496493",
    "JORFTEXT000045443303", "JORFTEXT000046363095", "JORFTEXT000054399574", "LEGISCTA000038886474",
    "AFSZ1512699D", "SSAH1730928D", "SSAX1900401L",
}  # fmt: skip
# Who writes about the law without making it: never official, whatever it quotes.
COMMENTATORS = re.compile(
    r"avocat|syndicat|union régionale|\burps|fédération|cabinet|conseils?$|quotidien|concours|"
    r"egora|gazette|revue|ordre (?:des|national)|femas|avecsanté|mutualité|macsf|banque des",
    re.IGNORECASE,
)
MARKERS = re.compile(r"(?:\{\{ src\([^}]+\) \}\}\s?){2,}")


def tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from tables(each)
    elif isinstance(value, list):
        for each in value:
            yield from tables(each)


def official_grounds() -> Iterator[tuple[str, str]]:
    """Give each source that code calls official: `Ground("key", "page", "officiel")`."""
    for path in sorted((ROOT / "calculators").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "Ground":
                continue
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
            if len(said) == 3 and said[2] == "officiel":
                yield path.name, str(said[0])


def test_code_calls_official_only_what_is() -> None:
    found = list(official_grounds())
    assert len(found) > 10
    assert [each for each in found if source(each[1]).confidence != "officiel"] == []


def test_data_call_official_only_what_is() -> None:
    paths = [
        *(path for path in (ROOT / "calculators").glob("*/*.toml") if path.name != "scale.toml"),
        *(ROOT / "macros" / "data").glob("*.toml"),
    ]
    said = [
        (path.name, table.get("sources") or [table["source"]])
        for path in paths
        for table in tables(tomllib.loads(path.read_text("utf-8")))
        if table.get("confidence") == "officiel" and table.keys() & {"source", "sources"}
    ]
    assert len(said) > 60
    wrong = [each for each in said if "officiel" not in {source(key).confidence for key in each[1]}]
    assert wrong == []


@every_case
def test_a_badge_of_a_result_says_what_was_read(case: dict[str, Any]) -> None:
    found = find(case["calculator"]).answer(case["inputs"], case.get("on"))
    result, shown = found.result(), merged(found)
    kinds = [entry["kind"] for entry in result["sources"].values()]
    assert kinds == sorted(kinds, key=KINDS.index)
    for part in ("lines", "criteria", "timeline"):
        for item, told in zip(result[part], shown[part], strict=True):
            entry = result["sources"][item["reference"]]
            if item["confidence"] != "officiel":
                assert told["confidence_text"] == CONFIDENCE[item["confidence"]]
                continue
            assert entry["confidence"] == "officiel"
            assert entry["url"]
            assert entry["kind"] != "tiers"
            copied = entry["kind"] == "copie"
            assert told["confidence_text"] == (COPIED if copied else CONFIDENCE["officiel"])


def test_a_commentator_is_a_third_party() -> None:
    wrong = [
        entry.key
        for entry in every_source()
        if COMMENTATORS.search(entry.publisher)
        and entry.kind != "tiers"
        # A text of the Journal officiel that an order copies whole.
        and entry.key not in {"cpts-s17", "esp-decret-2023-617"}
    ]
    assert wrong == []


def test_the_official_site_is_linked_by_an_identifier_that_was_read() -> None:
    for entry in every_source():
        on_site = bool(OFFICIAL_SITE.match(entry.url))
        assert on_site == (entry.kind == "texte"), entry.key
        if on_site:
            assert any(id in entry.url for id in IDENTIFIERS), entry.key


def test_a_copy_links_to_the_official_page_only_by_an_identifier_read_with_it() -> None:
    linked = [entry for entry in every_source() if entry.official_url]
    assert len(linked) > 4
    for entry in linked:
        assert entry.kind == "copie"
        assert OFFICIAL_SITE.match(entry.official_url)
        identifier = entry.official_url.rpartition("/")[2]
        assert identifier in f"{entry.url} {entry.title}", entry.key


def test_a_copy_says_so_and_is_not_taken_for_the_official_site() -> None:
    for entry in every_source():
        if entry.kind == "copie":
            words = f"{entry.publisher} {entry.note} {entry.title}".lower()
            assert re.search(r"cop|reprodu|débats|lu à travers|tricoteuses", words), entry.key


def test_pages_cite_the_texts_before_the_comments() -> None:
    wrong = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        for markers in MARKERS.findall(path.read_text("utf-8")):
            keys = re.findall(r'src\("([^"]+)"', markers)
            ranks = [KINDS.index(source(key).kind) for key in keys]
            if ranks != sorted(ranks):
                wrong.append((path.name, keys))
    assert wrong == []
