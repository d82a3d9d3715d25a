"""The inventory: one release as every document about it (SPDX, CycloneDX, Croissant, ODRL) describes it.

Plain values, sorted, without anything that was guessed: what no place states is ``None``, empty or ``NOASSERTION``.
``rail.documents.stock`` makes it from facts, knowledge and the digests of files.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.documents.instruments import Restriction as Restriction  # noqa: PLC0414, TC001 # others take it from here
from rail.documents.instruments import UsedLicense as UsedLicense  # noqa: PLC0414, TC001 # others take it from here
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.facts import ComponentKind, RelationKind
    from rail.model.lineage import LicenseAnswer

NOASSERTION = "NOASSERTION"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file of the release.

    Attributes:
        path: relative to the root.
        size: in bytes; of the object itself where the file is a Git LFS pointer.
        kind: what it is part of; ``None`` for configuration, licence texts and the like.
        sha256: of its content; for a Git LFS pointer of the object that it stands for, by its oid.
        sha1: of its content, where that was read.
        lfs: it is a Git LFS pointer; the object itself was not read.
        unhashed: why it has no digest, or ``None``.
        format: of weights (``safetensors``, ``gguf`` ...), where it is known.
        license_role: ``license``, ``notice`` or ``use-policy`` for a file that holds such a text.
        vendored: it belongs to somebody else's tree inside the release, and to no part of it.
    """

    path: str
    size: int
    kind: ComponentKind | None
    sha256: str | None = None
    sha1: str | None = None
    lfs: bool = False
    unhashed: str | None = None
    format: str | None = None
    license_role: str | None = None
    vendored: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One component of the release with its licence.

    Attributes:
        declared: SPDX expression of what the release itself states, or ``NOASSERTION``.
        concluded: SPDX expression that the strongest agreeing evidence leads to, or ``NOASSERTION``.
        basis: what the conclusion rests on, or why there is none, in words.
        license: the concluded licence's id in our records, or ``None``.
        stated: what places say, as ``place: words``; at most twenty.
        paths: the files of it, sorted.
    """

    kind: ComponentKind
    declared: str
    concluded: str
    basis: str
    license: str | None = None
    stated: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How one artefact stands to another that it was made with; ``child`` is ``.`` for the release itself."""

    child: str
    kind: RelationKind
    source: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """A model or data set that the release is built on, directly or through others.

    Attributes:
        id: of the lineage: the name in lower case, ``datasets/`` before that of a data set.
        artifact: ``model`` or ``dataset``.
        license: expression of the one licence that all places name, else ``NOASSERTION``.
        license_id: the same as an id of our records, or ``None``.
        revision: the revision that was looked at.
        relations: what stands in which relation to it, the release's own relations first.
        answers: what each place says about its licence.
        url: its page on the Hub, where a place has seen it there; never guessed from the name.
    """

    id: str
    name: str
    artifact: str
    license: str
    license_id: str | None = None
    revision: str | None = None
    relations: tuple[Relation, ...] = ()
    answers: tuple[LicenseAnswer, ...] = ()
    url: str | None = None

    @property
    def direct(self) -> bool:
        """Whether the release itself is built on it."""
        return any(relation.child == "." for relation in self.relations)


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure that the card's front matter states; ``dataset`` and ``task`` are where it was measured."""

    name: str
    value: str | None = None
    type: str | None = None
    dataset: str | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class Described:
    """What the release's main card says, in its own words.

    Attributes:
        path: the card.
        sections: topic (``policy/patterns/card-sections.yaml``) -> the text under its headings.
        languages: as stated.
        library: the library that it is for.
        task: the Hub's pipeline tag, or the data set's task categories.
        tags: as stated.
        metrics: figures of the front matter.
        energy: what the front matter states about emissions, key by key.
        gate: the release asks readers to agree before they may download it.
    """

    path: str
    sections: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    library: str | None = None
    task: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    metrics: tuple[Metric, ...] = ()
    energy: Mapping[str, str] = field(default_factory=dict)
    gate: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A file that says something about the release, with its digest.

    ``what`` is ``card``, ``readme``, ``license``, ``notice``, ``use-policy``, ``restrictions``, ``restrictions-text``
    or ``odrl``.
    """

    what: str
    target: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """One release as every document describes it.

    Attributes:
        name: the artefact's own name.
        kind: ``model``, ``dataset``, ``code`` or ``unknown``.
        version: the one version that places state, else ``None``.
        versions: every one that is stated.
        revision: full commit id, where one is known.
        url: where it is to be had: its page on the Hub, for one from a Hub cache, or what somebody said.
        owner: account of the Hub that the name belongs to, where it has one.
        licensor: who licenses it, as ``rail.lock`` records it.
        supplier: who publishes it, where somebody said so.
        released: the ISO date of its release, where somebody said so.
        as_of: the date that the documents speak of.
        knowledge_date: of the licence records.
        architecture: class of the network, as ``config.json`` beside the weights states it.
        architecture_family: kind of the network, as it states that.
        main: the component that the release is named for: weights of a model, data of a data set, else code.
        parts: its components, the main one first.
        files: sorted by path, without the documents themselves.
        origins: models and data sets that it is built on, sorted by id.
        licenses: every licence named here, sorted by expression.
        restrictions: of the licences of its own parts, in the order of the texts.
        inherited: of the licences of what it is built on, where they differ from those.
        missing: what documents ask for and no place states, in words.
        overrides: what ``rail.yaml`` states against what was found.
    """

    name: str
    kind: str
    as_of: str
    tool_version: str
    knowledge_date: str
    main: Part
    parts: tuple[Part, ...]
    version: str | None = None
    versions: tuple[str, ...] = ()
    revision: str | None = None
    url: str | None = None
    owner: str | None = None
    licensor: str | None = None
    supplier: str | None = None
    released: str | None = None
    files: tuple[FileRecord, ...] = ()
    origins: tuple[Origin, ...] = ()
    licenses: tuple[UsedLicense, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    inherited: tuple[Restriction, ...] = ()
    described: Described | None = None
    references: tuple[Reference, ...] = ()
    missing: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    architecture: str | None = None
    architecture_family: str | None = None

    @property
    def models(self) -> tuple[Origin, ...]:
        """The models that it is built on."""
        return tuple(origin for origin in self.origins if origin.artifact == "model")

    @property
    def datasets(self) -> tuple[Origin, ...]:
        """The data sets that it, or what it is built on, was trained or evaluated on."""
        return tuple(origin for origin in self.origins if origin.artifact == "dataset")

    def license(self, license_id: str) -> UsedLicense | None:
        """Return the licence with this id, or ``None``."""
        return next((one for one in self.licenses if one.id == license_id), None)

    def part(self, kind: ComponentKind) -> Part | None:
        """Return one component, or ``None``."""
        return next((part for part in self.parts if part.kind is kind), None)
