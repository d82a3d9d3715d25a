"""What applies to a release: its own licences and policies, and those of the upstreams that its facts name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rail.model.facts import ClaimSource, ComponentKind, RelationKind
from rail.model.identification import TextStatus
from rail.operations.beside import beside_texts, limiting_prose
from rail.terms.ask.answer import Instrument
from rail.terms.propagation import inheritance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.knowledge.store import Knowledge
    from rail.model.facts import Component, Facts, LicenseClaim, Upstream
    from rail.model.license import License

# Whether terms of data bind who uses the model is in dispute (position share-alike-data-and-models).
_UNSETTLED = {
    RelationKind.TRAINED_ON: "It is in dispute whether terms of training data reach the model.",
    RelationKind.EVALUATED_ON: "It is in dispute whether terms of data that measured the model reach it.",
    RelationKind.DISTILLED: "It differs by licence whether terms reach a model that learned from outputs.",
}
_DOUBTFUL = "It is in dispute whether its terms travel this way."


def instruments_of_release(
    path: str, knowledge: Knowledge, *, known: License | None = None, as_of: str | None = None
) -> tuple[tuple[Instrument, ...], str]:
    """Return the instruments of a release with its upstreams, and in words how it was read.

    Args:
        path: a folder, or the name of a snapshot in the Hub cache.
        knowledge: the records.
        known: the licence that the table of upstreams has for it; it applies beside what the release says.
        as_of: ISO date on which curations must hold; without one none is applied.

    Raises:
        InputError: there is no such release.
        SourceError: it cannot be read safely.
    """
    from rail.artifacts.collect import collect_release
    from rail.operations.subjects import of_license

    facts, knowledge = collect_release(path, knowledge, as_of=as_of)
    own = list(_own(facts, knowledge, known))
    if known is not None:
        own += of_license(known, knowledge, path=f"table of upstreams: {path}")
    if not own:
        own = [Instrument(path, "licence", None, None, problem="Nothing in the release says what it may be used for.")]
    upstreams = [one for item in facts.upstreams for one in instruments_of_upstream(item, knowledge)]
    how = f"the release {facts.name} with {_upstream_words(facts)}"
    if facts.curations:
        how = f"{how}, with claims of its own: {'; '.join(facts.curations)}"
    return (*own, *upstreams, *_beside(facts, knowledge), *_unread(facts)), how


def _upstream_words(facts: Facts) -> str:
    names = {item.name.lower() for item in facts.upstreams if not item.via}
    behind = {item.name.lower() for item in facts.upstreams if item.via} - names
    words = f"{len(names)} stated upstream{'' if len(names) == 1 else 's'}"
    words = f"{words} and {len(behind)} behind them" if behind else words
    return words + untold_data(facts.upstreams)


def untold_data(upstreams: Iterable[Upstream]) -> str:
    """Return which data behind an upstream is under terms that nobody knows, in words.

    Such data is told and not asked about: that its terms reach so far is in dispute, and what they are is not known.
    """
    names = dict.fromkeys(item.name for item in upstreams if _is_untold_data(item))
    return f"; not asked about: data behind them of unknown licence ({', '.join(names)})" if names else ""


def _is_untold_data(upstream: Upstream) -> bool:
    return bool(upstream.via) and upstream.kind is RelationKind.TRAINED_ON and upstream.license is None


def _beside(facts: Facts, knowledge: Knowledge) -> Iterator[Instrument]:
    for file in facts.license_files:
        if not file.vendored and file.role == "license":
            yield from beside_texts(file.location.path, file.text, file.identifications, knowledge)
    yield from limiting_prose(facts)


def _own(facts: Facts, knowledge: Knowledge, known: License | None) -> Iterator[Instrument]:
    from rail.operations.subjects import of_license

    changed: set[str] = set()
    for instrument in _changed_texts(facts, knowledge):
        changed.add(str(instrument.license.id) if instrument.license else "")
        yield instrument
    for component in _asked(facts):
        license_ = None if component.license is None else knowledge.license(component.license)
        if license_ is None and _is_told_by_changed_texts(component, facts, changed):
            yield from _other_claims(component, facts, knowledge)
        elif license_ is None and known is None:
            problem = f"The licence of the {component.kind.value} cannot be told: {component.basis}."
            yield Instrument(component.kind.value, "licence", None, None, problem=problem)
        elif license_ is not None and str(license_.id) not in changed:
            concluded = "; ".join(_concluded(component, facts))
            for instrument in of_license(license_, knowledge, path=f"{component.kind.value}, by {component.basis}"):
                yield replace(instrument, concluded=concluded)


def _concluded(component: Component, facts: Facts) -> Iterator[str]:
    """Yield the curations that speak of a part, in words."""
    for claim in (facts.claims[index] for index in component.claims):
        if claim.source is ClaimSource.CURATION:
            yield claim.value


def _is_told_by_changed_texts(component: Component, facts: Facts, changed: set[str]) -> bool:
    """Tell whether changed texts of known terms govern a part, and all else that speaks of it names a licence."""
    claims = [facts.claims[index] for index in component.claims]
    texts = [claim for claim in claims if _is_changed(claim)]
    known = all(claim.text is not None and claim.text.license in changed for claim in texts)
    return bool(texts) and known and all(claim.license is not None for claim in claims if claim not in texts)


def _is_changed(claim: LicenseClaim) -> bool:
    return claim.text is not None and claim.text.status is TextStatus.MODIFIED


def _other_claims(component: Component, facts: Facts, knowledge: Knowledge) -> Iterator[Instrument]:
    """Yield the licences that other places name for a part whose licence file was changed: claims against the file."""
    from rail.operations.subjects import of_license

    for claim in (facts.claims[index] for index in component.claims):
        if _is_changed(claim):
            continue
        license_ = knowledge.license(claim.license or "")
        place = f"{claim.source.value} {claim.location.path}"
        if license_ is None:
            yield Instrument(claim.value, "licence", None, None, problem=f"{place} names it, and it is not known here.")
            continue
        for one in of_license(license_, knowledge, path=f"{component.kind.value}, claimed by {place}"):
            yield replace(one, contested=f"{place} claims it, and the licence file differs from it.")


def _asked(facts: Facts) -> tuple[Component, ...]:
    """Return the parts that a question about a release is about; documents beside other parts are no such part."""
    parts = tuple(part for part in facts.components if part.kind is not ComponentKind.DOCS)
    return parts or facts.components


def _changed_texts(facts: Facts, knowledge: Knowledge) -> Iterator[Instrument]:
    """Yield each changed licence text; what it says counts, and not what its name says."""
    from rail.operations.subjects import modified_instruments

    for file in facts.license_files:
        for found in () if file.vendored else file.identifications:
            license_ = None if found.license is None else knowledge.license(found.license)
            if found.status is TextStatus.MODIFIED and license_ is not None and license_.terms is not None:
                yield from modified_instruments(file.location.path, found, license_, file.text, knowledge)


def instruments_of_upstream(upstream: Upstream, knowledge: Knowledge) -> Iterator[Instrument]:
    """Yield what an upstream is under, with the path to it, and whether its terms reach what is built on it."""
    from rail.operations.subjects import of_license

    through = f", through {', '.join(upstream.via)}" if upstream.via else ""
    path = f"{upstream.kind.value} {upstream.name}{through}"
    license_ = None if upstream.license is None else knowledge.license(upstream.license)
    if _is_untold_data(upstream):
        return
    if license_ is None:
        problem = f"The licence of {upstream.name}{through} is not known here."
        yield Instrument(upstream.name, "upstream", None, None, path=path, problem=problem)
        return
    bound = inheritance(upstream, license_)
    contested = _UNSETTLED.get(upstream.kind, "" if bound is None or bound.flow.settled else _DOUBTFUL)
    concluded = upstream.resolution_source or "" if upstream.resolved_by == "curation" else ""
    for instrument in of_license(license_, knowledge, role="upstream", path=path):
        yield replace(instrument, contested=contested, concluded=concluded)


def _unread(facts: Facts) -> Iterator[Instrument]:
    """Yield an instrument of unknown terms for each file that could not be read and may hold a statement."""
    from rail.checks.unread import may_hide_a_statement

    for problem in facts.problems:
        if may_hide_a_statement(problem):
            yield Instrument(str(problem.location), "licence", None, None, problem=f"Not read: {problem.message}")
