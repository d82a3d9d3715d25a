"""What the configuration files beside weights say about a model: architecture, library, length of input.

``config.json`` is that of transformers, ``model_index.json`` that of diffusers, ``adapter_config.json`` that of peft,
``modules.json`` that of sentence-transformers. They are JSON of others: read within a bound, nothing is followed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rail.artifacts.sources.interface import UnreadableError
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.artifacts.sources.interface import Source

_CAP = 1 << 20
_LONGEST = 100
_LENGTHS = ("max_position_embeddings", "n_positions", "max_sequence_length", "max_seq_len", "seq_length")


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """What configuration files say, each with the file that says it.

    Attributes:
        architecture: class or kind of the network.
        family: kind of the network, as the library calls it.
        library: the library that loads it.
        context: tokens of input at most.
    """

    architecture: tuple[str, str] | None = None
    family: tuple[str, str] | None = None
    library: tuple[str, str] | None = None
    context: tuple[str, str] | None = None


def read_model_config(source: Source) -> ModelConfig:
    """Return what the configuration files at the top of a release say."""
    config = _object(source, "config.json")
    named = [name for name in _list(config.get("architectures")) if isinstance(name, str)]
    kind = config.get("model_type")
    architecture = named[0] if named else kind if isinstance(kind, str) else None
    length = next((config[key] for key in _LENGTHS if type(config.get(key)) is int and config[key] > 0), None)
    return ModelConfig(
        architecture=_told(architecture, "config.json"),
        family=_told(kind if isinstance(kind, str) else None, "config.json"),
        library=_library(source, config),
        context=None if length is None else (f"{length:,} tokens", "config.json"),
    )


def _library(source: Source, config: dict[str, Any]) -> tuple[str, str] | None:
    """Return the library by the file that it alone writes; an adapter is loaded by peft, whatever lies beside it."""
    if "peft_type" in _object(source, "adapter_config.json"):
        return "peft", "adapter_config.json"
    if "_diffusers_version" in _object(source, "model_index.json"):
        return "diffusers", "model_index.json"
    if source.find("modules.json") and source.find("config_sentence_transformers.json"):
        return "sentence-transformers", "config_sentence_transformers.json"
    return ("transformers", "config.json") if "transformers_version" in config else None


def _object(source: Source, path: str) -> dict[str, Any]:
    entry = source.find(path)
    if entry is None or entry.size > _CAP:
        return {}
    try:
        found = json.loads(source.read(entry, _CAP))
    except (UnreadableError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _told(value: str | None, path: str) -> tuple[str, str] | None:
    return (value[:_LONGEST], path) if value and value.strip() else None
