"""``rail check``."""

from __future__ import annotations

import click

from rail_cli.paths import PathName

FORMATS = ("terminal", "json", "sarif", "junit", "html", "markdown", "github")
MANY_FORMATS = FORMATS[:2]
MODES = {"advise": "never", "warn": "error", "block": "error,review"}
STAGES = ("draft", "candidate", "release")


@click.command("check", epilog="Example: rail check ./my-release --format sarif --output rail.sarif")
@click.argument("path", default=".", type=PathName())
@click.option("--format", "format_", type=click.Choice(FORMATS), default="terminal", show_default=True)
@click.option(
    "--pack",
    "packs",
    multiple=True,
    metavar="NAME",
    help="A pack of rules, or the path of one's own; repeatable.  [default: rail.yaml's, else default]",
)
@click.option("--stage", type=click.Choice(STAGES), help="How far the release is.  [default: rail.yaml's]")
@click.option(
    "--fail-on",
    default="error,review",
    show_default=True,
    metavar="SEVERITIES",
    help="Exit with 1 for findings at or above the lightest of these (error, review, warning, info); `never` for none.",
)
@click.option(
    "--mode",
    type=click.Choice(list(MODES)),
    help="advise, warn or block: short for --fail-on never, error, or error,review.",
)
@click.option(
    "--revision",
    metavar="REV",
    help="Look at a git revision instead of the files on disk; A..B shows what changed between two.",
)
@click.option("--as-of", metavar="DATE", help="The date that the report speaks of.  [default: today in UTC]")
@click.option("--hub", is_flag=True, help="Treat it as a Hub repository although no card has a front matter.")
@click.option("--online", is_flag=True, help="Look upstreams up on the Hugging Face Hub too; needs railkit[online].")
@click.option(
    "--many",
    metavar="LIST",
    type=PathName(),
    help="Check every release of a list instead: a file with one path a line, a folder of releases, or -.",
)
@click.option("--jobs", type=click.IntRange(1), help="Worker processes for --many.  [default: one a core]")
@click.option("--baseline", metavar="FILE", type=PathName(), help="Findings that are known; --fail-on counts new ones.")
@click.option("--write-baseline", metavar="FILE", type=PathName(), help="Write the open findings there as a baseline.")
@click.option("--against", metavar="REPORT", type=PathName(), help="Show what changed since a JSON report, and why.")
@click.option("--fix", is_flag=True, help="Print a patch that repairs what can be repaired without a guess.")
@click.option("--write", is_flag=True, help="With --fix: write the patch into the folder, then check again.")
@click.option("--output", metavar="FILE", type=PathName(), help="Write the report there instead of to standard output.")
@click.option("--quiet", is_flag=True, help="One line a finding or waiver, and the verdict.")
@click.option("--verbose", is_flag=True, help="Every finding in full, with all its evidence.")
def command(  # noqa: PLR0913 # one parameter an option
    *,
    path: str,
    format_: str,
    packs: tuple[str, ...],
    stage: str | None,
    fail_on: str,
    mode: str | None,
    revision: str | None,
    as_of: str | None,
    hub: bool,
    online: bool,
    many: str | None,
    jobs: int | None,
    baseline: str | None,
    write_baseline: str | None,
    against: str | None,
    fix: bool,
    write: bool,
    output: str | None,
    quiet: bool,
    verbose: bool,
) -> int:
    """Check a release before it is published.

    PATH is a folder, a git checkout, or a snapshot in a Hugging Face cache.
    Exits with 0 when nothing stands at or above --fail-on, 1 when something does, 2 on an error.
    The verdict does not change the exit code: `unknown` without such a finding exits with 0.
    """
    fail_on = MODES[mode] if mode else fail_on
    if many is not None:
        from rail.operations.many import Ask
        from rail_cli.many import refuse_with_many, run_many

        refuse_with_many(
            {
                "PATH": path != ".",
                "--revision": revision,
                "--online": online,
                f"--format {format_}": format_ not in MANY_FORMATS,
            }
        )
        ask = Ask(hub, packs, as_of, fail_on, format_ == "json", stage)
        return run_many(many, ask, jobs=jobs, output=output)
    if write and not fix:
        raise click.UsageError("--write goes with --fix")  # noqa: TRY003, EM101 # one sentence, said once
    if fix:
        from rail_cli.repair import run_repair

        return run_repair(
            path, hub=hub, packs=packs, as_of=as_of, stage=stage, fail_on=fail_on, write=write, output=output
        )
    from rail.operations.run import History, Request
    from rail_cli.checking import check_one
    from rail_cli.reported import put_out

    return check_one(
        Request(path, revision, hub, packs, as_of, stage, online),
        History(baseline, against),
        lambda report: put_out(report, format_, fail_on=fail_on, output=output, quiet=quiet, verbose=verbose),
        format_=format_,
        fail_on=fail_on,
        write_baseline=write_baseline,
    )
