"""What the tests of a pack, and the comparison of two packs, came to."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

OUTCOMES = ("fires", "silent", "skips")


@dataclass(frozen=True, slots=True)
class TestedCase:
    """One case: its name, and what was not as expected; empty when all was."""

    __test__ = False  # no test of ours, whatever its name begins with

    name: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TestedRule:
    """One rule with its cases.

    Attributes:
        id: of the rule.
        cases: in the order of the file.
        covered: which outcomes a case stands for, in the order of ``OUTCOMES``.
        never: outcomes that the rule says it cannot have, with why.
    """

    __test__ = False

    id: str
    cases: tuple[TestedCase, ...]
    covered: tuple[str, ...]
    never: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The outcomes that no case stands for and one should."""
        return tuple(outcome for outcome in OUTCOMES if outcome not in {*self.covered, *self.never})

    @property
    def passes(self) -> bool:
        """Every case came out as expected, and none is missing."""
        return not self.missing and not any(case.problems for case in self.cases)


@dataclass(frozen=True, slots=True)
class TestedPack:
    """One pack with its rules; what is wrong with the pack itself is an error before."""

    __test__ = False

    id: str
    place: str
    rules: tuple[TestedRule, ...]

    @property
    def passes(self) -> bool:
        """Every rule passes."""
        return all(rule.passes for rule in self.rules)


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one release under another pack.

    Attributes:
        path: the release.
        before: the verdict under the first pack, or why it could not be checked.
        after: the verdict under the second.
        because: what differs, a rule a line.
    """

    path: str
    before: str
    after: str
    because: tuple[str, ...] = ()
