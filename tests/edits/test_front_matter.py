"""Edits of a front matter change what they name and no other byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rail.cards.card import parse_card
from rail.edits.document import Document, EditError
from rail.edits.front_matter import quote_value, replace_value, set_key
from rail.knowledge.store import Knowledge

CARD = "---\n# who may use it\nlanguage: en  # more to come\ntags:\n- one\n---\n# Title\n\nwords\n"
KEYS = st.sampled_from(["license", "license_name", "base_model_relation", "language"])
_BREAKS = "\u2028\u2029\x85\ufeff"  # marks that readers of YAML treat as line ends or drop
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters=_BREAKS), min_size=1, max_size=30
)


def edited(text: str, key: str, value: str | tuple[str, ...]) -> str:
    """Set one key of a text."""
    return set_key(Document.of(text.encode()), key, value).text


def read(text: str, key: str) -> str | None:
    """Return what a reader of the card finds under a key."""
    matter = parse_card("README.md", text.encode(), Knowledge.load()).front_matter
    value = None if matter is None else matter.get(key)
    return getattr(value, "text", None)


@given(value=VALUES, key=KEYS, ending=st.sampled_from(["\n", "\r\n"]))
def test_a_set_key_reads_back_and_all_other_lines_stay(value: str, key: str, ending: str) -> None:
    """Whatever the value, a reader finds it, and every line without the key is as before."""
    text = CARD.replace("\n", ending)
    after = edited(text, key, value)
    assert read(after, key) == value
    kept = [line for line in after.split(ending) if not line.startswith(f"{key}:")]
    assert kept == [line for line in text.split(ending) if not line.startswith(f"{key}:")]


def test_a_new_key_stands_last_and_a_comment_stays() -> None:
    """The order and comments of the author are kept."""
    after = edited(CARD, "license", "mit")
    assert after == CARD.replace("- one\n---", "- one\nlicense: mit\n---")
    assert "language: fr  # more to come\n" in edited(CARD, "language", "fr")


def test_a_front_matter_is_made_where_there_is_none() -> None:
    """A README without front matter gets one, and keeps all of its own text."""
    assert edited("# Title\r\n", "license", "mit") == "---\r\nlicense: mit\r\n---\r\n# Title\r\n"


def test_a_list_is_written_as_a_list() -> None:
    """Several values become one item a line."""
    assert "base_model:\n- acme/one\n- acme/two\n---" in edited(CARD, "base_model", ("acme/one", "acme/two"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("---\nlicense: [mit\n---\n", "license"),
        ("---\nlicense: mit\n", "license"),
        ("---\nlicense: mit\nlicense: x\n---\n", "license"),
        ("---\nlicense:\n- mit\n---\n", "license"),
        ("---\nlicense: |\n  mit\n---\n", "license"),
        ("---\n- a\n---\n", "license"),
    ],
)
def test_what_would_need_a_guess_is_refused(text: str, key: str) -> None:
    """A front matter that cannot be read, or a key with more than one value, is left to a person."""
    with pytest.raises(EditError):
        edited(text, key, "apache-2.0")


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("license: Apache 2.0", "license: apache-2.0"),
        ("license: 'Apache 2.0' # ours", "license: apache-2.0 # ours"),
        ('license: ["Apache 2.0", mit]', "license: [apache-2.0, mit]"),
        ("- Apache 2.0", "- apache-2.0"),
        ("{license: Apache 2.0}", "{license: apache-2.0}"),
    ],
)
def test_a_value_is_replaced_in_every_spelling(line: str, after: str) -> None:
    """Plain, quoted, in a list: the value changes and nothing beside it."""
    assert (
        replace_value(Document.of(f"---\n{line}\n".encode()), 2, "Apache 2.0", "apache-2.0").text == f"---\n{after}\n"
    )


def test_a_value_that_is_not_there_is_refused() -> None:
    """A line that changed, or holds the value inside of another one, is not touched."""
    for line in ("license: Apache 2.0-like", "license: MIT", "x: Apache 2.0, y: Apache 2.0"):
        with pytest.raises(EditError):
            replace_value(Document.of(f"---\n{line}\n".encode()), 2, "Apache 2.0", "apache-2.0")
    with pytest.raises(EditError):
        replace_value(Document.of(b"---\n"), 7, "Apache 2.0", "apache-2.0")


def test_a_value_is_put_in_quotes() -> None:
    """A version or a word that YAML takes for something else stays a string."""
    assert quote_value(Document.of(b"---\nlanguage: no # bokmal\n"), 2, "no").text == '---\nlanguage: "no" # bokmal\n'


def test_bytes_that_are_no_utf8_are_refused() -> None:
    """A file that cannot be read as text is not rewritten as something else."""
    with pytest.raises(EditError, match="UTF-8"):
        Document.of(b"caf\xe9")
