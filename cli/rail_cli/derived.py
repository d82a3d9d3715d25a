"""``rail derive --fix``: what a derivative owes, written into its release or shown as a patch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.output import stdout_terminal, tell, write_stdout
from rail_cli.recovering import recover_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.operations.derive_fix import DeriveFix
    from rail.reports.derive import DeriveReport


def run_fix(path: str, report: DeriveReport, *, texts: Sequence[str], fetch: bool, dry_run: bool) -> int:
    """Plan the files, show or write them, say what is left, and return the exit code."""
    from rail.attach.derive.texts import Offered
    from rail.model.finding import Severity
    from rail.model.verdict import Verdict
    from rail.operations.derive_fix import fix_derivative

    offered = Offered(tuple(texts), fetch)
    if not dry_run:
        recover_first(path)
    fixed = fix_derivative(path, report.derivation, offered, as_of=report.as_of, write=not dry_run)
    if dry_run:
        write_stdout(_shown(fixed.patch))
    _tell(report, fixed)
    wrong = any(one.severity in {Severity.ERROR, Severity.REVIEW} for one in fixed.open_findings)
    return int(wrong or report.derivation.verdict < Verdict.CONDITIONAL)


def _shown(patch: str) -> str:
    """Return a patch as it is; on a terminal without the codes that files of a release may hold."""
    if not stdout_terminal():
        return patch
    from rail.reports.visible import visible

    return "".join(f"{visible(line)}\n" for line in patch.split("\n")[:-1])


def _tell(report: DeriveReport, fixed: DeriveFix) -> None:
    from rail.model.verdict import Verdict
    from rail.reports.wording import counted

    for sentence in fixed.unused:
        tell(f"--text {sentence}")
    for change in fixed.plan.changes:
        what = "is new" if change.before is None else "changes"
        tell(f"{change.path} {what}: {', '.join(change.why)}")
    for refusal in fixed.left:
        tell(f"{refusal.path}: left to you ({refusal.why}): {refusal.reason}")
    for finding in fixed.open_findings:
        tell(f"{finding.location}: {finding.severity.word} ({finding.id}): {finding.message}")
    files = counted(len(fixed.plan.changes), "file")
    if not fixed.plan.changes:
        tell("everything that can be written is there already")
    elif fixed.written:
        tell(f"{files} written{f'; {fixed.journal} undoes it: git apply -R' if fixed.journal else ''}")
    else:
        tell(f"{files} would change; without --dry-run they are written")
    verdict = report.derivation.verdict
    if verdict < Verdict.CONDITIONAL:
        tell(f"the derivative stays {verdict.word}: rail derive without --fix says why")
    tell("sections that ask questions count as empty until you answer them; nothing here is legal advice")
