"""``rail release``: the group of commands about signing a release off."""

from __future__ import annotations

from rail_cli.group import RELEASE_COMMANDS, LazyGroup

command = LazyGroup(
    name="release",
    package="rail_cli.commands.releases",
    table=RELEASE_COMMANDS,
    help="Sign a release off, and show whether the sign-off still holds.",
    epilog="Example: rail release approve ./my-release --approver 'Ann Example'",
)
