"""Facts: everything read from one artefact repository, with where each was seen; the only thing that rules see."""

from __future__ import annotations

from dataclasses import field
from enum import Enum
from typing import TYPE_CHECKING

from rail.model.contents import Contents
from rail.model.late import dataclass
from rail.model.lineage import Lineage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.model.card import Card
    from rail.model.contents import Scan
    from rail.model.finding import Waiver
    from rail.model.identification import Identification
    from rail.model.interrupted import Interrupted
    from rail.model.location import Location
    from rail.model.lock import Lock


MOST_PATHS = 20_000


class ComponentKind(Enum):
    """What a part of a release is; the parts are licensed separately."""

    WEIGHTS = "weights"
    CODE = "code"
    DATA = "data"
    DOCS = "docs"


class ClaimSource(Enum):
    """Who says so, strongest evidence first (knowledge: evidence order of legal-limits 6.1)."""

    LICENSE_FILE = "license-file"
    FILE_HEADER = "file-header"
    REUSE_TOML = "reuse-toml"
    RAIL_YAML = "rail-yaml"
    PACKAGE_METADATA = "package-metadata"
    CITATION = "citation"
    DATA_DESCRIPTION = "data-description"
    WEIGHTS_METADATA = "weights-metadata"
    CARD_PROSE = "card-prose"
    BADGE = "badge"
    CARD_FRONT_MATTER = "card-front-matter"
    CURATION = "curation"


@dataclass(frozen=True, slots=True)
class LicenseClaim:
    """One place that says which licence something is under.

    Attributes:
        source: who says so.
        value: the words as they stand there.
        license: the licence id it resolves to, or ``None``.
        family: the family it names where it names no text (``openrail``, ``cc`` ...).
        expression: the ids of a compound expression, empty for a single one.
        governs: component kinds that it speaks about.
        scope: folder (relative, ``""`` for the root) or file that it speaks about.
        location: where it stands.
        vendored: it belongs to somebody else's tree inside the release.
        text: what the text is, for a licence file.
        status_word: how the place is worded, for prose: ``states``, ``limits`` (adds a limit), ``mentions``.
        count: how many files say so, where several with the same words are one claim (file headers).
    """

    source: ClaimSource
    value: str
    license: str | None
    family: str | None
    governs: tuple[ComponentKind, ...]
    scope: str
    location: Location
    vendored: bool = False
    text: Identification | None = None
    expression: tuple[str, ...] = ()
    status_word: str = "states"
    count: int = 1


@dataclass(frozen=True, slots=True)
class LicenseFile:
    """A file that holds a licence or policy text, or is named as if it did.

    Attributes:
        role: ``license``, ``notice`` or ``use-policy``.
        identifications: one entry a licence found in it, in order; empty for an empty file.
        placeholder: unfilled template fields such as ``[year]``, with their lines.
    """

    location: Location
    role: str
    bytes: int
    governs: tuple[ComponentKind, ...]
    scope: str
    vendored: bool
    identifications: tuple[Identification, ...]
    placeholders: tuple[tuple[str, int], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class WeightFile:
    """A file of weights, read by its header only.

    Attributes:
        format: ``safetensors``, ``gguf``, ``pickle``, ``onnx`` ...
        lfs: it is a Git LFS pointer.
        metadata: text values of its own header (never executed, size-capped).
        problem: why its header could not be read, or ``None``.
        tensors: how many numbers of each type its header lists; empty where it is not known.
    """

    location: Location
    format: str
    bytes: int
    lfs: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None
    tensors: Mapping[str, int] = field(default_factory=dict)


class RelationKind(Enum):
    """How an artefact stands to an upstream one (Hub ``base_model_relation``, and what else is needed)."""

    FINETUNE = "finetune"
    ADAPTER = "adapter"
    MERGE = "merge"
    QUANTIZED = "quantized"
    DISTILLED = "distilled"
    DERIVED = "derived-from"
    TRAINED_ON = "trained-on"
    EVALUATED_ON = "evaluated-on"
    BUNDLES = "bundles"


@dataclass(frozen=True, slots=True)
class Upstream:
    """One statement that this release builds on something.

    Attributes:
        kind: how.
        name: the upstream as stated there, normally ``owner/name``.
        source: ``card``, ``adapter-config``, ``config``, ``weights-metadata``, ``prose``, ``rail-yaml``,
            ``rail-lock`` (a person wrote it there), ``lineage`` (an upstream states it).
        location: where it is stated.
        license: the licence id it resolves to, or ``None``.
        resolved_by: ``rail-lock``, ``hub``, ``hub-cache``, ``base-table``, ``curation`` or ``None``; with the date in
            ``resolved_on``. Where places disagree, there is one statement for each licence that they name.
        resolution_source: where the resolution was read (URL or cache path).
        via: for an upstream of an upstream, the names that lead to it from the release, nearest first.
    """

    kind: RelationKind
    name: str
    source: str
    location: Location
    license: str | None = None
    resolved_by: str | None = None
    resolved_on: str | None = None
    resolution_source: str | None = None
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkFact:
    """A link to a licence or policy document, and whether a relative target exists."""

    target: str
    what: str
    location: Location
    exists: bool | None


@dataclass(frozen=True, slots=True)
class Component:
    """One part of the release with the claims that speak about it.

    Attributes:
        kind: weights, code, data or docs.
        paths: up to 20 example paths, sorted.
        count: how many files.
        claims: indexes into ``Facts.claims``.
        license: the concluded licence id, by the strongest agreeing evidence; ``None`` when it cannot be told.
        basis: the source of that conclusion in words, e.g. ``license-file LICENSE-MODEL``.
    """

    kind: ComponentKind
    paths: tuple[str, ...]
    count: int
    claims: tuple[int, ...]
    license: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, and why; it is reported, never passed over."""

    location: Location
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts document (``policy/schema/facts.schema.json``).

    Attributes:
        source: ``folder``, ``archive``, ``git`` or ``hub-cache``.
        path: the root as the user gave it.
        revision: full commit id, where one is known.
        name: the artefact's own name (``owner/name`` from a Hub cache, else the folder's).
        artifact: ``model``, ``dataset``, ``code`` or ``unknown``.
        hub_style: front-matter rules apply (a front matter is present, or ``--hub``).
        files: number of files seen; ``bytes`` their size.
        overrides: what ``rail.yaml`` states against what was found, in words.
        readmes: README files without front matter; they are no cards, but what they state are claims.
        pages: READMEs in folders and other languages, pages about ethics or terms; they make no claims.
        waivers: exceptions that ``rail.yaml`` states.
        packs: rule packs that ``rail.yaml`` asks for.
        stage: ``draft``, ``candidate`` or ``release``, where ``rail.yaml`` states it.
        paths: every file that is the release's own, sorted; cut off at ``MOST_PATHS``.
        curations: what people concluded (``.rail/curations.yaml``), in words; claims like any other.
        own_records: paths of licence records of the release's own.
        contents: what else one pass finds: files that say something by being there, versions, secrets, data.
        scans: what other tools said, where a pack asks for one.
        lineage: the graph that the upstreams come from.
        lock: the release's ``rail.lock``, where there is one.
        interrupted: what a run left behind that was cut off while it wrote into the release.
    """

    source: str
    path: str
    revision: str | None
    name: str
    artifact: str
    hub_style: bool
    files: int
    bytes: int
    components: tuple[Component, ...] = ()
    claims: tuple[LicenseClaim, ...] = ()
    license_files: tuple[LicenseFile, ...] = ()
    cards: tuple[Card, ...] = ()
    weights: tuple[WeightFile, ...] = ()
    upstreams: tuple[Upstream, ...] = ()
    links: tuple[LinkFact, ...] = ()
    problems: tuple[Problem, ...] = ()
    overrides: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    readmes: tuple[Card, ...] = ()
    pages: tuple[Card, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    packs: tuple[str, ...] = ()
    stage: str | None = None
    paths: tuple[str, ...] = ()
    curations: tuple[str, ...] = ()
    own_records: tuple[str, ...] = ()
    contents: Contents = field(default_factory=Contents)
    scans: tuple[Scan, ...] = ()
    lineage: Lineage = field(default_factory=Lineage)
    lock: Lock | None = None
    interrupted: Interrupted | None = None

    @property
    def card(self) -> Card | None:
        """The release's main card; without one, the README that offers its model."""
        if self.cards:
            return self.cards[0]
        return next((readme for readme in self.readmes if readme.kind == "model" and "/" not in readme.path), None)
