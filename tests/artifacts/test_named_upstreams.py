"""What prose says a release was made from, by well-known names and by lists of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.facts import Facts


def named(facts: Facts) -> list[tuple[str, str, int | None]]:
    """Return kind, name and line of what the release states itself."""
    return [(one.kind.value, one.name, one.location.line) for one in facts.upstreams if not one.via]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("This project is based on Llama-2, released by its makers.", "meta-llama/Llama-2-7b-hf"),
        (
            "本项目基于可商用大模型[Llama-2](https://github.com/facebookresearch/llama)开发。",
            "meta-llama/Llama-2-7b-hf",
        ),
        ("It uses a frozen CLIP ViT-L/14 text encoder.", "openai/clip-vit-large-patch14"),
        ("(2) a partial fine-tune of DINOv2 ViT-L/14", "facebook/dinov2-large"),
    ],
)
def test_a_model_after_words_of_making(collect: Callable[..., Facts], line: str, expected: str) -> None:
    """A name counts where the sentence says that something was made from it, and its licence is looked up."""
    facts = collect({"README.md": f"# Brook\n\n{line}\n"})
    assert named(facts) == [("derived-from", expected, 3)]
    assert facts.upstreams[0].license is not None


@pytest.mark.parametrize(
    "line",
    [
        "Our code is based on the Llama 2 implementation.",
        "Our results are better than those of Llama 2.",
        "Other projects are built on Llama 2.",
        "The tokenizer of this model is not based on Llama 2.",
        "The model follows the architecture of Llama 2.",
        "We compare it with Mistral 7B.",
    ],
)
def test_a_name_alone_says_nothing(collect: Callable[..., Facts], line: str) -> None:
    """Yardsticks, code and styles are no bases."""
    assert named(collect({"README.md": f"# Brook\n\n{line}\n"})) == []


def test_a_declared_base_comes_before_prose(collect: Callable[..., Facts]) -> None:
    """Where the front matter names a base, a looser name in the text adds nothing."""
    facts = collect({"README.md": "---\nbase_model: example/river\n---\nThis model is based on Llama 2.\n"})
    assert named(facts) == [("derived-from", "example/river", 2)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Pretrained on LAION-600M.", [("trained-on", "laion/laion-coco", 3)]),
        ("**Training Data**\nThe following was used:\n\n- LAION-5B", [("trained-on", "LAION-5B", 6)]),
        (
            "Trained on [leaves](https://huggingface.co/datasets/example/leaves).",
            [("trained-on", "example/leaves", 3)],
        ),
        ("### Datasets\n- [Leaves](https://github.com/example/leaves)", [("trained-on", "Leaves", 4)]),
        ("## Evaluation\n- [Leaves](https://github.com/example/leaves)", []),
        ("Scores on C4 are given below.", []),
    ],
)
def test_data(collect: Callable[..., Facts], body: str, expected: list[tuple[str, str, int]]) -> None:
    """Data counts after words about training, or below a heading about data."""
    assert named(collect({"README.md": f"# Brook\n\n{body}\n"})) == expected


def test_a_row_of_originals(collect: Callable[..., Facts]) -> None:
    """In a table, the row that is called so links what the others were made from."""
    table = """
<table>
<tr><td>Finetuned Model</td>
<td><a href=https://huggingface.co/example/brook>brook</a></td></tr>
<tr>
<td>Pretrained Model</td>
<td><a href=https://huggingface.co/bigscience/bloom>bloom</a></td>
</tr>
</table>
"""
    assert named(collect({"README.md": f"# Brook\n{table}"})) == [("derived-from", "bigscience/bloom", 8)]
