"""WebAssembly modules, cut down to the functions that run.

Only what is needed of the format: sections, function bodies and the operands of instructions.
Numbers of functions and globals never change: what is cut becomes a trap, never another function.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

IMPORT, GLOBAL, EXPORT, CODE, DATA = 2, 6, 7, 10, 11
FUNCTION = 0
GLOBAL_KIND = 3
I32 = 0x7F
CALL = 0x10
TRAP = b"\x00\x00\x0b"

# Where Emscripten loads the main module, told in its script.
MEMORY_BASE = 1024
TABLE_BASE = 1
RELOCATIONS = "__wasm_apply_data_relocs"
# Data are blanked by tables of at least so many bytes.
TABLE = 4096
# Functions kept though they were not seen to run: how large, and how far from one that ran.
SMALL_CALLED = 1000
SMALL_BETWEEN = 400
REACH = 8


class BadModule(ValueError):
    """A module that is not made as expected."""


@dataclass(frozen=True)
class Export:
    """A name, the kind of what it gives, and its number."""

    name: str
    kind: int
    index: int


@dataclass
class Module:
    """A module whose code, exports and data can be changed."""

    sections: list[tuple[int, bytes]]
    imported: dict[int, int] = field(default_factory=dict)
    """How many things of each kind come from outside: they are numbered first."""
    exports: list[Export] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    @classmethod
    def parse(cls, content: bytes) -> Module:
        """Read a module."""
        if content[:8] != b"\0asm\1\0\0\0":
            raise BadModule("not a WebAssembly module")
        module, at = cls([]), 8
        while at < len(content):
            size, start = _unsigned(content, at + 1)
            module.sections.append((content[at], content[start : start + size]))
            at = start + size
        module.imported = _imports(module[IMPORT])
        module.exports = list(_exports(module[EXPORT]))
        module.bodies = list(_bodies(module[CODE]))
        return module

    def __getitem__(self, section: int) -> bytes:
        return next((body for id, body in self.sections if id == section), b"\0")

    def __setitem__(self, section: int, body: bytes) -> None:
        self.sections = [(id, body if id == section else old) for id, old in self.sections]

    def build(self) -> bytes:
        """Write the module."""
        self[EXPORT] = _vector(
            _text(export.name) + bytes([export.kind]) + _leb(export.index)
            for export in self.exports
        )
        self[CODE] = _vector(_leb(len(body)) + body for body in self.bodies)
        return b"\0asm\1\0\0\0" + b"".join(
            bytes([id]) + _leb(len(body)) + body for id, body in self.sections
        )


def instrumented(content: bytes) -> bytes:
    """Give a module that tells which functions ran: global `ran N` is 1 once function N did."""
    module = Module.parse(content)
    count, start = _unsigned(module[GLOBAL], 0)
    first = module.imported.get(GLOBAL_KIND, 0) + count
    marks = len(module.bodies)
    module[GLOBAL] = (
        _leb(count + marks) + module[GLOBAL][start:] + bytes([I32, 1, 0x41, 0, 0x0B]) * marks
    )
    for number, body in enumerate(module.bodies):
        code = _code_start(body)
        mark = bytes([0x41, 1, 0x24]) + _leb(first + number)
        module.bodies[number] = body[:code] + mark + body[code:]
        module.exports.append(Export(f"ran {number}", GLOBAL_KIND, first + number))
    return module.build()


def lean(content: bytes, kept: Collection[int], exports: Collection[str]) -> bytes:
    """Give a module that traps in every function but those kept, with these exports alone.

    Pointers in the data are written in advance, instead of by half a megabyte of code, and the
    constant tables that nothing kept refers to are blanked.
    """
    module = Module.parse(content)
    number = next(e.index for e in module.exports if e.name == RELOCATIONS)
    number -= module.imported[FUNCTION]
    header, data = _segment(module[DATA])
    relocations, rest = _relocations(module.bodies[number])
    module.bodies[number] = b"\x00" + rest + b"\x0b"
    module.exports = [export for export in module.exports if export.name in exports]
    for table in _unused_tables(module, kept, relocations, len(data)):
        data[table.start : table.stop] = bytes(len(table))
    for at, pointer in relocations.items():
        struct.pack_into("<i", data, at, pointer)
    module[DATA] = header + bytes(data)
    module.bodies = [body if rank in kept else TRAP for rank, body in enumerate(module.bodies)]
    return module.build()


def surroundings(content: bytes, ran: Collection[int]) -> set[int]:
    """Add to the functions that ran their rare paths: what they call, and what stands between.

    Only small functions are added: they weigh little, and errors are often raised in them.
    """
    module = Module.parse(content)
    small = {number for number, body in enumerate(module.bodies) if len(body) <= SMALL_CALLED}
    found, last = set(ran), set(ran)
    while last:
        last = {called for one in last for called in _called(module, one)} & small - found
        found |= last
    for one, next_one in pairwise(sorted(ran)):
        if next_one - one <= REACH:
            between = range(one + 1, next_one)
            found |= {number for number in between if len(module.bodies[number]) <= SMALL_BETWEEN}
    return found


def _called(module: Module, number: int) -> Iterator[int]:
    for code, operand in _operands(module.bodies[number]):
        if code == CALL and operand >= module.imported[FUNCTION]:
            yield operand - module.imported[FUNCTION]


# ------------------------------------------------------------------ data


def _segment(section: bytes) -> tuple[bytes, bytearray]:
    """Split a data section of one segment, loaded at the base of the memory."""
    if section[:5] != bytes([1, 0, 0x23, 0, 0x0B]):
        raise BadModule("data: one segment at __memory_base expected")
    size, start = _unsigned(section, 5)
    if start + size != len(section):
        raise BadModule("data: trailing bytes")
    return section[:start], bytearray(section[start:])


def _relocations(body: bytes) -> tuple[dict[int, int], bytes]:
    """Read the code that writes pointers: what is known in advance, and the code of the rest."""
    known: dict[int, int] = {}
    rest = b""
    stack: list[int | None] = []
    bases = {0: MEMORY_BASE, 2: TABLE_BASE}
    at = began = _code_start(body)
    while body[at] != 0x0B:
        code, at = body[at], at + 1
        if code == 0x23:
            index, at = _unsigned(body, at)
            stack.append(bases.get(index))
        elif code == 0x41:
            value, at = _signed(body, at)
            stack.append(value)
        elif code in (0x6A, 0x6B):
            right, left = stack.pop(), stack.pop()
            if left is None or right is None:
                stack.append(None)
            else:
                stack.append(left + right if code == 0x6A else left - right)
        elif code == 0x36:
            _, at = _unsigned(body, at)
            offset, at = _unsigned(body, at)
            pointer, place = stack.pop(), stack.pop()
            if place is None or stack:
                raise BadModule("relocations: a place that is not known")
            if pointer is None:
                rest += body[began:at]
            else:
                known[place - MEMORY_BASE + offset] = pointer
            began = at
        else:
            raise BadModule(f"relocations: instruction {code:#x}")
    return known, rest


def _unused_tables(
    module: Module, kept: Collection[int], relocations: Mapping[int, int], size: int
) -> Iterator[range]:
    """Find the constants without pointers, large and in one piece, that nothing kept refers to.

    A piece begins where a pointer or the code of a kept function points, and ends at the next.
    """
    constants = min(relocations)
    used = {0} | _referred(module, kept)
    pointed = {pointer - MEMORY_BASE for pointer in relocations.values()}
    starts = sorted(at for at in used | pointed if 0 <= at < size)

    def piece(at: int) -> int:
        return bisect_right(starts, at) - 1

    points_to: dict[int, list[int]] = {}
    for at, pointer in relocations.items():
        if 0 <= pointer - MEMORY_BASE < size:
            points_to.setdefault(piece(at), []).append(piece(pointer - MEMORY_BASE))
    live: set[int] = set()
    waiting = [piece(at) for at in used if 0 <= at < size]
    while waiting:
        one = waiting.pop()
        if one not in live:
            live.add(one)
            waiting += points_to.get(one, ())
    first = 0
    for number, (start, stop) in enumerate(pairwise([*starts, size])):
        if number in live:
            if start - first >= TABLE:
                yield range(first, start)
            first = stop
        if stop >= constants:
            return


def _referred(module: Module, kept: Collection[int]) -> set[int]:
    """Give every constant of the kept functions: addresses of data are among them."""
    globals_ = list(_globals(module[GLOBAL]))
    own = module.imported.get(GLOBAL_KIND, 0)
    found: set[int] = set()
    for number in kept:
        for code, operand in _operands(module.bodies[number]):
            if code in (0x23, 0x24):
                if operand >= own:
                    found.add(globals_[operand - own])
            elif code != CALL:
                found.add(operand)
    return found


# ------------------------------------------------------------------ format


def _imports(section: bytes) -> dict[int, int]:
    kinds: dict[int, int] = {}
    count, at = _unsigned(section, 0)
    for _ in range(count):
        for _name in range(2):
            length, at = _unsigned(section, at)
            at += length
        kind, at = section[at], at + 1
        kinds[kind] = kinds.get(kind, 0) + 1
        if kind == GLOBAL_KIND:
            at += 2
            continue
        if kind in (1, 4):  # the type of a table, the attribute of a tag
            at += 1
        limited = kind in (1, 2) and section[at] & 1
        at += kind in (1, 2)
        for _number in range(2 if limited else 1):
            _, at = _unsigned(section, at)
    return kinds


def _exports(section: bytes) -> Iterator[Export]:
    count, at = _unsigned(section, 0)
    for _ in range(count):
        length, at = _unsigned(section, at)
        name, kind = section[at : at + length].decode(), section[at + length]
        index, at = _unsigned(section, at + length + 1)
        yield Export(name, kind, index)


def _globals(section: bytes) -> Iterator[int]:
    """Give the first value of each global, when it is a constant."""
    count, at = _unsigned(section, 0)
    for _ in range(count):
        at += 2
        value = -1
        if section[at] == 0x41:
            value, at = _signed(section, at + 1)
        else:
            at = section.index(0x0B, at)
        yield value
        at += 1


def _bodies(section: bytes) -> Iterator[bytes]:
    count, at = _unsigned(section, 0)
    for _ in range(count):
        size, at = _unsigned(section, at)
        yield section[at : at + size]
        at += size


def _code_start(body: bytes) -> int:
    count, at = _unsigned(body, 0)
    for _ in range(count):
        _, at = _unsigned(body, at)
        at += 1
    return at


# How many numbers follow an instruction; those that are not here have none.
_NUMBERS = {
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x12, 0x18), 1),
    **dict.fromkeys((0x11, 0x13), 2),
    **dict.fromkeys((0x20, 0x21, 0x22, 0x25, 0x26, 0x3F, 0x40, 0x42, 0xD0, 0xD2), 1),
    **dict.fromkeys(range(0x28, 0x3F), 2),
}
_LONG_NUMBERS = {8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}
_PLAIN = {0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)}


def _operands(body: bytes) -> Iterator[tuple[int, int]]:
    """Walk through a function: calls, constants, globals, and offsets of loads and stores."""
    at = _code_start(body)
    while at < len(body):
        code, at = body[at], at + 1
        if code in (CALL, 0x23, 0x24):
            value, at = _unsigned(body, at)
            yield code, value
        elif code == 0x41:
            value, at = _signed(body, at)
            yield code, value
        elif 0x28 <= code <= 0x3E:
            _, at = _unsigned(body, at)
            value, at = _unsigned(body, at)
            yield code, value
        elif code in (0x43, 0x44):
            at += 4 if code == 0x43 else 8
        else:
            numbers = _NUMBERS.get(code, 0)
            if code in (0x0E, 0x1C):
                numbers, at = _unsigned(body, at)
                numbers += code == 0x0E
            elif code == 0xFC:
                long, at = _unsigned(body, at)
                numbers = _LONG_NUMBERS.get(long, 0)
            elif not numbers and code not in _PLAIN:
                raise BadModule(f"unknown instruction {code:#x}")
            for _ in range(numbers):
                _, at = _unsigned(body, at)


def _unsigned(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def _signed(content: bytes, at: int) -> tuple[int, int]:
    value, end = _unsigned(content, at)
    return value - ((content[end - 1] & 64) << (7 * (end - at) - 6)), end


def _leb(value: int) -> bytes:
    written = bytearray()
    while value >= 128:
        written.append(value & 127 | 128)
        value >>= 7
    written.append(value)
    return bytes(written)


def _text(name: str) -> bytes:
    return _leb(len(name.encode())) + name.encode()


def _vector(items: Iterable[bytes]) -> bytes:
    every = list(items)
    return _leb(len(every)) + b"".join(every)
