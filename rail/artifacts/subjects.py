"""The files of a release that a signature binds to its terms, and what each of them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.kinds import file_kind, split_path
from rail.model.facts import ComponentKind
from rail.model.lock import LOCK_FILE

if TYPE_CHECKING:
    from rail.model.facts import Facts

_FILE_ROLES = {"license": "license-text", "notice": "notice", "use-policy": "use-policy"}
_NOTABLE_ROLES = {"restrictions": "restrictions", "sbom": "sbom"}
_ROOT_ROLES = {LOCK_FILE: "lock", "REUSE.toml": "reuse"}
_RESTRICTIONS = ("use_restrictions", "use-restrictions")


def subject_roles(facts: Facts) -> dict[str, str]:
    """Return path -> what the file is, for the weights, data, cards and everything that states terms; by path."""
    roles: dict[str, str] = {}
    for path in facts.paths:
        folder, name, suffix = split_path(path)
        if path in _ROOT_ROLES:
            roles[path] = _ROOT_ROLES[path]
        elif name.startswith(_RESTRICTIONS):
            roles[path] = "restrictions"
        elif file_kind(folder, name, suffix) is ComponentKind.DATA:
            roles[path] = "data"
    roles |= {one.location.path: "weights" for one in facts.weights}
    roles |= {card.path: "card" for card in (*facts.cards, *facts.readmes)}
    for found in facts.contents.notable:
        if found.role in _NOTABLE_ROLES:
            roles[found.location.path] = _NOTABLE_ROLES[found.role]
    for one in facts.license_files:
        roles.setdefault(one.location.path, _FILE_ROLES.get(one.role, "license-text"))
    return dict(sorted(roles.items()))
