"""``rail choose`` through the console script: options, files, questions, formats, and what is wrong with answers."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

OPEN = (
    *("--artifact", "model", "--base", "none", "--data", "none", "--audience", "everyone"),
    *("--commercial", "yes", "--sharing", "allowed", "--forbid", "none", "--licensor", "Example Lab"),
)
DAY = ("--as-of", "2026-12-01")


def flat(text: str) -> str:
    """Return output on one line."""
    return " ".join(text.split())


def test_options_answer_the_questions(rail: Run) -> None:
    """The first choice with its clauses and costs, the order's criteria, the next command, and what it is not."""
    done = rail("choose", *OPEN, *DAY)
    told = flat(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    for part in (
        "1. apache-2.0",
        "meets commercial:",
        "Put in order by, the first that differs decides",
        "rail attach apache-2.0 . --licensor 'Example Lab'",
        "As of 2026-12-01",
        "No legal advice",
    ):
        assert part in told
    assert "compliant" not in told


def test_upstream_clause_path_and_rule_are_named(rail: Run) -> None:
    """What is impossible stands apart, with the upstream, its clause and the rule."""
    told = flat(rail("choose", *OPEN[:2], *OPEN[4:], "--base", "bigscience/bloom=finetune", *DAY).stdout)
    assert "[restrictions-dropped] (bigscience-bloom-rail-1.0, Paragraph 4.1" in told
    assert "Impossible as they stand, and never recommended:" in told
    assert "keep your own licence and attach these restrictions to it as an enforceable part" in told
    assert "rail derive --from bigscience/bloom --how finetune" in told


def test_json_keeps_its_schema(rail: Run, valid: Callable[[str, str], Any]) -> None:
    """Ranking, numbers, obstacles and consequences, for each part."""
    done = rail("choose", "--artifact", "model", "--artifact", "data", "--base", "llama3.1", "--data", "squad",
                "--forbid", "malware", "--eu", "yes", "--commercial", "yes", *DAY, "--format", "json")  # fmt: skip
    document = valid(done.stdout, "choose-output")
    assert [part["part"] for part in document["parts"]] == ["model", "data"]
    assert "sharing" in document["not_answered"]
    assert document["parts"][0]["impossible"][0]["obstacles"][0]["clauses"] != []


def test_markdown_is_for_counsel(rail: Run) -> None:
    """The same reasons on a page that can be filed."""
    told = rail("choose", *OPEN, *DAY, "--format", "markdown").stdout
    assert told.startswith("# Choice of terms: conditional\n")
    assert "### 1. apache-2.0: Apache License 2.0" in told


def test_unknown_bases_leave_everything_unknown(rail: Run) -> None:
    """What nobody knows is named, with what to do, and nothing is called possible."""
    done = rail("choose", "--artifact", "model", "--base", "nobody/no-such-model", "--data", "none", *DAY)
    assert done.returncode == 1
    assert done.stdout.startswith("unknown: ")
    assert "rail choose --base nobody/no-such-model=LICENCE ..." in flat(done.stdout)


def test_a_saved_file_gives_the_same_bytes(rail: Run, valid: Callable[[str, str], Any], tmp_path: Path) -> None:
    """Answers by options, by file, and by typing come to one result."""
    saved, typed = tmp_path / "answers.yaml", tmp_path / "typed.yaml"
    once = rail("choose", *OPEN, "--save", str(saved), *DAY)
    assert rail("choose", "--answers", str(saved), *DAY).stdout == once.stdout
    lines = "model\nnone\nnone\n1\ny\n1\nmilitry\n?\nnone\n\nExample Lab\n\n"
    done = rail("choose", "--interactive", "--save", str(typed), *DAY, input=lines)
    assert yaml.safe_load(typed.read_text(encoding="utf-8")) == yaml.safe_load(saved.read_text(encoding="utf-8"))
    assert done.stdout == once.stdout
    assert "unknown use 'militry'; nearest: military" in done.stderr
    assert "Attachment A" in done.stderr
    valid(json.dumps(yaml.safe_load(saved.read_text(encoding="utf-8"))), "choose-answers")


def test_the_end_of_input_ends_the_questions(rail: Run) -> None:
    """What was not asked any more stays unknown."""
    done = rail("choose", "--interactive", *DAY, input="model\n")
    assert (done.returncode, done.stdout.split(":")[0]) == (1, "unknown")
    assert "Traceback" not in done.stderr


def test_a_release_proposes_parts_and_bases(rail: Run, repaired: Path) -> None:
    """What the files say is taken beside the answers and shown as theirs; typing nothing takes it."""
    done = rail("choose", str(repaired), "--data", "none", *DAY)
    told = flat(done.stdout)
    assert "taken beside your answers" in told
    assert "For the model" in told
    typed = rail("choose", str(repaired), "--interactive", *DAY, input="\n\n")
    assert "the release says: model" in typed.stderr
    assert "For the model" in typed.stdout


def test_a_card_that_cannot_be_read_leaves_everything_unknown(rail: Run, tmp_path: Path) -> None:
    """It may name a base, whatever somebody answers."""
    (tmp_path / "README.md").write_text("---\nbase_model: [bigscience/bloom\n---\n# Petal\n", encoding="utf-8")
    done = rail("choose", ".", *OPEN, *DAY, cwd=tmp_path)
    assert (done.returncode, done.stdout.split(":")[0]) == (1, "unknown")
    assert "Not read, and it may name upstreams: README.md" in flat(done.stdout)


def test_the_uses_are_listed_with_their_clauses(rail: Run) -> None:
    """Each word in plain words, with the clause that it leads to."""
    told = flat(rail("choose", "--uses").stdout)
    assert "medical-advice Medical advice and results." in told
    assert "creativeml-openrailpp-m, Attachment A" in told
    assert "no licence here forbids it; rail compose writes a clause of your own" in told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("artifacts: [model\n", "answers.yaml:"),
        ("- model\n", "a mapping was expected"),
        ("artefacts: [model]\n", "answers.yaml:1: unknown key 'artefacts'; nearest: artifacts"),
        ("artifacts: [weights]\n", "unknown answer 'weights'; expected one of model, code, data, application"),
        ("artifacts: model\nartifacts: code\n", "answers.yaml:2:"),
        ("artifacts: [model]\nbases: []\n", "write `none` where there is none"),
        ("artifacts: [model]\nbases: [none, mit]\n", "`none` beside others"),
        ("artifacts: [model]\nbases: [{how: merge}]\n", "expected a name, or a mapping with name, how and license"),
        ("artifacts: [model]\nbases: [{name: a/b, how: fintune}]\n", "unknown how 'fintune'; nearest: finetune"),
        ("artifacts: [model]\nbases: [{name: a/b, licence: mit}]\n", "unknown key 'licence'; nearest: license"),
        ("artifacts: [model]\nbases: ['a/b=mit,gpl-3.0']\n", "two licences"),
        ("artifacts: [model]\nharms: [medical-advise]\n", "nearest: medical-advice"),
        ("artifacts: [model]\ncommercial: perhaps\n", "expected yes or no"),
        ("artifacts: [model]\nlicensor: [a, b]\n", "expected words"),
        ("artifacts: [model]\nconsider: [no-such-licence]\n", "no-such-licence: no licence of this name is known"),
        ("bases: none\n", "nothing says what is published"),
        ("artifacts: &a [model]\nharms: *a\n", "answers.yaml:"),
        ("artifacts: [model]\nlicensor: " + "x" * 600 + "\n", "600 characters"),
        ("artifacts: [model]\nbases: [" + "a/b, " * 301 + "]\n", "at most 300 are taken"),
        ("a: " * 3000 + "\n", "answers.yaml"),
        ("\x00\x1b[31m", "answers.yaml"),
    ],
)
def test_bad_answers_are_told_where_and_what(rail: Run, tmp_path: Path, text: str, message: str) -> None:
    """The line, what was expected, and the nearest words; never a fault."""
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    done = rail("choose", "--answers", "answers.yaml", cwd=tmp_path)
    assert done.returncode == 2
    assert message in flat(done.stderr)
    assert "fault in railkit" not in done.stderr
    assert "\x1b" not in done.stderr


def test_a_file_that_is_none_is_told(rail: Run, tmp_path: Path) -> None:
    """Missing, no UTF-8, too large."""
    (tmp_path / "latin.yaml").write_bytes(b"licensor: \xe9\n")
    (tmp_path / "large.yaml").write_bytes(b"#" * (1 << 19))
    for name in ("missing.yaml", "latin.yaml", "large.yaml", "."):
        done = rail("choose", "--answers", name, cwd=tmp_path)
        assert done.returncode == 2
        assert "fault in railkit" not in done.stderr


def test_the_command_for_a_licence_of_ones_own_composes_what_was_promised(rail: Run, tmp_path: Path) -> None:
    """It runs as printed, and the licence it makes is then the first of the ranking."""
    wished = [*OPEN[:10], "--sharing", "allowed", "--forbid", "military", "--forbid", "elections", "--licensor", "Lab"]
    chosen = json.loads(rail("choose", *wished, "--format", "json", cwd=tmp_path).stdout)
    own = chosen["parts"][0]["own"]
    words = shlex.split(own["command"])
    done = rail(*words[1:], "--contact", "licences@lab.example", cwd=tmp_path)
    assert (done.returncode, own["fit"], own["not_met"]) == (0, "possible", [])
    again = json.loads(rail("choose", *wished, "--format", "json", cwd=tmp_path).stdout)
    first = again["parts"][0]["ranking"][0]
    assert (first["license"], first["meets_all"], first["text"]["held"]) == ("lab-model-license-1.0", True, True)
    assert again["parts"][0]["own"] is None


def test_what_is_chosen_is_attached_and_checked_without_an_error(rail: Run, tmp_path: Path) -> None:
    """The command runs as printed, with the authority that only the licensor knows; check then finds no error."""
    (tmp_path / "README.md").write_text("---\nbase_model: bigscience/bloom\n---\n# Petal\n", encoding="utf-8")
    (tmp_path / "model.gguf").write_bytes(b"GGUF\x03" + bytes(19))
    refused = rail("attach", "apache-2.0", ".", "--licensor", "Lab", "--authority", "owner", cwd=tmp_path)
    assert refused.returncode == 1
    document = json.loads(rail("choose", ".", *OPEN[4:], *DAY, "--format", "json", cwd=tmp_path).stdout)
    assert "apache-2.0" in [one["license"] for one in document["parts"][0]["impossible"]]
    (command,) = [step["command"] for step in document["next"] if step["command"].startswith("rail attach")]
    done = rail(*shlex.split(command)[1:], "--authority", "owner", *DAY, cwd=tmp_path)
    assert (done.returncode, document["parts"][0]["ranking"][0]["license"]) == (0, "bigscience-bloom-rail-1.0")
    checked = json.loads(rail("check", ".", *DAY, "--format", "json", cwd=tmp_path).stdout)
    assert [one for one in checked["findings"] if one["severity"] in {"error", "review"}] == []


def test_where_a_text_is_not_held_the_first_that_is_held_is_named_too(rail: Run) -> None:
    """Nobody has to find a text before anything can be attached."""
    wished = [*OPEN[:10], "--sharing", "allowed", "--forbid", "medical-advice", "--licensor", "Lab"]
    steps = json.loads(rail("choose", *wished, *DAY, "--format", "json").stdout)["next"]
    commands = [step["command"] for step in steps if step["command"].startswith("rail attach")]
    assert commands == [
        "rail attach creativeml-openrailpp-m . --licensor Lab --text FILE",
        "rail attach bigscience-openrail-m . --licensor Lab",
    ]


def test_markup_in_a_name_stays_text(rail: Run) -> None:
    """A licensor's name is quoted in commands and escaped in Markdown."""
    name = "Lab <b>&</b> $(true) `x`"
    done = rail("choose", *OPEN[:-1], name, *DAY, "--format", "markdown")
    assert "<b>" not in done.stdout.split("## Next")[0].split("```")[2]
    assert "--licensor 'Lab <b>&</b> $(true) x'" in done.stdout
