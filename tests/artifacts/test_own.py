"""``.rail`` of a release: licence records of its own and curations, claims that fill gaps and override nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from encode.harbour import TEXT, harbour_record
from rail.artifacts.collect import collect_facts, collect_release
from rail.errors import InputError
from rail.knowledge.store import Knowledge
from rail.model.facts import ClaimSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Write = Callable[[Mapping[str, str | bytes]], Path]

DAY = "2026-11-24"
CARD = "---\nlicense: other\n---\n# A model\n"
RECORD = ".rail/licenses/harbour-1.0/license.yaml"
UNKNOWN = (
    "Terms of the Quay.\nEverybody may carry goods across the quay who pays the toll at the gate and greets.\n" * 3
)


def own_files(record: dict[str, Any] | None = None, text: str = TEXT) -> dict[str, str]:
    """Return the two files of a record of one's own."""
    return {RECORD: json.dumps(record or harbour_record()), ".rail/licenses/harbour-1.0/text.txt": text}


def curation(**changed: str) -> str:
    """Return a file with one curation."""
    stated = {
        "fact": "license",
        "path": "LICENSE",
        "value": "mit",
        "who": "R. Reader",
        "on": "2026-11-01",
        "evidence": "letter of the author",
        "expires": "2027-11-01",
    }
    stated.update(changed)
    lines = [f"{key}: {json.dumps(value)}" for key, value in stated.items() if value]
    return "curations:\n  - " + "\n    ".join(lines) + "\n"


def test_a_text_of_ones_own_is_known(write: Write) -> None:
    """Its record's terms hold for the weights, and the facts say where the record stands."""
    root = write({"README.md": CARD, "LICENSE": TEXT, "model.safetensors": b"", **own_files()})
    facts, knowledge = collect_release(str(root), Knowledge.load())
    (file,) = facts.license_files
    assert [(found.license, found.status.value) for found in file.identifications] == [("harbour-1.0", "canonical")]
    assert facts.own_records == (RECORD,)
    license_ = knowledge.license("harbour-1.0")
    assert license_ is not None
    assert (license_.origin, license_.own_text) == (RECORD, TEXT)
    assert license_.terms is not None
    assert "medical-advice" in license_.terms.restricted_uses()


def test_a_changed_text_of_ones_own_is_modified(write: Write) -> None:
    """The clause that was changed is named."""
    root = write({"LICENSE": TEXT.replace("medical advice", "legal advice"), **own_files()})
    (file,) = collect_facts(str(root)).license_files
    assert [(found.license, found.status.value) for found in file.identifications] == [("harbour-1.0", "modified")]


def test_what_lies_in_rail_is_no_part_of_the_release(write: Write) -> None:
    """Neither the record nor its text count as files, licence files or cards of the release."""
    facts = collect_facts(str(write({"LICENSE": TEXT, **own_files()})))
    assert facts.files == 1
    assert [file.location.path for file in facts.license_files] == ["LICENSE"]


def test_known_texts_stay_what_they_are(write: Write, text: Callable[[str], str]) -> None:
    """A record of one's own takes no known text over."""
    (file,) = collect_facts(str(write({"LICENSE": text("mit"), **own_files()}))).license_files
    assert [found.license for found in file.identifications] == ["mit"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "mit"}, "is not the folder's name"),
        ({"kind": "song"}, "song"),
        ({"review_by": None}, "review_by"),
    ],
)
def test_a_record_that_breaks_its_shape_is_refused(write: Write, change: dict[str, Any], words: str) -> None:
    """The message has the place, what was wrong and what to run."""
    root = write({"LICENSE": TEXT, **own_files({**harbour_record(), **change})})
    with pytest.raises(InputError) as caught:
        collect_facts(str(root))
    assert RECORD in str(caught.value)
    assert words in str(caught.value)


def test_a_record_that_contradicts_its_text_is_refused(write: Write) -> None:
    """Its hashes are looked up."""
    root = write({"LICENSE": TEXT, **own_files(text=TEXT.replace("pilot", "compass"))})
    with pytest.raises(InputError, match=r"clause a: its hash is not that of"):
        collect_facts(str(root))


def test_a_record_without_text_is_refused(write: Write) -> None:
    """Places without a text say nothing."""
    root = write({RECORD: json.dumps(harbour_record())})
    with pytest.raises(InputError, match=r"there is no text\.txt beside it"):
        collect_facts(str(root))


def test_an_id_of_ours_is_refused(write: Write) -> None:
    """A record of one's own replaces none of ours."""
    record = {**harbour_record(), "id": "mit"}
    root = write({".rail/licenses/mit/license.yaml": json.dumps(record), ".rail/licenses/mit/text.txt": TEXT})
    with pytest.raises(InputError, match="'mit' is the id of a record of railkit"):
        collect_facts(str(root))


def test_a_curation_names_a_text_that_nobody_knows(write: Write) -> None:
    """The claim says that it is one, by whom and on what evidence."""
    root = write({"LICENSE": UNKNOWN, "train.py": "", ".rail/curations.yaml": curation()})
    facts = collect_facts(str(root), as_of=DAY)
    (claim,) = [one for one in facts.claims if one.location.path == "LICENSE"]
    assert (claim.source, claim.license) == (ClaimSource.CURATION, "mit")
    assert "R. Reader" in claim.value
    assert "letter of the author" in claim.value
    assert facts.curations == (claim.value,)


@pytest.mark.parametrize(("day", "used"), [("2027-11-01", True), ("2027-11-02", False), (None, False)])
def test_a_curation_ends(write: Write, day: str | None, *, used: bool) -> None:
    """The last day counts; afterwards it is shown as expired and not used."""
    root = write({"LICENSE": UNKNOWN, ".rail/curations.yaml": curation()})
    facts = collect_facts(str(root), as_of=day)
    assert any(claim.source is ClaimSource.CURATION for claim in facts.claims) is used
    assert facts.curations[0].endswith("(expired, not used)") is (day == "2027-11-02")


@pytest.mark.parametrize("name", ["apache-2.0", "bigscience-bloom-rail-1.0"])
def test_a_curation_overrides_no_text(write: Write, text: Callable[[str], str], name: str) -> None:
    """A known text, unchanged or changed, stays what it is; the curation is shown."""
    for words in (text(name), text(name).replace("use", "exploit", 1).replace("not", "perhaps", 1)):
        root = write({"LICENSE": words, ".rail/curations.yaml": curation()})
        facts = collect_facts(str(root), as_of=DAY)
        assert {claim.source for claim in facts.claims if claim.location.path == "LICENSE"} == {
            ClaimSource.LICENSE_FILE
        }
        assert {found.license for found in facts.license_files[0].identifications} == {name}
        assert facts.curations


def test_a_curation_names_an_upstream(write: Write) -> None:
    """One that nothing else resolves; who concluded it stands in the source."""
    card = "---\nlicense: mit\nbase_model: harbour/base\n---\n# A model\n"
    concluded = curation(fact="upstream-license", path="", upstream="harbour/base", value="cc-by-nc-4.0")
    facts = collect_facts(str(write({"README.md": card, ".rail/curations.yaml": concluded})), as_of=DAY)
    (upstream,) = facts.upstreams
    assert (upstream.license, upstream.resolved_by) == ("cc-by-nc-4.0", "curation")
    assert "R. Reader" in (upstream.resolution_source or "")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (curation(expires=""), "the key 'expires' is missing"),
        (curation(expires="2027-02-30"), "is no day of the calendar"),
        (curation(expires="soon"), "expires: expected"),
        (curation(path=""), "needs the key 'path'"),
        (curation(upstream="a/b"), "has no 'upstream'"),
        (curation(fact="weather"), "'weather' is not known"),
        (curation() + "more: 1\n", "more"),
        ("- a\n", "expected a mapping"),
        ("curations: [", ".rail/curations.yaml:1"),
    ],
)
def test_a_file_of_curations_with_a_mistake_is_refused(write: Write, content: str, words: str) -> None:
    """Where, what, what was expected; nothing is taken from it."""
    with pytest.raises(InputError) as caught:
        collect_facts(str(write({"LICENSE": UNKNOWN, ".rail/curations.yaml": content})), as_of=DAY)
    assert words in str(caught.value)
    assert ".rail/curations.yaml" in str(caught.value)
