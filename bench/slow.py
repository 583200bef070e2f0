"""A processor several times slower, for everything that a browser does.

All the processes of the browser are stopped most of the time, so that pages and workers are slowed
alike, in any browser.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TURN = 0.020  # seconds


@contextmanager
def slowed(pid: int, factor: int) -> Iterator[None]:
    """Slow the processes that a browser started, and itself, until the end of the block."""
    done = threading.Event()
    group = os.getpgid(pid)
    if group == os.getpgid(0):
        raise ProcessLookupError("the browser has no group of its own")

    def alternate() -> None:
        with suppress(ProcessLookupError):
            while not done.is_set():
                os.killpg(group, signal.SIGSTOP)
                time.sleep(TURN * (factor - 1) / factor)
                os.killpg(group, signal.SIGCONT)
                time.sleep(TURN / factor)

    thread = threading.Thread(target=alternate, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
