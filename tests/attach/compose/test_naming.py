"""What a composed licence may be called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attach.compositions import plain_answers_of
from rail.attach.compose.answers import read_answers
from rail.attach.compose.naming import check_name, license_ref, record_id
from rail.errors import InputError
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from rail.attach.compose.library import Library


def check(library: Library, **changed: str) -> None:
    """Check the names of answers."""
    check_name(read_answers(plain_answers_of(**changed), library, "answers"), Knowledge.load())


@pytest.mark.parametrize(
    "name",
    [
        "Harbour OpenRAIL-M",
        "Harbour Open RAIL License",
        "HarbourRAIL",
        "harbour rail m",
        "Harbour RAILs",
        "ＲＡＩＬ Harbour",  # noqa: RUF001 # full-width letters are read as what they look like
        "Responsible AI License of the Harbour",
        "BigScience Harbour License",
        "Harbour BigCode",
        "Creative Commons Harbour",
        "CC BY Harbour",
        "Llama Harbour License",
        "Stable Diffusion Harbour",
        "Gemma Terms of Use",
        "Apache License",
        "MIT",
        "Harbour GPL",
        "Mozilla Foundation Data License",
    ],
)
def test_a_name_of_somebody_else_is_refused(name: str, library: Library) -> None:
    """Families, stewards and vendors keep their names."""
    with pytest.raises(InputError, match=r"^--name: "):
        check(library, name=name)


@pytest.mark.parametrize("name", ["Harbour Model License", "Guardrail Terms", "Trail License", "Railway Terms"])
def test_a_name_of_ones_own_is_taken(name: str, library: Library) -> None:
    """A word that only looks alike is no mark."""
    check(library, name=name)


def test_a_licensor_with_such_a_name_needs_a_short_one(library: Library) -> None:
    """The identifier never carries the mark; the licensor may be called what it is called."""
    with pytest.raises(InputError, match="--licensor: 'Coast Rail'"):
        check(library, licensor="Coast Rail")
    check(library, licensor="Coast Rail", licensor_id="CR")


def test_ids_hold_what_an_spdx_identifier_may_hold(library: Library) -> None:
    """``LicenseRef-<licensor>-<name>-<version>``, and the record's id is what stands behind the prefix."""
    answers = read_answers(plain_answers_of(licensor="Søndre & <b>Fjord</b>", name="Modèle: Terms"), library, "answers")
    assert license_ref(answers) == "LicenseRef-sondre-b-fjord-b-modele-terms-1.0"
    assert license_ref(answers) == f"LicenseRef-{record_id(answers)}"


def test_a_licensor_without_latin_letters_is_asked_for_a_short_name(library: Library) -> None:
    """An identifier cannot be guessed."""
    answers = read_answers(plain_answers_of(licensor="言語研究所"), library, "answers")
    with pytest.raises(InputError, match="no Latin letter or digit") as caught:
        record_id(answers)
    assert "--licensor-id" in str(caught.value.hint)


@pytest.mark.parametrize("value", ["Harbour\u202e Society", "Harbour\x00", "Har\u200bbour", "x" * 400])
def test_what_nobody_sees_is_refused(value: str, library: Library) -> None:
    """Characters that turn or hide others are in no licence."""
    with pytest.raises(InputError, match="licensor"):
        read_answers(plain_answers_of(licensor=value), library, "answers")
