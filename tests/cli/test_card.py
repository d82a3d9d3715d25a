"""``rail card``: cards written, checked and changed, every other byte as it was."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]

CARD = b"\xef\xbb\xbf---\r\nlanguage: en  # more\r\ntags:\r\n  - a\r\n---\r\n# Title  \r\n"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A folder with a card that ends its lines with CR LF and begins with a byte order mark."""
    (tmp_path / "README.md").write_bytes(CARD)
    return tmp_path


def test_keys_are_set_and_the_patch_undoes_it(rail: Rail, release: Path) -> None:
    """Scalars, lists and items; line ends, comment and mark stay; twice is once."""
    arguments = ("card", "set", str(release), "license=mit", "datasets=acme/a,acme/b", "tags+=no", "language=fr")
    done = rail(*arguments)
    assert (done.returncode, done.stdout) == (0, "")
    after = (release / "README.md").read_bytes()
    new = b'  - "no"\r\nlicense: mit\r\ndatasets:\r\n- acme/a\r\n- acme/b\r\n---'
    assert after == CARD.replace(b"en  #", b"fr  #").replace(b"---\r\n# T", new + b"\r\n# T")
    again = rail(*arguments)
    assert "nothing changes" in again.stderr
    assert (release / "README.md").read_bytes() == after
    kept = next((release / ".rail" / "patches").iterdir())
    subprocess.run(["git", "apply", "-R", str(kept)], cwd=release, check=True)
    assert (release / "README.md").read_bytes() == CARD


def test_a_dry_run_prints_the_patch_alone(rail: Rail, release: Path) -> None:
    """Nothing is written; git takes what was printed."""
    done = rail("card", "set", "--dry-run", "license=mit", cwd=release)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in release.iterdir()] == ["README.md"]
    assert (release / "README.md").read_bytes() == CARD
    assert "+license: mit" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["license=MIT"], "did you mean mit?"),
        (["license=nothing like it"], "license=other"),
        (["base_model_relation=finetuned"], "did you mean finetune?"),
        (["co2_eq_emissions.emissions=much"], "is not a number"),
        (["license="], "--unset license"),
        (["license=mit", "what"], "expected key=value"),
        ([], "nothing to set"),
        (["nowhere", "license=mit"], "nowhere: no such file"),
        (["language.x=y"], "README.md: line 2: a plain value"),
    ],
)
def test_what_cannot_be_set_is_told(rail: Rail, release: Path, arguments: list[str], said: str) -> None:
    """The message names what was meant or what to do; the card is as it was."""
    done = rail("card", "set", *arguments, cwd=release)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert (release / "README.md").read_bytes() == CARD


def test_a_broken_front_matter_is_not_overwritten(rail: Rail, release: Path) -> None:
    """The line is named, and that nothing but a person mends it; no sections are appended to it either."""
    before = "---\nlicense: [mit\n---\n"
    (release / "README.md").write_text(before)
    for arguments in (("set", str(release), "license=mit"), ("new", "model", str(release), "--add-missing")):
        done = rail("card", *arguments)
        assert done.returncode == 2
        assert "README.md: line 2" in done.stderr
        assert "mend the line by hand" in done.stderr
        assert "rail check --fix" not in done.stderr
    assert (release / "README.md").read_text() == before


def test_a_repair_is_named_where_there_is_one(rail: Rail, release: Path) -> None:
    """And then ``rail check --fix`` has it."""
    (release / "README.md").write_text("---\nlicense: mit\ntitle: a: b\n---\n# T\n")
    assert "`rail check --fix` shows the repair" in rail("card", "set", str(release), "language=en").stderr
    assert '+title: "a: b"' in rail("check", "--fix", str(release)).stdout


def test_a_card_that_is_a_link_is_not_written_through(rail: Rail, release: Path, tmp_path: Path) -> None:
    """It is said that a link is on the way, and the file that it leads to stays as it was."""
    (release / "README.md").rename(tmp_path / "elsewhere")
    (release / "README.md").symlink_to(tmp_path / "elsewhere")
    done = rail("card", "set", str(release), "license=mit")
    assert done.returncode == 2
    assert "README.md: a link is on the way" in done.stderr
    assert (tmp_path / "elsewhere").read_bytes() == CARD


def test_a_repair_makes_a_broken_front_matter_one_that_can_be_set(rail: Rail, release: Path) -> None:
    """What `rail check --fix` offers is enough for the next try."""
    (release / "README.md").write_text("---\npretty_name: Reeds: a study\n----\n# Reeds\n")
    assert rail("card", "set", str(release), "license=mit").returncode == 2
    assert '+pretty_name: "Reeds: a study"\n+---\n' in rail("check", "--hub", "--fix", str(release)).stdout
    rail("check", "--hub", "--fix", "--write", str(release))
    assert rail("card", "set", str(release), "license=mit").returncode == 0
    assert "license: mit\n---\n# Reeds" in (release / "README.md").read_text()


def test_a_list_that_grows_is_told_and_not_refused(rail: Rail, release: Path) -> None:
    """A task that the Hub may have learned since is set; `other` says what it still needs."""
    done = rail("card", "set", str(release), "pipeline_tag=text-gen", "license=other", "--unset", "nothing")
    assert done.returncode == 0
    for said in ("pipeline_tag: 'text-gen'", "wants `license_name`", "`nothing` is not there"):
        assert said in done.stderr


def test_of_several_cards_the_one_with_a_front_matter_is_meant(rail: Rail, release: Path) -> None:
    """Two of them have to be named, and so has none."""
    (release / "MODEL_CARD.md").write_text("# Model card\n")
    assert "+license: mit" in rail("card", "set", "--dry-run", str(release), "license=mit").stdout
    (release / "MODEL_CARD.md").write_text("---\na: b\n---\n")
    assert "2 cards: MODEL_CARD.md, README.md" in rail("card", "set", str(release), "license=mit").stderr
    assert "+license: mit" in rail("card", "set", "--dry-run", str(release / "MODEL_CARD.md"), "license=mit").stdout
    (release / "MODEL_CARD.md").unlink()
    (release / "README.md").unlink()
    assert "rail card new" in rail("card", "set", str(release), "license=mit").stderr


def test_a_new_card_is_written_linted_and_answered(
    rail: Rail, valid: Callable[[str, str], object], tmp_path: Path
) -> None:
    """new, lint (1: open questions), an answer, lint again: one placeholder less."""
    (tmp_path / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    done = rail("card", "new", "model", str(tmp_path), "--developer", "Example Org", "--as-of", "2026-11-24")
    assert (done.returncode, done.stdout) == (0, "")
    assert "questions open" in done.stderr
    assert rail("card", "new", "model", str(tmp_path)).returncode == 2
    linted = rail("card", "lint", str(tmp_path), "--format", "json", "--as-of", "2026-11-24")
    before = valid(linted.stdout, "card-lint-output")
    assert linted.returncode == 1
    path = tmp_path / "README.md"
    text = path.read_text()
    start = text.index("## Citation")
    path.write_text(text[:start] + "## Citation\n\nAs Heron 2026.\n\n" + text[text.index("## Contact") :])
    after = valid(rail("card", "lint", str(tmp_path), "--format", "json").stdout, "card-lint-output")
    assert before["summary"]["placeholder"] - after["summary"]["placeholder"] == 1  # type: ignore[index] # a document


def test_lint_prints_pages_tables_and_files(rail: Rail, release: Path) -> None:
    """Terminal with and without what is present, Markdown, a file; never fails where asked not to."""
    page = rail("card", "lint", str(release), "--profile", "eu-gpai", "--fail-on", "never")
    assert page.returncode == 0
    assert "? How many parameters does it have?" in page.stdout
    assert "present: " in rail("card", "lint", str(release), "--verbose").stdout
    assert "| absent | Citation |" in rail("card", "lint", str(release), "--format", "markdown").stdout
    rail("card", "lint", str(release), "--output", str(release / "lint.txt"))
    assert "Hugging Face card templates" in (release / "lint.txt").read_text()
    assert "rail card new governance" in rail("card", "lint", str(release), "--profile", "governance").stderr


def test_the_licensor_that_attach_recorded_stands_in_cards_and_descriptions(rail: Rail, tmp_path: Path) -> None:
    """Who licenses is asked once."""
    (tmp_path / "rows.csv").write_text("a\n1\n")
    (tmp_path / "README.md").write_text("---\ntask_categories: [other]\n---\n# Reeds\n\nPonds.\n")
    done = rail("attach", "cc-by-4.0", str(tmp_path), "--licensor", "Example Org", "--authority", "owner")
    assert done.returncode == 0, done.stderr
    assert "- **Licensor:** Example Org" in rail("card", "new", "governance", str(tmp_path), "--dry-run").stdout
    assert '"odrl:assigner"' in rail("report", "croissant", str(tmp_path)).stdout


def test_a_readme_without_front_matter_is_looked_at_and_bytes_that_are_no_text_are_told(
    rail: Rail, tmp_path: Path
) -> None:
    """What it answers counts; a file that is no UTF-8 is named and not touched."""
    path = tmp_path / "README.md"
    path.write_bytes(b"# Reeds\n\n## Citation\n\nAs Reeds.\n")
    assert "present: Citation README.md:3" in rail("card", "lint", str(tmp_path), "--verbose").stdout
    path.write_bytes(b"# caf\xe9\n")
    done = rail("card", "new", "model", str(tmp_path), "--add-missing")
    assert done.returncode == 2
    assert "README.md: it is no UTF-8" in done.stderr
    assert path.read_bytes() == b"# caf\xe9\n"
