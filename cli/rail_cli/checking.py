"""``rail check`` of one release: runs it, shows it, and returns the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.output import tell, write_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.finding import Report
    from rail.operations.run import History, Request


def check_one(  # noqa: PLR0913 # each is an option or two of the command
    request: Request,
    history: History,
    show: Callable[[Report], None],
    *,
    format_: str,
    fail_on: str,
    write_baseline: str | None,
) -> int:
    """Check a release, write its baseline where one is wanted, show the report, and return the exit code."""
    from rail.operations.check import fails, least_severity
    from rail.operations.render import HASHED
    from rail.operations.run import run_check

    least_severity(fail_on)
    report = run_check(request, history, inputs=format_ in HASHED)
    if write_baseline is not None:
        from rail.operations.baseline import baseline_text

        write_file(write_baseline, baseline_text(report))
        tell(f"{write_baseline}: a baseline of {report.summary['name']}; --baseline {write_baseline} shows what is new")
    show(report)
    return int(fails(report, fail_on))
