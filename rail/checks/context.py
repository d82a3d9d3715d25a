"""What a rule gets and what it gives back: ``Context`` in, ``Found`` and ``Skip`` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.errors import DataError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Protocol

    from rail.checks.expressions import Expressions
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Evidence, Rule, Severity
    from rail.model.location import Location

    class RuleFunction(Protocol):
        """The one function that every module under ``rail.checks.rules`` defines, called ``find``."""

        def __call__(self, context: Context) -> Iterator[Found | Skip]:
            """Yield what the rule finds in the facts, and what it could not tell."""
            ...


_TEXT = frozenset({str})


@dataclass(frozen=True, slots=True)
class Context:
    """All that a rule may look at.

    Attributes:
        facts: the facts of one release.
        knowledge: the records.
        rule: the rule's own description.
        as_of: ISO date that the report speaks of; without one, nothing has run out.
        expressions: the expressions of this run, where a pack has any.
    """

    facts: Facts
    knowledge: Knowledge
    rule: Rule
    as_of: str | None = None
    expressions: Expressions | None = None

    @property
    def params(self) -> Mapping[str, object]:
        """The rule's parameters, from its YAML file."""
        return self.rule.params

    def strings(self, name: str) -> tuple[str, ...]:
        """Return a parameter that is a list of strings.

        Raises:
            DataError: the rule's file states something else.
        """
        value = self.params.get(name, ())
        if not isinstance(value, (list, tuple)) or not (
            _TEXT.issuperset(map(type, value)) or all(isinstance(item, str) for item in value)
        ):
            message = f"{self.rule.id}: params.{name}: expected a list of strings"
            raise DataError(message)
        return tuple(value)

    def number(self, name: str) -> int:
        """Return a parameter that is a whole number; 0 where it is not stated.

        Raises:
            DataError: the rule's file states something else.
        """
        value = self.params.get(name, 0)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            message = f"{self.rule.id}: params.{name}: expected a whole number"
            raise DataError(message)
        return value

    def phrases(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a parameter that is a mapping of names to lists of strings; empty where there is none.

        Raises:
            DataError: the rule's file states something else.
        """
        value = self.params.get(name, {})
        lists = value.values() if isinstance(value, dict) else [None]
        if not all(isinstance(item, list) and all(isinstance(text, str) for text in item) for item in lists):
            message = f"{self.rule.id}: params.{name}: expected a mapping of names to lists of strings"
            raise DataError(message)
        return {str(key): tuple(item) for key, item in value.items()} if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a rule found.

    Attributes:
        location: the one place to look at.
        message: what is there, in one sentence without line numbers (the finding's id is made from it).
        severity: where it differs from the rule's own.
        confidence: ``high``, ``medium`` or ``low``.
        why: where it differs from the rule's own.
        fix: where it differs from the rule's own.
        component: ``weights``, ``code``, ``data`` or ``docs``, where the finding is about one.
    """

    location: Location
    message: str
    severity: Severity | None = None
    confidence: str = "high"
    why: str | None = None
    fix: str | None = None
    component: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that a rule could not tell, and why; never a pass."""

    reason: str
