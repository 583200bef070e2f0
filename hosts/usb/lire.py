"""Lit le guide de ce dossier dans le navigateur : python3 lire.py. Rien ne sort de la machine."""

import contextlib
import http.server
import threading
import webbrowser
from functools import partial
from pathlib import Path

GUIDE = Path(__file__).resolve().parent / "guide"


TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends each file with its type, whatever this machine knows of types."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | TYPES

    def log_message(self, *_: object) -> None:
        """Say nothing of each file."""


if __name__ == "__main__":
    handler = partial(Handler, directory=str(GUIDE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        print(f"Le guide est ouvert : {address} (Ctrl+C pour arrêter)")
        threading.Timer(0.3, webbrowser.open, [address]).start()
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()
