"""Compressed copies beside the files, for hosts that serve them as they stand."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

from macros.site.hosting import SERVER_FILES

SMALLEST = 1024  # below, the headers of the answer weigh as much as the gain
LEAST_GAIN = 0.05
ALREADY_COMPRESSED = {".br", ".gz", ".jpg", ".map", ".png", ".webp", ".whl", ".woff2"}

_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    ".br": lambda data: brotli.compress(data, quality=11, lgwin=24),
    ".gz": lambda data: gzip.compress(data, compresslevel=9, mtime=0),
}


def compress(site: Path, cache: Path) -> None:
    """Write `.br` and `.gz` beside each file that gains by it.

    The engine takes half a minute to compress: `cache` keeps the results by content.
    """
    cache.mkdir(parents=True, exist_ok=True)
    files = [
        file
        for file in sorted(site.rglob("*"))
        if file.is_file()
        and file.suffix not in ALREADY_COMPRESSED
        and file.name not in SERVER_FILES
        and file.stat().st_size >= SMALLEST
    ]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda file: _copies(file, cache), files))


def _copies(file: Path, cache: Path) -> None:
    data = file.read_bytes()
    key = hashlib.sha256(data).hexdigest()
    for suffix, encode in _ENCODERS.items():
        kept = cache / (key + suffix)
        if not kept.exists():
            partial = kept.with_name(f"{kept.name}.{file.stat().st_ino}")
            partial.write_bytes(encode(data))
            partial.replace(kept)
        if kept.stat().st_size <= len(data) * (1 - LEAST_GAIN):
            file.with_name(file.name + suffix).write_bytes(kept.read_bytes())
