"""What a card's prose says about licences: statements, limits, and mentions that are neither.

All sentences are our own, in the shapes that real cards have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.blocks import read_blocks
from rail.cards.prose import OTHER_TERMS, SHOWN, read_statements
from rail.knowledge.resolve import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.knowledge.store import Knowledge
    from rail.model.card import Card

FRONT = "---\nlicense: mit\n---\n# Heron 7B\n\n"
Found = list[tuple[str, str, str | None]]


def found(card: Card) -> Found:
    """Return kind, licence and subject of every statement."""
    return [(one.kind, one.about, one.subject) for one in card.statements]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("This model is licensed under the Apache License, Version 2.0.", [("states", "apache-2.0", "model")]),
        ("The weights are released under CC BY-NC 4.0.", [("states", "cc-by-nc-4.0", "weights")]),
        ("Heron 7B is released under the MIT license.", [("states", "mit", None)]),
        ("- **License:** MIT", [("states", "mit", None)]),
        ("**License:**\nApache License 2.0", [("states", "apache-2.0", None)]),
        ("| License | Apache 2.0 |", [("states", "apache-2.0", None)]),
        ("## License\n\nMIT", [("states", "mit", None)]),
        ("## License\n\n[terms](https://creativecommons.org/licenses/by-sa/4.0/)", [("states", "cc-by-sa-4.0", None)]),
        ("## Code License\n\nApache-2.0", [("states", "apache-2.0", "code")]),
        ("Our dataset is available under CC0.", [("states", "cc0-1.0", "data")]),
        ("Heron 7B (cc-by-nc-nd-4.0) does this.", []),
        ("Heron 7B (cc-by-nc-nd-4.0 license) does this.", [("states", "cc-by-nc-nd-4.0", None)]),
        ("The model is governed by the Llama 2 Community License.", [("states", "llama2", "model")]),
        (
            "The code is licensed under MIT, while the weights are under CC-BY-NC-4.0.",
            [("states", "mit", "code"), ("states", "cc-by-nc-4.0", "weights")],
        ),
        ("The model is under CC BY-NC.", [("states", "cc", "model"), ("limits", "non-commercial", "model")]),
        ("We publish Heron like the original birds (CC-BY-4.0):\n", []),
        ("## License\n\nWe publish Heron like the original birds (CC-BY-4.0).", [("states", "cc-by-4.0", None)]),
        ("The model is under CC BY 4.0 and comes with a paper if available.", [("states", "cc-by-4.0", "model")]),
        ("License: [The MIT License](LICENSE)", [("states", "mit", None)]),
        ("模型代码依照 Apache-2.0 许可协议开源。", [("states", "apache-2.0", "code")]),
    ],
)
def test_a_statement_is_found(body: str, expected: Found, card: Callable[[str], Card]) -> None:
    """The licence of this artefact is stated, with the part that is spoken of."""
    assert found(card(FRONT + body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Heron is based on Stork, and the Stork model is licensed under Apache 2.0.",
        "Stork 2 is licensed under the Llama 2 Community License.",
        "The base model is released under Apache 2.0.",
        "It is unclear whether the model is compatible with the MIT license.",
        "This model is licensed under a modified CreativeML OpenRAIL-M license.",
        "The permissive Apache 2.0-based Heron Terms apply under this license.",
        "# Original model card: Stork\n\n**License:** Apache 2.0",
        "- data\n  - Stork set\n    - License: CC-BY-SA-3.0",
        "# License\n\nIs this under the MIT license?",
    ],
)
def test_something_else_is_only_mentioned(body: str, card: Callable[[str], Card]) -> None:
    """The licence of another artefact, a doubt, or a changed licence is no statement about this one."""
    kinds = {one.kind for one in card(FRONT + body).statements}
    assert kinds == {"mentions"}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("This model may not be used for commercial purposes.", [("limits", "non-commercial", "model")]),
        ("The weights are for non-commercial use only.", [("limits", "non-commercial", "weights")]),
        ("Commercial use of this model is prohibited.", [("limits", "non-commercial", "model")]),
        ("For research purposes only.", [("limits", "research-only", None)]),
        ("The model is intended solely for academic research.", [("limits", "research-only", "model")]),
        ("For commercial use, please contact us by e-mail.", [("limits", "registration", None)]),
        ("Our weights fall under a Non-Commercial License.", [("limits", "non-commercial", "weights")]),
        ("本模型禁止商业使用。", [("limits", "non-commercial", "model")]),
    ],
)
def test_a_limit_is_found(body: str, expected: Found, card: Callable[[str], Card]) -> None:
    """A sentence that narrows the use of this artefact is a limit."""
    assert found(card(FRONT + body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "This library is free for both commercial and non-commercial use.",
        "You can use the model for commercial purposes.",
        "The model competes with commercial systems.",
        "We thank the academic community.",
        "The model was tested in commercial and research settings.",
        "Nothing here is under a bridge.",
        "We took the MIT course on speech.",
        "```\nlicensed under MIT\n```",
        "<!-- License: MIT -->",
    ],
)
def test_what_limits_nothing_is_silent(body: str, card: Callable[[str], Card]) -> None:
    """Ordinary sentences with the same words give nothing."""
    assert found(card(FRONT + body)) == []


def test_a_limit_of_another_artefact_is_a_mention(card: Callable[[str], Card]) -> None:
    """What somebody says of the base model limits the base model."""
    text = FRONT + "The original Stork model may not be used for commercial purposes."
    assert found(card(text)) == [("mentions", "non-commercial", "model")]


def test_a_label_with_an_unknown_name_is_kept_as_a_mention(card: Callable[[str], Card]) -> None:
    """A licence that nobody knows is shown as it is written."""
    assert found(card(FRONT + "License: Heron Community Terms")) == [("mentions", "Heron Community Terms", None)]


@pytest.mark.parametrize("words", ["[More Information Needed]", "N/A", "unknown", "TBD"])
def test_an_empty_label_says_nothing(words: str, card: Callable[[str], Card]) -> None:
    """A template that nobody filled is no mention."""
    assert found(card(FRONT + f"- **License:** {words}")) == []


def test_the_line_is_that_of_the_name(card: Callable[[str], Card]) -> None:
    """In a sentence over several lines the statement stands where the licence is named."""
    assert [one.line for one in card(FRONT + "This model\nis released\nunder CC BY 4.0.").statements] == [8]


def test_the_sentence_is_shown_short(card: Callable[[str], Card]) -> None:
    """A sentence as long as a page is cut."""
    statement = card(FRONT + "This model is under CC BY 4.0 " + "and so on " * 200).statements[0]
    assert len(statement.text) == SHOWN


WORDS = """
License license under MIT Apache 2.0 the model weights not for commercial use only research CC BY-NC 4.0 is released
. - # | ** Stork [ ](
"""
words = st.sampled_from(["\n", "\n\n", *WORDS.split()])


@given(st.one_of(st.lists(words, max_size=30).map(" ".join), st.text(max_size=80)))
def test_any_body_gives_lines_of_the_body(knowledge: Knowledge, body: str) -> None:
    """Whatever the words, nothing raises, and every statement lies in the body."""
    for statement in read_statements(read_blocks(body), knowledge):
        assert 1 <= statement.line <= body.count("\n") + body.count("\r") + 1
        assert statement.kind in {"states", "limits", "mentions"}


def test_every_name_of_the_list_is_known(knowledge: Knowledge) -> None:
    """Each entry of the name list resolves to something; else its statements could not be compared."""
    unknown = []
    for entry in knowledge.patterns("license-names"):
        meant = knowledge.resolve(entry["name"])
        if meant == NOTHING:
            unknown.append(entry["name"])
    assert unknown == []


def test_every_limit_is_of_the_vocabulary(knowledge: Knowledge) -> None:
    """Limits that are found in prose go by the names that licences' limits go by."""
    limits = {entry["limit"] for entry in knowledge.patterns("limit-phrases")} - {OTHER_TERMS}
    limits |= {entry["limit"] for entry in knowledge.patterns("license-names") if "limit" in entry}
    assert limits <= set(knowledge.vocabulary().kinds["limits"])
