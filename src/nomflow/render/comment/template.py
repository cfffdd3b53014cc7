"""The layout of the comment: ours from the package, an organisation's own over it by named blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from traceback import extract_tb
from typing import TYPE_CHECKING

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.render.comment.markdown import Markdown
from nomflow.render.packaged import packaged

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

OURS = "nomflow/"
MAIN = "comment.md.j2"


def laid_out(comment: object, overrides: Mapping[str, str]) -> Markdown:
    """The comment's parts in the layout. Raises ``ConfigError`` for a fault in the organisation's own template."""
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return Markdown(_environment(tuple(sorted(overrides.items()))).get_template(MAIN).render(comment=comment))
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        if MAIN not in overrides:
            raise
        line = error.lineno if isinstance(error, TemplateSyntaxError) else _line_of(error, overrides)
        name = (error.name if isinstance(error, TemplateSyntaxError) else None) or MAIN
        raise ConfigError([Fault(f"This template does not work: {error}", Place(path=name, line=line))]) from error


def _line_of(error: Exception, names: Iterable[str]) -> int:
    """The line of a template that an error came through; Jinja puts templates into the traceback by name."""
    known = set(names)
    return next(
        (frame.lineno or 1 for frame in reversed(extract_tb(error.__traceback__)) if frame.filename in known), 1
    )


@lru_cache(maxsize=8)
def _environment(overrides: tuple[tuple[str, str], ...]) -> ImmutableSandboxedEnvironment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """What is put together of quoted pieces is quoted."""

        concat = staticmethod(lambda pieces: Markdown("".join(pieces)))

    own = dict(overrides)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        bare = name.removeprefix(OURS)
        text = own.get(name) if name in own else _source(bare) if bare == MAIN or name.startswith(OURS) else None
        return None if text is None else (text, name, lambda: True)

    return Environment(
        loader=FunctionLoader(load),
        autoescape=False,  # this is Markdown; ``finalize`` lets nothing pass that was not quoted for it
        finalize=_quoted,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _quoted(value: object) -> object:
    """What the layout may print: text that was quoted for Markdown, and numbers."""
    from jinja2 import Undefined

    if isinstance(value, Undefined):
        return str(value)
    if not isinstance(value, Markdown | int):
        raise TypeError("a value was not quoted for Markdown, so it cannot stand in a comment")
    return value


def _source(name: str) -> str | None:
    folder = packaged("templates/comment")
    return (folder / name).read_text(encoding="utf-8") if name in {path.name for path in folder.glob("*.j2")} else None
