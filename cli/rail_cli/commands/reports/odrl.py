"""``rail report odrl``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_file, write_stdout
from rail_cli.paths import PathName


@click.command("odrl", epilog="Example: rail report odrl llama3.1 --output llama3.1.jsonld")
@click.argument("subject", metavar="[PATH|LICENSE]", default=".", type=PathName())
@click.option("--revision", metavar="REV", help="Look at a git revision instead of the files on disk.")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
@click.option("--as-of", metavar="DATE", help="The date on which curations must hold.  [default: today in UTC]")
@click.option(
    "--output", metavar="FILE", type=PathName(), help="Write the document there instead of to standard output."
)
def command(*, subject: str, revision: str | None, hub: bool, as_of: str | None, output: str | None) -> int:
    """Write the terms as policies in ODRL 2.2 (JSON-LD).

    The subject is a release, or the name of a licence. There is a policy for each licence and use policy: permissions
    with their limits and duties, use restrictions, obligations, each with the clause that says it. The words of our own
    vocabulary are defined in the document, so that reading it fetches nothing. The licence texts bind, not this.
    """
    from rail.operations.terms_report import odrl_policy

    document = odrl_policy(subject, revision=revision, hub=hub, as_of=as_of)
    for component in document.untold:
        tell(f"{component}: nothing is permitted here, because its licence cannot be told; `rail check` says why")
    if output is None:
        write_stdout(document.text)
    else:
        write_file(output, document.text)
    return 0
