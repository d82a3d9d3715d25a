"""Frozen dataclasses that are quick to define: the code of ``__init__`` is made when a class is first called.

The standard library writes and compiles six functions for every such class (40 ms for the hundred classes of one
run, a fifth of it); all but ``__init__`` are the same for all classes. Type checkers see the standard library's.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass

    from _typeshed import DataclassInstance
else:

    def dataclass(*, frozen: bool, slots: bool) -> Callable[[type], type]:
        """Return what makes a class a frozen dataclass with slots; its other methods come from here."""
        if not (frozen and slots):
            message = "only for frozen dataclasses with slots; take dataclasses.dataclass"
            raise TypeError(message)
        return _defined


def _defined(cls: type) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    names = tuple(field.name for field in dataclasses.fields(made))
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _: ()

    def first(self: object, *args: object, **named: object) -> None:
        made.__init__ = _init(made)
        made.__init__(self, *args, **named)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash((values(self),))

    made.__init__, made.__eq__, made.__hash__, made.__repr__ = first, equal, hashed, _repr
    made.__setattr__, made.__delattr__ = _refuse_change, _refuse_loss
    made.__getstate__, made.__setstate__ = _state, _set_state
    return made  # type: ignore[no-any-return] # the class itself, with what the stubs do not know


def _init(made: type) -> Callable[..., None]:
    """Return the ``__init__`` of a class: one parameter a field, in order."""
    missing = dataclasses.MISSING
    scope: dict[str, Any] = {"missing": missing}
    parameters, lines = [], []
    for field in dataclasses.fields(made):
        name, default, factory = field.name, field.default, field.default_factory
        scope[f"set_{name}"] = getattr(made, name).__set__
        scope[f"default_{name}"] = default if factory is missing else missing
        scope[f"make_{name}"] = factory
        required = default is missing and factory is missing
        parameters.append(name if required else f"{name}=default_{name}")
        value = name if factory is missing else f"make_{name}() if {name} is missing else {name}"
        lines.append(f"    set_{name}(self, {value})")
    source = f"def __init__({', '.join(['self', *parameters])}):\n" + "\n".join(lines or ["    pass"])
    exec(source, scope)  # noqa: S102 # names of fields of our own classes, as in the standard library
    init: Callable[..., None] = scope["__init__"]
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    init.__annotations__ = {field.name: field.type for field in dataclasses.fields(made)}
    return init


def _repr(self: DataclassInstance) -> str:
    shown = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self))
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_change(self: object, name: str, value: object) -> None:  # noqa: ARG001 # as ``object.__setattr__``
    message = f"cannot assign to field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _refuse_loss(self: object, name: str) -> None:  # noqa: ARG001 # as ``object.__delattr__``
    message = f"cannot delete field {name!r}"
    raise dataclasses.FrozenInstanceError(message)


def _state(self: DataclassInstance) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: DataclassInstance, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
