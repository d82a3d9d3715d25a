"""What is known about names: Hugging Face identifiers, licence families, well-known base models."""

from __future__ import annotations

from dataclasses import dataclass


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
class BaseModel:
    """A well-known base model and the licence it was published under, with source and date."""

    name: str
    license: str
    source: str
    read_on: str
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
