"""Count what ``rail check`` finds against what readers wrote down, on releases and on single cards.

``RAIL_CORPUS=/folder python benchmarks/checks/run.py [releases|cards] [--only NAME] [--show]``
The folder holds ``inputs/releases`` and ``inputs/cards``; nothing of it is part of this repository.
A finding that nobody foresaw is listed: a person judges it and adds it to the truth with a reason, or it stays wrong.
"""

from __future__ import annotations

import os
import shutil
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from matching import Outcome, judge
from truth import card_truths, release_truths

from rail.artifacts.collect import collect_release
from rail.checks.engine import run_checks
from rail.knowledge.store import Knowledge
from rail.operations.check import DEFAULT_PACKS, make_report

if TYPE_CHECKING:
    from rail.model.finding import Finding

AS_OF = "2026-11-24"
CONFLICT_RULES = frozenset({"card-prose-contradicts-license", "license-conflict-between-places"})


class Checker:
    """Checks folders with one set of knowledge."""

    def __init__(self) -> None:
        """Load what is known once."""
        self._knowledge = Knowledge.load()

    def check(self, folder: Path, *, hub: bool = False) -> tuple[str, list[Finding]]:
        """Return what a folder is taken for and what is found in it."""
        facts, knowledge = collect_release(str(folder), self._knowledge, hub=hub, as_of=AS_OF)
        outcome = run_checks(facts, knowledge, DEFAULT_PACKS, as_of=AS_OF)
        return facts.artifact, list(make_report(facts, outcome, knowledge, DEFAULT_PACKS, AS_OF).findings)


def told(finding: Finding) -> str:
    """Return a finding as one line."""
    return f"{finding.severity.word} {finding.rule} {finding.location}: {finding.message}"


def releases(root: Path, checker: Checker, only: str | None, *, show: bool) -> None:
    """Print the table of the releases, what was missed in them and what is wrong."""
    outcomes = []
    for truth in release_truths():
        if only and only not in truth.name:
            continue
        kind, findings = checker.check(root / "releases" / truth.name)
        outcomes.append(judge(truth, kind, findings))
    print(f"{'release':42} {'kind':10} {'must':>4} {'found':>5} {'recall':>6} {'wrong':>5}")
    for outcome in outcomes:
        due = len(outcome.found) + len(outcome.missed)
        kind = outcome.kind if outcome.kind == outcome.truth.kind else f"{outcome.kind}!"
        print(
            f"{outcome.truth.name:42} {kind:10} {due:4} {len(outcome.found):5} {outcome.recall:6.0%} {outcome.errors:5}"
        )
    due = sum(len(outcome.found) + len(outcome.missed) for outcome in outcomes)
    found = sum(len(outcome.found) for outcome in outcomes)
    wrong = sum(outcome.errors for outcome in outcomes)
    print(f"{'all':42} {'':10} {due:4} {found:5} {found / max(1, due):6.0%} {wrong:5}")
    for outcome in outcomes:
        list_outcome(outcome, show=show)


def list_outcome(outcome: Outcome, *, show: bool) -> None:
    """Print what a person has to judge in one release."""
    print(f"\n{outcome.truth.name}")
    for item in outcome.missed:
        print(f"  missed   {item.where} {'|'.join(item.rules)}: {item.what}")
    for finding in outcome.wrong:
        print(f"  wrong    {told(finding)}")
    for finding, item in outcome.foreseen:
        print(f"  foreseen {told(finding)}\n           but: {item.what}")
    if show:
        for finding in outcome.light:
            print(f"  light    {told(finding)}")


def cards(root: Path, checker: Checker, only: str | None, *, show: bool) -> None:
    """Print precision and recall of conflicts between front matter and text, and the answers that nobody foresaw."""
    truths = {truth.name: truth for truth in card_truths()}
    right = wrong = missed = 0
    lines = []
    for path in sorted((root / "cards").glob("*/*.md")):
        name = path.relative_to(root / "cards").as_posix()
        if only and only not in name:
            continue
        found = conflicts(path, checker)
        truth = truths.get(name)
        answer = truth.conflict if truth else None
        if answer is None:
            lines += [
                f"  {'unclear' if truth else 'unread'}  {name}: {told(item)}" for item in found if show or not truth
            ]
        elif answer:
            right += bool(found)
            missed += not found
            lines += [] if found else [f"  missed   {name}: {truth.what if truth else ''}"]
        elif found:
            wrong += 1
            lines += [f"  wrong    {name}: {told(item)}" for item in found]
    read = sum(truth.conflict is not None for truth in truths.values())
    print(f"cards read: {read}; conflicts: {right + missed}; found {right}, missed {missed}, wrong {wrong}")
    print(f"  recall {right / max(1, right + missed):.2f}, precision {right / max(1, right + wrong):.2f}")
    print("\n".join(lines))


def conflicts(path: Path, checker: Checker) -> list[Finding]:
    """Return the findings of one card, alone in a folder, that are about its licence and its text."""
    with TemporaryDirectory() as folder:
        shutil.copyfile(path, Path(folder) / "README.md")
        return [item for item in checker.check(Path(folder), hub=True)[1] if item.rule in CONFLICT_RULES]


def main() -> None:
    """Run both, or one of them."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("what", nargs="?", choices=["releases", "cards"])
    parser.add_argument("--only", help="names that contain this")
    parser.add_argument("--show", action="store_true", help="also what counts neither way")
    args = parser.parse_args()
    corpus = os.environ.get("RAIL_CORPUS")
    if not corpus:
        parser.error("set RAIL_CORPUS to a folder that holds inputs/")
    checker = Checker()
    for name, run in (("releases", releases), ("cards", cards)):
        if args.what in {None, name}:
            run(Path(corpus) / "inputs", checker, args.only, show=args.show)


if __name__ == "__main__":
    main()
