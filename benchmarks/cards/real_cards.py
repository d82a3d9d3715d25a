"""``rail card set`` and ``rail card lint`` on real cards: what is changed, refused and found.

    python benchmarks/cards/real_cards.py CARDS [--profile hf]

CARDS is a folder of cards. Each change is tried on each card; a plain reader of YAML must then find every other key as
it was, and the body must be the same.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import yaml

from rail.cards.front_matter import split_front_matter
from rail.edits.assignment import Assignment
from rail.edits.document import Document, EditError
from rail.edits.matter import assigned
from rail.operations.cards.lint import card_lint

CHANGES = (
    Assignment("license", "set", ("mit",)),
    Assignment("license", "set", ("mit", "apache-2.0"), as_list=True),
    Assignment("tags", "add", ("no",)),
    Assignment("datasets", "set", ("acme/a", "b: c"), as_list=True),
    Assignment("co2_eq_emissions.source", "set", ("line\nline",)),
    Assignment("language", "set", ("no",)),
    Assignment("license", "unset"),
    Assignment("language", "unset"),
)


def main() -> int:
    """Try everything on every card; return 1 where something else changed than was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cards", type=Path)
    parser.add_argument("--profile", default="hf")
    arguments = parser.parse_args()
    cards = sorted(path for path in arguments.cards.iterdir() if path.is_file())
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for path in cards:
        for change in CHANGES:
            outcomes[tried(path.read_bytes(), change, reasons)] += 1
    print(f"{len(cards)} cards, {len(CHANGES)} changes each: {dict(outcomes)}")
    print(f"refused: {dict(reasons.most_common(10))}")
    started = time.perf_counter()
    found: dict[str, Counter[str]] = {}
    for path in cards:
        for one in card_lint(str(path), arguments.profile).items:
            found.setdefault(one.item.id, Counter())[one.status] += 1
    for name, statuses in found.items():
        print(f"{name:24} {dict(sorted(statuses.items()))}")
    print(f"{len(cards) / (time.perf_counter() - started):.0f} cards a second linted")
    return int(outcomes["something else changed"] > 0)


def tried(data: bytes, change: Assignment, reasons: Counter[str]) -> str:
    """Return what came of a change."""
    try:
        before = Document.of(data)
        after = assigned(before, change)
    except EditError as error:
        reasons[error.message.rpartition(": ")[2][:60]] += 1
        return "refused"
    if after.text == before.text:
        return "nothing to change"
    old, new = (split_front_matter(one.text.removeprefix("\ufeff")) for one in (before, after))
    try:
        was = yaml.safe_load(old.block or "") or {}
    except (yaml.YAMLError, ValueError):
        return "changed, was not readable for others"
    is_ = yaml.safe_load(new.block or "") or {}
    key = change.key.partition(".")[0]
    same = {name: value for name, value in was.items() if name != key} == {
        name: value for name, value in is_.items() if name != key
    }
    return "changed" if same and old.body == new.body else "something else changed"


if __name__ == "__main__":
    raise SystemExit(main())
