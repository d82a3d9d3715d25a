"""What a release says it was made from, and under which licence that is, where this machine knows it.

An upstream is looked up in the local Hub cache first, then in the dated table of well-known models and data
sets, by its exact name.
What neither knows stays ``None``: a name that looks like another one proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rail.artifacts.card_claims import scalars
from rail.artifacts.hub_lookup import look_up
from rail.artifacts.lineage_prose import HUB_LINK, prose_upstreams
from rail.model.facts import RelationKind, Upstream
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
    from rail.knowledge.store import Knowledge
    from rail.model.card import Card, Map, Scalar
    from rail.model.facts import WeightFile

_REPO = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_SINGLE = re.compile(r"[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_RELATIONS = {
    "finetune": RelationKind.FINETUNE,
    "fine-tune": RelationKind.FINETUNE,
    "adapter": RelationKind.ADAPTER,
    "merge": RelationKind.MERGE,
    "quantized": RelationKind.QUANTIZED,
    "distilled": RelationKind.DISTILLED,
    "derived-from": RelationKind.DERIVED,
}
_GGUF_BASE = re.compile(r"general\.base_model\.(\d+)\.(?:repo_url|url)")
_MAX_UPSTREAMS = 300


def relation_named(name: str) -> RelationKind | None:
    """Return the relation that the Hub's ``base_model_relation`` or our own files call so."""
    return _RELATIONS.get(name.strip().lower())


class LineageReader:
    """Collects upstreams from cards, configuration files and the weights' own headers."""

    def __init__(self, reading: Reading, own_name: str) -> None:
        """Take the release's own name: a configuration often names itself."""
        self._reading = reading
        self._own = own_name.lower()
        self._looked_up: dict[tuple[str, str], Upstream] = {}

    def read(
        self,
        cards: Sequence[Card],
        readmes: Sequence[Card],
        configs: Iterable[FileEntry],
        weights: Iterable[WeightFile],
    ) -> tuple[Upstream, ...]:
        """Return all statements, resolved; the same statement in the same file counts once."""
        found: dict[Upstream, None] = {}
        configs = list(configs)
        adapter = any(entry.path.rpartition("/")[2] == "adapter_config.json" for entry in configs)
        for card in cards:
            found.update(dict.fromkeys(_of_card(card, adapter=adapter)))
        for entry in configs:
            found.update(dict.fromkeys(self._of_config(entry)))
        for weight in weights:
            found.update(dict.fromkeys(_of_weights(weight)))
        stated = {upstream.name.lower() for upstream in found}
        for card in (*cards, *readmes):
            said = prose_upstreams(card, self._reading.lines.get(card.path, []), self._own)
            found.update(dict.fromkeys(upstream for upstream in said if upstream.name.lower() not in stated))
        kept = list(found)
        if len(kept) > _MAX_UPSTREAMS:
            message = f"{len(kept)} upstreams are named; the first {_MAX_UPSTREAMS} are kept"
            self._reading.report(kept[0].location.path, "too-many-upstreams", message)
        return tuple(self.resolve(upstream) for upstream in kept[:_MAX_UPSTREAMS])

    def resolve(self, upstream: Upstream) -> Upstream:
        """Return the upstream with its licence, where the Hub cache or the table of upstreams knows it."""
        key = (upstream.kind.value if upstream.kind is RelationKind.TRAINED_ON else "", upstream.name)
        if key not in self._looked_up:
            self._looked_up[key] = resolve_upstream(upstream, self._reading.knowledge)
        known = self._looked_up[key]
        return replace(
            upstream,
            license=upstream.license or known.license,
            resolved_by=known.resolved_by,
            resolved_on=known.resolved_on,
            resolution_source=known.resolution_source,
        )

    def _of_config(self, entry: FileEntry) -> Iterator[Upstream]:
        name = entry.path.rpartition("/")[2]
        key, source = (
            ("base_model_name_or_path", "adapter-config")
            if name == "adapter_config.json"
            else ("_name_or_path", "config")
        )
        found = self._reading.json_of(entry)
        value = None if found is None else found.get(key)
        if not isinstance(value, str) or not value or value.lower() == self._own:
            return
        relation = RelationKind.ADAPTER if source == "adapter-config" else RelationKind.DERIVED
        # An adapter always has a base: even a path on somebody's disk says that there is one.
        known = _REPO.fullmatch(value) or (_SINGLE.fullmatch(value) and self._is_known(value))
        if known or source == "adapter-config":
            yield Upstream(relation, value, source, Location(entry.path, self._line(entry, key)))

    def _is_known(self, name: str) -> bool:
        """A bare word in a configuration is a local folder as often as a model: only known names count."""
        return self._reading.knowledge.base(name) is not None or look_up(name, self._reading.knowledge) is not None

    def _line(self, entry: FileEntry, key: str) -> int | None:
        data = self._reading.piece(entry, 1 << 20) or b""
        place = data.find(f'"{key}"'.encode())
        return None if place < 0 else data.count(b"\n", 0, place) + 1


def resolve_upstream(upstream: Upstream, knowledge: Knowledge) -> Upstream:
    """Look one upstream up: Hub cache first, then the table of upstreams; exact names only."""
    kind = "datasets" if upstream.kind is RelationKind.TRAINED_ON else "models"
    cached = look_up(upstream.name, knowledge, kind=kind)
    if cached is not None and (cached.license is not None or cached.stated is not None):
        return replace(upstream, license=cached.license, resolved_by="hub-cache", resolution_source=cached.where)
    known = knowledge.base(upstream.name) if kind == "models" else knowledge.dataset(upstream.name)
    if known is None:
        return upstream
    return replace(
        upstream,
        license=known.license,
        resolved_by="base-table",
        resolved_on=known.read_on,
        resolution_source=known.source,
    )


def _of_card(card: Card, *, adapter: bool) -> Iterator[Upstream]:
    matter = card.front_matter
    if matter is None:
        return
    bases = _values(matter, "base_model")
    relation = _relation(matter, len(bases), adapter=adapter)
    for scalar in bases:
        name = _hub_name(scalar.text)
        if name:
            yield Upstream(relation, name, "card", Location(card.path, scalar.line))
    for key in ("datasets", "source_datasets"):
        for scalar in _values(matter, key):
            name = _hub_name(scalar.text)
            if name and not (key == "source_datasets" and name in {"original", "extended"}):
                yield Upstream(
                    RelationKind.TRAINED_ON, name.removeprefix("extended|"), "card", Location(card.path, scalar.line)
                )


def _relation(matter: Map, bases: int, *, adapter: bool) -> RelationKind:
    """Return the stated relation, else what the card's own tags say, else only that it derives."""
    stated = _values(matter, "base_model_relation")
    named = relation_named(stated[0].text) if stated else None
    if named is not None:
        return named
    tags = {scalar.text.lower() for key in ("tags", "library_name") for scalar in _values(matter, key)}
    if adapter or tags & {"peft", "lora", "adapter"}:
        return RelationKind.ADAPTER
    if bases > 1 or tags & {"merge", "mergekit"}:
        return RelationKind.MERGE
    if tags & {"gguf", "gptq", "awq", "exl2", "quantized"}:
        return RelationKind.QUANTIZED
    return RelationKind.DERIVED


def _of_weights(weight: WeightFile) -> Iterator[Upstream]:
    place = weight.location
    metadata: Mapping[str, str] = weight.metadata
    for key, value in metadata.items():
        link = HUB_LINK.match(value) if _GGUF_BASE.fullmatch(key) else None
        if link:
            yield Upstream(RelationKind.DERIVED, link.group(2), "weights-metadata", place)
    for key in ("base_model", "ss_base_model_name", "modelspec.base_model"):
        value = metadata.get(key, "")
        if _REPO.fullmatch(value):
            yield Upstream(RelationKind.DERIVED, value, "weights-metadata", place)


def _values(matter: Map, key: str) -> list[Scalar]:
    return [scalar for entry in matter.entries if entry.key == key for scalar in scalars(entry.value)]


def _hub_name(value: str) -> str:
    link = HUB_LINK.match(value.strip())
    return link.group(2) if link else value.strip()
