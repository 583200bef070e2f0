"""Where the pages of the built guide lead: in three clicks, to their sources, to the next page."""

from __future__ import annotations

import json
import struct
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.site.reading import SITE, PageFile, every_page, target

pytestmark = pytest.mark.site

GUIDE = ("/comprendre/", "/construire/")


class Article(HTMLParser):
    """What a page says itself: its links and its words, menus and footer aside."""

    def __init__(self, page: PageFile) -> None:
        super().__init__()
        self.links: list[str] = []
        self.related: list[str] = []
        self.sources: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self._source = ""
        self.feed(page.path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "article" or (self._open and tag in {"nav", "ol"}):
            self._open.append((tag, named.get("class", "")))
        if not self._open:
            return
        if tag == "a":
            self.links.append(named.get("href", ""))
            # A mark names the sources of a whole paragraph, and links to the first.
            told = named.get("data-source", "").split("|")[1:]
            self.links += [f"#source-{each.split()[0]}" for each in told]
            if ("nav", "related") in self._open:
                self.related.append(named.get("href", ""))
        if tag == "li" and ("ol", "sources") in self._open:
            self._source = named["id"]
            self.sources[self._source] = ""

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if ("ol", "sources") in self._open and self._source:
            self.sources[self._source] += data


@pytest.fixture(scope="module")
def pages() -> dict[str, PageFile]:
    if not (SITE / "_headers").is_file():
        pytest.fail("site/ is not built: run make build")
    return {
        page.address: page
        for page in every_page()
        if not page.address.startswith("/embed/") and page.address != "/404.html"
    }


@pytest.fixture(scope="module")
def articles(pages: dict[str, PageFile]) -> dict[str, Article]:
    return {address: Article(page) for address, page in pages.items()}


def leads(page: PageFile, links: list[str]) -> set[str]:
    """Give the pages of the site that some links open."""
    return {found[0] for link in links if (found := target(page, link))}


def test_every_answer_is_three_clicks_from_the_words_of_the_home_page(
    pages: dict[str, PageFile], articles: dict[str, Article]
) -> None:
    """Menus and footer aside: a reader who follows what is said gets there too."""
    reached, last = {"/"}, {"/"}
    for _ in range(3):
        last = {
            there
            for here in last
            for there in leads(pages[here], articles[here].links)
            if there in pages
        } - reached
        reached |= last
    answers = {page for page in pages if not page.startswith(("/contribuer/", "/a-propos/"))}
    assert answers - reached == set()


def test_a_marker_opens_a_source_that_says_when_it_was_read(articles: dict[str, Article]) -> None:
    opened = 0
    for address, article in articles.items():
        for link in article.links:
            if link.startswith("#source-"):
                assert "lu le " in article.sources.get(link[1:], ""), (address, link)
                opened += 1
        cited = {link[1:] for link in article.links if link.startswith("#source-")}
        assert set(article.sources) <= cited, address
    assert opened > 900


def test_a_page_of_the_guide_leads_further(
    pages: dict[str, PageFile], articles: dict[str, Article]
) -> None:
    for address, article in articles.items():
        if not address.startswith(GUIDE) or address in (
            *GUIDE,
            "/comprendre/comparer/",
            "/comprendre/vous-etes/",
        ):
            continue
        related = leads(pages[address], article.related)
        assert len(related) >= 3, address
        assert address not in related
        assert related <= pages.keys()
        # Who understands may build, who builds may understand.
        other = GUIDE[address.startswith(GUIDE[0])]
        assert any(page.startswith(other) for page in related), address


def test_whom_to_call_leads_to_the_contacts_of_the_region(
    pages: dict[str, PageFile], articles: dict[str, Article]
) -> None:
    asked = [address for address, page in pages.items() if page.ids["qui-appeler"]]
    assert len(asked) > 8
    for address in ("/", *asked):
        assert "/annuaire/regions/" in leads(pages[address], articles[address].links), address


@pytest.mark.parametrize("start", [*GUIDE, "/calculateurs/", "/references/"])
def test_pages_of_a_part_follow_each_other(pages: dict[str, PageFile], start: str) -> None:
    walked, here = [start], start
    while True:
        there = neighbour(pages[here], "next")
        if not there.startswith(start):
            break
        assert neighbour(pages[there], "prev") == here
        walked.append(there)
        here = there
    assert sorted(walked) == sorted(page for page in pages if page.startswith(start))


def neighbour(page: PageFile, side: str) -> str:
    """Give the page before or after, or nothing."""
    links = [
        element for element in page.all("a", rel=side) if "neighbour" in element.attributes["class"]
    ]
    found = target(page, links[0].attributes["href"]) if links else None
    return found[0] if found else ""


def test_a_page_tells_other_sites_what_it_is(pages: dict[str, PageFile]) -> None:
    for address, page in pages.items():
        (canonical,) = page.all("link", rel="canonical")
        assert urlsplit(canonical.attributes["href"]).path == address
        said = {
            element.attributes["property"]: element.attributes["content"]
            for element in page.all("meta")
            if "property" in element.attributes
        }
        (description,) = page.all("meta", name="description")
        assert said["og:description"] == description.attributes["content"]
        assert len(said["og:description"]) <= 155, address
        assert said["og:title"]
        assert said["og:url"] == canonical.attributes["href"]
        image = SITE / urlsplit(said["og:image"]).path.lstrip("/")
        assert size(image.read_bytes()) == (
            int(said["og:image:width"]),
            int(said["og:image:height"]),
        )
        assert said["og:image:alt"]


def test_phones_find_the_icons(pages: dict[str, PageFile]) -> None:
    manifest = json.loads((SITE / "manifest.webmanifest").read_text("utf-8"))
    for icon in manifest["icons"]:
        file = SITE / icon["src"]
        assert file.is_file()
        if icon["type"] == "image/png":
            width, height = size(file.read_bytes())
            assert icon["sizes"] == f"{width}x{height}"
    for page in pages.values():
        assert len(page.all("link", rel="manifest")) == 1
        assert len(page.all("link", rel="apple-touch-icon")) == 1


def size(png: bytes) -> tuple[int, int]:
    """Give the width and the height of a PNG."""
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_the_sitemap_lists_the_pages(pages: dict[str, PageFile]) -> None:
    tree = ET.parse(SITE / "sitemap.xml")  # noqa: S314 - our own file
    listed = {urlsplit(str(each.text)).path for each in tree.iter() if each.tag.endswith("loc")}
    assert listed == pages.keys()


def test_the_search_holds_every_page_and_no_list_of_sources(pages: dict[str, PageFile]) -> None:
    index = json.loads((SITE / "search" / "search_index.json").read_text("utf-8"))
    places = [urlsplit(part["location"]) for part in index["docs"]]
    assert {"/" + place.path for place in places} == pages.keys()
    for place in places:
        assert place.fragment != "sources"
        assert not place.fragment.endswith("-resultat")
        assert not place.fragment or place.fragment in pages["/" + place.path].ids
