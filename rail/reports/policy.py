"""What ``rail policy`` prints: packs, rules with the severities that hold, tests, and changed verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.page import Page
from rail.reports.policy_changes import change_words
from rail.reports.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.model.policy import ActivePolicy, RulePack
    from rail.model.policy_test import Difference, TestedPack

_COLUMN = 11


def packs_page(packs: Iterable[tuple[RulePack, ActivePolicy]], width: int) -> Page:
    """Lay out the packs that come along."""
    page = Page(width)
    for pack, policy in packs:
        own = counted(len(pack.rules), "rule")
        more = f", on {' and '.join(pack.extends)}: {len(policy.rules)} in all" if pack.extends else ""
        page.add((pack.id, "title"), (f": {pack.title} ({own}{more})", ""), hang=2)
    return page


def pack_page(pack: RulePack, policy: ActivePolicy, width: int) -> Page:
    """Lay out one pack: what it is, its rules, and what it changes of them."""
    page = Page(width)
    page.add((pack.id, "title"), (f": {pack.title}", ""))
    page.add((" ".join(pack.summary.split()), ""), indent=2)
    if pack.extends:
        page.add((f"extends {', '.join(pack.extends)}", "quiet"), indent=2)
    page.blank()
    for rule in sorted(policy.rules, key=lambda rule: (-rule.severity, rule.id)):
        gap = "\u00a0" * (8 - len(rule.severity.word))
        where = "" if rule.pack == pack.id else f" (of {rule.pack})"
        page.add((rule.severity.word, rule.severity.word), (f"{gap} {rule.id}{where}", ""), indent=2, hang=_COLUMN)
    page.blank()
    for change in policy.changes:
        page.add((change_words(change.row()), "quiet"), indent=2, hang=4)
    page.add((f"{counted(len(policy.rules), 'rule')} on", ""))
    return page


def trial_page(tested: TestedPack, width: int) -> Page:
    """Lay out what the cases of a pack came to."""
    page = Page(width)
    cases = sum(len(rule.cases) for rule in tested.rules)
    numbers = f"{counted(len(tested.rules), 'rule')} of its own, {counted(cases, 'case')}"
    page.add((tested.id, "title"), (f": {numbers} ({tested.place})", ""))
    for rule in tested.rules:
        word, style = ("pass", "good") if rule.passes else ("fail", "error")
        covered = ", ".join(rule.covered) or "no case"
        never = "".join(f"; never {outcome}: {why}" for outcome, why in rule.never.items())
        page.add((word, style), (f"  {rule.id}: {covered}{never}", ""), indent=2, hang=8)
        for outcome in rule.missing:
            page.add((f"there is no case with `expect: {outcome}`", "error"), indent=8)
        for case in rule.cases:
            for problem in case.problems:
                page.add((f"{case.name}: {problem}", "error"), indent=8)
    whole = sum(not rule.missing for rule in tested.rules)
    page.add((f"coverage: a case of every kind for {whole} of {counted(len(tested.rules), 'rule')}", ""))
    return page


def contrast_page(differences: Sequence[Difference], width: int) -> Page:
    """Lay out the releases that change their verdict, then those that only get other findings."""
    page = Page(width)
    moved = [one for one in differences if one.before != one.after]
    other = [one for one in differences if one.before == one.after and one.because]
    for one in moved:
        page.add((one.path, "place"), (f": {one.before} -> {one.after}", "head"))
        for line in one.because:
            page.add((line, ""), indent=4, hang=6)
    for one in other:
        page.add((one.path, "place"), (f": {one.before}, as before", ""))
        for line in one.because:
            page.add((line, "quiet"), indent=4, hang=6)
    total = counted(len(differences), "release")
    page.add((f"{len(moved)} of {total} with another verdict, {len(other)} with other findings alone", ""))
    return page
