"""Upstreams: stated where, related how, resolved by exact name or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rail.artifacts.lineage.prose import _stands_beside

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Facts

HUB = "https://huggingface.co"


def found(facts: Facts) -> list[tuple[str, str, str]]:
    """Return relation, name and source of the upstreams."""
    return [(one.kind.value, one.name, one.source) for one in facts.upstreams]


@pytest.mark.parametrize(
    ("matter", "relation"),
    [
        ("base_model: a/b\n", "derived-from"),
        ("base_model: a/b\nbase_model_relation: quantized\n", "quantized"),
        ("base_model: a/b\nlibrary_name: peft\n", "adapter"),
        ("base_model: a/b\ntags: [gguf]\n", "quantized"),
        ("base_model: [a/b, c/d]\n", "merge"),
        (f"base_model: {HUB}/a/b\n", "derived-from"),
    ],
)
def test_relation_of_a_base(collect: Callable[..., Facts], matter: str, relation: str) -> None:
    """A stated relation is taken; else only what the card's own tags say; else that it derives."""
    facts = collect({"README.md": f"---\n{matter}---\n"})
    assert found(facts)[0] == (relation, "a/b", "card")


def test_configuration_files(collect: Callable[..., Facts]) -> None:
    """Adapter and model configurations state a base with their line; local paths and the own name do not."""
    facts = collect(
        {
            "adapter_config.json": json.dumps({"x": 1, "base_model_name_or_path": "acme/base"}, indent=1),
            "config.json": json.dumps({"_name_or_path": "/home/me/llama"}),
            "b/config.json": json.dumps({"_name_or_path": "checkpoint-500"}),
            "c/config.json": json.dumps({"_name_or_path": "release"}),
            "d/config.json": json.dumps({"_name_or_path": "acme/other"}),
        }
    )
    assert found(facts) == [
        ("adapter", "acme/base", "adapter-config"),
        ("derived-from", "acme/other", "config"),
    ]
    assert facts.upstreams[0].location.line == 3


def test_datasets_of_a_card(collect: Callable[..., Facts]) -> None:
    """Data sets are trained-on; the words that say that data is original are no data set."""
    matter = "datasets:\n- a/b\n- squad\nsource_datasets:\n- original\n- extended|c4\n"
    facts = collect({"README.md": f"---\n{matter}---\n"})
    assert [one.name for one in facts.upstreams] == ["a/b", "squad", "c4"]
    assert {one.kind.value for one in facts.upstreams} == {"trained-on"}


def test_table_of_bases_by_exact_name(collect: Callable[..., Facts]) -> None:
    """A well-known base has its dated licence, whatever the case; a name that looks like it has none."""
    facts = collect({"README.md": "---\nbase_model:\n- BigScience/bloom\n- bigscience/bloom-of-mine\n---\n"})
    first, second = (one for one in facts.upstreams if not one.via)
    assert (first.license, first.resolved_by) == ("bigscience-bloom-rail-1.0", "base-table")
    assert first.resolved_on is not None
    assert (second.license, second.resolved_by) == (None, None)


def test_data_sets_are_in_the_table_too(collect: Callable[..., Facts]) -> None:
    """A data set has its dated licence; one whose sources disagree is known and without a licence; a model is none."""
    facts = collect({"README.md": "---\ndatasets:\n- librispeech_asr\n- SQuAD\n- bigscience/bloom\n---\n"})
    assert [(one.license, one.resolved_by) for one in facts.upstreams] == [
        ("cc-by-4.0", "base-table"),
        (None, "base-table"),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("line", "beside"),
    [
        (f"This is a fine-tuned version of [x]({HUB}/a/b) on data.", True),
        (f"Fine-tuned [x]({HUB}/a/b) on French.", True),
        (f"- **Finetuned from:** [x]({HUB}/a/b)", True),
        (f"It is based on [x]({HUB}/a/b).", True),
        (f"The model is a [x]({HUB}/a/b) model fine-tuned for similarity.", True),
        (f'A merge of <a href="{HUB}/a/b">x</a>', True),
        (f"- **Base LLM**: [x]({HUB}/a/b) (small)", True),
        (f"* Base Model: [x]({HUB}/a/b)", True),
        (f"Our base models: small and large, see [x]({HUB}/a/b)", False),
        (f"This card is based on the [x model card]({HUB}/a/b).", False),
        (f"We fine-tuned it. See also our demo, [x]({HUB}/a/b).", False),
        (f"[x (LoRA model)]({HUB}/a/b)", False),
        (f"Llama-based: [x]({HUB}/a/b)", False),
    ],
)
def test_prose_needs_the_words_beside_the_link(line: str, *, beside: bool) -> None:
    """A link in a sentence about fine-tuning is an upstream only where the words say so of that link."""
    assert _stands_beside(line, f"{HUB}/a/b") is beside


def test_prose_is_taken_where_nothing_else_says_it(collect: Callable[..., Facts]) -> None:
    """A base that the front matter states is not stated again by prose."""
    body = f"# X\n\nA fine-tuned version of [x]({HUB}/a/b), based on [y]({HUB}/c/d).\n"
    facts = collect({"README.md": f"---\nbase_model: a/b\n---\n{body}"})
    assert found(facts) == [("derived-from", "a/b", "card"), ("derived-from", "c/d", "prose")]


def test_gguf_names_its_base(collect: Callable[..., Facts]) -> None:
    """A base that a GGUF header links is stated by the weights."""
    facts = collect({"m.gguf": gguf({"general.base_model.0.repo_url": f"{HUB}/acme/base", "general.license": "mit"})})
    assert found(facts) == [("derived-from", "acme/base", "weights-metadata")]
    assert [claim.license for claim in facts.claims] == ["mit"]


def gguf(values: dict[str, str]) -> bytes:
    """Return a GGUF file of version 3 with text values and no tensors."""
    out = b"GGUF" + (3).to_bytes(4, "little") + (0).to_bytes(8, "little") + len(values).to_bytes(8, "little")
    for key, value in values.items():
        out += len(key).to_bytes(8, "little") + key.encode() + (8).to_bytes(4, "little")
        out += len(value).to_bytes(8, "little") + value.encode()
    return out
