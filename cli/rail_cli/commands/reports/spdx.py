"""``rail report spdx``."""

from __future__ import annotations

import click

from rail_cli.documents import deliver, read_inventory, release_options, tell_missing


@click.command("spdx", epilog="Example: rail report spdx ./my-release --output sbom.spdx.json")
@release_options
@click.option("--spec", type=click.Choice(["2.3"]), default="2.3", show_default=True, help="Edition of the standard.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "yaml", "xml", "rdf", "tag"]),
    default="json",
    show_default=True,
    help="How it is written.",
)
def command(  # noqa: PLR0913 # one parameter an option
    *, path: str, revision: str | None, hub: bool, as_of: str | None, output: str | None, spec: str, format_name: str
) -> int:
    """Write an SPDX document: 2.3.

    Parts, files with hashes, licences with their texts, base models, data sets and use restrictions, from what the
    release itself states; what no place states is NOASSERTION, and told on standard error. The document is validated
    before anything is written.
    """
    from rail.operations.report_spdx import write_spdx

    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    written = write_spdx(inventory, spec, format_name)
    deliver(written.data, output)
    tell_missing(written.missing)
    return 0
