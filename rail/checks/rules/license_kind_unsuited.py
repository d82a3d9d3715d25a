"""license-kind-unsuited: a licence that was written for something else than the component that it governs.

What a text was written for is what its record lists first under ``artifacts``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.checks.claims import license_name, named_ids, quote, text_id
from rail.checks.context import Found, Skip
from rail.checks.unread import unread_front_matter, unread_licenses
from rail.model.facts import ClaimSource, ComponentKind
from rail.model.finding import Evidence, Severity
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Component, Facts, LicenseClaim
    from rail.model.license import License

_CODE, _DATA, _WEIGHTS = ComponentKind.CODE, ComponentKind.DATA, ComponentKind.WEIGHTS
_CALLED = {"code": "software", "data": "data", "docs": "texts and other works", "model": "models"}


class _Doubt(NamedTuple):
    what: str
    why: str
    fix: str
    severity: Severity


_NO_SOFTWARE_LICENSE = _Doubt(
    "is no licence for software",
    "It says nothing about source code, about patents, or about linking with other code, and its share-alike and "
    "non-commercial terms do not go together with the usual software licences. "
    "Creative Commons itself advises against its licences for software.",
    "state a software licence for the code (LICENSE-CODE, or the header of each file), and keep this one for what it "
    "was written for",
    Severity.WARNING,
)
_SOFTWARE_ON_DATA = _Doubt(
    "was written for software",
    "A text that speaks of software and its source leaves open what it grants for data: database rights, extraction, "
    "and what a notice must say in a table are not spoken of.",
    "if the data are yours to license, state a licence for data (CC0, CC BY 4.0, CDLA-Permissive-2.0, ODC-By); say "
    "which licence the scripts beside them are under",
    Severity.WARNING,
)
_MODEL_ON_DATA = _Doubt(
    "was written for models and leaves data out",
    "The text grants rights in a model and defines data as something else, so it may grant nothing for the data "
    "themselves.",
    "state a licence for data, and keep the use restrictions, if they are wanted, in terms that name data",
    Severity.WARNING,
)
_DATA_ON_WEIGHTS = _Doubt(
    "was written for data",
    "The text speaks of data and databases; whether weights are either is not settled.",
    "state a licence that names the weights or the model",
    Severity.WARNING,
)
_SOFTWARE_ON_WEIGHTS = _Doubt(
    "was written for software",
    "What the source code of weights is, and what must be disclosed or shared alike with them, the text does not say; "
    "readers answer it differently.",
    "say in the card what you mean by source for the weights, or state a licence that names a model",
    Severity.INFO,
)


def find(context: Context) -> Iterator[Found | Skip]:
    """Hold the licence of each component against what its text was written for."""
    for part in context.facts.components:
        license_id = part.license
        record = None if license_id is None else context.knowledge.license(text_id(license_id))
        if record is None or not record.artifacts or not _is_looked_at(context.facts, part):
            continue
        doubt = _doubt(part.kind, record)
        claim = None if doubt is None else _claim(context, part, record.id)
        if doubt is not None and claim is not None:
            yield _found(context, part, record, claim, doubt)
    yield from unread_front_matter(context.facts)
    yield from unread_licenses(context.facts)


def _is_looked_at(facts: Facts, part: Component) -> bool:
    """A few tables beside a program are part of it; a data set is a thing of its own."""
    if part.kind is _DATA:
        return facts.artifact == "dataset"
    return part.kind is _WEIGHTS or (part.kind is _CODE and part.count > 0)


def _doubt(kind: ComponentKind, record: License) -> _Doubt | None:
    match kind, record.artifacts[0]:
        case ComponentKind.CODE, "data" | "docs" if "code" not in record.artifacts:
            return _NO_SOFTWARE_LICENSE
        case ComponentKind.DATA, "code":
            return _SOFTWARE_ON_DATA
        case ComponentKind.DATA, "model" if "data" not in record.artifacts:
            return _MODEL_ON_DATA
        case ComponentKind.WEIGHTS, "data" if "model" not in record.artifacts:
            return _DATA_ON_WEIGHTS
        case ComponentKind.WEIGHTS, "code" if _has_source_duty(record) or "model" not in record.artifacts:
            return _SOFTWARE_ON_WEIGHTS
        case _:
            return None


def _has_source_duty(record: License) -> bool:
    return record.terms is not None and bool(record.terms.duties("disclose-source"))


def _claim(context: Context, part: Component, license_id: str) -> LicenseClaim | None:
    """Return the place that names the licence, one that names the component before a general one."""
    claims = [context.facts.claims[index] for index in part.claims if index < len(context.facts.claims)]
    naming = [claim for claim in claims if license_id in named_ids(claim, context.knowledge) and not claim.vendored]
    return next((claim for claim in naming if claim.governs == (part.kind,)), naming[0] if naming else None)


def _found(context: Context, part: Component, record: License, claim: LicenseClaim, doubt: _Doubt) -> Found:
    said = (ClaimSource.LICENSE_FILE, ClaimSource.FILE_HEADER)
    shown = "holds it" if claim.source in said else f"states {quote(claim.value)}"
    stated_for_it = claim.governs == (part.kind,)
    return Found(
        claim.location,
        f"{license_name(record.id, context.knowledge)} {doubt.what}, and it is what governs the {part.kind.value}",
        severity=doubt.severity,
        confidence="high" if stated_for_it else "medium",
        why=doubt.why,
        fix=doubt.fix,
        component=part.kind.value,
        evidence=(
            Evidence(
                f"{shown}; the text was written for {_CALLED.get(record.artifacts[0], record.artifacts[0])}",
                claim.location,
                license=record.id,
            ),
            *(Evidence(f"{part.kind.value} lies here", Location(path)) for path in part.paths[:1]),
        ),
    )
