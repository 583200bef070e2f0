"""List what the engine must carry, by running it: `make engine-record`.

To run after a change of the calculators or of Pyodide that the build refuses, or when the engine
cut down is seen to fall back on the whole one. Writes two files of `macros/engine/`:

- `stdlib.txt`: the modules of the standard library that are imported;
- `functions.txt`: the functions of WebAssembly that are called.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from pathlib import Path

from calculators import SLUGS, find
from calculators.doors import browser
from calculators.doors.exports import TYPES
from macros.engine import bundle, drawn, runtime, wasm
from macros.engine.session import EngineError, Session
from macros.patch import PatchFailed

DRAWN = 3000
# In which spreadsheets save.
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be")
OTHERS = ("record", "plan", "plan.csv", "plan.ics", "years", "years.csv", "years.ics")
"""Formats of the door that are not those of a result."""
MARGIN = Path(__file__).with_name("margin.py")
# What is frozen in the interpreter is not read from the library.
LOADED = """
import json, sys; json.dumps([
    name for name, module in sys.modules.items()
    if getattr(module.__spec__, "origin", "") != "frozen"
])
"""


def record() -> None:
    """Write both lists."""
    with tempfile.TemporaryDirectory() as folder:
        instrumented = wasm.instrumented(runtime.whole())
        bundle.write(Path(folder), bundle.files(bundle.library_names(), instrumented))
        with Session(Path(folder)) as engine:
            exercise(engine, DRAWN)
            loaded = json.loads(engine.ask("run", LOADED))
            engine.ask("run", MARGIN.read_text("utf-8"))
            ran = set(engine.ask("ran"))
        image = Path(folder) / "image"
        for action in ("image", "ran"):
            with Session(Path(folder), image) as engine:
                for slug in SLUGS:
                    engine.ask("warm", slug)
                engine.ask(action)
                ran |= set(engine.ask("ran"))
    runtime.write_functions(ran)
    bundle.write_modules(loaded)


def exercise(engine: Session, count: int) -> None:
    """Have every calculator compute forms, a file, and fail."""
    for departement, text in drawn.slices().items():
        engine.ask("prime", departement, text)
    for slug in SLUGS:
        keys = [field.key for field in find(slug).fields]
        rows = []
        for rank, (typed, on) in enumerate(drawn.requests(slug, count)):
            engine.answer(slug, typed, on)
            if rank < 20:
                asked = {"calculator": slug, "typed": typed, "on": on}
                kept = [{"calculator": slug, "typed": typed}]
                for format in (*TYPES, *browser.PARTS, *OTHERS):
                    engine.ask("export", json.dumps(asked | {"format": format}))
                for other in SLUGS:
                    carry = {"calculator": other, "typed": {}, "on": "", "kept": kept}
                    engine.ask("export", json.dumps(carry | {"format": "carry"}))
                cells = (typed.get(key, "").replace('"', '""') for key in keys)
                rows.append(";".join(f'"{cell}"' for cell in cells))
        table = "\n".join([";".join(keys), *rows])
        for encoding in ENCODINGS:
            document = table.encode(encoding, "replace").decode("latin-1")
            engine.ask("batch", json.dumps({"calculator": slug, "csv": document}))
    for wrong in ("1 / 0", "import absent", "open('/absent')"):
        with contextlib.suppress(EngineError):
            engine.ask("run", wrong)


def main() -> int:
    """Record; 1 and the reason when it cannot be done."""
    try:
        record()
    except (bundle.BadBundle, PatchFailed, EngineError) as problem:
        print(f"record: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
