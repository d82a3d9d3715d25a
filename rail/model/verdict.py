"""Verdicts: the ordered answers to "may this be done?", worst first."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(IntEnum):
    """Ordered ``denied < unknown < conditional < allowed``, so that ``min`` is the meet."""

    DENIED = 0
    UNKNOWN = 1
    CONDITIONAL = 2
    ALLOWED = 3

    @property
    def word(self) -> str:
        """The lower-case word that reports print."""
        return self.name.lower()


def meet(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the lowest of the verdicts; without any evidence the answer is ``unknown``."""
    return min(verdicts, default=Verdict.UNKNOWN)
