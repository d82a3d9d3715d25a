"""Arguments that name files: the shell completes them, and what they lead to is looked at where they are opened."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


class PathName(click.ParamType[str]):
    """A path as it was typed; ``click.Path`` would ask the disk about it before any of our messages can speak."""

    name = "path"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002 # click's signature
        """Leave the names to the shell."""
        return [CompletionItem(incomplete, type="file")]
