"""The facts document of a release."""

from __future__ import annotations


def read_facts(path: str, *, revision: str | None = None, hub: bool = False, online: bool = False) -> dict[str, object]:
    """Return the facts of a release as the document of ``policy/schema/facts.schema.json``.

    Raises:
        InputError: an argument cannot be used.
        SourceError: the release cannot be read safely.
    """
    from rail.artifacts.collect import collect_release
    from rail.artifacts.document import facts_document
    from rail.knowledge.store import Knowledge

    return facts_document(collect_release(path, Knowledge.load(), revision=revision, hub=hub, online=online)[0])
