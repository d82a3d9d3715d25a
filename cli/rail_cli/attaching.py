"""``rail attach``: ask on a terminal who licenses and why they may, and show what was written."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from rail_cli.output import stdout_terminal, stdout_width, tell, write_stdout, write_stdout_page

if TYPE_CHECKING:
    from rail.attach.request import AttachRequest
    from rail.operations.attach import Attached


def missing_answers(request: AttachRequest, path: str, as_of: str | None) -> AttachRequest:
    """Return the request with licensor and authority, asked on a terminal; elsewhere as it is.

    What is recorded for the same licence already is not asked again.
    """
    from rail.operations.attach import is_recorded
    from rail.operations.attach_inputs import read_evidence

    if (request.licensor and request.authority) or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return request
    if is_recorded(path, request, as_of):
        return request
    from rail.knowledge.store import Knowledge

    licensor = request.licensor or _asked("Who licenses this? A name, of a person or an organisation: ")
    authority = request.authority
    if authority is None:
        known = Knowledge.load().vocabulary().kinds["authorities"]
        for entry in known.values():
            _say(f"  {entry.id}: {entry.definition}")
        authority = _asked(f"Why may they? ({', '.join(known)}) ")
    shown = None if request.evidence else _asked("What shows it? A file, known by its hash; or nothing: ")
    evidence = read_evidence(shown) if shown else request.evidence
    return replace(request, licensor=licensor or None, authority=authority or None, evidence=evidence)


def show(attached: Attached, path: str, request: AttachRequest) -> int:
    """Print a patch, a refusal, or what was written, and return the exit code."""
    from rail.operations.attach import consequences_of
    from rail.reports.attachment import attachment_page, refusal_page

    planned = attached.planned
    width = stdout_width()
    if planned.refused:
        write_stdout_page(refusal_page(planned.refused, width))
        return 1
    if not attached.written:
        write_stdout(_shown(attached.patch))
        tell(f"{len(planned.plan.changes)} files would change; without --dry-run they are written")
        for note in planned.notes:
            tell(f"note: {note}")
        return 0
    consequences, vocabulary = consequences_of(planned.holdings)
    page = attachment_page(
        path,
        planned.plan,
        planned.holdings,
        planned.report,
        asked=[component for component, _ in request.licenses],
        consequences=consequences,
        vocabulary=vocabulary,
        notes=planned.notes,
        journal=attached.journal,
        width=width,
    )
    write_stdout_page(page)
    return 0


def _shown(patch: str) -> str:
    """Return a patch as it is; on a terminal without the codes that files of a release may hold."""
    if not stdout_terminal():
        return patch
    from rail.reports.visible import visible

    return "".join(f"{visible(line)}\n" for line in patch.split("\n")[:-1])


def _asked(question: str) -> str:
    _say(question, end="")
    return sys.stdin.readline().strip()


def _say(text: str, end: str = "\n") -> None:
    sys.stderr.write(f"{text}{end}")
    sys.stderr.flush()
