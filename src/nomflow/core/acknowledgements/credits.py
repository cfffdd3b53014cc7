"""Whom a statement thanks for reviewing it, in prose: "Thanks to … for reading drafts of this statement".

A small grammar over sentences, not a language model: a name counts when the sentence (or the list, label or heading it
stands under) says that this person reviewed, read, edited or commented on *this text*. Thanks for anything else, thanks
to readers, groups, programs and unfilled placeholders yield nothing. Where it cannot tell, it says nothing.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.acknowledgements.blocks import outline
from nomflow.core.acknowledgements.names import Person
from nomflow.core.acknowledgements.sections import Search
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import LineIndex


class Credit(Struct, frozen=True):
    """A person whom the prose credits as a reviewer. ``handle`` only where the prose itself gives a GitHub handle."""

    name: str
    handle: str | None
    url: str | None
    place: Place


class Collective(Struct, frozen=True):
    """Reviewers credited without names ("the members of the docs team"): nobody can confirm that."""

    text: str
    place: Place


class Credited(Struct, frozen=True):
    """All that a statement's prose says about its reviewers."""

    credits: tuple[Credit, ...]
    collectives: tuple[Collective, ...]


def find_credits(text: str, path: str, first_line: int = 1) -> tuple[Credit, ...]:
    """The reviewers whom a Markdown body credits, in the order of the text, each person once.

    ``first_line`` is the line of the file on which ``text`` begins. Never raises; time is linear in the length.
    """
    return read_credits(text, path, first_line).credits


def read_credits(text: str, path: str, first_line: int = 1) -> Credited:
    """As ``find_credits``, with the groups that are credited without names."""
    document = outline(text)
    found = Search(document)
    found.run()
    index = LineIndex.of(text)

    def place(start: int, end: int) -> Place:
        line, column = index.at(start)
        end_line, end_column = index.at(end - 1)
        return Place(path, line + first_line - 1, column, end_line + first_line - 1, end_column)

    people = _each_once(found.people)
    return Credited(
        tuple(Credit(who.text, who.handle, who.url, place(who.start, who.end)) for who in people),
        tuple(Collective(words, place(start, end)) for words, start, end in found.crowds),
    )


def _each_once(people: list[Person]) -> list[Person]:
    """Everybody once, where first named. A first name alone is the one person before who has it."""
    kept: list[Person] = []
    at: dict[str, int] = {}
    for who in people:
        words = who.text.casefold().split()
        keys = [" ".join(words), *([f"@{who.handle.casefold()}"] if who.handle else [])]
        known = next((at[key] for key in keys if key in at), None)
        if known is None:
            known = len(kept)
            kept.append(who)
            at.setdefault(words[0], known)
        else:
            same = kept[known]
            kept[known] = replace(same, handle=same.handle or who.handle, url=same.url or who.url)
        for key in keys:
            at.setdefault(key, known)
    return kept
