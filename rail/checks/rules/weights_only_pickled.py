"""weights-only-pickled: weights are offered in a form that runs code when it is loaded, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.artifacts.vendored import in_vendor_folder
from rail.checks.context import Found
from rail.checks.passages import documents
from rail.checks.wording import pattern
from rail.model.location import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.checks.context import Context
    from rail.model.facts import Facts, WeightFile

_PLAIN = frozenset({"safetensors", "gguf", "onnx", "tflite", "litertlm", "h5", "keras", "msgpack"})
_SHOWN = 3
_TAIL = 60  # characters of an address that tell the kind of file


def find(context: Context) -> Iterator[Found]:
    """Look for pickles in folders that hold no other form of weights, and for links to pickles where none ship."""
    weights = list(_own(context))
    plain = {_folder(item) for item in weights if item.format in _PLAIN}
    pickles = [item for item in weights if item.format == "pickle" and not _has_twin(_folder(item), plain)]
    if pickles:
        yield _shipped(pickles)
    elif not weights:
        yield from _linked(context)


def _own(context: Context) -> Iterator[WeightFile]:
    """Yield the weights of the release itself: no state of a training run, no file of its tests."""
    spared = pattern(context, "not_weights")
    for item in context.facts.weights:
        path = item.location.path
        if not in_vendor_folder(_folder(item)) and not (spared and spared.search(path)):
            yield item


def _has_twin(folder: str, plain: set[str]) -> bool:
    """Another form may stand beside the pickles, or at the root where pickles are kept in a folder of their own."""
    return folder in plain or "" in plain


def _shipped(pickles: list[WeightFile]) -> Found:
    names = ", ".join(item.location.path for item in pickles[:_SHOWN])
    more = f" and {len(pickles) - _SHOWN} more" if len(pickles) > _SHOWN else ""
    return Found(pickles[0].location, f"the weights are shipped as pickles only: {names}{more}", component="weights")


def _linked(context: Context) -> Iterator[Found]:
    """A release whose weights lie elsewhere tells their form by the links to them."""
    target = pattern(context, "linked_pickle")
    facts = context.facts
    if target is None or facts.artifact != "model":
        return
    links = [(card, link) for card in documents(facts) for link in card.links if target.search(link.target[-_TAIL:])]
    if links and not _names_plain_form(context, facts):
        card, link = links[0]
        several = f" ({len(links)} such links)" if len(links) > 1 else ""
        yield Found(
            Location(card.path, link.line),
            f"the weights that are linked here are pickles, and no other form of them is named{several}",
            confidence="medium",
            component="weights",
        )


def _names_plain_form(context: Context, facts: Facts) -> bool:
    plain = pattern(context, "plain_forms")
    if plain is None:
        return False
    texts = (text for card in documents(facts) for text in (card.preamble, *(part.body for part in card.sections)))
    return any(plain.search(text) for text in texts)


def _folder(item: WeightFile) -> str:
    return item.location.path.rpartition("/")[0]
