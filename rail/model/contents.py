"""What lies in a release besides licences, cards and weights: telling files, versions, secrets, data described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.facts import Problem
    from rail.model.location import Location


@dataclass(frozen=True, slots=True)
class NotableFile:
    """A file that says something by being there (``policy/patterns/notable-files.yaml``).

    Attributes:
        role: ``sbom``, ``checksums``, ``signature``, ``restrictions``, ``changelog``, ``opt-out``, ``data-manifest``,
            ``croissant``, ``dataset-infos`` or ``app``.
    """

    role: str
    location: Location
    bytes: int


@dataclass(frozen=True, slots=True)
class StatedVersion:
    """One place that says which version the release is.

    Attributes:
        source: ``card``, ``package``, ``citation``, ``data-description`` or ``tag``.
        location: where it stands; for a tag, the root.
    """

    value: str
    source: str
    location: Location


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that looks like a key or token; the secret itself is kept nowhere.

    Attributes:
        kind: what it opens, in words.
        begins: its first four characters; empty where not even those are known.
        length: how many characters it has; 0 where that is not known.
        vendored: it lies in somebody else's tree inside the release.
    """

    kind: str
    location: Location
    begins: str
    length: int
    vendored: bool = False


@dataclass(frozen=True, slots=True)
class DataDescription:
    """A machine-readable description of a data set: Croissant JSON-LD, or ``dataset_infos.json``.

    Attributes:
        format: ``croissant`` or ``dataset-infos``.
        licenses: the licences that it states, as they stand there.
        usage: what it says about use (``usageInfo``), shortened.
        stated: names of the fields of responsible AI that it fills (Croissant RAI 1.0), without prefix.
        citation: it asks to be cited.
        problem: why it could not be read, or ``None``.
    """

    format: str
    location: Location
    name: str | None = None
    version: str | None = None
    licenses: tuple[str, ...] = ()
    usage: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    citation: bool = False
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Sbom:
    """A bill of materials that lies in the release, as far as it can be held against it.

    Attributes:
        format: ``spdx-2.3``, ``spdx-3``, ``cyclonedx-1.6`` ...; ``other`` where it was not read, ``broken`` where it
            could not be.
        licenses: expressions of the licence of what it is about: declared, else concluded; empty where nothing is said.
        weights: the files of weights that it lists, with their SHA-256 where it has one, sorted.
        listed: how many files it lists.
        problem: why it was not read, or ``None``.
    """

    format: str
    location: Location
    licenses: tuple[str, ...] = ()
    weights: tuple[tuple[str, str | None], ...] = ()
    listed: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What one pass over the files finds besides what has a place of its own in ``Facts``.

    Attributes:
        notable: files that say something by being there.
        versions: places that say which version this is.
        secrets: what looks like a key or token.
        unsearched: files, or parts of them, that were not looked into for secrets, and why.
        data_descriptions: machine-readable descriptions of data.
        sboms: bills of materials.
        registry: where the project says that its agreements are recorded, with the place that says so.
    """

    notable: tuple[NotableFile, ...] = ()
    versions: tuple[StatedVersion, ...] = ()
    secrets: tuple[Secret, ...] = ()
    unsearched: tuple[Problem, ...] = ()
    data_descriptions: tuple[DataDescription, ...] = ()
    sboms: tuple[Sbom, ...] = ()
    registry: tuple[str, Location] | None = None

    def of_role(self, *roles: str) -> tuple[NotableFile, ...]:
        """Return the notable files of some roles."""
        return tuple(file for file in self.notable if file.role in roles)


@dataclass(frozen=True, slots=True)
class Scan:
    """What another tool said about the files of a release, asked only where a pack needs it.

    Attributes:
        tool: its name and version.
        problem: why it did not run, or ``None``; then nothing is known.
        hint: the command that would make it run.
        secrets: what it takes for secrets.
        unread: files that it was not shown, and why.
    """

    tool: str
    problem: str | None = None
    hint: str | None = None
    secrets: tuple[Secret, ...] = ()
    unread: tuple[Problem, ...] = ()
