"""Names after "by" and "from": "This text was reviewed by …", "I got feedback on drafts from …"."""

from __future__ import annotations

from collections.abc import Iterator

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements.names import Tokens
from nomflow.core.acknowledgements.reason import first_text, is_review
from nomflow.core.acknowledgements.tokens import Kind

_NOUNS = frozenset({"review", "proofreading", "editing", "copyediting", "copy-editing"})
_BEFORE = frozenset({"in", "with", "for", "to", "about", "since", "from", "of", "like", "as"})
_LINKS = frozenset({"that", "which", "who", "because", "describes", "explains"})
_TRIES = 3
"""How many places of a sentence are looked at; a real one has one."""


def named_by(tokens: Tokens, *, alone: bool, first: bool) -> Iterator[tuple[int, bool]]:
    """Where names of reviewers begin, and whether nothing but names may follow.

    ``alone``: the sentence is all of its block; ``first``: it begins its block.
    """
    text = first_text(tokens, bare=alone)
    if text and tokens[text - 1].key in _BEFORE:
        text = len(tokens)
    found = 0
    for at, token in enumerate(tokens):
        start, whole = 0, False
        if token.key in r.PARTICIPLES and (by := _by_after(tokens, at)):
            if _is_said_of(tokens, text, at):
                start = by
            elif first and at <= 1 and _are_participles(tokens[at : by - 1]):
                start, whole = by, True
        elif token.key == "from" or token.key in r.BY:
            whole = alone and 0 < at < 4 and tokens[at - 1].key in _NOUNS
            start = at + 1 if whole or _received(tokens, at, text) or _is_german(tokens, at, text) else 0
        if start:
            yield start, whole
            found += 1
        if found == _TRIES:
            return


def _by_after(tokens: Tokens, at: int) -> int:
    """The index after the "by" that follows a participle."""
    for spot in range(at + 1, min(at + 8, len(tokens))):
        if tokens[spot].key in r.BY:
            return spot + 1
        if tokens[spot].text[:1].isupper():
            return 0
    return 0


def _is_said_of(tokens: Tokens, text: int, at: int) -> bool:
    """Whether the participle at ``at`` is about the text: "this post was …", "this post, …", "drafts …"."""
    if text >= at or any(token.key in _LINKS for token in tokens[text:at]):
        return False
    near = tokens[max(text, at - 5) : at]
    if any(token.key in r.BEING or token.text == "," for token in near):
        return True
    return near[-1].key in r.TEXTS or near[-1].key in r.DRAFTS


def _are_participles(words: Tokens) -> bool:
    """Whether a participle and what may stand before "by": "reviewed and edited", "reviewed with care"."""
    return all(token.text[:1].islower() and token.key not in r.DETERMINERS for token in words[1:])


def _is_german(tokens: Tokens, at: int, text: int) -> bool:
    """The verb comes last: "Dieser Text wurde von Ada gelesen"."""
    return tokens[at].key == "von" and text < at and any(token.key in r.PARTICIPLES for token in tokens[at : at + 40])


def _received(tokens: Tokens, at: int, text: int) -> bool:
    """Whether the words before "from" say that the text got feedback."""
    start = at
    while start > 0 and at - start < 16 and tokens[start - 1].kind is Kind.WORD:
        if not tokens[start - 1].text[:1].islower() and tokens[start - 1].key not in r.TEXTS:
            break
        start -= 1
    words = tokens[start:at]
    if not any(token.key in r.RECEIVED for token in words) or any(token.key in r.MODALS for token in words):
        return False
    if is_review(words, strict=True, bare=False):
        return True
    return text < at and any(token.key in r.BENEFITS for token in words)
