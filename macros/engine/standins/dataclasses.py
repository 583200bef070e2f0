"""Stand-in for `dataclasses`: the same classes, without compiling code for each of them.

The standard library writes and compiles five functions for each class: nine tenths of the time
that the calculators take to be imported in the browser. Only what they use is here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

MISSING: Any = object()


class FrozenInstanceError(AttributeError):
    """A field of a frozen class is set."""


class Field:
    """What is declared of one field."""

    __slots__ = ("default", "default_factory", "init", "kw_only", "name")

    def __init__(self, default: Any, default_factory: Any, init: bool) -> None:
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.kw_only = False
        self.name = ""


def field(*, default: Any = MISSING, default_factory: Any = MISSING, init: bool = True) -> Any:
    """Declare more than a default."""
    return Field(default, default_factory, init)


def dataclass(cls: type | None = None, /, *, frozen: bool = False, kw_only: bool = False) -> Any:
    """Make a class of annotated fields."""
    if cls is None:
        return partial(dataclass, frozen=frozen, kw_only=kw_only)
    declared = _declared(cls, kw_only)
    cls.__dataclass_fields__ = declared  # type: ignore[attr-defined]
    names = tuple(declared)
    methods: dict[str, Any] = {
        "__init__": _init(cls.__qualname__, declared, hasattr(cls, "__post_init__")),
        "__repr__": _repr(names),
        "__eq__": _eq(names),
        "__hash__": _hash(names) if frozen else None,
    }
    if frozen:
        methods |= {"__setattr__": _frozen, "__delattr__": _frozen}
    for name, method in methods.items():
        if name not in cls.__dict__ or (name == "__hash__" and cls.__dict__[name] is None):
            setattr(cls, name, method)
    return cls


def fields(cls: Any) -> tuple[Field, ...]:
    """Give the fields of a class or of an object."""
    return tuple(cls.__dataclass_fields__.values())


def replace(obj: Any, /, **changes: Any) -> Any:
    """Give the same object with other values in some fields."""
    values = {field.name: getattr(obj, field.name) for field in fields(obj) if field.init}
    return type(obj)(**(values | changes))


def _declared(cls: type, kw_only: bool) -> dict[str, Field]:
    every: dict[str, Field] = {}
    for base in cls.__mro__[-1:0:-1]:
        every |= base.__dict__.get("__dataclass_fields__", {})
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation.startswith("ClassVar"):
            continue
        declared = cls.__dict__.get(name, MISSING)
        if isinstance(declared, Field):
            if declared.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, declared.default)
        else:
            declared = Field(declared, MISSING, init=True)
        declared.kw_only = kw_only
        declared.name = name
        every[name] = declared
    return every


def _init(cls: str, every: dict[str, Field], post: bool) -> Callable[..., None]:
    given = {name: field for name, field in every.items() if field.init}
    positional = tuple(name for name, field in given.items() if not field.kw_only)
    defaults = {
        name: field.default for name, field in every.items() if field.default is not MISSING
    }
    factories = {
        name: field.default_factory
        for name, field in every.items()
        if field.default_factory is not MISSING
    }
    needed = given.keys() - defaults.keys() - factories.keys()

    def __init__(self: Any, /, *args: Any, **named: Any) -> None:  # noqa: N807
        values = dict(zip(positional, args, strict=False))
        if len(args) > len(positional) or not values.keys().isdisjoint(named):
            raise TypeError(f"{cls}: too many arguments")
        values |= named
        if not needed <= values.keys() <= given.keys():
            raise TypeError(f"{cls}: {', '.join(values)} given, {', '.join(given)} expected")
        for name, factory in factories.items():
            if name not in values:
                values[name] = factory()
        self.__dict__.update(defaults | values)
        if post:
            self.__post_init__()

    return __init__


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def __repr__(self: Any) -> str:  # noqa: N807
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({values})"

    return __repr__


def _eq(names: tuple[str, ...]) -> Callable[[Any, object], bool]:
    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in names)

    return __eq__


def _hash(names: tuple[str, ...]) -> Callable[[Any], int]:
    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(tuple(getattr(self, name) for name in names))

    return __hash__


def _frozen(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}.{name} = {value!r}")
