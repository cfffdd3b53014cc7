"""A name in several scripts: each run that reads in one direction stays together.

https://www.unicode.org/reports/tr9/ and https://www.w3.org/International/articles/inline-bidi-markup/
"""

from __future__ import annotations

import unicodedata
from itertools import groupby

from markupsafe import Markup, escape

_RIGHT_TO_LEFT = ("R", "AL")


def runs(name: str) -> Markup:
    """The name, with every run of words in one direction isolated where there are several."""
    words = name.split(" ")
    directions: list[str] = []
    for word in words:
        directions.append(_direction(word) or (directions[-1] if directions else ""))
    if len({each for each in directions if each}) < 2:
        return escape(name)
    pairs = groupby(zip(directions, words, strict=True), key=lambda pair: pair[0])
    isolated = (Markup("<bdi>{}</bdi>").format(" ".join(word for _, word in run)) for _, run in pairs)
    return Markup(" ").join(isolated)


def _direction(word: str) -> str:
    """That of the first letter that has one."""
    for char in word:
        kind = unicodedata.bidirectional(char)
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            return "ltr" if kind == "L" else "rtl"
    return ""
