"""Where a clause of the library, a part of it or a term of it applies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.attach.compose.answers import Answers


def holds(condition: Mapping[str, Any] | None, answers: Answers) -> bool:
    """Tell whether a condition of the library holds for some answers; all that it names must.

    ``types``: the licence is of one of these. ``artifacts``: it covers one of these. ``lacks``: it covers none of
    these. ``given``: these options were answered. ``options``: these options have these values.
    """
    if not condition:
        return True
    covered = set(answers.artifacts)
    return (
        ("types" not in condition or answers.type in condition["types"])
        and ("artifacts" not in condition or bool(covered & set(condition["artifacts"])))
        and not covered & set(condition.get("lacks", ()))
        and all(getattr(answers.options, name) for name in condition.get("given", ()))
        and all(getattr(answers.options, name) == value for name, value in condition.get("options", {}).items())
    )
