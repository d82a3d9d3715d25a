"""A report where it is wanted: on the terminal, on standard output, or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail_cli.output import stdout_width, tell, write_file, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from rail.model.finding import Report


def put_out(  # noqa: PLR0913 # one parameter an option
    report: Report, format_: str, *, fail_on: str, output: str | None, quiet: bool, verbose: bool
) -> None:
    """Write a report in a format; a file is named on standard error, with the verdict."""
    if format_ == "terminal":
        from rail.reports.terminal import write_terminal

        page = write_terminal(report, width=stdout_width(to_file=output is not None), quiet=quiet, verbose=verbose)
        if output is None:
            write_stdout_page(page)
            return
        text = page.text()
    else:
        from rail.operations.render import render

        text = render(report, format_, fail_on=fail_on)
    if output is None:
        write_stdout(text)
        return
    from rail.reports.wording import counted

    write_file(output, text)
    tell(f"{output}: {counted(len(report.findings), 'finding')}, verdict {report.verdict.word}, as of {report.as_of}")
