"""What differs between two sites is named, and our templates ask for nothing that one lacks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.audit.generators import Built, differences

OVERRIDES = Path(__file__).parents[2] / "overrides"
OURS = {
    "index.html": '<nav><a href="x/">hors</a></nav><article><h1 id="a">Un</h1>'
    '<p>Mot<br><a href="b/#c">lien</a></p></article>',
    "b/index.html": '<article><h2 id="c">Deux</h2></article>',
}


def site(folder: Path, pages: dict[str, str]) -> Built:
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return Built(folder)


@pytest.mark.parametrize(
    ("before", "after", "kind", "said"),
    [
        ("Mot", "Autre", "pages au texte changé", ["index.html"]),
        ('id="a"', 'id="z"', "ancres absentes", ["index.html#a"]),
        ("b/#c", "../guide/b/#c", "liens changés", []),
        ("b/#c", "../b/#c", "liens changés", ["index.html → /b/#c", "index.html → /guide/b/#c"]),
        ("b/#c", "b/#d", "liens sans arrivée", ["index.html → b/#d"]),
        ("x/", "y/", "liens changés", []),
    ],
)
def test_a_difference_is_named(
    tmp_path: Path, before: str, after: str, kind: str, said: list[str]
) -> None:
    theirs = OURS | {"index.html": OURS["index.html"].replace(before, after)}
    found = differences(site(tmp_path / "ours", OURS), site(tmp_path / "theirs", theirs))
    assert found[kind] == said


def test_pages_lost_and_added_are_named(tmp_path: Path) -> None:
    ours = site(tmp_path / "ours", OURS)
    theirs = site(tmp_path / "theirs", {"index.html": OURS["index.html"], "c.html": ""})
    found = differences(ours, theirs)
    assert found["pages absentes"] == ["b/index.html"]
    assert found["pages en plus"] == ["c.html"]
    assert all(not names for names in differences(ours, ours).values())


@pytest.mark.parametrize("file", sorted(OVERRIDES.glob("[!.]*.*")), ids=lambda file: file.name)
def test_a_template_calls_no_method_of_python(file: Path) -> None:
    """Zensical has filters, not the methods of Python."""
    inside = "".join(re.findall(r"{[{%].*?[%}]}", file.read_text("utf-8"), re.DOTALL))
    assert re.findall(r"\.(?!children\b)\w+\(", inside) == []
