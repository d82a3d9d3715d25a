"""The rule packs that there are, and the rules of one with the severities that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.own_packs import with_local_packs
from rail.checks.policy import active_policy
from rail.errors import UnknownIdError
from rail.knowledge.store import Knowledge
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.model.policy import ActivePolicy, RulePack


@dataclass(frozen=True, slots=True)
class ShownPack:
    """A pack with what is on under it."""

    pack: RulePack
    policy: ActivePolicy


def list_packs() -> tuple[ShownPack, ...]:
    """Return the packs that come along."""
    return tuple(show_pack(name) for name in Knowledge.load().packs())


def show_pack(name: str, *, artifact: str = "unknown", stage: str | None = None) -> ShownPack:
    """Return one pack, by its name or by the path of one's own, for one kind of release at one stage.

    Raises:
        InputError: the pack cannot be used.
        UnknownIdError: there is no such pack, or it speaks of a rule that does not exist.
    """
    knowledge, pack = named_pack(name)
    return ShownPack(pack, active_policy(knowledge, [name], artifact=artifact, stage=stage))


def named_pack(name: str) -> tuple[Knowledge, RulePack]:
    """Return a pack, by its name or by the path of one's own, with the knowledge that it joins.

    Raises:
        InputError: the pack cannot be used.
        UnknownIdError: there is no such pack.
    """
    knowledge = with_local_packs(Knowledge.load(), [name])
    pack = knowledge.pack(name)
    if pack is None:
        message = f"{name}: there is no such rule pack"
        raise UnknownIdError(message, f"packs: {', '.join(knowledge.packs())}; one of your own is named by its path")
    return knowledge, pack
