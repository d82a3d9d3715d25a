"""``rail compose``, from answers to a licence that the other commands know."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

ID = "harbour-society-harbour-model-license-1.0"
ANSWERS = (
    *("--licensor", "Harbour Society", "--name", "Harbour Model License", "--version", "1.0"),
    *("--contact", "licences@harbour.example", "--artifact", "model", "--type", "open", "--as-of", "2026-11-24"),
    *("--restrict", "malware", "--restrict", "impersonation:exception=consent+disclosure,intent=deceptive"),
)


@pytest.fixture
def folder(tmp_path: Path, rail: Rail) -> Path:
    """A folder with a composed licence."""
    done = rail("compose", *ANSWERS, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "counsel must read the text before it is used" in done.stderr
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """Return the files of the licence."""
    return {path.name: path.read_bytes() for path in (folder / ".rail" / "licenses" / ID).iterdir()}


def test_the_folder_holds_text_record_and_renderings(folder: Path) -> None:
    """One step makes all of them, and nothing else is left behind."""
    assert sorted(files(folder)) == ["license.docx", "license.html", "license.md", "license.yaml", "text.txt"]
    assert [path.name for path in folder.iterdir()] == [".rail"]
    assert [path.name for path in (folder / ".rail").iterdir()] == ["licenses"]


def test_lint_has_nothing_to_say(folder: Path, rail: Rail) -> None:
    """The pair of text and record is clean."""
    done = rail("license", "lint", ID, cwd=folder)
    assert (done.returncode, done.stdout) == (0, "1 record: 0 errors, 0 warnings.\n")


def test_the_text_is_identified_as_itself(folder: Path, rail: Rail) -> None:
    """It is canonical, and after a change of one word it is not."""
    text = folder / ".rail" / "licenses" / ID / "text.txt"
    (folder / "LICENSE").write_text(text.read_text())
    assert f"canonical {ID}" in rail("identify", "LICENSE", cwd=folder).stdout.replace("\n ", "")
    (folder / "LICENSE").write_text(text.read_text().replace("damage, disable", "repair, disable"))
    assert f"modified {ID}" in rail("identify", "LICENSE", cwd=folder).stdout.replace("\n ", "")


def test_ask_answers(folder: Path, rail: Rail) -> None:
    """A restricted use is denied, one with an exception depends on it."""
    assert rail("ask", ID, "--use", "malware", cwd=folder).stdout.startswith("denied")
    assert rail("ask", ID, "--use", "impersonation", cwd=folder).stdout.startswith("conditional")


def test_the_spdx_identifier_names_the_record(folder: Path, rail: Rail) -> None:
    """What a card states is found."""
    assert rail("license", "show", f"LicenseRef-{ID}", cwd=folder).stdout.startswith("Harbour Model License 1.0")


def test_a_second_run_on_another_day_changes_nothing(folder: Path, rail: Rail) -> None:
    """The day of composition stays that of the first."""
    before = files(folder)
    done = rail("compose", *ANSWERS, "--as-of", "2027-03-01", cwd=folder)
    assert done.returncode == 0
    assert "is there already, unchanged" in done.stderr
    assert files(folder) == before


def test_the_record_alone_gives_the_same_bytes(folder: Path, rail: Rail, tmp_path: Path) -> None:
    """Everything that was answered is in it."""
    record = folder / ".rail" / "licenses" / ID / "license.yaml"
    done = rail("compose", "--from", str(record), "--output", str(tmp_path / "other"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "other" / ID).iterdir()} == files(folder)


def test_other_content_needs_another_version(folder: Path, rail: Rail) -> None:
    """The error says what changed and which version to give; then both stand side by side."""
    done = rail("compose", "--from", ID, "--restrict", "weapons", cwd=folder)
    assert done.returncode == 2
    assert "weapons is new" in done.stderr
    assert "--version 1.1" in done.stderr
    assert rail("compose", "--from", ID, "--restrict", "weapons", "--version", "1.1", cwd=folder).returncode == 0
    assert rail("license", "lint", cwd=folder).returncode == 0


def test_a_changed_library_needs_another_version(folder: Path, rail: Rail) -> None:
    """A record that was composed from another version of a clause is not composed again under its version."""
    record = folder / ".rail" / "licenses" / ID / "license.yaml"
    text = record.read_text()
    line = next(line for line in text.splitlines() if line.strip().startswith("malware: "))
    record.write_text(text.replace(line, '    malware: "7 0123456789abcdef"'))
    done = rail("compose", "--from", ID, cwd=folder)
    assert done.returncode == 2
    assert "malware was version 7 and is version 1" in done.stderr
    assert "--version 1.1" in done.stderr


def test_what_people_changed_is_not_overwritten(folder: Path, rail: Rail) -> None:
    """An edited rendering stops the command, a note in the record stays."""
    record = folder / ".rail" / "licenses" / ID / "license.yaml"
    record.write_text(record.read_text().replace("companions: []", "companions: [] # a note of ours"))
    done = rail("compose", *ANSWERS, cwd=folder)
    assert "left as it is" in done.stderr
    (record.parent / "license.md").write_text("ours\n")
    done = rail("compose", *ANSWERS, cwd=folder)
    assert done.returncode == 2
    assert "it is not overwritten" in done.stderr


def test_a_dry_run_writes_nothing(tmp_path: Path, rail: Rail) -> None:
    """It prints the patch."""
    done = rail("compose", *ANSWERS, "--dry-run", cwd=tmp_path)
    assert f"+++ b/.rail/licenses/{ID}/text.txt" in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("format_", "start"),
    [
        ("text", "Harbour Model License"),
        ("markdown", "> Rendering of sha256:"),
        ("html", "<!DOCTYPE html>"),
        ("record", 'schema: "license/1"'),
    ],
)
def test_one_format_goes_to_standard_output(format_: str, start: str, tmp_path: Path, rail: Rail) -> None:
    """No file is written."""
    done = rail("compose", *ANSWERS, "--format", format_, cwd=tmp_path)
    assert done.stdout.startswith(start)
    assert list(tmp_path.iterdir()) == []


def test_answers_come_from_a_file(tmp_path: Path, rail: Rail) -> None:
    """A spec and the options that say the same give the same text."""
    (tmp_path / "spec.yaml").write_text(
        'schema: composition/1\nlicensor: Harbour Society\nname: Harbour Model License\nversion: "1.0"\n'
        "contact: licences@harbour.example\nartifacts: [model]\ntype: open\nrestrictions:\n  - use: malware\n"
        "  - {use: impersonation, intent: [deceptive], exception: [disclosure, consent]}\n"
    )
    first = rail("compose", "--spec", "spec.yaml", "--format", "text", cwd=tmp_path)
    assert first.stdout == rail("compose", *ANSWERS, "--format", "text", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--licensor", "a\nb"), "licensor: holds the character U+000A, a line end"),
        (("--restrict", "malwar"), "did you mean 'malware'?"),
        (("--restrict", "deception:intent=knowing"), "is a group and takes no qualifiers"),
        (("--restrict", "malware:exception=consent"), "'consent' is not known here"),
        (("--restrict", "manipulation:intent=intended+effect"), "'effect' and 'intended' contradict"),
        (("--restrict", "malware:consent"), "is no qualifier"),
        (("--version", "one"), "version: 'one' does not match"),
        (("--name", "Harbour OpenRAIL-M"), "a name of the OpenRAIL licences"),
        (("--spec", "nothing.yaml"), "nothing.yaml: No such file"),
        (("--from", "nothing"), "there is no such record"),
        (("--format", "docx"), "needs --output FILE"),
    ],
)
def test_what_cannot_be_used_is_named(arguments: tuple[str, ...], told: str, tmp_path: Path, rail: Rail) -> None:
    """The message says what is wrong, and nothing is written."""
    done = rail("compose", *ANSWERS, *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_was_not_answered_is_named(tmp_path: Path, rail: Rail) -> None:
    """Nothing is assumed."""
    done = rail("compose", "--name", "Harbour Model License", cwd=tmp_path)
    assert done.returncode == 2
    assert "not answered: --licensor, --version, --contact, --artifact, --type, --restrict" in done.stderr


def test_a_group_stands_for_its_uses(tmp_path: Path, rail: Rail) -> None:
    """What is named itself keeps its qualifiers."""
    given = (*ANSWERS, "--restrict", "security")
    text = rail("compose", *given, "--format", "text", cwd=tmp_path).stdout
    assert "A.2 Security." in text
    assert "(c) Critical infrastructure." in text


def test_what_is_not_answered_can_be_asked(tmp_path: Path, rail: Rail) -> None:
    """The questions give the same licence as the options, and the answers are told as a file."""
    lines = ["Harbour Society", "Harbour Model License", "1.0", "licences@harbour.example", "weights", "model", "open"]
    groups = {"deception": ["impersonation", "deceptive", "consent disclosure"], "security": ["malware", "", ""]}
    order = ("law", "harm-to-people", "deception", "privacy", "discrimination", "high-stakes-decisions", "security")
    lines += [line for group in order for line in groups.get(group, [""])]
    done = rail("compose", "--interactive", "--format", "text", input="\n".join(lines) + "\n", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == rail("compose", *ANSWERS, "--format", "text", cwd=tmp_path).stdout
    assert "'weights' is none of these: model, data, code, application" in done.stderr
    assert (
        '  - {"use": "impersonation", "intent": ["deceptive"], "exception": ["consent", "disclosure"]}' in done.stderr
    )


class Tags(HTMLParser):
    """The names of the elements of a page, and what stands in them."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Keep the name."""
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data


def test_a_licensor_with_markup_is_escaped_in_each_format(tmp_path: Path, rail: Rail) -> None:
    """The name stands there as it is, and is markup nowhere."""
    name = "<script>x</script> & *Co*"
    given = (*ANSWERS, "--licensor", name)
    assert name in rail("compose", *given, "--format", "text", cwd=tmp_path).stdout
    assert (
        "\\<script\\>x\\</script\\> \\& \\*Co\\*"
        in rail("compose", *given, "--format", "markdown", cwd=tmp_path).stdout
    )
    page = Tags()
    page.feed(rail("compose", *given, "--format", "html", cwd=tmp_path).stdout)
    assert name in page.words
    assert "script" not in page.tags


def test_the_list_shows_every_use_with_its_qualifiers(rail: Rail, tmp_path: Path) -> None:
    """What can be chosen can be seen, and that nobody has reviewed it."""
    done = rail("compose", "--list", cwd=tmp_path)
    assert "unreviewed by counsel" in done.stdout
    assert "  medical-advice, version 1: Medical advice and results\n      intent: intended\n" in done.stdout
