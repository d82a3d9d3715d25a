"""``rail release approve``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_stdout
from rail_cli.paths import PathName
from rail_cli.recovering import recover_first


@click.command(
    "approve",
    epilog="Example: rail release approve . --approver 'Ann Example' --accept license-text-unknown:3f='ours'",
)
@click.argument("path", default=".", type=PathName())
@click.option("--approver", envvar="RAIL_ACTOR", required=True, metavar="NAME", help="Who approves.  [env: RAIL_ACTOR]")
@click.option("--role", default="", metavar="ROLE", help="In which role.")
@click.option(
    "--accept",
    multiple=True,
    metavar="FINDING=WHY",
    help="Accept a review finding, by its id or the beginning of it, with a reason; repeatable.",
)
@click.option("--pack", "packs", multiple=True, metavar="NAME", help="As for rail check; repeatable.")
@click.option("--as-of", metavar="DATE", help="The date of the report.  [default: today in UTC]")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    path: str,
    approver: str,
    role: str,
    accept: tuple[str, ...],
    packs: tuple[str, ...],
    as_of: str | None,
    hub: bool,
) -> int:
    """Sign a release off as it stands.

    Checks the release and records who approves it, every byte of it, the report, what the report rests on, and the
    review findings that were accepted. An open error cannot be accepted here. Any change of the release voids it.
    """
    from rail.operations.approve import approve_release

    reasons = {}
    for item in accept:
        name, equals, why = item.partition("=")
        if not equals or not why.strip():
            message = f"--accept: {item!r}: expected FINDING=WHY"
            raise click.UsageError(message)
        reasons[name.strip()] = why.strip()
    recover_first(path)
    approval = approve_release(path, approver=approver, role=role, accept=reasons, packs=packs, as_of=as_of, hub=hub)
    write_stdout(f"{approval.path}\n")
    tell(
        f"{approval.approver} approved {approval.release} ({approval.tree.files:,} files) as of {approval.as_of}; "
        f"verdict {approval.verdict}, {len(approval.accepted)} findings accepted; the name is as it was given"
    )
    return 0
