"""The tree of commands: names and one-line helps stand in tables, so that ``--help`` imports no command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

COMMANDS = {
    "check": "Check a release before it is published.",
    "facts": "Print what is read from a release, as JSON.",
    "identify": "Tell which licence a text is, and what was changed.",
    "explain": "Explain a rule, or prove a finding.",
    "ask": "May I? Hold a use against the terms that apply.",
    "choose": "Choose a licence by ten plain questions.",
    "derive": "Tell what a derivative of a model owes.",
    "compose": "Compose a licence of your own from our clauses.",
    "attach": "Attach a licence, everywhere that must say so.",
    "lock": "Write or check rail.lock, the record of upstreams.",
    "license": "List and show licence records.",
    "policy": "Write, test and compare packs of rules.",
    "card": "Write, check and change model and data cards.",
    "release": "Sign a release off.",
    "report": "Write a release's terms in formats of others, or verify them.",
    "key": "Make keys for signatures, and say whose are relied on.",
    "init": "Write a commented rail.yaml.",
    "schema": "Print a JSON Schema, for editors and programs.",
    "demo": "Check a release with planted faults, then repaired.",
    "completion": "Print the completion script of a shell.",
}
LICENSE_COMMANDS = {
    "list": "List the licences that have a record.",
    "show": "Show one licence, term by term.",
    "compare": "Show what licence B changes against licence A.",
    "draft": "Propose a licence record for a text.",
    "lint": "Hold licence records against their texts.",
}
POLICY_COMMANDS = {
    "list": "List the packs of rules that come along.",
    "show": "Show the rules of a pack with the severities that hold.",
    "init": "Write a small pack of rules to begin with.",
    "test": "Run the cases beside the rules of a pack.",
    "diff": "Tell which releases pack B judges otherwise than pack A.",
}
CARD_COMMANDS = {
    "new": "Write a card from facts, with questions for the rest.",
    "lint": "Tell what a card lacks, and which question would fill it.",
    "set": "Change keys of a card, and no other byte of it.",
}
RELEASE_COMMANDS = {
    "approve": "Sign a release off as it stands.",
    "status": "Show who signed, and whether it still holds.",
    "dossier": "Export the last sign-off, for somebody without rail.",
}
REPORT_COMMANDS = {
    "all": "Write every document about a release into a folder.",
    "croissant": "Write or check a Croissant 1.1 description of data.",
    "cyclonedx": "Write or check a CycloneDX document (ML-BOM).",
    "odrl": "Write the terms as policies in ODRL 2.2.",
    "spdx": "Write or check an SPDX document: 2.3, or 3.0.1 for AI.",
    "verify": "Tell whether the signed terms of a release still hold.",
}
KEY_COMMANDS = {
    "new": "Make a key pair for signatures (Ed25519).",
    "list": "List the keys of the trust file.",
    "trust": "Rely on somebody's public key.",
    "rotate": "Hand a key over to a fresh one.",
    "revoke": "Rely on a key for nothing any more.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules with a ``command``; each is imported when it is run."""

    def __init__(self, *, package: str, table: Mapping[str, str], **options: object) -> None:
        """Take the package that holds the modules, and the table of names and helps."""
        super().__init__(**options)  # type: ignore[arg-type] # handed on as they come
        self.package = package
        self.table = table

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named first, and name what was meant where there is none."""
        if args[0] not in self.table and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.table, n=1)
            meant = f". Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'{meant}")
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in self.table:
            return None
        return cast("click.Command", import_module(f"{self.package}.{cmd_name}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write names and helps from the table."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self.table.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete names from the table."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=help_) for name, help_ in self.table.items() if name.startswith(incomplete)]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def _rail(*, version: bool) -> int:
    if version:
        from rail_cli.quick import answer

        return answer(["--version"]) or 0
    if click.get_current_context().invoked_subcommand is not None:
        return 0
    from rail.operations.welcome import welcome
    from rail_cli.output import write_stdout

    write_stdout("".join(f"{line}\n" for line in welcome(".")))
    return 0


rail = LazyGroup(
    name="rail",
    package="rail_cli.commands",
    table=COMMANDS,
    callback=_rail,
    invoke_without_command=True,
    help="Check what the terms attached to an AI release let whom do, with proof. No legal advice.",
    epilog="Example: rail check ./my-release",
    params=[click.Option(["--version"], is_flag=True, help="Print the version and exit.")],
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
