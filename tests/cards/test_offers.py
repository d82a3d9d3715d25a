"""A README that offers a model is told from one of a tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.cards.offers import offers_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card

ON_THE_HUB = "[large](https://huggingface.co/example/brook-large)"


@pytest.mark.parametrize(
    "text",
    [
        f"# Brook\n\n## Pretrained models\n\n| size | place |\n|---|---|\n| 1B | {ON_THE_HUB} |\n",
        "# Brook\n\n## Brook 2.1 checkpoints\n\n* [tiny](https://files.example/brook_tiny.pt)\n",
        f"# Brook\n\n## Download pretrained models\n\n### With a client\n\n{ON_THE_HUB}\n",
        f"# Brook\n\n## 🤗 Model Zoo\n\n{ON_THE_HUB}\n",
        "# 小溪\n\n## 模型下载\n\n<a href=https://huggingface.co/example/brook>brook</a>\n",
        "# Brook\n\nThe models are available on the [Hugging Face Hub](https://huggingface.co/example).\n",
    ],
)
def test_offers(text: str, card: Callable[[str], Card], knowledge: Knowledge) -> None:
    """A heading about models with weights below it, or a line that says where they are, offers a model."""
    assert offers_model(card(text), knowledge)


@pytest.mark.parametrize(
    "text",
    [
        "# A tool\n\n## Models\n\nThe module has three classes.\n",
        f"# A tool\n\n## Supported models\n\n{ON_THE_HUB}\n",
        f"# A tool\n\n## Downloading models\n\nPut {ON_THE_HUB} into a folder.\n",
        f"# A tool\n\n## Loading checkpoints\n\nFor example {ON_THE_HUB}.\n",
        "# A tool\n\n## Models\n\nTrained on [leaves](https://huggingface.co/datasets/example/leaves).\n",
        "# A tool\n\nThe models will be available on Hugging Face soon.\n",
        "# A tool\n\nIt counts words.\n",
        f"# A tool\n\n## Models\n\nThree.\n\n## Examples\n\n{ON_THE_HUB}\n",
    ],
)
def test_a_tool(text: str, card: Callable[[str], Card], knowledge: Knowledge) -> None:
    """Models that a tool runs, sorts or trains are not its offer."""
    assert not offers_model(card(text), knowledge)
