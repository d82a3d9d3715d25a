"""The use policy of a licence, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.edit import PlaceText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.edit import Edit
    from rail.model.finding import Finding


def fix(finding: Finding, context: Context) -> Iterator[Edit]:
    """Place the policy that the finding names."""
    for evidence in finding.evidence:
        record = None if evidence.license is None else context.knowledge.license(evidence.license)
        if record is not None and record.kind == "use-policy":
            yield PlaceText("USE_POLICY.md", record.id)
            return
