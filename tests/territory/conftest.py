from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.territoires import populations

type Search = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session", autouse=True)
def page() -> Path:
    """Give the folder that the page loads, made if `make setup` has not."""
    if not (populations.PAGE / "meta.json").exists():
        populations.main()
    return populations.PAGE


@pytest.fixture(scope="session")
def communes() -> list[dict[str, Any]]:
    entries = json.loads((populations.NPM / "data" / "communes.json").read_bytes())
    return [entry for entry in entries if entry["type"] == "commune-actuelle"]


@pytest.fixture(scope="session")
def epci() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((populations.NPM / "data" / "epci.json").read_bytes())
    return found


@pytest.fixture(scope="session")
def search() -> Search:
    def ask(queries: list[str], *regions: str) -> list[dict[str, Any]]:
        answer = subprocess.run(
            ["node", str(Path(__file__).with_name("search.mjs")), *regions],
            input=json.dumps(queries),
            capture_output=True,
            check=True,
            text=True,
        )
        answers: list[dict[str, Any]] = json.loads(answer.stdout)
        return answers

    return ask
