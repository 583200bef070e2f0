"""What is compared: other ways to run the same sum, and the engine without one of its levers.

Each is written in a folder that is served beside the site, with the compressed copies that the
site itself has: nobody loses for the host it is on.
"""

from __future__ import annotations

import io
import json
import py_compile
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from calculators import SLUGS, compute, find
from macros.engine import bundle, runtime
from macros.engine.record import LOADED
from macros.engine.session import Session
from macros.site.compression import compress
from macros.site.finish import CACHE

ROOT = Path(__file__).parent.parent
PAGES = Path(__file__).parent / "pages"
FOLDER = ROOT / "build" / "bench" / "www"
MODULES = ROOT / "node_modules"
STOCK = (
    "pyodide.mjs",
    "pyodide.asm.js",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"

ARCHIVES = ("library", "calculators", *SLUGS)
"""The roles of archives of Python."""

type Files = dict[str, bundle.File]
"""The files of an engine, by the role they play in it."""


def write(folder: Path = FOLDER, *, levers: bool = True) -> None:
    """Write every variant, with or without the engines that lack a lever."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PAGES, folder / "bench")
    (folder / "bench" / "table.json").write_text(json.dumps(table()), "utf-8")
    (folder / "stock").mkdir()
    for name in STOCK:
        shutil.copy(runtime.NPM / name, folder / "stock" / name)
    (folder / "stock" / "calculators.zip").write_bytes(sources_of_calculators())
    micropython = MODULES / "@micropython" / "micropython-webassembly-pyscript"
    pyscript = MODULES / "@pyscript" / "core" / "dist"
    without_maps = shutil.ignore_patterns("*.map", "*.md", "package.json")
    shutil.copytree(micropython, folder / "micropython", ignore=without_maps)
    shutil.copytree(pyscript, folder / "pyscript", ignore=without_maps)
    for name, lever in LEVERS.items() if levers else ():
        place = folder / "variants" / name
        bundle.write(place / "assets" / "engine", lever(ours()))
        shutil.copytree(SCRIPTS, place / "assets" / "javascripts")
        shutil.copy(ROOT / "docs" / "service-worker.js", place)
    if levers:
        late = folder / "variants" / "early" / "assets" / "javascripts" / "engine" / "worker.js"
        shutil.copy(PAGES / "late.js", late)
    compress(folder, CACHE)


def table() -> dict[str, list[int] | list[list[int]]]:
    """Give the sum that every variant does: the parts of the yearly funding of a CPTS, by size."""
    calculator = find("aci-cpts")
    scale = calculator.scales.at(calculator.reviewed_on)
    bounds = [int(bound.value) for bound in scale["bornes"].amounts.values()]
    return {"bounds": bounds, "parts": [_parts(bound) for bound in bounds]}


def _parts(population: int) -> list[int]:
    values = compute("aci-cpts", {"population": population})["values"]
    parts = {
        name: int(value)
        for name, value in values.items()
        if name == "fonctionnement"
        or (name.endswith(("_fixe", "_variable")) and not name.startswith("total_"))
    }
    if sum(parts.values()) != values["total_euros"]:
        raise ValueError("the parts no longer make the total: change bench/variants.py")
    return list(parts.values())


def sources_of_calculators() -> bytes:
    """Give our calculators as any wheel holds them, without the populations."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for path in sorted(bundle.PACKAGE.rglob("*"))
        if path.suffix in (".py", ".toml")
    }
    return bundle.archive(files, zipfile.ZIP_DEFLATED)


def ours() -> Files:
    """Give the engine of the site."""
    manifest = json.loads((bundle.OUTPUT / "manifest.json").read_text("utf-8"))
    found: Files = {}
    for role, file in manifest["files"].items():
        path = bundle.OUTPUT / str(file["name"])
        found[role] = (path.stem.rpartition("-")[0], path.suffix, path.read_bytes())
    return found


# --- the engine without one lever -----------------------------------------------------------------


def _same(files: Files) -> Files:
    return files


def _uncut(files: Files) -> Files:
    """Give WebAssembly and its glue as npm gives them."""
    glue = (runtime.NPM / "pyodide.asm.js").read_bytes()
    return files | {
        "wasm": ("pyodide.asm", ".wasm", runtime.whole()),
        "glue": ("pyodide.asm", ".mjs", glue),
    }


def _whole_library(files: Files) -> Files:
    """Give the whole library of Pyodide as bytecode; the cut WebAssembly could not run it."""
    library = bundle.archive(_compiled(bundle.read_archive(bundle.LIBRARY)))
    return _uncut(files) | {"library": ("library", ".zip", library)}


def _no_stand_ins(files: Files) -> Files:
    """Give the modules of Pyodide and of Python that ours replace, and what they import in turn."""
    whole = _whole_library(files)
    with tempfile.TemporaryDirectory() as folder:
        bundle.write(Path(folder), whole)
        with Session(Path(folder)) as engine:
            for slug in SLUGS:
                engine.ask("warm", slug)
            loaded = json.loads(engine.ask("run", LOADED))
    library = _unzip(whole["library"][2])
    files_of = {runtime.module(name): name for name in library}
    kept = {name: library[name] for module in loaded if (name := files_of.get(module))}
    return whole | {"library": ("library", ".zip", bundle.archive(kept))}


def _sources(files: Files) -> Files:
    """Give sources instead of bytecode; the cut WebAssembly has no compiler."""
    library = bundle.library_sources(bundle.library_modules())
    parts = {role: _unzip(files[role][2]) for role in ("calculators", *SLUGS)}
    sources = {
        role: {
            name.replace(".pyc", ".py"): (ROOT / name.replace(".pyc", ".py")).read_bytes()
            if name.endswith(".pyc")
            else content
            for name, content in part.items()
        }
        for role, part in parts.items()
    }
    return _uncut(files) | {
        role: (role, ".zip", bundle.archive(part, zipfile.ZIP_DEFLATED))
        for role, part in ({"library": library} | sources).items()
    }


def _deflated(files: Files) -> Files:
    """Give archives that are compressed themselves; the cut WebAssembly cannot inflate."""
    return _uncut(files) | {
        role: (role, ".zip", bundle.archive(_unzip(files[role][2]), zipfile.ZIP_DEFLATED))
        for role in ARCHIVES
    }


LEVERS: Mapping[str, Callable[[Files], Files]] = {
    "ours": _same,
    "cut": _uncut,
    "trimmed": _whole_library,
    "standins": _no_stand_ins,
    "bytecode": _sources,
    "stored": _deflated,
    "early": _same,
}
"""By the name of the lever that is missing."""


def _compiled(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compiled: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch, "source.py"), Path(scratch, "target.pyc")
        for name, content in sources.items():
            if not name.endswith(".py"):
                compiled[name] = content
                continue
            source.write_bytes(content)
            py_compile.compile(
                str(source),
                str(target),
                name,
                doraise=True,
                optimize=2,
                invalidation_mode=unchecked,
            )
            compiled[f"{name}c"] = target.read_bytes()
    return compiled


def _unzip(content: bytes) -> dict[str, bytes]:
    return bundle.read_archive(io.BytesIO(content))


def version(package: str) -> str:
    """Give the version of a package that npm installed."""
    return str(json.loads((MODULES / package / "package.json").read_text("utf-8"))["version"])
