"""``rail license show``."""

from __future__ import annotations

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page


@click.command("show", epilog="Example: rail license show creativeml-openrail-m --quote")
@click.argument("name", metavar="ID")
@click.option("--quote", is_flag=True, help="Quote the clause under each term, where the text is at hand.")
@click.option("--consequences", is_flag=True, help="Show what follows from choosing it, instead of its terms.")
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(*, name: str, quote: bool, consequences: bool, format_: str) -> int:
    """Show one licence, term by term.

    ID is our id, a Hub identifier, an SPDX id, a LicenseDB key or a common name; a family names no licence.
    """
    from rail.operations.licenses import show_license
    from rail.reports.license_json import license_json
    from rail.reports.licenses import license_page

    shown = show_license(name)
    if consequences:
        from rail.reports.licenses import consequence_page

        if format_ == "terminal":
            write_stdout_page(consequence_page(shown, stdout_width()))
            return 0
    if format_ == "json":
        write_stdout(license_json(shown))
    else:
        write_stdout_page(license_page(shown, stdout_width(), quote=quote))
    return 0
