"""Stated names resolve to the one licence that they name, to a family, or to nothing; never to a guess."""

from __future__ import annotations

import pytest

from rail.knowledge.resolve import split_expression
from rail.knowledge.store import Knowledge


@pytest.mark.parametrize(
    ("stated", "license_id"),
    [
        ("apache-2.0", "apache-2.0"),
        ("Apache-2.0", "apache-2.0"),
        ("Apache License 2.0", "apache-2.0"),
        ("MIT", "mit"),
        ("creativeml-openrail-m", "creativeml-openrail-m"),
        ("stable-diffusion-2022-08-22", "creativeml-openrail-m"),
        ("LicenseRef-scancode-bigscience-rail-1.0", "bigscience-bloom-rail-1.0"),
        ("bigscience-bloom-rail-1.0", "bigscience-bloom-rail-1.0"),
        ("openrail++", "creativeml-openrailpp-m"),
        ("llama3.1", "llama3.1"),
        ("BSD-3-Clause", "bsd-3-clause"),
        ("bloom", "bigscience-bloom-rail-1.0"),
        ("BLOOM RAIL license", "bigscience-bloom-rail-1.0"),
    ],
)
def test_a_name_of_one_license_resolves_to_it(stated: str, license_id: str) -> None:
    """Hub ids, SPDX ids, LicenseDB keys and common names lead to the same record."""
    assert Knowledge.load().resolve(stated).license == license_id


@pytest.mark.parametrize("stated", ["openrail", "cc", "bsd", "gpl", "lgpl", "gfdl", "Stable Diffusion license"])
def test_a_family_resolves_to_no_text(stated: str) -> None:
    """A family tag names no text, so no licence follows from it."""
    meant = Knowledge.load().resolve(stated)

    assert meant.license is None
    assert meant.family is not None


@pytest.mark.parametrize("stated", ["other", "unknown"])
def test_a_placeholder_resolves_to_nothing(stated: str) -> None:
    """The Hub's placeholders are known as such and name no licence."""
    meant = Knowledge.load().resolve(stated)

    assert (meant.license, meant.family, meant.how) == (None, None, "placeholder")


@pytest.mark.parametrize("stated", ["", "   ", "my-own-license", "openrailish"])
def test_an_unknown_name_resolves_to_nothing(stated: str) -> None:
    """What nobody knows stays unknown."""
    assert Knowledge.load().resolve(stated).how == "nothing"


def test_a_compound_expression_names_its_members() -> None:
    """An SPDX expression is no single licence."""
    meant = Knowledge.load().resolve("MIT OR Apache-2.0")

    assert (meant.license, meant.expression) == (None, ("MIT", "Apache-2.0"))


@pytest.mark.parametrize("broken", ["MIT AND", "AND AND", "(MIT OR"])
def test_a_broken_expression_names_nothing(broken: str) -> None:
    """A half expression is refused without an exception."""
    assert split_expression(broken) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("MIT", "mit"),
        ("Apache-2.0", "apache-2.0"),
        ("apache-2", "apache-2.0"),
        ("appache-2.0", "apache-2.0"),
        ("zzzzzz", None),
        ("1.0", None),
        ("cc-by-nc-2.1", None),
        ("LGPL-2.1-or-later", None),
    ],
)
def test_the_nearest_hub_id_is_what_was_meant(written: str, meant: str | None) -> None:
    """SPDX forms and near misses lead to the Hub's spelling; nonsense leads nowhere."""
    assert Knowledge.load().nearest_hub_id(written) == meant


@pytest.mark.parametrize(
    ("old", "license_id"),
    [("GPL-2.0+", "gpl-2.0-plus"), ("gpl-3.0+", "gpl-3.0-plus"), ("Apache-2.0+", "apache-2.0"), ("nothing+", None)],
)
def test_a_plus_is_a_grant_of_later_versions(old: str, license_id: str | None) -> None:
    """The old SPDX form means what its replacement means; a plus that changes nothing is passed over."""
    assert Knowledge.load().resolve(old).license == license_id
