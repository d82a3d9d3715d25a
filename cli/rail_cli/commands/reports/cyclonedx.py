"""``rail report cyclonedx``."""

from __future__ import annotations

import click

from rail_cli.documents import deliver, read_inventory, release_options, tell_missing
from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName


@click.command("cyclonedx", epilog="Example: rail report cyclonedx ./my-release --output bom.cdx.json")
@release_options
@click.option(
    "--spec", type=click.Choice(["1.6", "1.7"]), default="1.6", show_default=True, help="Edition of the standard."
)
@click.option("--check", metavar="FILE", type=PathName(), help="Write nothing; check a document, ours or not.")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    path: str,
    revision: str | None,
    hub: bool,
    as_of: str | None,
    output: str | None,
    spec: str,
    check: str | None,
) -> int:
    """Write or check a CycloneDX document (ML-BOM, JSON).

    Parts, files with hashes, licences with their texts, base models as pedigree, data sets, the model card's own words
    and the uses that the licences forbid, from what the release itself states; what no place states is left out, and
    told on standard error. The document is validated against the official schema before anything is written.
    With --check, a document is validated, and exits with 1 where something is wrong with it.
    """
    from rail.operations.report_cyclonedx import write_cyclonedx

    if check is not None:
        return _checked(check)
    inventory = read_inventory(path, revision=revision, hub=hub, as_of=as_of)
    deliver(write_cyclonedx(inventory, spec), output)
    tell_missing(inventory.missing)
    return 0


def _checked(path: str) -> int:
    from rail.operations.report_cyclonedx import check_cyclonedx

    spec, problems = check_cyclonedx(path)
    for problem in problems:
        write_stdout(f"{path}: {problem}\n")
    tell(f"{path}: CycloneDX {spec} {f'has {len(problems)} problems' if problems else 'is valid'}")
    return int(bool(problems))
