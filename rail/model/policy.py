"""Rule packs: rules, what a pack changes of the rules that it takes over, and what came of it for one release."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.finding import Rule, Severity

STAGES = ("draft", "candidate", "release")
# A release that does not say how far it is, is held to what a release is held to.
DEFAULT_STAGE = "release"


@dataclass(frozen=True, slots=True)
class Override:
    """What a pack says about one rule that it takes over, or about one of its own.

    Attributes:
        rule: id of the rule.
        line: where it stands in ``pack.yaml``.
        severity: the new severity, or ``None`` to keep it.
        off: ``True`` turns the rule off, ``False`` on again; ``None`` leaves it.
        reason: why; a rule is not turned off without one.
        params: parameters to replace, key by key.
        artifacts: only for these kinds of release; empty means all.
        stages: only at these stages; empty means all.
    """

    rule: str
    line: int
    severity: Severity | None = None
    off: bool | None = None
    reason: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
    artifacts: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RulePack:
    """A named set of rules, on the shoulders of others.

    Attributes:
        id: unique among all packs of one run.
        extends: the packs whose rules it takes over: ids, or paths of an organisation's own.
        overrides: in the order of the file.
        rules: its own rules, sorted by id.
        place: path of its ``pack.yaml``, for messages.
        own: it does not come with this package: data of whoever wrote it.
        severities: what becomes of the severities of all rules that it takes over, before its overrides.
        severities_line: where that stands in ``pack.yaml``.
    """

    id: str
    title: str
    summary: str
    place: str
    extends: tuple[str, ...] = ()
    overrides: tuple[Override, ...] = ()
    rules: tuple[Rule, ...] = ()
    own: bool = False
    severities: Mapping[Severity, Severity] = field(default_factory=dict)
    severities_line: int = 1


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What a pack changed of a rule of another, or of its own at some stage; every report shows it.

    Attributes:
        change: ``off``, ``severity`` or ``params``.
        words: what was changed, in words, such as ``error -> warning``.
        pack: id of the pack that says so.
        place: ``path:line`` of where it does.
    """

    rule: str
    change: str
    words: str
    pack: str
    place: str
    reason: str = ""

    def row(self) -> dict[str, str]:
        """Return it for a report's summary."""
        return {
            "rule": self.rule,
            "change": self.change,
            "words": self.words,
            "pack": self.pack,
            "place": self.place,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class ActivePolicy:
    """The rules that are on for one release, and what the packs changed to get there.

    Attributes:
        rules: sorted by id, with the severities and parameters that hold here.
        changes: rules that are off, then what else differs from the rules' own files; sorted.
        packs: ids of the packs that were named and of all that they extend, sorted.
    """

    rules: tuple[Rule, ...]
    changes: tuple[PolicyChange, ...] = ()
    packs: tuple[str, ...] = ()
