"""The style sheet: ours, the organisation's colours, and the rule that lets people choose whom to compare."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256

from nomflow.core.election.colour import Theme, palette
from nomflow.render.site.templates import source

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+")


@lru_cache(maxsize=8)
def style_sheet(theme: Theme) -> tuple[str, bytes]:
    """Its path, named after what is in it, and its bytes."""
    light, dark = palette(theme)
    tokens = f":root{{{_tokens(light)}}}@media screen and (prefers-color-scheme:dark){{:root{{{_tokens(dark)}}}}}"
    return _hashed("site", f"{tokens}{_small(source('site.css'))}")


@lru_cache(maxsize=64)
def choice_sheet(people: int) -> tuple[str, bytes]:
    """Hides, without a script, the columns of those who are not ticked. The same for every page with as many."""
    rules = (
        f'.cmp:has(#show-{number}:not(:checked)) [data-c="{number}"]{{display:none}}' for number in range(1, people + 1)
    )
    return _hashed("choose", "".join(rules))


def _tokens(tokens: dict[str, str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in tokens.items())


def _small(css: str) -> str:
    return _SPACE.sub(r"\1", re.sub(r"\s+", " ", _COMMENT.sub("", css))).replace(";}", "}").strip()


def _hashed(name: str, css: str) -> tuple[str, bytes]:
    data = css.encode() + b"\n"
    return f"assets/{name}.{sha256(data).hexdigest()[:12]}.css", data
