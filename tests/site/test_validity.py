"""Every page is valid HTML, for the checker of the standard (Nu) and for html-validate."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.reading import SITE

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "node_modules"
EXCEPTIONS = tomllib.loads(Path(__file__).with_name("validity.toml").read_text("utf-8"))
STRICT = {"root": True, "extends": ["html-validate:recommended"]}


def run(*command: str | Path) -> str:
    """Give what a checker says: it fails when it has something to say."""
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stderr


def nu() -> Iterator[str]:
    """Ask the checker of the standard, its warnings included."""
    jar = PACKAGES / "vnu-jar/build/dist/vnu.jar"
    said = run("java", "-jar", jar, "--format", "json", "--skip-non-html", SITE)
    for told in json.loads(said)["messages"]:
        where = Path(urlsplit(told["url"]).path)
        yield f"{told['message']} {told.get('extract', '')} {where}:{told.get('lastLine')}"


def html_validate(folder: Path) -> Iterator[str]:
    """Ask html-validate, with every rule that it recommends."""
    rules, answer = folder / "rules.json", folder / "answer.json"
    rules.write_text(json.dumps(STRICT), "utf-8")
    command = PACKAGES / ".bin/html-validate"
    # On a pipe, it leaves before all is written.
    wrong = run(command, "--config", rules, "--formatter", f"json={answer}", f"{SITE}/**/*.html")
    assert answer.exists(), wrong
    for file in json.loads(answer.read_text("utf-8")):
        lines = Path(file["filePath"]).read_text("utf-8").splitlines()
        for told in file["messages"]:
            source = lines[told["line"] - 1]
            where = f"{told.get('selector')} {file['filePath']}:{told['line']}"
            yield f"{told['ruleId']} {told['message']} {where} {source}"


def unexpected(checker: str, said: Iterator[str]) -> list[str]:
    """Leave aside what has a reason to stay; tell the reasons that no longer serve."""
    reasons = [one["said"] for one in EXCEPTIONS[checker]]
    used, left = set(), []
    for words in said:
        found = next((one for one in reasons if re.search(one, words)), None)
        used.add(found)
        if not found:
            left.append(words[:400])
    return left + [f"no longer said: {one}" for one in reasons if one not in used]


@pytest.mark.skipif(not shutil.which("java"), reason="the checker of the standard needs Java")
def test_every_page_is_valid_for_the_standard() -> None:
    assert unexpected("nu", nu()) == []


def test_every_page_is_valid_for_html_validate(tmp_path: Path) -> None:
    assert unexpected("html-validate", html_validate(tmp_path)) == []


def test_every_exception_has_its_reason() -> None:
    for one in (one for checker in EXCEPTIONS.values() for one in checker):
        assert len(one["reason"]) > 30, one["said"]
