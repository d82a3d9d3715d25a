"""What a release says it was made from: cards, configuration files, the weights' own headers, and prose as a last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.artifacts.card_claims import scalars
from rail.artifacts.lineage.interface import MAX_UPSTREAMS, Statement
from rail.artifacts.lineage.named import linked_data, named_upstreams, tabled_bases
from rail.artifacts.lineage.prose import HUB_LINK, prose_upstreams
from rail.artifacts.sources.hub_cache import find_snapshot
from rail.model.facts import RelationKind, Upstream
from rail.model.lineage import NodeKind
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rail.artifacts.reading import Reading
    from rail.artifacts.sources.interface import FileEntry
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


def relation_named(name: str) -> RelationKind | None:
    """Return the relation that the Hub's ``base_model_relation`` or our own files call so."""
    return _RELATIONS.get(name.strip().lower())


class StatementReader:
    """Collects upstreams from cards, configuration files and the weights' own headers."""

    def __init__(self, reading: Reading, own_name: str) -> None:
        """Take the release's own name: a configuration often names itself."""
        self._reading = reading
        self._own = own_name.lower()

    def read(
        self,
        cards: Sequence[Card],
        readmes: Sequence[Card],
        configs: Iterable[FileEntry],
        weights: Iterable[WeightFile],
    ) -> tuple[Upstream, ...]:
        """Return all statements; the same statement in the same file counts once."""
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
        found.update(dict.fromkeys(self._named((*cards, *readmes), found)))
        kept = list(found)
        if len(kept) > MAX_UPSTREAMS:
            message = f"{len(kept)} upstreams are named; the first {MAX_UPSTREAMS} are kept"
            self._reading.report(kept[0].location.path, "too-many-upstreams", message)
        return tuple(kept[:MAX_UPSTREAMS])

    def _named(self, cards: Sequence[Card], found: Iterable[Upstream]) -> list[Upstream]:
        """Return what cards say by name alone, where nothing in a better place says the same kind of thing."""
        trained = [upstream.kind is RelationKind.TRAINED_ON for upstream in found]
        kinds = frozenset({"model"} if all(trained) else ()) | frozenset({"dataset"} if not any(trained) else ())
        named: list[Upstream] = []
        for card in cards if kinds else ():
            lines = self._reading.lines.get(card.path, [])
            if "dataset" in kinds:
                named += linked_data(card, lines)
            if "model" in kinds:
                named += tabled_bases(card, lines, self._reading.knowledge)
            named += named_upstreams(card, lines, self._reading.knowledge, kinds)
        return named

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
        return self._reading.knowledge.base(name) is not None or find_snapshot(name) is not None

    def _line(self, entry: FileEntry, key: str) -> int | None:
        data = self._reading.piece(entry, 1 << 20) or b""
        place = data.find(f'"{key}"'.encode())
        return None if place < 0 else data.count(b"\n", 0, place) + 1


def card_statements(matter: Map, kind: NodeKind, source: str, where: str, *, adapter: bool) -> tuple[Statement, ...]:
    """Return what an upstream's own front matter says that it is built on.

    Args:
        matter: the front matter.
        kind: what the upstream is; a data set that names other data sets is derived from them.
        source: who was asked.
        where: the place, in words.
        adapter: an adapter's configuration lies beside the card.
    """
    trained = RelationKind.TRAINED_ON if kind is NodeKind.MODEL else RelationKind.DERIVED
    bases = [
        Statement(relation, name, NodeKind.MODEL, source, where=where) for relation, name, _ in _bases(matter, adapter)
    ]
    data = [Statement(trained, name, NodeKind.DATASET, source, where=where) for name, _ in _data_sets(matter)]
    return tuple(dict.fromkeys((*bases, *data)))


def _of_card(card: Card, *, adapter: bool) -> Iterator[Upstream]:
    matter = card.front_matter
    if matter is None:
        return
    for relation, name, line in _bases(matter, adapter):
        yield Upstream(relation, name, "card", Location(card.path, line))
    for name, line in _data_sets(matter):
        yield Upstream(RelationKind.TRAINED_ON, name, "card", Location(card.path, line))


def _bases(matter: Map, adapter: bool) -> Iterator[tuple[RelationKind, str, int]]:  # noqa: FBT001 - one caller's flag
    bases = _values(matter, "base_model")
    relation = _relation(matter, len(bases), adapter=adapter)
    for scalar in bases:
        name = _hub_name(scalar.text)
        if name:
            yield relation, name, scalar.line


def _data_sets(matter: Map) -> Iterator[tuple[str, int]]:
    for key in ("datasets", "source_datasets"):
        for scalar in _values(matter, key):
            name = _hub_name(scalar.text)
            if name and not (key == "source_datasets" and name in {"original", "extended"}):
                yield name.removeprefix("extended|"), scalar.line


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
