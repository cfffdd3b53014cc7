"""Thanks to reviewers in Chinese and Japanese, which part no words: ``感谢张伟审阅本文``.

A name is what stands between two words of the lists in ``words/spaceless.toml``. Without the text as the object a
remark is unsure ("感谢张伟提出的意见").
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from msgspec import Struct

_LATIN = r"@?[^\W\d_㐀-鿿ぁ-ヿ][^\W㐀-鿿ぁ-ヿ]{0,30}(?:[ .'’-]{1,2}[^\W\d_㐀-鿿ぁ-ヿ][^\W㐀-鿿ぁ-ヿ]{0,30}){0,4}"
_ENDS = r"(?=\s*(?:$|[。！!；;，,.?？）)]))"


class SpacelessName(Struct, frozen=True, kw_only=True):
    """Who is thanked, from ``start`` to ``end`` of the text. ``group``: nobody by name, such as "everybody"."""

    start: int
    end: int
    sure: bool
    group: bool


def spaceless_names(text: str) -> Iterator[SpacelessName]:
    """Whom a text thanks for a review. Never raises; time is linear in the length."""
    for pattern, name, nobody in _languages():
        for found in pattern.finditer(text):
            names = found.lastgroup or ""  # the one group that a sentence has
            for each in name.finditer(text, *found.span(names)):
                who = each["name"].strip()
                start = each.start("name") + each["name"].index(who)
                yield SpacelessName(start=start, end=start + len(who), sure=names != "unsure", group=who in nobody)


@cache
def _languages() -> tuple[tuple[re.Pattern[str], re.Pattern[str], frozenset[str]], ...]:
    """For each language: a sentence of thanks, a name within its names, and words that are no name."""
    lists = tomllib.loads(files("nomflow").joinpath("words", "spaceless.toml").read_text(encoding="utf-8"))
    chinese, japanese = ({name: _either(words) for name, words in lists[tag].items()} for tag in ("zh", "ja"))
    return (
        (*_chinese(**chinese), frozenset(lists["zh"]["nobody"].split())),
        (*_japanese(**japanese), frozenset(lists["ja"]["nobody"].split())),
    )


def _chinese(**w: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    han = rf"(?:{_LATIN}|[㐀-鿿]{{2,4}}?(?:·[㐀-鿿]{{1,6}})?)"
    names = rf"\s*{han}(?:\s*{w['join']}\s*{han}){{0,30}}\s*"
    own = rf"{w['this']}{{0,2}}{w['kind']}{{0,2}}(?:{w['draft']}|{w['text']}(?:的?{w['draft']})?)"
    whole = rf"(?:{own}|{w['this']}{_ENDS})"
    done = (
        rf"{w['helping']}{{0,4}}\s*(?:{w['review']}[了过過]?\s*(?:{whole}|{_ENDS})|{w['reading']}[了过過]?\s*{whole})"
    )
    about = rf"{w['about']}\s*{own}\s*[^。！!；;，,]{{0,8}}?(?:{w['review']}|{w['remarks']})"
    sentence = (
        rf"{w['thanks']}[了您]?(?P<a>{names})(?:{done}|{about})"
        rf"|{own}已?(?<!未){w['passive']}(?P<b>{names}){w['helping']}{{0,2}}{w['review']}"
        rf"|{w['thanks']}(?:以下|下列)[^。：:]{{0,12}}?{w['review']}[^。：:]{{0,12}}[:：](?P<c>{names})"
        rf"|(?:^|(?<=\n)){w['label']}\s*[:：](?P<d>{names})$"
        rf"|{w['thanks']}(?P<unsure>{names}){w['giving']}[^。！!；;，,]{{0,6}}?{w['remarks']}"
    )
    return re.compile(sentence), re.compile(rf"(?:{w['join']}\s*)?(?P<name>{han})(?=\s*(?:{w['join']}|$))")


def _japanese(**w: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    name = rf"(?P<name>{_LATIN}|[㐀-鿿々ァ-ヺー]{{1,10}})\s?"
    one = name.replace("?P<name>", "?:") + w["honorific"]
    names = rf"{one}(?:\s*{w['join']}\s*{one}){{0,30}}"
    own = rf"(?:{w['this']})?(?:{w['draft']}|{w['text']}(?:の{w['draft']})?)"
    sentence = (
        rf"(?P<a>{names})(?:に|から)は?、?(?:{own}[のをに])?{w['review']}(?:を|して|をして)?{w['received']}"
        rf"|{own}(?:を|の|に|へ)(?:{w['review']}(?:を?して)?|{w['reading']}){w['received']}(?:った|いた|た)(?P<b>{names})"
        rf"|(?P<c>{names})[、に]?\s*(?:{own}の)?{w['review']}(?:を|に|、)?[^。]{{0,10}}?{w['thanks']}"
        rf"|(?P<d>{names})の{w['review']}に[^。]{{0,6}}?{w['thanks']}"
        rf"|(?P<unsure>{names})の{w['remarks']}に[^。]{{0,6}}?{w['thanks']}"
    )
    return re.compile(sentence), re.compile(name + w["honorific"])


def _either(words: str) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words.split(), key=len, reverse=True)))})"
