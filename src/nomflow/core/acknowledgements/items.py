"""A sentence cut at its commas: persons, crowds without names, and other words, with the reasons that follow them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from msgspec import Struct

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements import thanks_words as w
from nomflow.core.acknowledgements.names import NameReader, Person, Tokens, is_group, is_handle, is_name_word
from nomflow.core.acknowledgements.plain import HARD_BREAK
from nomflow.core.acknowledgements.tokens import Kind, Token

_SEPARATORS = frozenset(",;:、，；：؛،/|·•…—–&+" + HARD_BREAK)
_SOURCES = frozenset(
    {"to", "from", "by", "with", "without", "because", "à", "an", "a", "von", "par", "por", "da", "door", "av", "af"}
)


class ItemKind(Enum):
    """What an item is about."""

    PERSON = auto()
    CROWD = auto()
    SUFFIX = auto()
    OTHER = auto()


class Why(Enum):
    """How a reason hangs on what stands before it: "for …", "who …", a verb, "Ada's …"."""

    NONE = auto()
    FOR = auto()
    WHO = auto()
    VERB = auto()
    OWN = auto()


class Item(Struct, frozen=True):
    """Tokens ``first`` up to ``last``. ``joint`` is the sign or word before them, ``lead`` the word before the name;
    the reason begins at ``reason``, the name at ``name``. ``clean``: nothing but a name and its trimmings stands here;
    ``placed``: an affiliation follows the name."""

    kind: ItemKind
    first: int
    last: int
    joint: str
    person: Person | None = None
    why: Why = Why.NONE
    reason: int = 0
    thanks: bool = False
    lead: str = ""
    clean: bool = False
    name: int = 0
    placed: bool = False


class ItemReader:
    """Cuts the sentences of one block."""

    def __init__(self, names: NameReader) -> None:
        self.names = names

    def items(self, tokens: Tokens, first: int = 0) -> Iterator[Item]:
        """The items from ``first`` on. Every token is looked at a bounded number of times."""
        start, joint, at = first, "", first
        while at < len(tokens):
            if length := joint_length(tokens, at):
                if at > start:
                    yield self.item(tokens, start, at, joint)
                    joint = ""
                joint = tokens[at].text if joint in ("", ",") else joint
                at += length
                start = at
            else:
                at += 1
        if at > start:
            yield self.item(tokens, start, at, joint)

    def item(self, tokens: Tokens, first: int, last: int, joint: str) -> Item:
        """One item. The easiest reading is tried first."""
        if all(token.key in w.SUFFIXES or token.kind is Kind.NOTE for token in tokens[first:last]):
            return Item(ItemKind.SUFFIX, first, last, joint)
        at = first
        while at < last - 1 and tokens[at].key in w.SUFFIXES and not is_name_word(tokens[at + 1]):
            at += 1
        while first < at < last - 1 and tokens[at].kind is Kind.NOTE:
            at += 1
        if at > first:
            return self._nameless(tokens, first, at, last, joint, thanks=False)
        while at < last - 1 and tokens[at].key in w.LED_BY:
            at += 1
        lead = tokens[at - 1].key if at > first else ""
        if item := self._person(tokens, first, at, last, joint, lead):
            return item
        thanks = after_thanks(tokens, first, last)
        at = thanks or at
        if thanks and at < last and tokens[at].key in ("for", "für") and self._person_near(tokens, at + 1, last):
            at += 1
        found = self._led_person(tokens, first, at, last, joint, thanks=bool(thanks))
        return found or self._nameless(tokens, first, at, last, joint, thanks=bool(thanks))

    def _person_near(self, tokens: Tokens, at: int, last: int) -> bool:
        if at < last and tokens[at].key in ("fellow", "my", "our", "the"):
            return tokens[at].key == "fellow" or any(token.key in w.PEOPLE_LEADS for token in tokens[at : at + 4])
        return self.names.person(tokens, at, last) is not None

    def _led_person(self, tokens: Tokens, first: int, at: int, last: int, joint: str, *, thanks: bool) -> Item | None:
        """A person after words such as "my friend" or "with help from"."""
        for start in range(at, min(at + 14, last)):
            token = tokens[start]
            if start > at and (token.key in w.CONNECTORS and token.key not in ("das", "der", "die")):
                return None
            if start > at and not _may_lead(tokens, at, start, thanks=thanks):
                continue
            if not (is_name_word(token) or is_handle(token) or start == at or tokens[start - 1].key in w.PEOPLE_LEADS):
                continue
            lead = tokens[start - 1].key if start > first else ""
            if item := self._person(tokens, first, start, last, joint, lead, thanks=thanks):
                return item
            if start > at and is_name_word(token) and lead != "fellow":
                return None
        return None

    def _person(
        self, tokens: Tokens, first: int, at: int, last: int, joint: str, lead: str, *, thanks: bool = False
    ) -> Item | None:
        """The item if a person stands at ``at`` and what follows the name can follow a name."""
        found = self.names.person(tokens, at, last, opening=at == 0 and not thanks)
        if not found:
            return None
        person, end = found
        if lead in ("the", "fellow") and " " not in person.text and not person.text.startswith("@"):
            return None
        if tokens[end - 1].owns and end < last and is_name_word(tokens[end]):
            found = self.names.person(tokens, end, last)
            if not found or tokens[found[1] - 1].owns:
                return None
            at = end
            person, end = found
        placed = _after_affiliation(tokens, end, last) > end
        why, reason, clean = _after_name(tokens, end, last)
        if not clean and why is Why.NONE:
            return None
        kind = (
            ItemKind.CROWD if is_group(person) or (lead == "the" and tokens[at].kind is Kind.WORD) else ItemKind.PERSON
        )
        return Item(kind, first, last, joint, person, why, reason, thanks, lead, clean, at, placed)

    def _nameless(self, tokens: Tokens, first: int, at: int, last: int, joint: str, *, thanks: bool) -> Item:
        crowd = next((spot for spot in range(at, min(at + 12, last)) if tokens[spot].key in w.CROWD), None)
        capital = at < last and at > first and is_name_word(tokens[at]) and tokens[at].key not in w.NO_NAMES
        if crowd is None and not capital:
            why, reason = _opens_reason(tokens, at, last)
            return Item(ItemKind.OTHER, first, last, joint, None, why, reason, thanks)
        why, reason = _crowd_reason(tokens, at if crowd is None else crowd + 1, last)
        early, spot = _opens_reason(tokens, at, last)
        if early is not Why.NONE:
            return Item(ItemKind.OTHER, first, last, joint, None, early, spot, thanks)
        return Item(ItemKind.CROWD, first, last, joint, None, why, reason, thanks)


def joint_length(tokens: Tokens, at: int) -> int:
    """How many tokens at ``at`` part two items: a comma, "and", "as well as"."""
    token = tokens[at]
    if token.kind is Kind.SIGN:
        return int(token.text in _SEPARATORS or token.text == "-")
    if token.key in w.JOINS or token.key in ("-", "--", "---"):
        return int(token.text.islower() or not token.text.isalpha())
    following = tuple(token.key for token in tokens[at + 1 : at + 3])
    if token.key == "as" and following == ("well", "as"):
        return 3
    return 2 if token.key in ("along", "together") and following[:1] == ("with",) else 0


def after_thanks(tokens: Tokens, first: int, last: int) -> int:
    """The index after the first thanks and its little words, or 0."""
    for at in range(first, last):
        if length := thanks_length(tokens, at, last):
            after = at + length
            while after < last and (_goes_on(tokens[after]) or thanks_length(tokens, after, last)):
                after += 1
            return after
    return 0


def _goes_on(token: Token) -> bool:
    if token.key in w.AFTER_THANKS:
        return token.text.islower() or token.key in ("to", "you", "goes", "go", "all", "also")
    return token.kind is Kind.NOTE


def thanks_length(tokens: Tokens, at: int, last: int) -> int:
    """How many tokens thank at ``at``."""
    key = tokens[at].key
    if key in w.THANKS:
        return 1
    return 2 if at + 1 < last and (key, tokens[at + 1].key) in w.THANKS_PAIRS else 0


def _may_lead(tokens: Tokens, at: int, start: int, *, thanks: bool) -> bool:
    last, first = tokens[start - 1], tokens[at]
    if last.kind is not Kind.WORD:
        return False
    if last.key in _SOURCES:
        return not thanks or start - at < 3 or last.key in ("to", "from", "by")
    if last.key == "fellow":
        return True
    return (first.key in w.LEAD_START or thanks or first.key in w.PEOPLE_LEADS) and (
        last.key in w.PEOPLE_LEADS or last.key in w.LEAD_ADJECTIVES or last.key in w.LED_BY
    )


def _after_name(tokens: Tokens, end: int, last: int) -> tuple[Why, int, bool]:
    """Why, where the reason begins, and whether the item is clean, for what follows a name that ends at ``end``."""
    if tokens[end - 1].owns or (end < last and tokens[end].key == "'s"):
        return (Why.OWN, end, False) if end < last else (Why.NONE, end, False)
    if end == last:
        return Why.NONE, last, True
    end = _after_affiliation(tokens, end, last)
    if end == last:
        return Why.NONE, last, True
    why = _why(tokens, end, last)
    if why is not Why.NONE:
        return why, end, False
    if tokens[end].key in ("deserve", "deserves", "have", "has", "get", "gets"):
        thanks = after_thanks(tokens, end, min(last, end + 6))
        if thanks:
            return _why(tokens, thanks, last) if thanks < last else Why.NONE, thanks, False
    return Why.NONE, last, tokens[end].key in w.AFTER_NAMES


def _after_affiliation(tokens: Tokens, at: int, last: int) -> int:
    """The index after "of Hatch", "from the Foo team", "at Acme": at most seven words, up to the reason."""
    if at >= last or tokens[at].key not in r.AFFILIATED:
        return at
    end = at + 1
    while end < last and end - at < 8 and tokens[end].kind in (Kind.WORD, Kind.NOTE, Kind.OPAQUE):
        if _why(tokens, end, last) is not Why.NONE and tokens[end].key not in ("der", "die", "das", "de"):
            break
        end += 1
    return end if end > at + 1 else at


def _why(tokens: Tokens, at: int, last: int) -> Why:
    """What kind of reason begins exactly at ``at``."""
    key = tokens[at].key
    if key in w.RELATIVES:
        return Why.WHO
    following = tokens[at + 1].key if at + 1 < last else ""
    if key in w.CONNECTORS and (tokens[at].text.islower() or following in r.REVIEW):
        return Why.FOR
    if key in ("in", "on", "as", "at") and (
        following in r.REVIEW or (key == "as" and _within(tokens, at, last, 4, r.REVIEWER_NOUNS))
    ):
        return Why.FOR
    if key in r.FINITE:
        return Why.VERB
    if key in r.AUXILIARIES and key != "to" and tokens[at].text.islower():
        end = at
        while end < min(last, at + 9) and tokens[end].key in r.AUXILIARIES and tokens[end].key not in r.FINITE:
            end += 1
        if end < last and (tokens[end].key in r.FINITE or tokens[end].key in r.REVIEW):
            return Why.VERB
    return Why.NONE


def _within(tokens: Tokens, at: int, last: int, width: int, words: frozenset[str]) -> bool:
    return any(token.key in words for token in tokens[at : min(last, at + width)])


def _crowd_reason(tokens: Tokens, at: int, last: int) -> tuple[Why, int]:
    for spot in range(at, min(last, at + 14)):
        why = _why(tokens, spot, last)
        if why is not Why.NONE:
            return why, spot
    return Why.NONE, last


def _opens_reason(tokens: Tokens, at: int, last: int) -> tuple[Why, int]:
    """For ", for …", ", who …", ", both of whom …", "— they reviewed …"."""
    for spot in range(at, min(last, at + 4)):
        if tokens[spot].key in ("who", "whom", "whose", "quienes"):
            return Why.WHO, spot
    if at >= last:
        return Why.NONE, last
    if tokens[at].key in r.THEY and at + 1 < last:
        why = _why(tokens, at + 1, last)
        return (why, at + 1) if why is Why.VERB else (Why.NONE, last)
    why = _why(tokens, at, last)
    return (why, at) if why is not Why.NONE else (Why.NONE, last)
