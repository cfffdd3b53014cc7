"""One entry of a roll as people write it: which GitHub account it means, if it says so for sure.

A wrong guess would let a stranger vote and keep an elector out, so whatever could mean somebody else is not read.
"""

from __future__ import annotations

import re

from msgspec import Struct

_LOGIN = r"[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,38})(?![\w.-])"
"""At most 39 characters; https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication"""
_PAGE = rf"<?(?:https?://)?(?:www\.)?github\.com/(?:users/)?@?(?:{_LOGIN})(?:/{_LOGIN})?/?(?:[?#][^\s>)]*)?>?(?![\w/])"
_MARKED = re.compile(
    rf"\[(?P<text>[^\[\]]*)\]\({_PAGE}\)|(?<![\w/.-])(?:@{_LOGIN}(?!/)|`@?{_LOGIN}`|<@?{_LOGIN}>|{_PAGE})"
)
_ON_PAGE = re.compile(rf"github\.com/(?:users/)?@?(?P<login>{_LOGIN})(?:/(?P<folder>{_LOGIN}))?")
_LABEL = re.compile(
    r"\b(?:github|gh)(?: (?:handle|login|user ?name|id|account))?\s*[:=]\s*(?=[A-Za-z0-9][\w-]*(?![\w:/.]))",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"<?(?:mailto:)?[^\s@<>()|,;:]+@[^\s@<>()|,;:]+\.[A-Za-z]{2,}>?")
_PRONOUNS = re.compile(r"\((?:s?he|they|it|any|xe)(?:/\w+)*\)", re.IGNORECASE)
_BULLET = re.compile(r"(?:[-*+•·–—]|\d{1,5}[.)])(?=\s)\s*")
_BOX = re.compile(r"\[[ xX✓]\]\s+")
_BETWEEN = re.compile(r"\s+[-–—=|/]+\s+|\s*[:,;|]\s*|\t+|\s*\(|\)\s*")
_PARTICLES = frozenset(
    {"al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "la", "le", "van", "von", "y"}
)
_DATE = re.compile(r"\W*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_MOST_WORDS = 8
_LONGEST = 500


class Named(Struct, frozen=True):
    """A login, and the name that stands beside it."""

    login: str
    name: str = ""


def without_bullet(line: str) -> str:
    """The entry in a line of a list: ``- [x] ada`` and ``1. ada`` are ``ada``."""
    text = line.strip()
    for mark in (_BULLET, _BOX):
        found = mark.match(text)
        text = text[found.end() :] if found else text
    return text.strip()


def read_entry(text: str) -> tuple[Named, ...]:
    """Whom an entry names for sure: usually one, several in ``@ada, @bob``, nobody where it could mean somebody else.

    Understood are a login alone; ``@ada``, code, ``<ada>`` or a link to a page of GitHub with a name before or after;
    and a login without a mark beside a name that it has a word of: ``Ada Example (ada-ex)``.
    """
    if len(text) > _LONGEST:
        return ()
    text = _EMAIL.sub(" ", _PRONOUNS.sub(" ", text.replace("**", "").replace("__", " ").strip())).strip(" *\\,;")
    text = _LABEL.sub("@", text)
    if is_login(text):
        return (Named(text),)
    found = list(_MARKED.finditer(text))
    logins = {login.lower(): login for each in found if (login := _login_in(each[0]))}
    if len(logins) == 1:
        first, last = found[0], found[-1]
        before, after = text[: first.start()], text[last.end() :]
        name = _name(before, behind=False), _name(after, behind=True)
        if name[0] is None or name[1] is None:
            return ()
        written = (first["text"] or "").strip() if first["text"] else ""
        own = written if written.lower().removeprefix("@") not in logins else ""
        return (Named(next(iter(logins.values())), name[0] or own or name[1]),)
    if logins:
        alone = not re.search(r"\w", _MARKED.sub(" ", text))
        return tuple(map(Named, logins.values())) if alone else ()
    return _unmarked(text)


def is_login(text: str) -> bool:
    return re.fullmatch(_LOGIN, text) is not None


def is_mark(text: str) -> bool:
    """Whether a text is a mention, code, or a link to somebody's page, and nothing else."""
    return _MARKED.fullmatch(text.strip("* ")) is not None


def is_remark(text: str) -> bool:
    """Whether a line is about the roll and no entry of it: it begins with a date, or is a sentence."""
    return bool(_DATE.match(text)) or len(text.split()) > _MOST_WORDS or text.startswith("~~")


def _login_in(marked: str) -> str:
    """The login in a mention, code or link. A repository's page is somebody's only if it is called like them."""
    page = _ON_PAGE.search(marked)
    if page is None:
        return marked.strip("@`<>")
    return page["login"] if (page["folder"] or page["login"]).lower() == page["login"].lower() else ""


def _name(text: str, *, behind: bool) -> str | None:
    """The name in what stands beside a login, maybe ""; ``None`` where it says more than a name."""
    bare = text.strip(" \t-–—:,;()|/=<>")
    if not bare:
        return ""
    marked_off = behind and not text[:1].isalnum() and bool(re.match(r"\s*[-–—:,;(|/=]", text))
    if marked_off:
        return re.split(r"\s+[-–—|]\s+|[,;:()|\t]", bare)[0].strip()
    return bare if _is_name(re.split(r"[(]", bare)[0]) else None


def _is_name(text: str) -> bool:
    words = re.split(r"[\s,]+", text.strip())
    return 0 < len(words) <= 5 and all(
        word and not any(map(str.isdigit, word)) and (not word[0].islower() or word.lower() in _PARTICLES)
        for word in words
    )


def _unmarked(text: str) -> tuple[Named, ...]:
    """A login without a mark, beside a name that has a word of it."""
    sides = [side.strip() for side in _BETWEEN.split(text) if side.strip()]
    if len(sides) > 2 and all(is_login(side) and side == side.lower() for side in sides):
        return tuple(map(Named, sides))
    if not 2 <= len(sides) <= 3:
        return ()
    for login, name in ((sides[0], sides[1]), (sides[1], sides[0])):
        if is_login(login) and _is_name(name) and not _DATE.match(login) and _akin(login, name):
            return (Named(login, name),)
    return ()


def _akin(login: str, name: str) -> bool:
    words = [word for word in re.split(r"\W+", name.lower()) if len(word) > 2]
    return any(word in login.lower() for word in words)
