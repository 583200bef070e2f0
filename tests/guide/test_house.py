"""The drawing of the house says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import grimp

PAGE = Path(__file__).parents[2] / "docs" / "contribuer" / "maison.md"
ROOMS = {"vocabulary", "doors", "territory"}


def room(module: str) -> str:
    package, _, inside = module.partition(".")
    if not inside or inside == "__main__":
        return package
    first = inside.split(".")[0]
    subject = package == "calculators" and first not in ROOMS
    return f"{package}/{'SUJET' if subject else first}"


def drawn() -> set[tuple[str, str]]:
    drawing = re.search(r"```text\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert drawing
    lines = (line.split("->") for line in drawing[1].strip().split("\n"))
    return {(left.strip(), each.strip()) for left, right in lines for each in right.split(",")}


def imported() -> set[tuple[str, str]]:
    graph = grimp.build_graph("calculators", "macros", cache_dir=None)
    arrows = (
        (room(module), room(other))
        for module in graph.modules
        if not module.endswith("__main__")
        for other in graph.find_modules_directly_imported_by(module)
    )
    return {(left, right) for left, right in arrows if left != right}


def test_the_drawing_of_the_house_is_the_one_of_its_imports() -> None:
    assert drawn() == imported()


def test_every_room_of_the_table_exists() -> None:
    root = PAGE.parents[2]
    rooms = re.findall(r"^\| `([^`]+)`", PAGE.read_text("utf-8"), re.MULTILINE)
    assert rooms
    assert [room for room in rooms if not (root / room.replace("SUJET", "sisa")).exists()] == []
