"""Frozen data classes that cost next to nothing to define.

``nomflow check`` cannot start faster than it defines its classes, and the standard library's ``dataclass`` compiles six
methods for each: 0.33 ms a class, 45 ms in all (measured; see docs/architecture.md). Here the constructor is compiled
when the first instance is made, which for most classes is never. To type checkers ``record`` is a frozen dataclass,
and ``dataclasses.replace``, ``fields`` and ``asdict`` work on records as they do there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeVar, dataclass_transform, overload

    T = TypeVar("T")

    def field(
        *, default: Any = ..., default_factory: Callable[[], Any] = ..., repr: bool = True, compare: bool = True
    ) -> Any: ...

    @overload
    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    def record(cls: type[T], /) -> type[T]: ...
    @overload
    @dataclass_transform(frozen_default=True, field_specifiers=(field,))
    def record(*, eq: bool = True, order: bool = False) -> Callable[[type[T]], type[T]]: ...
    def record(cls: type[T] | None = None, /, *, eq: bool = True, order: bool = False) -> Any: ...

    def replace(instance: T, /, **changes: object) -> T: ...

else:

    class _Missing:
        def __repr__(self):
            return "MISSING"

    MISSING = _Missing()

    class field:  # noqa: N801 - reads as the standard library's
        """How a field differs from a plain one."""

        __slots__ = ("compare", "default", "default_factory", "repr")

        def __init__(self, *, default=MISSING, default_factory=MISSING, repr=True, compare=True):
            self.default = default
            self.default_factory = default_factory
            self.repr = repr
            self.compare = compare

    def record(cls=None, /, *, eq=True, order=False):
        """Makes a class with annotated fields a frozen record."""
        if cls is None:
            return lambda made: record(made, eq=eq, order=order)
        own = cls.__dict__
        specified = dict(getattr(cls, "__record__", {}))
        for name, kind in own.get("__annotations__", {}).items():
            if kind.startswith("ClassVar"):
                continue
            value = own.get(name, MISSING)
            specified[name] = value if isinstance(value, field) else field(default=value)
            if isinstance(value, field):
                if value.default is MISSING:
                    delattr(cls, name)
                else:
                    setattr(cls, name, value.default)
        cls.__record__ = specified
        cls.__match_args__ = tuple(specified)
        cls.__init__ = _first_init
        cls.__setattr__ = _refuse
        cls.__delattr__ = _refuse
        cls.__dataclass_fields__ = _STANDARD
        if "__repr__" not in own:
            cls.__repr__ = _repr
        if eq and "__eq__" not in own:
            cls.__eq__ = _eq
            cls.__hash__ = _hash
        if order:
            cls.__lt__ = _lt
            cls.__gt__ = lambda one, other: _lt(other, one) if isinstance(other, cls) else NotImplemented
            cls.__le__ = lambda one, other: not _lt(other, one) if isinstance(other, cls) else NotImplemented
            cls.__ge__ = lambda one, other: not _lt(one, other) if isinstance(other, cls) else NotImplemented
        return cls

    def replace(instance, /, **changes):
        """A copy with other values in some fields."""
        values = {name: instance.__dict__[name] for name in instance.__record__}
        return type(instance)(**(values | changes))

    def _first_init(self, *arguments, **named):
        cls = next(each for each in type(self).__mro__ if "__record__" in each.__dict__)
        cls.__init__ = _compiled(cls)
        cls.__init__(self, *arguments, **named)

    def _compiled(cls):
        scope = {"MISSING": MISSING}
        parameters, body = [], []
        for number, (name, spec) in enumerate(cls.__record__.items()):
            value = name
            if spec.default is not MISSING:
                scope[f"_d{number}"] = spec.default
                parameters.append(f"{name}=_d{number}")
            elif spec.default_factory is not MISSING:
                scope[f"_f{number}"] = spec.default_factory
                parameters.append(f"{name}=MISSING")
                value = f"_f{number}() if {name} is MISSING else {name}"
            else:
                parameters.append(name)
            body.append(f" __values[{name!r}] = {value}")
        if hasattr(cls, "__post_init__"):
            body.append(" self.__post_init__()")
        lines = [f"def __init__(self, {', '.join(parameters)}):", " __values = self.__dict__", *body]
        exec("\n".join(lines), scope)  # noqa: S102 - made of the names of our own fields
        made = scope["__init__"]
        made.__qualname__ = f"{cls.__qualname__}.__init__"
        return made

    def _refuse(self, name, *_):
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be changed")

    @cache
    def _compared(cls):
        names = [name for name, spec in cls.__record__.items() if spec.compare]
        return attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),) if names else ()

    def _eq(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = _compared(self.__class__)
        return self is other or values(self) == values(other)

    def _hash(self):
        return hash(_compared(self.__class__)(self))

    def _lt(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = _compared(self.__class__)
        return values(self) < values(other)

    def _repr(self):
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name, spec in self.__record__.items() if spec.repr)
        return f"{type(self).__qualname__}({shown})"

    class _Standard:
        """``__dataclass_fields__``, made when the standard library's functions ask for it."""

        def __get__(self, instance, cls):
            import dataclasses

            made = {}
            for name, spec in cls.__record__.items():
                default = dataclasses.MISSING if spec.default is MISSING else spec.default
                factory = dataclasses.MISSING if spec.default_factory is MISSING else spec.default_factory
                each = dataclasses.field(default=default, default_factory=factory, repr=spec.repr, compare=spec.compare)  # type: ignore
                each.name, each._field_type = name, dataclasses._FIELD
                made[name] = each
            return made

    _STANDARD = _Standard()
