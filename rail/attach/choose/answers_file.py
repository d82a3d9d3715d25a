"""Answers from a file (``choose-answers.schema.json``): every key and word is checked, nothing is interpreted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.attach.choose.answers import HOWS, Answers, StatedUpstream
from rail.cards.plain import to_plain
from rail.cards.yaml import read_yaml
from rail.errors import InputError
from rail.model.card import Map
from rail.model.facts import RelationKind
from rail.model.late import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rail.model.vocabulary import Vocabulary

KEYS = (
    "artifacts",
    "bases",
    "data",
    "audience",
    "commercial",
    "sharing",
    "harms",
    "eu",
    "licensor",
    "contact",
    "consider",
)
NONE = "none"
MOST_UPSTREAMS = 300
_LONGEST = 500
_LISTED = 12
_YES, _NO = (True, "yes", "true"), (False, "no", "false")


@dataclass(frozen=True, slots=True)
class Words:
    """The words that answers are made of.

    Attributes:
        options: question -> ids of its answers.
        uses: ids and labels of uses, by either in lower case.
    """

    options: Mapping[str, tuple[str, ...]]
    uses: Mapping[str, str]


def words_of(questions: Sequence[Mapping[str, object]], vocabulary: Vocabulary) -> Words:
    """Return the words that the questions and the vocabulary of uses know."""
    options = {
        str(row["id"]): tuple(str(option["id"]) for option in listed)
        for row in questions
        if isinstance(listed := row.get("options"), (list, tuple))
    }
    entries = vocabulary.kinds["uses"].values()
    return Words(options, {name.lower(): entry.id for entry in entries for name in (entry.label, entry.id)})


def read_answers(text: str, where: str, words: Words) -> Answers:
    """Return the answers of a YAML or JSON text.

    Raises:
        InputError: it is neither, or a key or word is unknown; the line and the nearest words are named.
    """
    node, problems = read_yaml(text)
    if problems:
        message = f"{where}:{problems[0].line}: {problems[0].message}"
        raise InputError(message)
    if not isinstance(node, Map):
        message = f"{where}: a mapping was expected, with some of {', '.join(KEYS)}"
        raise InputError(message, "rail schema choose-answers")
    lines = {entry.key: entry.line for entry in node.entries}
    content = to_plain(node, where, typed=True)
    assert isinstance(content, dict)  # noqa: S101 # a Map becomes one
    for key in content:
        if key not in KEYS:
            msg = f"{where}:{lines[key]}"
            raise _unknown(msg, "key", key, KEYS)
    return answers_of(content, words, {key: f"{where}:{line}: {key}" for key, line in lines.items()})


def answers_of(content: Mapping[str, object], words: Words, places: Mapping[str, str]) -> Answers:
    """Return the answers that a mapping holds.

    Args:
        content: question -> answer; ``None`` is no answer.
        words: the words of the answers.
        places: question -> where it was answered, for messages.

    Raises:
        InputError: an answer is none.
    """
    at = {key: places.get(key, key) for key in KEYS}
    harms = content.get("harms")
    return Answers(
        artifacts=tuple(
            _option("artifacts", item, words, at["artifacts"])
            for item in _listed(content.get("artifacts"), at["artifacts"])
        ),
        bases=_upstreams(content.get("bases"), at["bases"], RelationKind.DERIVED),
        data=_upstreams(content.get("data"), at["data"], RelationKind.TRAINED_ON),
        audience=_one("audience", content, words, at),
        commercial=_yes_no(content.get("commercial"), at["commercial"]),
        sharing=_one("sharing", content, words, at),
        harms=None
        if harms is None
        else tuple(dict.fromkeys(use_of(item, words, at["harms"]) for item in _or_none(harms, at["harms"]))),
        eu=_yes_no(content.get("eu"), at["eu"]),
        licensor=_text(content.get("licensor"), at["licensor"]),
        contact=_text(content.get("contact"), at["contact"]),
        consider=tuple(_text(item, at["consider"]) for item in _listed(content.get("consider"), at["consider"])),
    )


def use_of(stated: object, words: Words, where: str) -> str:
    """Return the id of a use, stated by id or label.

    Raises:
        InputError: there is no such use.
    """
    word = _text(stated, where)
    if word.lower() in words.uses:
        return words.uses[word.lower()]
    raise _unknown(where, "use", word, words.uses, "rail choose --uses lists them")


def upstream_of(stated: object, where: str, how: RelationKind) -> StatedUpstream:
    """Return one base or data set: ``NAME``, ``NAME=HOW,LICENCE``, or a mapping with ``name``, ``how``, ``license``.

    Raises:
        InputError: it is neither.
    """
    if isinstance(stated, str):
        return _of_words(_text(stated, where, empty=False), where, how)
    if not isinstance(stated, dict) or "name" not in stated:
        message = f"{where}: expected a name, or a mapping with name, how and license"
        raise InputError(message, "rail schema choose-answers")
    allowed = ("name", "license") if how is RelationKind.TRAINED_ON else ("name", "how", "license")
    for key in stated:
        if key not in allowed:
            raise _unknown(where, "key", str(key), allowed)
    if stated.get("how") is not None:
        how = how_of(stated["how"], where)
    return StatedUpstream(_text(stated["name"], where, empty=False), how, _text(stated.get("license"), where))


def _of_words(text: str, where: str, how: RelationKind) -> StatedUpstream:
    """Return the base that ``NAME``, or ``NAME=`` with a way of building, a licence, or both, stands for."""
    name, _, rest = text.partition("=")
    license_ = ""
    for word in filter(None, (part.strip() for part in rest.split(","))):
        known = next((kind for kind in HOWS if kind.value == word.lower()), None)
        if known is not None and how is not RelationKind.TRAINED_ON:
            how = known
        elif license_:
            message = f"{where}: {text[:80]!r}: two licences, {license_!r} and {word[:80]!r}; name the base twice"
            raise InputError(message)
        else:
            license_ = word
    return StatedUpstream(_text(name, where, empty=False), how, license_)


def how_of(stated: object, where: str) -> RelationKind:
    """Return how a work stands to its base.

    Raises:
        InputError: it is no such word.
    """
    known = {kind.value: kind for kind in HOWS}
    word = str(stated).strip().lower()
    if word not in known:
        raise _unknown(where, "how", str(stated), known)
    return known[word]


def _upstreams(stated: object, where: str, how: RelationKind) -> tuple[StatedUpstream, ...] | None:
    if stated is None:
        return None
    items = _or_none(stated, where)
    if len(items) > MOST_UPSTREAMS:
        message = f"{where}: {len(items):,} upstreams; at most {MOST_UPSTREAMS} are taken"
        raise InputError(message)
    found = [upstream_of(item, f"{where}[{number}]", how) for number, item in enumerate(items)]
    return tuple(dict.fromkeys(found))


def _or_none(stated: object, where: str) -> list[object]:
    """Return the items of a list; none for ``none``, which is an answer."""
    if stated in (NONE, [NONE]):
        return []
    items = _listed(stated, where)
    if not items:
        message = f"{where}: an empty list says nothing; write `none` where there is none"
        raise InputError(message)
    if NONE in items:
        message = f"{where}: `none` beside others: which of the two?"
        raise InputError(message)
    return items


def _listed(stated: object, where: str) -> list[object]:
    if stated is None:
        return []
    if isinstance(stated, (str, dict)):
        return [stated]
    if isinstance(stated, list):
        return stated
    message = f"{where}: expected a list"
    raise InputError(message)


def _one(question: str, content: Mapping[str, object], words: Words, at: Mapping[str, str]) -> str:
    stated = content.get(question)
    return "" if stated is None else _option(question, stated, words, at[question])


def _option(question: str, stated: object, words: Words, where: str) -> str:
    word = _text(stated, where).lower()
    if word in words.options[question]:
        return word
    raise _unknown(where, "answer", str(stated), words.options[question])


def _yes_no(stated: object, where: str) -> bool | None:
    if stated is None:
        return None
    word = stated if isinstance(stated, bool) else str(stated).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    message = f"{where}: {str(stated)[:80]!r}: expected yes or no"
    raise InputError(message)


def _text(stated: object, where: str, *, empty: bool = True) -> str:
    if stated is None and empty:
        return ""
    if isinstance(stated, bool) or not isinstance(stated, (str, int)):
        message = f"{where}: expected words"
        raise InputError(message)
    text = " ".join(str(stated).split())
    if len(text) > _LONGEST or (not text and not empty):
        message = f"{where}: {len(text):,} characters; 1 to {_LONGEST} were expected"
        raise InputError(message)
    return text


def _unknown(where: str, what: str, word: str, known: Iterable[str], hint: str | None = None) -> InputError:
    from difflib import get_close_matches

    names = list(known)
    short = word[:80]
    near = get_close_matches(short.lower(), names, n=3, cutoff=0.6)
    listed = f"; nearest: {', '.join(near)}" if near else ""
    if not near and len(names) <= _LISTED:
        listed = f"; expected one of {', '.join(names)}"
    return InputError(f"{where}: unknown {what} {short!r}{listed}", hint)
