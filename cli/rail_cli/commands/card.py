"""``rail card``: the group of commands about model and data cards."""

from __future__ import annotations

from rail_cli.group import CARD_COMMANDS, LazyGroup

command = LazyGroup(
    name="card",
    package="rail_cli.commands.cards",
    table=CARD_COMMANDS,
    help="Write, check and change model and data cards.",
    epilog="Example: rail card set license=apache-2.0",
)
