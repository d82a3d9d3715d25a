"""Packs of an organisation's own through the command: read as data, refused with file, line and key."""

from __future__ import annotations

import subprocess
import sysconfig
from pathlib import Path

import pytest

RAIL = Path(sysconfig.get_path("scripts")) / "rail"
CARD = "---\nlicense: cc-by-nc-4.0\n---\n# A small model\n"
PACK = "schema: pack/1\nid: bank\ntitle: t\nsummary: s\n"


def rail(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder."""
    return subprocess.run([RAIL, *arguments], cwd=folder, check=False, capture_output=True, text=True)


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """Return a folder with a release, and the pack that `rail policy init` writes."""
    write(tmp_path, {"release/README.md": CARD, "release/model.safetensors": ""})
    assert rail(tmp_path, "policy", "init", "bank-eu").returncode == 0
    return tmp_path


def test_what_init_writes_passes_its_own_test(begun: Path) -> None:
    """The first `rail policy test` is green, with every kind of case."""
    done = rail(begun, "policy", "test", "./bank-eu")
    assert done.returncode == 0
    assert "pass license-not-on-our-list: fires, silent, skips" in done.stdout


def test_init_overwrites_nothing(begun: Path) -> None:
    """A pack that is there stays."""
    done = rail(begun, "policy", "init", "bank-eu")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is there already" in done.stderr


def test_a_case_that_comes_out_otherwise_fails_the_test(begun: Path) -> None:
    """So does an outcome that no case stands for any more."""
    cases = begun / "bank-eu" / "license-not-on-our-list.cases.yaml"
    cases.write_text(cases.read_text(encoding="utf-8").replace("expect: silent", "expect: fires"), encoding="utf-8")
    done = rail(begun, "policy", "test", "./bank-eu")
    assert done.returncode == 1
    assert "there is no case with `expect: silent`" in done.stdout
    assert "weights under MIT: expected fires, got silent" in done.stdout


def test_a_rule_of_ones_own_is_found_in_every_format(begun: Path) -> None:
    """Its finding stands in each report, whoever wrote the rule."""
    for format_ in ("terminal", "json", "sarif"):
        done = rail(begun, "check", "release", "--pack", "./bank-eu", "--format", format_)
        assert done.returncode == 1
        assert "is not on the list of what is let in" in " ".join(done.stdout.split())


def test_a_release_can_name_a_pack_inside_it(begun: Path) -> None:
    """`packs:` of rail.yaml leads to the same findings."""
    (begun / "bank-eu").rename(begun / "release" / "policy")
    pack = begun / "release" / "policy" / "pack.yaml"
    write(begun, {"release/rail.yaml": "packs: [./policy]\n"})
    done = rail(begun, "check", "release", "--quiet")
    assert "is not on the list of what is let in" in done.stdout
    assert pack.is_file()


@pytest.mark.parametrize("mode", [("advise", 0), ("warn", 1), ("block", 1)])
def test_a_mode_is_a_way_to_fail(begun: Path, mode: tuple[str, int]) -> None:
    """Advise never fails; warn and block do on an error."""
    done = rail(begun, "check", "release", "--pack", "./bank-eu", "--quiet", "--mode", mode[0])
    assert done.returncode == mode[1]


def test_a_rule_that_is_off_stands_in_every_report(tmp_path: Path) -> None:
    """With the pack, the line and the reason, even in the shortest report."""
    off = f"{PACK}extends: [default]\nrules:\n  card-section-missing:\n    off: true\n    reason: we say so elsewhere\n"
    write(tmp_path, {"bank/pack.yaml": off, "release/README.md": CARD})
    formats = ("json", "sarif", "html", "markdown", "junit", "github")
    for arguments in (["--quiet"], [], *(["--format", name] for name in formats)):
        told = " ".join(rail(tmp_path, "check", "release", "--pack", "./bank", *arguments).stdout.split())
        assert "we say so elsewhere" in told
        assert "./bank/pack.yaml:7" in told.replace("\\", "").replace("&#8203;", "").replace("\u200b", "")


BAD = {
    "no mapping": ("- a\n", "./bank/pack.yaml:1: "),
    "no YAML": ("a: [\n", "./bank/pack.yaml:2: "),
    "a key twice": (f"{PACK}id: bank\n", "./bank/pack.yaml:5: "),
    "an unknown key": (
        f"{PACK}extend: [default]\n",
        "./bank/pack.yaml:5: extend: no such key; did you mean 'extends'?",
    ),
    "an unknown rule": (
        f"{PACK}extends: [default]\nrules:\n  card-mising: {{severity: info}}\n",
        "./bank/pack.yaml:7: rules.card-mising: no pack that bank extends has such a rule",
    ),
    "an unknown severity": (
        f"{PACK}extends: [default]\nrules:\n  card-missing: {{severity: fatal}}\n",
        "./bank/pack.yaml:7: rules.card-missing.severity: 'fatal' is not known",
    ),
    "off without a reason": (
        f"{PACK}extends: [default]\nrules:\n  card-missing: {{off: true}}\n",
        "./bank/pack.yaml:7: rules.card-missing: the key 'reason' is missing",
    ),
    "an unknown pack": (
        f"{PACK}extends: [defualt]\n",
        "./bank/pack.yaml: extends: defualt: there is no such rule pack",
    ),
    "the id of a pack of ours": (PACK.replace("bank", "default"), "./bank/pack.yaml: id: 'default' is a pack that"),
    "a way out": (f"{PACK}extends: [../../etc]\n", "leads out of the folder that packs may lie in"),
    "an absolute path": (f"{PACK}extends: [/etc]\n", "leads out of the folder that packs may lie in"),
    "a huge file": (PACK + "#" * 300_000, "./bank/pack.yaml: larger than 262144 bytes"),
    "a circle": (f"{PACK}extends: [../bank]\n", "packs extend one another in a circle"),
    "an alias": (f"{PACK}extends: &a [default]\nrules: *a\n", "./bank/pack.yaml:"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_pack_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    """Exit code 2, one message, no traceback."""
    text, message = BAD[name]
    write(tmp_path, {"bank/pack.yaml": text, "release/README.md": CARD})
    done = rail(tmp_path, "check", "release", "--pack", "./bank")
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pack_that_is_a_link_out_is_not_followed(tmp_path: Path) -> None:
    """Neither from the command line nor from rail.yaml."""
    write(
        tmp_path, {"far/pack.yaml": PACK, "near/release/README.md": CARD, "near/release/rail.yaml": "packs: [./bank]\n"}
    )
    (tmp_path / "near" / "release" / "bank").symlink_to(tmp_path / "far")
    for arguments in (["release"], ["release", "--pack", "release/bank"]):
        done = rail(tmp_path / "near", "check", *arguments)
        assert (done.returncode, done.stdout) == (2, "")


def test_a_case_writes_nothing_outside_its_release(begun: Path) -> None:
    """A file name that leads out is refused."""
    bad = (
        "- name: out\n  files: {../../out.txt: hello}\n  expect: silent\n- name: b\n  files: {a: b}\n  expect: fires\n"
    )
    (begun / "bank-eu" / "license-not-on-our-list.cases.yaml").write_text(bad, encoding="utf-8")
    done = rail(begun, "policy", "test", "./bank-eu")
    assert done.returncode == 2
    assert "lies inside its release" in done.stderr


def test_diff_names_the_releases_and_the_rules(begun: Path) -> None:
    """A release whose verdict changes is named with what changed it."""
    write(begun, {"corpus/one/README.md": CARD, "corpus/two/README.md": "# Nothing\n"})
    done = rail(begun, "policy", "diff", "default", "./bank-eu", "--corpus", "corpus")
    assert done.returncode == 0
    assert "license-not-on-our-list: nothing -> 1 error" in done.stdout
    assert "of 2 releases with another verdict" in done.stdout


def test_an_expression_is_asked_in_a_check(tmp_path: Path) -> None:
    """True is a finding, an error is a reason, and the report has both."""
    rule = "schema: rule/1\nid: {0}\ntitle: A thing is wrong\nseverity: error\ncel: {1}\nwhy: w\nfix: f\n"
    write(
        tmp_path,
        {
            "bank/pack.yaml": PACK,
            "bank/card-under-nc.yaml": rule.format("card-under-nc", 'card.license.contains("-nc-")'),
            "bank/nothing-asked.yaml": rule.format("nothing-asked", "facts.nothing == 1"),
            "release/README.md": CARD,
        },
    )
    done = rail(tmp_path, "check", "release", "--pack", "./bank", "--quiet")
    assert done.returncode == 1
    assert "README.md:1 A thing is wrong" in done.stdout
    told = rail(tmp_path, "check", "release", "--pack", "./bank").stdout
    assert "nothing-asked: there is no field 'nothing'" in told


def test_a_rule_of_ones_own_is_explained(begun: Path) -> None:
    """By its name, and by a finding of it; where its pack stands in rail.yaml, without being told."""
    done = rail(begun, "explain", "license-not-on-our-list", "--pack", "./bank-eu")
    assert "We publish under licences that our counsel has read." in " ".join(done.stdout.split())
    (begun / "bank-eu").rename(begun / "release" / "policy")
    write(begun, {"release/rail.yaml": "packs: [./policy]\n"})
    done = rail(begun, "explain", "license-not-on-our-list:", "--path", "release")
    assert done.returncode == 0, done.stderr
    assert "is not on the list of what is let in" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("bank-eu/other.yml", "a: b\n", "bank-eu/other.yml: rules are files that end in .yaml"),
        ("bank-eu/other.cases.yaml", "[]\n", "bank-eu/other.cases.yaml: there is no rule 'other' beside it"),
        ("bank-eu/.other.yaml", "a: b\n", ""),
        ("bank-eu/README.md", "words\n", ""),
    ],
)
def test_no_file_of_a_pack_is_passed_over(begun: Path, name: str, text: str, message: str) -> None:
    """What looks like a rule and is none is told; notes and hidden files are not."""
    write(begun, {name: text})
    done = rail(begun, "policy", "test", "./bank-eu")
    assert message in done.stderr
    assert done.returncode == (2 if message else 0)


def test_a_pack_in_another_encoding_is_refused(begun: Path) -> None:
    """Words that were guessed are no policy."""
    (begun / "bank-eu" / "pack.yaml").write_bytes(PACK.replace("title: t", "title: caf\xe9").encode("latin-1"))
    done = rail(begun, "policy", "test", "./bank-eu")
    assert done.returncode == 2
    assert "./bank-eu/pack.yaml:3: " in done.stderr
