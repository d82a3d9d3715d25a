"""What ``rail attach`` wrote into a release: which terms, by whom, on what authority; a section of ``rail.lock``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.finding import Waiver

RELEASE = "release"
COMPONENTS = (RELEASE, "weights", "code", "data", "docs")


@dataclass(frozen=True, slots=True)
class AttachedText:
    """The licence text that was attached.

    Attributes:
        path: where it stands.
        sha256: of its bytes there.
        source: ``pack``, ``own``, ``file``, ``upstream``, ``fetch``, or ``release`` for one that was there already.
        matched: ``steward-bytes``, ``pack-bytes`` or ``words``: which hash of the record it had.
        place: where it came from, in words.
        filled: year and licensor were put into the fields that the text has for them.
    """

    path: str
    sha256: str
    source: str
    matched: str
    place: str | None = None
    filled: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A document that shows the right to license, known by its hash; it is not copied."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class ReplacedText:
    """A licence text that stood there before; what it granted is not taken back by replacing it.

    Attributes:
        license: what it was, or ``None`` for a text that is not known.
        kept: where a copy is kept.
    """

    path: str
    license: str | None
    sha256: str
    kept: str
    date: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """One licence attached to one component.

    Attributes:
        component: ``release`` for all that no other attachment speaks about, else a kind of component.
        licensor: who licenses.
        year: of the notice.
        authority: why the licensor may, by the vocabulary of authorities.
        evidence: what shows it; ``None`` where nothing was given.
        date: ISO date of the attachment.
        waivers: the exceptions under which it was made; they hold as those of ``rail.yaml`` do.
        line: where it stands in ``rail.lock``.
    """

    component: str
    license: str
    licensor: str
    year: str
    authority: str
    date: str
    text: AttachedText
    evidence: EvidenceFile | None = None
    waivers: tuple[Waiver, ...] = ()
    replaced: tuple[ReplacedText, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that ``rail attach`` wrote whole; while it is unchanged it may be written anew."""

    path: str
    sha256: str
