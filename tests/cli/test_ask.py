"""``rail ask`` through the console script: names, files, releases, profiles, questions, and what is wrong with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rail.knowledge.textpack import TextPack

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def flat(text: str) -> str:
    """Return output on one line."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("arguments", "verdict", "code"),
    [
        (("bigscience-bloom-rail-1.0", "--use", "medical-advice"), "denied", 1),
        (("bigcode-openrail-m", "--use", "Medical advice and results"), "conditional", 0),
        (("mit", "--commercial", "yes"), "allowed", 0),
        (("cc-by-nc-4.0",), "unknown", 1),
        (("bigscience/bloom", "--use", "medical-advice"), "denied", 1),
        (("nobody/no-such-model",), "unknown", 1),
        (("openrail",), "unknown", 1),
        (("llama2", "--users", "800,000,000", "--fact", "license-granted=no"), "denied", 1),
    ],
)
def test_verdict_and_exit_code(rail: Run, arguments: tuple[str, ...], verdict: str, code: int) -> None:
    """The first word is the verdict; what is denied or unknown fails the command."""
    done = rail("ask", *arguments)
    assert (done.stdout.split(":")[0], done.returncode) == (verdict, code)


def test_the_answer_quotes_the_clause_and_says_what_it_is_not(rail: Run) -> None:
    """Clause, words, record's age, dates; never advice."""
    told = flat(rail("ask", "bigscience-bloom-rail-1.0", "--use", "medical-advice", "--as-of", "2026-12-01").stdout)
    assert "Attachment A (12)" in told
    assert '"To provide medical advice' in told
    assert "bigscience-bloom-rail-1.0: record read" in told
    assert "As of 2026-12-01" in told
    assert "No legal advice" in told
    assert "compliant" not in told


def test_json_keeps_its_schema(rail: Run, valid: Callable[[str, str], Any]) -> None:
    """Reasons with clause and quotation, duties, missing facts with what they would change."""
    done = rail("ask", "cc-by-nc-4.0", "--action", "distribute", "--format", "json")
    document = valid(done.stdout, "ask-output")
    assert document["missing"][0] == {
        "question": "commercial",
        "text": "Do you use it in a business or for money?",
        "leads_to": {"yes": "denied", "no": "conditional"},
        "decides": True,
    }
    assert {duty["about"] for duty in document["duties"]} >= {"attribution", "indicate-license"}


def test_markdown_is_a_page(rail: Run) -> None:
    """Headings, reasons and the stated facts."""
    page = rail("ask", "mit", "--action", "distribute", "--format", "markdown").stdout
    assert page.startswith("# mit: conditional\n")
    assert "## What must be done" in page


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a licence text of the pack, with one passage replaced."""

    def write(old: str, new: str) -> Path:
        text = TextPack.load().text("creativeml-openrail-m")
        assert text is not None
        assert old in text
        path = tmp_path / "LICENSE"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write


def test_a_license_file_answers_with_what_it_says(rail: Run, copied: Callable[[str, str], Path]) -> None:
    """The canonical text denies what its record denies."""
    path = copied("CreativeML", "CreativeML")
    assert rail("ask", str(path), "--use", "medical-advice").stdout.startswith("denied")


def test_a_clause_that_was_dropped_no_longer_decides(rail: Run, copied: Callable[[str, str], Path]) -> None:
    """Without its medical clause the text does not deny, whatever its name says."""
    path = copied("- To provide medical advice and medical results interpretation;\n", "")
    assert rail("ask", str(path), "--use", "medical-advice").stdout.startswith("conditional")


def test_an_altered_clause_is_not_quoted_from_the_licence(rail: Run, copied: Callable[[str, str], Path]) -> None:
    """The words of the original are not what the file says, so they neither deny nor stand in quotation marks."""
    path = copied("To provide medical advice and medical results", "To provide unsupervised advice and all results")
    told = flat(rail("ask", str(path), "--use", "medical-advice").stdout)
    assert told.startswith("unknown")
    assert "The clause was altered" in told
    assert '"To provide medical advice' not in told


def test_an_added_limit_decides(rail: Run, copied: Callable[[str, str], Path]) -> None:
    """A text that was made non-commercial denies commerce, whatever its name says."""
    path = copied(
        "END OF TERMS AND CONDITIONS",
        "The Model may be used for non-commercial purposes only.\n\nEND OF TERMS AND CONDITIONS",
    )
    assert rail("ask", str(path), "--commercial", "yes").stdout.startswith("denied")


def test_a_release_with_a_changed_text_answers_with_what_the_text_says(
    rail: Run, copied: Callable[[str, str], Path]
) -> None:
    """The file's own terms count; a card that names the original is a claim against it, and leaves the answer open."""
    folder = copied("- To provide medical advice and medical results interpretation;\n", "").parent
    (folder / "model.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    assert rail("ask", str(folder), "--use", "medical-advice").stdout.startswith("conditional")
    (folder / "README.md").write_text("---\nlicense: creativeml-openrail-m\n---\n# Model\n", encoding="utf-8")
    told = flat(rail("ask", str(folder), "--use", "medical-advice").stdout)
    assert told.startswith("unknown")
    assert "claims it, and the licence file differs from it" in told


def test_a_release_is_asked_with_its_upstreams(rail: Run, tmp_path: Path) -> None:
    """The licence of the release permits, that of what it was built from does not."""
    (tmp_path / "LICENSE").write_text(TextPack.load().text("mit") or "", encoding="utf-8")
    card = "---\nlicense: mit\nbase_model: bigscience/bloom\n---\n# Model\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes((2).to_bytes(8, "little") + b"{}")
    done = rail("ask", str(tmp_path), "--use", "medical-advice")
    assert done.stdout.startswith("denied")
    assert "bigscience-bloom-rail-1.0" in done.stdout


def test_a_profile_file_and_its_way_back(rail: Run, tmp_path: Path) -> None:
    """A saved profile gives the same answer."""
    saved = tmp_path / "profile.yaml"
    options = ("--sector", "health", "--not-use", "medical-advice", "--fact", "oversight=yes", "--territory", "fr")
    first = rail("ask", "bigscience-openrail-m", *options, "--save-profile", str(saved), "--format", "json")
    second = rail("ask", "bigscience-openrail-m", "--profile", str(saved), "--format", "json")
    assert json.loads(first.stdout) == json.loads(second.stdout)
    assert json.loads(second.stdout)["profile"]["territory"] == ["FR"]


def test_interactive_asks_for_what_could_change_the_answer(rail: Run, tmp_path: Path) -> None:
    """Questions go to standard error; the answers end in the profile."""
    saved = tmp_path / "p.yaml"
    done = rail("ask", "cc-by-nc-4.0", "--interactive", "--save-profile", str(saved), input="?\nperhaps\nno\n")
    assert "Do you use it in a business or for money?" in done.stderr
    assert "expected yes or no" in done.stderr
    assert done.stdout.startswith("conditional")
    assert "commercial" in saved.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mit", "--use", "medical-advise"), "--use: unknown word of uses 'medical-advise'; nearest: medical-advice"),
        (("mit", "--sector", "helth"), "nearest: health"),
        (("mit", "--action", "finetune"), "nearest: fine-tune"),
        (("mit", "--fact", "oversigth=yes"), "nearest: oversight"),
        (("mit", "--fact", "oversight=perhaps"), "expected yes or no"),
        (("mit", "--fact", "oversight"), "expected QUESTION=ANSWER"),
        (("mit", "--users", "many"), "expected a whole number of users"),
        (("mit", "--territory", "France"), "expected an ISO 3166-1 code"),
        (("mit", "--territory", "FRA"), "expected an ISO 3166-1 code of two letters"),
        (("mit", "--domicile", "XX"), "--domicile: 'XX': expected an ISO 3166-1 code"),
        (("mit", "--currency", "euro"), "expected an ISO 4217 code"),
        (("mit", "--actor", "militery"), "nearest: military"),
        (("mit", "--revenue", "9" * 40), "expected a whole number of USD"),
        (("mitt",), "no licence, file, folder or model of this name"),
        (("mit", "--as-of", "today"), "expected YYYY-MM-DD"),
        (("mit", "--profile", "absent.yaml"), "absent.yaml: No such file"),
        (("mit", "--profile", "list.yaml"), "list.yaml: a mapping was expected"),
        (("mit", "--profile", "key.yaml"), "key.yaml:1: unknown key 'use'; nearest: uses"),
        (("mit", "--profile", "fact.yaml"), "fact.yaml:2: facts: unknown question 'comercial'; nearest: commercial"),
        (("mit", "--profile", "item.yaml"), "item.yaml:3: uses: unknown word of uses 'militery'; nearest: military"),
        (("mit", "--profile", "form.json"), "form.json:1: sectors: expected a list of words"),
        (("mit", "--profile", "bytes.yaml"), "bytes.yaml: is not in UTF-8"),
        (("./absent/file",), "no licence, file, folder or model of this name"),
    ],
)
def test_what_cannot_be_used_is_named(rail: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    """Unknown words bring the nearest ones; nothing is guessed."""
    (tmp_path / "list.yaml").write_text("- military\n", encoding="utf-8")
    (tmp_path / "key.yaml").write_text("use: military\n", encoding="utf-8")
    (tmp_path / "fact.yaml").write_text("facts:\n  comercial: true\n", encoding="utf-8")
    (tmp_path / "item.yaml").write_text("uses:\n  - malware\n  - militery\n", encoding="utf-8")
    (tmp_path / "form.json").write_text('{"sectors": {"health": true}}', encoding="utf-8")
    (tmp_path / "bytes.yaml").write_bytes(b"actor: \xff")
    done = rail("ask", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in flat(done.stderr)
    assert "Traceback" not in done.stderr


def test_a_profile_leaves_open_what_it_leaves_empty(rail: Run, tmp_path: Path) -> None:
    """JSON is read as well as YAML; null is no answer; Norway is a country and no boolean."""
    path = tmp_path / "p.json"
    path.write_text('{"territory": ["NO"], "actor": "company", "facts": {"commercial": null}}', encoding="utf-8")
    document = json.loads(rail("ask", "cc-by-nc-4.0", "--profile", str(path), "--format", "json").stdout)
    assert document["verdict"] == "unknown"
    assert document["profile"]["territory"] == ["NO"]
    yaml = tmp_path / "p.yaml"
    yaml.write_text("territory: [NO]\nfacts: {commercial: yes}\n", encoding="utf-8")
    assert rail("ask", "cc-by-nc-4.0", "--profile", str(yaml)).stdout.startswith("denied")


def test_questions_end_with_the_input_and_the_profile_is_shown(rail: Run) -> None:
    """Who answers no more gets the answer as far as it goes, and what was stated."""
    done = rail("ask", "hunyuanvideo", "--interactive", input="")
    assert done.returncode == 1
    assert done.stderr.count("(yes, no)") + done.stderr.count("(codes") == 1
    assert 'actions: ["use"]' in done.stderr
    done = rail("ask", "hunyuanvideo", "--interactive", input="Korea\nKR\n")
    assert "expected an ISO 3166-1 code" in done.stderr
    assert done.stdout.startswith("denied")


def test_training_data_leaves_the_answer_open(rail: Run, tmp_path: Path) -> None:
    """What the licence of a data set means for the model is in dispute; it is said, and never denied."""
    (tmp_path / "LICENSE").write_text(TextPack.load().text("mit") or "", encoding="utf-8")
    card = "---\nlicense: mit\ndatasets: [nobody/nothing]\n---\n# Model\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    done = rail("ask", str(tmp_path), "--commercial", "yes")
    assert done.stdout.startswith("unknown")
    assert "The licence of nobody/nothing is not known here." in flat(done.stdout)


BESIDE = ["14. For military purposes.", "Each user pays ten euros a month.", "Die Nutzung zum Erwerb ist untersagt."]


@pytest.mark.parametrize("words", BESIDE)
@pytest.mark.parametrize("filler", [0, 60])
def test_words_beside_a_licence_text_are_never_passed_over(rail: Run, tmp_path: Path, words: str, filler: int) -> None:
    """Nobody weighed them, so nothing is allowed; the answer has the line and the words."""
    text = (TextPack.load().text("mit") or "") + "\nWe greet you.\n" * filler
    (tmp_path / "LICENSE").write_text(f"{text}\n{words}\n", encoding="utf-8")
    for subject in ("LICENSE", "."):
        (tmp_path / "main.py").write_text("", encoding="utf-8")
        done = rail("ask", subject, "--commercial", "yes", "--use", "military", cwd=tmp_path)
        assert done.returncode == 1, done.stdout
        assert "LICENSE" in done.stdout


def test_a_limit_in_the_prose_of_a_card_leaves_the_answer_open(rail: Run, tmp_path: Path) -> None:
    """A weaker statement that disagrees never makes an answer more permissive."""
    card = "---\nlicense: mit\n---\n# A boat\n\nThis model is for non-commercial use only.\n"
    (tmp_path / "README.md").write_text(card, encoding="utf-8")
    (tmp_path / "model.safetensors").write_bytes(b"")
    done = rail("ask", ".", "--commercial", "yes", cwd=tmp_path)
    assert done.returncode == 1
    assert "README.md:6" in done.stdout


def test_an_answer_that_rests_on_a_curation_says_so(rail: Run, tmp_path: Path) -> None:
    """Who concluded it, on what evidence, until when."""
    (tmp_path / "LICENSE").write_text(
        "Whoever greets may carry goods across the quay of the harbour.\n" * 3, encoding="utf-8"
    )
    (tmp_path / "main.py").write_text("", encoding="utf-8")
    (tmp_path / ".rail").mkdir()
    (tmp_path / ".rail/curations.yaml").write_text(
        "curations:\n  - {fact: license, path: LICENSE, value: mit, who: R. Reader, on: 2026-11-01, "
        "evidence: a letter, expires: 2027-11-01}\n",
        encoding="utf-8",
    )
    told = flat(rail("ask", ".", "--commercial", "yes", "--as-of", "2026-11-24", cwd=tmp_path).stdout)
    assert "claims of its own: curation: license of LICENSE: mit, by R. Reader" in told
    assert not told.startswith("allowed")


def test_a_clause_that_was_cut_out_is_named_as_gone(
    rail: Run, tmp_path: Path, valid: Callable[[str, str], Any]
) -> None:
    """What it said does not count any more, and the reader is told."""
    text = TextPack.load().text("bigscience-bloom-rail-1.0") or ""
    start = text.index("To provide medical advice")
    (tmp_path / "LICENSE").write_text(text[:start] + text[text.index("\n", start) :], encoding="utf-8")
    assert "gone from the text: Attachment A (12)" in flat(rail("ask", "LICENSE", cwd=tmp_path).stdout)
    document = valid(rail("ask", "LICENSE", "--format", "json", cwd=tmp_path).stdout, "ask-output")
    assert [row["gone"] for row in document["instruments"]] == [["Attachment A (12)"]]
    assert "gone from the text" in rail("ask", "LICENSE", "--format", "markdown", cwd=tmp_path).stdout
