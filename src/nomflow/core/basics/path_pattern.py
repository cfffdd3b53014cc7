"""Where statements lie: patterns such as ``elections/{election}/candidate-{handle}.md``."""

from __future__ import annotations

from difflib import SequenceMatcher

from msgspec import Struct

#: What may stand in braces; each matches within one part of a path.
FIELDS = ("handle", "election", "seat", "name", "email")

_ABOUT_NOBODY = (
    " authors changelog changes code_of_conduct code-of-conduct codeowners contributing election_desc faq governance"
    " index issue_template license licence maintainers nomination-template nomination_template notice"
    " pull_request_template readme results schedule security support template timeline "
)
_SUFFIXES = ("htm", "html", "markdown", "md", "mkd", "rst", "text", "txt")
_PREFIXES = ("bio", "candidate", "nomination", "nominee", "statement")


class PathMatch(Struct, frozen=True):
    """What a path says about the nomination it holds."""

    handle: str = ""
    seat: str = ""
    name: str = ""
    email: str = ""


def fault_of_pattern(pattern: str) -> str:
    """Why a pattern cannot be used, or ``""``."""
    pieces = _pieces(pattern)
    if pieces is None:
        return "A brace is opened and never closed, or closed and never opened."
    names = [name for _, name in pieces if name]
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        return f"There is no {{{unknown[0]}}}; use {', '.join('{' + name + '}' for name in FIELDS)}."
    if len(set(names)) < len(names):
        return "Each {…} may stand once."
    if "}{" in pattern:
        return "Between two {…} there must be something that keeps them apart, such as a hyphen."
    if any(part in (".", "..", "") for part in pattern.split("/")):
        return "A path must not hold empty parts, “.” or “..”."
    return ""


def match(pattern: str, path: str, election: str) -> PathMatch | None:
    """What ``path`` holds by ``pattern``, without regard to the case of fixed letters; ``None`` if elsewhere."""
    filled = pattern.replace("{election}", election)
    wanted, parts = filled.split("/"), path.split("/")
    if len(wanted) != len(parts):
        return None
    found: dict[str, str] = {}
    for piece, part in zip(wanted, parts, strict=True):
        if not _match_part(piece, part, found):
            return None
    return PathMatch(**found)


def nearest(pattern: str, path: str, election: str) -> PathMatch:
    """What a path seems to say that does not match, read from its end: a wrong folder or prefix does no harm."""
    wanted, parts = pattern.replace("{election}", election).split("/"), path.split("/")
    found = _guess(wanted[-1], parts[-1])
    for piece, part in zip(wanted[-2::-1], parts[-2::-1], strict=False):
        own: dict[str, str] = {}
        found |= own if _match_part(piece, part, own) else {}
    return PathMatch(**found)


def path_for(pattern: str, election: str, match: PathMatch) -> str:
    """The path that a nomination should have; a field that ``match`` lacks stays in braces."""
    filled = pattern.replace("{election}", election)
    for name in ("handle", "seat", "name", "email"):
        filled = filled.replace("{" + name + "}", getattr(match, name) or "{" + name + "}")
    return filled


def is_about_nobody(stem: str) -> bool:
    """Whether a file of this name (without its suffix) stands beside statements and is none, such as a README."""
    return f" {stem.casefold()} " in _ABOUT_NOBODY or stem.startswith((".", "_"))


def is_outside(path: str) -> bool:
    """Whether a path leads out of the repository, as that of a file elsewhere on the disk does."""
    return path.startswith(("/", "../")) or path[1:3] in (":/", ":\\")


def _match_part(pattern: str, part: str, found: dict[str, str]) -> bool:
    pieces = _pieces(pattern)
    if pieces is None:
        return False
    rest = part
    for index, (literal, name) in enumerate(pieces):
        if rest[: len(literal)].casefold() != literal.casefold():
            return False
        rest = rest[len(literal) :]
        if not name:
            continue
        following = pieces[index + 1][0] if index + 1 < len(pieces) else ""
        at = _last(rest, following) if following else len(rest)
        if at <= 0:
            return False
        found[name], rest = rest[:at], rest[at:]
    return not rest


def _guess(pattern: str, part: str) -> dict[str, str]:
    """The one field of a file's name, whatever prefix and suffix stand there instead of the right ones."""
    found: dict[str, str] = {}
    if _match_part(pattern, part, found):
        return found
    pieces = _pieces(pattern) or []
    names = [name for _, name in pieces if name]
    if len(names) != 1:
        return {}
    stem, dot, suffix = part.rpartition(".")
    stem = stem if dot and stem and suffix.lower() in _SUFFIXES else part
    head, sign, tail = stem.partition("-")
    prefix = pieces[0][0].rstrip("-_")
    if sign and tail and (head.casefold() in _PREFIXES or _alike(head, prefix)):
        stem = tail
    return {names[0]: stem}


def _alike(typed: str, wanted: str) -> bool:
    return bool(wanted) and SequenceMatcher(None, typed[:60].casefold(), wanted.casefold()).ratio() >= 0.75


def _last(text: str, wanted: str) -> int:
    """Where ``wanted`` stands last in ``text``, exactly or else in another case."""
    exact = text.rfind(wanted)
    lowered = text.lower()
    return exact if exact >= 0 or len(lowered) != len(text) else lowered.rfind(wanted.lower())


def _pieces(pattern: str) -> list[tuple[str, str]] | None:
    """``a{x}b`` as ``[("a", "x"), ("b", "")]``."""
    pieces: list[tuple[str, str]] = []
    rest = pattern
    while True:
        literal, brace, rest = rest.partition("{")
        if "}" in literal:
            return None
        if not brace:
            pieces.append((literal, ""))
            return pieces
        name, brace, rest = rest.partition("}")
        if not brace or "{" in name:
            return None
        pieces.append((literal, name))
