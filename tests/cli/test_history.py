"""Baselines, earlier reports and ranges of revisions: what is new, what is gone, and because of what."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]
    Valid = Callable[[str, str], Any]

DAY = ("--as-of", "2026-11-24")
CARD = "---\nlicense: {license}\nlanguage: en\n---\n# Model\n\nA model.\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release whose licence the Hub does not know."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "README.md").write_text(CARD.format(license="aple"), encoding="utf-8")
    return folder


def report(rail: Rail, valid: Valid, *arguments: str) -> Any:  # noqa: ANN401 # a JSON document
    """Return the report of a run."""
    done = rail("check", *arguments, *DAY, "--format", "json")
    assert done.returncode in {0, 1}, done.stderr
    return valid(done.stdout, "check-output")


def test_a_baseline_makes_old_findings_known_and_new_ones_fail(
    rail: Rail, valid: Valid, release: Path, tmp_path: Path
) -> None:
    """What was there is known and fails no more; what comes later does; the verdict counts all of it."""
    base = str(tmp_path / "base.json")
    assert rail("check", str(release), *DAY, "--write-baseline", base).returncode == 1
    valid((tmp_path / "base.json").read_text(encoding="utf-8"), "baseline")
    done = rail("check", str(release), *DAY, "--baseline", base)
    assert done.returncode == 0
    assert "the verdict counts all of them, --fail-on only the new ones" in " ".join(done.stdout.split())
    document = report(rail, valid, str(release), "--baseline", base)
    assert document["verdict"] == "denied"
    assert {item["known"] for item in document["findings"]} == {True}
    (release / "LICENSE").write_text("", encoding="utf-8")
    assert rail("check", str(release), *DAY, "--baseline", base).returncode == 1
    document = report(rail, valid, str(release), "--baseline", base)
    new = [item["rule"] for item in document["findings"] if not item["known"]]
    assert new == ["license-file-empty-or-placeholder"]


def test_what_is_gone_since_the_baseline_is_listed(rail: Rail, valid: Valid, release: Path, tmp_path: Path) -> None:
    """A mended finding is named, so that the baseline can be written again."""
    base = str(tmp_path / "base.json")
    rail("check", str(release), *DAY, "--write-baseline", base)
    (release / "README.md").write_text(CARD.format(license="mit"), encoding="utf-8")
    gone = report(rail, valid, str(release), "--baseline", base)["baseline"]["gone"]
    assert "license-id-unknown-to-hub" in {item["rule"] for item in gone}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "no JSON"),
        ("[]", "baseline.json"),
        ('{"schema_version": "0"}', "schema version '0'"),
        ('{"schema_version": "1"}', "required property"),
        ("OTHER", "the baseline of 'other'"),
        (None, "cannot be read"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_told_and_kept(
    rail: Rail, release: Path, tmp_path: Path, content: str | None, said: str
) -> None:
    """Another version, another release, another file: an error with the place, and the file stays as it is."""
    base = tmp_path / "baseline.json"
    rail("check", str(release), *DAY, "--write-baseline", str(base))
    if content == "OTHER":
        content = base.read_text(encoding="utf-8").replace('"name": "model"', '"name": "other"')
    base.unlink()
    if content is not None:
        base.write_text(content, encoding="utf-8")
    done = rail("check", str(release), *DAY, "--baseline", str(base))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (base.read_text(encoding="utf-8") if base.exists() else None) == content


def test_an_earlier_report_tells_what_changed_and_why(rail: Rail, valid: Valid, release: Path, tmp_path: Path) -> None:
    """Each change names the file that it comes from; what did not change is counted."""
    earlier = tmp_path / "earlier.json"
    rail("check", str(release), *DAY, "--format", "json", "--output", str(earlier))
    (release / "README.md").write_text(CARD.format(license="mit"), encoding="utf-8")
    other = report(rail, valid, str(release), "--against", str(earlier))["against"]
    changes = {(item["kind"], item["rule"]): item for item in other["changes"]}
    gone = changes["gone", "license-id-unknown-to-hub"]
    assert gone["certain"]
    assert any("README.md" in cause["text"] for cause in gone["because"])
    assert other["verdict"] == "denied"
    assert other["unchanged"] > 0


def test_the_same_release_on_another_day_differs_by_the_day_alone(
    rail: Rail, valid: Valid, release: Path, tmp_path: Path
) -> None:
    """An expired waiver is new because of the date, and nothing else is blamed."""
    (release / "rail.yaml").write_text(
        "name: model\nwaivers:\n- {rule: card-stub, reason: soon, owner: Ann, expires: '2026-12-01'}\n",
        encoding="utf-8",
    )
    earlier = tmp_path / "earlier.json"
    rail("check", str(release), *DAY, "--format", "json", "--output", str(earlier))
    done = rail("check", str(release), "--as-of", "2027-01-01", "--format", "json", "--against", str(earlier))
    other = valid(done.stdout, "check-output")["against"]
    assert [cause["kind"] for cause in other["causes"]] == ["date"]
    expired = next(item for item in other["changes"] if item["rule"] == "waiver-expired")
    assert (expired["kind"], expired["certain"], expired["because"][0]["kind"]) == ("new", True, "date")


def test_a_report_of_another_release_is_no_earlier_report(rail: Rail, release: Path, tmp_path: Path) -> None:
    """What was said of something else proves nothing here."""
    earlier = tmp_path / "earlier.json"
    rail("check", str(release), *DAY, "--format", "json", "--output", str(earlier))
    release.rename(tmp_path / "renamed")
    done = rail("check", str(tmp_path / "renamed"), *DAY, "--against", str(earlier))
    assert done.returncode == 2
    assert "the report of 'model'" in done.stderr


def git(folder: Path, *arguments: str) -> None:
    """Run git in a repository of the test's own."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments]
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=clean)


@pytest.fixture
def tagged(release: Path) -> Path:
    """A repository of two releases: under Apache, then under MIT with the text."""
    git(release, "init", "-q")
    for tag, license_ in (("v1", "apache-2.0"), ("v2", "mit")):
        (release / "README.md").write_text(CARD.format(license=license_), encoding="utf-8")
        git(release, "add", "-A")
        git(release, "commit", "-q", "-m", tag)
        git(release, "tag", tag)
    return release


def test_a_range_tells_what_changed_between_two_releases(rail: Rail, valid: Valid, tagged: Path) -> None:
    """Licences, texts and cards of the two revisions are named, with how to compare the terms."""
    other = report(rail, valid, str(tagged), "--revision", "v1..v2")["against"]
    texts = " ".join(cause["text"] for cause in other["causes"])
    assert "the card README.md" in texts
    assert "apache-2.0 then, mit now" in texts
    assert "rail license compare apache-2.0 mit" in texts
    assert other["file"] == "revision v1"


def test_a_range_of_the_same_revision_has_no_change(rail: Rail, valid: Valid, tagged: Path) -> None:
    """Nothing differs from itself."""
    other = report(rail, valid, str(tagged), "--revision", "v2..v2")["against"]
    assert (other["changes"], other["causes"]) == ([], [])


@pytest.mark.parametrize("revision", ["v1..", "..v2", "v1...v2", "v1..v2..v1", "v1..nope"])
def test_a_broken_range_is_an_error(rail: Rail, tagged: Path, revision: str) -> None:
    """A missing side is not guessed."""
    done = rail("check", str(tagged), "--revision", revision)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("rail: ")


def test_a_report_that_records_nothing_tells_no_cause(rail: Rail, valid: Valid, release: Path, tmp_path: Path) -> None:
    """An old report without hashes is compared by its findings, and no cause is made up."""
    earlier = tmp_path / "earlier.json"
    document = report(rail, valid, str(release))
    del document["inputs"]
    earlier.write_text(json.dumps(document), encoding="utf-8")
    other = report(rail, valid, str(release), "--against", str(earlier))["against"]
    assert [cause["kind"] for cause in other["causes"]] == ["untold"]
    assert other["changes"] == []
