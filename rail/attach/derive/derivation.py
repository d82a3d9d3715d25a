"""A derivative worked out: everything that its upstreams ask, permit and forbid, with one verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.burdens import burden_grounds, data_grounds, limits_along, restrictions_along
from rail.attach.derive.due import dues_of
from rail.attach.derive.grounds import GROUND_KINDS, grounds_of, unknown_ground
from rail.attach.derive.moments import moments_of
from rail.attach.derive.naming import name_grounds
from rail.attach.derive.own_license import candidates, license_grounds, own_grounds
from rail.attach.derive.reach import reached
from rail.attach.derive.together import pair_grounds
from rail.model.late import dataclass
from rail.model.verdict import meet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.derive.burdens import Burden
    from rail.attach.derive.due import Due
    from rail.attach.derive.grounds import Ground
    from rail.attach.derive.own_license import Candidate
    from rail.attach.derive.reach import Reached
    from rail.attach.derive.wanted import Wanted
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts
    from rail.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Derivation:
    """What a derivative owes.

    Attributes:
        wanted: what was asked.
        reached: the licences that reach it, and what is not known.
        dues: the duties, in the order in which the work goes.
        restrictions: the use restrictions that must travel.
        limits: the limits that go along.
        grounds: what decides, worst first.
        possible: the licences that it can be published under.
        verdict: the lowest effect of the grounds.
    """

    wanted: Wanted
    reached: Reached
    dues: tuple[Due, ...]
    restrictions: tuple[Burden, ...]
    limits: tuple[Burden, ...]
    grounds: tuple[Ground, ...]
    possible: tuple[Candidate, ...]
    verdict: Verdict


def derive(wanted: Wanted, facts: Facts, knowledge: Knowledge) -> Derivation:
    """Work out what a derivative owes.

    Args:
        wanted: what somebody wants to make.
        facts: the derivative as it is planned, with its upstreams and what those are built on.
        knowledge: the records.
    """
    found = reached(facts.upstreams, knowledge)
    dues = dues_of(found.licenses, moments_of(knowledge))
    grounds = dict.fromkeys(_grounds(wanted, found, dues, facts, knowledge))
    return Derivation(
        wanted=wanted,
        reached=found,
        dues=dues,
        restrictions=restrictions_along(found.licenses),
        limits=limits_along(found.licenses),
        grounds=tuple(sorted(grounds, key=_rank)),
        possible=candidates(found.licenses, knowledge, all_known=not found.unknown),
        verdict=meet(ground.effect for ground in grounds),
    )


def _grounds(
    wanted: Wanted, found: Reached, dues: tuple[Due, ...], facts: Facts, knowledge: Knowledge
) -> Iterator[Ground]:
    moments, vocabulary = moments_of(knowledge), knowledge.vocabulary()
    for upstream in found.unknown:
        yield unknown_ground(upstream)
    for reaching in found.licenses:
        yield from grounds_of(reaching, moments, vocabulary)
        yield from burden_grounds(reaching, dues)
        if reaching.data:
            yield from data_grounds(reaching, knowledge)
        if wanted.license is not None:
            yield from license_grounds(reaching, wanted.license, knowledge)
    yield from pair_grounds(found.licenses, knowledge)
    if wanted.license is not None:
        yield from own_grounds(wanted.license)
    if wanted.name is not None:
        yield from name_grounds(wanted.name, dues, facts, knowledge)


def _rank(ground: Ground) -> tuple[int, int, str, tuple[str, ...]]:
    return (ground.effect, GROUND_KINDS.index(ground.kind), ground.says, ground.upstreams)
