"""A licence of our own, known once by its words and once by its fingerprint only."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rail.identify.build import identify_sections
from rail.identify.fingerprint import fingerprint_of
from rail.identify.identify import identify_text
from rail.identify.index import Index
from rail.identify.known import from_record, hashes_of
from rail.identify.packfile import Pack, write_pack

if TYPE_CHECKING:
    from types import ModuleType

    from rail.model.identification import Identification

TEXT = """\
Widget Model Licence, version 2.0
Copyright (c) 2031 Example Widgets

This licence covers the widget model and everything derived from its parameters. By using the model you accept it.

1. Grant. Subject to Section 4.a below, every recipient receives a worldwide, royalty-free permission to reproduce,
   modify and pass on the model, within 30 days of its first publication and afterwards.

2. Conditions.
   (a) A copy of this licence must travel with every copy of the model; and
   (b) changes shall be described in a prominent notice, including but not limited to re-trained parameters.

3. Restrictions. You agree not to use the model
   (a) to track people without their informed consent;
   (b) to operate critical infrastructure in a way that endangers human life;
   (c) for the automated assessment of applicants for housing, credit or employment.

4. Termination.
   a. The permission ends when a restriction of Section 3 is violated and the violation is not cured within 45 days.
   b. The licensor may not revoke the permission for any other reason.

5. Warranty. The model is provided without warranty of any kind, and the licensor is not liable for damages that
   arise from its use, except where mandatory law says otherwise.
"""


def _record(record_id: str, pack: str | None) -> dict[str, Any]:
    def span(begin: str, end: str) -> list[int]:
        return [TEXT.index(begin), TEXT.index(end)]

    clauses = [
        ("grant", "Section 1", span("1. Grant", "2. Cond")),
        ("tracking", "Section 3 (a)", span("(a) to track", "(b) to operate")),
        ("infrastructure", "Section 3 (b)", span("(b) to operate", "(c) for the")),
    ]
    return {
        "id": record_id,
        "name": "Widget Model Licence",
        "ids": {"spdx": None, "hub": None, "licensedb": None},
        "text": {"pack": pack, "sha256": None, "pack_sha256": sha256(TEXT.encode()).hexdigest()},
        "variable": [{"span": span("Widget Model", "This licence"), "what": "title", "optional": True}],
        "clauses": [
            {"id": key, "label": label, "span": place, "sha256": sha256(TEXT[slice(*place)].encode()).hexdigest()}
            for key, label, place in clauses
        ],
        "terms": {"items": [{"clause": "tracking", "about": "surveillance-profiling"}]},
    }


@dataclass(frozen=True)
class Widget:
    """The text, its record, and what a small index of it says."""

    text: str
    record: dict[str, Any]
    index: Index

    def identify(self, text: str) -> Identification:
        """Return the first finding in a text."""
        return identify_text(text, self.index)[0]


@pytest.fixture(scope="session", params=["words", "fingerprint"])
def widget(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Widget:
    """The licence of our own, in an index that holds its words or only its fingerprint."""
    record = _record("widget-2.0", "widget")
    known = from_record(record, TEXT)
    if request.param == "fingerprint":
        data = fingerprint_of(record, TEXT)
        known = known._replace(text=None, free=[], optional=[], fingerprint=data, hashes=hashes_of(data))
    path: Path = tmp_path_factory.mktemp("packs") / "identify.pack"
    write_pack(path, identify_sections([known]))
    return Widget(TEXT, record, Index(Pack(path)))


@pytest.fixture(scope="session")
def edits() -> ModuleType:
    """The mutators and reformatters of the benchmark."""
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "identification" / "mutate.py"
    spec = spec_from_file_location("mutate", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["mutate"] = module  # its named tuples look their module up
    spec.loader.exec_module(module)
    return module
