"""Prints the processor time of the worst inputs of each parser from 15 to 240 kB, and how it grows:
``python benchmarks/worst.py [WORD OF AN INPUT …]``. ``scripts/bench worst`` publishes those that are accepted.

The least time of five counts, of three where it takes long. The slope is that of the last four sizes that are accepted.
Ends with 1 where something that is accepted takes more than 2 seconds, or grows faster than by the power of 1.2 once it
takes more than a fifth of a second: below that the processor's caches tell more than the way of working. What is
refused may take what it takes to find that out.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from made import write_ours
from measure import NOMFLOW, Cost, run

from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse, sections
from nomflow.core.snapshot.picture import look
from nomflow.core.thread.body import Match, Phrase, read_body
from nomflow.core.yaml.tree import parse as parse_yaml

SIZES = (15_000, 30_000, 60_000, 120_000, 240_000)
MARKDOWN = (
    *(
        "[",
        "![",
        "[a](",
        "![a][b]",
        "[a][b] ",
        "[[[]]] ",
        "*a **b",
        "*a_ ",
        "a**bc* ",
        "~a~~b",
        "`a` ",
        "&amp;",
        "<",
        "\\",
    ),
    *(
        "|a|\n|-|\n|b|\n\n",
        "|a|b|c|\n",
        "https://a.b/ ",
        "www.a.b ",
        "<https://a.b> ",
        "a{n}@b.cc\n\n",
        "a@",
        "[a{n}]: x\n",
    ),
    *(
        "[a{n}]: https://e.org/{n} 'title'\n",
        "# a\n",
        "## a b\n\n",
        "a\n-\n",
        "- a\n",
        "- [ ] a\n",
        "> a\n\n",
        "<!-- ",
        "<b>x</b> ",
    ),
    *(
        "<!-- x -->\n\n",
        "[^{n}]\n\n[^{n}]: x\n\n",
        "**a**\n\n",
        "![](a.png) ",
        "---\n\n",
        "<<<<<<< a\n=======\n>>>>>>> b\n",
    ),
    *("<li>", "<!--", "<?", '<a x="', "- a\n  - b\n    - c\n", "<p>", "#", "[]()", "# [](#)\n", "é[ü](ö) "),
)
DEFINED = ("![a][b]", "[a][b] ", "[b] ", "![b] ")
YAML = ("[", "{", "- ", "a: b\n", "a{n}: b\n", "- a: b\n", "'", '"', "&a ", "!!", "# x\n", "? ")
BODY = ("/endorse\n", "`", "> a\n", "<!-- -->", "[a](b)", "a\n\n", "/endorce ", "    x\n", "I support ", "+1 (", "<s>")
BYTES = (b"\xff\xd8\xff", b"\xff\xd8" + b"\xff" * 50, b"RIFF", b"\xff\xe0\x00\x02", b"<svg")


def costs() -> Iterator[tuple[Cost, str]]:
    """What it costs to publish each of the Markdown texts that is accepted at the largest size."""
    shapes = [(unit, "") for unit in MARKDOWN] + [(unit, "\n\n[b]: x\n") for unit in DEFINED]
    for unit, end in shapes:
        text = of_size(unit, SIZES[-1]) + end
        if parse(text, "x.md").refused:
            continue
        with TemporaryDirectory() as folder:
            write_ours(Path(folder, "ours"), [text])
            yield run([*NOMFLOW, "publish", f"{folder}/ours", "--out", f"{folder}/site"]), repr(unit + end)


def markdown(text: str) -> bool:
    document = parse(text, "x.md")
    sections(document)
    to_html(document)
    return document.refused is None


def yaml(text: str) -> bool:
    return not parse_yaml(text, "x.yml").findings


def body(text: str) -> bool:
    read_body(text, (Phrase("/endorse", Match.ANYWHERE), Phrase("I support", Match.START)))
    return True


def of_size(unit: str, size: int) -> str:
    if "{n}" in unit:
        return "".join(unit.replace("{n}", str(number)) for number in range(size // len(unit)))
    return unit * (size // len(unit))


def timed(work: Callable[[], bool]) -> tuple[float, bool]:
    least, accepted = 1e9, False
    for again in range(5):
        began = process_time()
        accepted = work()
        least = min(least, process_time() - began)
        if again >= 2 and least > 0.1:
            break
    return least, accepted


def main() -> int:
    cases: list[tuple[str, str, Callable[[int], Callable[[], bool]]]] = []
    for name, units, parser in (("markdown", MARKDOWN, markdown), ("yaml", YAML, yaml), ("comment", BODY, body)):
        cases += [(name, repr(unit), lambda size, u=unit, p=parser: lambda: p(of_size(u, size))) for unit in units]
    cases += [
        ("markdown", f"{u!r} defined", lambda size, u=u: lambda: markdown(of_size(u, size) + "\n\n[b]: x\n"))
        for u in DEFINED
    ]
    cases += [("picture", repr(u), lambda size, u=u: lambda: look(u * (size // len(u))) is not None) for u in BYTES]
    bad = 0
    for kind, name, make in cases:
        if not all(word in name for word in sys.argv[1:]):
            continue
        found = [timed(make(size)) for size in SIZES]
        taken = [seconds for seconds, accepted in found if accepted][-4:]
        slope = log2(taken[-1] / taken[0]) / (len(taken) - 1) if len(taken) > 1 and taken[0] else 0.0
        slow = bool(taken) and (taken[-1] > 2 or (slope > 1.2 and taken[-1] > 0.2))
        bad += slow
        shown = " ".join(f"{seconds:6.2f}{' ' if accepted else 'r'}" for seconds, accepted in found)
        print(f"{kind:9} {name[:46]:46} {shown} {slope:5.2f}{'  SLOW' if slow else ''}", flush=True)
    print(f"{len(cases)} inputs, {bad} too slow (r: refused)")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
