"""``rail key list``."""

from __future__ import annotations

import click

from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import tell, write_stdout


@click.command("list", epilog="Example: rail key list")
@folder_options
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def command(*, keys: str | None, trust: str | None, format_: str) -> int:
    """List the keys of the trust file, and what became of them."""
    from rail.reports.keys import keys_json, keys_page
    from rail_cli.output import stdout_width, write_stdout_page

    folder = key_folder(keys, trust)
    found = folder.read_keys()
    held = {key.name for key in found if folder.private_path(key.name).exists()}
    if format_ == "json":
        write_stdout(keys_json(found, held, str(folder.trust)))
        return 0
    write_stdout_page(keys_page(found, held, stdout_width()))
    tell(f"{folder.trust}: {len(found)} keys" if found else f"{folder.trust}: no keys yet; rail key new NAME makes one")
    return 0
