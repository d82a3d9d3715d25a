"""``rail init``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName


@click.command("init", epilog="Example: rail init ./my-release --dry-run")
@click.argument("path", default=".", type=PathName())
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
def command(*, path: str, dry_run: bool) -> int:
    """Write a commented rail.yaml.

    It states what a check cannot see: components, excludes, packs, waivers. An existing file is never overwritten.
    """
    from rail.operations.init import init_project

    written, text = init_project(path, dry_run=dry_run)
    if dry_run:
        write_stdout(text)
    else:
        tell(f"{written} written; every line in it is a comment until you change it")
    return 0
