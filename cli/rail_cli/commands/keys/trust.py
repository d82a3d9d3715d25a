"""``rail key trust``."""

from __future__ import annotations

import click

from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName


@click.command("trust", epilog="Example: rail key trust example-org ./example-org.pub")
@click.argument("name")
@click.argument("file", type=PathName())
@folder_options
@click.option("--since", metavar="DATE", help="Rely on the key for statements from this day on.")
def command(*, name: str, file: str, keys: str | None, trust: str | None, since: str | None) -> int:
    """Rely on somebody's public key.

    Compare the id that is printed with the one that its holder gives you on another way than the one the file came by.
    """
    from rail.operations.keys import trust_key

    key = trust_key(key_folder(keys, trust), name, file, since=since)
    write_stdout(f"{key.keyid}\n")
    tell(f"{key.name} is relied on{f' from {key.since}' if key.since else ''}; ask its holder whether this is the id")
    return 0
