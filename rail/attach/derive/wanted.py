"""What somebody wants to make: from which upstreams, how, with which data, and under which licence and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.facts import RelationKind, Upstream
from rail.model.late import dataclass
from rail.model.location import Location

if TYPE_CHECKING:
    from rail.model.license import License

HOWS = {
    kind.value: kind
    for kind in (
        RelationKind.FINETUNE,
        RelationKind.ADAPTER,
        RelationKind.MERGE,
        RelationKind.QUANTIZED,
        RelationKind.DISTILLED,
    )
}
_PLACE = Location("README.md")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A derivative as it is planned.

    Attributes:
        bases: name of each upstream model, and how the derivative stands to it.
        data: names of the data sets that it is trained on.
        license: the licence that it is to be published under, where one is named.
        name: what it is to be called, where that is stated.
    """

    bases: tuple[tuple[str, RelationKind], ...]
    data: tuple[str, ...] = ()
    license: License | None = None
    name: str | None = None

    def stated(self) -> tuple[Upstream, ...]:
        """Return the upstreams as a card would state them, in an order that does not depend on the question's."""
        models = [Upstream(how, name, "card", _PLACE) for name, how in self.bases]
        data = [Upstream(RelationKind.TRAINED_ON, name, "card", _PLACE) for name in self.data]
        return tuple(sorted({*models, *data}, key=lambda one: (one.kind.value, one.name.lower(), one.name)))
