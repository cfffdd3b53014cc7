#!/usr/bin/env python3
"""From nothing to the first checked file: the action's way today against the way it was, several times in turn.

``python benchmarks/start/run.py [ROUNDS]``. All install by the hashes of their locks, without caches, into new folders,
and check one statement. uv is got as setup-uv gets it: an archive from a server on this machine, its hash, its content.
What only GitHub's runner does is left out: fetching setup-python before, setup-uv now.
"""

import hashlib
import http.server
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[2]
BEFORE = "d7b0f00"
PIP = ["-I", "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", "-q", "install", "--no-deps"]


def first_check(python: Path, folder: Path) -> None:
    statement = folder / "statement.md"
    statement.write_text("---\nname: Ada\nhandle: ada\n---\n\n# Ada\n\nI keep things running.\n")
    ran = subprocess.run(
        [python, "-I", "-m", "nomflow", "check", statement], capture_output=True, text=True, check=False
    )
    assert ran.returncode in (0, 1), ran.stderr


def before(source: Path, folder: Path) -> None:
    python = folder / "nomflow" / "bin" / "python"
    subprocess.run([sys.executable, "-I", "-m", "venv", folder / "nomflow"], check=True)
    lock = source / "requirements" / "run.txt"
    subprocess.run([python, *PIP, "--require-hashes", "--only-binary", ":all:", "-r", lock], check=True)
    subprocess.run([python, *PIP, "--no-index", "--no-build-isolation", source], check=True)
    first_check(python, folder)


def served(uv: str, folder: Path) -> tuple[str, str]:
    """The address and the hash of uv's archive, on a server of this process."""
    archive = folder / "uv.tar.gz"
    with tarfile.open(archive, "w:gz") as files:
        files.add(uv, "uv")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    def handler(*arguments: object) -> Quiet:
        return Quiet(*arguments, directory=str(folder))  # type: ignore[arg-type] # as the server calls it

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/uv.tar.gz", hashlib.sha256(archive.read_bytes()).hexdigest()


def got(address: str, digest: str, folder: Path) -> str:
    with urllib.request.urlopen(address) as answer:
        data = answer.read()
    assert hashlib.sha256(data).hexdigest() == digest
    with tarfile.open(fileobj=io.BytesIO(data)) as files:
        files.extractall(folder, filter="data")
    return str(folder / "uv")


def now(uv: str, folder: Path) -> None:
    """As action.yml does it; ``uv`` is empty where none can be had."""
    import yaml

    [script] = [
        step["run"]
        for step in yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
        if "UV" in step.get("env", {})
    ]
    given = {
        **os.environ,
        "GITHUB_ACTION_PATH": str(ROOT),
        "RUNNER_TEMP": str(folder),
        "NOMFLOW_COMMAND": "check",
        "UV": uv,
    }
    subprocess.run(["bash", "-eo", "pipefail", "-c", script], check=True, env=given)
    first_check(folder / "nomflow" / "bin" / "python", folder)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    archive = subprocess.run(["git", "archive", BEFORE], cwd=ROOT, capture_output=True, check=True).stdout
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv") or ""
    shelf = tempfile.TemporaryDirectory()
    address, digest = served(uv, Path(shelf.name))
    ways = {
        f"{BEFORE}, venv and pip": before,
        "now, with uv to get": lambda _, folder: now(got(address, digest, folder), folder),
        "now, uv is there": lambda _, folder: now(uv, folder),
        "now, pip for want of uv": lambda _, folder: now("", folder),
    }
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(rounds):
        for name, way in ways.items():
            with tempfile.TemporaryDirectory() as place:
                folder, source = Path(place), Path(place, "source")
                with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                    files.extractall(source, filter="data")
                started = time.perf_counter()
                way(source, folder)
                best[name] = min(best[name], time.perf_counter() - started)
    old = next(iter(best.values()))
    print(f"{'best of ' + str(rounds):28} seconds  ratio")
    for name, seconds in best.items():
        print(f"{name:28} {seconds:7.2f} {seconds / old:6.2f}")


main()
