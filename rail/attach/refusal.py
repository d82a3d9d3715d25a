"""What an attachment must not do: the findings of the planned release that only a waiver lets pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rail.model.finding import Severity
from rail.model.lock import LOCK_FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.attached import Attachment
    from rail.model.finding import Finding, Waiver, WaiverUse


def refusing(findings: Iterable[Finding], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return the findings at which nothing is attached: what upstream forbids, as an error that no waiver accepts."""
    rules = cast("list[str]", knowledge.patterns("attach-refusals")[0]["refusing_rules"])
    return tuple(one for one in findings if one.rule in rules and one.severity is Severity.ERROR and not one.waived)


def used_waivers(given: Sequence[Waiver], uses: Iterable[WaiverUse]) -> tuple[Waiver, ...]:
    """Return those of the given waivers that accept something in a report of the planned release."""
    accepting = {_key(use.waiver) for use in uses if use.state == "used"}
    return tuple(waiver for waiver in given if _key(waiver) in accepting)


def with_waivers(attachment: Attachment, waivers: Sequence[Waiver]) -> Attachment:
    """Return an attachment with waivers, after those that it had; one about the same thing takes the former's place."""
    had = {_key(one) for one in attachment.waivers}
    more = [replace(one, file=LOCK_FILE) for one in waivers if _key(one) not in had]
    about = {(one.rule, one.path, one.finding) for one in more}
    kept = (one for one in attachment.waivers if (one.rule, one.path, one.finding) not in about)
    return replace(attachment, waivers=(*kept, *more))


def _key(waiver: Waiver) -> Waiver:
    return replace(waiver, file=LOCK_FILE, line=0)
