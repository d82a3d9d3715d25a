"""Whether the signed statements about a release's terms hold, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    class Statement(Protocol):
        """What was signed (``rail.ledger.statement``)."""

        @property
        def release(self) -> str:
            """The release's name."""
            ...

        @property
        def as_of(self) -> str:
            """The signer's own date."""
            ...

        @property
        def licenses(self) -> Mapping[str, str | None]:
            """Component -> licence."""
            ...

        @property
        def subjects(self) -> Sequence[object]:
            """The files."""
            ...

    class Signature(Protocol):
        """One signature (``rail.operations.attested``)."""

        @property
        def keyid(self) -> str:
            """The key."""
            ...

        @property
        def name(self) -> str | None:
            """Its name in the trust file."""
            ...

        @property
        def standing(self) -> str:
            """Whether it counts."""
            ...

        @property
        def says(self) -> str:
            """The same in words."""
            ...

    class Standing(Protocol):
        """One statement, and whether it holds."""

        @property
        def statement(self) -> Statement:
            """What was signed."""
            ...

        @property
        def signatures(self) -> Sequence[Signature]:
            """Whose signatures."""
            ...

        @property
        def changes(self) -> Sequence[str]:
            """What changed."""
            ...

        @property
        def holds(self) -> bool:
            """Whether it holds."""
            ...

    class Verification(Protocol):
        """All statements of a release."""

        @property
        def path(self) -> str:
            """The release."""
            ...

        @property
        def as_of(self) -> str:
            """The day of the look."""
            ...

        @property
        def statements(self) -> Sequence[Standing]:
            """The statements."""
            ...

        @property
        def holds(self) -> bool:
            """Whether they hold."""
            ...


_SHOWN = 20


def verification_page(found: Verification, width: int) -> Page:
    """Lay out whether the statements about a release hold."""
    page = Page(width)
    for one in found.statements:
        said = one.statement
        state = ("holds", "good") if one.holds else ("does not hold", "error")
        page.add((f"{said.release}, signed for {said.as_of}: ", "title"), state)
        terms = ", ".join(f"{part} {name or 'unknown'}" for part, name in said.licenses.items())
        page.labelled("terms", (terms or "no part was told apart", ""), indent=2, column=14)
        page.labelled("files", (f"{len(said.subjects):,}", ""), indent=2, column=14)
        for signature in one.signatures:
            kind = "good" if signature.standing == "trusted" else "error"
            page.labelled(
                "signature", (f"{signature.name or signature.keyid[:16]}: {signature.says}", kind), indent=2, column=14
            )
        for change in one.changes[:_SHOWN]:
            page.labelled("changed", (change, "error"), indent=2, column=14)
        if len(one.changes) > _SHOWN:
            page.labelled("changed", (f"and {len(one.changes) - _SHOWN:,} more", "error"), indent=2, column=14)
        page.blank()
    page.add(
        (
            "A signature shows that a key's holder said so and that nothing changed since; not whether it is right.",
            "quiet",
        )
    )
    return page


def verification_json(found: Verification) -> str:
    """Return the document of ``policy/schema/verify-output.schema.json``."""
    rows = [
        {
            "release": one.statement.release,
            "as_of": one.statement.as_of,
            "licenses": dict(one.statement.licenses),
            "files": len(one.statement.subjects),
            "signatures": [
                {"keyid": item.keyid, "name": item.name, "standing": item.standing, "says": item.says}
                for item in one.signatures
            ],
            "changes": list(one.changes),
            "holds": one.holds,
        }
        for one in found.statements
    ]
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "path": found.path,
            "as_of": found.as_of,
            "holds": found.holds,
            "statements": rows,
        }
    )
