"""Write every document about real releases, and have each read by a program that knows nothing of us.

``RAIL_CORPUS=/folder python benchmarks/documents/releases.py [--only NAME]``
The folder holds ``inputs/releases``; nothing of it is part of this repository. SPDX 2.3 is read and validated by
spdx-tools, SPDX 3.0.1 by spdx-python-model, CycloneDX by cyclonedx-python-lib's strict validator, ODRL as RDF by rdflib
and against our own check of the information model. Exits with 1 where one of them finds a fault.
"""

from __future__ import annotations

import json
import os
import sys
import time
import warnings
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from rdflib import Graph, Namespace
from spdx_python_model import v3_0_1 as spdx3
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from rail.documents.cyclonedx.reading import read_bom
from rail.documents.notes import restriction_note
from rail.documents.odrl.checks import policy_faults
from rail.documents.odrl.policy import write_release_policy
from rail.documents.odrl.reading import read_policy
from rail.knowledge.store import Knowledge
from rail.operations.report import release_inventory
from rail.operations.report_cyclonedx import write_cyclonedx
from rail.operations.report_spdx import write_spdx
from rail.operations.terms_report import terms_of_release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rail.documents.inventory import Inventory

AS_OF = "2026-11-24"
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
ENDINGS = {"json": ".json", "yaml": ".yaml", "xml": ".xml", "rdf": ".rdf", "tag": ".spdx"}
STRICT = {"1.6": JsonStrictValidator(SchemaVersion.V1_6), "1.7": JsonStrictValidator(SchemaVersion.V1_7)}


def spdx2_faults(inventory: Inventory) -> Iterator[str]:
    """Yield what spdx-tools says about each of its five formats."""
    with TemporaryDirectory() as folder:
        for name, ending in ENDINGS.items():
            path = Path(folder) / f"sbom{ending}"
            path.write_bytes(write_spdx(inventory, "2.3", name).data)
            document = parse_file(str(path))
            yield from (f"{name}: {one.validation_message}" for one in validate_full_spdx_document(document))
            if len(document.files) != sum(file.sha1 is not None for file in inventory.files):
                yield f"{name}: files were lost"


def spdx3_faults(inventory: Inventory) -> Iterator[str]:
    """Yield what the official binding misses in the document."""
    objects = spdx3.SHACLObjectSet()
    data = write_spdx(inventory, "3.0.1", "json").data
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sbom.json"
        path.write_bytes(data)
        with path.open("rb") as stream:
            spdx3.JSONLDDeserializer().read(stream, objects)
    if len(list(objects.foreach_type("software_File"))) != len(inventory.files):
        yield "files were lost"


def cyclonedx_faults(inventory: Inventory) -> Iterator[str]:
    """Yield what the strict validator says, and what reading back misses."""
    for spec, validator in STRICT.items():
        text = write_cyclonedx(inventory, spec).decode()
        error = validator.validate_str(text)
        if error is not None:
            yield f"{spec}: {str(error)[:200]}"
        read = read_bom(text)
        notes = [note for one in read.components for note in one.restrictions]
        if any(restriction_note(one) not in notes for one in inventory.restrictions):
            yield f"{spec}: restrictions were lost"
        if sum(one.kind == "file" for one in read.components) != len(inventory.files):
            yield f"{spec}: files were lost"


def odrl_faults(folder: Path) -> Iterator[str]:
    """Yield rules without target or action in the RDF, what our own check says, and what reading back misses."""
    terms = terms_of_release(str(folder), as_of=AS_OF)
    text = write_release_policy(terms, Knowledge.load().vocabulary())
    yield from policy_faults(json.loads(text))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = Graph().parse(data=text, format="json-ld")
    rules = {rule for kind in ("permission", "prohibition", "obligation") for rule in graph.objects(None, ODRL[kind])}
    if not rules:
        yield "no rule in the RDF"
    yield from (f"{rule}: no target" for rule in rules if (rule, ODRL.target, None) not in graph)
    yield from (f"{rule}: no action" for rule in rules if (rule, ODRL.action, None) not in graph)
    read = read_policy(text)
    for one in terms.instruments():
        back, known = read[str(one.license.id)], one.license.terms
        expected = known and tuple(sorted(known.terms, key=lambda term: term.id))
        if (back and back.terms) != expected:
            yield f"{one.license.id}: terms were lost"


def main() -> int:
    """Print a row for each release; return the exit code."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="A part of the release's name.")
    only = parser.parse_args().only or ""
    root = Path(os.environ["RAIL_CORPUS"]) / "inputs" / "releases"
    formats: dict[str, Callable[[Inventory], Iterator[str]]] = {
        "SPDX 2.3": spdx2_faults,
        "SPDX 3.0.1": spdx3_faults,
        "CycloneDX": cyclonedx_faults,
    }
    print(f"{'release':44}" + "".join(f"{name:>12}" for name in (*formats, "ODRL")) + f"{'seconds':>9}")
    faults = 0
    for folder in sorted(path for path in root.iterdir() if path.is_dir() and only in path.name):
        begun = time.perf_counter()
        inventory = release_inventory(str(folder), as_of=AS_OF)
        found = {name: list(check(inventory)) for name, check in formats.items()} | {"ODRL": list(odrl_faults(folder))}
        cells = "".join(f"{len(problems) or 'valid':>12}" for problems in found.values())
        print(f"{folder.name:44}{cells}{time.perf_counter() - begun:9.2f}")
        for name, problems in found.items():
            print("".join(f"  {name}: {problem}\n" for problem in problems), end="")
            faults += len(problems)
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
