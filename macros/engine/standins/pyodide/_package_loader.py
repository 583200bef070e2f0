"""Where Pyodide would install packages."""

from __future__ import annotations

import sys


class Folder:
    """A path, given to JavaScript as an object and not as a text."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __str__(self) -> str:
        return self._path


_PYTHON = f"python{sys.version_info.major}.{sys.version_info.minor}"
SITE_PACKAGES = Folder(f"/lib/{_PYTHON}/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages() -> None:
    """No package is installed."""
