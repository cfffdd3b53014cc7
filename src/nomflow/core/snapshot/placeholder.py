"""Words that only a template should have."""

from __future__ import annotations

_LEFT_OVER = frozenset(
    (
        "candidate name", "employer name", "first last", "firstname lastname", "fixme", "github-handle",
        "github handle", "github username", "githubid", "insert text here", "last name", "lorem ipsum", "name here",
        "nominee name", "replace me", "statement here", "todo", "write here", "xxx", "your affiliation",
        "your biography", "your company", "your email", "your employer", "your full name", "your github handle",
        "your github id", "your github username", "your handle", "your name", "your name here", "your statement",
        "your summary", "your user name", "your username", "yourgithubid",
    )
)  # fmt: skip


def is_placeholder(text: str) -> bool:
    """Whether a text is nothing but a place to be filled in: "Your name", ``<your name>``, "Lorem ipsum …"."""
    words = plain(text)
    bare = words.removeprefix("insert ").removesuffix(" here")
    return bool({words, bare} & _LEFT_OVER) or words.startswith("lorem ipsum") or _in_brackets(text)


def _in_brackets(value: str) -> bool:
    """``<your name>``, ``[your name]`` or ``{your name}``."""
    text = value.strip()
    inner = text[1:-1].strip("{} ").casefold()
    starts = ("your ", "insert ", "name", "github ", "githubid", "add your", "write your")
    return text[:1] + text[-1:] in ("<>", "[]", "{}") and inner.startswith(starts)


def plain(text: str) -> str:
    """A text in lower case without emphasis and the mark at its end, so that two can be compared."""
    folded = " ".join(text.casefold().replace("’", "'").split()).strip("*_")
    return folded.rstrip(".:") or folded
