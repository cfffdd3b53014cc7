"""The input of the benchmarks: invented statements as folders of ours, of Hugo's and of Eleventy's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

CONFIG = """\
organisation: Example Cooperative
elections:
  - id: 2026-board
    title: Board election 2026
    seats: 9
    nominations: {venue: mail}
    statement: {path: "nominations/{election}/{handle}.md"}
    windows:
      nominations: {opens: 2026-07-01, closes: 2026-07-31}
      voting: {opens: 2026-10-10, closes: 2026-10-24}
"""
SAID = (
    "members work budget handbook meeting year release bridge mentor project write plan community vote board people "
    "open code docs help guide question public list time trust care teach build learn small change share rule"
)
WORDS = SAID.split()


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
        if random.random() < 0.3:
            parts.append(f"Thanks to @reviewer-{number % 90} for reviewing this statement.")
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
ELEVENTY = """export default function (config) {
  config.addTemplateFormats("md");
  return { markdownTemplateEngine: false, dir: { input: "content", includes: "../_includes", output: "site" } };
}
"""
ELEVENTY_LAYOUT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><p>{{ affiliation }}</p><p>{{ summary }}</p>{{ content }}</body></html>"""


def write_hugo(folder: Path, bodies: Sequence[str]) -> None:
    """The same as a Hugo site, with a theme as small as can be."""
    _write(folder, {"hugo.toml": HUGO, **{f"layouts/{name}": text for name, text in LAYOUTS.items()}})
    for number, body in enumerate(bodies):
        text = statement(number, body.replace("{{", "{ {")).replace("name: ", "title: ", 1)
        _write(folder, {f"content/candidates/person-{number:05}.md": text})


def write_eleventy(folder: Path, bodies: Sequence[str]) -> None:
    """The pages alone as an Eleventy site, without index, JSON and feed."""
    _write(folder, {"eleventy.config.mjs": ELEVENTY, "_includes/page.njk": ELEVENTY_LAYOUT})
    for number, body in enumerate(bodies):
        text = statement(number, body).replace("name: ", "layout: page.njk\ntitle: ", 1)
        _write(folder, {f"content/person-{number:05}.md": text})


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
