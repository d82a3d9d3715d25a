"""The inventory says what places say, guesses nothing, and is the same each time."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rail.documents.expressions import compound_expression, license_expression
from rail.documents.inventory import NOASSERTION
from rail.knowledge.store import Knowledge
from rail.model.facts import ComponentKind, RelationKind
from rail.operations.report import is_document, release_inventory

if TYPE_CHECKING:
    from pathlib import Path

    from rail.documents.inventory import Inventory

RAIL = "LicenseRef-bigscience-bloom-rail-1.0"
OID = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393"


def test_every_part_has_its_own_licence(inventory: Inventory) -> None:
    """The licence of the weights is not that of the code, and what nobody states is not asserted."""
    found = {part.kind: (part.declared, part.concluded) for part in inventory.parts}
    assert inventory.main.kind is ComponentKind.WEIGHTS
    assert found[ComponentKind.WEIGHTS] == (RAIL, RAIL)
    assert found[ComponentKind.CODE] == ("MIT", "MIT")
    assert found[ComponentKind.DATA] == (NOASSERTION, NOASSERTION)


def test_files_are_hashed_and_pointers_are_not_read(inventory: Inventory, release: Path) -> None:
    """A file has the digests of its bytes; a Git LFS pointer those of the object it stands for, and its size."""
    files = {file.path: file for file in inventory.files}
    data = (release / "README.md").read_bytes()
    assert files["README.md"].sha256 == hashlib.sha256(data).hexdigest()
    assert files["README.md"].sha1 == hashlib.sha1(data, usedforsecurity=False).hexdigest()
    big = files["big.safetensors"]
    assert (big.sha256, big.sha1, big.lfs, big.size) == (OID, None, True, 99_000_000_000)


def test_upstreams_have_relation_and_licence(inventory: Inventory) -> None:
    """What it is built on is there with how, and with the licence that was seen, or none."""
    bloom = next(origin for origin in inventory.models if origin.name == "bigscience/bloom")
    assert bloom.license == RAIL
    assert [relation.kind for relation in bloom.relations if relation.child == "."] == [RelationKind.FINETUNE]
    words = next(origin for origin in inventory.datasets if origin.name == "example-org/heron-words")
    assert (words.license, words.direct) == (NOASSERTION, True)


def test_restrictions_carry_clause_and_words(inventory: Inventory) -> None:
    """Every prohibition names its clause, and quotes it where the text is held."""
    prohibitions = [one for one in inventory.restrictions if one.kind == "prohibition"]
    text = next(one.text for one in inventory.licenses if one.expression == RAIL)
    assert len(prohibitions) > 10
    assert text is not None
    assert all(one.clause_label and one.words and one.words in text for one in prohibitions)


def test_the_card_is_described_in_its_own_words(inventory: Inventory) -> None:
    """Intended use, limits, figures and energy are what the card states."""
    card = inventory.described
    assert card is not None
    assert card.sections["intended-use"] == "Telling stories about birds."
    assert card.sections["out-of-scope"] == "Forecasting floods."
    assert card.sections["limitations"] == "It has never seen a river."
    assert card.energy == {"emissions": "12.5", "source": "meter"}
    assert [(one.name, one.value, one.dataset) for one in card.metrics] == [("accuracy", "0.81", "Pond")]
    assert (card.languages, card.library, inventory.version) == (("en", "fr"), "transformers", "1.2.0")


def test_it_is_the_same_each_time(inventory: Inventory, release: Path) -> None:
    """Taking stock twice gives the same."""
    assert inventory == release_inventory(str(release), as_of="2026-11-24")


def test_documents_are_left_out() -> None:
    """A document cannot hold its own digest; nor can what is bound to it."""
    left = ("sbom.spdx.json", "sbom.cdx.json", "a/heron.spdx.json", "rail.intoto.jsonl", ".rail/approvals/a.json")
    kept = ("README.md", "use-restrictions.json", "tokenizer.json", "sbom_reader.py", "docs/about-spdx.md")
    assert all(map(is_document, left))
    assert not any(map(is_document, kept))


def test_an_id_is_never_made_up() -> None:
    """A licence without an SPDX id is a LicenseRef, a compound keeps its operators, an unknown part sinks the whole."""
    knowledge = Knowledge.load()
    assert license_expression("creativeml-openrail-m", knowledge) == "LicenseRef-creativeml-openrail-m"
    assert license_expression("no such+thing!", knowledge) == "LicenseRef-no-such-thing"
    assert compound_expression("mit OR apache-2.0", knowledge) == "Apache-2.0 OR MIT"
    assert compound_expression("MIT AND my-own-words", knowledge) == NOASSERTION
    assert compound_expression("MIT AND", knowledge) == NOASSERTION
