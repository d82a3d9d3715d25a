"""``rail license``: the group of commands about licence records."""

from __future__ import annotations

from rail_cli.group import LICENSE_COMMANDS, LazyGroup

command = LazyGroup(
    name="license",
    package="rail_cli.commands.licenses",
    table=LICENSE_COMMANDS,
    help="List and show licence records.",
    epilog="Example: rail license show bigscience-bloom-rail-1.0",
)
