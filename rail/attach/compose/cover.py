"""The cover page of the document for counsel: what it is, and what is to be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.compose import Composed


def cover_lines(composed: Composed) -> tuple[str, ...]:
    """Return the paragraphs of the cover page."""
    record = composed.record
    made = record["composed"]
    count = len(made["answers"]["restrictions"])
    return (
        f"Draft for review by counsel: {record['name']}, {composed.license_ref}",
        *composed.notice.lines,
        (
            f"Composed by rail compose from edition {made['library']} of its clause library on "
            f"{record['text']['read_on']}, for {record['steward']}: {count} restricted uses."
        ),
        (
            "All words are those of the clause library and of the licensor's answers; no text of another licence is in "
            "it. It is no version of a licence that somebody else publishes, and must not carry the name of one."
        ),
        (
            "Each clause has a comment with its id in the record license.yaml, which was made in the same step, and "
            "with its id, version and state of review in the library."
        ),
        (
            "A change in this document changes neither the licence nor its record. Changed wording belongs into the "
            "answers or the library, and into a new version of the licence."
        ),
    )
