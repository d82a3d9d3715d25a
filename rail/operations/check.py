"""Check a release before it is published, and the facts that the check rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rail.model.facts import ClaimSource
from rail.model.finding import Report, Severity
from rail.model.record_age import record_ages
from rail.operations.scans import with_scans
from rail.operations.today import as_of_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rail.checks.outcome import Outcome
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Component, Facts, LicenseClaim
    from rail.model.finding import Finding, Rule
    from rail.model.record_age import RecordAge

DEFAULT_PACKS = ("default",)
MOST_CLAIMS = 6
_HOW = {
    ClaimSource.LICENSE_FILE: "file",
    ClaimSource.FILE_HEADER: "headers",
    ClaimSource.REUSE_TOML: "REUSE",
    ClaimSource.RAIL_YAML: "rail.yaml",
    ClaimSource.PACKAGE_METADATA: "package",
    ClaimSource.CITATION: "citation",
    ClaimSource.DATA_DESCRIPTION: "data description",
    ClaimSource.WEIGHTS_METADATA: "weights",
    ClaimSource.CARD_PROSE: "prose",
    ClaimSource.BADGE: "badge",
    ClaimSource.CARD_FRONT_MATTER: "declared",
    ClaimSource.CURATION: "curated",
}


def check_release(  # noqa: PLR0913 # what a report depends on is named
    path: str,
    *,
    revision: str | None = None,
    hub: bool = False,
    packs: Sequence[str] = (),
    as_of: str | None = None,
    stage: str | None = None,
    online: bool = False,
    inputs: bool = False,
) -> Report:
    """Collect the facts of a release, run the rules of the packs, and report.

    Args:
        path: a folder, a git checkout, or a Hub cache snapshot.
        revision: a git revision to look at instead of the files on disk.
        hub: treat it as a Hub repository although no card has a front matter.
        packs: names of rule packs, or paths of one's own; those that ``rail.yaml`` names when none is given (paths
            are then inside the release), else ``default``.
        as_of: ISO date that the report speaks of; today in UTC when not given.
        stage: ``draft``, ``candidate`` or ``release``; as ``rail.yaml`` says when not given.
        online: look upstreams up on the Hub as well.
        inputs: also hash what the report rests on.

    Raises:
        InputError: an argument cannot be used, or a waiver names a rule that does not exist.
        SourceError: the release cannot be read safely.
    """
    from rail.artifacts.collect import collect_release
    from rail.checks.engine import run_checks
    from rail.knowledge.store import Knowledge

    date = as_of_date(as_of)
    facts, knowledge = collect_release(path, Knowledge.load(), revision=revision, hub=hub, as_of=date, online=online)
    if stage is not None:
        facts = replace(facts, stage=stage)
    active = tuple(packs) or facts.packs or DEFAULT_PACKS
    knowledge = with_own_packs(knowledge, packs, facts, revision)
    facts = with_scans(facts, knowledge, active, revision)
    outcome = run_checks(facts, knowledge, active, as_of=date)
    if facts.waivers:
        from rail.checks.waivers import check_waivers

        known = {rule.id for pack in knowledge.packs() for rule in knowledge.rules(pack)}
        check_waivers(facts.waivers, known | {rule.id for rule in outcome.rules})
    report = make_report(facts, outcome, knowledge, active, date)
    if not inputs:
        return report
    from rail.operations.inputs import inputs_of

    return replace(report, inputs=inputs_of(facts, knowledge, active, report.rules))


def with_own_packs(knowledge: Knowledge, packs: Sequence[str], facts: Facts, revision: str | None = None) -> Knowledge:
    """Return the knowledge with the packs of one's own: those asked for, else those that the release names.

    Raises:
        InputError: a pack cannot be used; the message has file, line and key.
    """
    if not any("/" in name or "." in name for name in packs or facts.packs):
        return knowledge
    from rail.artifacts.own_packs import with_local_packs, with_release_packs

    if packs:
        return with_local_packs(knowledge, packs)
    from rail.artifacts.collect import open_source

    with open_source(facts.path, revision) as source:
        return with_release_packs(knowledge, source, facts.packs)


def make_report(facts: Facts, outcome: Outcome, knowledge: Knowledge, packs: Sequence[str], as_of: str) -> Report:
    """Return the report of one run over facts, with the waivers of ``rail.yaml`` applied."""
    from rail.artifacts.document import lineage_document
    from rail.checks.outcome import verdict_of
    from rail.checks.waivers import apply_waivers, waiver_notes

    findings, waivers = apply_waivers(outcome.findings, facts.waivers, as_of)
    severities = {rule.id: rule.severity for rule in outcome.rules if rule.id in outcome.ran}
    return Report(
        path=facts.path,
        verdict=verdict_of(findings, outcome.skipped, facts.problems, severities, facts.components),
        components=tuple(_component(component, facts) for component in facts.components),
        findings=findings,
        skipped=outcome.skipped,
        problems=tuple(f"{problem.location}: {problem.message}" for problem in facts.problems),
        summary={
            **_summary(facts, outcome, findings, packs),
            "notes": list(waiver_notes(waivers, findings)),
            "records": [age.row() for age in _ages(facts, knowledge)],
        },
        as_of=as_of,
        knowledge_date=knowledge.date,
        lineage=lineage_document(facts.lineage),
        rules=outcome.rules,
        upstreams=facts.upstreams,
        waivers=waivers,
        coverage={
            "ran": outcome.ran,
            "not_applicable": outcome.not_applicable,
            "packs_off": tuple(pack for pack in knowledge.packs() if pack not in packs),
        },
    )


def rules_of(packs: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules that packs which come along turn on, sorted by id."""
    from rail.checks.policy import active_policy
    from rail.knowledge.store import Knowledge

    return active_policy(Knowledge.load(), packs).rules


def active_rules(report: Report) -> tuple[Rule, ...]:
    """Return the rules that a report was made with, as its packs set them."""
    return report.rules or rules_of(cast("Sequence[str]", report.summary["packs"]))


def fails(report: Report, fail_on: str) -> bool:
    """Tell whether a finding that counts stands at or above ``fail_on``: ``never``, or severities with commas.

    One that is waived, or that the baseline knows, does not count.

    Raises:
        InputError: a word that is no severity.
    """
    least = least_severity(fail_on)
    return least is not None and any(item.severity >= least and item.counts for item in report.findings)


def least_severity(fail_on: str) -> Severity | None:
    """Return the lightest severity named, or ``None`` for ``never``.

    Raises:
        InputError: a word that is no severity.
    """
    from rail.errors import InputError

    if fail_on == "never":
        return None
    try:
        return min(Severity[word.strip().upper()] for word in fail_on.split(","))
    except KeyError as error:
        message = f"--fail-on: {fail_on!r}: expected never, or some of error, review, warning, info"
        raise InputError(message) from error


def _summary(facts: Facts, outcome: Outcome, findings: Sequence[Finding], packs: Sequence[str]) -> Mapping[str, object]:
    counts = Counter(finding.severity for finding in findings if not finding.waived)
    return {
        "name": facts.name,
        "artifact": facts.artifact,
        "source": facts.source,
        "revision": facts.revision,
        "hub_style": facts.hub_style,
        "card": facts.card.path if facts.card else None,
        "files": facts.files,
        "bytes": facts.bytes,
        "packs": list(packs),
        "stage": facts.stage,
        "policy": [change.row() for change in outcome.changes],
        "rules_ran": len(outcome.ran),
        "rules_not_applicable": len(outcome.not_applicable),
        "counts": {severity.word: counts[severity] for severity in reversed(Severity)},
        "waived": sum(finding.waived for finding in findings),
        "overrides": list(facts.overrides),
        "own_claims": [*facts.curations, *map(_own_record, facts.own_records)],
        "excluded": list(facts.excluded),
    }


def _component(component: Component, facts: Facts) -> Mapping[str, object]:
    order = list(ClaimSource)
    claims = [facts.claims[index] for index in component.claims]
    claims.sort(key=lambda claim: (order.index(claim.source), claim.location.path, claim.location.line or 0))
    shown = _distinct(claims)
    return {
        "kind": component.kind.value,
        "license": component.license,
        "basis": component.basis,
        "files": component.count,
        "paths": list(component.paths),
        "claims": [_claim(claim) for claim in shown[:MOST_CLAIMS]],
        "claims_not_shown": max(0, len(shown) - MOST_CLAIMS),
    }


def _distinct(claims: Sequence[LicenseClaim]) -> list[LicenseClaim]:
    """Keep the first of the headers that say the same: a thousand files often do."""
    seen: set[tuple[ClaimSource, str | None]] = set()
    kept = []
    for claim in claims:
        key = (claim.source, claim.license or claim.value)
        if claim.source is ClaimSource.FILE_HEADER and key in seen:
            continue
        seen.add(key)
        kept.append(claim)
    return kept


def _claim(claim: LicenseClaim) -> Mapping[str, object]:
    return {
        "how": _HOW[claim.source],
        "says": _says(claim),
        "license": claim.license,
        "family": claim.family,
        "status": claim.text.status.value if claim.text else None,
        "path": claim.location.path,
        "line": claim.location.line,
    }


def _says(claim: LicenseClaim) -> str:
    """Return what a place says, in words: a text by what it is, all else as it stands there."""
    if claim.text is None:
        return claim.value
    name = claim.text.license or "a text that no record knows"
    mention = f"{name} (a family)" if claim.text.via in {"text", "title"} else f"{name} (by reference)"
    return {"canonical": name, "modified": f"{name}, modified", "family": mention}.get(
        claim.text.status.value, claim.value or name
    )


def _ages(facts: Facts, knowledge: Knowledge) -> tuple[RecordAge, ...]:
    names = [component.license for component in facts.components] + [one.license for one in facts.upstreams]
    return record_ages(knowledge.license(name) for name in names if name)


def _own_record(path: str) -> str:
    return f"licence record of this release's own, a claim of whoever wrote it: {path}"
