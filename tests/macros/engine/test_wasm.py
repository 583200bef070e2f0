"""A module cut down: what is kept is the same, what is cut is a trap, the rest is refused."""

from __future__ import annotations

import json
import subprocess

import pytest

from macros.engine import runtime, wasm
from macros.engine.wasm import BadModule, Export, Module

TYPES, FUNCTIONS, MEMORY = 1, 3, 5
END = b"\x0b"
LOCALS = b"\x00"


def number(value: int) -> bytes:
    """Write `i32.const value`, for a value that fits in two bytes."""
    return b"\x41" + bytes([value & 127 | 128, value >> 7])


def section(id: int, *items: bytes) -> bytes:
    body = bytes([len(items)]) + b"".join(items)
    return bytes([id, *wasm._leb(len(body))]) + body


def body(code: bytes) -> bytes:
    return wasm._leb(len(LOCALS + code + END)) + LOCALS + code + END


def text(name: str) -> bytes:
    return bytes([len(name)]) + name.encode()


# One function is imported, and is number 0. Of ours, 0 calls 1; 2 is alone; 3 writes, at 1024 + 0,
# a pointer to 1024 + 8. The bases of the memory and of the table are imported, as Emscripten does.
CALLS = b"\x10\x02"
POINTER = b"\x23\x00" + number(8) + b"\x6a"
RELOCATE = b"\x23\x00" + POINTER + b"\x36\x02\x00"
DATA = bytes(16)
SMALL = b"\0asm\1\0\0\0" + b"".join(
    [
        section(TYPES, b"\x60\x00\x01\x7f", b"\x60\x00\x00"),
        section(
            wasm.IMPORT,
            text("env") + text("nothing") + b"\x00\x01",
            text("env") + text("__memory_base") + b"\x03\x7f\x00",
            text("env") + text("unused") + b"\x03\x7f\x00",
            text("env") + text("__table_base") + b"\x03\x7f\x00",
        ),
        section(FUNCTIONS, b"\x00", b"\x00", b"\x00", b"\x01"),
        section(MEMORY, b"\x00\x01"),
        section(wasm.GLOBAL, b"\x7f\x00" + number(1032) + END),
        section(
            wasm.EXPORT,
            text("first") + b"\x00\x01",
            text("alone") + b"\x00\x03",
            text("__wasm_apply_data_relocs") + b"\x00\x04",
        ),
        section(wasm.CODE, body(CALLS), body(number(42)), body(number(7)), body(RELOCATE)),
        section(wasm.DATA, b"\x00\x23\x00\x0b" + bytes([len(DATA)]) + DATA),
    ]
)
ASK = """
const [bytes, names] = JSON.parse(require("fs").readFileSync(0, "utf8"));
const base = (value) => new WebAssembly.Global({ value: "i32" }, value);
const env = { nothing() {}, __memory_base: base(1024), unused: base(0), __table_base: base(1) };
const { exports } = new WebAssembly.Instance(
  new WebAssembly.Module(Uint8Array.from(bytes)), { env });
const told = {};
for (const name of names) {
  try { told[name] = exports[name] ? exports[name]() ?? null : "absent"; }
  catch (error) { told[name] = error.message; }
}
for (const [name, value] of Object.entries(exports))
  if (value instanceof WebAssembly.Global) told[name] = value.value;
console.log(JSON.stringify(told));
"""


def asked(module: bytes, *names: str) -> dict[str, object]:
    """Run the exports of these names under Node; a trap gives its message."""
    given = json.dumps([list(module), names])
    done = subprocess.run(
        ["node", "-e", ASK], input=given, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_a_module_is_written_as_it_was_read() -> None:
    module = Module.parse(SMALL)
    assert module.build() == SMALL
    assert [export.name for export in module.exports] == [
        "first", "alone", wasm.RELOCATIONS,
    ]  # fmt: skip
    assert module.exports[1] == Export("alone", wasm.FUNCTION, 3)
    assert len(module.bodies) == 4
    assert asked(SMALL, "first", "alone") == {"first": 42, "alone": 7}


def test_what_is_not_webassembly_is_refused() -> None:
    with pytest.raises(BadModule, match="not a WebAssembly module"):
        Module.parse(b"<!doctype html>")


def test_what_ran_is_marked() -> None:
    told = asked(wasm.instrumented(SMALL), "first")
    marks = {name: value for name, value in told.items() if name.startswith("ran ")}
    assert told["first"] == 42
    assert marks == {"ran 0": 1, "ran 1": 1, "ran 2": 0, "ran 3": 0}


def test_what_is_cut_traps_and_what_is_kept_answers() -> None:
    cut = wasm.lean(SMALL, {0, 1}, {"first", "alone"})
    assert asked(cut, "first", "alone", wasm.RELOCATIONS) == {
        "first": 42, "alone": "unreachable", wasm.RELOCATIONS: "absent",
    }  # fmt: skip


def test_pointers_are_written_in_the_data() -> None:
    cut = Module.parse(wasm.lean(SMALL, {0, 1, 2, 3}, {"first"}))
    header, data = wasm._segment(cut[wasm.DATA])
    assert header.startswith(b"\x01\x00\x23\x00\x0b")
    assert int.from_bytes(data[:4], "little") == 1032
    assert not any(data[4:])


def test_small_functions_that_are_called_are_kept_too() -> None:
    assert wasm.surroundings(SMALL, {0}) >= {0, 1}
    assert 1 in wasm.surroundings(SMALL, {0, 2})


def test_an_instruction_that_is_not_known_is_refused() -> None:
    module = Module.parse(SMALL)
    module.bodies[1] = LOCALS + b"\xfb" + END
    with pytest.raises(BadModule, match="unknown instruction 0xfb"):
        wasm.surroundings(module.build(), {1})


def test_relocations_of_another_shape_are_refused() -> None:
    module = Module.parse(SMALL)
    module.bodies[3] = LOCALS + b"\x10\x00" + END
    with pytest.raises(BadModule, match="relocations: instruction 0x10"):
        wasm.lean(module.build(), {0}, {"first"})


def test_data_of_another_shape_are_refused() -> None:
    module = Module.parse(SMALL)
    module[wasm.DATA] = b"\x02" + module[wasm.DATA][1:]
    with pytest.raises(BadModule, match="one segment"):
        wasm.lean(module.build(), {0}, {"first"})


@pytest.mark.parametrize("value", [0, 1, 63, 64, 127, 128, 300, 2**31, 2**32 - 1])
def test_numbers_are_written_as_they_are_read(value: int) -> None:
    assert wasm._unsigned(wasm._leb(value), 0) == (value, len(wasm._leb(value)))


@pytest.mark.parametrize(
    ("written", "value"),
    [(b"\x00", 0), (b"\x3f", 63), (b"\x40", -64), (b"\x7f", -1), (b"\x80\x01", 128)],
)  # fmt: skip
def test_signed_numbers_are_read(written: bytes, value: int) -> None:
    assert wasm._signed(written, 0) == (value, len(written))


def test_the_module_of_the_runtime_is_read_whole() -> None:
    content = runtime.whole()
    assert Module.parse(content).build() == content
