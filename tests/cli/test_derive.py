"""``rail derive`` through the console script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

_FIX = ("derive", "--from", "meta-llama/Llama-2-7b-hf", "--how", "finetune", "--fix")


@pytest.mark.parametrize(
    ("arguments", "verdict", "code"),
    [
        (("meta-llama/Llama-3.1-8B", "--how", "adapter", "--license", "mit"), "denied", 1),
        (("meta-llama/Llama-3.1-8B", "--how", "adapter"), "conditional", 0),
        (("nobody/no-such-model", "--how", "merge"), "unknown", 1),
        (("bigscience/bloom=adapter", "--license", "apache-2.0"), "conditional", 0),
    ],
)
def test_verdict_and_exit_code(rail: Run, arguments: tuple[str, ...], verdict: str, code: int) -> None:
    """The first word is the verdict; what is denied or unknown fails the command."""
    done = rail("derive", "--from", *arguments)
    assert (done.stdout.split(":")[0], done.returncode) == (verdict, code)


def test_json_keeps_its_schema(rail: Run, valid: Callable[[str, str], Any]) -> None:
    """Duties with clause, moment and words."""
    asked = ("--from", "meta-llama/Llama-3.1-8B", "--from", "bigscience/bloom", "--data", "tatsu-lab/alpaca")
    done = rail("derive", *asked, "--how", "merge", "--license", "mit", "--name", "x", "--format", "json")
    document = valid(done.stdout, "derive-output")
    phrase = next(duty for duty in document["duties"] if duty["about"] == "display-phrase")
    assert (phrase["words"], phrase["license"], phrase["phase"]) == ("Built with Llama", "llama3.1", "publish")


def test_markdown_has_boxes_to_tick(rail: Run) -> None:
    """One a duty."""
    told = rail("derive", "--from", "meta-llama/Llama-2-7b-hf", "--how", "finetune", "--format", "markdown").stdout
    assert "* [ ] Give a copy of the licence (llama2" in told
    assert told.count("* [ ] ") == 8


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--from", "a/b"), "how is it used?"),
        (("--from", "a/b=stolen"), "is no way to derive"),
        (("--from", "=merge"), "expected the name of an upstream"),
        (("--from", "a/b", "--how", "merge", "--license", "apache-9.9"), "no licence of this name"),
        (("--from", "llama3.1", "--how", "merge"), "is a licence (llama3.1), no model"),
    ],
)
def test_an_unreadable_question_says_what_was_expected(rail: Run, arguments: tuple[str, ...], told: str) -> None:
    """Exit code 2 and one sentence."""
    done = rail("derive", *arguments)
    assert done.returncode == 2
    assert told in done.stderr


def test_fix_writes_and_says_what_is_left(rail: Run, tmp_path: Path) -> None:
    """Files, what only people can do, and how to undo it; then nothing is left to write."""
    (tmp_path / "README.md").write_text("---\nlibrary_name: transformers\n---\n# Llama of ours\n")
    asked = ("derive", "--from", "meta-llama/Llama-2-7b-hf", "--how", "finetune", str(tmp_path), "--fix")
    shown = rail(*asked, "--dry-run")
    assert "+++ b/LICENSE" in shown.stdout
    assert not (tmp_path / "LICENSE").exists()
    done = rail(*asked)
    assert done.returncode == 0
    assert "USE_POLICY.md: left to you" in done.stderr
    assert "undoes it: git apply -R" in done.stderr
    assert "everything that can be written is there already" in rail(*asked).stderr


@pytest.mark.parametrize("option", [("--dry-run",), ("--fetch",), ("--fix",)])
def test_options_that_do_not_go_alone(rail: Run, option: tuple[str, ...]) -> None:
    """--fix needs a path, and others need --fix."""
    done = rail("derive", "--from", "bigscience/bloom", "--how", "merge", *option)
    assert done.returncode == 2
    assert "--fix" in done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [("nope.txt", "no such file or folder"), ("/dev/null", "is no plain file"), ("empty", "holds no licence file")],
)
def test_a_text_that_cannot_be_read_stops_everything(rail: Run, tmp_path: Path, name: str, said: str) -> None:
    """It is named, and nothing was written."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "m").mkdir()
    done = rail(*_FIX, str(tmp_path / "m"), "--text", str(tmp_path / name))
    assert done.returncode == 2
    assert f"{name}: {said}" in done.stderr
    assert list((tmp_path / "m").iterdir()) == []


def test_a_text_that_nothing_needs_is_named_with_the_reason(rail: Run, tmp_path: Path) -> None:
    """Another licence, or none; a text that serves is not named."""
    texts = {"apache": _text("apache-2.0"), "poem": "Roses are red.\n", "llama": _text("llama2")}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "m").mkdir()
    named = [argument for name in texts for argument in ("--text", str(tmp_path / name))]
    done = rail(*_FIX, str(tmp_path / "m"), *named)
    assert done.returncode == 0
    assert "apache: is not used: it holds the text of apache-2.0, which is not needed" in done.stderr
    assert "poem: is not used: no known licence text was found in it; what must be carried" in done.stderr
    assert "llama: is not used" not in done.stderr


def test_a_changed_text_of_a_needed_licence_is_refused(rail: Run, tmp_path: Path) -> None:
    """Its clause is named, and nothing was written."""
    (tmp_path / "changed").write_text(_text("llama2").replace("700 million", "800 million"))
    (tmp_path / "m").mkdir()
    done = rail(*_FIX, str(tmp_path / "m"), "--text", str(tmp_path / "changed"))
    assert done.returncode == 2
    assert "is not the unchanged text of llama2" in done.stderr
    assert "clause Section 2 altered" in done.stderr
    assert list((tmp_path / "m").iterdir()) == []


def _text(license_id: str) -> str:
    text = TextPack.load().text(license_id)
    assert text is not None
    return text
