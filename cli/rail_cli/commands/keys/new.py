"""``rail key new``."""

from __future__ import annotations

import click

from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import tell, write_stdout


@click.command("new", epilog="Example: rail key new release-2026")
@click.argument("name")
@folder_options
@click.option("--passphrase-file", metavar="FILE", help="File whose first line is the pass phrase.")
@click.option("--no-passphrase", is_flag=True, help="Leave the private key open to whoever can read its file.")
@click.option("--as-of", metavar="DATE", help="From when the key is relied on.  [default: today in UTC]")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    name: str,
    keys: str | None,
    trust: str | None,
    passphrase_file: str | None,
    no_passphrase: bool,
    as_of: str | None,
) -> int:
    """Make a key pair for signatures (Ed25519).

    The private key is encrypted with a pass phrase: from the file, from RAIL_PASSPHRASE, or asked twice. The public
    key goes into the trust file, and as NAME.pub to whoever verifies.
    """
    from rail.operations.keys import make_key
    from rail_cli.passphrase import new_passphrase

    folder = key_folder(keys, trust)
    folder.private_path(name)
    made = make_key(folder, name, new_passphrase(passphrase_file, without=no_passphrase, what=name), as_of=as_of)
    write_stdout(f"{made.key.keyid}\n")
    tell(f"{made.private}: the private key; keep it, and a copy where only you can get at it")
    tell(f"{made.public}: the public key; give it to whoever verifies (rail key trust NAME FILE)")
    return 0
