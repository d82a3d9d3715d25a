"""``rail card set``."""

from __future__ import annotations

import click

from rail_cli.output import tell
from rail_cli.recovering import recover_first
from rail_cli.repair import write_shown


@click.command("set", epilog="Example: rail card set . license=apache-2.0 datasets=acme/a,acme/b tags+=chat")
@click.argument("arguments", metavar="[PATH] KEY=VALUE...", nargs=-1)
@click.option("--unset", "unset", multiple=True, metavar="KEY", help="Take a key away; repeatable.")
@click.option("--dry-run", is_flag=True, help="Print the change as a patch, and write nothing.")
def command(*, arguments: tuple[str, ...], unset: tuple[str, ...], dry_run: bool) -> int:
    """Change keys of a card, and no other byte of it.

    PATH is a card, or a folder with one; the folder you are in when it is left out.
    KEY=VALUE sets a key, with commas between the items of a list; KEY+=ITEM and KEY-=ITEM change a list.
    A key inside of another is written with dots, an item of a list by its number: model-index.0.name=NAME.
    Comments, order, quotes and line ends stay. What cannot be changed without a guess is refused, with its line.
    """
    from rail.operations.cards.assign import is_assignment, set_keys

    path, given = (".", arguments)
    if arguments and not is_assignment(arguments[0]):
        path, given = arguments[0], arguments[1:]
    if not given and not unset:
        raise click.UsageError("nothing to set; give KEY=VALUE or --unset KEY")  # noqa: TRY003, EM101 # one sentence, said once
    if not dry_run:
        recover_first(path)
    done = set_keys(path, given, unset, dry_run=dry_run)
    if dry_run:
        write_shown(done.patch)
    for note in done.notes:
        tell(note)
    if not done.patch:
        tell(f"{done.path}: nothing changes")
    elif done.journal:
        tell(f"{done.path} changed; {done.journal} undoes it: git apply -R")
    return 0
