#!/usr/bin/env python3
"""Converts past elections to snapshots and replays them: ``python benchmarks/replay/run.py CORPUS OUT``.

CORPUS is a folder with public data of past elections (none of it is in this repository); OUT is written to.
docs/replay.md shows and discusses the tables.
"""

import sys
from pathlib import Path

import kubernetes
import nixos
import opentelemetry

from nomflow.cli import main


def run(corpus: Path, out: Path) -> None:
    nixos.convert(corpus, out / "nixos-2025")
    opentelemetry.convert(corpus, out / "opentelemetry")
    kubernetes.convert(corpus, out / "kubernetes", any_employer=False)
    kubernetes.convert(corpus, out / "kubernetes-any-employer", any_employer=True)
    for name in ("nixos-2025", "opentelemetry", "kubernetes", "kubernetes-any-employer"):
        folder = out / name
        print(f"\n## {name}\n", flush=True)
        main(
            [
                *("replay", str(folder / "snapshots"), "--config", str(folder / "nomflow.yml")),
                *("--outcomes", str(folder / "known.csv")),
            ]
        )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    run(Path(sys.argv[1]), Path(sys.argv[2]))
