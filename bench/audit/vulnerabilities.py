"""Ask for the known vulnerabilities of the locked packages, and say so when nobody answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from bench.audit import report
from bench.audit.results import ROOT, record, today


def main(uv: str) -> int:
    """Ask for the Python packages, then for the JavaScript ones."""
    known = {
        "PyPI": python(ask([
            uv, "tool", "run", "pip-audit", "--requirement", "requirements.lock",
            "--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off",
        ])),
        "npm": javascript(ask(["npm", "audit", "--json"])),
    }  # fmt: skip
    for name, found in known.items():
        if found is None:
            print(
                f"audit: {name} did not answer for every package: no network, or one closed "
                "to this question. Known vulnerabilities were NOT checked. Run `make audit-known` "
                "where the network is open."
            )
            continue
        print(f"audit: {name}: {', '.join(found) or 'no known vulnerability'}")
        record("vulnerabilities", name, {"day": today(), "found": found})
    report.write()
    return 0 if all(found == [] for found in known.values()) else 1


def ask(command: Sequence[str]) -> Any:
    """Give what a tool answers in JSON, or nothing."""
    run = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    try:
        return json.loads(run.stdout)
    except json.JSONDecodeError:
        print(run.stderr[-400:].strip(), file=sys.stderr)
        return None


def python(answer: Any) -> list[str] | None:
    """Read the answer of pip-audit: a package that it could not look up was not checked."""
    if answer is None or any("skip_reason" in package for package in answer["dependencies"]):
        return None
    return [
        f"{package['name']} {package['version']} ({found['id']})"
        for package in answer["dependencies"]
        for found in package["vulns"]
    ]


def javascript(answer: Any) -> list[str] | None:
    """Read the answer of npm."""
    if answer is None or "vulnerabilities" not in answer:
        return None
    return [f"{name} ({found['severity']})" for name, found in answer["vulnerabilities"].items()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
