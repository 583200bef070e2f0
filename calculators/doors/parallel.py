"""The rows of a file by several processors, in bounded memory: each has its own interpreter."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from itertools import batched
from threading import Thread

from calculators import find
from calculators.doors.batch import Computer, Spread, Told
from calculators.doors.headings import Headings
from calculators.doors.spreadsheet import Row

PIECE = 250
"""Rows that a processor takes at a time."""
AHEAD = 3
"""Pieces that wait for each processor, at most."""

_mine: list[Computer] = []


def over(jobs: int) -> Spread:
    """Share rows between processors; they come back in their order."""

    def spread(computer: Computer, rows: Iterable[Row]) -> Iterator[Told]:
        recipe = (computer.calculator.slug, computer.headings, computer.on)
        waiting: deque[Future[list[Told]]] = deque()
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=recipe) as pool:
            for piece in batched(rows, PIECE, strict=False):
                waiting.append(pool.submit(_told, piece))
                if len(waiting) > AHEAD * jobs:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()

    return spread


def _begin(slug: str, headings: Headings, on: date | None) -> None:
    # Whoever interrupts is answered by the first process alone.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    _mine.append(Computer(find(slug), headings, on))


def _follow(parent: int) -> None:
    """Leave with the first process, which may be killed without a word."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _told(rows: tuple[Row, ...]) -> list[Told]:
    return [_mine[0].told(row) for row in rows]
