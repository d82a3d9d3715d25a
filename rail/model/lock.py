"""``rail.lock``: what a release is built on and the terms that were seen there; and its own terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.attached import Attachment, WrittenFile
    from rail.model.facts import RelationKind
    from rail.model.lineage import LicenseAnswer, NodeKind

LOCK_FILE = "rail.lock"


@dataclass(frozen=True, slots=True)
class LockUse:
    """Who is built on an upstream, and who says so.

    Attributes:
        child: name of what is built on it, ``.`` for the release itself.
        artifact: what the child is.
        says: the source of the statement.
        where: where it is stated, in words.
    """

    child: str
    artifact: NodeKind
    relation: RelationKind
    says: str
    where: str | None = None


@dataclass(frozen=True, slots=True)
class LockEntry:
    """One upstream in the lock.

    Attributes:
        name: as it was stated.
        license: the one licence that was seen, or ``None``.
        seen: every place where its terms were seen; for an entry of a person, what that person states.
        stated: a person wrote the entry; it is kept as it stands.
        changed: the entry was written by ``rail lock`` and changed since, so that a person answers for it.
        line: where it stands.
    """

    name: str
    kind: NodeKind
    uses: tuple[LockUse, ...]
    license: str | None
    revision: str | None
    seen: tuple[LicenseAnswer, ...]
    stated: bool = False
    changed: bool = False
    note: str | None = None
    line: int = 1

    @property
    def by_hand(self) -> bool:
        """Whether a person answers for what the entry says."""
        return self.stated or self.changed


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of ``rail.lock``, in its order.

    Attributes:
        entries: what the release is built on.
        attached: the terms that ``rail attach`` attached, by component.
        written: the files that it wrote whole, beside the licence texts.
    """

    entries: tuple[LockEntry, ...] = ()
    attached: tuple[Attachment, ...] = ()
    written: tuple[WrittenFile, ...] = ()

    @property
    def licensor(self) -> str | None:
        """Who licenses the release, where all attached terms name the same."""
        named = {one.licensor for one in self.attached}
        return named.pop() if len(named) == 1 else None
