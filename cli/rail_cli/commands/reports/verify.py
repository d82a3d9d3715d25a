"""``rail report verify``."""

from __future__ import annotations

import click

from rail_cli.hashing import folder_bytes, hashing
from rail_cli.key_options import folder_options, key_folder
from rail_cli.output import stdout_width, write_stdout, write_stdout_page
from rail_cli.paths import PathName


@click.command("verify", epilog="Example: rail report verify ./my-release --trust ./our-trust.json")
@click.argument("path", default=".", type=PathName())
@folder_options
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
@click.option("--as-of", metavar="DATE", help="The day of the look.  [default: today in UTC]")
def command(*, path: str, keys: str | None, trust: str | None, format_: str, as_of: str | None) -> int:
    """Tell whether the signed terms of a release still hold.

    Reads the statements in rail.intoto.jsonl, the hashes of the files that they bind, and the keys of the trust file.
    A trust file inside the release is never read. Exits with 0 when a trusted statement describes the release as it
    is, with 1 when none does or one is contradicted.
    """
    from rail.operations.attested import verify_release
    from rail.reports.attestation import verification_json, verification_page

    known = key_folder(keys, trust).read_keys()
    with hashing(folder_bytes(path)) as told:
        found = verify_release(path, known, as_of=as_of, told=told)
    if format_ == "json":
        write_stdout(verification_json(found))
    else:
        write_stdout_page(verification_page(found, stdout_width()))
    return 0 if found.holds else 1
