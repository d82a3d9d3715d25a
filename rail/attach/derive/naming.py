"""What a derivative may be called: prefixes that licences ask for, and marks of others in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.derive.grounds import Ground, cited
from rail.checks.context import Context, Found
from rail.checks.rules import vendor_name_used
from rail.checks.upstreams import short_name
from rail.model.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rail.attach.derive.due import Due
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Facts

_MARKS = "vendor-name-used"


def name_grounds(name: str, dues: Iterable[Due], facts: Facts, knowledge: Knowledge) -> Iterator[Ground]:
    """Yield what stands against a name.

    Args:
        name: what the derivative is to be called, with or without an owner.
        dues: its duties.
        facts: it, as far as it is planned.
        knowledge: the records.
    """
    for due in dues:
        prefix = due.term.params.get("prefix")
        if due.term.about != "name-prefix":
            continue
        if not isinstance(prefix, str):
            said = f"{due.record.name} asks for a beginning of the name that is not recorded."
            yield Ground("name", Verdict.UNKNOWN, said, (cited(due.record, due.term),), due.reaching.names)
        elif not begins_with(name, prefix):
            yield Ground(
                "name",
                Verdict.UNKNOWN if due.doubt else Verdict.DENIED,
                f'The name must begin with "{prefix}", and "{short_name(name)}" does not.',
                (cited(due.record, due.term),),
                due.reaching.names,
                f"call it {suggested(name, prefix)}, say",
            )
    yield from _marks(facts, knowledge)


def begins_with(name: str, prefix: str) -> bool:
    """Tell whether a name begins with a prefix; case, blanks and hyphens play no part, nor does "Meta" before both."""
    return _plain(short_name(name)).startswith(_plain(prefix))


def suggested(name: str, prefix: str) -> str:
    """Return the name with the prefix before it."""
    return f"{prefix.replace(' ', '-')}-{name.rstrip('/').rpartition('/')[2]}"


def _plain(name: str) -> str:
    return "".join(mark for mark in name.lower() if mark.isalnum()).removeprefix("meta")


def _marks(facts: Facts, knowledge: Knowledge) -> Iterator[Ground]:
    rule = next((rule for rule in knowledge.rules("default") if rule.id == _MARKS), None)
    if rule is None:
        return
    for found in vendor_name_used.find(Context(facts, knowledge, rule)):
        if isinstance(found, Found):
            said = f"{found.message[:1].upper()}{found.message[1:]}."
            yield Ground("name", Verdict.CONDITIONAL, said, next_step="leave the mark out, or get leave to use it")
