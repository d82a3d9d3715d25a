"""``rail lock``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName
from rail_cli.recovering import recover_first


@click.command("lock", epilog="Example: rail lock ./my-release --online")
@click.argument("path", default=".", type=PathName())
@click.option(
    "--check", is_flag=True, help="Write nothing; exit with 1 and say what differs if the lock is not up to date."
)
@click.option("--online", is_flag=True, help="Ask the Hugging Face Hub (HF_ENDPOINT) as well; needs railkit[online].")
@click.option("--dry-run", is_flag=True, help="Print the lock instead of writing it.")
@click.option("--as-of", metavar="DATE", help="The date of what is seen for the first time.  [default: today in UTC]")
def command(*, path: str, check: bool, online: bool, dry_run: bool, as_of: str | None) -> int:
    """Write or check rail.lock, the record of upstreams.

    Each model and data set that the release is built on, with what that is built on: revision, licence, hash of its
    text, where and when it was seen. Entries with `stated: true`, written by people, are kept.
    Without --online, nothing leaves this machine.
    """
    from rail.operations.lock import lock_release

    if not check and not dry_run:
        recover_first(path)
    result = lock_release(path, check=check, online=online, dry_run=dry_run, as_of=as_of)
    if dry_run and not check:
        write_stdout(result.text)
    for difference in result.differences:
        place = f"{result.path}:{difference.line}" if difference.line else result.path
        line = f"{place}: {difference.name}: {difference.words}"
        if check:
            write_stdout(f"{line}\n")
        else:
            tell(line)
    for node in result.unknown:
        tell(f"{node.name} ({node.kind.value}): licence unknown; --online asks the Hub, an entry of your own states it")
    if check:
        if not result.existed:
            tell(f"{result.path}: is not there; `rail lock` writes it")
        return int(not result.holds)
    if result.written:
        tell(f"{result.path} written")
    return 0
