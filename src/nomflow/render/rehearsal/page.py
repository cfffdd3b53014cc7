"""The page that leads to everything that was written of a made-up election."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nomflow.render.packaged import packaged
from nomflow.render.quote import path_address, visible

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


class PlayedLine(Struct, frozen=True):
    """A nomination at one moment; ``path`` is that of the page of its comment."""

    nominee: str
    about: str
    state: str
    path: str

    @property
    def href(self) -> str:
        """Its address, relative to the page."""
        return path_address(self.path)


class PlayedMoment(Struct, frozen=True):
    """What there was to see at one moment."""

    title: str
    at: str
    lines: tuple[PlayedLine, ...]


def index(title: str, about: str, moments: tuple[PlayedMoment, ...], record: str = "") -> str:
    """The page; ``record`` is where the record lies, if there is one."""
    return (
        _environment()
        .get_template("index.html.j2")
        .render(title=visible(title), about=visible(about), moments=moments, record=path_address(record))
    )


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(packaged("templates/play")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
