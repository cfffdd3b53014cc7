"""An organisation's own templates: their mistakes are told with file and line, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from traceback import extract_tb

from jinja2 import TemplateSyntaxError
from jinja2.meta import find_referenced_templates

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.render.site.templates import OURS, environment, template_names

FOLDER = ".github/nomflow/site"
"""Where they lie in the organisation's repository."""

FIXED = frozenset(("parts.html.j2", "entry.html.j2"))
"""Ours alone: what pages are put together from, and the entry that the comment shows as the page does."""


def check_overrides(overrides: Mapping[str, str]) -> None:
    """Raises ``ConfigError`` with every fault that can be told without a page."""
    faults = list(_faults(overrides))
    if faults:
        raise ConfigError(faults)


def fault_of(error: Exception, overrides: Mapping[str, str], *, innermost: bool = False) -> ConfigError | None:
    """The organiser's mistake that an error is, if it came through one of their templates.

    ``innermost``: and not from one of ours that theirs called, where somebody's nomination may be at fault.
    """
    if isinstance(error, TemplateSyntaxError) and error.name and error.name in overrides:
        return ConfigError([_fault(error, error.name, error.lineno)])
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    for frame in reversed(frames[-1:] if innermost else frames):
        if frame.filename in overrides:
            return ConfigError([_fault(error, frame.filename, frame.lineno or 1)])
    return None


def _fault(error: Exception, name: str, line: int) -> Fault:
    return Fault(
        f"This template does not work: {str(error) or type(error).__name__}", Place(path=f"{FOLDER}/{name}", line=line)
    )


def _faults(overrides: Mapping[str, str]) -> Iterator[Fault]:
    templates, used = environment("en", {}), set[str]()
    pages = template_names() - FIXED
    for name, text in sorted(overrides.items()):
        try:
            parsed = templates.parse(text, name, name)
            templates.compile(parsed, name, name)
        except TemplateSyntaxError as error:
            yield _fault(error, name, error.lineno)
            continue
        wanted = {each for each in find_referenced_templates(parsed) if each}
        used |= wanted
        for each in sorted(wanted - overrides.keys()):
            bare = each.removeprefix(OURS)
            if bare not in template_names():
                line = next((at for at, row in enumerate(text.splitlines(), 1) if each in row), 1)
                yield Fault(f"There is no template {each}{_meant(bare)}.", Place(path=f"{FOLDER}/{name}", line=line))
    for name in sorted(overrides.keys() - pages - used):
        if name in FIXED:
            told = f"{name} cannot be replaced; write what you need into a page's own template."
        else:
            told = f"No page is made from {name}{_meant(name)}. The templates are {', '.join(sorted(pages))}."
        yield Fault(told, Place(path=f"{FOLDER}/{name}"))


def _meant(name: str) -> str:
    near = get_close_matches(name, sorted(template_names()), 1)
    return f"; is {near[0]} meant?" if near else ""
