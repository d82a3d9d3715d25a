"""``rail key rotate``."""

from __future__ import annotations

import click

from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import tell, write_stdout


@click.command("rotate", epilog="Example: rail key rotate release-2026 --to release-2027")
@click.argument("name")
@folder_options
@click.option("--to", metavar="NAME", help="Name of the new key.  [default: the old name with the next number]")
@click.option("--passphrase-file", metavar="FILE", help="File whose first line is the pass phrase of the old key.")
@click.option("--new-passphrase-file", metavar="FILE", help="The same for the new key.  [default: as the old one]")
@click.option("--no-passphrase", is_flag=True, help="Leave the new key open to whoever can read its file.")
@click.option("--as-of", metavar="DATE", help="The day of the handover.  [default: today in UTC]")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    name: str,
    keys: str | None,
    trust: str | None,
    to: str | None,
    passphrase_file: str | None,
    new_passphrase_file: str | None,
    no_passphrase: bool,
    as_of: str | None,
) -> int:
    """Hand a key over to a fresh one.

    The old key signs the new one. What it signed up to this day stands; what bears a later date does not.
    """
    from rail.operations.keys import rotate_key
    from rail_cli.passphrase import known_passphrase, new_passphrase

    folder = key_folder(keys, trust)
    old = known_passphrase(passphrase_file, needed=folder.needs_passphrase(name), what=name)
    fresh = new_passphrase(new_passphrase_file or passphrase_file, without=no_passphrase, what=to or f"{name}'s heir")
    made = rotate_key(folder, name, to=to, passphrase=old, new_passphrase=fresh, as_of=as_of)
    write_stdout(f"{made.key.keyid}\n")
    tell(f"{name} handed over to {made.key.name}; give {made.public} and {folder.trust} to whoever verifies")
    return 0
