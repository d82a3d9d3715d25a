"""How one run stands to an earlier one: what was known, and what is new, gone or changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.finding import Finding
    from rail.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding of an earlier run, as far as a baseline keeps it."""

    id: str
    rule: str
    severity: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that were there already (``policy/schema/baseline.schema.json``).

    Attributes:
        file: where it was read.
        name: the release that it was written for.
        findings: sorted by id.
        gone: those that this run no longer has.
    """

    file: str
    name: str
    tool_version: str
    as_of: str
    knowledge_date: str
    findings: tuple[KnownFinding, ...]
    gone: tuple[KnownFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that differs between the inputs of two runs.

    Attributes:
        kind: ``fact``, ``record``, ``rule``, ``pack``, ``knowledge``, ``tool``, ``date`` or ``untold``.
        name: what differs: a path, a licence, a rule; empty where there is only one.
        text: what differs, in words.
    """

    kind: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that is new, gone, or no longer what it was.

    Attributes:
        kind: ``new``, ``gone`` or ``changed``.
        finding: as it is now; as it was, where it is gone.
        what: what changed in it, in words.
        because: the differences of the inputs that it rests on; all of them where none can be singled out.
        certain: the causes touch what this finding names; else they are all that differs.
    """

    kind: str
    finding: Finding
    what: tuple[str, ...] = ()
    because: tuple[Cause, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """This run against an earlier report.

    Attributes:
        file: where the earlier report was read.
        unchanged: how many findings are the same in both.
    """

    file: str
    tool_version: str
    as_of: str
    knowledge_date: str
    verdict: Verdict
    changes: tuple[FindingChange, ...]
    causes: tuple[Cause, ...]
    unchanged: int
