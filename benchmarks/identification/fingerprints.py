"""Compare identification by window hashes with identification by words: the same texts, known once in each way.

``python benchmarks/identification/fingerprints.py [--mutants 60]``
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from mutate import mutants, reformattings

from rail.identify.build import identify_sections
from rail.identify.fingerprint import fingerprint_of
from rail.identify.identify import identify_text
from rail.identify.index import Index
from rail.identify.known import from_record, hashes_of
from rail.identify.normalise import decode
from rail.identify.packfile import Pack, write_pack
from rail.knowledge.records import read_record
from rail.knowledge.textpack import TextPack
from rail.resources import content_dir

SEED = 20261124


def both_ways(folder: Path) -> tuple[Index, Index, list[tuple[dict[str, object], str]]]:
    """Return an index by words, one by fingerprints, and the records with their texts."""
    pack = TextPack.load()
    found = []
    for path in sorted(content_dir("licenses").glob("*/license.yaml")):
        record = read_record(path)
        text = pack.text(record["id"])
        if text is not None:
            found.append((record, text))
    by_words = [from_record(record, text) for record, text in found]
    by_hashes = []
    for known, (record, text) in zip(by_words, found, strict=True):
        data = fingerprint_of(record, text)
        by_hashes.append(known._replace(text=None, free=[], optional=[], fingerprint=data, hashes=hashes_of(data)))
    indexes = []
    for name, texts in (("words", by_words), ("hashes", by_hashes)):
        write_pack(folder / name, identify_sections(texts))
        indexes.append(Index(Pack(folder / name)))
    return indexes[0], indexes[1], found


def main() -> None:
    """Print how often both ways agree, and their times."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=60, help="of each text")
    options = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311 # repeatable, nothing secret
    counts: Counter[str] = Counter()
    seconds = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        words, hashes, found = both_ways(Path(folder))
        for record, text in found:
            spared = [tuple(item["span"]) for item in record.get("variable") or ()]  # type: ignore[attr-defined] # records are plain mappings
            inputs = [("mutant", item.text) for item in mutants(text, spared, chance, options.mutants)]
            inputs += [("reformatting", decode(data)) for _, data in reformattings(text)]
            for kind, content in inputs:
                answers = []
                for number, index in enumerate((words, hashes)):
                    start = time.perf_counter()
                    result = identify_text(content, index)[0]
                    seconds[number] += time.perf_counter() - start
                    answers.append((result.status.value, result.license, [item.clause_id for item in result.changes]))
                counts[f"{kind}: by words {answers[0][0]}, by hashes {answers[1][0]}"] += 1
                counts[f"{kind}: same clauses named"] += answers[0] == answers[1]
    for name, number in sorted(counts.items()):
        print(f"{name}: {number}")
    print(f"seconds: by words {seconds[0]:.1f}, by hashes {seconds[1]:.1f}")


if __name__ == "__main__":
    main()
