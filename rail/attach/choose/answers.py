"""The answers of whoever chooses: what is not answered stays unknown, and is another thing than ``none``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.model.facts import RelationKind
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

HOWS = (
    RelationKind.FINETUNE,
    RelationKind.ADAPTER,
    RelationKind.MERGE,
    RelationKind.QUANTIZED,
    RelationKind.DISTILLED,
    RelationKind.DERIVED,
)


@dataclass(frozen=True, slots=True)
class StatedUpstream:
    """A base model or a data set as somebody names it.

    Attributes:
        name: as on the Hub, or a licence by any name.
        how: how the work stands to it.
        license: the licence that it is said to be under, in the words of whoever says so; empty where nobody does.
    """

    name: str
    how: RelationKind
    license: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered; ``None`` and empty words stand for what was not.

    Attributes:
        artifacts: the parts that are published.
        bases: models that it is built on; empty for ``none``.
        data: training data; empty for ``none``.
        audience: ``everyone``, ``research`` or ``named``.
        commercial: others may use it in a business.
        sharing: ``allowed``, ``same-terms``, ``unchanged`` or ``none``.
        harms: use categories to forbid; empty for ``none``.
        eu: it is offered in the European Union.
        licensor: who grants the licence.
        contact: where people write.
        consider: licences that would not be offered and are looked at all the same.
    """

    artifacts: tuple[str, ...] = ()
    bases: tuple[StatedUpstream, ...] | None = None
    data: tuple[StatedUpstream, ...] | None = None
    audience: str = ""
    commercial: bool | None = None
    sharing: str = ""
    harms: tuple[str, ...] | None = None
    eu: bool | None = None
    licensor: str = ""
    contact: str = ""
    consider: tuple[str, ...] = ()

    def is_answered(self, question: str) -> bool:
        """Tell whether a question has an answer."""
        return getattr(self, question) not in (None, "", ()) or (
            question in {"bases", "data", "harms"} and getattr(self, question) is not None
        )


def answers_document(answers: Answers) -> dict[str, object]:
    """Return the answers as they stand in a file; what is not answered is left out."""
    stated: dict[str, object] = {
        "artifacts": list(answers.artifacts),
        "bases": _upstreams(answers.bases),
        "data": _upstreams(answers.data),
        "audience": answers.audience,
        "commercial": answers.commercial,
        "sharing": answers.sharing,
        "harms": None if answers.harms is None else list(answers.harms) or "none",
        "eu": answers.eu,
        "licensor": answers.licensor,
        "contact": answers.contact,
        "consider": list(answers.consider),
    }
    return {name: value for name, value in stated.items() if value not in (None, "", [])}


def answers_yaml(answers: Answers) -> str:
    """Return the answers as the lines of a file."""
    # JSON is YAML: one way of quoting for both.
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in answers_document(answers).items()
    )


def _upstreams(stated: Sequence[StatedUpstream] | None) -> object:
    if stated is None:
        return None
    return [_upstream(item) for item in stated] or "none"


def _upstream(item: StatedUpstream) -> dict[str, str]:
    row = {"name": item.name}
    if item.how is not RelationKind.TRAINED_ON:
        row["how"] = item.how.value
    return {**row, "license": item.license} if item.license else row
