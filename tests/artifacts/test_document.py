"""The facts document: valid, the same every time, printable, without the texts of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from rail.artifacts.collect import collect_facts
from rail.artifacts.document import facts_document
from rail.resources import content_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rail.model.facts import Facts


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """Return the validator of the facts schema."""
    path = content_dir("policy") / "schema" / "facts.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def release(text: Callable[[str], str]) -> dict[str, str | bytes]:
    """Return a release with something of everything."""
    return {
        "README.md": "---\nlicense: openrail\nbase_model: bigscience/bloom\nextra_gated_prompt: Agree\n"
        "extra_gated_fields:\n  Country: country\nlicense: mit\nx: [a, {b: no}]\n---\n# T\n\n"
        "The model is licensed under MIT. [l](LICENSE)\n",
        "LICENSE": text("mit").replace("without restriction", "with restriction"),
        "LICENSE-MODEL": "Copyright [year]",
        "NOTICE": "",
        "USE_POLICY.md": "policy",
        "setup.cfg": "[metadata]\nlicense = MIT\n",
        "a.py": "# SPDX-License-Identifier: MIT\n",
        "m.safetensors": b"\xff" * 20,
        "broken/package.json": "{",
        "rail.yaml": "components:\n  code:\n    license: Apache-2.0\n",
    }


def test_document_is_valid(
    collect: Callable[..., Facts], text: Callable[[str], str], validator: Draft202012Validator
) -> None:
    """A release with something of everything gives a document that the schema accepts, and JSON can hold."""
    document = json.loads(json.dumps(facts_document(collect(release(text)))))
    assert [error.json_path for error in validator.iter_errors(document)] == []
    assert [entry["key"] for entry in document["gate"]] == ["extra_gated_prompt", "extra_gated_fields"]
    keys = [entry["key"] for entry in document["cards"][0]["front_matter"]["entries"]]
    assert keys.count("license") == 2


def test_schema_refuses_what_is_not_documented(collect: Callable[..., Facts], validator: Draft202012Validator) -> None:
    """A key that the schema does not know is an error: nothing enters the document unseen."""
    document = facts_document(collect({})) | {"extra": 1}
    assert not validator.is_valid(document)


def test_document_is_the_same_twice(write: Callable[..., Path], text: Callable[[str], str]) -> None:
    """Two readings give the same bytes."""
    root = str(write(release(text)))
    first, second = (json.dumps(facts_document(collect_facts(root))) for _ in range(2))
    assert first == second


def test_texts_of_others_stay_out(collect: Callable[..., Facts], text: Callable[[str], str]) -> None:
    """A licence text is given by its hash."""
    document = json.dumps(facts_document(collect({"LICENSE": text("apache-2.0")})))
    assert "TERMS AND CONDITIONS" not in document
    assert '"text_sha256"' in document


def test_undecodable_names_and_bytes_print(write: Callable[..., Path]) -> None:
    """File names and contents that are no UTF-8 arrive as text that every output can hold."""
    root = write({"LICENSE": b"\xff\xfe\x00", "README.md": b"---\nlicense: caf\xe9\n---\n\xff\n"})
    (root / "bad\udcff.py").write_text("# SPDX-License-Identifier: MIT\n")
    document = json.dumps(facts_document(collect_facts(str(root))), ensure_ascii=False)
    assert document.encode("utf-8")
    assert "bad\\\\xff.py" in document
