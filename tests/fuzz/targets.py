"""What is fuzzed: one function for each reader of untrusted bytes, with the inputs that it starts from.

A function raises when a promise of its reader is broken; what it returns is not looked at.
"""

from __future__ import annotations

import struct
import time
from functools import cache

from rail.artifacts.data_descriptions import parse_description
from rail.artifacts.secrets import SecretReader
from rail.artifacts.weights import read_weight_header
from rail.cards.card import parse_card
from rail.cards.lines import split_lines
from rail.cards.yaml import read_yaml
from rail.knowledge.store import Knowledge
from rail.model.card import Map, Node, Scalar, Sequence

SECONDS = 10.0

YAML_SEEDS = (
    b"license: mit\nlicense: apache-2.0\nlanguage: [no, en]\n",
    b"a: &a [*a]\nb: {<<: *a}\nc: !!python/object:os.system x\n",
    b"date: 2024-13-45\ntext: |\n  block\n  text\n? [a]\n: b\n---\nc: 'd'\n",
)
CARD_SEEDS = (
    b"---\r\nlicense: other\r\nlicense_name: heron\r\n---\r\n# Heron\r\n\r\nThis model is licensed under **MIT**.\r\n",
    b"\xef\xbb\xbf--- \na: b\n...\n<h1>T</h1>\n\n![l](https://img.shields.io/badge/License-MIT-blue)\n",
    b"# T\n\n- License: CC BY-NC 4.0\n\n> [x](LICENSE)\n\n```\ncode\n```\nFor research purposes only.\n",
)
_HEADER = b'{"__metadata__": {"license": "mit"}, "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}'
SAFETENSORS_SEEDS = (struct.pack("<Q", len(_HEADER)) + _HEADER + bytes(4), struct.pack("<Q", 2**60) + b"{}")
_PAIR = struct.pack("<Q", 15) + b"general.license" + struct.pack("<IQ", 8, 3) + b"mit"
_LIST = struct.pack("<Q", 1) + b"x" + struct.pack("<IIQ", 9, 8, 1) + struct.pack("<Q", 1) + b"y"
GGUF_SEEDS = (b"GGUF" + struct.pack("<IQQ", 3, 0, 2) + _PAIR + _LIST, b"GGUF" + struct.pack(">IQQ", 3, 0, 0))

ONNX_SEEDS = (
    b"\x08\x08\x12\x03abc\x3a\x02zz\x72\x0e\x0a\x07license\x12\x03mit",
    b"\x08\x08\x3a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
)
DESCRIPTION_SEEDS = (
    b'{"@graph": [{"@type": "sc:Dataset", "license": ["mit", {"url": "x"}], "rai:dataBiases": "b", "version": 1.0}]}',
    b'{"a": {"license": "mit", "features": {}, "citation": "c"}, "license": ""}',
)
SECRET_SEEDS = (
    b"t = 'hf_" + bytes(range(65, 91)) + bytes(range(97, 105)) + b"'\n",
    b"-----BEGIN PRIVATE KEY-----\\n" + bytes(range(65, 91)) * 2,
)


def yaml(data: bytes) -> None:
    """Nodes and problems lie in the text; no key that stands twice goes unreported."""
    text = data.decode("utf-8", "replace")
    node, problems = read_yaml(text)
    last = len(split_lines(text))
    _require(all(1 <= problem.line <= last for problem in problems), "a problem lies outside of the text")
    _require(node is None or all(1 <= line <= last for line in _lines(node)), "a node lies outside of the text")
    if isinstance(node, Map) and len({entry.key for entry in node.entries}) < len(node.entries):
        _require(any(problem.kind == "duplicate-key" for problem in problems), "a repeated key goes unreported")


def card(data: bytes) -> None:
    """A card is read in bounded time, and what it says lies in the file."""
    began = time.process_time()
    found = parse_card("README.md", data, _knowledge())
    _require(time.process_time() - began < SECONDS, "too slow")
    last = len(data) + 2
    things = (*found.problems, *found.sections, *found.statements, *found.badges, *found.links)
    _require(all(1 <= thing.line <= last for thing in things), "a statement lies outside of the file")


def safetensors(data: bytes) -> None:
    """A header gives text or a problem."""
    _weights("m.safetensors", data)


def onnx(data: bytes) -> None:
    """Fields give text or a problem."""
    _weights("m.onnx", data)


def description(data: bytes) -> None:
    """A description of data gives short texts or a problem, whichever of the two formats it is read as."""
    for name in ("croissant.json", "dataset_infos.json"):
        found = parse_description(name, data)
        texts = (*found.licenses, *found.usage, *found.stated, found.name or "", found.version or "")
        _require(all(isinstance(text, str) and len(text) <= 200 for text in texts), "a value is no short text")


def secrets(data: bytes) -> None:
    """A secret lies in the file, and no more than four characters of it are kept."""
    reader = SecretReader(_knowledge())
    reader.search("a.py", data, vendored=False)
    last = data.count(b"\n") + 1
    _require(all(1 <= (one.location.line or 0) <= last for one in reader.found), "a secret lies outside of the file")
    _require(all(len(one.begins) <= 4 for one in reader.found), "a secret is shown")


def gguf(data: bytes) -> None:
    """Key-values give text or a problem."""
    _weights("m.gguf", data)


TARGETS = {
    "yaml": (yaml, YAML_SEEDS),
    "card": (card, CARD_SEEDS),
    "safetensors": (safetensors, SAFETENSORS_SEEDS),
    "gguf": (gguf, GGUF_SEEDS),
    "onnx": (onnx, ONNX_SEEDS),
    "description": (description, DESCRIPTION_SEEDS),
    "secrets": (secrets, SECRET_SEEDS),
}


@cache
def _knowledge() -> Knowledge:
    return Knowledge.load()


def _weights(name: str, data: bytes) -> None:
    found = read_weight_header(name, len(data), lambda offset, length: data[offset : offset + length])
    _require(found is not None, "a file of weights is not recognised")
    if found is not None:
        _require(all(isinstance(value, str) for value in found.metadata.values()), "a value is no text")


def _lines(node: Node) -> list[int]:
    if isinstance(node, Scalar):
        return [node.line]
    children = node.items if isinstance(node, Sequence) else tuple(entry.value for entry in node.entries)
    return [node.line, *(line for child in children for line in _lines(child))]


def _require(holds: bool, message: str) -> None:  # noqa: FBT001 # as in an assertion
    if not holds:
        raise AssertionError(message)
