"""What ``rail card lint`` prints: each item of a profile with its status, its line, and the question to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.markdown_text import inline
from rail.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.checks.card_lint import LintedItem

_ORDER = ("absent", "placeholder", "cannot-tell", "present")
_STYLES = {"absent": "error", "placeholder": "warning", "cannot-tell": "review", "present": "good"}
_WORDS = {"absent": "absent", "placeholder": "placeholder", "cannot-tell": "cannot tell", "present": "present"}
_CAVEAT = "That something stands there is all that is told; whether it is right and enough is for a person."


class LintedCard:
    """A card held against a profile, as reports need it."""

    def __init__(  # noqa: PLR0913 # what a report says is named
        self, *, path: str | None, profile: str, title: str, kind: str, as_of: str, items: Sequence[LintedItem]
    ) -> None:
        """Take the card's path, the profile, and the items with what was found."""
        self.path = path
        self.profile = profile
        self.title = title
        self.kind = kind
        self.as_of = as_of
        self.items = items

    def of(self, status: str) -> list[LintedItem]:
        """Return the items with a status."""
        return [one for one in self.items if one.status == status]

    def summary(self) -> str:
        """Return how many items have which status."""
        counts = ", ".join(f"{len(self.of(status))} {_WORDS[status]}" for status in reversed(_ORDER))
        return f"{self.title}: {len(self.items)} items: {counts}."


def card_lint_json(card: LintedCard) -> str:
    """Return the report as JSON (``card-lint-output.schema.json``)."""
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "path": card.path,
            "profile": card.profile,
            "title": card.title,
            "kind": card.kind,
            "as_of": card.as_of,
            "summary": {status: len(card.of(status)) for status in _ORDER},
            "items": [_row(one) for one in card.items],
        }
    )


def card_lint_page(card: LintedCard, width: int, *, verbose: bool = False) -> Page:
    """Lay out what is missing first, with the questions; what is present on one line each, if asked for."""
    page = Page(width)
    for status in _ORDER if verbose else _ORDER[:-1]:
        for one in card.of(status):
            place = f" {one.place}" if one.place else ""
            page.add((f"{_WORDS[status]}:", _STYLES[status]), (f" {one.item.title}", "head"), (place, "place"), hang=4)
            if one.reason and status != "present":
                page.add((one.reason, "quiet"), indent=4)
            if status != "present":
                for question in one.item.questions:
                    page.add((f"? {question}", ""), indent=4, hang=6)
    page.blank()
    page.add((card.summary(), "head"))
    where = card.path or "no card; `rail card new` writes one"
    page.add((f"{where}, as of {card.as_of}. {_CAVEAT}", "quiet"))
    return page


def card_lint_markdown(card: LintedCard) -> str:
    """Return the report as a table."""
    lines = [
        f"# {inline(card.title)}",
        "",
        inline(card.summary()),
        "",
        "| status | item | place | to answer |",
        "|---|---|---|---|",
    ]
    for status in _ORDER:
        for one in card.of(status):
            asked = "" if status == "present" else "<br>".join(inline(question) for question in one.item.questions)
            place = inline(str(one.place)) if one.place else inline(one.reason)
            lines.append(f"| {_WORDS[status]} | {inline(one.item.title)} | {place} | {asked} |")
    return "\n".join([*lines, "", f"{inline(card.path or 'no card')}, as of {card.as_of}. {_CAVEAT}", ""])


def _row(one: LintedItem) -> dict[str, object]:
    return {
        "id": one.item.id,
        "kind": one.item.kind,
        "title": one.item.title,
        "status": one.status,
        "path": one.place.path if one.place else None,
        "line": one.place.line if one.place else None,
        "reason": one.reason or None,
        "asked_by": one.item.asked_by,
        "questions": list(one.item.questions),
    }
