"""What the reader's browser downloads to compute: `python -m macros.engine.bundle`.

Writes `docs/assets/engine/`: Pyodide from npm, the few modules of the standard library that the
calculators use, and the calculators, both as bytecode; each file named by its content, and a
`manifest.json` with their sizes and their SHA-256.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.util
import json
import marshal
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.machinery import FrozenImporter
from pathlib import Path
from types import CodeType
from typing import BinaryIO

from calculators import SLUGS, __version__
from macros.engine import runtime
from macros.patch import PatchFailed

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "calculators"
LIBRARY = runtime.NPM / "python_stdlib.zip"
OUTPUT = ROOT / "docs" / "assets" / "engine"
SCRIPTS = ROOT / "docs" / "assets" / "javascripts" / "engine"
STDLIB = ROOT / "macros" / "engine" / "stdlib.txt"

# `calculators.vocabulary.data` reads TOML where its JSON twin is absent: never in the bundle.
NEVER_REACHED = {"tomllib"}
# The command line and the reports of maintainers stay out of the browser.
LEFT_OUT = {
    "__main__", "cli", "freshness", "french", "parallel", "schema", "streams", "template",
}  # fmt: skip
SLICES = "calculators/territoires/"
# Of the file names, enough of the hash to never meet twice; the whole of it is in the manifest.
SHORT = 16
NO_DATE = (1980, 1, 1, 0, 0, 0)
UNCHECKED_HASH = (1).to_bytes(4, "little") + bytes(8)


class BadBundle(Exception):
    """The engine would not be able to run what the page asks."""


def bundle(output: Path = OUTPUT) -> bool:
    """Write the engine in `output`; False when it was already made of the same inputs."""
    stamp = output / ".inputs"
    inputs = _fingerprint()
    if stamp.is_file() and stamp.read_text("utf-8") == inputs:
        return False
    write(output, files(library_modules(), runtime.lean()))
    stamp.write_text(inputs, "utf-8")
    return True


type File = tuple[str, str, bytes]
"""The stem and the suffix of a name, and a content."""


def files(modules: Iterable[str], wasm: bytes) -> dict[str, File]:
    """Make each file of the engine, by the role it plays in it."""
    with tempfile.TemporaryDirectory() as folder:
        library, wheel = _compile(Path(folder), modules)
        return {
            "loader": ("pyodide", ".mjs", runtime.loader()),
            "glue": ("pyodide.asm", ".mjs", runtime.glue()),
            "wasm": ("pyodide.asm", ".wasm", wasm),
            "whole": ("pyodide.asm", ".wasm", runtime.whole()),
            "library": ("library", ".zip", archive(library)),
            **{
                role: (role, ".zip", archive(part))
                for role, part in _parts(_calculators(wheel)).items()
            },
            "slices": ("territoires", ".json", _slices()),
        }


def write(output: Path, files: Mapping[str, File]) -> None:
    """Write these files and their manifest, and nothing else."""
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    manifest = {
        "pyodide": runtime.version(),
        "runtime": runtime.info(),
        "model": __version__,
        "calculators": needs(),
        "scripts": scripts(),
        "files": {role: _publish(output, *file) for role, file in files.items()},
    }
    (output / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")
    (output / "NOTICE.txt").write_text(_notice(), "utf-8")


def scripts() -> list[str]:
    """Name the scripts that start the engine in a page."""
    return sorted(path.name for path in SCRIPTS.glob("*.js"))


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{runtime.version()} {sys.version} {scripts()}".encode())
    folders = (PACKAGE, ROOT / "macros" / "engine")
    every = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    every += [ROOT / "pyproject.toml", *(ROOT / "macros").glob("*.py")]
    for path in sorted(every):
        if path.suffix in (".py", ".toml", ".txt", ".json"):
            digest.update(f"{path.relative_to(ROOT)} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _publish(output: Path, stem: str, suffix: str, content: bytes) -> dict[str, str | int]:
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{stem}-{sha256[:SHORT]}{suffix}"
    (output / name).write_bytes(content)
    return {"name": name, "bytes": len(content), "sha256": sha256}


def _compile(folder: Path, modules: Iterable[str]) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Compile the standard library and the wheel of the calculators; give their files."""
    _check_magic()
    _write_zip(folder / "library.zip", library_sources(modules))
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    # The calculators hold no `assert`, and their docstrings are for those who read the code.
    optimised = {**os.environ, "PYTHONOPTIMIZE": "2"}
    pyodide = str(Path(sys.executable).with_name("pyodide"))
    _run(pyodide, "py-compile", "--silent", "--compression-level=0", str(folder), env=optimised)
    return read_archive(folder / "library.zip"), read_archive(next(folder.glob("*.whl")))


def _check_magic() -> None:
    """Bytecode is good for one minor version of Python: the engine's."""
    engine = runtime.python().rpartition(".")[0]
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    if engine != ours:
        raise BadBundle(f"the engine runs Python {engine}; run this with Python {engine}")


def library_sources(modules: Iterable[str]) -> dict[str, bytes]:
    """Give the sources of these modules of the standard library."""
    names, wanted = library_names(), set(modules)
    if unknown := wanted - set(names):
        raise BadBundle(f"{STDLIB.name}: not in the library: {', '.join(sorted(unknown))}")
    check_imports(set(names) - wanted)
    with zipfile.ZipFile(LIBRARY) as standard:
        return {
            names[module]: stand_in.read_bytes()
            if (stand_in := runtime.REPLACING / names[module]).exists()
            else standard.read(names[module])
            for module in sorted(wanted)
        }


def library_names() -> dict[str, str]:
    """Give the file of each module of the library of the runtime.

    Of a package that has a stand-in, only the modules of the stand-in.
    """
    ours = runtime.replacing()
    replaced = {runtime.module(name).partition(".")[0] for name in ours}
    with zipfile.ZipFile(LIBRARY) as standard:
        names = [name for name in standard.namelist() if name.endswith(".py")]
    if lost := {runtime.module(name) for name in ours} - {runtime.module(name) for name in names}:
        raise runtime.STAND_INS.failed(f"there is no module {', '.join(sorted(lost))} to replace")
    kept = [name for name in names if runtime.module(name).partition(".")[0] not in replaced]
    return {runtime.module(name): name for name in sorted([*kept, *ours])}


def library_modules() -> list[str]:
    """List the modules of the library that the engine carries."""
    return [line for line in STDLIB.read_text("utf-8").split("\n") if line and line[0] != "#"]


def write_modules(loaded: Iterable[str]) -> None:
    """Record the modules that the engine must carry."""
    listed = sorted(set(loaded) & set(library_names()))
    head = "# The library that the page downloads, written by `make engine-record`.\n"
    STDLIB.write_text(head + "".join(f"{module}\n" for module in listed), "utf-8")


def check_imports(left_out: Iterable[str]) -> None:
    """Refuse calculators that import what the engine does not carry."""
    absent = {name for name in left_out if not FrozenImporter.find_spec(name)} - NEVER_REACHED
    ours = {*sys.stdlib_module_names, PACKAGE.name}
    missing = [
        f"{path.relative_to(ROOT)} imports {module}{'.' if name else ''}{name}"
        for path in _sources()
        for module, name in _imports(path)
        if module in absent
        or module.partition(".")[0] not in ours
        or (name and (offered := _offered(module)) is not None and name not in offered)
    ]
    if missing:
        raise BadBundle(
            "\n".join(missing) + "\nThe engine does not carry it: do without, or let"
            " `make engine-record` list what the calculators now need."
        )


def _sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem not in LEFT_OUT:
            yield path


def _imports(path: Path) -> Iterator[tuple[str, str]]:
    """Give each module imported, with each name taken from it."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield from ((node.module, alias.name) for alias in node.names)


@cache
def _offered(module: str) -> set[str] | None:
    """Give the names that a module offers, when it is a stand-in."""
    path = runtime.REPLACING / f"{module}.py"
    if not path.exists():
        return None
    tree = ast.parse(path.read_bytes())
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}


def _calculators(wheel: Mapping[str, bytes]) -> dict[str, bytes]:
    """Keep of the wheel what the browser runs, its data as JSON."""
    kept: dict[str, bytes] = {}
    texts: dict[str, dict[str, object]] = {}
    for name, content in sorted(wheel.items()):
        path = Path(name)
        if path.parts[0] != PACKAGE.name or name.startswith(SLICES):
            continue
        if path.suffix == ".toml":
            table = tomllib.loads(content.decode())
            if "valid_from" in table:
                texts.setdefault(f"{path.parent}/texts.json", {})[path.stem] = table
                continue
            if path.parent.name == "sources":
                table = _cited(table)
            kept[name.removesuffix("toml") + "json"] = _json(table)
        elif path.suffix == ".pyc" and path.stem not in LEFT_OUT:
            kept[name] = content
    return kept | {name: _json(table) for name, table in texts.items()}


def _parts(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """Put each calculator apart: a page downloads its own, and what they all share."""
    slugs = {_folder(slug).name: slug for slug in SLUGS}
    parts: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        parts.setdefault(slugs.get(Path(name).parts[1], "calculators"), {})[name] = content
    return parts


def needs() -> dict[str, list[str]]:
    """List the calculators that each one needs: itself, or all when it composes others."""
    composing = re.compile(r"^from calculators import .*\bfind\b", re.MULTILINE)
    return {
        slug: list(SLUGS)
        if any(composing.search(path.read_text("utf-8")) for path in _folder(slug).glob("*.py"))
        else [slug]
        for slug in SLUGS
    }


def _folder(slug: str) -> Path:
    return PACKAGE / slug.replace("-", "_")


def _cited(registry: Mapping[str, object]) -> dict[str, object]:
    """Keep the sources that the calculators name."""
    data = (path for path in PACKAGE.rglob("*.toml") if path.parent.name != "sources")
    texts = [path.read_text("utf-8") for path in (*_sources(), *data)]
    words = {word for text in texts for word in re.findall(r"[a-z]+-[a-z0-9-]+", text)}
    return {key: entry for key, entry in registry.items() if key in words}


def _slices() -> bytes:
    """Give the hashes of the populations that the page may load, department by department."""
    folder = ROOT / SLICES
    hashes = {
        path.relative_to(folder).with_suffix("").as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(folder.rglob("*.json"))
        if path.stem != "meta"
    }
    if not hashes:
        raise BadBundle("no populations: run make setup")
    return _json(hashes)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def archive(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Put files in an archive, the same at each build; HTTP compresses better than zip."""
    with tempfile.TemporaryFile() as target:
        with zipfile.ZipFile(target, "w") as made:
            for name, content in sorted(files.items()):
                entry = zipfile.ZipInfo(name, NO_DATE)
                made.writestr(entry, _bare(content) if name.endswith(".pyc") else content, method)
        target.seek(0)
        return target.read()


def _bare(bytecode: bytes) -> bytes:
    """Leave out the date of the source and the lines that it stands on: a third of the bytes."""
    magic = importlib.util.MAGIC_NUMBER
    if not bytecode.startswith(magic):
        return bytecode
    code = marshal.loads(bytecode[len(magic) + len(UNCHECKED_HASH) :])  # noqa: S302
    return magic + UNCHECKED_HASH + marshal.dumps(without_lines(code))


def without_lines(code: CodeType) -> CodeType:
    """Give a program that says of none of its instructions where it was written."""
    constants = (without_lines(it) if isinstance(it, CodeType) else it for it in code.co_consts)
    full, rest = divmod(len(code.co_code) // 2, 8)
    # « No location », for eight instructions at most: Objects/locations.md of CPython.
    nowhere = b"\xff" * full + bytes([0xF7 + rest] if rest else [])
    return code.replace(co_consts=tuple(constants), co_linetable=nowhere)


def _write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def read_archive(path: Path | BinaryIO) -> dict[str, bytes]:
    """Give the files of an archive."""
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist() if name[-1] != "/"}


def _run(*command: str, env: Mapping[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BadBundle(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def _notice() -> str:
    return (
        f"Pyodide {runtime.version()}, Mozilla Public License 2.0, https://pyodide.org\n"
        "The Python standard library, Python Software Foundation License, https://python.org\n"
        "The calculators, MIT License: see the site.\n"
    )


def main() -> int:
    """Bundle; 1 and the reason when it cannot be done."""
    try:
        bundle()
    except (BadBundle, runtime.BadRuntime, PatchFailed) as problem:
        print(f"bundle: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
