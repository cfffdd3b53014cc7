"""Workflows run for real, by act (https://github.com/nektos/act), against the stand-in.

act reads actions and reusable workflows of others from folders here: small stubs stand for GitHub's own, a
checkout is a copy of the adopter's folder, and nomflow's own are copies in which ``$/path``, which act does not know
yet, is written out as what GitHub defines it to be: that path of the workflow's repository at the running commit
(https://github.blog/changelog/2026-07-30-reference-same-repository-actions-with-self-repository-syntax/).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
REF = "0" * 40
_OF_INSTALLERS = ("PIP_", "UV_", "SSL_")
"""Variables that say where this machine gets packages from."""
OURS = f"nomflow/nomflow@{REF}"

_UV = """\
name: setup-uv
description: Names an installer that is here, or fails as where none can be had.
inputs: {version: {}, enable-cache: {}, add-problem-matchers: {}, download-from-astral-mirror: {}}
outputs: {uv-path: {value: "${{ steps.name.outputs.path }}"}}
runs:
  using: composite
  steps:
    - id: name
      shell: bash
      env: {VERSION: "${{ inputs.version }}", CACHE: "${{ inputs.enable-cache }}"}
      run: |
        test "$VERSION $CACHE" = "latest-known false"
        test -n "$STUB_UV"
        echo "path=$STUB_UV" >> "$GITHUB_OUTPUT"
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
_PAGES = """\
name: upload-pages-artifact
description: Packs a site as the real one does. Links become files, and what begins with a dot stays behind.
inputs: {path: {required: true}, retention-days: {default: "1"}, include-hidden-files: {default: "false"}}
runs:
  using: composite
  steps:
    - shell: bash
      env:
        FROM: ${{ inputs.path }}
        DAYS: ${{ inputs.retention-days }}
        HIDDEN: ${{ inputs.include-hidden-files }}
      run: |
        mkdir -p "$STUB_ARTIFACTS/github-pages"
        echo "$DAYS" > "$STUB_ARTIFACTS/github-pages/days"
        set -- --exclude=.git --exclude=.github --exclude='.[^/]*'
        test "$HIDDEN" = false || set -- --exclude=.git --exclude=.github
        tar --dereference --hard-dereference --directory "$FROM" -cf "$STUB_ARTIFACTS/github-pages/artifact.tar" "$@" .
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
description: Deploys what was packed for Pages, if it is kept until STUB_DAYS after the build, when somebody approves.
outputs: {page_url: {value: "https://acme.github.io/elections/"}}
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        cd "$STUB_ARTIFACTS"
        test "$(cat github-pages/days)" -gt "$STUB_DAYS" || { echo "No artifact: it is expired."; exit 1; }
        mkdir deployed
        tar -C deployed -xf github-pages/artifact.tar
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
    "astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d": _UV,
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f": _KEEP,
    "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c": _GET,
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9": _PAGES,
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128": _DEPLOY,
    "actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6": _ATTEST,
}
_FAKE_UV = """\
#!/bin/bash
# Stands for uv: makes a "virtual environment" of itself, installs nothing, and as its Python runs what its .pth names.
echo "$(basename "$0") $*" >> "$STUB_LOG"
case "$*" in
  "venv "*) for home; do :; done
    mkdir -p "$home/bin" "$home/lib/python3.13/site-packages" && cp "$0" "$home/bin/python" ;;
  "pip install "*) ;;
  "-I -m nomflow "*) shift 3; source=$(cat "$(dirname "$0")"/../lib/python3.13/site-packages/nomflow.pth)
    exec {python} -I -c "import sys; sys.path.insert(0, sys.argv.pop(1))
from nomflow.cli import main
sys.exit(main(sys.argv[1:]))" "$source" "$@" ;;
  *) exit 9 ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a workflow run said."""

    code: int
    log: str


def _for_act(path: Path) -> str:
    """A workflow without the two things that act does not know yet: ``$/path`` is written out, and ``cache-mode`` left
    out, for there is no cache here."""
    text = path.read_text(encoding="utf-8").replace("\ncache-mode: none\n", "\n")
    return re.sub(r"(uses: )[$]/(\S+)", rf"\1nomflow/nomflow/\2@{REF}", text)


class Runner:
    """A folder with an adopter's workflows, and what they use."""

    def __init__(self, folder: Path, api: str, token: str, config: str) -> None:
        self.folder = folder
        self.adopter = folder / "adopter"
        workflows = self.adopter / ".github" / "workflows"
        workflows.mkdir(parents=True)
        for example in (ROOT / "examples").glob("*.yml"):
            (workflows / example.name).write_text(_for_act(example))
        ours = folder / "nomflow"
        (ours / ".github" / "workflows").mkdir(parents=True)
        for name in ("src", "templates", "requirements"):
            (ours / name).symlink_to(ROOT / name)
        for name in ("action.yml", "action/action.yml"):
            (ours / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, ours / name)  # a link becomes a file, as where GitHub's runner copies an action
        for name in ("check", "publish", "signal", "sweep"):
            path = Path(".github", "workflows", f"{name}.yml")
            (ours / path).write_text(_for_act(ROOT / path))
        self.actions = {OURS: ours}
        for used, text in STUBS.items():
            stub = self.actions[used] = folder / "stubs" / used.partition("@")[0]
            stub.mkdir(parents=True)
            (stub / "action.yml").write_text(text)
        fake = folder / "uv"
        fake.write_text(_FAKE_UV.replace("{python}", sys.executable))
        fake.chmod(0o755)
        (self.adopter / "nomflow.yml").write_text(config)
        (folder / "home").mkdir()
        self.install_log = folder / "install.log"
        self.artifacts = folder / "artifacts"
        self.environment = {
            "GITHUB_API_URL": api,
            "GITHUB_GRAPHQL_URL": f"{api}/graphql",
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "acme/elections",
            "STUB_UV": str(fake),
            "STUB_LOG": str(self.install_log),
            "STUB_ARTIFACTS": str(self.artifacts),
            "STUB_DAYS": "0",
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
        own = {"PATH": path, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8", "TMPDIR": str(self.folder)}
        return own | {name: value for name, value in os.environ.items() if name.startswith(_OF_INSTALLERS)}
