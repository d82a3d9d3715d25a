"""``rail card new``."""

from __future__ import annotations

import click

from rail_cli.output import tell
from rail_cli.paths import PathName
from rail_cli.recovering import recover_first
from rail_cli.repair import write_shown

KINDS = ("model", "dataset", "governance")


@click.command("new", epilog="Example: rail card new model ./my-release --developer 'Example Org'")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("path", default=".", type=PathName())
@click.option("--name", help="Its name.  [default: the folder's]")
@click.option("--developer", metavar="NAME", help="Who made it.")
@click.option("--contact", metavar="ADDRESS", help="Who answers questions about it.")
@click.option("--add-missing", is_flag=True, help="Append the sections that the card lacks, and touch nothing else.")
@click.option("--dry-run", is_flag=True, help="Print the card as a patch, and write nothing.")
@click.option("--as-of", metavar="DATE", help="The date that facts speak of.  [default: today in UTC]")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    kind: str,
    path: str,
    name: str | None,
    developer: str | None,
    contact: str | None,
    add_missing: bool,
    dry_run: bool,
    as_of: str | None,
) -> int:
    """Write a card from what a release shows, with questions for the rest.

    PATH is the release's folder. A model or data card is written as README.md, a governance card as GOVERNANCE.md.
    What is read from files is filled in with its place: weights, base models, data sets, licences, forbidden uses.
    What only people know is asked; a section with open questions counts as empty until its mark is deleted.
    A card that is there is never overwritten.
    """
    from rail.documents.cards.known import Given
    from rail.operations.cards.create import create_card

    given = Given(name, developer, contact)
    if not dry_run:
        recover_first(path)
    made = create_card(kind, path, given, add_missing=add_missing, dry_run=dry_run, as_of=as_of)
    if dry_run:
        write_shown(made.patch)
    if not made.patch:
        tell(f"{made.path}: no section is missing")
        return 0
    done = "would be written" if dry_run else "written"
    tell(f"{made.path}: {len(made.added)} sections {done}")
    tell(f"{made.filled} lines filled in from facts, {made.questions} questions open")
    if made.journal:
        tell(f"{made.journal} undoes it: git apply -R; `rail card lint` lists what is open")
    return 0
