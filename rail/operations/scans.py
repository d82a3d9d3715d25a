"""Other tools that a pack asks for: run once, before the rules, and only then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts

_QUICK = frozenset({"default"})  # asks for no tool, and is not searched for one on every run


def with_scans(facts: Facts, knowledge: Knowledge, packs: Sequence[str], revision: str | None = None) -> Facts:
    """Return the facts with what the tools said that the rules of these packs ask for (``params: scan``).

    Raises:
        InputError: the release cannot be opened any more.
        UnknownIdError: a pack does not exist.
    """
    if _QUICK.issuperset(packs):
        return facts
    from rail.checks.policy import active_policy

    rules = active_policy(knowledge, packs, artifact=facts.artifact, stage=facts.stage).rules
    if not any(rule.params.get("scan") == "detect-secrets" for rule in rules):
        return facts
    from rail.artifacts.collect import open_source
    from rail.artifacts.project import read_project
    from rail.artifacts.secret_scan import scan_secrets
    from rail.artifacts.sources.excludes import Excludes

    with open_source(facts.path, revision) as source:
        source.excludes = Excludes(read_project(source).excludes)
        return replace(facts, scans=(scan_secrets(source, knowledge),))
