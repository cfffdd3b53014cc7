"""The words of a sentence with its names put together: each name or word becomes one sign (``word_lists``)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from nomflow.core.acknowledgements.tokens import ThanksToken
from nomflow.core.acknowledgements.word_lists import GROUP, NAME, OTHER, OWNS, of_list, pattern, sign

Tokens = Sequence[ThanksToken]
LinkAt = Callable[[int], tuple[int, int, str] | None]
"""Gives start, end and target of the link over a character of the text."""


class Name(Struct, frozen=True, kw_only=True):
    """A person's name at ``start`` to ``end`` of a text. ``weak``: a lower-case word, a name in good company only."""

    text: str
    start: int
    end: int
    handle: str | None = None
    url: str | None = None
    weak: bool = False


class Unit(Struct, frozen=True, kw_only=True):
    """A word, a sign, or a whole name. ``notes``: what stands in brackets behind it."""

    sign: str
    start: int
    end: int
    name: Name | None = None
    notes: tuple[tuple[ThanksToken, ...], ...] = ()


def is_github_login(text: str) -> bool:
    """Whether GitHub would allow this login: letters, digits and single inner hyphens, at most 39 characters."""
    fits = 0 < len(text) <= 39 and text.isascii() and text.replace("-", "").isalnum()
    return fits and "--" not in text and "-" not in (text[0], text[-1])


def github_login(url: str) -> str | None:
    """The handle of ``https://github.com/HANDLE``, or ``None`` for any other address."""
    host, _, path = url.partition("://")[2].partition("/")
    login, _, more = path.partition("?")[0].partition("#")[0].rstrip("/").partition("/")
    known = host.casefold() in ("github.com", "www.github.com") and not more
    return login if known and is_github_login(login) else None


def units(tokens: Tokens, link_at: LinkAt) -> list[Unit]:
    """The units of a sentence, in linear time."""
    return _Namer(tokens, link_at).units()


class _Namer:
    def __init__(self, tokens: Tokens, link_at: LinkAt) -> None:
        self.tokens, self.link_at = tokens, link_at
        self.found: list[Unit] = []

    def units(self) -> list[Unit]:
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.inside:
                self.note(token)
                at += 1
            elif end := self.joined(at):
                self.add(sign("and"), at, end)
                at = end
            elif end := self.name_end(at):
                at = self.name(at, end)
            else:
                if "://" not in token.text:
                    self.word(at)
                at += 1
        return self.found

    def key(self, at: int) -> str:
        return self.tokens[at].key if 0 <= at < len(self.tokens) else ""

    def last(self, back: int = 1) -> str:
        return self.found[-back].sign if len(self.found) >= back else ""

    def add(self, letter: str, at: int, end: int, name: Name | None = None) -> None:
        self.found.append(Unit(sign=letter, start=self.tokens[at].start, end=self.tokens[end - 1].end, name=name))
        if self.tokens[end - 1].owns:
            self.found.append(Unit(sign=OWNS, start=self.tokens[end - 1].end, end=self.tokens[end - 1].end))

    def joined(self, at: int) -> int:
        """Behind "as well as" and "along with", which join names as "and" does."""
        if [self.key(at + step) for step in range(3)] == ["as", "well", "as"]:
            return at + 3
        return at + 2 if self.key(at) in ("along", "together") and self.key(at + 1) == "with" else 0

    def word(self, at: int) -> None:
        token = self.tokens[at]
        if is_suffix(token) and (self.last() == NAME or (self.last() == "," and self.last(2) == NAME)):
            if self.last() == ",":
                self.found.pop()
            return
        key = "also" if token.key == "not" and self.key(at + 1) in ("only", "just") else token.key
        letter = sign(key) if any(map(str.isalnum, token.text)) else token.text
        if letter == OTHER and token.text.islower() and len(token.text) > 2:
            name = Name(text=token.text, start=token.start, end=token.end, weak=not is_nick(token.text))
            self.add(OTHER, at, at + 1, name if is_nick(token.text) or not of_list(key, "no_nick") else None)
        else:
            self.add(letter, at, at + 1)

    def note(self, token: ThanksToken) -> None:
        """A bracket belongs to what stands before it; names in it are those of the friends before it."""
        if not self.found or token.text == "{":
            return
        inner = units(token.inside, self.link_at)
        if pattern("[<crowd|friend>]").match(self.last()) and pattern("N(?:[,&<join>]+N)*").fullmatch(
            "".join(each.sign for each in inner)
        ):
            self.found += [Unit(sign=":", start=token.start, end=token.start), *inner]
            return
        last = self.found[-1]
        name = last.name
        if name and last.sign == NAME and not name.handle:
            handle, url = _address(token.inside, self.link_at)
            name = Name(text=name.text, start=name.start, end=name.end, handle=handle, url=name.url or url)
        self.found[-1] = Unit(
            sign=last.sign, start=last.start, end=last.end, name=name, notes=(*last.notes, token.inside)
        )

    # Names

    def name_end(self, at: int) -> int:
        """Behind the words of the name that begins at ``at``; 0 where none does."""
        tokens = self.tokens
        start = at
        while of_list(self.key(start), "title") and self.is_part(start + 1):
            start += 1
        if tokens[start].text.startswith("@") and len(tokens[start].text) > 1:
            return start + 1
        if link := self.link_at(tokens[at].start):
            end = at
            while end < len(tokens) and tokens[end].end <= link[1]:
                end += 1
            words = [token.key for token in tokens[at:end]]
            if link[0] == tokens[at].start and 0 < len(words) < 5 and all(sign(word) == OTHER for word in words):
                return end
        end = start
        while end < len(tokens) and end - start < 8:
            if (end > start and tokens[end].inside and len(tokens[end].inside) < 3 and self.is_part(end + 1)) or (
                end > start and self.key(end).isdigit() and self.is_part(end + 1)
            ):
                pass
            elif not (self.is_part(end) if end == start or not tokens[end - 1].owns else False):
                particle = of_list(self.key(end), "particle") and tokens[end].text.islower()
                particle = particle and not (end == at and pattern("<being>").match(self.last()))
                after = end + 1 + (of_list(self.key(end + 1), "particle"))
                suffix = end > start and is_suffix(tokens[end])
                if not (suffix or (particle and self.is_part(after) and self.is_part(end + 1, particles=True))):
                    break
            end += 1
        return end if end > start else 0

    def is_part(self, at: int, *, particles: bool = False) -> bool:
        """Whether the word at ``at`` can be part of a name."""
        if at >= len(self.tokens):
            return False
        token = self.tokens[at]
        if not at and of_list(token.key, "plan"):
            return False
        if particles and of_list(token.key, "particle"):
            return True
        text = token.text.lstrip("_")
        if not looks_like_name(text):
            return False
        if sign(token.key) == OTHER or of_list(token.key, "organisation", "unfilled", "machine", "role"):
            return not of_list(token.key, "no_name", "role") or self._goes_on(at)
        return self._goes_on(at)

    def _goes_on(self, at: int) -> bool:
        """Whether a capitalised word that is no name alone is one here: "Will Quill", "Ada Page"."""
        key, following = self.key(at), self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if of_list(key, "thanks", "label", "for", "lead" if not at else "thanks"):
            return self.tokens[at].owns and at > 0
        before = self.tokens[at - 1].text if at else ""
        if looks_like_name(before) and not of_list(before.casefold(), "no_name", "thanks"):
            return not of_list(key, "no_name", "review", "function", "join", "text", "draft", "finite", "suffix")
        named = following is not None and looks_like_name(following.text) and sign(following.key) == OTHER
        if named:
            return not looks_like_name(before) and (at > 0 or not of_list(key, "no_name"))
        known = ("no_name", "review", "fixing", "draft", "version", "text", "own_text", "part", "language", "thing")
        return at > 0 and not looks_like_name(before) and not of_list(key, *known, *_NEVER_ALONE)

    def name(self, at: int, end: int) -> int:
        """Takes a name, and answers the index behind all that belongs to it."""
        tokens = self.tokens
        while of_list(self.key(at), "title") and end > at + 1:
            at += 1
        words = [token for token in tokens[at:end] if not token.inside]
        while len(words) > 1 and (is_suffix(words[-1]) or of_list(words[-1].key, "honorific")):
            words.pop()
        found = [_address([token], self.link_at) for token in tokens[at:end]]
        after = end
        while after < len(tokens) and (
            "://" in tokens[after].text or (tokens[after].text[:1] == "@" and tokens[end - 1].text[:1] != "@")
        ):
            found.append(_address([tokens[after]], self.link_at))
            after += 1
        handle = next((handle for handle, _ in found if handle), None)
        url = next((url for _, url in found if url), None)
        text = " ".join(token.text for token in words)
        name = Name(text=text, start=words[0].start, end=words[-1].end, handle=handle, url=url)
        kind = self.kind(name, at, end)
        self.add(kind, at, end, name if kind != OTHER else None)
        return after

    def kind(self, name: Name, at: int, end: int) -> str:
        """Whether a name is a person's, an organisation's, a person's place of work or a role."""
        words = name.text.casefold().replace("-", " ").split()
        if self.last() == OWNS and self.last(2) in (NAME, GROUP):
            self.found[-2:] = [Unit(sign=OTHER, start=self.found[-2].start, end=self.found[-1].end)]
        known = "".join(unit.sign for unit in self.found[-4:])
        if pattern("(?:[NG<crowd|friend|role>]|<affiliated><the>?w)<affiliated><the>?$").search(known) or (
            self.last() == "," and self.last(2) == NAME and of_list(words[-1], "role")
        ):
            return OTHER
        if any(of_list(word, "organisation") for word in words) or (len(words) == 1 and of_list(words[0], "crowd")):
            return GROUP
        following = "".join(sign(self.key(spot)) if self.key(spot).isalpha() else "," for spot in range(end, end + 3))
        crowd = pattern("[w<ing|ed>]{0,2}<crowd|organisation-no_name|auxiliary>").match(following)
        if crowd and self.tokens[at].text[:1] != "@" and not self.tokens[end - 1].owns:
            return GROUP
        return GROUP if len(words) == 1 and self.key(at - 1) in ("the", "fellow") else NAME


_NEVER_ALONE = ("crowd", "friend", "role", "event", "finite", "auxiliary", "received", "reviewer", "suffix", "title")


def is_suffix(token: ThanksToken) -> bool:
    """Whether a word follows a name and is no part of it: "Jr", "PhD", "MA"; not the "Ma" of "Jack Ma"."""
    short = len(token.text) == 2 and token.text.istitle() and token.key[1] != "r"
    return of_list(token.key, "suffix") and not short


def is_nick(text: str) -> bool:
    """A word that no language has: letters with digits, underscores or inner hyphens."""
    return any(char.isdigit() or char == "_" for char in text) and any(map(str.isalpha, text))


def looks_like_name(text: str) -> bool:
    """A capitalised word, an initial, or a word of a script without capitals; ``d'Ornano``, ``al-Rashid``, ``v.B.``"""
    if text[:1].isupper() or ("." in text and text[2:3].isupper()):
        return True
    if text[:1].isalpha() and text[:1].lower() == text[:1].upper():
        return (
            len(text) <= 12
            and not "\u3040" <= text[0] <= "\u309f"
            and (len(text) < 5 or not "\u3400" <= text[0] <= "\u9fff")
        )
    head, _, tail = text.replace("’", "'").replace("-", "'").partition("'")
    return 0 < len(head) <= 3 and head.isalpha() and tail[:1].isupper()


def _address(tokens: Tokens, link_at: LinkAt) -> tuple[str | None, str | None]:
    """Handle and address that the words of a name, or of a note behind it, give."""
    for token in tokens:
        if link := link_at(token.start):
            return github_login(link[2]), link[2]
        if "://" in token.text:
            return github_login(token.text), token.text
        if token.inside:
            return _address(token.inside, link_at)
    for token in tokens:
        if token.text[:1] == "@" and is_github_login(token.text[1:]):
            return token.text[1:], None
    keys = [token.key for token in tokens]
    if {"github", "gh", "github.com"} & set(keys):
        words = [each.text for each in tokens if each.key not in ("github", "github.com", "gh", "on", ":", "/", "user")]
        return (words[0] if len(words) == 1 and is_github_login(words[0]) else None), None
    return None, None


def is_nobody(name: Name) -> bool:
    """Whether the name was never filled in, or belongs to a program."""
    words = [word.casefold().strip("@._'") for word in name.text.split()]
    if any(of_list(word, "unfilled") for word in words) or all(of_list(word, "unfilled_alone") for word in words):
        return True
    if of_list("_".join(words[:2]), "dummy"):
        return True
    if (len(words) > 2 and len(set(words)) == 1) or (len(words) > 1 and of_list(words[-1], "machine_end")):
        return True
    rest = all(of_list(word, "machine", "machine_tail") or word[:1].isdigit() for word in words)
    return of_list(words[0], "machine") and rest
