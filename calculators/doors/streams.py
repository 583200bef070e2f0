"""The files and streams of the command line: whatever fails is told, nothing is read endlessly."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EBADF, EINVAL
from pathlib import Path
from stat import S_IFREG, S_IMODE, S_ISREG
from typing import BinaryIO, TextIO, cast

from calculators.doors.french import reason
from calculators.vocabulary.errors import FieldError, InvalidInput

PIECE = 1 << 20


class ReaderLeft(Exception):
    """Who read standard output wants no more of it, as `head` does."""


def prepare() -> None:
    """Write UTF-8 whatever the terminal, and half a character as its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def pieces(path: str, limit: int, refusal: InvalidInput) -> Iterator[bytes]:
    """Read a file, or standard input for `-`, piece by piece; `refusal` when it is longer."""
    with refused("input", "Lecture impossible"), _source(path) as source:
        left = limit
        while piece := source.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise refusal
            yield piece


def _source(path: str) -> contextlib.AbstractContextManager[BinaryIO]:
    if path != "-":
        return _path(path).open("rb")
    if isinstance(sys.stdin, io.TextIOWrapper):
        return contextlib.nullcontext(cast("BinaryIO", sys.stdin.buffer))
    return contextlib.nullcontext(io.BytesIO(_open(sys.stdin).read().encode()))


def _path(path: str) -> Path:
    if "\0" in path:
        raise OSError(EINVAL, "")
    return Path(path)


@contextmanager
def opened(path: str, field: str = "output") -> Iterator[TextIO]:
    """Open what is written: a file, or standard output for `-`."""
    with refused(field, "Écriture impossible"):
        if path == "-":
            with _standard_output() as target:
                yield target
        else:
            with _file(_path(path)) as target:
                yield target


@contextmanager
def _file(path: Path) -> Iterator[TextIO]:
    """Write beside a file, then take its place at once: a failure midway leaves the old whole."""
    place = path.resolve()
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = S_IFREG
        writable = True
    else:
        writable = os.access(place, os.W_OK) and os.access(place.parent, os.W_OK)
    if not (S_ISREG(mode) and writable):  # a device, a pipe, or what only opening it can tell
        with path.open("w", encoding="utf-8", newline="") as target:
            yield target
        return
    draft = place.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        with draft.open("x", encoding="utf-8", newline="") as target:
            yield target
        if S_IMODE(mode):
            draft.chmod(S_IMODE(mode))
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    target = _open(sys.stdout)
    try:
        yield target
        target.flush()
    except OSError as error:
        _forget(target)
        if isinstance(error, BrokenPipeError):
            raise ReaderLeft from None
        raise


def _open(stream: TextIO | None) -> TextIO:
    if stream is None:
        raise OSError(EBADF, "")
    return stream


def _forget(stream: TextIO) -> None:
    """Leave Python nothing to write as it ends: it would fail again, and say so."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextmanager
def refused(field: str, what: str) -> Iterator[None]:
    """Tell, in French, what the system refuses."""
    try:
        yield
    except (OSError, UnicodeError) as error:
        raise InvalidInput(FieldError(field, f"{what} : {reason(error)}.")) from None


def tell(words: str) -> None:
    """Say one line on standard error, if anybody listens."""
    if sys.stderr is not None:
        try:
            print(words, file=sys.stderr, flush=True)
        except OSError:
            _forget(sys.stderr)
