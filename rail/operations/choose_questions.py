"""The questions of ``rail choose``, and their answers from a file or from what somebody states."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rail.attach.choose.answers_file import answers_of, read_answers, words_of
from rail.errors import InputError
from rail.model.late import dataclass
from rail.operations.bounded import read_within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rail.attach.choose.answers import Answers
    from rail.attach.choose.answers_file import Words
    from rail.knowledge.store import Knowledge

_LARGEST = 1 << 18
_FORMS = {
    "one": "one of them, by number or word",
    "several": "one or more of them, by number or word",
    "upstreams": "NAME or NAME=HOW,LICENCE, several with blanks between; none",
    "uses": "words, with blanks between; ? lists them; none",
    "yes-no": "yes, no",
    "words": "words",
}
_SHORT = {"y": "yes", "n": "no"}


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is asked.

    Attributes:
        id: the key of its answer.
        ask: its words.
        explain: what helps to answer it.
        form: what an answer looks like.
        options: ids of the answers to choose from, with their words.
        is_list: an answer may hold several words.
    """

    id: str
    ask: str
    explain: str
    form: str
    options: tuple[tuple[str, str], ...]
    is_list: bool

    def split(self, text: str) -> object:
        """Return a line that was typed as the answer that it stands for; the number of an option stands for it."""
        if self.form == _FORMS["yes-no"]:
            return _SHORT.get(text.lower(), text)
        if not self.is_list:
            return self._option(text)
        return text.split() if self.id in {"bases", "data"} else list(map(self._option, text.replace(",", " ").split()))

    def _option(self, word: str) -> str:
        number = int(word) if word.isascii() and word.isdigit() and len(word) < len("100") else 0
        return self.options[number - 1][0] if 1 <= number <= len(self.options) else word


def answers_in(path: str) -> Answers:
    """Return the answers of a file.

    Raises:
        InputError: it cannot be read, or holds something that is no answer.
    """
    from rail.knowledge.store import Knowledge

    try:
        text = read_within(path, _LARGEST, "answers file").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"{path}: is not in UTF-8, at byte {error.start}"
        raise InputError(message) from error
    return read_answers(text, path, choosing_words(Knowledge.load()))


def answers_stated(content: Mapping[str, object], places: Mapping[str, str]) -> Answers:
    """Return the answers that a mapping holds (``choose-answers.schema.json``).

    Args:
        content: question -> answer.
        places: question -> where it was answered, for messages.

    Raises:
        InputError: an answer is none.
    """
    from rail.knowledge.store import Knowledge

    return answers_of(content, choosing_words(Knowledge.load()), places)


def questions() -> tuple[Question, ...]:
    """Return the questions in the order of asking."""
    from rail.knowledge.store import Knowledge

    return tuple(
        Question(
            str(row["id"]),
            str(row["ask"]),
            str(row["explain"]),
            _FORMS[str(row["form"])],
            tuple((str(one["id"]), str(one["label"])) for one in cast("list[dict[str, str]]", row.get("options", []))),
            row["form"] in {"several", "upstreams", "uses"},
        )
        for row in question_rows(Knowledge.load(), "questions")
    )


def choosing_words(knowledge: Knowledge) -> Words:
    """Return the words that answers are made of."""
    return words_of(question_rows(knowledge, "questions"), knowledge.vocabulary())


def question_rows(knowledge: Knowledge, name: str) -> list[dict[str, object]]:
    """Return one list of ``policy/questions/choose.yaml``."""
    return cast("list[dict[str, object]]", knowledge.questions("choose")[name])
