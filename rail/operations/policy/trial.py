"""Run the cases beside the rules of a pack, and count which outcomes they stand for."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rail.artifacts.own_packs import is_path, own_cases
from rail.checks.cases import parse_cases, write_case
from rail.checks.policy import active_policy
from rail.checks.trials import judge
from rail.model.policy_test import OUTCOMES, TestedCase, TestedPack, TestedRule
from rail.operations.policy.catalogue import named_pack
from rail.resources import content_dir

if TYPE_CHECKING:
    from rail.checks.cases import Case
    from rail.knowledge.store import Knowledge
    from rail.model.finding import Rule


def try_pack(name: str) -> TestedPack:
    """Return what the cases of one pack came to; rules that it only takes over are tested where they come from.

    Args:
        name: the path of a pack of one's own, or the name of one that comes along.

    Raises:
        InputError: the pack, or a file of cases, cannot be used.
        UnknownIdError: there is no such pack, or it speaks of a rule that does not exist.
    """
    knowledge, pack = named_pack(name)
    active_policy(knowledge, [name])
    path = Path(pack.place) if is_path(name) else content_dir("policy") / "packs" / name / "pack.yaml"
    rows = own_cases(path.parent.as_posix(), [rule.id for rule in pack.rules], as_shown=pack.place.rpartition("/")[0])
    return TestedPack(
        pack.id,
        pack.place,
        tuple(_tested(rule, parse_cases(*rows[rule.id]), knowledge) for rule in pack.rules),
    )


def _tested(rule: Rule, cases: tuple[Case, ...], knowledge: Knowledge) -> TestedRule:
    tested = []
    for case in cases:
        with TemporaryDirectory() as folder:
            root = write_case(case, Path(folder), knowledge)
            tested.append(TestedCase(case.name, tuple(judge(case, rule, root, knowledge))))
    covered = {case.expect for case in cases}
    stated = {"fires": rule.never_fires, "skips": rule.never_skips}
    never = {outcome: why for outcome, why in stated.items() if why}
    return TestedRule(rule.id, tuple(tested), tuple(one for one in OUTCOMES if one in covered), never)
