"""What all parts of a plan share: the release, and each attachment with its record, its text and its policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.checks.claims import main_kind
from rail.model.attached import RELEASE
from rail.model.late import dataclass
from rail.model.terms import TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.text_sources import LicenseText
    from rail.knowledge.store import Knowledge
    from rail.model.attached import Attachment
    from rail.model.facts import Facts
    from rail.model.license import License
    from rail.model.terms import Term

LICENSE_FILE = "LICENSE"
ANNEX = "USE_RESTRICTIONS.md"
NOTICE = "NOTICE"
_CARRYING = ("weights", "data")


@dataclass(frozen=True, slots=True)
class Holding:
    """One attachment that stands when the plan is done.

    Attributes:
        record: the licence.
        text: its text, or ``None`` where it is not at hand.
        policies: the use policies that the licence binds to, each with its text or ``None``.
    """

    attachment: Attachment
    record: License
    text: LicenseText | None
    policies: tuple[tuple[License, LicenseText | None], ...] = ()

    @property
    def component(self) -> str:
        """The component that it is attached to."""
        return self.attachment.component

    def restrictions(self) -> Iterator[tuple[License, Term]]:
        """Yield every prohibited use, with the instrument that says so."""
        for record in (self.record, *(policy for policy, _ in self.policies)):
            if record.terms is not None:
                for term in record.terms.of_kind(TermKind.PROHIBITION):
                    yield record, term


@dataclass(frozen=True, slots=True)
class Setting:
    """A release with its attachments.

    Attributes:
        facts: of the release as it is.
        holdings: in the order of components.
        annex: the clauses are written to a file of their own.
        gate: an access form is asked for.
        replace: what another licence says may be replaced.
    """

    facts: Facts
    knowledge: Knowledge
    holdings: tuple[Holding, ...]
    annex: bool = False
    gate: bool = False
    replace: bool = False

    @property
    def main(self) -> Holding | None:
        """The attachment for what the release is about; ``None`` where only other parts have one."""
        kind = main_component(self.facts)
        by_component = {holding.component: holding for holding in self.holdings}
        return by_component.get(kind) or by_component.get(RELEASE)

    @property
    def by_parts(self) -> bool:
        """Whether parts have licences of their own, so that files must say which is whose."""
        return any(holding.component != RELEASE for holding in self.holdings)

    @property
    def has_card(self) -> bool:
        """Whether the release is of a kind that a card describes."""
        main = self.main
        if self.facts.card is not None or self.facts.artifact in {"model", "dataset"}:
            return True
        made_for = () if main is None else main.record.artifacts[:1]
        return self.facts.artifact == "unknown" and made_for in {("model",), ("data",)}


def main_component(facts: Facts) -> str:
    """Return the component that the release is about."""
    return main_kind(facts).value
