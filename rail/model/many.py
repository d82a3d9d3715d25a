"""A run over many releases: what each came to, and the counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

_SHOWN = 20


class Checked(NamedTuple):
    """What one release came to.

    Attributes:
        path: as it stands in the list.
        verdict: its word, or ``None`` where it could not be checked.
        fails: something stands at or above ``fail_on``.
        rules: the severity and id of each open finding.
        skipped: ids of rules that could not tell.
        line: the report as one line of JSON, where that was asked for.
        error: why it could not be checked.
    """

    path: str
    verdict: str | None
    fails: bool
    rules: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    line: str
    error: str | None


@dataclass(slots=True)
class Tally:
    """What a run over many releases came to.

    Attributes:
        verdicts: verdict -> number of releases; ``not checked`` for those that could not be.
        rules: (severity, rule) -> number of releases in which it found something.
        skipped: rule -> number of releases in which it could not tell.
        failing: paths of the first releases with a finding at or above ``fail_on``.
        errors: the first releases that could not be checked, each with the reason.
        total: number of releases; ``failed`` of them with such a finding.
    """

    verdicts: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    failing: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    total: int = 0
    failed: int = 0

    def add(self, one: Checked) -> None:
        """Count one release."""
        self.total += 1
        self.verdicts[one.verdict or "not checked"] += 1
        self.rules.update(set(one.rules))
        self.skipped.update(set(one.skipped))
        self.failed += one.fails
        if one.fails and len(self.failing) < _SHOWN:
            self.failing.append(one.path)
        if one.error is not None and len(self.errors) < _SHOWN:
            self.errors.append(f"{one.path}: {one.error}")

    @property
    def not_checked(self) -> int:
        """How many releases could not be checked."""
        return self.verdicts["not checked"]
