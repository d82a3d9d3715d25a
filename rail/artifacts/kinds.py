"""What a file is part of, judged by its name and folder alone: weights, code, data or docs."""

from __future__ import annotations

from enum import IntFlag
from functools import lru_cache

from rail.model.facts import ComponentKind

WEIGHT_SUFFIXES = frozenset(
    {
        ".safetensors", ".gguf", ".ggml", ".pt", ".pth", ".ckpt", ".onnx", ".h5", ".keras", ".tflite", ".msgpack",
        ".nemo", ".mlmodel", ".pdparams", ".pdmodel", ".caffemodel", ".llamafile", ".pkl", ".pickle", ".joblib",
        ".npz", ".engine", ".ot", ".params", ".mar", ".torchscript", ".litertlm", ".task",
    }
)  # fmt: skip
CODE_SUFFIXES = frozenset(
    {
        ".py", ".pyi", ".pyx", ".ipynb", ".js", ".mjs", ".cjs", ".ts", ".tsx", ".jsx", ".vue", ".c", ".cc", ".cpp",
        ".cxx", ".h", ".hh", ".hpp", ".cu", ".cuh", ".go", ".rs", ".java", ".kt", ".scala", ".swift", ".m", ".mm",
        ".sh", ".bash", ".zsh", ".ps1", ".bat", ".rb", ".pl", ".php", ".lua", ".jl", ".r", ".cs", ".sql", ".css",
        ".scss", ".cmake", ".proto", ".metal", ".glsl", ".wgsl", ".hs", ".ml", ".ex", ".exs", ".dart", ".zig",
    }
)  # fmt: skip
_DATA_SUFFIXES = frozenset(
    {
        ".parquet", ".arrow", ".feather", ".jsonl", ".ndjson", ".csv", ".tsv", ".tfrecord", ".tfrecords", ".lance",
        ".mds", ".npy", ".zst", ".xz", ".warc", ".conll", ".conllu", ".avro", ".orc",
    }
)  # fmt: skip
_DOC_SUFFIXES = frozenset({".md", ".mdx", ".rst", ".pdf", ".adoc", ".tex", ".docx", ".html", ".htm"})
_DATA_FOLDERS = frozenset({"data", "dataset", "datasets", "corpus", "corpora"})
_SIGNED = ".intoto.jsonl"  # signed statements about the release (in-toto bundles), no data of it
# ``*.bin`` is a weight only under the names that the Hub's libraries give it; else it may be anything.
_BIN_WORDS = ("pytorch_model", "adapter_model", "model", "diffusion_pytorch", "ggml", "flax_model", "consolidated")


class Kinds(IntFlag):
    """A set of component kinds, small enough to keep for every folder."""

    NONE = 0
    WEIGHTS = 1
    CODE = 2
    DATA = 4
    DOCS = 8


KIND_FLAGS = {
    ComponentKind.WEIGHTS: Kinds.WEIGHTS,
    ComponentKind.CODE: Kinds.CODE,
    ComponentKind.DATA: Kinds.DATA,
    ComponentKind.DOCS: Kinds.DOCS,
}


def kinds_of(flags: int) -> tuple[ComponentKind, ...]:
    """Return the kinds in a set, in the order of the model."""
    return tuple(kind for kind, flag in KIND_FLAGS.items() if flags & flag)


def split_path(path: str) -> tuple[str, str, str]:
    """Return folder, lower-case name and lower-case suffix of a path."""
    folder, _, name = path.rpartition("/")
    name = name.lower()
    dot = name.rfind(".")
    return folder, name, name[dot:] if dot > 0 else ""


def is_weight_name(name: str, suffix: str) -> bool:
    """Tell whether a file is named like weights."""
    if suffix in WEIGHT_SUFFIXES:
        return True
    return suffix == ".bin" and name.startswith(_BIN_WORDS)


@lru_cache(maxsize=4096)
def in_data_folder(folder: str) -> bool:
    """Tell whether one of the folders on the way is named for data."""
    return any(part.lower() in _DATA_FOLDERS for part in folder.split("/"))


def file_kind(folder: str, name: str, suffix: str) -> ComponentKind | None:
    """Return what a file is part of, or ``None`` where its name does not tell (configuration, pictures ...)."""
    if is_weight_name(name, suffix):
        return ComponentKind.WEIGHTS
    if suffix in CODE_SUFFIXES:
        return ComponentKind.CODE
    if suffix in _DATA_SUFFIXES:
        return None if name.endswith(_SIGNED) else ComponentKind.DATA
    if suffix in _DOC_SUFFIXES:
        return ComponentKind.DOCS
    if in_data_folder(folder) and suffix in {
        ".txt",
        ".json",
        ".xml",
        ".zip",
        ".gz",
        ".tar",
        ".wav",
        ".flac",
        ".jpg",
        ".png",
    }:
        return ComponentKind.DATA
    return ComponentKind.CODE if name in {"makefile", "dockerfile", "cmakelists.txt"} else None
