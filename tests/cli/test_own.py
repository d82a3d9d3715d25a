"""Records of one's own in the folder that a command is started in: claims, shown as such, in every command."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from encode.harbour import TEXT, harbour_record

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

ORIGIN = ".rail/licenses/harbour-1.0/license.yaml"


def flat(text: str) -> str:
    """Return output on one line."""
    return " ".join(text.split())


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Return a folder with a record of its own and a release."""
    folder = tmp_path / ".rail/licenses/harbour-1.0"
    folder.mkdir(parents=True)
    (folder / "license.yaml").write_text(json.dumps(harbour_record()), encoding="utf-8")
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "LICENSE").write_text(TEXT, encoding="utf-8")
    (tmp_path / "README.md").write_text(
        "---\nlicense: other\nlicense_name: harbour-1.0\n---\n# Boat\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [("license", "list"), ("license", "show", "harbour-1.0"), ("ask", "harbour-1.0"), ("ask", "."), ("check", ".")],
)
def test_every_command_says_whose_record_it_is(rail: Run, here: Path, arguments: tuple[str, ...]) -> None:
    """The path of the record stands in what is printed, and that it is the user's own."""
    told = flat(rail(*arguments, cwd=here).stdout)
    assert ORIGIN in told
    assert "own" in told


def test_its_terms_are_reasoned_over_and_its_words_quoted(rail: Run, here: Path) -> None:
    """As those of any record."""
    done = rail("ask", "LICENSE", "--use", "medical-advice", cwd=here)
    assert done.returncode == 1
    assert "(c) to give medical advice." in flat(done.stdout)
    assert rail("identify", "LICENSE", cwd=here).stdout.startswith("LICENSE:1-11: canonical harbour-1.0")


def test_a_changed_text_keeps_what_is_left_of_its_terms(rail: Run, here: Path) -> None:
    """A restriction that was cut out is gone, and the answer says so."""
    (here / "LICENSE").write_text(TEXT.replace("(c) to give medical advice.\n", ""), encoding="utf-8")
    assert "modified harbour-1.0" in flat(rail("identify", "LICENSE", cwd=here).stdout)
    told = json.loads(rail("ask", "LICENSE", "--use", "medical-advice", "--format", "json", cwd=here).stdout)
    assert "medical-advice" not in {reason["about"] for reason in told["reasons"] if reason["effect"] == "denied"}


def test_two_are_compared(rail: Run, here: Path) -> None:
    """A record of one's own with a known one."""
    assert "B drops: Prediction of crime" in flat(rail("license", "compare", "harbour-1.0", "mit", cwd=here).stdout)


def test_json_names_the_origin(rail: Run, here: Path, valid: Callable[[str, str], Any]) -> None:
    """And null for a record of ours."""
    rows = valid(rail("license", "list", "--format", "json", cwd=here).stdout, "license-output")["licenses"]
    assert {row["origin"] for row in rows} == {None, ORIGIN}
    report = valid(rail("check", ".", "--format", "json", cwd=here).stdout, "check-output")
    assert [row["origin"] for row in report["summary"]["records"]] == [ORIGIN]
    assert report["summary"]["own_claims"]


@pytest.mark.parametrize("arguments", [("license", "list"), ("ask", "mit"), ("identify", "LICENSE"), ("check", ".")])
def test_a_record_that_cannot_be_used_stops_the_command(rail: Run, here: Path, arguments: tuple[str, ...]) -> None:
    """In one sentence with the place; nothing is answered without it."""
    (here / ORIGIN).write_text("id: [", encoding="utf-8")
    done = rail(*arguments, cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert ORIGIN in done.stderr
    assert "Traceback" not in done.stderr
