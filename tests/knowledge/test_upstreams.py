"""The table of well-known models and data sets: exact names, sources, dates, licences that exist or are said open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from rail.errors import DataError
from rail.knowledge.compile import upstream_sections
from rail.knowledge.store import Knowledge

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
MODELS = KNOWLEDGE.upstreams("model")
DATASETS = KNOWLEDGE.upstreams("dataset")
ENTRIES = (*MODELS, *DATASETS)

# Facts read by hand: name, licence, models it was made from.
MODEL_FACTS = (
    ("bigscience/bloom", "bigscience-bloom-rail-1.0", ()),
    ("bigscience/bloomz", "bigscience-bloom-rail-1.0", ("bigscience/bloom",)),
    ("gpt2", "mit", ()),
    ("bert-base-uncased", "apache-2.0", ()),
    ("HuggingFaceH4/zephyr-7b-alpha", "mit", ("mistralai/Mistral-7B-v0.1",)),
    ("meta-llama/Llama-3.1-8B", "llama3.1", ()),
    ("Qwen/Qwen2-72B-Instruct", None, ("Qwen/Qwen2-72B",)),
)
DATASET_FACTS = (
    ("librispeech_asr", "cc-by-4.0"),
    ("squad_v2", None),
    ("glue", None),
    ("xsum", None),
    ("databricks/databricks-dolly-15k", "cc-by-sa-3.0"),
)


def test_the_table_holds_three_hundred_entries() -> None:
    """Models and data sets together are at least as many as promised."""
    assert len(MODELS) >= 200
    assert len(DATASETS) >= 100
    assert len(ENTRIES) >= 320


@pytest.mark.parametrize(("name", "license_id", "bases"), MODEL_FACTS, ids=[fact[0] for fact in MODEL_FACTS])
def test_a_model_has_what_its_source_says(name: str, license_id: str | None, bases: tuple[str, ...]) -> None:
    """Licence and bases are those that were read."""
    found = KNOWLEDGE.base(name)
    assert found is not None
    assert (found.license, found.bases) == (license_id, bases)


@pytest.mark.parametrize(("name", "license_id"), DATASET_FACTS, ids=[fact[0] for fact in DATASET_FACTS])
def test_a_data_set_has_what_its_source_says(name: str, license_id: str | None) -> None:
    """The licence is the one that was read; short names of the Hub count as names."""
    found = KNOWLEDGE.dataset(name)
    assert found is not None
    assert found.license == license_id


def test_names_are_exact_but_for_case() -> None:
    """What looks like a known name proves nothing, and a model is no data set."""
    assert KNOWLEDGE.base("BigScience/BLOOM") == KNOWLEDGE.base("bigscience/bloom")
    assert KNOWLEDGE.base("bigscience/bloom-like") is None
    assert KNOWLEDGE.base("bloom") is None
    assert KNOWLEDGE.dataset("bigscience/bloom") is None


def test_every_entry_says_where_and_when_it_was_read() -> None:
    """A source that can be looked up and a day that exists and is past."""
    young = [entry.name for entry in ENTRIES if date.fromisoformat(entry.read_on) > date.fromisoformat(KNOWLEDGE.date)]
    bare = [entry.name for entry in ENTRIES if not entry.source.startswith(("https://", "http://"))]
    assert (young, bare) == ([], [])


def test_every_license_exists_or_is_said_to_be_open() -> None:
    """A licence has a record or a text; without one the entry tells what its source says."""
    unknown = [entry.name for entry in ENTRIES if entry.license and KNOWLEDGE.license(entry.license) is None]
    silent = [entry.name for entry in ENTRIES if entry.license is None and not entry.stated]
    assert (unknown, silent) == ([], [])


def test_what_was_read_at_second_hand_says_so() -> None:
    """A catalogue or somebody else's card is weaker evidence than the thing's own card."""
    weak = [entry for entry in ENTRIES if entry.basis in {"catalogue", "derivative"}]
    assert [entry.name for entry in weak if not entry.note] == []


def test_nothing_is_made_from_itself() -> None:
    """Neither an entry's own name nor a ring of entries stands among its bases."""
    for entry in MODELS:
        seen, open_ = set(), [entry.name]
        while open_:
            known = KNOWLEDGE.base(open_.pop())
            bases = () if known is None else known.bases
            assert entry.name not in bases
            open_ += [base for base in bases if base not in seen]
            seen.update(bases)


def test_bases_lead_to_other_entries() -> None:
    """A chain can be followed where the table knows both ends; a base that it does not know stays a name."""
    known = {name for entry in MODELS for name in entry.bases if KNOWLEDGE.base(name) is not None}
    assert {"mistralai/Mistral-7B-v0.1", "bigscience/bloom", "EleutherAI/gpt-neox-20b"} <= known


def test_a_name_stands_once(tmp_path: Path) -> None:
    """Two entries of one name are refused when the pack is made, whichever file they stand in."""
    entry = "{name: a/b, license: mit, basis: card, source: 'https://example.org', read_on: 2026-01-01}"
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(f"kind: model\nupstreams:\n  - {entry}\n", encoding="utf-8")
    with pytest.raises(DataError, match="stands twice"):
        upstream_sections(tmp_path)
