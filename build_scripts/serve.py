"""Showing the site while one writes: a saved file is built and the browser reloads by itself."""

from __future__ import annotations

import subprocess
import sys

import click
from mkdocs.livereload import LiveReloadServer

from .errors import refuse
from .files import ROOT

WATCHED = ("docs", "data", "build_scripts", "mkdocs.yml")
LOOK_EVERY = 0.3  # seconds between two looks at the files


def build_once() -> None:
    """Build in a process of its own, so that changed code takes part; a refused build leaves the last good site."""
    result = subprocess.run([sys.executable, "-m", "build_scripts", "build"], cwd=ROOT, check=False)
    if result.returncode:
        raise SystemExit("The page shows the last good build until this is mended.")


def serve(lang: str, port: int) -> None:
    """Build, serve and watch until interrupted. Raises Refused if the port is taken."""
    build_once()
    server = LiveReloadServer(build_once, "127.0.0.1", port, root=str(ROOT / "site"), polling_interval=LOOK_EVERY)
    for name in WATCHED:
        server.watch(str(ROOT / name))
    click.echo(f"Serving on http://127.0.0.1:{port}/{'' if lang == 'fr' else lang + '/'}index.html (Ctrl+C stops).")
    try:
        server.serve()
    except KeyboardInterrupt:
        server.shutdown()
    except OSError as error:
        raise refuse(f"port {port}", str(error), "a free port", "Try --port 8001") from None
