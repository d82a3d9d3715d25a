"""``rail check --fix``: the patch that repairs a release, shown or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.output import stdout_terminal, tell, write_file, write_stdout
from rail_cli.recovering import recover_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.operations.fix import Repair


def run_repair(  # noqa: PLR0913 # what a report depends on is named
    path: str,
    *,
    hub: bool,
    packs: Sequence[str],
    as_of: str | None,
    stage: str | None,
    fail_on: str,
    write: bool,
    output: str | None,
) -> int:
    """Plan a repair, show its patch, write it when asked to, and return the exit code of the release as it then is."""
    from rail.operations.check import fails, least_severity
    from rail.operations.fix import repair_release

    least_severity(fail_on)
    if write:
        recover_first(path)
    repair = repair_release(path, hub=hub, packs=packs, as_of=as_of, stage=stage, write=write)
    if output is not None:
        write_file(output, repair.patch)
    elif not write:
        write_shown(repair.patch)
    _tell(repair, output)
    return int(fails(repair.after or repair.before, fail_on))


def write_shown(patch: str) -> None:
    """Print a patch as it is; on a terminal without the codes that files of a release may hold."""
    if stdout_terminal():
        from rail.reports.visible import visible

        patch = "".join(f"{visible(line)}\n" for line in patch.split("\n")[:-1])
    write_stdout(patch)


def _tell(repair: Repair, output: str | None) -> None:
    from rail.reports.wording import counted

    mended = {finding for change in repair.plan.changes for finding in change.why}
    for change in repair.plan.changes:
        what = "is new" if change.before is None else "changes"
        tell(f"{change.path} {what}: {', '.join(change.why)}")
    for refusal in repair.plan.refused:
        tell(f"{refusal.path}: left to you ({refusal.why}): {refusal.reason}")
    for finding in repair.left:
        tell(f"{finding.location}: left to you ({finding.id}): {finding.fix}")
    files = counted(len(repair.plan.changes), "file")
    if repair.after is not None:
        kept = f"; {repair.journal} undoes it: git apply -R" if repair.journal else ""
        tell(f"{files} written for {counted(len(mended), 'finding')}{kept}")
        tell(f"now: verdict {repair.after.verdict.word}, {counted(len(repair.after.findings), 'finding')}")
    elif repair.patch and output is None:
        tell(f"{files} would change for {counted(len(mended), 'finding')}; read the patch, then add --write")
    elif not repair.patch:
        tell("nothing here can be repaired without a person")
    tell("sections that ask questions count as empty until you answer them; no repair is legal advice")
