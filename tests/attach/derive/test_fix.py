"""What a derivative owes, written into its release."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from attach.derive.releases import CARD, bases, files, fixed, in_pack, release
from rail.errors import InputError
from rail.model.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

LLAMA2, LLAMA, BLOOM = "meta-llama/Llama-2-7b-hf", "meta-llama/Llama-3.1-8B", "bigscience/bloom"
STABLE, MISTRAL = "CompVis/stable-diffusion-v1-4", "mistralai/Mistral-7B-v0.1"


def test_licence_notice_and_card_are_written(tmp_path: Path) -> None:
    """The agreement that leaves no other licence, its notice word for word, and what the card must say."""
    done = fixed(release(tmp_path), LLAMA2)
    written = files(tmp_path)
    assert {"LICENSE", "Notice", "README.md", "rail.lock", "model.safetensors"} == set(written)
    assert (
        b"base_model: meta-llama/Llama-2-7b-hf\nbase_model_relation: finetune\nlicense: llama2\n"
        in written["README.md"]
    )
    assert written["Notice"].startswith(b"Llama 2 is licensed under the LLAMA 2 Community License")
    assert b"llama2" in written["rail.lock"]
    assert done.open_findings == ()


def test_a_second_run_changes_nothing_and_another_day_does_not_either(tmp_path: Path) -> None:
    """No date stands in what is written but in the lock, where it stays."""
    fixed(release(tmp_path), LLAMA2, BLOOM, how="merge")
    before = files(tmp_path)
    again = fixed(tmp_path, BLOOM, LLAMA2, how="merge", day="2027-02-03")
    assert again.plan.changes == ()
    assert files(tmp_path) == before


def test_an_annex_has_one_section_for_each_licence(tmp_path: Path) -> None:
    """Restrictions of both stand there word for word, and the rules find them."""
    done = fixed(release(tmp_path), BLOOM, STABLE, how="merge")
    annex = files(tmp_path)["USE_RESTRICTIONS.md"].decode()
    assert annex.count("\n## ") == 2
    assert "To provide medical advice and medical results interpretation" in annex
    assert done.open_findings == ()
    assert "[USE_RESTRICTIONS.md](USE_RESTRICTIONS.md)" in files(tmp_path)["README.md"].decode()


def test_an_upstream_that_comes_later_is_added(tmp_path: Path) -> None:
    """What was written for the first one stays."""
    fixed(release(tmp_path), BLOOM)
    one = files(tmp_path)["USE_RESTRICTIONS.md"].decode()
    fixed(tmp_path, BLOOM, STABLE)
    two = files(tmp_path)["USE_RESTRICTIONS.md"].decode()
    assert one.count("\n## ") == 1
    assert two.count("\n## ") == 2
    assert len(list((tmp_path / "LICENSES").iterdir())) == 2


def test_line_ends_and_mark_of_a_card_stay(tmp_path: Path) -> None:
    """What people wrote is there byte for byte."""
    card = b"\xef\xbb\xbf" + CARD.replace(b"\n", b"\r\n")
    fixed(release(tmp_path, card), BLOOM)
    new = files(tmp_path)["README.md"]
    assert new.startswith(b"\xef\xbb\xbf---\r\nlibrary_name: transformers\r\n")
    assert b"\r\n# Llama 3 of ours\r\n\r\nA small model.\r\n" in new
    assert new.count(b"\n") == new.count(b"\r\n")


def test_a_release_without_a_card_gets_one(tmp_path: Path) -> None:
    """The card is named after the release."""
    fixed(release(tmp_path / "llama-of-ours", None), LLAMA2)
    assert b"---\n\n# llama-of-ours\n" in files(tmp_path / "llama-of-ours")["README.md"]


def test_what_people_wrote_is_left_and_named(tmp_path: Path) -> None:
    """Another LICENSE, other bases, another use policy: nothing is written over."""
    card = CARD.replace(b"library_name: transformers", b"license: mit\nbase_model: acme/other")
    root = release(tmp_path, card)
    (root / "LICENSE").write_text("All rights reserved, as we say.\n")
    (root / "USE_RESTRICTIONS.md").write_text("# Our rules\n\nBe kind.\n")
    done = fixed(root, BLOOM)
    written = files(root)
    assert written["LICENSE"] == b"All rights reserved, as we say.\n"
    assert written["USE_RESTRICTIONS.md"].startswith(b"# Our rules\n\nBe kind.\n\n<!-- rail derive: begin -->")
    assert b"license: mit\nbase_model: acme/other\n" in written["README.md"]
    assert any(one.why == "`base_model`" and BLOOM in one.reason for one in done.left)


def test_a_text_that_is_not_at_hand_is_named_and_stays_a_finding(tmp_path: Path) -> None:
    """Llama 3.1 is not in the text pack: the licence is stated, its text and notice are left."""
    done = fixed(release(tmp_path), LLAMA)
    left = {one.path: one.reason for one in done.left}
    assert "--fetch takes it from" in left["LICENSE"]
    assert "word for word" in left["Notice"]
    assert [one.rule for one in done.open_findings if one.severity is Severity.ERROR] == ["required-notice-missing"]
    assert b"Built with Llama." in files(tmp_path)["README.md"]


def test_a_copyright_line_of_others_is_not_made_up(tmp_path: Path) -> None:
    """The MIT text names its holders, and nobody here knows them."""
    done = fixed(release(tmp_path), bases()["mit"])
    assert "LICENSES/MIT.txt" not in files(tmp_path)
    assert any("copyright line" in one.reason for one in done.left)


def test_the_statement_of_changes_is_asked_for_once(tmp_path: Path) -> None:
    """Answers are not asked for again."""
    fixed(release(tmp_path), BLOOM)
    card = tmp_path / "README.md"
    before, _, _ = card.read_text().partition("[To be completed]")
    assert before.rstrip().endswith("## Changes")
    card.write_text(f"{before}Fine-tuned on our own notes in May.\n")
    assert fixed(tmp_path, BLOOM).plan.changes == ()


def test_a_model_that_was_learned_from_stands_in_rail_yaml(tmp_path: Path) -> None:
    """The card of the Hub has no key for it, and base_model would say something else."""
    (release(tmp_path) / "rail.yaml").write_text("artifact: model\n")
    fixed(tmp_path, BLOOM, how="distilled")
    written = files(tmp_path)
    assert (
        written["rail.yaml"]
        == b'artifact: model\n\nupstreams:\n  - name: "bigscience/bloom"\n    relation: distilled\n'
    )
    assert b"base_model" not in written["README.md"]
    assert fixed(tmp_path, BLOOM, how="distilled").plan.changes == ()


def test_nothing_is_written_where_no_file_makes_up_for_it(tmp_path: Path) -> None:
    """A base that lets no derivatives be passed on, and two that do not go together."""
    for names in ((bases()["cc-by-nc-nd-4.0"],), (BLOOM, bases()["cc-by-sa-4.0"])):
        before = files(release(tmp_path))
        with pytest.raises(InputError, match="nothing is written"):
            fixed(tmp_path, *names)
        assert files(tmp_path) == before


def test_a_dry_run_gives_the_patch_and_writes_nothing(tmp_path: Path) -> None:
    """The same changes, as a patch."""
    before = files(release(tmp_path))
    shown = fixed(tmp_path, LLAMA2, write=False)
    assert files(tmp_path) == before
    assert "+++ b/LICENSE\n" in shown.patch
    assert fixed(tmp_path, LLAMA2).patch == shown.patch


def test_broken_marks_are_left_to_people(tmp_path: Path) -> None:
    """A mark without the other one: nobody knows what is ours."""
    release(tmp_path, CARD + b"\n<!-- rail derive: begin -->\n\nOurs?\n")
    done = fixed(tmp_path, LLAMA2)
    assert any("once each" in one.reason for one in done.left)
    assert b"\n<!-- rail derive: begin -->\n\nOurs?\n" in files(tmp_path)["README.md"]


def test_data_are_named_with_their_licence(tmp_path: Path) -> None:
    """Attribution of training data, and the key that the Hub reads."""
    fixed(release(tmp_path), MISTRAL, data=("tatsu-lab/alpaca",))
    card = files(tmp_path)["README.md"].decode()
    assert "datasets:\n- tatsu-lab/alpaca\n" in card
    assert "This model was trained on [tatsu-lab/alpaca](https://huggingface.co/datasets/tatsu-lab/alpaca)." in card


def wrong(root: Path, *names: str, how: str) -> list[str]:
    """Return the errors on what is owed that remain, and what a second run would change."""
    done = fixed(release(root), *names, how=how)
    again = fixed(root, *names, how=how)
    errors = [one.message for one in done.open_findings if one.severity is Severity.ERROR]
    return errors + [change.path for change in again.plan.changes]


@pytest.mark.parametrize("license_id", sorted(one for one in bases() if in_pack(one)))
def test_what_the_pack_holds_leaves_no_error(license_id: str, tmp_path: Path) -> None:
    """One base for each licence whose words are here: no error of flow-down, attribution or compatibility stays."""
    name = bases()[license_id]
    try:
        assert wrong(tmp_path, name, how="finetune") == []
    except InputError as error:
        assert "nothing is written" in error.message  # noqa: PT017 # some bases let nothing be derived


@pytest.mark.slow
@pytest.mark.parametrize("how", ["adapter", "merge", "quantized", "distilled"])
def test_what_the_pack_holds_leaves_no_error_however_it_is_made(how: str, tmp_path: Path) -> None:
    """The same for every way to derive."""
    for license_id, name in bases().items():
        if in_pack(license_id):
            try:
                assert wrong(tmp_path / license_id, name, how=how) == [], license_id
            except InputError:
                continue


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_several_bases_at_once_leave_no_error(seed: int, tmp_path: Path) -> None:
    """Sampled pairs and triples of bases whose words are here."""
    chance = random.Random(seed)  # noqa: S311 # the same samples every time
    known = sorted(name for license_id, name in bases().items() if in_pack(license_id))
    names = chance.sample(known, chance.choice([2, 2, 3]))
    try:
        assert wrong(tmp_path, *names, how=chance.choice(["merge", "finetune", "quantized"])) == [], names
    except InputError as error:
        assert "nothing is written" in error.message, names  # noqa: PT017 # some do not go together


def test_a_licence_that_cannot_be_is_not_stated(tmp_path: Path) -> None:
    """What was asked for is impossible: the duties are written, and the licence is left open."""
    done = fixed(release(tmp_path), LLAMA2, own="mit")
    assert b"license:" not in files(tmp_path)["README.md"]
    assert any(one.why == "MIT License" for one in done.left)
