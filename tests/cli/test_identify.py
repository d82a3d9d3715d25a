"""``rail identify`` from the console."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Rail = Callable[..., subprocess.CompletedProcess[str]]


LICENSE = Path(__file__).parents[2] / "LICENSE"
BLOOM = "bigscience-bloom-rail-1.0"


def text_of(license_id: str) -> str:
    """Return a text from the text pack."""
    text = TextPack.load().text(license_id)
    assert text is not None
    return text


def test_an_exact_text_is_canonical(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """Our own licence is Apache-2.0, word for word."""
    (entry,) = valid(rail("identify", str(LICENSE), "--format", "json").stdout, "identify-output")
    assert (entry["status"], entry["license"], entry["ids"]["spdx"], entry["changes"]) == (
        "canonical",
        "apache-2.0",
        "Apache-2.0",
        [],
    )


def test_a_changed_text_names_the_clause(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """A restriction that was taken out is named, and the text does not keep the licence's name as its own."""
    text = text_of(BLOOM)
    start = text.index("To defame, disparage")
    end = text.index("\n", start)
    (tmp_path / "LICENSE").write_text(text[:start] + text[end:], encoding="utf-8")
    (entry,) = valid(rail("identify", str(tmp_path / "LICENSE"), "--format", "json").stdout, "identify-output")
    assert (entry["status"], entry["license"]) == ("modified", BLOOM)
    assert "defamation-harassment" in [word for change in entry["changes"] for word in change["categories"]]
    shown = rail("identify", str(tmp_path / "LICENSE")).stdout
    assert "a changed text: it is not that licence" in " ".join(shown.split())


def test_a_changed_text_is_never_all_there(rail: Rail, tmp_path: Path) -> None:
    """One word of thousands is changed, and the share of words is still below a hundred."""
    text = text_of(BLOOM)
    assert text.count("medical advice") == 1
    (tmp_path / "LICENSE").write_text(text.replace("medical advice", "legal advice"), encoding="utf-8")
    assert " 99.9 % of its words in order" in rail("identify", str(tmp_path / "LICENSE")).stdout


def test_standard_input_and_several_files(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """`-` reads standard input; entries come in the order of the arguments."""
    (tmp_path / "none.txt").write_text("hello", encoding="utf-8")
    done = rail("identify", "-", str(tmp_path / "none.txt"), "--format", "json", input=LICENSE.read_text("utf-8"))
    entries = valid(done.stdout, "identify-output")
    assert [(Path(entry["path"]).name, entry["license"]) for entry in entries] == [
        ("-", "apache-2.0"),
        ("none.txt", None),
    ]


def test_an_unreadable_file_is_unknown_and_an_error(
    rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path
) -> None:
    """The other files are still told, and the exit code is not 0."""
    done = rail("identify", str(tmp_path / "nothing"), str(tmp_path), str(LICENSE), "--format", "json")
    entries = valid(done.stdout, "identify-output")
    assert [entry["status"] for entry in entries] == ["unknown", "unknown", "canonical"]
    assert [entry.get("problem") for entry in entries] == [
        "no such file or directory",
        "is a folder; `rail check` reads folders",
        None,
    ]
    assert done.returncode == 2


def test_an_endless_file_is_cut_off(rail: Rail) -> None:
    """A device or a giant is refused in bounded memory."""
    done = rail("identify", "/dev/zero")
    assert "larger than 16 MB" in done.stdout
    assert done.returncode == 2


def test_a_pipe_is_not_waited_for(rail: Rail, tmp_path: Path) -> None:
    """A pipe among the files is told, and the others are identified."""
    os.mkfifo(tmp_path / "LICENSE")
    done = rail("identify", str(tmp_path / "LICENSE"), str(LICENSE))
    assert "is a pipe" in done.stdout
    assert done.returncode == 2


def test_a_hostile_name_is_shown_and_not_obeyed(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """Escapes, line breaks and undecodable bytes in a name are text in every format."""
    name = b"L\x1b[31m\n\xff[bold].txt"
    path = os.path.join(os.fsencode(tmp_path), name)  # noqa: PTH118 # bytes
    Path(os.fsdecode(path)).write_bytes(LICENSE.read_bytes())
    shown = rail("identify", os.fsdecode(name), cwd=tmp_path)
    assert shown.stdout.startswith("L\\x1b[31m\\n\\xff[bold].txt:1-")
    text = rail("identify", os.fsdecode(name), "--format", "json", cwd=tmp_path).stdout
    assert valid(text, "identify-output")[0]["path"] == "L\x1b[31m\n\\xff[bold].txt"


def test_the_quick_way_prints_what_the_parser_prints(rail: Rail) -> None:
    """Both ways of reading the arguments end in the same bytes."""
    parsed = rail("identify", "--format", "json", "--", str(LICENSE))
    for quick in (
        ["--format=json", str(LICENSE)],
        ["--format", "json", str(LICENSE)],
        [str(LICENSE), "--format", "json"],
    ):
        done = rail("identify", *quick)
        assert (done.stdout, done.returncode) == (parsed.stdout, 0)


def edited(tmp_path: Path, content: str) -> str:
    """Return the path of a file that holds this text."""
    (tmp_path / "LICENSE").write_text(content, encoding="utf-8")
    return str(tmp_path / "LICENSE")


def without_defamation() -> str:
    """Return a text that lost one item of its list of restrictions."""
    text = text_of(BLOOM)
    start = text.index("To defame, disparage")
    return text[:start] + text[text.index("\n", start) :]


def test_a_dropped_restriction_is_gone(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """With `--terms` a restriction whose words were taken out is gone, and no other term is touched."""
    path = edited(tmp_path, without_defamation())
    (entry,) = valid(rail("identify", "--terms", "--format", "json", path).stdout, "identify-output")
    gone = [(term["kind"], term["about"]) for term in entry["terms"].pop("gone")]
    assert (gone, entry["terms"]) == (
        [("prohibition", "defamation-harassment")],
        {"uncertain": [], "added": [], "unread": []},
    )


def test_an_added_limit_is_a_term(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """An added sentence that forbids commercial use is a new limit."""
    path = edited(tmp_path, f"{text_of('mit')}\nThe software may only be used for non-commercial purposes.\n")
    (entry,) = valid(rail("identify", "--terms", "--format", "json", path).stdout, "identify-output")
    assert [(term["kind"], term["about"]) for term in entry["terms"]["added"]] == [("limit", "non-commercial")]
    assert entry["terms"]["gone"] == []


def test_an_altered_clause_is_uncertain(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """What was altered and not understood is uncertain, and the change is listed as unread."""
    path = edited(tmp_path, text_of(BLOOM).replace("medical advice", "legal advice"))
    (entry,) = valid(rail("identify", "--terms", "--format", "json", path).stdout, "identify-output")
    assert [term["about"] for term in entry["terms"]["uncertain"]] == ["medical-advice"]
    assert [change["words"] for change in entry["terms"]["unread"]] == ["legal"]


def test_changed_terms_are_shown(rail: Rail, tmp_path: Path) -> None:
    """The terminal shows them under the changes; an unchanged text and a plain `identify` have none."""
    path = edited(tmp_path, without_defamation())
    assert "gone prohibition defamation-harassment" in " ".join(rail("identify", "--terms", path).stdout.split())
    assert "gone" not in rail("identify", path).stdout
    assert "terms" not in rail("identify", "--terms", str(LICENSE)).stdout


def test_terms_from_standard_input(rail: Rail, valid: Callable[[str, str], Any]) -> None:
    """What was read once is enough."""
    done = rail("identify", "--terms", "--format", "json", "-", input=without_defamation())
    assert [len(entry["terms"]["gone"]) for entry in valid(done.stdout, "identify-output")] == [1]


def test_a_translation_says_of_what(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """A text that is known to be a translation is shown as one."""
    path = edited(tmp_path, text_of("ogl-canada-2.0-fr"))
    (entry,) = valid(rail("identify", "--format", "json", path).stdout, "identify-output")
    assert (entry["language"], entry["translation_of"]) == ("fr", "ogl-canada-2.0")
    assert "translation of ogl-canada-2.0, language fr" in " ".join(rail("identify", path).stdout.split())


def test_words_beside_a_text_are_named(rail: Rail, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """The text is what it is; the file holds more, and the lines are told."""
    text = text_of("mit").rstrip()
    (tmp_path / "LICENSE").write_text(f"{text}\n\n14. For military purposes.\n", encoding="utf-8")
    line = text.count("\n") + 3
    (entry,) = valid(rail("identify", "LICENSE", "--format", "json", cwd=tmp_path).stdout, "identify-output")
    assert (entry["status"], entry["beside"]) == ("canonical", [[line, line]])
    assert f"words beside it on line {line}" in rail("identify", "LICENSE", cwd=tmp_path).stdout
