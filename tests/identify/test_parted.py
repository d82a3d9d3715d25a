"""Words that a line end, or a copy, parted or joined are the same words, whatever a text is known by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rail.identify.identify import identify
from rail.knowledge.textpack import TextPack
from rail.model.identification import TextStatus

if TYPE_CHECKING:
    from identify.conftest import Widget


@pytest.mark.parametrize(
    ("old", "new"),
    [("royalty-free", "royalty- free"), ("royalty-free", "royalty free"), ("informed consent", "informedconsent")],
)
def test_a_parted_word(widget: Widget, old: str, new: str) -> None:
    """Blanks inside of words change nothing."""
    assert widget.identify(widget.text.replace(old, new)).status is TextStatus.CANONICAL


@pytest.mark.parametrize(("old", "new"), [("royalty-free", "royalty free or not"), ("informed consent", "informed")])
def test_other_words(widget: Widget, old: str, new: str) -> None:
    """A word more or less is a change."""
    assert widget.identify(widget.text.replace(old, new)).status is TextStatus.MODIFIED


def test_a_link_that_is_cut_at_its_hyphen() -> None:
    """The target of a link carries no words, on however many lines it stands."""
    text = TextPack.load().text("polyform-noncommercial-1.0.0")
    assert text is not None
    cut = text.replace("(#distribution-license)", "(#distribution-\nlicense)")
    assert cut != text
    assert [item.status for item in identify(cut.encode())] == [TextStatus.CANONICAL]
