"""What officers rule where something is in doubt: ``WHAT`` and ``REASON`` of ``/nomflow rule WHAT REASON``.

A ruling settles a doubt. It never overturns what is proven, nor anybody's clear word.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Text, say
from nomflow.core.basics.login import same_login
from nomflow.core.snapshot.snapshot import Account, Ruling


class RuleKind(StrEnum):
    """What is ruled. The value is the word to write."""

    VERSION = "version"
    COUNTS = "counts"
    DOES_NOT_COUNT = "does-not-count"
    ADMIT = "admit"
    WITHDRAWN = "withdrawn"
    NOT_WITHDRAWN = "not-withdrawn"


ABOUT_PERSON = (RuleKind.COUNTS, RuleKind.DOES_NOT_COUNT)
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_LOGIN = re.compile(r"@?([A-Za-z0-9](?:[A-Za-z0-9-]{0,38}))(?:\[bot\])?")


class Ruled(Struct, frozen=True, kw_only=True):
    """A ruling that was read. ``about`` is a commit or a login, where the kind needs one."""

    kind: RuleKind
    by: Account
    at: datetime
    why: str
    url: str = ""
    about: str = ""

    @property
    def words(self) -> str:
        """The ruling without its reason, as it is written."""
        return f"{self.kind} {self.about}".rstrip()

    def kept(self) -> Ruling:
        return Ruling(words=self.words, by=self.by, at=self.at, why=self.why, url=self.url)


def ruling_of(argument: str, by: Account, at: datetime, url: str) -> Ruled | Text:
    """The ruling in the words after ``/nomflow rule``, or what is wrong with them."""
    word, _, rest = argument.strip().partition(" ")
    try:
        kind = RuleKind(word.lower().rstrip(":,"))
    except ValueError:
        known = ", ".join(RuleKind)
        return say("There is no ruling “{word}”. Write one of these: {known}.", word=word[:40], known=known)
    about = ""
    if kind is RuleKind.VERSION or kind in ABOUT_PERSON:
        typed, _, rest = rest.strip().partition(" ")
        if kind is RuleKind.VERSION:
            about = typed.lower() if _COMMIT.fullmatch(typed.lower()) else ""
        elif found := _LOGIN.fullmatch(typed):
            about = found[1]
        if not about:
            told = "Say whom it is about: `/nomflow rule {kind} LOGIN REASON`."
            if kind is RuleKind.VERSION:
                told = "Say which commit stood, with seven characters or more: `/nomflow rule version COMMIT REASON`."
            return say(told, kind=kind.value)
    if kind in ABOUT_PERSON and same_login(about, by.login):
        return say("Officers do not rule whether they count themselves. Please ask another officer.")
    why = rest.strip().lstrip(":–—- ").strip()
    if not why:
        return say("A ruling needs a reason that everybody can read: `/nomflow rule {word} … REASON`.", word=kind.value)
    return Ruled(kind=kind, by=by, at=at, why=why, url=url, about=about)


def ruled_of(kept: Ruling) -> Ruled | Text:
    """A ruling of a saved snapshot, or of a correction."""
    return ruling_of(f"{kept.words} {kept.why}", kept.by, kept.at, kept.url)
