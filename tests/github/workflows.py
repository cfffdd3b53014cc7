"""Workflows run for real, by act (https://github.com/nektos/act), against the stand-in.

act reads actions and reusable workflows of others from folders here: small stubs stand for GitHub's own, a
checkout is a copy of the adopter's folder, and nomflow's own are copies in which ``$/``, which act does not know yet,
is written out.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REF = "0" * 40
OURS = f"nomflow/nomflow@{REF}"
PYTHON = "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97"

_PYTHON = """\
name: setup-python
description: Names a Python that is here.
inputs: {python-version: {default: ""}, update-environment: {default: "true"}}
outputs: {python-path: {value: "${{ steps.name.outputs.path }}"}}
runs:
  using: composite
  steps:
    - id: name
      shell: bash
      env: {KEEP: "${{ inputs.update-environment }}"}
      run: |
        test "$KEEP" = false
        echo "path=$STUB_PYTHON" >> "$GITHUB_OUTPUT"
"""
_KEEP = """\
name: upload
description: Keeps a folder where a test can look at it.
inputs: {name: {default: github-pages}, path: {required: true}, include-hidden-files: {}, if-no-files-found: {}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {NAME: "${{ inputs.name }}", FROM: "${{ inputs.path }}"}
      run: |
        mkdir -p "$STUB_ARTIFACTS"
        cp -r "$FROM" "$STUB_ARTIFACTS/$NAME"
"""
_GET = """\
name: download
description: Brings back what was kept.
inputs: {name: {required: true}, path: {required: true}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {NAME: "${{ inputs.name }}", TO: "${{ inputs.path }}"}
      run: |
        mkdir -p "$TO"
        cp -r "$STUB_ARTIFACTS/$NAME/." "$TO"
"""
_DEPLOY = """\
name: deploy
description: Deploys what was kept under the name that Pages knows.
outputs: {page_url: {value: "https://acme.github.io/elections/"}}
runs:
  using: composite
  steps:
    - shell: bash
      run: cp -r "$STUB_ARTIFACTS/github-pages" "$STUB_ARTIFACTS/deployed"
"""
_ATTEST = """\
name: attest
description: Notes what would be attested.
inputs: {subject-name: {required: true}, subject-digest: {required: true}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {NAME: "${{ inputs.subject-name }}", DIGEST: "${{ inputs.subject-digest }}"}
      run: echo "$DIGEST $NAME" > "$STUB_ARTIFACTS/attested"
"""
STUBS = {
    PYTHON: _PYTHON,
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": _KEEP,
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c": _GET,
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9": _KEEP,
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128": _DEPLOY,
    "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32": _ATTEST,
}
_FAKE_PYTHON = """\
#!/bin/bash
# Stands for a fresh Python: makes a "virtual environment" of itself, installs nothing, and runs nomflow from here.
echo "$@" >> "$STUB_LOG"
case "$*" in
  "-I -m venv "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "-I -m pip "*) ;;
  "-I -m nomflow "*) shift 3; exec {python} -I -c "import sys; sys.path.insert(0, '{source}')
from nomflow.cli import main
sys.exit(main(sys.argv[1:]))" "$@" ;;
  *) exit 9 ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a workflow run said."""

    code: int
    log: str


class Runner:
    """A folder with an adopter's workflows, and what they use."""

    def __init__(self, folder: Path, api: str, token: str, config: str) -> None:
        self.folder = folder
        self.adopter = folder / "adopter"
        workflows = self.adopter / ".github" / "workflows"
        workflows.mkdir(parents=True)
        for example in (ROOT / "examples").glob("*.yml"):
            shutil.copy(example, workflows)
        ours = folder / "nomflow"
        (ours / ".github" / "workflows").mkdir(parents=True)
        (ours / "requirements").mkdir()
        shutil.copy(ROOT / "action.yml", ours)
        for name in ("check", "publish", "signal", "sweep"):
            text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text()
            (ours / ".github" / "workflows" / f"{name}.yml").write_text(text.replace("uses: $/\n", f"uses: {OURS}\n"))
        self.actions = {OURS: ours}
        for used, text in STUBS.items():
            stub = self.actions[used] = folder / "stubs" / used.partition("@")[0]
            stub.mkdir(parents=True)
            (stub / "action.yml").write_text(text)
        fake = folder / "fake-python"
        fake.write_text(_FAKE_PYTHON.replace("{python}", sys.executable).replace("{source}", str(ROOT / "src")))
        fake.chmod(0o755)
        (self.adopter / "nomflow.yml").write_text(config)
        (folder / "home").mkdir()
        self.python_log = folder / "python.log"
        self.artifacts = folder / "artifacts"
        self.environment = {
            "GITHUB_API_URL": api,
            "GITHUB_GRAPHQL_URL": f"{api}/graphql",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "acme/elections",
            "STUB_PYTHON": str(fake),
            "STUB_LOG": str(self.python_log),
            "STUB_ARTIFACTS": str(self.artifacts),
        }
        self.token = token
        subprocess.run(["git", "init", "-q", "-b", "main", str(self.adopter)], check=True, env=self._clean())

    def run(self, event: str, payload: Mapping[str, object], workflow: str = "nomflow.yml", token: str = "") -> Ran:
        """Runs a workflow on an event."""
        path = self.folder / "event.json"
        path.write_text(json.dumps(payload))
        act = shutil.which("act") or str(Path(sys.executable).parent / "act")
        command = [
            act,
            event,
            "-P",
            "ubuntu-latest=-self-hosted",
            "-W",
            f".github/workflows/{workflow}",
            "-e",
            str(path),
        ]
        command += ["--no-cache-server", "-s", f"GITHUB_TOKEN={token or self.token}"]
        for used, stub in self.actions.items():
            command += ["--local-repository", f"{used}={stub}"]
        for name, value in self.environment.items():
            command += ["--env", f"{name}={value}"]
        process = subprocess.Popen(
            command,
            cwd=self.adopter,
            env=self._clean(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            log, _ = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        return Ran(process.returncode, log)

    def _clean(self) -> dict[str, str]:
        """Nothing of the run that runs the tests."""
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return {"PATH": path, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8", "TMPDIR": str(self.folder)}
