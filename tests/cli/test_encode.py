"""``rail license draft`` and ``rail license lint``: the way of an encoder, through the console script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

TEXT = """Harbour Model Licence 1.0

You agree not to use the model:

(a) to steer a ship without a pilot aboard;
(b) to forecast who will commit a crime; or
(c) to give medical advice.
"""


@pytest.fixture
def drafted(rail: Run, tmp_path: Path) -> Path:
    """Return a working folder with a draft among its own records."""
    folder = tmp_path / ".rail" / "licenses" / "harbour-1.0"
    folder.mkdir(parents=True)
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    written = str(folder / "license.yaml")
    done = rail("license", "draft", str(folder / "text.txt"), "--id", "harbour-1.0", "--output", written)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return tmp_path


def test_a_draft_is_linted_in_its_place(rail: Run, drafted: Path) -> None:
    """The record of a project is found by its id, and what is open is named with the file."""
    done = rail("license", "lint", "harbour-1.0", cwd=drafted)
    assert done.returncode == 1
    assert "harbour-1.0/license.yaml: steward: error: still 'todo'" in " ".join(done.stdout.split())


def test_lint_as_json(rail: Run, drafted: Path, valid: Callable[[str, str], Any]) -> None:
    """The document keeps its schema, and says that the text was read."""
    document = valid(rail("license", "lint", "harbour-1.0", "--format", "json", cwd=drafted).stdout, "lint-output")
    assert document["records"][0]["text_read"] is True
    assert document["errors"] == len(document["records"][0]["problems"])


def test_due_compares_with_the_day_that_is_given(rail: Run, drafted: Path) -> None:
    """A record past its date fails the command; nothing else is looked at."""
    record = drafted / ".rail" / "licenses" / "harbour-1.0" / "license.yaml"
    content = record.read_text(encoding="utf-8").replace("review_by: todo", "review_by: 2027-01-31")
    record.write_text(content, encoding="utf-8")
    late = rail("license", "lint", str(record), "--due", "--as-of", "2027-02-01")
    in_time = rail("license", "lint", str(record), "--due", "--as-of", "2027-01-31")
    assert (late.returncode, in_time.returncode) == (1, 0)
    assert "2027-01-31 has passed" in late.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("lint", "mitt"), "'mitt': no record has this id"),
        (("draft", "absent.txt", "--id", "x-1"), "absent.txt: No such file"),
        (("draft", "latin.txt", "--id", "x-1"), "latin.txt: not UTF-8 at byte 0"),
        (("draft", "latin.txt", "--id", "X 1"), "expected lower-case letters"),
        (("draft", "empty.txt", "--id", "x-1"), "empty.txt: is empty"),
        (("draft", "rules.txt", "--id", "x-1"), "rules.txt: holds no words"),
        (("lint", "list.yaml"), "list.yaml: expected a mapping with an id"),
        (("lint", "broken.yaml"), "broken.yaml: not readable as YAML"),
    ],
)
def test_what_cannot_be_used_is_named(rail: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """Where, what, and no traceback."""
    (tmp_path / "latin.txt").write_bytes(b"\xe9t\xe9")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "rules.txt").write_text(" \n---\n 1. 2.\n", encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- a\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    done = rail("license", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("taken", ["harbour-1.0", "mit"])
def test_an_id_that_is_taken_is_warned_of(rail: Run, drafted: Path, taken: str) -> None:
    """The draft is written all the same, and people read that a record of the id is there."""
    text = ".rail/licenses/harbour-1.0/text.txt"
    done = rail("license", "draft", text, "--id", taken, cwd=drafted)
    assert done.returncode == 0
    assert f"--id: {taken} is taken" in done.stderr
    assert f"id: {taken}\n" in done.stdout
