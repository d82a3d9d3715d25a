"""``rail key revoke``."""

from __future__ import annotations

import click

from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import tell


@click.command("revoke", epilog="Example: rail key revoke release-2026 --why 'the laptop was stolen'")
@click.argument("name")
@folder_options
@click.option("--why", required=True, metavar="REASON", help="Why nothing may rest on it any more.")
@click.option("--as-of", metavar="DATE", help="The day of the revocation.  [default: today in UTC]")
def command(*, name: str, keys: str | None, trust: str | None, why: str, as_of: str | None) -> int:
    """Rely on a key for nothing any more.

    Every statement that it signed counts as unsigned, whatever its date: whoever holds a stolen key writes any date.
    """
    from rail.operations.keys import revoke_key

    folder = key_folder(keys, trust)
    key = revoke_key(folder, name, why, as_of=as_of)
    tell(f"{key.name} is revoked as of {key.ended}; give {folder.trust} to whoever verifies, and sign again")
    return 0
