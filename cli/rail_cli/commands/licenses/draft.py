"""``rail license draft``."""

from __future__ import annotations

import click

from rail_cli.output import tell, write_file, write_stdout


@click.command("draft", epilog="Example: rail license draft LICENSE --id acme-1.0 --output license.yaml")
@click.argument("text", metavar="FILE")
@click.option("--id", "license_id", required=True, metavar="ID", help="The new record's id, such as gemma-2024-04-01.")
@click.option("--output", metavar="FILE", help="Write to a file instead of standard output.")
@click.option("--as-of", metavar="DATE", help="The day of reading (default: today, UTC).")
def command(*, text: str, license_id: str, output: str | None, as_of: str | None) -> int:
    """Propose a licence record for a text.

    Clauses, their places and hashes come from the text; clauses that a known licence has word for word bring its
    terms; items of restriction lists bring the uses that they may be about. What a person must decide says todo, and
    `rail license lint` refuses it until it is decided.
    """
    from rail.operations.records import draft_license, record_of

    record = draft_license(text, license_id, as_of)
    taken = record_of(license_id)
    if taken is not None:
        tell(f"--id: {license_id} is taken: {taken}; two records with one id cannot be told apart")
    if output is None:
        write_stdout(record)
    else:
        write_file(output, record)
    return 0
