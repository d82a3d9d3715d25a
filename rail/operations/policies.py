"""The use policies that a licence binds to follow, and that are instruments of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.knowledge.store import Knowledge
    from rail.model.license import License
    from rail.model.terms import Terms


def policies_of(terms: Terms | None, knowledge: Knowledge) -> dict[str, License | None]:
    """Return by id the policies that terms take in, each once; ``None`` where there is no record of one.

    A policy that stands in the same text is none of its own.
    """
    duties = () if terms is None else terms.duties("follow-policy")
    apart = (duty.params for duty in duties if "same text" not in str(duty.params.get("url", "")))
    names = dict.fromkeys(str(params["policy"]) for params in apart if "policy" in params)
    return {name: knowledge.license(name) for name in names}
