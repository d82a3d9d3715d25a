"""Plans: worked out in memory, shown as a patch that git takes, written whole or not at all."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rail.edits.apply import apply_plan
from rail.edits.patch import write_patch
from rail.edits.plan import TO_ANSWER, FileChange, Plan, Wanted, make_plan
from rail.errors import InputError, RailError
from rail.identify.identify import identify
from rail.knowledge.store import Knowledge
from rail.model.edit import AddParagraph, AddSection, PlaceNotice, PlaceRestrictions, PlaceText, SetKey

if TYPE_CHECKING:
    from pathlib import Path

CARD = b"---\nlanguage: en\n---\n# Title\n"


def planned(files: dict[str, bytes], *edits: object) -> Plan:
    """Return the plan of edits over files in memory."""
    wanted = [Wanted(edit, f"rule:{number}") for number, edit in enumerate(edits)]  # type: ignore[arg-type] # a test
    return make_plan(wanted, files.get, Knowledge.load())


def after(plan: Plan) -> dict[str, bytes]:
    """Return the new bytes by path."""
    return {change.path: change.after for change in plan.changes}


def test_edits_of_one_file_build_on_each_other_and_are_told_together() -> None:
    """Two findings on one card make one change with both reasons; the same edit twice counts once."""
    plan = planned({"README.md": CARD}, SetKey("README.md", "license", "mit"), SetKey("README.md", "license", "mit"),
                   AddParagraph("README.md", "Words."))  # fmt: skip
    assert after(plan) == {"README.md": b"---\nlanguage: en\nlicense: mit\n---\n# Title\n\nWords.\n"}
    assert plan.changes[0].why == ("rule:0", "rule:1", "rule:2")


def test_a_text_is_placed_word_for_word_and_never_over_another() -> None:
    """What is placed is identified as the unchanged text; a file that holds something is left alone."""
    plan = planned({"LICENSE": b" \n", "COPYING": b"mine"}, PlaceText("LICENSE", "mit"), PlaceText("COPYING", "mit"))
    assert [(found.status.value, found.license) for found in identify(after(plan)["LICENSE"])] == [("canonical", "mit")]
    assert [(one.path, one.why) for one in plan.refused] == [("COPYING", "rule:1")]


def test_a_text_that_is_not_held_is_refused_with_the_reason() -> None:
    """Nothing is made up where the words are not here."""
    plan = planned({}, PlaceText("LICENSE", "gemma-2025-03-24"), PlaceText("LICENSE", "no-such"))
    assert plan.changes == ()
    assert all("are not held here" in one.reason for one in plan.refused)
    assert len(plan.refused) == 2


def test_the_restrictions_of_a_licence_are_placed_word_for_word() -> None:
    """Every restriction clause stands in the annex as it stands in the text."""
    from rail.edits.texts import canonical_text

    knowledge = Knowledge.load()
    record = knowledge.license("bigscience-openrail-m")
    assert record is not None
    assert record.terms is not None
    annex = after(planned({}, PlaceRestrictions("USE_RESTRICTIONS.md", record.id)))["USE_RESTRICTIONS.md"].decode()
    spans = {record.clause(term.clause).span for term in record.terms.terms if term.kind.value == "prohibition"}  # type: ignore[union-attr] # of this record
    assert len(spans) > 10
    assert all(canonical_text(record.id)[slice(*span)].strip() in annex for span in spans)


def test_a_notice_is_added_once() -> None:
    """The fixed sentence of a licence stands in the notice file after what stood there, and is not added again."""
    record = Knowledge.load().license("llama2")
    assert record is not None
    assert record.terms is not None
    edit = PlaceNotice("NOTICE", "llama2", record.terms.duties("notice-text")[0].id)
    first = after(planned({"NOTICE": b"Ours."}, edit))["NOTICE"]
    assert first.startswith(b"Ours.\n\n")
    assert planned({"NOTICE": first}, edit).changes == ()


def test_a_section_asks_and_answers_nothing() -> None:
    """A skeleton is marked as unanswered."""
    text = after(planned({"README.md": CARD}, AddSection("README.md", "Limits", ("What fails?",))))["README.md"]
    assert text == CARD + f"\n## Limits\n\n{TO_ANSWER}\n\n- What fails?\n".encode()


LINES = st.lists(st.sampled_from(["a", "b", "", "---", "c\r", "+x", "\u00e9"]), max_size=12)
NAMES = st.sampled_from(["README.md", "docs/a b.md", 'we"ird.md', "caf\u00e9.md", "tab\there.md"])


@settings(max_examples=60, deadline=None)
@given(old=st.none() | LINES, new=LINES, end=st.tuples(st.booleans(), st.booleans()), name=NAMES)
def test_git_applies_the_patch(
    tmp_path_factory: pytest.TempPathFactory, old: list[str] | None, new: list[str], end: tuple[bool, bool], name: str
) -> None:
    """Git makes the same bytes of the patch as we do, and the other way round back."""
    before = None if old is None else ("\n".join(old) + ("\n" if end[0] else "")).encode()
    made = ("\n".join(new) + ("\n" if end[1] else "")).encode()
    if before == made or (before is None and not made):
        return
    folder = tmp_path_factory.mktemp("patch")
    if before is not None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(before)
    patch = write_patch(Plan((FileChange(name, before, made, ()),), ()))
    git(folder, patch)
    assert (folder / name).read_bytes() == made
    git(folder, patch, "-R")
    assert ((folder / name).read_bytes() if (folder / name).exists() else None) == before


def git(folder: Path, patch: str, *options: str) -> None:
    """Apply a patch to a folder that is no repository."""
    environment = {"GIT_CEILING_DIRECTORIES": str(folder.parent), "PATH": os.environ["PATH"]}
    command = ["git", "apply", "--whitespace=nowarn", *options, "-"]
    subprocess.run(command, cwd=folder, check=True, input=patch.encode(), env=environment)


def test_a_plan_is_written_and_its_patch_kept(tmp_path: Path) -> None:
    """What was planned stands in the folder, and the kept patch undoes it."""
    (tmp_path / "README.md").write_bytes(CARD)
    plan = planned({"README.md": CARD}, SetKey("README.md", "license", "mit"), PlaceText("docs/LICENSE", "mit"))
    journal = apply_plan(plan, str(tmp_path))
    assert journal is not None
    assert (tmp_path / "README.md").read_bytes() == after(plan)["README.md"]
    git(tmp_path, (tmp_path / journal).read_text(encoding="utf-8"), "-R")
    assert (tmp_path / "README.md").read_bytes() == CARD
    assert not (tmp_path / "docs" / "LICENSE").exists()


def test_a_folder_that_changed_is_not_written(tmp_path: Path) -> None:
    """A plan holds only over what it was made from."""
    (tmp_path / "README.md").write_bytes(b"other")
    with pytest.raises(InputError, match="changed while"):
        apply_plan(planned({"README.md": CARD}, SetKey("README.md", "license", "mit")), str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["README.md"]


@pytest.mark.parametrize("path", ["../out", "/srv/out", "a/../../out", "link/out", "link2"])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    """Neither dots nor links let a plan write elsewhere."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "link").symlink_to(tmp_path)
    (root / "link2").symlink_to(tmp_path / "out")
    with pytest.raises(InputError):
        apply_plan(Plan((FileChange(path, None, b"x", ()),), ()), str(root))
    assert not (tmp_path / "out").exists()


def test_no_link_of_the_folder_is_written_through(tmp_path: Path) -> None:
    """Neither the folder of kept patches nor a left-over part may lead elsewhere."""
    root, out = tmp_path / "root", tmp_path / "out"
    root.mkdir()
    out.mkdir()
    (root / "a").write_bytes(b"one")
    (root / "a.rail-part").symlink_to(out / "target")
    plan = Plan((FileChange("a", b"one", b"two", ()),), ())
    apply_plan(plan, str(root))
    assert ((root / "a").read_bytes(), (root / "a").is_symlink()) == (b"two", False)
    (root / "a").write_bytes(b"one")
    (root / ".rail" / "patches").rename(tmp_path / "patches")
    (root / ".rail").rmdir()
    (root / ".rail").symlink_to(out)
    with pytest.raises(InputError, match="link"):
        apply_plan(plan, str(root))
    assert list(out.iterdir()) == []


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    """The second of two files cannot be written: the first is put back."""
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"is a file")
    plan = Plan((FileChange("a", b"one", b"two", ()), FileChange("b/c", None, b"x", ())), ())
    with pytest.raises(RailError):
        apply_plan(plan, str(tmp_path))
    assert (tmp_path / "a").read_bytes() == b"one"
