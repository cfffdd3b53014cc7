"""What stands between two commas: a person, a crowd without names, or other words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from nomflow.core.acknowledgements import review_words as r
from nomflow.core.acknowledgements import thanks_words as w
from nomflow.core.acknowledgements.plain import Link
from nomflow.core.acknowledgements.tokens import Kind, Token

Tokens = Sequence[Token]


class Person(Struct, frozen=True):
    """A name in a block's plain text. ``weak``: a lower-case word that is a nickname only in good company."""

    text: str
    start: int
    end: int
    handle: str | None = None
    url: str | None = None
    weak: bool = False


def is_github_login(text: str) -> bool:
    """Whether GitHub would allow this login: letters, digits and single inner hyphens, at most 39 characters."""
    bare = text.replace("-", "")
    return (
        0 < len(text) <= 39
        and text.isascii()
        and bare.isalnum()
        and "--" not in text
        and "-" not in (text[0], text[-1])
    )


def github_login(url: str) -> str | None:
    """The handle of ``https://github.com/HANDLE``, or ``None`` for any other address."""
    rest = url.strip().partition("://")[2] if "://" in url else url.strip()
    host, _, path = rest.partition("/")
    login, _, more = path.partition("?")[0].partition("#")[0].rstrip("/").partition("/")
    return (
        login if host.casefold() in ("github.com", "www.github.com") and not more and is_github_login(login) else None
    )


def is_name_word(token: Token) -> bool:
    """A capitalised word, an initial, or a word of a script without capitals."""
    if token.kind is not Kind.WORD:
        return False
    text = token.text.lstrip("_")
    return text[:1].isupper() or is_caseless(text) or _is_prefixed(text) or ("." in text and text[2:3].isupper())


def is_caseless(text: str) -> bool:
    """Whether a word is of a script without capitals."""
    return text[:1].isalpha() and text[:1].lower() == text[:1].upper()


def _is_prefixed(text: str) -> bool:
    """Names such as ``d'Ornano`` or ``al-Rashid``."""
    head, _, tail = text.replace("’", "'").replace("-", "'").partition("'")
    return 0 < len(head) <= 3 and head.isalpha() and tail[:1].isupper()


def is_nick(token: Token) -> bool:
    """A word that no language has: digits, underscores or capitals inside."""
    text = token.text
    return token.kind is Kind.WORD and (
        any(sign.isdigit() or sign == "_" for sign in text) and any(sign.isalpha() for sign in text)
    )


def is_handle(token: Token) -> bool:
    """``@name``."""
    return token.kind is Kind.WORD and token.text.startswith("@") and len(token.text) > 1


class NameReader:
    """Finds names in the tokens of one block, whose links are given."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.links = sorted((link for link in links if link.target), key=lambda link: link.start)
        self.link_starts = [link.start for link in self.links]

    def person(self, tokens: Tokens, at: int, stop: int, *, opening: bool = False) -> tuple[Person, int] | None:
        """The person named from ``at`` on, and the index after all that belongs to the name.

        ``opening``: the word at ``at`` begins the sentence, so that its capital says little.
        """
        while at + 1 < stop and tokens[at].key in w.TITLES and is_name_word(tokens[at + 1]):
            at += 1
        end = self._run(tokens, at, stop, opening=opening) if at < stop else at
        if end == at:
            return None
        words = [token for token in tokens[at:end] if token.kind is Kind.WORD]
        while len(words) > 1 and words[-1].key in w.SUFFIXES:
            words = words[:-1]
        handle, url, end = self._addresses(tokens, at, end, stop)
        weak = len(words) == 1 and words[0].text.islower() and not (is_nick(words[0]) or is_handle(words[0]) or url)
        text = _without_honorific(" ".join(token.text for token in words))
        return Person(text, words[0].start, words[-1].end, handle, url, weak), end

    def _run(self, tokens: Tokens, at: int, stop: int, *, opening: bool) -> int:
        """The index after the words of the name that begins at ``at``; ``at`` itself when none does."""
        first = tokens[at]
        if first.kind is not Kind.WORD:
            return at
        if is_handle(first):
            return at + 1
        if inside := self._linked(tokens, at, stop):
            return inside
        end = at
        while end < stop and end - at < 8:
            token = tokens[end]
            if token.kind is Kind.NOTE and end > at and len(token.inside) < 3 and _names_follow(tokens, end + 1, stop):
                end += 1
                continue
            if is_name_word(token):
                if _is_ordinary(tokens, end, stop, opening=opening and end == at):
                    break
            elif not (token.key in w.LONE_PARTICLES and _names_follow(tokens, end + 1, stop)) and not (
                token.key in w.SUFFIXES and end > at
            ):
                break
            end += 1
            if token.owns:
                break
        return at + 1 if end == at and (is_nick(first) or _is_lone(tokens, at, stop)) else end

    def _linked(self, tokens: Tokens, at: int, stop: int) -> int:
        """Behind a link of one to four lower-case words, which is a name unless its words are ordinary ones."""
        link = self._link(tokens[at])
        if link is None or link.start < tokens[at].start - 1 or not tokens[at].text[:1].islower():
            return 0
        end = at
        while end < stop and tokens[end].start < link.end:
            if tokens[end].kind is not Kind.WORD or end - at == 4 or tokens[end].key in _ORDINARY:
                return 0
            end += 1
        return end

    def _addresses(self, tokens: Tokens, at: int, end: int, stop: int) -> tuple[str | None, str | None, int]:
        """Handle and address given for the name, and the index after them."""
        found = [self._address(token, tokens[at].start) for token in tokens[at:end]]
        while end < stop and (
            tokens[end].kind in (Kind.NOTE, Kind.OPAQUE)
            or (is_handle(tokens[end]) and not is_handle(tokens[end - 1]))
            or (tokens[end].kind is Kind.WORD and not any(sign.isalnum() for sign in tokens[end].text))
        ):
            found.append(self._address(tokens[end], tokens[at].start))
            end += 1
        handles = [handle for handle, _ in found if handle]
        urls = [url for _, url in found if url]
        return (handles[0] if handles else None), (urls[0] if urls else None), end

    def _address(self, token: Token, name_start: int) -> tuple[str | None, str | None]:
        """Handle and address that a token of a name or beside it gives."""
        if token.kind is Kind.NOTE:
            found = [self._address(inner, name_start) for inner in token.inside]
            return next((pair for pair in found if pair != (None, None)), (_github_note(token.inside), None))
        link = self._link(token)
        if link and link.start >= name_start - 12 and link.end - link.start < 100:
            return github_login(link.target), link.target
        if is_handle(token) and is_github_login(token.text[1:]):
            return token.text[1:], None
        return None, None

    def _link(self, token: Token) -> Link | None:
        number = bisect_right(self.link_starts, token.start)
        link = self.links[number - 1] if number else None
        return link if link and token.start < link.end else None


def _github_note(inside: Tokens) -> str | None:
    """The handle in "(GitHub: ada)", "(ada on GitHub)" or "(github.com/ada)"."""
    keys = [token.key for token in inside]
    if keys[:2] == ["github.com", "/"]:
        words = [token.text for token in inside[2:]]
    elif "github" in keys or "gh" in keys:
        words = [token.text for token in inside if token.key not in ("github", "on", "at", "gh", "handle", "user", ":")]
    else:
        return None
    return words[0] if len(words) == 1 and is_github_login(words[0]) else None


def _is_ordinary(tokens: Tokens, at: int, stop: int, *, opening: bool) -> bool:
    """Whether a capitalised word is no name. "An" and "My" are names when another one follows."""
    token = tokens[at]
    if token.key in w.THANKS:
        return not token.owns
    if opening and token.key in w.OPENERS:
        return True
    if token.key not in w.NO_NAMES:
        return False
    if at + 1 < stop and tokens[at + 1].key in r.REVIEW:
        return True
    return opening or at + 1 >= stop or not is_name_word(tokens[at + 1]) or tokens[at + 1].key in w.NO_NAMES


def _names_follow(tokens: Tokens, at: int, stop: int) -> bool:
    return at < stop and (
        is_name_word(tokens[at]) or (tokens[at].key in w.PARTICLES and at + 1 < stop and is_name_word(tokens[at + 1]))
    )


def _is_lone(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether a lower-case word is all that stands before the reason, and so may be a nickname."""
    text = tokens[at].text
    if len(text) > 4 and text.endswith(("ed", "ing")):
        return False
    if not (text[:1].isalpha() and text.islower() and len(text) > 2) or tokens[at].key in _ORDINARY:
        return False
    return (
        at + 1 >= stop
        or tokens[at + 1].key in ("for", "who")
        or tokens[at + 1].kind is Kind.NOTE
        or is_handle(tokens[at + 1])
    )


_ORDINARY = (
    w.NO_NAMES
    | w.CROWD
    | r.FUNCTION
    | w.THANKS
    | r.REVIEW
    | w.NICK_STOPS
    | w.AFTER_THANKS
    | w.LED_BY
    | r.TEXTS
    | r.DRAFTS
)


def _without_honorific(text: str) -> str:
    if text.isascii():
        return text
    for honorific in ("さん", "氏", "様", "先生", "님", "씨"):
        if len(text) > len(honorific) + 1:
            text = text.removesuffix(honorific)
    return text


def is_group(person: Person) -> bool:
    """Whether a capitalised run names an organisation, or nobody in particular."""
    keys = [word.casefold() for word in person.text.replace("-", " ").split()]
    return any(key in w.ORGANISATION for key in keys) or (len(keys) == 1 and keys[0] in w.CROWD)


def is_nobody(person: Person) -> bool:
    """Whether the name was never filled in, or belongs to a program."""
    keys = tuple(word.casefold().strip("@._'") for word in person.text.split())
    if any(key in w.PLACEHOLDERS for key in keys) or all(key in w.WEAK_PLACEHOLDERS for key in keys):
        return True
    if keys[:2] in w.DUMMIES or (len(keys) > 2 and len(set(keys)) == 1):
        return True
    if len(keys) > 1 and keys[-1] in w.MACHINE_ENDS:
        return True
    return keys[0] in w.MACHINES and all(
        key in w.MACHINES or key in w.MACHINE_TAILS or key[:1].isdigit() for key in keys
    )
