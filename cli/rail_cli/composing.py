"""What ``rail compose`` makes of its options, and what it tells."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.operations.composed_files import Proposal

Plain = dict[str, Any]
_PLAIN = ("licensor", "licensor_id", "name", "version", "contact")
_OPTIONS = ("phrase", "governing_law", "updates", "cure_days", "outputs_training", "trained_models", "patents")
_NEEDED = ("licensor", "name", "version", "contact", "artifacts", "type", "restrictions")


def answers_given(given: Mapping[str, Any]) -> tuple[Plain, str, Plain | None]:
    """Return the answers of a file or record with those of the options over them, where they come from, the record."""
    from rail.operations.compose import read_composed, read_spec

    content: Plain = {"schema": "composition/1"}
    where, record = "options", None
    if given["spec"] and given["record"]:
        raise click.UsageError("--spec and --from are two sources of answers; give one")  # noqa: TRY003, EM101 # said once
    if given["spec"]:
        content, where = read_spec(given["spec"]), given["spec"]
    elif given["record"]:
        record, where = read_composed(given["record"])
        content = dict(record["composed"]["answers"])
    content |= {name: given[name] for name in _PLAIN if given[name] is not None}
    if given["artifacts"]:
        content["artifacts"] = list(dict.fromkeys(given["artifacts"]))
    if given["type_"]:
        content["type"] = given["type_"]
    content = _with_restrictions(content, given["restrictions"])
    options = {name: given[name] for name in _OPTIONS if given[name] is not None}
    if options:
        content["options"] = {**(content.get("options") or {}), **options}
    missing = [f"--{_option(name)}" for name in _NEEDED if not content.get(name)]
    if missing and (sys.stdin.isatty() if given["interactive"] is None else given["interactive"]):
        from rail_cli.compose_interview import interview

        content = interview(content)
        missing = [f"--{_option(name)}" for name in _NEEDED if not content.get(name)]
    if missing:
        raise click.UsageError(f"not answered: {', '.join(missing)}")  # noqa: TRY003, EM102 # said once
    return content, where, record


def _option(name: str) -> str:
    return {"artifacts": "artifact", "restrictions": "restrict"}.get(name, name)


def _with_restrictions(content: Plain, stated: tuple[str, ...]) -> Plain:
    """Return the answers with restrictions added; one that is there already is replaced."""
    if not stated:
        return content
    rows = {row.get("use"): row for row in content.get("restrictions") or () if isinstance(row, dict)}
    for text in stated:
        row = _restriction(text)
        rows[row["use"]] = row
    return {**content, "restrictions": list(rows.values())}


def _restriction(text: str) -> Plain:
    use, _, rest = text.partition(":")
    row: Plain = {"use": use.strip()}
    for part in rest.split(",") if rest else ():
        dimension, sign, values = part.partition("=")
        if not sign or dimension.strip() not in {"intent", "context", "exception", "automation"}:
            raise click.UsageError(  # noqa: TRY003 # said once
                f"--restrict {text}: {part!r} is no qualifier; expected intent=, context=, exception= or automation="  # noqa: EM102 # as above
            )
        row.setdefault(dimension.strip(), []).extend(value.strip() for value in values.split("+"))
    return row


def proposal_given(given: Mapping[str, Any]) -> Proposal:
    """Return what the options propose; with ``--format``, ``--output`` is no folder of records."""
    from rail.operations.compose import propose

    content, where, record = answers_given(given)
    folder = {"folder": given["output"]} if given["output"] and not given["format_"] else {}
    return propose(content, where, as_of=given["as_of"], record=record, **folder)


def list_lines() -> Iterator[str]:
    """Yield the clauses that restrict uses, by group, with what can qualify them."""
    from rail.operations.compose import installed_library

    library = installed_library()
    yield f"Clause library {library.version}: {library.plain['status']}. In all clauses the words are our own."
    for domain in library.domains:
        yield ""
        yield f"{domain.title} ({domain.id})"
        for use, clause in library.restrictions.items():
            if clause.domain != domain.id:
                continue
            yield f"  {use}, version {clause.version}: {clause.content['title']}"
            for dimension, values in library.qualifiers(use).items():
                yield f"      {dimension}: {', '.join(values)}"


def told(proposal: Proposal) -> Iterator[str]:
    """Yield what people are told after a licence was composed."""
    composed = proposal.composed
    count = len(composed.record["composed"]["answers"]["restrictions"])
    what = "written" if proposal.changes else "is there already, unchanged"
    yield f"{composed.license_ref}: {count} restricted uses; {proposal.folder}/ {what}"
    yield f"record {composed.id}, text sha256:{composed.notice.sha256}"
    if proposal.edited:
        yield f"{proposal.folder}/license.yaml says more than was composed, and was left as it is"
    for file, reason in proposal.left_out:
        yield f"{file} was not made: {reason}"
    yield "no lawyer has reviewed these clauses; counsel must read the text before it is used"


def patch_of(proposal: Proposal) -> str:
    """Return the files of a proposal as a patch; a Word document is named only."""
    from rail.edits.patch import write_patch
    from rail.edits.plan import Plan

    shown = tuple(change for change in proposal.changes if not change.path.endswith(".docx"))
    left = [change for change in proposal.changes if change.path.endswith(".docx")]
    lines = [f"Binary file b/{change.path}, {len(change.after):,} bytes, is not shown\n" for change in left]
    return write_patch(Plan(shown, ())) + "".join(lines)
