"""The tool that fills in and checks what records say of their texts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from rail.identify.fingerprint import check_record, fill_in, fingerprint_of, run
from rail.knowledge.textpack import TextPack
from rail.resources import content_dir

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Widget

ZEROS = "0" * 64


def test_a_record_that_agrees(widget: Widget) -> None:
    """Nothing is reported of a record whose hashes and places hold."""
    assert list(check_record(widget.record, widget.text)) == []


def test_a_wrong_clause_hash(widget: Widget) -> None:
    """File, clause, expected and found hash are named."""
    clauses = [{**widget.record["clauses"][0], "sha256": ZEROS}]
    problems = list(check_record({**widget.record, "clauses": clauses}, widget.text))
    assert len(problems) == 1
    assert all(part in problems[0] for part in ("licenses/widget-2.0/license.yaml", "clause grant", ZEROS, "found"))


def test_only_the_hash_is_written(widget: Widget) -> None:
    """Every other character of the file stays."""
    content = (
        f'id: x # note\ntext:\n  pack: null\n  words_sha256: "{ZEROS}" # filled in\n  url: "https://example.org"\n'
    )
    filled = fill_in(content, widget.record, widget.text)
    changed = [pair for pair in zip(content.split("\n"), filled.split("\n"), strict=True) if pair[0] != pair[1]]
    assert [before for before, _ in changed] == [f'  words_sha256: "{ZEROS}" # filled in']


def test_a_notice_gets_its_hash(widget: Widget) -> None:
    """The hash of a prescribed notice stands beside its place; running again changes nothing."""
    items = [{"clause": "grant", "about": "notice-text", "params": {"span": [10, 60], "file": "NOTICE"}}]
    record = {**widget.record, "terms": {"items": items}}
    content = '    - {id: n, params: {span: [10, 60], file: "NOTICE"}}\n'
    once = fill_in(content, record, widget.text)
    assert 'span: [10, 60], file: "NOTICE", words: ' in once
    assert once == fill_in(once, record, widget.text)


def test_a_fingerprint_holds_no_words(widget: Widget) -> None:
    """No sentence of the text can be read from what is committed."""
    data = str(fingerprint_of(widget.record, widget.text)).lower()
    assert [word for word in ("widget", "recipient", "infrastructure", "termination") if word in data] == []


def test_committed_records_agree_with_the_pack(tmp_path: Path) -> None:
    """Hashes and clause places of every record whose text the pack holds are up to date."""
    assert run(tmp_path, content_dir("licenses"), write=False) == []


def test_a_missing_text_is_reported(tmp_path: Path) -> None:
    """A record without pack text, fingerprint and file is named with what is missing."""
    source = content_dir("licenses") / "openmdw-1.0" / "license.yaml"
    (tmp_path / "licenses" / "openmdw-1.0").mkdir(parents=True)
    shutil.copy(source, tmp_path / "licenses" / "openmdw-1.0")
    problems = run(tmp_path, tmp_path / "licenses", write=False)
    assert [problem.endswith("openmdw-1.0.txt is missing") for problem in problems] == [True]


@pytest.mark.parametrize("key", ["no-such-text", ""])
def test_a_text_that_is_not_held(key: str) -> None:
    """The text pack says so with None."""
    assert TextPack.load().text(key) is None


def test_the_text_pack_answers_to_both_names() -> None:
    """A text is found by our id and by its LicenseDB key."""
    pack = TextPack.load()
    assert pack.text("creativeml-openrail-m") == pack.text("stable-diffusion-2022-08-22") is not None
