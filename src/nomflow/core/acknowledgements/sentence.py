"""Whom one sentence thanks for reviewing the text, or says to have reviewed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from nomflow.core.acknowledgements.names import LinkAt, Name, Unit, is_nobody, units
from nomflow.core.acknowledgements.reviewing import names_review, names_text, only_reviewed, says_reviewed
from nomflow.core.acknowledgements.tokens import ThanksToken
from nomflow.core.acknowledgements.word_lists import GROUP, NAME, OTHER, lists, pattern, sign

LONGEST = 4000
"""Words and signs after which a sentence is none any more: room for a thousand names."""

_THANKS = ("thanks", "obliged", "tip", "up")
_TEXTS = ("text", "own_text", "draft", "version", "participle", "review_noun", "this")
_JOINT = "[,;/|&+…<join>-]"
_NO_REASON = "(?!<for|who|thanks>)[^NG:]"
_JOINS = f"(?:<affiliated|suffix>{_NO_REASON}{{0,7}}?|[<suffix|ly>])?(?:{_JOINT}{_NO_REASON}{{0,24}})?"
_LEADS = f"(?:{_JOINT}|:|<thanks|lead|by|from|because|that>)(?:(?!<for|who|review|finite>)[^NG]){{0,7}}$|<thanks><for>$"
_VERB = "[,-]?<they>?(?!<to>)[<auxiliary|ly>]{0,8}?<finite>"
_REASON = (
    f"^(?:'|{_VERB}|-|:|,?<the>?<reviewer>|(?!,?<i-thanks>[^N]{{0,2}}<ing|w>)[^NG]{{0,14}}?"
    "(?:<for|who>|<with>[<ing|review|auxiliary>]|<as>.?<reviewer>|<with>.?<thanks>))"
)
_CROWD = f"(?:(?!{_JOINT}|<thanks|to|for|who>)[^NG:]){{0,5}}<crowd>(?:(?!{_JOINT}|<for|who|finite>)[^N:]){{0,6}}+(?!N)"
_BARE_BY = "<ly>?(?:<participle>(?:(?!<the|my|this>)[^NG,;:]){0,4}|.{0,2}<review_noun>)<by>"


class Found(Struct, frozen=True):
    """A person whom a sentence credits; ``sure`` unless a reader could doubt it."""

    name: Name
    sure: bool


class ThanksReading(Struct, frozen=True, kw_only=True):
    """What a sentence says. ``thanked``: people thanked for nothing that it says; ``opens``: somebody without a name
    reviewed the text; ``groups``: where those stand; ``thanks``: it thanks at all; ``text``: it names the text."""

    found: tuple[Found, ...] = ()
    thanked: tuple[Name, ...] = ()
    groups: tuple[tuple[int, int], ...] = ()
    opens: bool = False
    thanks: bool = False
    text: bool = False


class People(Struct, frozen=True, kw_only=True):
    """Names listed together, the words before and after them, and where they stand among the units."""

    members: tuple[Name, ...]
    before: str
    after: str
    first: int
    last: int


def read_sentence(
    tokens: Sequence[ThanksToken],
    link_at: LinkAt,
    before: ThanksReading,
    *,
    alone: bool = False,
    first: bool = False,
    thanked: bool = False,
    item: bool = False,
) -> ThanksReading:
    """Reads a sentence. ``alone``: nothing else stands in its paragraph; ``first``: nothing before it there;
    ``thanked``: under a heading that thanks; ``item``: in a list; ``before``: the sentence before. Linear in length.
    """
    keys = {token.key for token in tokens}
    thanks, text = (any(not keys.isdisjoint(lists()[name]) for name in names) for names in (_THANKS, _TEXTS))
    if not (thanks or thanked or text or (before.text and "it" in keys) or before.thanked or tokens[0].text == "…"):
        return ThanksReading()
    found = units(tokens[:LONGEST], link_at)
    sentence = _Sentence(found, alone=alone, first=first, thanked=thanked, item=item)
    reading = sentence.read(before)
    inner = [read_sentence(note, link_at, ThanksReading()) for unit in found for note in unit.notes]
    people = [*reading.found, *(each for note in inner for each in note.found)]
    return ThanksReading(
        found=tuple(people),
        thanked=reading.thanked,
        groups=reading.groups,
        opens=reading.opens,
        thanks=reading.thanks,
        text=reading.text,
    )


def listed(tokens: Sequence[ThanksToken], link_at: LinkAt) -> tuple[Name, ...]:
    """The names if the words are nothing but a list of names."""
    found = _with_nicks(units(tokens[:LONGEST], link_at), start=True)
    people = _people(found)
    if len(people) != 1 or people[0].before or not pattern(_JOINS).fullmatch(people[0].after):
        return ()
    return people[0].members


def first_listed(tokens: Sequence[ThanksToken], link_at: LinkAt) -> tuple[Name, ...]:
    """The names with which a list item begins."""
    found = _with_nicks(units(tokens[:LONGEST], link_at), start=True)
    members: list[Unit] = []
    for unit in found:
        if unit.sign != NAME and not (members and pattern("[,&<join>]").match(unit.sign)):
            break
        members.append(unit)
    return _real(members)


def _with_nicks(found: list[Unit], *, start: bool = False) -> list[Unit]:
    """Lower-case words that stand in a list of names become names."""
    list_word, goes_on = pattern("[,&/<join|thanks|after_thanks>]"), pattern("[,&/<join|for|who>]")
    for at, unit in enumerate(found):
        if unit.sign != OTHER or not unit.name:
            continue
        before = "".join(each.sign for each in found[max(at - 3, 0) : at])
        follows = at + 1 == len(found) or goes_on.match(found[at + 1].sign)
        listed = list_word.match(before[-1:]) if before else start
        named = NAME in before or pattern("<thanks>").search(before) or (start and not before)
        if follows and listed and named:
            found[at] = Unit(sign=NAME, start=unit.start, end=unit.end, name=unit.name, notes=unit.notes)
    return found


def _people(found: Sequence[Unit]) -> list[People]:
    """The lists of names in a sentence. A name inside a reason ("for the Ada compiler") begins none."""
    joins, leads, reason = pattern(_JOINS), pattern(_LEADS), pattern("<for|who|finite>")
    signs = "".join(unit.sign for unit in found)
    spans: list[list[int]] = []
    for at, letter in enumerate(signs):
        if letter in (NAME, GROUP):
            gap = signs[spans[-1][-1] + 1 : at] if spans else signs[:at]
            if spans and joins.fullmatch(gap):
                spans[-1].append(at)
            elif not (reason.search(gap) and not leads.search(gap)):
                spans.append([at])
    ends = [0, *(span[-1] + 1 for span in spans)]
    starts = [*(span[0] for span in spans), len(signs)]
    return [
        People(
            members=_real(found[at] for at in span),
            before=signs[ends[number] : span[0]],
            after=signs[ends[number + 1] : starts[number + 1]],
            first=span[0],
            last=ends[number + 1],
        )
        for number, span in enumerate(spans)
    ]


def _real(members: Iterable[Unit]) -> tuple[Name, ...]:
    """The real people: no placeholder, program, or word that only looks like a nickname."""
    names = [unit.name for unit in members if unit.sign == NAME and unit.name and not is_nobody(unit.name)]
    return () if all(name.weak for name in names) else tuple(names)


class _Sentence:
    def __init__(self, found: list[Unit], *, alone: bool, first: bool, thanked: bool, item: bool) -> None:
        self.signs = "".join(unit.sign for unit in found)
        self.thanks = bool(pattern("^…|<thanks>|<big><up>|<hat><tip>|<much><obliged>").search(self.signs))
        self.found = _with_nicks(found) if self.thanks or thanked else found
        self.item, self.alone, self.first, self.grateful = item, alone, first, self.thanks or thanked
        self.people = _people(self.found)

    def read(self, before: ThanksReading) -> ThanksReading:
        if pattern("<plan>").match(self.signs):
            return ThanksReading()
        if before.thanked and pattern("<they>").match(self.signs) and names_review(self.signs):
            return ThanksReading(found=tuple(Found(name, sure=True) for name in before.thanked))
        named = tuple(name for people in self.people for name in people.members)
        if before.opens and self.thanks and named:
            return ThanksReading(found=tuple(Found(name, sure=True) for name in named))
        text = bool(self.people) and names_text(self.signs)
        found: list[Found] = []
        sure: bool | None = None
        for number, people in enumerate(self.people):
            sure = self.credits(people, opening=not number, following=sure is not None, text=text or before.text)
            if sure is not None:
                found += [Found(name, sure and _is_plain(name)) for name in people.members]
        found += [Found(unit.name, sure=True) for unit in self.found if unit.name and self.is_noted(unit)]
        crowd = pattern(_CROWD).search(self.signs)
        opens = not found and bool(crowd) and (names_review(self.signs) or (self.thanks and says_reviewed(self.signs)))
        groups = [crowd.span()] if crowd and self.grateful and (opens or found) else []
        return ThanksReading(
            found=tuple(found),
            thanked=() if found else named,
            groups=tuple((self.found[start].start, self.found[end - 1].end) for start, end in groups),
            opens=opens,
            thanks=self.thanks,
            text=text,
        )

    def credits(self, people: People, *, opening: bool, following: bool, text: bool) -> bool | None:
        """Whether the people are credited: surely, perhaps, or not at all (``None``)."""
        if self.grateful and self.is_reason(people.after):
            return True
        if self.first and not people.after.strip(",") and pattern(_BARE_BY).fullmatch(people.before):
            return not self.item if self.alone or pattern("<ly>?<participle>").match(people.before) else None
        if self.named_before(people, opening=opening, following=following):
            return True
        if not self.grateful and pattern(f"^(?:{_VERB}|,?<who>)").match(people.after):
            return self.acted(people, text=text)
        return None

    def is_noted(self, unit: Unit) -> bool:
        """Whether a bracket gives the reason: "Thanks to Ada (proofreading) and Bo (nominating me)"."""
        notes = ("".join(sign(token.key) for token in note) for note in unit.notes)
        return self.grateful and unit.sign == NAME and any(map(says_reviewed, notes))

    def is_reason(self, after: str) -> bool:
        """Whether the words after names thank for a review: "for …", "who …", "'s review of …"."""
        opening = pattern(_REASON).match(after)
        if not opening or (after[:1] == "'" and not pattern("^'[^<crowd>]{0,4}?<review>").match(after)):
            return False
        reason = after[opening.end() - 1 :]
        return says_reviewed(reason) or (self.alone and only_reviewed(reason))

    def named_before(self, people: People, *, opening: bool, following: bool) -> bool:
        """Whether the words before names say that these reviewed: "reviewed by …", "for reviewing this: …"."""
        before = people.before
        if following and pattern("<including>|:").search(before):
            return True
        if self.grateful and opening:
            if pattern("(?:<to|including>|[:-])<the>?$").search(before) and says_reviewed(before):
                return True
            if pattern("(?:<my>[^,]{0,2}<reviewer>|<my>[^,]{0,2}<reader_kind><reader>)[,:-]?$").search(before):
                return True
            if pattern("<reviewer>.{0,6}[,:-]$").search(before) and names_review(before):
                return True
        by = pattern("<participle>[^NG,;:]{0,6}<by>[^NG,;:]{0,3}$").search(before)
        german = (
            pattern("(?:<being>[^NG,;:]{0,6})?<by>$").search(before)
            if pattern("^<participle>").match(people.after)
            else None
        )
        if found := by or german:
            subject = before[: found.start()]
            told = pattern("<that|who|because>|^<before_text>").search(subject)
            return names_text(subject, bare=self.alone) and not told
        received = pattern("(?:<received>)[^NG;:]{0,12}(?:<by|from>)[^NG,;:]{0,2}$").search(before)
        if received and not pattern("<modal|asked>").search(before):
            return names_review(before) or (names_text(before) and bool(pattern("<benefit>").search(before)))
        return False

    def acted(self, people: People, *, text: bool) -> bool | None:
        """What "Ada read a draft of this" says, where nobody thanks."""
        if pattern("<that>|<as>$|^<if>").search(people.before) or pattern("<that>").search(people.after):
            return None
        if names_review(people.after):
            return True
        it = pattern("^[,-]?(?:<they|who>)?[<auxiliary|ly>]{0,8}?<finite>.{0,4}?<it>").match(people.after)
        return False if it and text else None


def _is_plain(name: Name) -> bool:
    """Whether a name leaves no doubt: not one lower-case word, not one word of capitals."""
    return bool(name.handle or name.url or " " in name.text) or (not name.weak and not name.text.isupper())
