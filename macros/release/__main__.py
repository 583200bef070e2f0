"""`python -m macros.release stamp VERSION` before the build, `assemble VERSION` after it."""

from __future__ import annotations

import subprocess
import sys

from macros.day import of_the_build
from macros.release import NAME, RELEASES, ROOT, NotReady, assemble, stamp, version_file


def main(verb: str, version: str) -> int:
    """Answer the command; 1 when the version cannot be published."""
    try:
        if verb == "stamp":
            _refuse_changes()
            stamp(version, of_the_build().date())
            print(f"release: {version} is stamped in CHANGELOG.md and calculators/vocabulary")
        else:
            folder = assemble(version, ROOT / "site", RELEASES / version)
            for file in sorted(folder.iterdir()):
                print(f"release: {file.relative_to(ROOT)} ({file.stat().st_size:,} bytes)")
            print("release: what is left to do")
            print(f'  git commit -am "{NAME} {version}" && git tag v{version}')
    except NotReady as problem:
        print(f"release: {problem}", file=sys.stderr)
        return 1
    return 0


def _refuse_changes() -> None:
    """Refuse what is not committed, but what an earlier try has stamped."""
    stamped = (":!CHANGELOG.md", f":!{version_file().relative_to(ROOT)}")
    asked = ("git", "-C", str(ROOT), "status", "--porcelain", "--", ".", *stamped)
    if changed := subprocess.run(asked, capture_output=True, text=True, check=True).stdout:
        raise NotReady(f"these changes are not committed:\n{changed.rstrip()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""))
