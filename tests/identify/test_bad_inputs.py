"""Inputs that must not pass for a licence: interleaved texts, megabytes, translations, other scripts, no text."""

from __future__ import annotations

import random
import re
import time
from itertools import zip_longest

import pytest

from identify.texts import found, text
from rail.identify.identify import identify
from rail.model.identification import TextStatus

SECONDS = 60  # of processor time: a guard against running away, no measure
MEGABYTES = 5_000_000
# Our own words, in Spanish and Chinese: what somebody may write who wants a licence to be read at home.
SPANISH = """Licencia de prueba para modelos

Quien reciba el modelo puede usarlo, copiarlo y compartirlo sin pagar nada, siempre que conserve este aviso.
El modelo se entrega tal como está; sus autores no responden de los daños que su uso pueda causar.
"""
CHINESE = """模型测试许可

收到本模型的任何人都可以免费使用、复制和分享本模型,但须保留本说明。
本模型按现状提供,作者对使用本模型造成的损失概不负责。
"""


def statuses(content: str) -> set[TextStatus]:
    """Return the statuses of all that a file of this content holds."""
    return {item.status for item in found(content)}


def noise(letters: int, *, word: int) -> str:
    """Return lines of words of our own, no two files alike in their order."""
    chance = random.Random(letters)  # noqa: S311 # repeatable, nothing secret
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(alphabet, k=word)) for _ in range(500)]
    line = 80 // (word + 1)
    return "\n".join(" ".join(chance.choices(words, k=line)) for _ in range(letters // 80))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("mit", "bsd-new"),
        ("apache-2.0", "mpl-2.0"),
        ("bigscience-bloom-rail-1.0", "bigscience-openrail-m"),
        ("cc-by-4.0", "cc-by-nc-4.0"),
        ("gpl-3.0", "agpl-3.0"),
    ],
)
def test_two_texts_line_by_line(one: str, two: str) -> None:
    """Interleaved, neither text is there: no line stands in its place."""
    pairs = zip_longest(text(one).splitlines(), text(two).splitlines(), fillvalue="")
    assert TextStatus.CANONICAL not in statuses("\n".join(line for pair in pairs for line in pair))


@pytest.mark.slow
@pytest.mark.parametrize("word", [5, 70], ids=["words", "long words"])
def test_a_text_amid_megabytes(word: int) -> None:
    """Five megabytes that hold a licence somewhere are soon read, and are not that licence."""
    around = noise(MEGABYTES // 2, word=word)
    start = time.process_time()
    results = found(f"{around}\n\n{text('mit')}\n\n{around}")
    assert time.process_time() - start < SECONDS
    assert TextStatus.CANONICAL not in {item.status for item in results}


@pytest.mark.slow
def test_a_text_repeated_for_a_megabyte() -> None:
    """A licence a hundred times over is answered; the time grows with the length and no faster."""
    content = text("apache-2.0")
    start = time.process_time()
    assert found(content * (MEGABYTES // 5 // len(content)))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("key", "license_id", "language", "original"),
    [
        ("etalab-2.0-en", "etalab-2.0-en", "en", "etalab-2.0"),
        ("ogl-canada-2.0-fr", "ogl-canada-2.0-fr", "fr", "ogl-canada-2.0"),
        ("cecill-2.1-fr", "cecill-2.1-fr", "fr", None),
        ("mulanpsl-2.0", "mulanpsl-2.0", "zh-Hans", None),
        ("mit", "mit", "en", None),
    ],
)
def test_a_known_translation(key: str, license_id: str, language: str, original: str | None) -> None:
    """A text that is known to translate another says which, and every text knows its language."""
    assert [(item.license, item.language, item.translation_of) for item in found(text(key))] == [
        (license_id, language, original)
    ]


def test_an_edited_translation() -> None:
    """An edit in a translation leaves it a translation."""
    (result,) = found(text("ogl-canada-2.0-fr").replace("Sa Majesté", "la Couronne").replace("droit", "devoir"))
    assert (result.status, result.language) == (TextStatus.MODIFIED, "fr")


@pytest.mark.parametrize("content", [SPANISH, CHINESE, SPANISH + CHINESE], ids=["es", "zh", "both"])
def test_an_unknown_text_in_another_language(content: str) -> None:
    """What no record knows is no licence that a record knows."""
    assert statuses(content) <= {TextStatus.UNKNOWN, TextStatus.NONE}


def test_a_known_text_in_another_script() -> None:
    """Letters of another script that look alike are other letters."""
    lookalikes = str.maketrans("aeocp", "\u0430\u0435\u043e\u0441\u0440")
    assert TextStatus.CANONICAL not in statuses(text("apache-2.0").translate(lookalikes))


@pytest.mark.parametrize("chinese", [True, False], ids=["Chinese", "English"])
def test_half_of_a_text_in_two_languages(chinese: bool) -> None:  # noqa: FBT001 # a parameter of the test
    """Half of a text is never the text; the half is recognised, in whatever script."""
    lines = text("mulanpsl-2.0").splitlines()
    ideographs = [bool(re.search("[\u3400-\u9fff]", line)) for line in lines]
    assert any(ideographs)
    half = "\n".join(line for line, han in zip(lines, ideographs, strict=True) if han is chinese)
    assert TextStatus.CANONICAL not in statuses(half)


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"\0" * 5000, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, b"\xef\xbb\xbf"],
    ids=["empty", "empty lines", "zeros", "image", "mark alone"],
)
def test_no_text_at_all(data: bytes) -> None:
    """What holds no words holds no licence."""
    assert [item.status for item in identify(data)] == [TextStatus.NONE]
