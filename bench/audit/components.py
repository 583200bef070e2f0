"""List what the site and its tools are made of: `python -m bench.audit.components UV`.

Writes, for readers and for who watches for flaws, a bill of materials in CycloneDX for each of the
two locks, and the licence of each package. The tools need the network; what they write is kept.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.audit.results import ROOT
from calculators.doors.batch import guarded

FOLDER = ROOT / "docs" / "data" / "composants"
TOOL = "cyclonedx-bom==7.5.0"
# The rest is prose, or the addresses of this machine and of its registries.
KEPT = ("type", "bom-ref", "name", "version", "scope", "purl", "licenses", "hashes")
OURS = "exercice-coordonne"

type Bill = dict[str, Any]


def main(uv: str) -> int:
    """Write the bills and the licences."""
    bills = {"python": shortened(python(uv)), "javascript": shortened(javascript())}
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, bill in bills.items():
        (FOLDER / f"{name}.cdx.json").write_text(json.dumps(bill, indent=1) + "\n", "utf-8")
    (FOLDER / "licences.csv").write_text(table(bills), "utf-8", newline="")
    for name, bill in bills.items():
        print(f"components: {len(bill['components'])} in {name}.cdx.json")
    return 0


def python(uv: str) -> Bill:
    """Ask the tool of CycloneDX for the packages of the environment."""
    tool = [uv, "tool", "run", "--quiet", "--from", TOOL, "cyclonedx-py"]
    return _ask([*tool, "environment", ".venv", "--output-reproducible"], ROOT)


def javascript() -> Bill:
    """Ask npm for those of its lock; it wants a version, which our own package does not have."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("package.json", "package-lock.json"):
            declared = json.loads((ROOT / name).read_text("utf-8")) | {"version": "0.0.0"}
            declared.get("packages", {}).get("", {})["version"] = "0.0.0"
            (Path(folder) / name).write_text(json.dumps(declared), "utf-8")
        return _ask(
            ["npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only"], Path(folder)
        )


def _ask(command: list[str], folder: Path) -> Bill:
    answer = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE)
    bill: Bill = json.loads(answer.stdout)
    return bill


def shortened(bill: Bill) -> Bill:
    """Keep what names a package and its licence; nothing that changes from one run to the next."""
    components = [
        {key: _licences(one) if key == "licenses" else one[key] for key in KEPT if one.get(key)}
        for one in bill["components"]
        if one["name"] != OURS
    ]
    kept = {one["bom-ref"] for one in components}
    named = {key: bill[key] for key in ("bomFormat", "specVersion", "version")}
    return named | {
        "components": sorted(components, key=lambda one: str(one["bom-ref"]).casefold()),
        "dependencies": [one for one in bill["dependencies"] if one["ref"] in kept],
    }


def _licences(component: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if expressions := [one for one in component["licenses"] if "expression" in one]:
        return [{"expression": expressions[0]["expression"]}]
    named = [one["license"] for one in component["licenses"]]
    # A name of more than a line is the text itself.
    short = [one for one in named if len(one.get("id", one.get("name", ""))) < 100]
    found = [one for one in short if "id" in one] or short
    return [{"license": {key: one[key] for key in ("id", "name") if key in one}} for one in found]


def table(bills: Mapping[str, Bill]) -> str:
    """Write the licences as a spreadsheet opens them."""
    target = io.StringIO(newline="")
    target.write("\ufeff")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(("origine", "nom", "version", "licence"))
    for origin, bill in bills.items():
        for one in bill["components"]:
            licence = ", ".join(dict.fromkeys(_said(one))) or "non déclarée"
            row = (origin, one["name"], one["version"], licence)
            writer.writerow(map(guarded, row))
    return target.getvalue()


def _said(component: Mapping[str, Any]) -> Iterator[str]:
    for one in component.get("licenses", ()):
        licence = one.get("license", {})
        name = one.get("expression") or licence.get("id") or licence["name"]
        yield name.rpartition(" :: ")[2]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
