"""A new card says what a release shows, with the place, and asks for the rest."""

from __future__ import annotations

import json
import shutil
import struct
from typing import TYPE_CHECKING

import pytest

from rail.cards.card import parse_card
from rail.documents.cards.card_text import plain
from rail.documents.cards.known import Given
from rail.documents.cards.template import KINDS, read_template
from rail.edits.plan import TO_ANSWER
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.operations.cards.create import create_card
from rail.operations.check import check_release

if TYPE_CHECKING:
    from pathlib import Path

NOBODY = Given()
DATE = "2026-11-24"


@pytest.fixture
def bare(release: Path, tmp_path: Path) -> Path:
    """The release without its card, with an adapter's configuration and weights whose header lists a tensor."""
    root = shutil.copytree(release, tmp_path / "heron")
    (root / "README.md").unlink()
    (root / "big.safetensors").unlink()
    header = json.dumps({"w": {"dtype": "BF16", "shape": [1200, 1000], "data_offsets": [0, 0]}}).encode()
    (root / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header)
    config = {"architectures": ["HeronForCausalLM"], "max_position_embeddings": 4096, "transformers_version": "5"}
    (root / "config.json").write_text(json.dumps(config))
    (root / "adapter_config.json").write_text('{"base_model_name_or_path": "bigscience/bloom", "peft_type": "LORA"}')
    return root


def made(root: Path, kind: str = "model", given: Given = NOBODY) -> str:
    """Write a card and return its text."""
    done = create_card(kind, str(root), given, as_of=DATE)
    return (root / done.path).read_text(encoding="utf-8")


def test_what_files_show_is_filled_in_with_its_place(bare: Path) -> None:
    """Weights, numbers, architecture, base and licences, each with the file that shows it."""
    text = made(bare, given=Given("Heron", "Example Org", "heron@example.org"))
    for line in (
        "# Heron\n",
        "- **Made by:** Example Org\n",
        "- **Parameters:** 1,200,000 (about 1.2 million) (seen in header of model.safetensors)\n",
        "- **Number types:** BF16 (seen in header of model.safetensors)\n",
        "- **Architecture:** HeronForCausalLM (seen in config.json)\n",
        "- **Input at most:** 4,096 tokens (seen in config.json)\n",
        "- **Base model:** bigscience/bloom, under LicenseRef-bigscience-bloom-rail-1.0 (seen in adapter",
        "- **Licence of the code:** MIT (seen in license-file LICENSE-CODE)\n",
        "- **Contact:** heron@example.org\n",
        "This list is a summary in our own words, and binds nobody",
        "- Medical advice and results: ",
    ):
        assert line in text


def test_the_front_matter_states_what_is_known_and_asks_for_the_rest(bare: Path) -> None:
    """Known keys are set; the others are comments, which no reader takes for values."""
    card = parse_card("README.md", made(bare).encode(), Knowledge.load())
    assert card.problems == ()
    assert dict(card.fields) == {
        "license": "bigscience-bloom-rail-1.0",
        "base_model": "bigscience/bloom",
        "base_model_relation": "adapter",
    } | {"library_name": "peft"}
    assert "# language: to be completed: " in made_text(bare)


def made_text(root: Path) -> str:
    """Return the card that is there."""
    return (root / "README.md").read_text(encoding="utf-8")


def test_sections_with_open_questions_count_as_empty(bare: Path) -> None:
    """What nobody answered is found by the rule about placeholders, and nothing graver is found."""
    made(bare)
    found = check_release(str(bare), as_of=DATE).findings
    assert "card-placeholder-text" in {one.rule for one in found}
    assert {one.severity.word for one in found} <= {"warning", "info"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_question_names_who_asks_it(kind: str) -> None:
    """Every source of every section and question is one that the template lists; every fact is one that is known."""
    from rail.documents.cards import known

    template = read_template(kind, Knowledge.load())
    for section in template.sections:
        assert set(section.sources) <= set(template.sources)
        assert set(section.facts) <= set(known._FACTS)  # noqa: SLF001 # the table of facts
        for question in section.questions:
            assert question.sources
            assert set(question.sources) <= set(template.sources)
            assert {question.unless, question.only} - {None} <= set(known._FACTS)  # noqa: SLF001 # the same
    assert len({section.id for section in template.sections}) == len(template.sections)


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_that_is_there_is_never_overwritten(bare: Path, kind: str) -> None:
    """Whatever it holds, and in whatever letter case it is named."""
    name = read_template(kind, Knowledge.load()).file
    (bare / name.lower()).write_text("ours\n")
    with pytest.raises(InputError, match="is not overwritten"):
        create_card(kind, str(bare), NOBODY)
    assert (bare / name.lower()).read_text() == "ours\n"


def test_missing_sections_are_appended_and_nothing_else_changes(release: Path, tmp_path: Path) -> None:
    """What the card has under other headings stays alone; a second time nothing is missing; CR LF stays."""
    root = shutil.copytree(release, tmp_path / "heron")
    before = (root / "README.md").read_bytes().replace(b"\n", b"\r\n")
    (root / "README.md").write_bytes(before)
    done = create_card("model", str(root), NOBODY, add_missing=True, as_of=DATE)
    after = (root / "README.md").read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(b"\r\n")
    assert "Bias, risks and limitations" not in done.added
    assert "Out-of-scope use" not in done.added
    assert {"Evaluation", "Licence", "Contact"} <= set(done.added)
    assert create_card("model", str(root), NOBODY, add_missing=True, as_of=DATE).patch == ""


def test_a_dry_run_writes_nothing_and_the_same_facts_give_the_same_card(bare: Path) -> None:
    """The patch holds the card; two runs agree."""
    first, second = (create_card("dataset", str(bare), NOBODY, dry_run=True, as_of=DATE) for _ in range(2))
    assert first == second
    assert "+# Data card: heron" in first.patch
    assert not (bare / "README.md").exists()
    assert first.questions > 20


def test_a_governance_card_asks_for_roles_values_and_dates(bare: Path) -> None:
    """No front matter; licences and forbidden uses from facts; the values of the charter as questions."""
    text = made(bare, "governance")
    assert text.startswith("# Governance: heron\n")
    for word in ("## Licence steward", "- **Licence of the weights:** ", "Multilingualism:", "next review", TO_ANSWER):
        assert word in text


def test_names_of_others_are_no_markup() -> None:
    """Whatever a name holds, it stays on its line and is no heading, link, element or table."""
    assert (
        plain("a\n# b [c](d) <e> `f` *g* _h_ i_j |\x1b") == "a \\# b \\[c\\](d) \\<e\\> \\`f\\` \\*g\\* \\_h\\_ i_j \\|"
    )
    assert len(plain("x" * 1000)) == 300
