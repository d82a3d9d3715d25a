"""A card held against a profile: sections are found in other words, and a placeholder is no answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.cards.card import parse_card
from rail.checks.card_lint import LintItem, items_of_standard, lint_card
from rail.checks.card_sections import CardSections
from rail.edits.plan import TO_ANSWER
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.operations.cards.lint import card_lint, lint_profiles

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
TITLE = "# Heron, a model with limitations\n\n"


def limits(text: str) -> tuple[str, int] | None:
    """Return the state and line of what a card says about limits."""
    card = parse_card("README.md", f"{TITLE}{text}".encode(), KNOWLEDGE)
    seen = CardSections(card, KNOWLEDGE).find(("limitation", "=bias"))
    return None if seen is None else (seen.state, seen.line)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("## Limitations\n\nIt fails at night.\n", ("answered", 3)),
        ("#### Known limitation of Heron ⚠️\n\nNight.\n", ("answered", 3)),
        ("Limitations\n---\nNight.\n", ("answered", 3)),
        ("<h2>Limitations</h2>\n\nNight.\n", ("answered", 3)),
        ("# Limitations\n\nNight.\n", ("answered", 3)),
        ("**Limitations:** it fails at night.\n", ("answered", 3)),
        ("## 3. Bias\n\nNight.\n", ("answered", 3)),
        ("## Limitations\n\n### At night\n\nIt fails.\n", ("answered", 3)),
        ("## Limitations\n\n```\nnight()\n```\n", ("answered", 3)),
        ("## Limitations\n\n[More Information Needed]\n", ("placeholder", 5)),
        ("## Limitations\n\n<!-- say it -->\n", ("empty", 3)),
        ("## Limitations\n\n### At night\n\nTODO\n", ("placeholder", 7)),
        ("## Limitations\n", ("empty", 3)),
        ("- **Limitations:** [More Information Needed]\n", ("placeholder", 3)),
        (f"## Limitations\n\n- seen in x\n\n{TO_ANSWER}\n\n- Where?\n", ("placeholder", 7)),
        ("## Limitations\n\n[Optional]\n\n## Limitations again\n\nNight.\n", ("answered", 7)),
        ("## Bias of the voltage\n\nNone.\n", None),
        ("It has limitations.\n", None),
        ("```\n## Limitations\n```\n", None),
    ],
)
def test_a_section_is_found_by_what_its_heading_says(text: str, seen: tuple[str, int] | None) -> None:
    """In any level and wording; what a template left behind is no answer; the card's title is no section."""
    assert limits(text) == seen


def test_each_item_has_one_of_four_statuses() -> None:
    """Present in front matter or text, a placeholder, absent, or not to be told from what was read."""
    text = "---\nlicense: mit\nlanguage:\n---\n# T\n\n## Uses\n\nTales.\n\n## Contact\n\nTBD\n"
    card = parse_card("README.md", text.encode(), KNOWLEDGE)
    rows = [
        LintItem("license", "key", "", "", (), keys=("license",)),
        LintItem("language", "key", "", "", (), keys=("language",)),
        LintItem("uses", "section", "", "", (), headings=("=use",)),
        LintItem("contact", "section", "", "", (), headings=("contact",)),
        LintItem("bias", "section", "", "", (), headings=("bias",)),
        LintItem("weights", "item", "", "", (), facts=("weights",)),
        LintItem("asked", "item", "", "", (), told_by="person"),
    ]
    found = [(one.status, one.place.line if one.place else None) for one in lint_card(card, rows, None, KNOWLEDGE)]
    wanted = [("present", 2), ("absent", None), ("present", 7), ("placeholder", 13), ("absent", None)]
    assert found == [*wanted, ("cannot-tell", None), ("cannot-tell", None)]
    cut = lint_card(card, rows[4:5], None, KNOWLEDGE, ["only a part was read"])
    assert [(one.status, one.reason) for one in cut] == [("cannot-tell", "only a part was read")]


def test_the_lists_of_the_eu_ask_a_question_for_each_item() -> None:
    """No item is left with nothing but its title."""
    for name in ("eu-model-documentation", "eu-copyright-and-summary"):
        standard = KNOWLEDGE.standard(name)
        assert standard is not None
        assert all(item.questions[0].endswith("?") for item in items_of_standard(standard, None))
        assert all("What is to be said" not in item.questions[0] for item in items_of_standard(standard, None))


@pytest.mark.parametrize("profile", [name for name, _ in lint_profiles()])
def test_a_new_card_has_every_section_and_nothing_answered(tmp_path: Path, profile: str) -> None:
    """What `rail card new` writes is found by the linter of the same template, as open questions."""
    from rail.documents.cards.known import Given
    from rail.operations.cards.create import create_card

    kind = {"hf": "dataset", "mitchell": "model", "governance": "governance", "eu-gpai": "model"}.get(
        profile, "dataset"
    )
    create_card(kind, str(tmp_path), Given(), as_of="2026-11-24")
    linted = card_lint(str(tmp_path), profile, as_of="2026-11-24")
    sections = [one for one in linted.items if one.item.kind == "section"]
    assert {one.status for one in sections} <= {"placeholder"}
    assert len(sections) > 0 or profile == "eu-gpai"


def test_a_profile_that_is_none_is_told(tmp_path: Path) -> None:
    """The message lists them."""
    (tmp_path / "README.md").write_text("# T\n")
    with pytest.raises(InputError, match="hf, mitchell, datasheet"):
        card_lint(str(tmp_path), "what")
