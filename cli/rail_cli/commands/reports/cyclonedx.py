"""``rail report cyclonedx``."""

from __future__ import annotations

import click

from rail_cli.documents import deliver, read_inventory, release_options, tell_missing


@click.command("cyclonedx", epilog="Example: rail report cyclonedx ./my-release --output bom.cdx.json")
@release_options
@click.option(
    "--spec", type=click.Choice(["1.6", "1.7"]), default="1.6", show_default=True, help="Edition of the standard."
)
def command(  # noqa: PLR0913 # one parameter an option
    *, path: str, revision: str | None, hub: bool, as_of: str | None, output: str | None, spec: str
) -> int:
    """Write a CycloneDX document (ML-BOM, JSON): 1.6 or 1.7.

    Parts, files with hashes, licences with their texts, base models as pedigree, data sets, the model card's own words
    and the uses that the licences forbid, from what the release itself states; what no place states is left out, and
    told on standard error. The document is validated against the official schema before anything is written.
    """
    from rail.operations.report_cyclonedx import write_cyclonedx

    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    deliver(write_cyclonedx(inventory, spec), output)
    tell_missing(inventory.missing)
    return 0
