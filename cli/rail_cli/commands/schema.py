"""``rail schema``."""

from __future__ import annotations

import click

from rail_cli.output import write_file, write_stdout
from rail_cli.paths import PathName


@click.command("schema", epilog="Example: rail schema rail-yaml --output rail-yaml.schema.json")
@click.argument("name", required=False)
@click.option("--output", metavar="FILE", type=PathName(), help="Write it there instead of to standard output.")
def command(*, name: str | None, output: str | None) -> int:
    """Print a JSON Schema, for editors and programs.

    Without NAME, lists the schemas. An editor that is given the schema of rail.yaml completes its keys and marks slips.
    """
    from rail.operations.schemas import schema_text, schema_titles

    if name is None:
        rows = schema_titles()
        width = max(len(title) for title, _ in rows)
        text = "".join(f"{row:{width}}  {title}\n" for row, title in rows)
    else:
        text = schema_text(name)
    if output is None:
        write_stdout(text)
    else:
        write_file(output, text)
    return 0
