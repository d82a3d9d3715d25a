"""What is known about names: Hugging Face identifiers, licence families, well-known models and data sets."""

from __future__ import annotations

from rail.model.late import dataclass


@dataclass(frozen=True, slots=True)
class HubId:
    """One value of the Hub's ``license`` key (hub-docs, ``repositories-licenses.md``).

    Attributes:
        id: the value as the Hub spells it.
        name: the Hub's label.
        license: id of the record or text-pack licence that it names, ``None`` where it names no single text.
        spdx: the SPDX id, where there is one.
        family: the family it names, where it names more than one text.
        placeholder: it names no licence at all (``other``, ``unknown``).
    """

    id: str
    name: str
    license: str | None
    spdx: str | None
    family: str | None
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Family:
    """A family of licences: a name that many texts share and that names none of them."""

    id: str
    name: str
    names: tuple[str, ...]
    members: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class KnownUpstream:
    """A well-known model or data set: the licence it was published under, what it was made from, source and date.

    Attributes:
        name: its name on the Hub, or the one that cards use.
        kind: ``model`` or ``dataset``.
        license: a record id or LicenseDB key; ``None`` where the licence is not settled, and ``stated`` says why.
        stated: what the source says where that names no single known text, else empty.
        basis: what was read (``card``, ``license-file``, ``repository``, ``catalogue`` ...).
        source: where.
        read_on: when, an ISO date.
        bases: names of the models that it was made from.
        relation: how, in the words of the Hub's ``base_model_relation``; ``None`` without bases.
        datasets: names of the data sets that it was trained on or made from.
        note: what a reader must know beside that.
    """

    name: str
    kind: str
    license: str | None
    stated: str
    basis: str
    source: str
    read_on: str
    bases: tuple[str, ...]
    relation: str | None
    datasets: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a stated licence name means.

    Attributes:
        license: the one licence it names, or ``None``.
        family: the family it names, where it names no single text.
        expression: the members of a compound SPDX expression, each as written, else empty.
        hub: the Hub identifier that says the same, or ``None``.
        how: ``hub-id``, ``spdx-id``, ``licensedb-key``, ``record-id``, ``name``, ``family``, ``placeholder``,
            ``expression`` or ``nothing``.
    """

    license: str | None
    family: str | None
    expression: tuple[str, ...]
    hub: str | None
    how: str
