"""Files that could not be read and that a rule would have needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.kinds import is_weight_name, split_path
from rail.artifacts.names import LINEAGE_NAMES, METADATA_NAMES, license_role
from rail.artifacts.vendored import in_vendor_folder
from rail.cards.card import may_be_card
from rail.checks.context import Skip
from rail.checks.kept import once_a_release

if TYPE_CHECKING:
    from rail.model.facts import Facts, Problem

# A link that was not followed hides nothing but the file that it stands for; anything else may hide more.
_LINKS = frozenset({"link-outside", "link-loop", "link-dangling"})


@once_a_release
def unread_licenses(facts: Facts) -> tuple[Skip, ...]:
    """Return a skip for each of the release's own licence, notice and policy files that could not be read."""
    return tuple(
        _skip(problem)
        for problem in facts.problems
        if _is_own(problem) and license_role(problem.location.path) is not None
    )


@once_a_release
def unread_cards(facts: Facts) -> tuple[Skip, ...]:
    """Return a skip for each of the release's own cards and READMEs that could not be read."""
    return tuple(
        _skip(problem) for problem in facts.problems if _is_own(problem) and may_be_card(problem.location.path)
    )


@once_a_release
def unread_front_matter(facts: Facts) -> tuple[Skip, ...]:
    """Return a skip for each card whose front matter could not be read, and for each card that could not be."""
    unread = [card.path for card in facts.cards if card.has_fence and card.front_matter is None]
    return (
        *(Skip(f"{path}: its front matter cannot be read (see card-front-matter-invalid)") for path in unread),
        *unread_cards(facts),
    )


def may_hide_a_statement(problem: Problem) -> bool:
    """Tell whether what could not be read may have said something about licences or upstreams.

    A dangling link among the test files does not; a licence, card, configuration or weights file does, and so does
    whatever was left out for its size or number.
    """
    path = problem.location.path
    if problem.kind not in _LINKS:
        return True
    folder, name, suffix = split_path(path)
    named = name in METADATA_NAMES | LINEAGE_NAMES or is_weight_name(name, suffix)
    return not in_vendor_folder(folder) and (named or may_be_card(path) or license_role(path) is not None)


def _is_own(problem: Problem) -> bool:
    return not in_vendor_folder(problem.location.path.rpartition("/")[0])


def _skip(problem: Problem) -> Skip:
    return Skip(f"{problem.location.path}: {problem.message}")
