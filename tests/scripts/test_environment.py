"""``scripts/environment`` and ``scripts/demo`` themselves, as somebody runs them who has just cloned the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_BEHIND = (".git", ".venv", "build", "node_modules", ".*_cache", "__pycache__", ".hypothesis", "mutants")
QUICK_VENV = """\
import sys
from pathlib import Path

sys.path.remove(str(Path(__file__).parent))
from venv import EnvBuilder

made = Path(sys.argv[1])
EnvBuilder(symlinks=True).create(made)
[packages] = made.glob("lib/python*/site-packages")
(packages / "pip").mkdir()
(packages / "pip" / "__init__.py").touch()
(packages / "pip" / "__main__.py").write_text(Path(__file__).with_name("quick_pip.py").read_text())
for name in ("pip", "pip3"):
    program = made / "bin" / name
    start = "import runpy; runpy.run_module('pip', run_name='__main__')"
    program.write_text(f"#!{made.absolute()}/bin/python\\n{start}\\n")
    program.chmod(0o755)
"""
"""``venv`` itself, but with a pip that takes no seconds. The demo's test makes an environment with the real one."""
QUICK_PIP = """\
import sys
from pathlib import Path

packages = Path(__file__).parents[1]
if sys.argv[1] == "--version":
    print(f"pip 1 from {packages / 'pip'} (python 3)")
elif sys.argv[1] == "install" and sys.argv[-1] == ".":
    (packages / "nomflow.py").touch()
"""


def ran(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in os.environ if not name.startswith(("NOMFLOW_", "PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        command.split(), cwd=folder, env=kept | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the real script and nothing to install, whose environment is made already."""
    folder = tmp_path_factory.mktemp("clone")
    for name in ("scripts", "requirements", "quick"):
        (folder / name).mkdir()
    shutil.copy(ROOT / "scripts" / "environment", folder / "scripts")
    for kind in ("run", "dev"):
        (folder / "requirements" / f"{kind}.txt").touch()
    (folder / "quick" / "venv.py").write_text(QUICK_VENV)
    (folder / "quick" / "quick_pip.py").write_text(QUICK_PIP)
    made = environment(folder)
    assert made.returncode == 0, made.stderr
    return folder


def environment(clone: Path, **given: str) -> subprocess.CompletedProcess[str]:
    return ran("scripts/environment run", clone, PYTHONPATH=str(clone / "quick"), **given)


def interpreter_gone(venv: Path) -> None:
    """As after an upgrade of the system's Python."""
    for link in venv.glob("bin/python*"):
        link.unlink()
        link.symlink_to("/no/such/python")


def without_pip(venv: Path) -> None:
    """As where venv was stopped half-way, or there is no ensurepip."""
    for folder in venv.glob("lib/python*/site-packages/pip*"):
        shutil.rmtree(folder)


def stopped_while_installing(venv: Path) -> None:
    (venv / ".nomflow-unfinished").touch()


def moved(venv: Path) -> None:
    """As in a project folder that got another name: its programs still name the old place."""
    (elsewhere := venv.with_name("elsewhere")).mkdir(exist_ok=True)
    for program in venv.glob("bin/pip*"):
        program.write_text(program.read_text().replace(str(venv), str(elsewhere)))


@pytest.mark.parametrize("broken", [interpreter_gone, without_pip, stopped_while_installing, moved])
def test_a_broken_environment_is_made_again(clone: Path, broken: Callable[[Path], None]) -> None:
    broken(clone / ".venv")

    again = environment(clone)

    assert (again.returncode, "Making .venv again" in again.stderr) == (0, True), again.stderr
    assert list(clone.glob(".venv/lib/python*/site-packages/nomflow.py"))


def test_a_sound_environment_is_kept(clone: Path) -> None:
    (mine := clone / ".venv" / "mine").touch()

    again = environment(clone, PYTHON=sys.executable)

    assert (again.returncode, again.stderr) == (0, "")
    assert mine.exists()


def test_another_python_makes_another_environment(clone: Path, tmp_path: Path) -> None:
    """The other one is this one at another place, which is what tells two Pythons of one version apart."""
    version = "python{}.{}".format(*sys.version_info)
    for name in ("bin", "lib"):
        (tmp_path / name).mkdir()
    (tmp_path / "lib" / version).symlink_to(Path(sys.base_prefix, "lib", version))
    other = shutil.copy(Path(sys.base_prefix, "bin", version).resolve(), tmp_path / "bin" / version)

    again = environment(clone, PYTHON=str(other))

    assert (again.returncode, "Making .venv again" in again.stderr) == (0, True), again.stderr
    assert f"home = {tmp_path}" in (clone / ".venv" / "pyvenv.cfg").read_text()


def test_a_folder_that_is_no_environment_is_left_alone(clone: Path, tmp_path: Path) -> None:
    (letter := tmp_path / "letter.txt").write_text("Dear Ada")

    refused = environment(clone, NOMFLOW_VENV=str(tmp_path))

    assert (refused.returncode, "no virtual environment" in refused.stderr) == (2, True)
    assert letter.exists()


@pytest.mark.parametrize("python", ["/no/such/python", "too-old"])
def test_a_python_that_will_not_do_is_told_in_one_sentence(clone: Path, tmp_path: Path, python: str) -> None:
    (old := tmp_path / "too-old").write_text('#!/bin/sh\n[ "$1" != --version ] || echo Python 3.9.1\nexit 1\n')
    old.chmod(0o755)

    refused = environment(clone, PYTHON=str(tmp_path / python))

    assert refused.returncode == 2
    assert "Python 3.11 or newer" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_the_demo_runs_from_a_fresh_clone_and_any_folder(tmp_path: Path) -> None:
    """The README's first command, with everything it installs."""
    shutil.copytree(ROOT, tmp_path / "clone", ignore=shutil.ignore_patterns(*LEFT_BEHIND))

    shown = ran("clone/scripts/demo --out sample", tmp_path)

    assert shown.returncode == 0, shown.stderr
    assert (tmp_path / "sample" / "site" / "index.html").is_file()
