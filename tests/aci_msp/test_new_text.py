"""A new text of the MSP is one file: in a copy of the house, no line of Python is changed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import calculators

ROOT = Path(calculators.__file__).parents[1]
TEXT = """
title = "Avenant fictif"
valid_from = 2026-01-01
continues = "avenant-1"
drops = ["second_recours"]
source = "msp-g"
checked_on = 2026-11-21

[figures.cstm]
label = "Médecin sous contrat de solidarité territoriale"
unit = "points"
value = 250
source = "msp-a20"
page = "art. 1"
confidence = "officiel"
checked_on = 2026-11-21

[figures.si_avance]
label = "Système d’information avancé"
unit = "points"
value = 300
source = "msp-a20"
page = "art. 2"
confidence = "officiel"
checked_on = 2026-11-21

[figures.teleexpertise]
label = "Télé-expertise, par acte"
unit = "points"
value = 2
source = "msp-a20"
page = "art. 3"
confidence = "officiel"
checked_on = 2026-11-21

[figures.teleexpertise_maximum]
label = "Télé-expertise, actes payés au plus"
unit = "actes"
value = 50
source = "msp-a20"
page = "art. 3"
confidence = "officiel"
checked_on = 2026-11-21

[figures.accueil_social]
label = "Accueil social"
unit = "points"
value = 90
source = "msp-a20"
page = "art. 4"
confidence = "secondaire"
checked_on = 2026-11-21

[indicators.teleexpertise]
group = "Travail en équipe"
label = "Télé-expertise"
worth = "par_unite"
lever = "Faire de la télé-expertise"
proof = "Relevé des actes."
input = { group = "Coordination et protocoles", label = "Actes dans l’année", unit = "actes" }

[indicators.accueil_social]
group = "Accès aux soins"
label = "Accueil social"
worth = "fixe"
lever = "Tenir un accueil social"
input = { group = "Accueil social", label = "Un accueil social est tenu", hint = "Sur place." }
"""
PRINTS = """
import json
from calculators import compute, find
from calculators.aci_msp import PREREQUISITES
from calculators.doors.schema import schema
from macros.pages import calculator_page, citations, scale_page, texts
citations.follow(lambda: "a/b.md")
msp = {**PREREQUISITES, "patientele": 4000, "associes": 10}
print(json.dumps({
    "before": compute("aci-msp", {**msp, "exercice": 2025, "cstm": True, "zone_sous_dense": True,
                                  "second_recours_niveau": 1, "teleexpertise": 60}),
    "after": compute("aci-msp", {**msp, "exercice": 2026, "cstm": True, "zone_sous_dense": True,
                                 "second_recours_niveau": 1, "teleexpertise": 60}),
    "nothing": compute("aci-msp", {**msp, "exercice": 2026}),
    "schema": schema(find("aci-msp")),
    "fields": [[field.key, field.group] for field in find("aci-msp").fields],
    "form": calculator_page.calculator("aci-msp"),
    "scales": texts.every_scale(),
    "page": scale_page.scale_tables("aci-msp"),
    "changes": texts.scale_changes("aci-msp"),
}))
"""


def house(folder: Path, text: str) -> Path:
    """Copy the house, and put a text in it instead of the one that is announced."""
    ignored = shutil.ignore_patterns("__pycache__", "territoires")
    for name in ("calculators", "macros"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    (folder / "calculators" / "aci_msp" / "avenant-2.toml").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    done = run(house(tmp_path_factory.mktemp("house"), TEXT), PRINTS)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def line(result: dict[str, Any], id: str) -> dict[str, Any] | None:
    return next((line for line in result["lines"] if line["id"] == id), None)


def indicators_of(result: dict[str, Any]) -> set[str]:
    return {key.removeprefix("points_") for key in result["values"] if key.startswith("points_")}


def warnings(result: dict[str, Any]) -> dict[str, str]:
    return {warning["id"]: warning["text"] for warning in result["warnings"]}


def test_the_result_follows(told: dict[str, Any]) -> None:
    before, after = told["before"], told["after"]
    assert (before["scale"]["id"], before["scale"]["status"]) == ("avenant-1", "historique")
    assert before["scale"]["valid_until"] == "2025-12-31"
    assert (after["scale"]["id"], after["scale"]["status"]) == ("avenant-2", "en_vigueur")
    assert line(before, "teleexpertise") is None
    assert line(after, "second_recours") is None
    paid = line(after, "teleexpertise")
    assert paid is not None
    assert (paid["points"], paid["value"], paid["group"]) == (100, 700, "Travail en équipe")
    assert paid["reference"] == "msp-a20"
    assert after["values"]["points_teleexpertise"] == 100
    assert after["values"]["points_cstm"] == 250
    assert after["values"]["points_accueil_social"] == 0
    kept = line(after, "coordination")
    assert kept is not None
    assert kept["reference"] == "msp-g"
    euros = [each["value"] for each in after["lines"] if each["id"] in indicators_of(after)]
    assert sum(euros) == after["values"]["total_euros"] > 0


def test_what_is_missing_follows(told: dict[str, Any]) -> None:
    missing = {item["id"]: item for item in told["nothing"]["missing"]}
    assert missing["teleexpertise"]["gain"] == 700
    assert missing["teleexpertise"]["changes"] == {"teleexpertise": 50}
    assert missing["teleexpertise"]["label"] == "Faire de la télé-expertise, jusqu’à 50"
    assert missing["teleexpertise"]["proof"].startswith("Relevé des actes.")
    assert missing["accueil_social"]["gain"] == 630
    assert missing["si_avance"]["gain"] == 2_100
    assert not [id for id in missing if id.startswith("second_recours")]


def test_the_form_and_the_schema_follow(told: dict[str, Any]) -> None:
    groups = dict(told["fields"])
    assert groups["teleexpertise"] == "Coordination et protocoles"
    assert groups["accueil_social"] == "Accueil social"
    # An older year still asks for what the new text dropped.
    assert "second_recours_niveau" in groups
    properties = told["schema"]["properties"]
    assert properties["teleexpertise"]["type"] == "integer"
    assert properties["accueil_social"]["type"] == "boolean"
    assert 'name="teleexpertise"' in told["form"]
    assert "50\u00a0actes au plus sont payés." in told["form"]
    assert "<legend>Accueil social</legend>" in told["form"]


def test_the_warnings_follow(told: dict[str, Any]) -> None:
    assert "Télé-expertise" in warnings(told["before"])["hors_texte"]
    assert "Consultations de professionnels extérieurs" in warnings(told["after"])["hors_texte"]
    assert "hors_texte" not in warnings(told["nothing"])
    assert "texte_avenant-2" not in warnings(told["nothing"])


def test_the_pages_follow(told: dict[str, Any]) -> None:
    for page in ("scales", "page"):
        assert "Avenant fictif" in told[page]
        assert "Télé-expertise, par acte" in told[page]
    rows = told["changes"].split("\n")
    assert "| Télé-expertise, par acte | nouveau | 2\u00a0points |" in rows
    assert [row for row in rows if row.startswith("| Système d’information avancé |")]
    assert [row for row in rows if "| n’y est plus |" in row]
    assert not [row for row in rows if row.startswith("| Fonction de coordination |")]


@pytest.mark.parametrize(
    ("written", "instead", "message"),
    [
        ('"fixe"', '"au_hasard"', "indicator accueil_social: unknown worth 'au_hasard'"),
        ('lever = "Tenir un accueil social"', "", "indicator accueil_social: lever missing"),
        (
            'label = "Un accueil social est tenu", ',
            "",
            "indicator accueil_social: input.label missing",
        ),
        ("proof = ", "prof = ", "indicator teleexpertise: prof unknown"),
        ("input = {", "input = { minimum = 1,", "input.minimum unknown"),
        (
            'unit = "actes" }',
            'unit = "actes", maximum = 20 }',
            "indicator teleexpertise: input.maximum is less than its cap",
        ),
        ("valid_from", "valid_form", "valid_form unknown"),
        ("source =", "source", "avenant-2.toml: "),
        (
            "[figures.accueil_social]",
            "[figures.autre]",
            "indicator accueil_social: figures.accueil_social missing",
        ),
        ("second_recours", "nulle_part", "drops nulle_part, which avenant-1 does not hold"),
    ],
)
def test_a_text_that_does_not_say_all_it_must_is_refused(
    written: str, instead: str, message: str, tmp_path: Path
) -> None:
    assert written in TEXT
    text = TEXT.replace(written, instead, 1)
    done = run(house(tmp_path, text), "from calculators import find; find('aci-msp')")
    assert done.returncode
    assert message in done.stderr
