"""``rail policy init``."""

from __future__ import annotations

import click

from rail_cli.output import write_stdout
from rail_cli.paths import PathName


@click.command("init", epilog="Example: rail policy init bank-eu")
@click.argument("path", metavar="[PATH]", default="our-policy", type=PathName())
@click.option("--dry-run", is_flag=True, help="Write nothing; name the files.")
def command(*, path: str, dry_run: bool) -> int:
    """Write a small pack of rules to begin with.

    PATH is the folder to make; its last part is the pack's id. The pack takes over the default rules and adds one of
    its own, with cases that show how it is tested.
    """
    from rail.operations.policy.begin import begin_pack

    files = begin_pack(path, dry_run=dry_run)
    word = "would write" if dry_run else "wrote"
    shown = path if path.startswith(("/", "./", "../")) else f"./{path}"
    write_stdout("".join(f"{word} {file}\n" for file in files) + f"next: rail policy test {shown}\n")
    return 0
