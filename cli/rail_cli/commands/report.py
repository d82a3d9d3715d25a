"""``rail report``: the group of commands about documents in formats of others."""

from __future__ import annotations

from rail_cli.group import REPORT_COMMANDS, LazyGroup

command = LazyGroup(
    name="report",
    package="rail_cli.commands.reports",
    table=REPORT_COMMANDS,
    help="Write a release's terms in formats of others, all from the same facts, or verify them.",
    epilog="Example: rail report verify ./my-release",
)
