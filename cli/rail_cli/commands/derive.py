"""``rail derive``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from rail_cli.output import stdout_width, write_stdout, write_stdout_page
from rail_cli.paths import PathName

if TYPE_CHECKING:
    from rail.reports.derive import DeriveReport

HOWS = ("finetune", "adapter", "merge", "quantized", "distilled")


@click.command("derive", epilog="Example: rail derive --from meta-llama/Llama-3.1-8B --how adapter --license mit")
@click.option(
    "--from",
    "bases",
    multiple=True,
    required=True,
    metavar="UPSTREAM",
    help="An upstream model, as owner/name; UPSTREAM=HOW where one is used otherwise than --how says; repeatable.",
)
@click.option("--how", type=click.Choice(HOWS), help="How the derivative is made from them.")
@click.option("--data", multiple=True, metavar="DATASET", help="A data set that it is trained on; repeatable.")
@click.option("--license", "license_name", metavar="ID", help="The licence that you want to publish it under.")
@click.option("--name", metavar="NAME", help="What you want to call it.")
@click.argument("path", required=False, type=PathName())
@click.option("--fix", is_flag=True, help="Write into the release in PATH what can be written, and check it.")
@click.option("--dry-run", is_flag=True, help="With --fix: print the patch and write nothing.")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="FILE",
    help="With --fix: a licence or policy text, or a folder that holds it; repeatable. Each is checked against its "
    "record.",
)
@click.option("--fetch", is_flag=True, help="With --fix: take texts from the pinned addresses of their records.")
@click.option("--online", is_flag=True, help="Ask the Hugging Face Hub about upstreams too; needs railkit[online].")
@click.option("--as-of", metavar="DATE", help="The day that the answer speaks of.  [default: today in UTC]")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json", "markdown"]), default="terminal", show_default=True
)
def command(  # noqa: PLR0913 # one parameter an option
    *,
    bases: tuple[str, ...],
    how: str | None,
    data: tuple[str, ...],
    license_name: str | None,
    name: str | None,
    path: str | None,
    fix: bool,
    dry_run: bool,
    texts: tuple[str, ...],
    fetch: bool,
    online: bool,
    as_of: str | None,
    format_: str,
) -> int:
    """Tell what a derivative of a model owes.

    Each duty with its clause and the moment at which it falls due, what must be named how, the use restrictions and
    limits that go along, which upstreams do not go together, and which licences of your own remain possible.
    Upstreams are looked up in rail.lock of the folder, the Hub cache and the table of well-known models; what none of
    them knows is unknown. Exits with 0 for allowed and conditional, with 1 for denied and unknown.

    With --fix, copies of texts and policies, notices, a restrictions annex, what the card must say, and rail.lock are
    written into PATH; what only people can say is left to them, and named. Running it twice changes nothing. Exits
    with 1, too, while `rail check` finds an error or a review on what is owed to upstreams.
    """
    from rail.model.verdict import Verdict
    from rail.operations.derive import derive_from

    if (dry_run or texts or fetch) and not fix:
        raise click.UsageError("--dry-run, --text and --fetch go with --fix")  # noqa: TRY003, EM101 # said once
    if fix and format_ != "terminal":
        raise click.UsageError("--format goes without --fix")  # noqa: TRY003, EM101 # said once
    if fix and path is None:
        raise click.UsageError("--fix needs the PATH of the release")  # noqa: TRY003, EM101 # said once
    report = derive_from(
        bases,
        how,
        data=data,
        license_name=license_name,
        name=name,
        path=path or ".",
        online=online,
        as_of=as_of,
    )
    if fix and path is not None:
        from rail_cli.derived import run_fix

        return run_fix(path, report, texts=texts, fetch=fetch, dry_run=dry_run)
    _print(report, format_)
    return 0 if report.derivation.verdict >= Verdict.CONDITIONAL else 1


def _print(report: DeriveReport, format_: str) -> None:
    if format_ == "json":
        from rail.reports.derive_json import derive_json

        write_stdout(derive_json(report))
    elif format_ == "markdown":
        from rail.reports.derive_markdown import derive_markdown

        write_stdout(derive_markdown(report))
    else:
        from rail.reports.derive import derive_page

        write_stdout_page(derive_page(report, stdout_width()))
