"""The templates: ours from the package, an organisation's own over them by name."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from jinja2 import FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from nomflow.core.site.site import Change, NamedPerson, StatementSource
from nomflow.render.packaged import packaged
from nomflow.render.site import dates
from nomflow.render.site.bidi import runs
from nomflow.render.site.links import link, own_link, sanitised
from nomflow.render.site.words import Catalogue, direction_of, words_in

API = 1
"""Goes up when an override written for the one before might break."""

OURS = "nomflow/"


def folder() -> Path:
    """Where our templates are."""
    return packaged("templates/site")


def source(name: str) -> str:
    return (folder() / name).read_text(encoding="utf-8")


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox. It looks at every attribute of every object for a way out, which takes longer than all the rest
    of a page; the public fields and properties of our own records lead nowhere, so they are read at once."""

    def getattr(self, obj: object, attribute: str) -> object:
        kind = type(obj)
        if (kind, attribute) not in _KNOWN:
            _KNOWN[kind, attribute] = _leads_nowhere(kind, attribute)
        return getattr(obj, attribute) if _KNOWN[kind, attribute] else super().getattr(obj, attribute)


_KNOWN: dict[tuple[type, str], bool] = {}


def _leads_nowhere(kind: type, attribute: str) -> bool:
    fields = getattr(kind, "__struct_fields__", None)
    if attribute.startswith("_") or fields is None:
        return False
    return attribute in fields or isinstance(getattr(kind, attribute, None), property)


def environment(language: str, overrides: Mapping[str, str]) -> ImmutableSandboxedEnvironment:
    """The templates in one language. ``overrides`` maps names such as ``candidate.html.j2`` to what an organisation
    puts there; ``nomflow/candidate.html.j2`` is always ours, to be extended."""
    return _environment(language, tuple(sorted(overrides.items())))


@lru_cache(maxsize=16)
def _environment(language: str, overrides: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    own = dict(overrides)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        bare = name.removeprefix(OURS)
        text = own[name] if name in own else source(bare) if bare in template_names() else None
        return None if text is None else (text, name, lambda: True)

    made = _Sandbox(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(_filters(words_in(language)))
    return made


@lru_cache(maxsize=1)
def template_names() -> frozenset[str]:
    """The names of ours."""
    return frozenset(path.name for path in folder().glob("*.j2"))


def _filters(words: Catalogue) -> dict[str, Callable[..., object]]:
    return {
        "t": lambda key, **values: words.direction if key == "dir" else words.text(key, **values),
        "lang": words.marked,
        "written": lambda tag: Markup(' dir="{}"{}').format(direction_of(tag), words.marked(tag)),
        "day": lambda at: dates.day(words, at),
        "stamp": lambda at: dates.stamp(words, at),
        "link": link,
        "own_link": own_link,
        "sanitised": sanitised,
        "initials": initials,
        "runs": runs,
        "commit": _commit,
        "check_command": _check_command,
        "by_name": _by_name,
        "latest_first": _latest_first,
    }


def initials(name: str) -> str:
    """One or two letters that stand for somebody: the first of the first two words in one script, without nicknames
    in brackets or quotes. Scripts without capitals join or carry meaning by the sign, so one is enough there."""
    bare = re.sub(r"[(\[“\"«][^)\]”\"»]*[)\]”\"»]", " ", name)
    letters = [char for word in (bare.split() or name.split()) if (char := next(filter(str.isalpha, word), ""))]
    if not letters:
        return "·"
    first = letters[0]
    if first.upper() == first.lower():
        return first
    script = _script(first)
    return "".join([char for char in letters if _script(char) == script][:2]).upper()


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def _commit(commit: str) -> Markup:
    return Markup("<code>{}</code>").format(commit[:12])


def _check_command(source: StatementSource) -> str:
    return f"git show {shlex.quote(f'{source.commit}:{source.path}')} | sha256sum"


def _by_name(people: Iterable[NamedPerson]) -> list[NamedPerson]:
    return sorted(people, key=lambda person: (person.shown.casefold(), person.handle.casefold()))


def _latest_first(changes: Iterable[Change]) -> list[Change]:
    def when(change: Change) -> datetime:
        return change.at

    return sorted(changes, key=when, reverse=True)
