"""Answers to a whole licence: canonical text, record and renderings, all from one numbered text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rail.attach.compose.assemble import assemble
from rail.attach.compose.naming import license_ref, record_id
from rail.attach.compose.record import compose_record, record_yaml
from rail.attach.compose.rendered import Notice
from rail.attach.compose.text import render_text
from rail.model.late import dataclass

if TYPE_CHECKING:
    from rail.attach.compose.answers import Answers
    from rail.attach.compose.library import Library
    from rail.model.numbered import NumberedText

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Composed:
    """A licence, composed.

    Attributes:
        id: of its record, which is its folder's name.
        license_ref: its SPDX identifier.
        text: the canonical text; these bytes are the licence.
        record: the content of ``license.yaml``.
        numbered: what text and renderings are made from.
        notice: what renderings say of themselves.
    """

    id: str
    license_ref: str
    text: str
    record: Plain
    numbered: NumberedText
    notice: Notice

    @property
    def yaml(self) -> str:
        """The record as it is written."""
        return record_yaml(self.record)

    def markdown(self) -> str:
        """Return the rendering as Markdown."""
        from rail.attach.compose.markdown import render_markdown

        return render_markdown(self.numbered, self.notice)

    def html(self) -> str:
        """Return the rendering as HTML."""
        from rail.attach.compose.html import render_html

        return render_html(self.numbered, self.notice)


def compose(answers: Answers, library: Library, questions: list[str], day: str) -> Composed:
    """Return the licence that these answers give.

    Args:
        answers: what the licensor said.
        library: the clause library.
        questions: the questions that every record answers.
        day: ISO date of the composition; it stands in the record and nowhere in the text.

    Raises:
        InputError: the answers give no identifier.
    """
    composition = assemble(answers, library)
    plain = render_text(composition.text)
    reference = license_ref(answers)
    record = compose_record(composition, plain, library, questions, day)
    return Composed(
        record_id(answers), reference, plain.text, record, composition.text, Notice.of(plain.text, reference)
    )
