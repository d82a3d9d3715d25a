"""What the places of the library's texts are filled with; what is filled in is never looked at again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.attach.compose.answers import Answers
    from rail.attach.compose.library import Library

_PLACE = re.compile(r"\{([^{}]+)\}")


class Filling:
    """The answers as words for the places of a text; remembers which defined terms were used."""

    def __init__(self, answers: Answers, values: dict[str, str], terms: list[str]) -> None:
        """Take the words for each place, and the terms that are used in any case."""
        self.answers = answers
        self.values = values
        self.terms: dict[str, None] = dict.fromkeys(terms)
        self.has_outputs = bool({"model", "application"} & set(answers.artifacts))

    @classmethod
    def of(cls, answers: Answers, library: Library, sections: dict[str, int]) -> Filling:
        """Return the words for the places that the library knows.

        Args:
            answers: what the licensor said.
            library: names of artefacts.
            sections: id -> number of the sections of this text.
        """
        rows = [row for row in library.plain["artifacts"] if row["id"] in answers.artifacts]
        terms = [row["term"] for row in rows]
        values = {
            "licensor": answers.licensor,
            "version": answers.version,
            "contact": answers.contact,
            "phrase": answers.options.phrase,
            "governing_law": answers.options.governing_law,
            "cure_days": str(answers.options.cure_days),
            "artifacts": ", ".join(row["label"] for row in rows),
            "material": _listed([f"the {term}" for term in terms]),
        }
        values |= {f"section-{name}": str(number) for name, number in sections.items()}
        return cls(answers, values, terms)

    def fill(self, text: str) -> str:
        """Return a text with its places filled; a place in capitals is a defined term, and stays as a word."""

        def filled(match: re.Match[str]) -> str:
            name = match[1]
            if name in self.values:
                return self.values[name]
            self.terms[name] = None
            return name

        return _PLACE.sub(filled, text)


def _listed(names: list[str]) -> str:
    """Return names as a list in a sentence: ``a, b and c``."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
