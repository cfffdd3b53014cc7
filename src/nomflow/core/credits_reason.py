"""Whether a reason is about reviewing the text at hand, and not about patches, ideas or support."""

from __future__ import annotations

from nomflow.core import credits_words as w
from nomflow.core.credits_names import Tokens
from nomflow.core.credits_tokens import Kind, Token

_REACH = 14
"""How many words after a word of reviewing its object may stand."""

_DETERMINERS = w.ARTICLES | w.POSSESSIVES | w.DEMONSTRATIVES
_ABOUT = frozenset({"on", "through", "over", "with", "auf", "zu", "sur", "sobre"})
_FREE = w.FUNCTION | w.REVIEW
_NO_DRAFT = w.THINGS | w.JOINS | w.AUTHORING | (w.CONNECTORS - w.ARTICLES - w.OF)


def flat(tokens: Tokens) -> list[Token]:
    """The tokens with what stands in round brackets beside them, and signs kept."""
    found: list[Token] = []
    for token in tokens:
        found.extend(token.inside if token.kind is Kind.NOTE else (token,))
    return found


def is_review(tokens: Tokens, *, strict: bool = False, bare: bool = True) -> bool:
    """Whether these words say that the text was reviewed.

    ``strict``: nobody is thanked, so that the text itself must be named ("this statement", "drafts of this").
    ``bare``: "this" alone may be the text.
    """
    words = flat(tokens)
    reason = _Reason(words, strict=strict, bare=bare)
    return any(reason.reviews(at) for at in range(len(words)))


def names_text(tokens: Tokens, *, bare: bool) -> bool:
    """Whether the text at hand is named anywhere in these words."""
    reason = _Reason(flat(tokens), strict=True, bare=bare)
    return any(reason.is_text(at) for at in range(len(reason.words)))


def is_only_review(tokens: Tokens) -> bool:
    """ "for reviewing", "for their kind reviews": no object at all."""
    keys = [token.key for token in tokens if token.kind is Kind.WORD]
    if "reviews" in keys and "early" not in keys:
        return False
    return any(key in w.STRONG_REVIEW for key in keys) and all(
        key in w.STRONG_REVIEW or key in w.FUNCTION or key in w.AUXILIARIES or key in w.REVIEW for key in keys
    )


class _Reason:
    """The words of one reason, asked from every side."""

    def __init__(self, words: Tokens, *, strict: bool, bare: bool) -> None:
        self.words, self.strict, self.bare = words, strict, bare

    def reviews(self, at: int) -> bool:
        key = self.words[at].key
        if self._is_denied(at):
            return False
        if (
            key in _ABOUT
            and not self.strict
            and (key != "with" or self._key(at - 1) in ("help", "assistance", "patience"))
        ):
            return self._is_draft_phrase(at + 1)
        if key in w.REVIEW or key in w.FIXING:
            if self._is_proofreading(at) and not self.strict and self._needs_no_object(at):
                return True
            if self._has_object(at):
                return True
            return key in w.STRONG_REVIEW and self._object_before(at)
        return key in w.REVIEWER_NOUNS and self._has_object(at)

    def _is_denied(self, at: int) -> bool:
        """ "for not reading this", "who will review this"."""
        for spot in range(at - 1, max(at - 4, -1), -1):
            token = self.words[spot]
            if token.kind is Kind.SIGN or token.key in ("for", "who"):
                return False
            if token.key in w.NEGATIONS and self._key(spot + 1) not in ("only", "just"):
                return True
            if token.key in w.MODALS and token.text.islower():
                return True
        return False

    def _is_proofreading(self, at: int) -> bool:
        return self._key(at) in w.PROOFREADING or (self._key(at - 1), self._key(at)) in (
            ("proof", "reading"),
            ("beta", "reading"),
            ("copy", "editing"),
            ("line", "editing"),
        )

    def _needs_no_object(self, at: int) -> bool:
        """ "for proofreading" and "PEP proofreading" say enough; "for proofreading my thesis" is about a thesis."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is None or following.kind is Kind.SIGN:
            return True
        if following.key in w.OF and at + 2 < len(self.words):
            return self.is_text(at + 2)
        if following.key in _DETERMINERS or following.key in ("his", "her", "their", "all"):
            return self._has_object(at)
        return following.key not in w.THINGS and not following.text[:1].isupper()

    def _object_before(self, at: int) -> bool:
        """ "for sponsoring this proposal and providing review feedback"."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following and following.kind is Kind.WORD and following.key not in _FREE:
            return False
        if following and (following.key in w.OF or following.key in _DETERMINERS):
            return False
        return any(self.is_text(spot) for spot in range(max(0, at - _REACH), at))

    def _has_object(self, at: int) -> bool:
        """Whether the object of the word at ``at`` is the text."""
        fixing = self.words[at].key in w.FIXING
        for spot in range(at + 1, min(at + 1 + _REACH, len(self.words))):
            token = self.words[spot]
            if fixing and token.key in w.LANGUAGE:
                return True
            if token.key in w.REVIEW or token.key in w.FIXING:
                return False  # it is asked in its own turn
            if self.is_text(spot):
                return not (token.key not in w.DRAFTS and self._is_event(at, spot))
            if token.key in w.THINGS or self._turns(spot):
                return False
        return False

    def _turns(self, at: int) -> bool:
        """Whether another deed begins here: "and supporting …", "for inspiring …"."""
        token = self.words[at]
        if token.kind is Kind.SIGN and token.text in (";", ":"):
            return True
        if token.key in ("while", "when", "who", "because") or (
            token.key == "for" and at + 1 < len(self.words) and self.words[at + 1].key.endswith("ing")
        ):
            return True
        if token.key in ("i", "we", "they") and self._key(at - 1) in w.REVIEW:
            return True
        joined = at and (
            self.words[at - 1].key in w.JOINS or self.words[at - 1].text in ",&" or self.words[at - 1].key == "also"
        )
        return bool(joined and token.key.endswith("ing") and token.key not in ("interesting", "amazing"))

    def _is_event(self, at: int, spot: int) -> bool:
        """ "feedback during this nomination" is about the campaign."""
        nouns = any(token.key in w.EVENTS for token in self.words[spot : spot + 3])
        return nouns and any(
            token.key in ("during", "throughout", "in", "behind", "with", "through") for token in self.words[at:spot]
        )

    def _key(self, at: int) -> str:
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def _is_free(self, at: int) -> bool:
        """Whether nothing follows at ``at`` that could be the noun belonging to the word before."""
        if at >= len(self.words) or self.words[at].kind is not Kind.WORD:
            return True
        key = self.words[at].key
        return key in _FREE or key in w.BEFORE_RELEASE or (key.endswith("ly") and len(key) > 4)

    def is_text(self, at: int) -> bool:
        """Whether the words from ``at`` on name the text at hand or a draft of it."""
        if self._is_draft_phrase(at):
            return True
        key = self._key(at)
        if key in w.DEMONSTRATIVES:
            return self._is_this(at)
        if key in w.POSSESSIVES or key in w.ARTICLES:
            return self._is_own(at)
        if key in w.TEXTS and self._key(at + 1) in w.STRONG_REVIEW:
            return True
        return key in w.BEFORE_RELEASE and any(
            self._key(spot) in ("before", "prior", "ahead", "pre") for spot in range(at - 4, at)
        )

    def _is_draft_phrase(self, at: int) -> bool:
        """ "(early) drafts", "a draft of this post", "an earlier version of this text"; not "a draft of the budget"."""
        spot = at
        while spot < at + 6 and not self._heads_draft(spot):
            if spot >= len(self.words) or self.words[spot].kind is not Kind.WORD or self._key(spot) in _NO_DRAFT:
                return False
            spot += 1
        if spot == at + 6:
            return False
        key, following = self._key(spot), self._key(spot + 1)
        if following in w.OF and not (following in ("for", "to", "a", "für") and not self._is_determined(spot + 2)):
            return self._is_whole(spot + 2)
        if key in w.VERSIONS:
            return self._key(spot - 1) in w.EARLY and self._is_free(spot + 1)
        if following in w.VERSIONS:
            after = self._key(spot + 2)
            return self._is_whole(spot + 3) if after in w.OF else self._is_free(spot + 2)
        return following in w.TEXTS or self._is_free(spot + 1)

    def _is_determined(self, at: int) -> bool:
        return self._key(at) in _DETERMINERS

    def _heads_draft(self, at: int) -> bool:
        key = self._key(at)
        return key in w.DRAFTS or (key in w.VERSIONS and (self._key(at + 1) in w.OF or self._key(at - 1) in w.EARLY))

    def _is_whole(self, at: int) -> bool:
        """What "a draft of" may be followed by."""
        key = self._key(at)
        if key in w.DEMONSTRATIVES:
            return self._is_this(at, soft=True)
        if key in w.POSSESSIVES or key in w.ARTICLES:
            return self._is_own(at)
        return key in ("it", "them", "him") or self._heads_draft(at)

    def _is_this(self, at: int, *, soft: bool = False) -> bool:
        """ "this", "this post", "this nomination statement", "this statement's wording"; not "this patch set"."""
        for spot in range(at + 1, at + 5):
            key = self._key(spot)
            if key in w.THINGS:
                return False
            if key in w.TEXTS or key in w.DRAFTS or (soft and key in w.SOFT_TEXTS):
                following = self._key(spot + 1)
                if self.words[spot].owns:
                    return following in w.PARTS or following in w.DRAFTS or following in w.LANGUAGE
                return (following not in w.THINGS and following not in w.TEXTS) or self._is_this(spot)
            if self._is_free(spot):
                break
        return (self.bare or soft) and self._is_free(at + 1) and not self.words[at].owns

    def _is_own(self, at: int) -> bool:
        """ "my statement", "the text"; not "the design document"."""
        for spot in range(at + 1, at + 4):
            key = self._key(spot)
            if key in w.THINGS or not key:
                return False
            if key in w.OWN_TEXTS and (key not in w.TEXTS_OF_OTHERS or self._key(at) not in w.ARTICLES):
                return self._is_free(spot + 1) or self._key(spot + 1) in w.TEXTS
        return False
