"""Two packs on many releases: which change their verdict, and because of which rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rail.errors import RailError
from rail.model.policy_test import Difference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.finding import Report, Severity


def contrast_packs(
    before: str, after: str, corpus: str, *, as_of: str | None = None, stage: str | None = None
) -> Iterator[Difference]:
    """Yield every release of a corpus with its verdicts, and what differs where the two are not the same.

    Args:
        before: a pack, by name or path.
        after: another one.
        corpus: a folder of releases, or a file that lists them.
        as_of: ISO date that the verdicts speak of; today in UTC when not given.
        stage: how far the releases are; as each says when not given.

    Raises:
        InputError: a pack or the corpus cannot be used.
    """
    from rail.artifacts.own_packs import with_local_packs
    from rail.checks.policy import active_policy
    from rail.knowledge.store import Knowledge
    from rail.operations.many import read_list
    from rail.operations.today import as_of_date

    date = as_of_date(as_of)
    knowledge = with_local_packs(Knowledge.load(), [before, after])
    for name in (before, after):
        active_policy(knowledge, [name])
    for path in read_list(corpus):
        yield _difference(path, (before, after), knowledge, date, stage)


def _difference(path: str, packs: tuple[str, str], knowledge: Knowledge, date: str, stage: str | None) -> Difference:
    from dataclasses import replace

    from rail.artifacts.collect import collect_release

    try:
        facts, known = collect_release(path, knowledge, as_of=date)
    except RailError as error:
        return Difference(path, error.message, error.message)
    facts = facts if stage is None else replace(facts, stage=stage)
    one, two = (_report(facts, known, name, date) for name in packs)
    return Difference(path, one.verdict.word, two.verdict.word, tuple(_because(one, two)))


def _report(facts: Facts, knowledge: Knowledge, name: str, date: str) -> Report:
    from rail.checks.engine import run_checks
    from rail.operations.check import make_report

    return make_report(facts, run_checks(facts, knowledge, [name], as_of=date), knowledge, [name], date)


def _because(one: Report, two: Report) -> Iterator[str]:
    """Yield a line for each rule that finds, or cannot tell, something else."""
    first, second = _by_rule(one), _by_rule(two)
    for rule in sorted({*first, *second}):
        if first.get(rule) != second.get(rule):
            yield f"{rule}: {_words(first.get(rule))} -> {_words(second.get(rule))}"


def _by_rule(report: Report) -> dict[str, Counter[Severity | str]]:
    found: dict[str, Counter[Severity | str]] = {}
    for finding in report.findings:
        key = "waived" if finding.waived else finding.severity
        found.setdefault(finding.rule, Counter())[key] += 1
    for skip in report.skipped:
        found.setdefault(skip.rule, Counter())["cannot tell"] += 1
    return found


def _words(counts: Counter[Severity | str] | None) -> str:
    if not counts:
        return "nothing"
    ordered = sorted(counts.items(), key=lambda item: str(item[0]))
    return ", ".join(f"{count} {key if isinstance(key, str) else key.word}" for key, count in ordered)
