"""What is known of a release, as lines of a card: each with the place that shows it, and nothing guessed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from rail.documents.inventory import NOASSERTION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rail.artifacts.model_config import ModelConfig
    from rail.documents.inventory import Inventory, Origin, Restriction
    from rail.model.facts import WeightFile

_SHARD = re.compile(r"-\d{5}-of-\d{5}(?=\.[^.]+$)")
_MOST = 20  # lines of one fact
_BILLION, _MILLION = 10**9, 10**6


class Line(NamedTuple):
    """One line: what, its value, and the place that shows it."""

    label: str
    value: str
    where: str = ""


class Given(NamedTuple):
    """What the person who makes the card says of it."""

    name: str | None = None
    developer: str | None = None
    contact: str | None = None


class Known(NamedTuple):
    """All that is known when a card is written.

    Attributes:
        inventory: the release.
        weights: its files of weights.
        config: what configuration files say.
        registry: where its agreements are recorded, and the place that says so.
        given: what the person who makes the card says.
        version_place: where the version stands.
    """

    inventory: Inventory
    weights: Sequence[WeightFile]
    config: ModelConfig
    registry: tuple[str, str] | None = None
    given: Given = Given()
    version_place: str = ""

    def lines(self, fact: str) -> list[Line]:
        """Return the lines of a fact; none where it is not known."""
        return list(_FACTS[fact](self))[:_MOST]

    def restrictions(self) -> tuple[Restriction, ...]:
        """Return the uses that its own licence forbids, else those of what it is built on."""
        own = self.inventory.restrictions or self.inventory.inherited
        return tuple(one for one in own if one.kind == "prohibition")


def _developer(known: Known) -> Iterator[Line]:
    if known.given.developer:
        yield Line("Made by", known.given.developer)
    elif known.inventory.licensor:
        yield Line("Licensed by", known.inventory.licensor, "rail.lock")
    elif known.inventory.owner:
        yield Line("Published by the account", known.inventory.owner, "its name")


def _licensor(known: Known) -> Iterator[Line]:
    if known.inventory.licensor:
        yield Line("Licensor", known.inventory.licensor, "rail.lock")


def _version(known: Known) -> Iterator[Line]:
    if known.inventory.version:
        yield Line("Version", known.inventory.version, known.version_place)


def _subject(known: Known) -> Iterator[Line]:
    kind = known.inventory.kind
    name = known.given.name or known.inventory.name
    yield Line("Release", f"{name} ({kind})" if kind != "unknown" else name)


def _base_models(known: Known) -> Iterator[Line]:
    for origin in known.inventory.models:
        if origin.direct:
            yield Line("Base model", _origin(origin), _seen(origin))


def _changes(known: Known) -> Iterator[Line]:
    for origin in known.inventory.models:
        relation = next((one for one in origin.relations if one.child == "."), None)
        if relation is not None:
            yield Line("Derived from", f"{origin.name}, by {relation.kind.value}", _seen(origin))


def _datasets(known: Known) -> Iterator[Line]:
    for origin in known.inventory.datasets:
        if origin.direct:
            yield Line("Data set", _origin(origin), _seen(origin))


def _formats(known: Known) -> Iterator[Line]:
    for name, files in sorted(_groups(known.weights).items()):
        size = sum(file.bytes for file in files)
        count = f"{len(files)} files, " if len(files) > 1 else ""
        yield Line("Weights", f"{files[0].format}, {count}{size:,} bytes", name)


def _parameters(known: Known) -> Iterator[Line]:
    for name, files in sorted(_groups(known.weights).items()):
        if all(file.tensors for file in files):
            yield Line("Parameters", _rounded(sum(sum(file.tensors.values()) for file in files)), f"header of {name}")
        elif (stated := files[0].metadata.get("general.parameter_count", "")).isdigit() and len(files) == 1:
            yield Line("Parameters", _rounded(int(stated[:20])), f"header of {name}")


def _precision(known: Known) -> Iterator[Line]:
    for name, files in sorted(_groups(known.weights).items()):
        kinds = sorted({kind for file in files for kind in file.tensors})
        if kinds and all(file.tensors for file in files):
            yield Line("Number types", ", ".join(kinds), f"header of {name}")


def _architecture(known: Known) -> Iterator[Line]:
    if known.config.architecture:
        yield Line("Architecture", *known.config.architecture)
    for file in known.weights:
        if file.metadata.get("general.architecture"):
            place = f"header of {file.location.path}"
            yield Line("Architecture", file.metadata["general.architecture"], place)
            return


def _context(known: Known) -> Iterator[Line]:
    if known.config.context:
        yield Line("Input at most", *known.config.context)


def _library(known: Known) -> Iterator[Line]:
    described = known.inventory.described
    if described is not None and described.library:
        yield Line("Library", described.library, described.path)
    elif known.config.library:
        yield Line("Library", *known.config.library)


def _languages(known: Known) -> Iterator[Line]:
    described = known.inventory.described
    if described is not None and described.languages:
        yield Line("Languages", ", ".join(described.languages), described.path)


def _metrics(known: Known) -> Iterator[Line]:
    described = known.inventory.described
    for metric in described.metrics if described is not None else ():
        if metric.value is not None:
            on = f" on {metric.dataset}" if metric.dataset else ""
            yield Line(metric.name, f"{metric.value}{on}", described.path if described else "")


def _licences(known: Known) -> Iterator[Line]:
    for part in known.inventory.parts:
        if part.concluded != NOASSERTION:
            yield Line(f"Licence of the {part.kind.value}", part.concluded, part.basis)


def _passing_on(known: Known) -> Iterator[Line]:
    travelling = {
        one.id: one for one in known.inventory.licenses if one.restricts and one.flow_down not in {None, "none"}
    }
    for license_id in dict.fromkeys(one.license for one in known.restrictions()):
        if license_id in travelling:
            name = travelling[license_id].name
            yield Line("Passing on", f"the use restrictions of {name} bind those who pass it on, too", "its terms")


def _contact(known: Known) -> Iterator[Line]:
    if known.given.contact:
        yield Line("Contact", known.given.contact)


def _data_files(known: Known) -> Iterator[Line]:
    for part in known.inventory.parts:
        if part.kind.value == "data" and part.paths:
            yield Line("Files of data", f"{len(part.paths):,}", "the release")


def _registry(known: Known) -> Iterator[Line]:
    if known.registry:
        yield Line("Register of agreements", *known.registry)


def _restrictions(known: Known) -> Iterator[Line]:
    """Yield one line for each use that is forbidden; where it stands, not where it was read."""
    for one in known.restrictions():
        yield Line(one.label, one.summary, one.clause_label)


def _origin(origin: Origin) -> str:
    told = "licence unknown" if origin.license == NOASSERTION else f"under {origin.license}"
    return f"{origin.name}, {told}"


def _seen(origin: Origin) -> str:
    return next((one.where for one in origin.relations if one.child == "." and one.where), "")


def _groups(weights: Sequence[WeightFile]) -> dict[str, list[WeightFile]]:
    """Return the files of weights by name, the parts of one file together."""
    groups: dict[str, list[WeightFile]] = {}
    for file in weights:
        groups.setdefault(_SHARD.sub("", file.location.path), []).append(file)
    return groups


def _rounded(count: int) -> str:
    """Return a number with what it is in words."""
    for unit, word in ((_BILLION, "billion"), (_MILLION, "million")):
        if count >= unit:
            figures = f"{count / unit:.2g}" if count < 100 * unit else f"{count / unit:.0f}"
            return f"{count:,} (about {figures} {word})"
    return f"{count:,}"


_FACTS: dict[str, Callable[[Known], Iterator[Line]]] = {
    "developer": _developer,
    "licensor": _licensor,
    "version": _version,
    "subject": _subject,
    "base-models": _base_models,
    "changes": _changes,
    "datasets": _datasets,
    "source-datasets": _datasets,
    "formats": _formats,
    "parameters": _parameters,
    "precision": _precision,
    "architecture": _architecture,
    "context": _context,
    "library": _library,
    "languages": _languages,
    "metrics": _metrics,
    "licences": _licences,
    "passing-on": _passing_on,
    "contact": _contact,
    "data-files": _data_files,
    "registry": _registry,
    "restrictions": _restrictions,
}
