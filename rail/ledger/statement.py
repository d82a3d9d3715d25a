"""What is signed about a release: an in-toto Statement v1 that binds its terms to its files.

https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md; the predicate is ours (``terms-predicate``
in ``policy/schema``): which licence each part is under, by the hash of which text, and what each file is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rail.errors import InputError
from rail.knowledge.documents import checked, parse_json
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:railkit:predicate:release-terms:1"
_HINT = "rail attach LICENSE PATH --sign KEY writes one"


@dataclass(frozen=True, slots=True)
class Subject:
    """One file that a statement is about.

    Attributes:
        path: relative to the release.
        role: ``weights``, ``data``, ``license-text``, ``use-policy``, ``notice``, ``card``, ``restrictions``,
            ``reuse``, ``lock`` or ``sbom``.
        sha256: of its bytes; for a Git LFS pointer, of the file that it stands for.
    """

    path: str
    role: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TermsStatement:
    """Which terms a release is under, as somebody signs it.

    Attributes:
        release: its name.
        as_of: ISO date, the signer's own statement.
        tool: name and version of what made it.
        licenses: component -> licence id, ``None`` where it could not be told.
        subjects: the files, by path.
    """

    release: str
    as_of: str
    tool: str
    licenses: Mapping[str, str | None]
    subjects: tuple[Subject, ...]

    def same_terms(self, other: TermsStatement) -> bool:
        """Tell whether another statement says the same of the same files, on whatever day."""
        return (self.release, dict(self.licenses), self.subjects) == (
            other.release,
            dict(other.licenses),
            other.subjects,
        )


def statement_bytes(statement: TermsStatement) -> bytes:
    """Return a statement as canonical JSON: sorted keys, no blanks, ASCII."""
    subjects = sorted(statement.subjects, key=lambda subject: subject.path)
    document = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": one.path, "digest": {"sha256": one.sha256}} for one in subjects],
        "predicateType": PREDICATE_TYPE,
        "predicate": {
            "release": statement.release,
            "as_of": statement.as_of,
            "tool": statement.tool,
            "licenses": dict(statement.licenses),
            "roles": {one.path: one.role for one in subjects},
        },
    }
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def read_statement(payload: bytes, place: str) -> TermsStatement:
    """Return the statement in a payload.

    Raises:
        InputError: it is none of ours.
    """
    document = parse_json(payload, place, _HINT)
    kind = document.get("predicateType") if isinstance(document, dict) else None
    if kind != PREDICATE_TYPE:
        message = f"{place}: is a statement of another kind ({str(kind)[:80]!r}); expected {PREDICATE_TYPE}"
        raise InputError(message, _HINT)
    found = checked(document, place, "terms-statement", _HINT)
    predicate: dict[str, Any] = found["predicate"]
    roles = predicate["roles"]
    names = [one["name"] for one in found["subject"]]
    if len(set(names)) != len(names) or set(names) != set(roles):
        message = f"{place}: its roles and its subjects are not the same files"
        raise InputError(message, _HINT)
    return TermsStatement(
        release=predicate["release"],
        as_of=predicate["as_of"],
        tool=predicate["tool"],
        licenses=predicate["licenses"],
        subjects=tuple(Subject(one["name"], roles[one["name"]], one["digest"]["sha256"]) for one in found["subject"]),
    )
