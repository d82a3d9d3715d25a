"""What several rules ask about one release, worked out once: the results about the release that was asked last."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Facts

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")


class _Kept:
    """The results about one release; facts are frozen, so the same object gives the same result."""

    def __init__(self) -> None:
        self._last: tuple[Facts | None, dict[object, Any]] = (None, {})

    def results(self, facts: Facts) -> dict[object, Any]:
        """Return the results about these facts; those about others are let go."""
        last = self._last  # one look: another thread may be at another release
        if last[0] is not facts:
            last = self._last = (facts, {})
        return last[1]


_KEPT = _Kept()


def once_a_release(
    function: Callable[Concatenate[Facts, _Rest], _Result],
) -> Callable[Concatenate[Facts, _Rest], _Result]:
    """Make a function of facts, and of what can be hashed, work a result out once; nobody may change the result."""

    @wraps(function)
    def ask(facts: Facts, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
        results = _KEPT.results(facts)
        key = (function, rest, tuple(named.items())) if named else (function, rest)
        if key not in results:
            results[key] = function(facts, *rest, **named)
        return cast("_Result", results[key])

    return ask
