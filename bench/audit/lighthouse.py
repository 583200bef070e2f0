"""Measure a page of each kind as a phone reads it, with Lighthouse: `make lighthouse`.

Its line and its processor are simulated; only a quiet machine gives a score worth keeping.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from statistics import median
from typing import Any

from bench import variants
from bench.audit.results import ROOT, record, today
from bench.line import serving

HOME = ROOT / "bench" / "lighthouse"
PART = "lighthouse"
PAGES = {
    "accueil": "",
    "page du guide": "comprendre/msp/",
    "parcours": "construire/creer-une-msp/",
    "calculateur": "calculateurs/aci-msp/",
    "barèmes": "references/baremes/",
    "annuaire": "annuaire/",
}
SUBJECTS = ("performance", "accessibility", "best-practices", "seo")
ROUNDS = 3
GOAL = 95
TRIES = 3


def main() -> int:
    """Measure, keep and print; 1 when a page is slower than promised, or breaks a rule."""
    subprocess.run(["npm", "ci", "--silent"], cwd=HOME, check=True)
    wrong = 0
    variants.write(levers=False)
    with serving(ROOT / "site", variants.FOLDER) as server:
        for name, path in PAGES.items():
            rounds = [scores(server.address + path) for _ in range(ROUNDS)]
            found = {subject: median(one[subject] for one in rounds) for subject in SUBJECTS}
            record(PART, name, found | {"day": today()})
            print(f"lighthouse: {name}: {found}", flush=True)
            wrong |= found["performance"] < GOAL
            wrong |= any(found[subject] < 100 for subject in SUBJECTS[1:])
    return int(wrong)


def scores(address: str) -> dict[str, float]:
    """Give the marks of one visit, of 100."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    command = [
        *("node_modules/.bin/lighthouse", address, "--quiet", "--output=json"),
        f"--only-categories={','.join(SUBJECTS)}",
        "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ]
    settings = {**os.environ, "CHROME_PATH": browser}
    # A browser that did not start is no mark.
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=HOME, env=settings, capture_output=True, check=False)
        if done.returncode == 0:
            break
    else:
        raise RuntimeError(done.stderr.decode()[-500:])
    marks: dict[str, Any] = json.loads(done.stdout)["categories"]
    return {subject: round(100 * marks[subject]["score"]) for subject in SUBJECTS}


if __name__ == "__main__":
    sys.exit(main())
