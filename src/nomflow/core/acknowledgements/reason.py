"""Whether a reason is about reviewing the text at hand, and not about patches, ideas or support."""

from __future__ import annotations

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements import thanks_words as w
from nomflow.core.acknowledgements.names import Tokens
from nomflow.core.acknowledgements.tokens import Kind, Token

_REACH = 14
"""How many words after a word of reviewing its object may stand."""

_ABOUT = frozenset({"on", "through", "over", "with", "auf", "zu", "sur", "sobre"})
_FREE = r.FUNCTION | r.REVIEW
_NO_DRAFT = r.THINGS | w.JOINS | r.AUTHORING | (w.CONNECTORS - r.ARTICLES - r.OF)


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


def first_text(tokens: Tokens, *, bare: bool) -> int:
    """Where the text at hand is first named among these words; beyond the last of them if nowhere."""
    reason = _Reason(tokens, strict=True, bare=bare)
    return next((at for at in range(len(tokens)) if reason.is_text(at)), len(tokens))


def is_only_review(tokens: Tokens) -> bool:
    """Whether a reason has no object at all: "for reviewing", "for their kind review"."""
    keys = [token.key for token in tokens if token.kind is Kind.WORD]
    if "reviews" in keys and "early" not in keys:
        return False
    return any(key in r.STRONG_REVIEW for key in keys) and all(
        key in r.STRONG_REVIEW or key in r.FUNCTION or key in r.AUXILIARIES or key in r.REVIEW for key in keys
    )


class _Reason:
    """The words of one reason, asked from every side."""

    def __init__(self, words: Tokens, *, strict: bool, bare: bool) -> None:
        self.words, self.strict, self.bare = words, strict, bare
        self.drafted = any(token.key in r.DRAFTS or token.key in r.VERSIONS for token in words)

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
        if key in r.REVIEW or key in r.FIXING:
            if self._is_proofreading(at) and not self.strict and self._needs_no_object(at):
                return True
            if self._has_object(at):
                return True
            given = key in r.GIVEN and any(self._key(spot) in r.GIVING for spot in range(max(0, at - _REACH), at))
            return (given or key in r.STRONG_REVIEW) and self._object_before(at)
        return key in r.REVIEWER_NOUNS and self._has_object(at)

    def _is_denied(self, at: int) -> bool:
        """Whether it did not happen, or not yet: "for not reading this", "who will review this"."""
        for spot in range(at - 1, max(at - 4, -1), -1):
            token = self.words[spot]
            if token.kind is Kind.SIGN or token.key in ("for", "who"):
                return False
            if token.key in r.NEGATIONS and self._key(spot + 1) not in ("only", "just"):
                return True
            if token.key in r.MODALS and token.text.islower():
                return True
        return False

    def _is_proofreading(self, at: int) -> bool:
        return self._key(at) in r.PROOFREADING or (self._key(at - 1), self._key(at)) in (
            ("proof", "reading"),
            ("beta", "reading"),
            ("copy", "editing"),
            ("line", "editing"),
        )

    def _needs_no_object(self, at: int) -> bool:
        """Whether the word says enough, as "for proofreading" does and "for proofreading my thesis" does not."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following is None or following.kind is Kind.SIGN:
            return True
        if following.key in r.OF and at + 2 < len(self.words):
            return self.is_text(at + 2)
        if following.key in r.DETERMINERS or following.key in ("his", "her", "their", "all"):
            return self._has_object(at)
        return following.key not in r.THINGS and not following.text[:1].isupper()

    def _object_before(self, at: int) -> bool:
        """Whether the text came before: "for sponsoring this proposal and providing review feedback"."""
        following = self.words[at + 1] if at + 1 < len(self.words) else None
        if following and following.kind is Kind.WORD and following.key not in _FREE:
            return False
        if following and (following.key in r.OF or following.key in r.DETERMINERS):
            return False
        return any(self.is_text(spot) for spot in range(max(0, at - _REACH), at))

    def _has_object(self, at: int) -> bool:
        """Whether the object of the word at ``at`` is the text."""
        fixing = self.words[at].key in r.FIXING
        for spot in range(at + 1, min(at + 1 + _REACH, len(self.words))):
            token = self.words[spot]
            if fixing and token.key in r.LANGUAGE:
                return True
            if token.key in r.REVIEW or token.key in r.FIXING:
                return False  # it is asked in its own turn
            if self.is_text(spot):
                return not (token.key not in r.DRAFTS and self._is_event(at, spot))
            if token.key in r.THINGS or self._turns(spot):
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
        if token.key in ("i", "we", "they") and self._key(at - 1) in r.REVIEW:
            return True
        joined = at and (
            self.words[at - 1].key in w.JOINS or self.words[at - 1].text in ",&" or self.words[at - 1].key == "also"
        )
        return bool(joined and token.key.endswith("ing") and token.key not in ("interesting", "amazing"))

    def _is_event(self, at: int, spot: int) -> bool:
        """Whether the campaign is meant and not the text, as in "feedback during this nomination"."""
        nouns = any(token.key in r.EVENTS for token in self.words[spot : spot + 3])
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
        return key in _FREE or key in r.BEFORE_RELEASE or (key.endswith("ly") and len(key) > 4)

    def is_text(self, at: int) -> bool:
        """Whether the words from ``at`` on name the text at hand or a draft of it."""
        if self._is_draft_phrase(at):
            return True
        key = self._key(at)
        if key in r.DEMONSTRATIVES:
            return self._is_this(at)
        if key in r.POSSESSIVES or key in r.ARTICLES:
            return self._is_own(at)
        if key in r.TEXTS and self._key(at + 1) in r.STRONG_REVIEW:
            return True
        return key in r.BEFORE_RELEASE and any(
            self._key(spot) in ("before", "prior", "ahead", "pre") for spot in range(at - 4, at)
        )

    def _is_draft_phrase(self, at: int) -> bool:
        """Drafts of the text: "early drafts", "an earlier version of this text"; not "a draft of the budget"."""
        if not self.drafted:
            return False
        spot = at
        while spot < at + 6 and not self._heads_draft(spot):
            if spot >= len(self.words) or self.words[spot].kind is not Kind.WORD or self._key(spot) in _NO_DRAFT:
                return False
            spot += 1
        if spot == at + 6:
            return False
        key, following = self._key(spot), self._key(spot + 1)
        if following in r.OF and not (following in ("for", "to", "a", "für") and not self._is_determined(spot + 2)):
            return self._is_whole(spot + 2)
        if key in r.VERSIONS:
            return self._key(spot - 1) in r.EARLY and self._is_free(spot + 1)
        if following in r.VERSIONS:
            after = self._key(spot + 2)
            return self._is_whole(spot + 3) if after in r.OF else self._is_free(spot + 2)
        verb = key.endswith("s") and following.endswith("ed")
        return following in r.TEXTS or verb or self._is_free(spot + 1)

    def _is_determined(self, at: int) -> bool:
        return self._key(at) in r.DETERMINERS

    def _heads_draft(self, at: int) -> bool:
        key = self._key(at)
        return key in r.DRAFTS or (key in r.VERSIONS and (self._key(at + 1) in r.OF or self._key(at - 1) in r.EARLY))

    def _is_whole(self, at: int) -> bool:
        """What "a draft of" may be followed by."""
        key = self._key(at)
        if key in r.DEMONSTRATIVES:
            return self._is_this(at, soft=True)
        if key in r.POSSESSIVES or key in r.ARTICLES:
            return self._is_own(at)
        return key in ("it", "them", "him") or self._heads_draft(at)

    def _is_this(self, at: int, *, soft: bool = False) -> bool:
        """The text: "this", "this nomination statement", "this statement's wording"; not "this patch set"."""
        for spot in range(at + 1, at + 5):
            key = self._key(spot)
            if key in r.THINGS:
                return False
            if key in r.TEXTS or key in r.DRAFTS or (soft and key in r.SOFT_TEXTS):
                following = self._key(spot + 1)
                if self.words[spot].owns:
                    return following in r.PARTS or following in r.DRAFTS or following in r.LANGUAGE
                return (following not in r.THINGS and following not in r.TEXTS) or self._is_this(spot)
            if self._is_free(spot) or (spot < len(self.words) and self.words[spot].owns):
                break
        return (self.bare or soft) and self._is_free(at + 1) and not self.words[at].owns

    def _is_own(self, at: int) -> bool:
        """The text: "my statement", "the post"; not "the design document"."""
        for spot in range(at + 1, at + 4):
            key = self._key(spot)
            if key in r.THINGS or not key:
                return False
            if key in r.OWN_TEXTS and (key not in r.TEXTS_OF_OTHERS or self._key(at) not in r.ARTICLES):
                return self._is_free(spot + 1) or self._key(spot + 1) in r.TEXTS
        return False
