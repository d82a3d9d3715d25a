"""``rail compose``."""

from __future__ import annotations

from typing import Any

import click

from rail_cli.output import tell, write_bytes, write_stdout
from rail_cli.paths import PathName
from rail_cli.recovering import recover_first

ARTIFACTS = ("model", "data", "code", "application")
TYPES = ("open", "research", "closed")
FORMATS = ("text", "markdown", "html", "docx", "record")
TRAINING = ("derivative", "free")
_EXAMPLE = (
    "Example: rail compose --licensor 'Harbour Society' --name 'Harbour Model License' --version 1.0 "
    "--contact licences@harbour.example --artifact model --type open "
    "--restrict impersonation:exception=consent+disclosure --restrict malware"
)


@click.command("compose", epilog=_EXAMPLE)
@click.option("--licensor", metavar="NAME", help="Who grants the licence.")
@click.option("--licensor-id", metavar="NAME", help="A short name of the licensor, for identifiers.")
@click.option("--name", metavar="NAME", help="Of the licence, without its version; no name of somebody else's licence.")
@click.option("--version", metavar="N.N", help="One version stands for one text.")
@click.option("--contact", metavar="TEXT", help="Where the licensor is reached.")
@click.option(
    "--artifact", "artifacts", multiple=True, type=click.Choice(ARTIFACTS), help="What is licensed; repeatable."
)
@click.option("--type", "type_", type=click.Choice(TYPES), help="Who may do what, beside the restrictions.")
@click.option(
    "--restrict",
    "restrictions",
    multiple=True,
    metavar="USE[:QUALIFIERS]",
    help="A use to restrict, such as medical-advice:exception=supplement+oversight,automation=fully-automated; "
    "repeatable. --list shows them; a group stands for all of its uses.",
)
@click.option("--phrase", metavar="TEXT", help="Words that must be shown when it is shared.")
@click.option("--governing-law", metavar="PLACE", help="The place whose law governs.")
@click.option("--updates", type=click.Choice(["none", "optional"]), help="Later versions, which nobody must take.")
@click.option("--cure-days", type=click.IntRange(1, 365), help="Days in which a breach can be ended.  [default: 30]")
@click.option("--outputs-training", type=click.Choice(TRAINING), help="A model trained on outputs to behave alike.")
@click.option("--trained-models", type=click.Choice(TRAINING), help="A model trained with the data.")
@click.option("--patents/--no-patents", default=None, help="Whether patents are licensed.  [default: patents]")
@click.option("--spec", metavar="FILE", type=PathName(), help="Answers from a file; options add to it.")
@click.option("--from", "record", metavar="RECORD", type=PathName(), help="Answers from a record that was composed.")
@click.option("--interactive/--no-interactive", default=None, help="Ask what is not answered (default: on a terminal).")
@click.option("--list", "list_", is_flag=True, help="List the clauses that restrict uses, with their qualifiers.")
@click.option("--output", metavar="PATH", type=PathName(), help="Folder of records; with --format, the file.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Write one format, and no files beside it.")
@click.option("--dry-run", is_flag=True, help="Print what would be written as a patch.")
@click.option("--as-of", metavar="DATE", help="The day of composition.  [default: today in UTC]")
def command(**given: Any) -> int:  # noqa: ANN401 # one value an option, of the type that the option says
    """Compose a use-based licence of your own from the clause library.

    Writes .rail/licenses/<id>/: text.txt, which is the licence, its record, and renderings for people. Record and text
    are made in one step and cannot disagree. No lawyer has reviewed the clauses: counsel must read the text before
    it is used. The same answers give the same bytes; other content needs another version.
    """
    from rail_cli.composing import list_lines, patch_of, proposal_given, told

    if given["list_"]:
        write_stdout("".join(f"{line}\n" for line in list_lines()))
        return 0
    if given["format_"] == "docx" and not given["output"]:
        raise click.UsageError("--format docx needs --output FILE")  # noqa: TRY003, EM101 # one sentence, said once
    from rail.operations.composed_files import rendering, write_proposal

    proposal = proposal_given(given)
    if given["format_"]:
        data = rendering(proposal.composed, given["format_"])
        if given["output"]:
            write_bytes(given["output"], data)
        else:
            write_stdout(data.decode())
    elif given["dry_run"]:
        write_stdout(patch_of(proposal))
    else:
        recover_first(proposal.root)
        write_proposal(proposal)
        for line in told(proposal):
            tell(line)
    return 0
