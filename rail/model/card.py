"""Cards: front matter and Markdown sections of a model or data card."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Scalar:
    """One plain value of a front matter, kept as the text that stands there.

    Attributes:
        text: the value as a string, never converted (``no`` stays ``no``, ``1.10`` stays ``1.10``).
        line: 1-based line in the file.
        quoted: it stands in quotes or a block, so that YAML 1.1 readers keep it a string too.
        reads_as: what a YAML 1.1 reader makes of it: ``str``, ``bool``, ``int``, ``float``, ``null``, ``date``.
    """

    text: str
    line: int
    quoted: bool
    reads_as: str


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list in a front matter."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class MapEntry:
    """One key with its value; keys may repeat, nothing is dropped."""

    key: str
    line: int
    value: Node


@dataclass(frozen=True, slots=True)
class Map:
    """A mapping in a front matter, in the order of the file, duplicates included."""

    entries: tuple[MapEntry, ...]
    line: int

    def get(self, key: str) -> Node | None:
        """Return the value of the first entry with this key, or ``None``."""
        return next((entry.value for entry in self.entries if entry.key == key), None)

    def entry(self, key: str) -> MapEntry | None:
        """Return the first entry with this key, or ``None``."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node = Scalar | Sequence | Map


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """One thing wrong with a front matter.

    ``kind`` is one of: ``no-closing-fence``, ``not-a-mapping``, ``syntax``, ``duplicate-key``, ``alias``,
    ``too-deep``, ``too-large``, ``bom``, ``encoding``, ``fence`` (the Hub sees no front matter), ``loose-fence``
    (the Hub sees it, others may not), ``tag`` (``!!python/...``, not followed), ``value`` (text that makes a reader
    of YAML 1.1 fail, such as a date that is none).
    """

    kind: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its body: level 1..6, the heading's text, and the 1-based line range of heading and body."""

    title: str
    level: int
    line: int
    end_line: int
    body: str


@dataclass(frozen=True, slots=True)
class ProseStatement:
    """A sentence in a card's body that speaks of its licence or limits its use.

    Attributes:
        kind: ``states`` (names a licence for this artefact), ``limits`` (adds a limit such as non-commercial)
            or ``mentions`` (names a licence of something else, or cannot be told).
        about: licence id, family, or limit id (``non-commercial``, ``research-only``) that it names; ``other-terms``
            for a licence that it points to without a name.
        text: the sentence, at most 300 characters.
        subject: component word beside it (``weights``, ``code``, ``data``, ``model``) or ``None``.
    """

    kind: str
    about: str
    text: str
    line: int
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge image that shows a licence."""

    value: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class MarkdownLink:
    """A link in a card's body: its text, target and 1-based line."""

    text: str
    target: str
    line: int


@dataclass(frozen=True, slots=True)
class Card:
    """A model or data card.

    Attributes:
        path: relative path of the file.
        front_matter: the mapping, or ``None`` where there is none or it cannot be read.
        has_fence: the file begins with a front-matter fence, readable or not.
        body_line: 1-based line on which the body begins.
        preamble: the text of the body above its first heading.
        kind: ``model``, ``dataset`` or ``unknown``.
    """

    path: str
    kind: str
    front_matter: Map | None
    has_fence: bool
    body_line: int
    sections: tuple[Section, ...] = ()
    statements: tuple[ProseStatement, ...] = ()
    badges: tuple[Badge, ...] = ()
    links: tuple[MarkdownLink, ...] = ()
    problems: tuple[YamlProblem, ...] = ()
    body_chars: int = 0
    fields: Mapping[str, str] = field(default_factory=dict)
    preamble: str = ""
