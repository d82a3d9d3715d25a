"""``rail report all``."""

from __future__ import annotations

import click

from rail_cli.documents import make_folder, read_inventory, tell_missing
from rail_cli.output import tell, write_bytes
from rail_cli.paths import PathName


@click.command("all", epilog="Example: rail report all ./my-release --output ./documents")
@click.argument("path", default=".", type=PathName())
@click.option("--revision", metavar="REV", help="Look at a git revision instead of the files on disk.")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
@click.option("--as-of", metavar="DATE", help="The date that the documents speak of.  [default: today in UTC]")
@click.option("--output", required=True, metavar="DIR", type=PathName(), help="The folder to write them into.")
def command(*, path: str, revision: str | None, hub: bool, as_of: str | None, output: str) -> int:
    """Write every document about a release into a folder.

    SPDX 2.3 and 3.0.1, CycloneDX 1.6, use-restrictions.json and its ODRL twin, and for data Croissant 1.1, all from the
    same facts. The folder should lie beside the release: what lies in the release is one of its files, and documents
    list the files.
    """
    from rail.operations.report_all import write_all
    from rail.operations.report_croissant import release_card
    from rail.operations.terms_report import terms_of_release

    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    terms = terms_of_release(path, revision=revision, hub=hub, as_of=as_of)
    documents = write_all(inventory, terms, release_card(path, revision))
    make_folder(output)
    for name, data in documents.items():
        write_bytes(f"{output.rstrip('/')}/{name}", data)
        tell(f"{output.rstrip('/')}/{name} written")
    tell_missing(inventory.missing)
    return 0
