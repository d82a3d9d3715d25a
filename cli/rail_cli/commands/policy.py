"""``rail policy``: the group of commands about rule packs."""

from __future__ import annotations

from rail_cli.group import POLICY_COMMANDS, LazyGroup

command = LazyGroup(
    name="policy",
    package="rail_cli.commands.policies",
    table=POLICY_COMMANDS,
    help="Write, test and compare packs of rules.",
    epilog="Example: rail policy init bank-eu",
)
