"""What must hold of every page, read from the files of the built site."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from itertools import pairwise

import brotli
import pytest

from macros.site import hosting
from tests.site.reading import SITE, PageFile, target

LOADED = {"img": "src", "script": "src", "source": "src", "iframe": "src", "form": "action"}
OWN_PAGES = ("mentions-legales", "confidentialite", "accessibilite", "plan-du-site")


def whole(pages: list[PageFile]) -> list[PageFile]:
    """Leave aside the pages made to stand inside another site."""
    return [page for page in pages if not page.address.startswith("/embed/")]


def test_every_element_is_closed_where_it_was_opened(pages: list[PageFile]) -> None:
    assert {page.address: page.unbalanced for page in pages if page.unbalanced} == {}


def test_no_page_has_an_empty_list_of_sources(pages: list[PageFile]) -> None:
    empty = '<ol class="sources"></ol>'
    assert [page.address for page in pages if empty in page.text] == []


def test_no_sentence_lost_what_its_colon_announces(pages: list[PageFile]) -> None:
    """The marks of a block are gathered after its last statement: none may be all that is said."""
    mark = re.compile(r'\s*<sup class="src">.*?</sup>')
    inline = re.compile(r"</?(?:a|abbr|b|em|i|span|strong|sup)\b[^>]*>")
    lost = re.compile(r"\w+\s?:\s*[.,;](?!\w)")
    found = {
        page.address: lost.findall(inline.sub("", mark.sub("", page.text.split("<article")[-1])))
        for page in whole(pages)
        if not page.address.startswith("/contribuer/")
    }
    assert {address: each for address, each in found.items() if each} == {}


def test_no_link_leads_nowhere(pages: list[PageFile]) -> None:
    known = {page.address: page for page in pages}
    dead = []
    for page in pages:
        for element in page.elements:
            link = element.attributes.get("href" if element.tag in {"a", "link"} else "src")
            inside = target(page, link) if link else None
            if inside is None:
                continue
            path, fragment = inside
            there = known.get(path)
            if there is None and not (SITE / path.lstrip("/")).is_file():
                dead.append(f"{page.address}: {link}")
            # A fragment with `=` holds the inputs of a calculator.
            elif there and fragment and "=" not in fragment and fragment not in there.ids:
                dead.append(f"{page.address}: {link} (no such anchor)")
    assert dead == []


def test_nothing_is_loaded_from_another_site(pages: list[PageFile]) -> None:
    foreign = [
        f"{page.address}: {element.tag} {link}"
        for page in pages
        for element in page.elements
        for link in [element.attributes.get(LOADED.get(element.tag, ""), "")]
        if (link and target(page, link) is None)
        or (
            element.tag == "link"
            and element.attributes.get("rel") != "canonical"
            and target(page, element.attributes["href"]) is None
        )
    ]
    assert foreign == []


def test_every_page_tells_what_it_is(pages: list[PageFile]) -> None:
    for page in whole(pages):
        assert page.all("html", lang="fr"), page.address
        assert len(page.all("h1")) == 1, page.address
        (description,) = page.all("meta", name="description")
        assert len(description.attributes["content"]) > 30, page.address
    titles = Counter(page.title for page in whole(pages))
    assert [title for title, count in titles.items() if count > 1 or not title.strip()] == []


def test_headings_go_down_one_level_at_a_time(pages: list[PageFile]) -> None:
    skipped = {
        page.address: levels
        for page in whole(pages)
        for levels in [[int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]]
        if any(lower > upper + 1 for upper, lower in pairwise(levels))
    }
    assert skipped == {}


def test_every_step_of_a_journey_tells_folded_who_acts(pages: list[PageFile]) -> None:
    summaries = [
        (page.address, summary)
        for page in pages
        for summary in re.findall(
            '<details class="part step">(.*?)</summary>', page.text, re.DOTALL
        )
    ]
    assert len(summaries) > 50
    assert [one for one in summaries if ">Qui\u202f: " not in one[1]] == []


def test_every_head_of_a_table_says_of_what(pages: list[PageFile]) -> None:
    scopes = {"col", "row", "colgroup", "rowgroup"}
    lost = [
        page.address
        for page in pages
        for head in page.all("th")
        if head.attributes.get("scope") not in scopes
    ]
    assert lost == []


def test_a_drawing_has_a_name_or_is_not_heard(pages: list[PageFile]) -> None:
    for page in pages:
        for drawing in page.all("svg"):
            named = {"aria-label", "aria-labelledby"} & drawing.attributes.keys()
            hidden = drawing.attributes.get("aria-hidden") == "true"
            assert hidden or (named and drawing.attributes.get("role") == "img"), page.address


def test_two_parts_of_the_contents_never_bear_one_name(pages: list[PageFile]) -> None:
    """The theme names a landmark after each heading that has headings, on a phone then beside."""
    twice = {
        page.address: names
        for page in pages
        for labels in [[nav.attributes.get("aria-label") for nav in page.all("nav")]]
        if (names := [name for name, count in Counter(labels).items() if name and count > 2])
    }
    assert twice == {}


def test_identifiers_are_unique(pages: list[PageFile]) -> None:
    twice = [
        f"{page.address}: {id}" for page in pages for id, count in page.ids.items() if count > 1
    ]
    assert twice == []


@pytest.mark.parametrize("name", OWN_PAGES)
def test_every_page_leads_to_the_legal_pages(pages: list[PageFile], name: str) -> None:
    wanted = f"/a-propos/{name}/"
    for page in whole(pages):
        links = {
            (target(page, link.attributes.get("href", "")) or ("", ""))[0] for link in page.all("a")
        }
        assert wanted in links, page.address


def test_the_map_of_the_site_leads_to_every_page(pages: list[PageFile]) -> None:
    (plan,) = (page for page in pages if page.address == "/a-propos/plan-du-site/")
    links = {
        (target(plan, link.attributes.get("href", "")) or ("", ""))[0] for link in plan.all("a")
    }
    assert {page.address for page in whole(pages)} - links - {"/404.html"} == set()


def test_every_answer_is_three_clicks_from_home_at_most(pages: list[PageFile]) -> None:
    known = {page.address: page for page in whole(pages)}
    reached, last = {"/"}, {"/"}
    for _ in range(3):
        last = {
            found[0]
            for address in last
            for link in known[address].all("a")
            if (found := target(known[address], link.attributes.get("href", "")))
            and found[0] in known
        } - reached
        reached |= last
    assert set(known) - reached - {"/404.html"} == set()


def test_every_file_is_sent_with_one_policy() -> None:
    rules = hosting.read(SITE)
    for file in SITE.rglob("*"):
        if not file.is_file() or file.name in hosting.SERVER_FILES:
            continue
        path = "/" + file.relative_to(SITE).as_posix()
        if file.suffix in hosting.CODINGS.values() or file.name == ".nojekyll":
            continue
        names = [name for rule in rules if rule.matches(path) for name in rule.headers]
        assert names.count("Content-Security-Policy") == 1, path
        assert names.count("X-Content-Type-Options") == 1, path
        assert names.count("Cache-Control") <= 1, path


def test_hosts_take_as_many_rules_and_as_long() -> None:
    """Cloudflare Pages: a hundred rules, two thousand characters a line."""
    assert len(hosting.read(SITE)) <= 100
    lines = (SITE / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 2000


def test_the_policy_has_no_exception() -> None:
    for rule in hosting.read(SITE):
        policy = rule.headers.get("Content-Security-Policy", "")
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy
        assert "http" not in policy
        if policy:
            framed = "frame-ancestors *" in policy
            assert framed == rule.pattern.startswith("/embed")


def test_pages_carry_the_policy_for_hosts_without_headers(pages: list[PageFile]) -> None:
    for page in pages:
        (meta,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
        assert "frame-ancestors" not in meta.attributes["content"]
        before = page.elements.index(meta)
        assert not any(element.tag in {"script", "link"} for element in page.elements[:before])


def test_compressed_copies_hold_the_file() -> None:
    copies = [*SITE.rglob("*.br"), *SITE.rglob("*.gz")]
    assert len(copies) > 100
    for copy in copies:
        opened = (
            brotli.decompress(copy.read_bytes())
            if copy.suffix == ".br"
            else gzip.decompress(copy.read_bytes())
        )
        assert opened == copy.with_suffix("").read_bytes(), copy
