"""The runtime of Pyodide, as npm gives it, cut down to what the calculators run.

The list of functions kept is written by `python -m macros.engine.record`. A function that was cut
and is needed after all stops the engine, never changes an answer: the page then starts the whole
one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from macros.engine import wasm
from macros.patch import Patch

ROOT = Path(__file__).parents[2]
NPM = ROOT / "node_modules" / "pyodide"
FUNCTIONS = ROOT / "macros" / "engine" / "functions.txt"
# Modules that replace those of the runtime, because they start faster.
REPLACING = ROOT / "macros" / "engine" / "standins"
CACHE = ROOT / "build" / "engine"

_EXPORTED = re.compile(r'var (\w+)=(?:Module\["\w+"\]=)?wasmExports\["([^"]+)"\];')
_ADDRESS = re.compile(r'var (\w+)=Module\["\w+"\]=[\de]+;')
_SOURCE_MAP = re.compile(r"\n//# sourceMappingURL=.*\s*$")
_UNDEFINED = "if(entry.value==0){"
_UNDEFINED_BUT_GL = 'if(entry.value==0&&!symName.startsWith("emscripten_gl")){'

MADE_FOR = "0.29.5"
_PYODIDE = f"Pyodide {MADE_FOR}"
WEBGL = Patch(
    "webgl",
    "pyodide.asm.js",
    _PYODIDE,
    "Emscripten préparait, à chaque départ, un petit module par fonction de dessin.",
)
EXPORTS = Patch(
    "exports",
    "pyodide.asm.js",
    _PYODIDE,
    "Les fonctions du WebAssembly que rien n’appelle ne sont plus nommées.",
)
FETCHED = Patch(
    "files-in-memory",
    "pyodide.mjs, pyodide.asm.js",
    _PYODIDE,
    "Pyodide trouve en mémoire les fichiers que la page a déjà vérifiés (`worker.js`).",
)
IMAGE = Patch(
    "memory-image",
    "pyodide.mjs, pyodide.asm.js",
    _PYODIDE,
    "L’image de la mémoire passe par des options privées (`snapshot.js`).",
)
BASES = Patch(
    "bases",
    "pyodide.asm.js",
    _PYODIDE,
    "La réduction du WebAssembly sait où Emscripten pose les données et les fonctions (`wasm.py`).",
)
STAND_INS = Patch(
    "stand-ins",
    "python_stdlib.zip",
    _PYODIDE,
    "Des modules de Python et de Pyodide sont remplacés par les nôtres (`standins/`).",
)
PATCHES = (WEBGL, EXPORTS, BASES, FETCHED, IMAGE, STAND_INS)
# What other files of ours do of the runtime rests on these words of its scripts.
_SPOKEN = {
    BASES: (
        f'___memory_base=new WebAssembly.Global({{value:"i32",mutable:false}},{wasm.MEMORY_BASE})',
        f'___table_base=new WebAssembly.Global({{value:"i32",mutable:false}},{wasm.TABLE_BASE})',
    ),
    FETCHED: ("WebAssembly.instantiateStreaming(", "fetch("),
    IMAGE: ("_makeSnapshot", "_loadSnapshot", "makeMemorySnapshot"),
}


class BadRuntime(Exception):
    """A runtime that is not the one for which the list of functions was made."""


def version() -> str:
    """Give the version of Pyodide that npm installed."""
    return str(json.loads((NPM / "package.json").read_text("utf-8"))["version"])


def info() -> dict[str, str]:
    """Give what it says of itself, and asks back when it starts."""
    lock = json.loads((NPM / "pyodide-lock.json").read_text("utf-8"))
    return {**lock["info"], "version": version()}


def python() -> str:
    """Give the version of Python in it."""
    return info()["python"]


def replacing() -> list[str]:
    """List the files of the modules that replace those of the runtime."""
    return sorted(path.relative_to(REPLACING).as_posix() for path in REPLACING.rglob("*.py"))


def module(name: str) -> str:
    """Name the module of a file."""
    return name.removesuffix("c").removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def loader() -> bytes:
    """Give the script that starts Pyodide."""
    return _SOURCE_MAP.sub("\n", (NPM / "pyodide.mjs").read_text("utf-8")).encode()


def glue() -> bytes:
    """Give the script between WebAssembly and the browser, without what it never calls."""
    script = _script()
    words = _words(script)

    def needed(definition: re.Match[str]) -> str:
        used = not words.isdisjoint(definition.groups())
        return definition[0] if used else ""

    check_words(script + loader().decode())
    script = WEBGL.apply(script, _UNDEFINED, _UNDEFINED_BUT_GL)
    for form in (_ADDRESS, _EXPORTED):
        if not form.search(script):
            raise EXPORTS.failed(f"nothing is written as {form.pattern}")
    return _ADDRESS.sub(needed, _EXPORTED.sub(needed, script)).encode()


def check_words(scripts: str) -> None:
    """Refuse a runtime whose scripts no longer hold what ours replace or ask of them."""
    for patch, words in _SPOKEN.items():
        if lost := [word for word in words if word not in scripts]:
            raise patch.failed(f"the scripts do not hold {', '.join(lost)}")


def whole() -> bytes:
    """Give the whole of WebAssembly."""
    return (NPM / "pyodide.asm.wasm").read_bytes()


def lean() -> bytes:
    """Give WebAssembly with the functions that run, and keep it for the next build."""
    content = whole()
    digest = hashlib.sha256(content)
    for path in (FUNCTIONS, NPM / "pyodide.asm.js", Path(wasm.__file__), Path(__file__)):
        digest.update(path.read_bytes())
    made = CACHE / f"{digest.hexdigest()}.wasm"
    if not made.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        partial = made.with_suffix(f".{os.getpid()}")  # two builds may run at once
        partial.write_bytes(wasm.lean(content, kept(content), _exports(_script())))
        partial.replace(made)
    return made.read_bytes()


def kept(content: bytes) -> set[int]:
    """Give the functions that are not cut."""
    head, *lines = FUNCTIONS.read_text("utf-8").splitlines()
    if hashlib.sha256(content).hexdigest() not in head:
        raise BadRuntime(
            f"{FUNCTIONS.name} was made for another pyodide.asm.wasm: run make engine-record"
        )
    ran: set[int] = set()
    for word in " ".join(lines).split():
        first, _, last = word.partition("-")
        ran |= set(range(int(first), int(last or first) + 1))
    return wasm.surroundings(content, ran)


def write_functions(ran: Iterable[int]) -> None:
    """Record the functions that ran."""
    numbers = sorted(set(ran))
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    lines = [f"# Functions that run, of the pyodide.asm.wasm {hashlib.sha256(whole()).hexdigest()}"]
    line = ""
    for word in words:
        if len(line) + len(word) > 98:
            lines.append(line.strip())
            line = ""
        line += f" {word}"
    FUNCTIONS.write_text("\n".join([*lines, line.strip()]) + "\n", "utf-8")


def _script() -> str:
    return _SOURCE_MAP.sub("\n", (NPM / "pyodide.asm.js").read_text("utf-8"))


def _exports(script: str) -> set[str]:
    """Give the names under which the scripts reach into WebAssembly."""
    words = _words(script)
    named = {found[2] for found in _EXPORTED.finditer(script) if found[1] in words}
    return named | words


def _words(script: str) -> set[str]:
    """Give every word of the scripts but those that only name what WebAssembly exports."""
    spoken = _ADDRESS.sub("", _EXPORTED.sub("", script)) + loader().decode()
    return set(re.findall(r"[\w$]+", spoken))
