"""Whole files: several licences, a licence in a README, pointers, tags, titles, and what is none."""

from __future__ import annotations

import pytest

from identify.texts import found, text
from rail.model.identification import TextStatus

README = """# Widget

A tool that paints widgets.

## Install

Run the installer, then `widget paint`. It reads a file and writes a file.

{}
"""


def test_two_licences_in_one_file() -> None:
    """Each has an entry with its own span, in the order of the file."""
    results = found(f"{text('mit')}\n-----\n\n{text('bsd-new')}")
    first = len(text("mit").splitlines())
    assert [(item.status, item.license) for item in results] == [
        (TextStatus.CANONICAL, "mit"),
        (TextStatus.CANONICAL, "bsd-3-clause"),
    ]
    assert results[0].span[1] <= first < results[1].span[0]


def test_a_licence_in_a_readme() -> None:
    """A document that holds a licence holds it, on the lines where it stands."""
    results = found(README.format(text("mit")))
    assert [(item.status, item.license, item.span[0]) for item in results] == [(TextStatus.CANONICAL, "mit", 9)]


def test_mit_with_a_commercial_limit() -> None:
    """The best-known trap: a licence followed by one sentence that takes it back."""
    results = found(f"MIT License\n\n{text('mit')}\nThe software is for non-commercial use only.\n")
    assert [(item.status, item.license) for item in results] == [(TextStatus.MODIFIED, "mit")]


@pytest.mark.parametrize(
    ("content", "license_id"),
    [
        ("This project is licensed under the Apache License, Version 2.0.", "apache-2.0"),
        ("Released under the MIT License", "mit"),
        ("See https://www.apache.org/licenses/LICENSE-2.0 for the terms.", "apache-2.0"),
        ("License: CC-BY-4.0", "cc-by-4.0"),
    ],
)
def test_a_pointer(content: str, license_id: str) -> None:
    """A line that points at a licence names it, without its text."""
    assert [(item.via, item.status, item.license) for item in found(content)] == [
        ("pointer", TextStatus.FAMILY, license_id)
    ]


def test_tags() -> None:
    """SPDX-License-Identifier tags are read wherever they stand, each licence of an expression once."""
    content = "#!/bin/sh\n# SPDX-License-Identifier: MIT OR Apache-2.0\necho hello\n"
    assert [(item.via, item.license, item.span) for item in found(content)] == [
        ("tag", "mit", (2, 2)),
        ("tag", "apache-2.0", (2, 2)),
    ]


@pytest.mark.parametrize("title", ["OpenRAIL license", "# OpenRAIL-M\n"])
def test_a_family_title(title: str) -> None:
    """The title of a family names the family, and none of its texts."""
    assert [(item.via, item.status, item.license) for item in found(title)] == [
        ("title", TextStatus.FAMILY, "openrail")
    ]


def test_a_title_alone_names_no_text() -> None:
    """The title of one licence is a candidate, not a finding."""
    assert [(item.via, item.status, item.license) for item in found("Apache License 2.0")] == [
        ("title", TextStatus.UNKNOWN, None)
    ]


@pytest.mark.parametrize("content", ["", "\n\n  \n", README.format(""), "x = 1\nprint(x)\n"])
def test_no_licence(content: str) -> None:
    """An empty file, a README, a program: none."""
    assert [item.status for item in found(content)] == [TextStatus.NONE]


def test_an_unknown_licence() -> None:
    """A legal text that nobody knows is unknown, not none and not its nearest neighbour."""
    content = """Grue License. The licensor hereby grants every licensee a license to polish lanterns. The warranty is
    limited to lanterns; no liability arises from darkness. Redistribution of polish is permitted under this agreement,
    and any termination leaves the lantern lit."""
    assert [(item.status, item.license) for item in found(content)] == [(TextStatus.UNKNOWN, None)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("bigscience-bloom-rail-1.0", "bigscience-openrail-m"),
        ("bsd-new", "bsd-simplified"),
        ("cc-by-nc-4.0", "cc-by-nc-sa-4.0"),
        ("gpl-3.0", "agpl-3.0"),
    ],
)
def test_near_twins(one: str, two: str) -> None:
    """Texts that share almost every word are told apart, and so are their edited copies."""
    records = {"bsd-new": "bsd-3-clause", "bsd-simplified": "bsd-2-clause"}
    for key in (one, two):
        license_id = records.get(key, key)
        assert [item.license for item in found(text(key))] == [license_id]
        content = text(key).replace("provided", "weasel")
        assert [(item.status, item.license) for item in found(content)] == [(TextStatus.MODIFIED, license_id)]


def test_another_edition_is_unknown() -> None:
    """A text whose title has another version and whose words differ is a sibling that is not known."""
    content = text("mpl-2.0").replace("version 2.0", "version 2.5", 1).replace("Version 2.0", "Version 2.5", 1)
    results = found(content.replace("Contributor", "Giver"))
    assert [(item.status, item.license) for item in results] == [(TextStatus.UNKNOWN, None)]
    assert results[0].candidates == ("mpl-2.0",)
