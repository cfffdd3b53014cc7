"""Text that is ready to stand in a comment. The layout accepts nothing else, so that quoting cannot be forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from string import Formatter

from nomflow.core.basics.answer import Text
from nomflow.core.basics.login import same_login
from nomflow.core.basics.text import shortened
from nomflow.core.basics.time import Moment, describe, describe_day, in_your_time_zone_url
from nomflow.core.snapshot.statement import is_handle
from nomflow.render.quote import NAME_LIMIT, ZWSP, markdown, markdown_code, markdown_sentence, web_address

_SENTENCE_LIMIT = 700
"""Characters of Markdown for one sentence: signs that have to be escaped can make it longer than it reads."""

_NAME_LIMIT = 300
_PROSE_LIMIT = 1500
_LIMITS = (120, 60, 30, 15, 7)


class Markdown(str):
    """Markdown in which other people's words are quoted. Only the functions of this module make it."""

    __slots__ = ()


NOTHING = Markdown("")


def put(ours: str, /, **parts: Markdown | int) -> Markdown:
    """A literal of ours with quoted parts in its ``{name}`` fields."""
    pieces = []
    for text, name, _, _ in Formatter().parse(ours):
        pieces.append(text)
        if name:
            part = parts[name]
            if not isinstance(part, Markdown | int):
                raise TypeError(f"{name} has not been quoted for Markdown")
            pieces.append(str(part))
    return Markdown("".join(pieces))


def joined(parts: Iterable[Markdown], between: str = " ") -> Markdown:
    """Quoted parts in a row; those that are empty are left out."""
    return Markdown(between.join(part for part in parts if part))


def words(text: str, limit: int = NAME_LIMIT) -> Markdown:
    """Other people's words as running text, such as a name."""
    quoted = markdown(text, limit)
    for less in _LIMITS:
        if len(quoted) <= _NAME_LIMIT:
            break
        quoted = markdown(text, min(less, limit))
    return Markdown(quoted)


def prose(text: str) -> Markdown:
    """A longer text of ours, such as a rule's documentation, as running text."""
    return Markdown(markdown(text, _PROSE_LIMIT))


def code(text: str) -> Markdown:
    """What is typed as it stands: a command, a rule's id."""
    return _unmarked(markdown_code(text, NAME_LIMIT))


def sentence(text: Text, limit: int = _SENTENCE_LIMIT) -> Markdown:
    """A sentence of ours with other people's words in it, at most ``limit`` characters long."""
    said = markdown_sentence(_spaced(text))
    for less in _LIMITS:
        if len(said) <= limit:
            break
        short = {name: shortened(" ".join(word.split()), less) for name, word in text.words.items()}
        said = markdown_sentence(_spaced(Text(text.template, short)))
    return _unmarked(said)


def _unmarked(quoted: str) -> Markdown:
    """Nothing, even where it is shown as typed, looks like the markers of our comment."""
    return Markdown(quoted.replace("<!--", f"<{ZWSP}!--"))


def _spaced(text: Text) -> Text:
    """A word that brings its own space before it keeps it."""
    template = text.template
    for name, word in text.words.items():
        if word.startswith(" "):
            template = template.replace(f"{{{name}}}", f" {{{name}}}")
    return Text(template, text.words)


def linked(label: Markdown, url: str) -> Markdown:
    """A link, or only its label where the address is none."""
    address = web_address(url)
    return Markdown(f"[{label}]({address})") if address and label else label


def account(login: str, host: str) -> Markdown:
    """Somebody's login as a link to their profile, which calls nobody; a deleted account has none."""
    if not login or same_login(login, "ghost"):
        return Markdown("a deleted account")
    return linked(words(login), f"{host}/{login}") if is_handle(login) else words(login)


def day(at: datetime) -> Markdown:
    """``23 July 2026``, in UTC."""
    return Markdown(describe_day(at.astimezone(UTC)).partition(" ")[2])


def date(moment: Moment) -> Markdown:
    """The date, its zone, and the same in UTC."""
    return Markdown(markdown(describe(moment)))


def deadline(moment: Moment) -> Markdown:
    """The date in bold, and in brackets the same in UTC and a link to the reader's own time."""
    said, _, elsewhere = describe(moment).partition(" (")
    here = f"[in your time zone]({in_your_time_zone_url(moment)})"
    inside = f"{markdown(elsewhere.removesuffix(')'))}; {here}" if elsewhere else here
    return Markdown(f"**{markdown(said)}** ({inside})")


def number(count: int) -> Markdown:
    """``1,320``."""
    return Markdown(f"{count:,}")
