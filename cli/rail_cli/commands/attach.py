"""``rail attach``."""

from __future__ import annotations

import click

from rail_cli.attach_options import Origin, origin_options
from rail_cli.paths import PathName

_COMPONENTS = ("weights", "code", "data", "docs")


@click.command(
    "attach",
    epilog="Example: rail attach bigscience-openrail-m ./my-release --licensor 'Example Org' --authority owner",
)
@click.argument("license_", metavar="LICENSE", required=False)
@click.argument("path", default=".", type=PathName())
@click.option(
    "--component", type=click.Choice(_COMPONENTS), help="The part that LICENSE is for.  [default: the whole release]"
)
@click.option(
    "--also",
    multiple=True,
    metavar="PART=LICENSE",
    help="Another part (weights, code, data, docs) with its licence; repeatable.",
)
@click.option("--licensor", metavar="NAME", help="Who licenses; asked on a terminal.")
@click.option("--authority", metavar="WHY", help="Why the licensor may: owner, co-owner, employee, agent, ...")
@click.option(
    "--evidence", metavar="FILE", type=PathName(), help="What shows it; recorded by name and hash, not copied."
)
@click.option("--year", metavar="YEAR", help="The year of the notice.  [default: that of --as-of]")
@click.option("--gate", is_flag=True, help="Ask for acceptance of the terms in the card's access form.")
@click.option("--replace", is_flag=True, help="Put the text in the place of another licence's; a copy of that is kept.")
@click.option(
    "--waiver", metavar="FILE", type=PathName(), help="Exceptions from what upstream asks: owner, reason, expiry."
)
@click.option(
    "--sbom",
    type=click.Choice(["spdx", "spdx3", "cyclonedx", "none"]),
    help="The SBOM to write.  [default: as before, else spdx]",
)
@click.option("--sign", metavar="KEY", help="Sign the terms afterwards: a key of rail key, or the path of one.")
@click.option("--keys", metavar="DIR", help="The folder of keys.  [env: RAIL_KEYS; default: the user's own]")
@click.option("--passphrase-file", metavar="FILE", help="File whose first line is the key's pass phrase.")
@click.option("--dry-run", is_flag=True, help="Print the patch instead of writing it.")
@click.option("--as-of", metavar="DATE", help="The date of the attachment.  [default: today in UTC]")
@origin_options
def command(  # noqa: PLR0913 # one parameter an option
    *,
    license_: str | None,
    path: str,
    component: str | None,
    also: tuple[str, ...],
    licensor: str | None,
    authority: str | None,
    evidence: str | None,
    year: str | None,
    gate: bool,
    replace: bool,
    waiver: str | None,
    sbom: str | None,
    sign: str | None,
    keys: str | None,
    passphrase_file: str | None,
    dry_run: bool,
    as_of: str | None,
    origin: Origin,
) -> int:
    """Attach a licence to a release, everywhere that must say so.

    Writes the verbatim text (LICENSE, or LICENSES/ and REUSE.toml where parts have their own), the card's front matter
    and licence section, NOTICE, USE_RESTRICTIONS.md, the terms for programs, an SBOM, and who licensed on what
    authority into rail.lock. Refuses what the base models or data do not allow. What people wrote stays; a second run
    changes nothing. With --sign, a statement over the files and their terms goes into rail.intoto.jsonl.
    """
    from rail.attach.request import AttachRequest
    from rail.operations.attach import attach_license
    from rail.operations.attach_inputs import read_evidence, read_waivers
    from rail_cli.attach_revision import recover_only, to_revision
    from rail_cli.attaching import missing_answers, show
    from rail_cli.documents import hashing_bar
    from rail_cli.recovering import recover_first
    from rail_cli.signing import open_key, sign_terms

    if origin.recover:
        return recover_only(license_ or path)
    licenses = _licenses(license_, component, also)
    request = AttachRequest(
        licenses=licenses,
        licensor=licensor,
        authority=authority,
        evidence=None if evidence is None else read_evidence(evidence),
        year=year,
        gate=gate,
        replace=replace,
        waivers=() if waiver is None else read_waivers(waiver),
        offer=origin.offer(len(licenses)),
        sbom=sbom,
    )
    if origin.revision is not None and origin.as_tag is not None:
        if sign:
            message = "--sign: a revision is not signed here; sign a checkout of the new tag"
            raise click.UsageError(message)
        return to_revision(path, request, origin.revision, origin.as_tag, as_of=as_of, write=not dry_run)
    if not dry_run:
        recover_first(path)
    key = open_key(sign, keys, passphrase_file, as_of) if sign and not dry_run else None
    request = missing_answers(request, path, as_of)
    with hashing_bar() as progress:
        attached = attach_license(path, request, as_of=as_of, write=not dry_run, progress=progress)
    code = show(attached, path, request)
    if key is not None and attached.written:
        sign_terms(path, key, as_of)
    return code


def _licenses(license_: str | None, component: str | None, also: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    from rail.model.attached import RELEASE

    if license_ is None:
        message = "Missing argument 'LICENSE'."
        raise click.UsageError(message)
    if also and component is None:
        message = "--also: name the part that LICENSE is for, too: --component weights"
        raise click.UsageError(message)
    return ((component or RELEASE, license_), *(_part(item) for item in also))


def _part(item: str) -> tuple[str, str]:
    part, equals, name = item.partition("=")
    if not equals or part not in _COMPONENTS or not name:
        message = f"--also: {item!r}: expected PART=LICENSE, for example code=apache-2.0"
        raise click.UsageError(message)
    return part, name
