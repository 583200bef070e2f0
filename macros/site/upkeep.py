"""What the page for who upgrades the engine or the theme prints, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterable

from calculators import __version__
from macros.engine import runtime
from macros.pages import templating
from macros.patch import Patch
from macros.release import NAME
from macros.site import theme

MACROS = ("versions", "patches", "stand_ins", "wheel_name")

_PATCHES = {
    "moteur": runtime.PATCHES,
    "thème": theme.PATCHES,
    "pages": (templating.NAMED,),
}


def versions() -> str:
    """Print what is in use, and where each version is fixed."""
    rows = [
        ("Pyodide", runtime.version(), "`package.json`"),
        ("Python du moteur", runtime.python(), "choisi par Pyodide"),
        (
            "Python de la construction",
            runtime.python().rpartition(".")[0],
            "`.python-version`",
        ),
        ("Material for MkDocs", theme.MADE_FOR, "`pyproject.toml`"),
        ("Macros", templating.NAMED.made_for.rpartition(" ")[2], "`requirements.lock`"),
    ]
    return _table(("Pièce", "Version", "Où elle est fixée"), rows)


def patches(of: str) -> str:
    """Print each patch of the engine (`moteur`), the theme (`thème`) or the pages (`pages`)."""
    return _table(("Retouche", "Où", "Pourquoi"), map(_row, _PATCHES[of]))


def stand_ins() -> str:
    """Print the modules of Python and of Pyodide that ours replace."""
    return ", ".join(f"`{runtime.module(name)}`" for name in runtime.replacing())


def wheel_name() -> str:
    """Print the name of the file that `pip` installs."""
    return f"{NAME.replace('-', '_')}-{__version__}-py3-none-any.whl"


def _row(patch: Patch) -> tuple[str, ...]:
    return f"`{patch.name}`", f"`{patch.place}`", patch.why


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
