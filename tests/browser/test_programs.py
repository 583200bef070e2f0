"""Each example of the page for programs, run as it is written on what the built site publishes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from calculators import SLUGS, compute, estimate, find
from calculators.doors.schema import schema
from macros.release import ROOT
from macros.site.upkeep import wheel_name
from tests.browser.page import READY

PAGE = (ROOT / "docs" / "contribuer" / "programmes.md").read_text("utf-8")
PARTS = dict(re.findall(r"^## (.+?)$(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
EXPECTED = str(compute("aci-cpts", {"population": 39_999}, "2025-06-30")["headline"]["text"])
PROGRAMS = "assets/javascripts/engine/programs.js"


def examples(part: str, language: str, address: str) -> list[str]:
    """Give the code of a part of the page, as a reader of the site copies it."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PARTS[part], re.MULTILINE | re.DOTALL)
    assert found
    return [
        code.replace("{{ config.site_url }}", address).replace("{{ wheel_name() }}", wheel_name())
        for code in found
    ]


def done(*command: str | Path, given: str = "", **env: str) -> str:
    ran = subprocess.run(
        [*map(str, command)], cwd=ROOT, input=given,
        capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]} | env,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_every_example_is_tried() -> None:
    tried = {"Python", "Ligne de commande", "JavaScript", "Pyodide", "DuckDB"}
    assert {name for name, part in PARTS.items() if "```" in part} == tried


@pytest.fixture(scope="module")
def home(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in a Python that has nothing else, by the line of the page."""
    folder = tmp_path_factory.mktemp("home")
    done(sys.executable, "-m", "venv", folder)
    (line,) = examples("Python", "sh", address)
    done(folder / "bin" / "python", "-m", *line.split(), "--quiet", "--no-index")
    return folder / "bin"


def test_python(home: Path, address: str, tmp_path: Path) -> None:
    (code,) = examples("Python", "python", address)
    amount, refused, low_and_high = done(home / "python", "-I", given=code).splitlines()
    assert amount == EXPECTED
    assert refused.startswith("population ")
    assert low_and_high.count("€") == 2
    # It brings its types.
    (tmp_path / "example.py").write_text(code, "utf-8")
    mypy = [sys.executable, "-m", "mypy", "--strict", "--config-file", os.devnull]
    done(
        *mypy, "--python-executable", home / "python", "--cache-dir", tmp_path / "cache",
        tmp_path / "example.py",
    )  # fmt: skip


def test_command_line(home: Path, address: str) -> None:
    computed, asked, table, amount, plan = (
        done("bash", "-euo", "pipefail", "-c", line, PATH=f"{home}:{os.environ['PATH']}")
        for line in examples("Ligne de commande", "sh", address)
    )
    assert json.loads(computed)["headline"]["text"] == EXPECTED
    assert json.loads(asked)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    heading, row, *_ = table.removeprefix("\ufeff").splitlines()
    assert heading.startswith("nom;population;resultat_")
    assert row.startswith("Lac;39999;")
    assert json.loads(amount) == estimate("aci-msp", {"patientele": 6_000, "associes": 14})
    assert any(step["done"] for step in json.loads(plan)["steps"])


def said(chromium: Browser, host: str, code: str, lines: int) -> list[str]:
    """Run a module in a page of another site, and give what it prints."""
    context = chromium.new_context()
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(f"uncaught: {error}"))
    page.goto(host + quote(f'<!doctype html><script type="module">{code}</script>', safe=""))
    for _ in range(READY // 100):
        if len(heard) >= lines:
            break
        page.wait_for_timeout(100)
    context.close()
    return heard


def test_javascript_of_another_site(chromium: Browser, host: str, address: str) -> None:
    (code,) = examples("JavaScript", "js", address)
    amount, refused, low_and_high = said(chromium, host, code, 3)
    assert amount == EXPECTED
    assert refused.startswith("population ")
    expected = estimate("aci-msp", {"patientele": 6_000, "associes": 14})
    assert low_and_high == f"{expected['low']['text']} {expected['high']['text']}"


@pytest.mark.parametrize(
    ("slug", "inputs"),
    [
        ("aci-cpts", {"communes": ["69123"]}),
        ("aci-msp", {"patientele": 6_000, "associes": 14, "coordination": True}),
        (
            "repartition-sisa",
            {
                "montant": 1_000.05, "part_fixe": 20, "part_temps": 30, "part_actions": 50,
                "associes": [{"actions": 3, "heures": 10, "nom": "A"},
                             {"nom": "B", "heures": 2.5, "actions": 1}],
            },
        ),
    ],
)  # fmt: skip
def test_javascript_answers_as_python(
    chromium: Browser,
    host: str,
    address: str,
    slug: str,
    inputs: dict[str, object],
) -> None:
    code = f"""
    import {{ compute, release }} from "{address}{PROGRAMS}";
    const ask = () => compute("{slug}", {json.dumps(inputs)}, "2025-06-30");
    const [first, second] = await Promise.all([ask(), ask()]);
    release();
    const again = await ask();
    console.log(JSON.stringify([first, second, again]));
    """
    (told,) = said(chromium, host, code, 1)
    expected = json.loads(json.dumps(compute(slug, inputs, "2025-06-30")))
    assert json.loads(told) == [expected] * 3


def test_pyodide(address: str) -> None:
    (code,) = examples("Pyodide", "js", address)
    ours = code.replace('from "pyodide"', 'from "./tests/pyodide/own-micropip.mjs"')
    assert ours != code
    packages = sysconfig.get_paths()["purelib"]
    told = done("node", "--input-type=module", given=ours, PACKAGES=packages)
    assert told.splitlines()[-1] == EXPECTED


def test_duckdb(address: str) -> None:
    (code,) = examples("DuckDB", "python", address)
    total = compute("aci-cpts", {"population": 39_999}, "2025-06-30")["values"]["total_euros"]
    assert done(sys.executable, given=code).strip() == str([("Lac", float(total)), ("Val", None)])


def test_what_is_published_is_what_the_package_says() -> None:
    site = Path(os.environ.get("SITE", ROOT / "site")) / "data"
    listed = json.loads((site / "calculateurs/index.json").read_text("utf-8"))
    assert [entry["slug"] for entry in listed] == [*SLUGS]
    for entry in listed:
        published = (site / f"calculateurs/{entry['slug']}.schema.json").read_text("utf-8")
        assert json.loads(published) == json.loads(json.dumps(schema(find(entry["slug"]))))
        for scale in entry["scales"]:
            assert json.loads((site / f"baremes/{scale}.json").read_text("utf-8"))["id"] == scale
    assert [file.name for file in (site / "python").iterdir()] == [wheel_name()]
