"""``rail completion``."""

from __future__ import annotations

import click

from rail_cli.output import write_stdout


@click.command("completion", epilog='Example: eval "$(rail completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from rail_cli.group import rail

    completion = get_completion_class(shell)
    if completion is None:
        message = f"{shell}: no completion for this shell"
        raise click.UsageError(message)
    write_stdout(completion(rail, {}, "rail", "_RAIL_COMPLETE").source())
    return 0
