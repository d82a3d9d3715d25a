"""Of which state of the library a text was made, and what has changed in it since."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.compose.assemble import Composition
    from rail.attach.compose.library import Library

Plain = dict[str, Any]
_LENGTH = 16


def digests(composition: Composition, library: Library) -> dict[str, str]:
    """Return id -> version and hash of everything of the library that the text is made of."""
    found = {name: f"{clause.version} {clause.sha256[:_LENGTH]}" for name, clause in composition.used.items()}
    for restriction in composition.answers.restrictions:
        own = library.restrictions[restriction.use].content.get("phrases", {})
        for values in restriction.qualifiers.values():
            found |= {f"phrase-{value}": _digest(library.phrases[value]) for value in values if value not in own}
    found["library"] = _digest({key: library.plain[key] for key in ("sections", "words", "artifacts")})
    return dict(sorted(found.items()))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    """Yield what changed between two states of the library, one clause at a time."""
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            yield f"{name} is gone"
        elif name not in before:
            yield f"{name} is new"
        elif before[name] != after[name]:
            old, new = before[name].split()[0], after[name].split()[0]
            yield f"{name} was version {old} and is version {new}" if old != new else f"{name} has other words"


def next_version(version: str) -> str:
    """Return the version after this one: its last number goes up."""
    *first, last = version.split(".")
    return ".".join([*first, str(int(last) + 1)])


def refuse_change(name: str, version: str, told: list[str], command: str) -> InputError:
    """Return the error for a text that would change under the version that it has."""
    shown = "; ".join(told)
    message = f"{name} {version} exists with other content: {shown}; one version stands for one text"
    return InputError(message, f"{command} --version {next_version(version)}")


def _digest(content: Plain) -> str:
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"- {sha256(plain.encode()).hexdigest()[:_LENGTH]}"
