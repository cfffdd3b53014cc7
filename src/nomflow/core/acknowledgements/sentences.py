"""Whom one sentence credits with reviewing the text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements import thanks_words as w
from nomflow.core.acknowledgements.items import Item, ItemKind, ItemReader, Why, after_thanks
from nomflow.core.acknowledgements.named_by import named_by
from nomflow.core.acknowledgements.names import Person, Tokens, is_group, is_nobody
from nomflow.core.acknowledgements.reason import first_text, flat, is_only_review, is_review
from nomflow.core.acknowledgements.thanks_words import words
from nomflow.core.acknowledgements.tokens import Kind, Token

_LOOSE = frozenset({",", ":", "：", "—", "–", "-", "--", "---"})
_ASIDES = words("without my the our a an whose both all formerly currently now also of from at among amongst")
_INCLUSIVE = frozenset({"other", "others", "else", "rest", "remaining", "more", "many"})

LONGEST = 4000
"""Words and signs after which a sentence is none any more: room for a thousand names."""


class Reading(Struct, frozen=True):
    """What a sentence says. ``opens``: somebody not named yet reviewed the text; ``thanked``: people thanked for
    something the sentence does not say; ``thanks``: it thanks at all."""

    people: tuple[Person, ...] = ()
    crowds: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    crowded: bool = False
    thanked: tuple[Person, ...] = ()
    thanks: bool = False


class _Group:
    """Persons and crowds with one reason: the tokens from ``first`` up to ``last``."""

    def __init__(self, members: list[Item], why: Why, first: int) -> None:
        self.members, self.why, self.first = members, why, first
        self.last = 0
        self.known = False


class Setting(Struct, frozen=True):
    """Where a sentence stands. ``alone``: nothing else is in its block; ``first``: nothing stands before it there;
    ``opening``: nothing but thanks does; ``thanks``: under a heading that thanks; ``before``: what the one before said.
    """

    alone: bool = False
    first: bool = True
    opening: bool = True
    thanks: bool = False
    before: Reading = field(default_factory=Reading)


def read_sentence(tokens: Tokens, reader: ItemReader, setting: Setting) -> Reading:
    """Reads one sentence, the first ``LONGEST`` words of it; linear in its length."""
    sentence = _Sentence(tokens[:LONGEST], reader, setting)
    sentence.read()
    return sentence.reading()


def mentions_review(tokens: Tokens) -> bool:
    """Whether any word of reviewing occurs, brackets included."""
    return any(
        token.key in r.REVIEW
        or token.key in r.FIXING
        or token.key in r.REVIEWER_NOUNS
        or token.key in ("reader", "readers")
        or token.key in r.DRAFTS
        or (token.kind is Kind.NOTE and mentions_review(token.inside))
        for token in tokens
    )


def clean_people(items: Sequence[Item]) -> tuple[Person, ...]:
    """The persons if the items are nothing but a list of names, else nothing."""
    if not all(item.kind is ItemKind.SUFFIX or (item.person and item.clean) for item in items):
        return ()
    return kept([item for item in items if item.kind is ItemKind.PERSON])


def kept(members: Sequence[Item]) -> tuple[Person, ...]:
    """The real persons among the members of a group: no placeholder, program or doubtful nickname."""
    people = [item.person for item in members if item.kind is ItemKind.PERSON and item.person]
    people = [who for who in people if not is_nobody(who) and not is_group(who)]
    company = len(people) > 1
    return tuple(who for who in people if company or not who.weak)


def is_role(item: Item) -> bool:
    """Whether an item says what somebody is: "CTO of Acme", "Executive Director"."""
    words = item.person.text.casefold().split() if item.person else []
    return bool(words) and (words[-1] in r.ROLES or (item.placed and any(word in r.ROLES for word in words)))


class _Sentence:
    def __init__(self, tokens: Tokens, reader: ItemReader, setting: Setting) -> None:
        self.tokens, self.reader, self.setting = tokens, reader, setting
        self.items: list[Item] = []
        self.people: list[Person] = []
        self.crowds: list[tuple[int, int]] = []
        self.thanked: tuple[Person, ...] = ()
        self.opens = self.crowded = False
        self.thanks = bool(after_thanks(tokens, 0, len(tokens))) or any(token.key in w.THANKS for token in tokens)

    def reading(self) -> Reading:
        people = {who.start: who for who in self.people}
        return Reading(
            tuple(people[start] for start in sorted(people)),
            tuple(self.crowds),
            self.opens and not people,
            self.crowded,
            self.thanked,
            self.thanks,
        )

    def read(self) -> None:
        before = self.setting.before
        if not mentions_review(self.tokens):
            self._without_reason(before)
            return
        if self._they(before):
            return
        for token in self.tokens:
            if token.kind is Kind.NOTE and mentions_review(token.inside):
                self._aside(token)
        if any(token.key in r.BY or token.key == "from" for token in self.tokens):
            for start, whole in named_by(self.tokens, alone=self.setting.alone, first=self.setting.first):
                self._take(start, whole=whole)
        words = flat(self.tokens)
        if not (self.thanks or self.setting.thanks) and first_text(words, bare=True) == len(words):
            return
        self.items = list(self.reader.items(self.tokens))
        self._thanked_in_brackets()
        for group in self._groups():
            self._judge(group)

    def _without_reason(self, before: Reading) -> None:
        """Names without a reason, as "Thank you, Ada!" after "Several people reviewed drafts of this"."""
        if not self.thanks:
            return
        items = list(self.reader.items(self.tokens))
        people = clean_people([item for item in items if item.person or item.kind is not ItemKind.OTHER])
        if before.opens and before.crowded:
            self.people.extend(people)
            self.opens, self.crowded = not people, True
        self.thanked = people

    def _they(self, before: Reading) -> bool:
        """A reason without names, as "They reviewed drafts of this" after "Thanks to Ada and Bo"."""
        tokens = self.tokens
        if not before.thanked or tokens[0].key not in r.THEY:
            return False
        if is_review(tokens[1:], strict=True):
            self.people.extend(before.thanked)
        return True

    def _aside(self, note: Token) -> None:
        words = note.inside
        if any(token.key in w.THANKS for token in words) or first_text(words, bare=False) < len(words):
            inner = read_sentence(words, self.reader, Setting(first=False, opening=self.setting.opening))
            self.people.extend(inner.people)
            self.crowds.extend(inner.crowds)

    def _take(self, first: int, *, whole: bool) -> None:
        """The persons from ``first`` on, up to the first item that is none."""
        items = list(self.reader.items(self.tokens, first))
        if whole:
            self.people.extend(clean_people(items))
            return
        members: list[Item] = []
        for item in items:
            if item.kind is ItemKind.OTHER and not (item.why is Why.WHO and members):
                break
            if item.kind is ItemKind.CROWD:
                self._crowd(item)
                if item.why is Why.VERB:
                    break
            members.append(item)
            if item.why is not Why.NONE:
                break
        self.people.extend(kept(members))

    def _crowd(self, item: Item) -> None:
        last = item.reason if item.why is not Why.NONE else item.last
        first = item.name or item.first
        if last > first:
            self.crowds.append((self.tokens[first].start, self.tokens[last - 1].end))

    def _thanked_in_brackets(self) -> None:
        """Reasons in brackets: "Thanks to Ada (proofreading) and Bo (nominating me)"."""
        if not (self.thanks or self.setting.thanks):
            return
        for item in self.items:
            notes = [token for token in self.tokens[item.first : item.last] if token.kind is Kind.NOTE]
            if item.kind is ItemKind.PERSON and any(is_review(note.inside) for note in notes):
                self.people.extend(kept([item]))

    def _groups(self) -> list[_Group]:
        """Who is named together, and the words that say why."""
        groups: list[_Group] = []
        pending: list[Item] = []
        naming = False
        for number, item in enumerate(self.items):
            current = groups[-1] if groups else None
            if item.kind is ItemKind.SUFFIX:
                continue
            if item.kind is ItemKind.OTHER:
                naming = False
                pending = self._other(item, pending, groups)
                continue
            if current and item.clean and (naming or self._continues(item)):
                naming = True
                current.members.append(item)
                continue
            naming = False
            if number and self._is_affiliation(item, self.items[number - 1]):
                if item.why is not Why.NONE and pending:
                    self._open(groups, pending, item)
                    pending = []
                continue
            if item.thanks and item.joint in (":", "：", "—", "–", "-"):
                pending = []
            if known := self._knows(item):
                self._open(groups, [*pending, item], item)
                groups[-1].known, naming, pending = known, True, []
            elif item.why is Why.NONE:
                pending.append(item)
            else:
                self._open(groups, [*pending, item], item)
                pending = []
        if groups:
            groups[-1].last = len(self.tokens)
        return groups

    def _open(self, groups: list[_Group], members: list[Item], by: Item) -> None:
        if groups:
            groups[-1].last = members[0].first if members else by.first
        if by.why is Why.WHO and by.kind is ItemKind.CROWD:
            words = {token.key for token in self.tokens[by.first : by.last]}
            members = members if words & _INCLUSIVE else [by]
        groups.append(_Group(members, by.why, by.reason))

    def _other(self, item: Item, pending: list[Item], groups: list[_Group]) -> list[Item]:
        """What becomes of the names before words that are none."""
        joined = item.joint in _LOOSE or not pending
        if item.why is Why.NONE and pending and item.joint in _LOOSE and item.joint != ",":
            item = replace(item, why=Why.FOR, reason=item.first)
        if item.why is not Why.NONE and (pending or item.thanks) and (joined or item.why is not Why.VERB):
            self._open(groups, pending, item)
            return []
        if groups:
            return []
        return pending if pending and self.tokens[item.first].key in _ASIDES else []

    def _continues(self, item: Item) -> bool:
        return item.lead in w.INCLUDING or item.joint in (":", "：")

    def _is_affiliation(self, item: Item, before: Item) -> bool:
        """The "tox" in "Ada of virtualenv & tox"."""
        who = item.person
        if item.joint == "," and before.person and (item.lead in ("of", "from", "at", "with") or is_role(item)):
            return True
        if not (who and before.placed and " " not in who.text and not who.handle and not who.url):
            return False
        return item.joint == "&" or (who.weak and item.joint == "and")

    def _knows(self, item: Item) -> bool:
        """Reasons before the name: "my reviewers Ada and Bo", "Thanks for reviewing this post to Ada"."""
        words = self.tokens[item.first : item.name or item.last]
        if item.kind is ItemKind.PERSON and item.thanks and item.name - item.first > 4 and is_review(words):
            return True
        if not (self.thanks or self.setting.thanks) or item.why is not Why.NONE:
            return False
        keys = [token.key for token in words]
        nouns = [
            number
            for number, key in enumerate(keys)
            if key in r.REVIEWER_NOUNS
            or (key in ("reader", "readers") and number and keys[number - 1] in r.READER_KINDS)
        ]
        return bool(nouns) and (any(key in ("my", "our") for key in keys[: nouns[0]]) or is_review(words))

    def _judge(self, group: _Group) -> None:
        reason = self.tokens[group.first : group.last]
        if not group.known and not self._accepts(group, reason):
            return
        people = kept(group.members)
        for item in group.members:
            if item.kind is ItemKind.CROWD:
                self._crowd(item)
                self.crowded = True
                people += self._in_brackets(item)
        self.people.extend(people)
        self.opens = not people

    def _accepts(self, group: _Group, reason: Tokens) -> bool:
        thanks = self.thanks or self.setting.thanks
        subject = self.tokens[group.members[0].name or group.members[0].first : group.first] if group.members else ()
        if group.why is not Why.FOR and any(token.key in r.MODALS and token.text.islower() for token in subject):
            return False
        if group.why is Why.FOR and group.members and group.members[-1].lead == "by":
            return False
        if group.why is Why.OWN:
            reason = reason[:14]
            if not any(token.key in r.REVIEW for token in reason[:5]) or any(
                token.key in w.CROWD for token in reason[:2]
            ):
                return False
        if group.why is Why.VERB and not thanks and any(token.key == "that" for token in reason):
            return False
        if is_review(reason, strict=not thanks, bare=self.setting.alone or (thanks and self.setting.opening)):
            return True
        return thanks and self.setting.alone and is_only_review(reason)

    def _in_brackets(self, item: Item) -> tuple[Person, ...]:
        """Names in brackets: "my friends (Ada, Bo and Cy)"."""
        notes = [token for token in self.tokens[item.first : item.last] if token.kind is Kind.NOTE]
        return tuple(who for note in notes for who in clean_people(list(self.reader.items(note.inside))))
