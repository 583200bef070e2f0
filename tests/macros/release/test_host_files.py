"""The files given to hosts are right, and call commands that are there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from macros.release import ROOT

HOSTS = ROOT / "hosts"
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
FILES = sorted(file for file in HOSTS.rglob("*") if file.is_file())


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOSTS)))
def test_a_file_is_read_by_its_host_and_its_commands_exist(file: Path) -> None:
    text = file.read_text("utf-8")
    if file.suffix == ".yml":
        assert yaml.safe_load(text)
    elif file.suffix == ".toml":
        assert tomllib.loads(text)
    elif file.suffix == ".py":
        compile(text, file.name, "exec")
    for target in re.findall(r"\bmake ([a-z-]+)", text):
        assert target in TARGETS | {"nodejs"}
    assert "build/releve.md" not in text or "make releve" in text


@pytest.mark.parametrize("file", sorted((HOSTS / "github").glob("*.yml")), ids=lambda f: f.name)
def test_a_workflow_asks_only_for_what_it_needs(file: Path) -> None:
    flow = yaml.safe_load(file.read_text("utf-8"))
    rights = {"fraicheur.yml": {"issues"}, "publier.yml": {"pages", "id-token"}}[file.name]
    assert {name for name, right in flow["permissions"].items() if right == "write"} == rights
    for step in (step for job in flow["jobs"].values() for step in job["steps"]):
        assert step.get("uses", "x@v1").partition("@")[2]


def test_every_host_of_the_page_has_its_folder() -> None:
    page = (ROOT / "docs" / "contribuer" / "publier.md").read_text("utf-8")
    named = set(re.findall(r"`hosts/(\w+)/`", page))
    assert named == {folder.name for folder in HOSTS.iterdir()}
