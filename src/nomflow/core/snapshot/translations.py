"""Translations of a statement: the nominee's own files beside it, such as ``ada.pt.md`` beside ``ada.md``."""

from __future__ import annotations

import re
from posixpath import basename, splitext

from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import Statement, field_text

#: Language, script and region of a BCP 47 tag: https://www.rfc-editor.org/rfc/rfc5646#section-2.1
_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
_SUFFIXES = (".md", ".markdown", ".mkd")


def translation_of(path: str) -> tuple[str, str] | None:
    """The path of the statement that a path is a translation of, if there is such a statement, and the language's tag
    in small letters; ``None`` for a name that no translation has."""
    stem, suffix = splitext(path)
    original, _, tag = stem.rpartition(".")
    if suffix.lower() not in _SUFFIXES or not basename(original) or not re.fullmatch(_TAG, tag):
        return None
    return original + suffix, tag.lower()


def is_translation(path: str, statement: str) -> bool:
    """Whether a path is that of a translation of a statement."""
    found = translation_of(path)
    return found is not None and found[0] == statement


def tag_of(translation: Statement) -> str:
    """The language that a translation's name says it is in."""
    found = translation_of(translation.path)
    return found[1] if found else ""


def language_of(snapshot: Snapshot) -> str:
    """The tag of the language that the statement is in: its own, the election's, or the site's. What is no tag, such as
    a language's name, is none of its own."""
    statement, election = snapshot.statement, snapshot.election
    typed = field_text(statement, election, "language") if statement else ""
    own = typed if re.fullmatch(_TAG, typed) else ""
    return own or election.statement.language or snapshot.config.site.all_languages[0]
