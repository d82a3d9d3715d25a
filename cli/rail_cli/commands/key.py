"""``rail key``: the group of commands about keys."""

from __future__ import annotations

from rail_cli.group import KEY_COMMANDS, LazyGroup

command = LazyGroup(
    name="key",
    package="rail_cli.commands.keys",
    table=KEY_COMMANDS,
    help="Make keys for signatures, and say whose keys are relied on.",
    epilog="Example: rail key new release-2026",
)
