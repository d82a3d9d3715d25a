"""``rail report spdx``."""

from __future__ import annotations

import click

from rail_cli.documents import deliver, read_inventory, release_options, tell_missing
from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName


@click.command("spdx", epilog="Example: rail report spdx ./my-release --output sbom.spdx.json")
@release_options
@click.option(
    "--spec", type=click.Choice(["2.3", "3.0.1"]), default="2.3", show_default=True, help="Edition of the standard."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["json", "yaml", "xml", "rdf", "tag"]),
    default="json",
    show_default=True,
    help="How it is written; 3.0.1 is JSON-LD only.",
)
@click.option("--supplier", metavar="NAME", help="Who publishes the release, where no file of it says so.")
@click.option("--released", metavar="DATE", help="The date of its release.")
@click.option("--download-location", "location", metavar="URL", help="Where it is to be had.")
@click.option("--check", metavar="FILE", type=PathName(), help="Write nothing; check an SPDX document, ours or not.")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    path: str,
    revision: str | None,
    hub: bool,
    as_of: str | None,
    output: str | None,
    spec: str,
    format_name: str,
    supplier: str | None,
    released: str | None,
    location: str | None,
    check: str | None,
) -> int:
    """Write or check an SPDX document: 2.3, or 3.0.1 for AI.

    Parts, files with hashes, licences with their texts, base models, data sets and use restrictions, from what the
    release itself states; what no place states is not asserted, and told on standard error. The document is validated
    before anything is written. A profile of 3.0.1 is named in it only where all fields are there that it asks for.
    With --check, a document is validated, and exits with 1 where something is wrong with it.
    """
    from rail.operations.report_spdx import stated_inventory, write_spdx

    if check is not None:
        return _checked(check)
    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    inventory = stated_inventory(inventory, supplier=supplier, released=released, location=location)
    written = write_spdx(inventory, spec, format_name)
    deliver(written.data, output)
    tell_missing(written.missing)
    return 0


def _checked(path: str) -> int:
    from rail.operations.report_spdx import check_spdx

    found = check_spdx(path)
    for problem in found.problems:
        write_stdout(f"{path}: {problem}\n")
    for gap in found.gaps:
        tell(f"{path}: {gap}; the document does not claim this profile")
    word = "is valid" if not found.problems else f"has {len(found.problems)} problems"
    tell(f"{path}: SPDX {found.edition} ({found.format}) {word}")
    return int(bool(found.problems))
