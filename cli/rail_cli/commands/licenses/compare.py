"""``rail license compare``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_file, write_stdout, write_stdout_page

_FORMATS = ["terminal", "json", "markdown", "html"]


@click.command("compare", epilog="Example: rail license compare creativeml-openrail-m creativeml-openrailpp-m")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--words", "scope", flag_value="words", help="Compare the words alone, whatever the texts are.")
@click.option(
    "--alone", "scope", flag_value="alone", help="Leave out the use policies that a licence makes part of itself."
)
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="terminal", show_default=True)
@click.option("--output", metavar="FILE", help="Write to a file instead of standard output.")
def command(*, a: str, b: str, scope: str | None, format_: str, output: str | None) -> int:
    """Show what licence B changes against licence A.

    A and B are names of licences (our id, a Hub or SPDX id, a common name) or files. What B adds, drops, narrows,
    widens or rewords is shown with both clauses: restrictions, limits, duties, permissions, and what the texts say on
    a dozen questions. A licence is compared together with the use policy that it makes part of itself.

    Of a changed licence file, the terms that follow from its changes are compared; two files that nobody here knows
    are compared word by word, without a claim about terms.
    """
    from rail.operations.compare import compare_licenses

    compared = compare_licenses(a, b, words=scope == "words", alone=scope == "alone")
    if format_ == "terminal":
        from rail.reports.comparison.page import comparison_page

        page = comparison_page(compared, stdout_width(to_file=output is not None))
        if output is None:
            write_stdout_page(page)
        else:
            write_file(output, page.text())
        return 0
    if format_ == "json":
        from rail.reports.comparison.json import comparison_json as write
    elif format_ == "markdown":
        from rail.reports.comparison.markdown import comparison_markdown as write
    else:
        from rail.reports.comparison.html import comparison_html as write
    text = write(compared)
    if output is None:
        write_stdout(text)
    else:
        write_file(output, text)
    return 0
