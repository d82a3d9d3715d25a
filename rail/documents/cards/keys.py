"""The front matter of a new card: keys that are known, and a comment for each that somebody has to fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rail.model.facts import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.documents.cards.known import Known
    from rail.documents.cards.template import Template

_RELATIONS = {RelationKind.FINETUNE, RelationKind.ADAPTER, RelationKind.MERGE, RelationKind.QUANTIZED}


class Key(NamedTuple):
    """A key with its values; more than one is a list."""

    name: str
    values: tuple[str, ...]


def known_keys(kind: str, known: Known, license_file: str | None) -> tuple[Key, ...]:
    """Return the keys that what is known fills in, in the order of the Hub's own template.

    Args:
        kind: of the card.
        known: what is known.
        license_file: the file that holds the text of the main licence.
    """
    found = [*_license(known, license_file)]
    if kind == "model":
        bases = [origin for origin in known.inventory.models if origin.direct]
        found += [Key("base_model", tuple(origin.name for origin in bases))]
        kinds = {one.kind for origin in bases for one in origin.relations if one.child == "."} & _RELATIONS
        found += [Key("base_model_relation", tuple(kind.value for kind in kinds if len(kinds) == 1))]
        found += [Key("datasets", tuple(origin.name for origin in known.inventory.datasets if origin.direct))]
        found += [Key("library_name", (known.config.library[0],) if known.config.library else ())]
    return tuple(key for key in found if key.values)


def matter_text(template: Template, keys: tuple[Key, ...], written: Iterator[str]) -> str:
    """Return the front matter: the lines of known keys, then a comment for each that is asked for."""
    filled = {key.name for key in keys}
    asked = [f"# {name}: to be completed: {ask}" for name, ask in template.keys if name not in filled]
    return "\n".join(["---", *written, *asked, "---"]) + "\n"


def _license(known: Known, license_file: str | None) -> Iterator[Key]:
    main = known.inventory.main
    used = None if main.license is None else known.inventory.license(main.license)
    if used is None:
        return
    if used.hub is not None:
        yield Key("license", (used.hub,))
        return
    yield Key("license", ("other",))
    yield Key("license_name", (used.id,))
    if license_file is not None:
        yield Key("license_link", (license_file,))
