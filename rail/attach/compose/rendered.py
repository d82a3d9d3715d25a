"""What a rendering says about itself: of which bytes it is a rendering, and that those alone are the licence."""

from __future__ import annotations

from hashlib import sha256

from rail.model.late import dataclass

UNREVIEWED = "No lawyer has reviewed the clauses of this text. Counsel must read it before it is used."
NO_ADVICE = "The program that composed it gives no legal advice."


@dataclass(frozen=True, slots=True)
class Notice:
    """The lines that stand before the text of a rendering.

    Attributes:
        sha256: of the canonical text.
        license_ref: SPDX identifier of the licence.
    """

    sha256: str
    license_ref: str

    @classmethod
    def of(cls, text: str, license_ref: str) -> Notice:
        """Return the notice for a canonical text."""
        return cls(sha256(text.encode()).hexdigest(), license_ref)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, in order."""
        return (
            f"Rendering of sha256:{self.sha256}",
            f"The file text.txt with this hash is the licence {self.license_ref}; this is a rendering of it.",
            UNREVIEWED,
            NO_ADVICE,
        )
