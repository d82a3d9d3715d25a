"""``rail.yaml`` of a derivative: models that it learned from, for which the card of the Hub has no key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.edits.document import Document
from rail.edits.plan import Refusal
from rail.model.facts import RelationKind
from rail.model.upstream_names import plain_name

if TYPE_CHECKING:
    from rail.attach.derive.derivation import Derivation
    from rail.attach.draft import Draft
    from rail.model.facts import Facts

PROJECT = "rail.yaml"
_KEY = "upstreams:"


def state_teachers(derivation: Derivation, facts: Facts, draft: Draft) -> list[Refusal]:
    """Draft the statement of models that the derivative learned from, and return what is left.

    Raises:
        EditError: the file that is there is no UTF-8.
    """
    stated = {(plain_name(one.name).lower(), one.kind) for one in facts.upstreams if not one.via}
    names = [
        name
        for name, how in derivation.wanted.bases
        if how is RelationKind.DISTILLED and (plain_name(name).lower(), how) not in stated
    ]
    if not names:
        return []
    document = Document.of(draft.read(PROJECT) or b"")
    if any(line.startswith(_KEY) for line in document.text.splitlines()):
        told = f"it states upstreams; add {', '.join(names)} with `relation: distilled` to them"
        return [Refusal(PROJECT, "`upstreams`", told)]
    rows = [f"  - name: {json.dumps(name)}\n    relation: {RelationKind.DISTILLED.value}" for name in names]
    new = document.appended("\n".join((_KEY, *rows)))
    draft.write(PROJECT, new.text.encode(), "what it learned from, which the card has no key for")
    return []
