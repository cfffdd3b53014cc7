"""Whether words say that the text at hand was reviewed, and not patches, ideas or a campaign."""

from __future__ import annotations

from functools import lru_cache

from nomflow.core.acknowledgements.word_lists import pattern

_WORD = "[^,;:/|&+…'NG-]"
_FREE = "(?=$|[,;:/|&+…NG-]|<function|review|release|join|for|who|the|my|this|of|ly|ed|it-thing>)"
"""Nothing follows that could be the noun to which the word before belongs."""
_THIS = (
    f"<this>(?:(?!<thing|function-text>){_WORD}){{0,3}}?"
    "(?:<text-thing>(?!'|<thing|text>)|<draft>(?!')|<text|draft>'<part|draft|language>)"
)
_BARE = f"<this>(?!'){_FREE}"
_OWN = (
    f"(?:<my>(?:(?!<thing|function|review|this>){_WORD}){{0,2}}?<own_text>|<the>(?:(?!<thing|function|review|this>){_WORD}){{0,2}}?"
    f"<own_text-others_text>)(?:{_FREE}|(?=<text>))"
)
_HEAD = "(?:<draft>|<early><version>|<version>(?=<of>))"
_SOFT = f"<this>{_WORD}{{0,2}}?<soft_text>{_FREE}"
_WHOLE = f"(?:{_THIS}|{_BARE}|{_SOFT}|{_OWN}|<it>|{_HEAD})"
_DRAFT = (
    f"(?:(?!<thing|join|authoring|review|fixing|for|who|thanks|about|giving|participle|with>){_WORD}){{0,5}}?{_HEAD}"
    f"(?:<of>{_WHOLE}|<version>(?:<of>{_WHOLE}|(?!<of>){_FREE})|(?=<text>)|(?!<of>){_FREE}|(?=<for>(?!<the|my|this>)))"
)
_TEXT = f"({_DRAFT})|({_THIS}|{_OWN}|<before>.{{0,3}}?<release>|(?<!<the>)<text>(?=<strong>))|{_BARE}"
_TURN = "(?:;|:|<turn>|<for><ing>|[,&<join>]<ing-review>)"
_OBJECT = f"(?!<i>)(?:(?![DTt]|<review|fixing|thing|during>|{_TURN}).){{0,13}}?"
_NOT_DENIED = "(?<!<deny|modal>)(?<!<deny|modal>[^,;:-])(?<!<deny|modal>[^,;:-].)"
_PROOF = f"{_NOT_DENIED}(?:<proof>|<proof_first><review>)(?:$|[^<thing|of|my|the|this>NGDTt]|<of>[DTt])"
_REVIEW = "|".join(
    (
        f"{_NOT_DENIED}(?:<review|fixing|reviewer>(?!(?<=<reviewer-review>)<on>){_OBJECT}[DTt]|<fixing>{_OBJECT}<language>)",
        f"[DTt][^;:]{{0,14}}?{_NOT_DENIED}(?:<strong>|<giving>.{{0,6}}?<given>)(?:$|(?!<of|the|my|this>)[^wNGDTt])",
        "<giving>[DTt].{0,4}?<given>|(?:<about>|<help><with>)D",
    )
)
"""A word of reviewing and its object, the text; or the text and what was done to it."""


@lru_cache(maxsize=64)
def _marked(signs: str) -> str:
    """The signs with each mention of the text at hand as one sign: D for a draft, t for "this" alone, T."""
    return pattern(_TEXT).sub(lambda found: "D" if found[1] else "T" if found[2] else "t", signs)


def names_text(signs: str, *, bare: bool = False) -> bool:
    """Whether the text at hand is named: "this statement", "drafts", with ``bare`` also "this" alone."""
    marked = _marked(signs)
    return "T" in marked or "D" in marked or (bare and "t" in marked)


def names_review(signs: str) -> bool:
    """Whether the words say that the text at hand, named as such, was reviewed."""
    return bool(pattern(_REVIEW).search(_marked(signs)))


def says_reviewed(signs: str) -> bool:
    """As ``names_review``, or a word that needs no object: "for proofreading". For thanks."""
    return names_review(signs) or bool(pattern(_PROOF).search(_marked(signs)))


def only_reviewed(signs: str) -> bool:
    """Whether a reason has no object at all: "for reviewing", "for their kind review"."""
    little = "[<function|auxiliary|for|join|this|my|the|review|ly>,]*"
    return bool(pattern(f"{little}<strong-many>[<join|for|it>,]*").fullmatch(signs))
