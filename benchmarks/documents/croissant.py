"""Croissant descriptions of data sets with real cards, checked by us and read by mlcroissant.

    python benchmarks/documents/croissant.py CARDS [--reader PYTHON]

CARDS is a folder of data cards. Each becomes a small data set with one file. ``--reader`` is a Python that has
mlcroissant (tried with 1.1.1); without one, only our own check is made.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from rail.knowledge.store import Knowledge
from rail.operations.report import release_inventory
from rail.operations.report_croissant import Stated, check_croissant, release_card, write_croissant
from rail.operations.terms_report import terms_of_release

AS_OF = "2026-11-24"
STATED = Stated("https://example.org/data", "Example Org", "2026-01-01", None)
READER = """
import json, sys
import mlcroissant
for path in sys.argv[1:]:
    try:
        found = sorted(mlcroissant.Dataset(path).metadata.ctx.issues.errors)
    except Exception as error:
        found = [f"{type(error).__name__}: {error}"[:200]]
    print(json.dumps(found))
"""


def main() -> int:
    """Write, check and read all descriptions; return 1 where one is not accepted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cards", type=Path)
    parser.add_argument("--reader")
    arguments = parser.parse_args()
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        paths = [written(card, Path(folder), seen) for card in sorted(arguments.cards.iterdir())]
        wrong = {path.name: check_croissant(str(path)) for path in paths}
        whole = [path for path in paths if not wrong[path.name]]
        others = read_by(arguments.reader, whole) if arguments.reader else []
    print(f"{len(paths)} descriptions; with {dict(sorted(seen.items()))}")
    ours = Counter(problem for problems in wrong.values() for problem in problems)
    print(f"our own check: {sum(map(bool, wrong.values()))} with problems: {dict(ours.most_common(10))}")
    if arguments.reader:
        bad = [one for one in others if one]
        print(f"mlcroissant, of the {len(others)} that claim the edition: {len(bad)} with errors: {bad[:3]}")
    return int(any(others))


def written(card: Path, folder: Path, seen: Counter[str]) -> Path:
    """Write the description of a data set with this card, and count what it holds."""
    root = folder / card.stem
    (root / "data").mkdir(parents=True)
    (root / "README.md").write_bytes(card.read_bytes())
    (root / "data" / "rows.csv").write_bytes(b"a,b\n1,2\n")
    inventory, terms = release_inventory(str(root), as_of=AS_OF), terms_of_release(str(root), as_of=AS_OF)
    data = write_croissant(inventory, terms, release_card(str(root)), STATED).data
    seen.update(
        key.partition(":")[0] for key in json.loads(data) if key in {"usageInfo", "license"} or key[:4] == "rai:"
    )
    path = folder / f"{card.stem}.json"
    path.write_bytes(data)
    return path


def read_by(python: str, paths: list[Path]) -> list[list[str]]:
    """Return the errors that mlcroissant finds in each description."""
    done = subprocess.run([python, "-c", READER, *map(str, paths)], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    Knowledge.load()
    raise SystemExit(main())
