"""Count what identification gets right, apart for the texts that it is tuned on and those that are held out.

``RAIL_CORPUS=/folder/with/texts python benchmarks/identification/accuracy.py [--part seen] [--only KIND] [--show]``
The corpus (a folder that holds ``texts/``) is optional; the texts of the pack are always used.
Tune with ``--part seen``, and look at the other third when nothing is left to tune.
"""

from __future__ import annotations

import os
import random
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from forms import as_kept, more_forms
from meanings import meant_edits
from mutate import mutants, reformattings, spared_by_form
from split import HELD_OUT, SEEN, part_of
from whole_files import corpus_files, installed_files, judge

from rail.identify.identify import identify
from rail.identify.index import load_index
from rail.identify.normalise import normalise
from rail.knowledge.records import read_record
from rail.knowledge.textpack import TextPack
from rail.model.identification import TextStatus
from rail.resources import content_dir

SEED = 20261124


class Sample(NamedTuple):
    """A text under test: a name for the report, the text, and the ranges of characters that are declared variable."""

    name: str
    text: str
    spared: list[tuple[int, int]]

    @property
    def part(self) -> str:
        """Whether the text may be tuned on."""
        return part_of(self.name.removesuffix(".txt"))


def records() -> dict[str, dict[str, object]]:
    """Return the licence records by id."""
    found = map(read_record, sorted(content_dir("licenses").glob("*/license.yaml")))
    return {record["id"]: record for record in found}


def samples(pack: TextPack, known: int, chance: random.Random) -> list[Sample]:
    """Return the texts with a record, the corpus's texts that are known, and some other texts of the pack."""
    chosen = []
    own = records()
    for key, record in own.items():
        text = pack.text(key)
        if text is not None:
            spans = [tuple(item["span"]) for item in record.get("variable") or ()]  # type: ignore[attr-defined] # records are plain mappings
            chosen.append(Sample(key, text, spans))
    chosen += corpus()
    rest = [key for key in pack.keys() if key not in own and len((pack.text(key) or "").split()) >= 60]  # noqa: PLR2004, SIM118 # a pack is no mapping; shorter texts are notices
    chosen += [Sample(key, pack.text(key) or "", []) for key in chance.sample(rest, min(known, len(rest)))]
    return chosen


def corpus() -> list[Sample]:
    """Return the texts under RAIL_CORPUS that are known, word for word."""
    folder = os.environ.get("RAIL_CORPUS")
    if not folder:
        return []
    found = []
    for path in sorted((Path(folder) / "texts").glob("*.txt")):
        data = path.read_bytes()
        results = identify(data)
        if len(results) == 1 and results[0].status is TextStatus.CANONICAL:
            text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            found.append(Sample(path.name, text, []))
    return found


def is_declared_free(text: str, place: int, license_id: str) -> bool:
    """Tell whether a place in a faithful copy lies in a passage whose wording may differ."""
    index = load_index()
    number = index.find(license_id)
    if number is None:
        return False
    reference = index.reference(number)
    words = normalise(text).words
    before = len(normalise(text[:place]).words)
    if reference.size != len(words):  # a copy without optional passages, or with a title: find the place from behind
        before += reference.size - len(words)
    return any(low - 1 <= before <= high for low, high in reference.free)


def self_identification(pack: TextPack, *, show: bool) -> None:
    """Identify every text of the pack and compare the answer with its name."""
    counts: Counter[str] = Counter()
    times = []
    for key in pack.keys():  # noqa: SIM118 # a method of the pack
        data = (pack.text(key) or "").encode()
        start = time.perf_counter()
        results = identify(data)
        times.append((time.perf_counter() - start) * 1000)
        first = results[0]
        names = {first.license, first.ids.licensedb}
        if first.status is TextStatus.CANONICAL and key in names and len(results) == 1:
            verdict = "right"
        elif first.status is TextStatus.CANONICAL and len(results) == 1:
            verdict = "canonical of a sibling"
        else:
            verdict = f"other: {first.status.value}"
        counts[verdict] += 1
        if show and verdict != "right":
            print(
                f"    {key}: {[(item.status.value, item.license, len(item.changes), item.via) for item in results][:3]}"
            )
    print(f"known texts: {sum(counts.values())}: {dict(counts)}")
    print(f"  warm: median {median(times):.2f} ms, mean {mean(times):.2f} ms, worst {max(times):.1f} ms")


def mutation(chosen: list[Sample], total: int, chance: random.Random, *, show: bool) -> None:
    """Identify edited texts: each must be ``modified``, none ``canonical``."""
    counts: Counter[tuple[str, str]] = Counter()
    times = []
    each = max(8, total // max(1, len(chosen)))
    for sample in chosen:
        fixed = [*sample.spared, *spared_by_form(sample.text)]
        edits = [*mutants(sample.text, sample.spared, chance, each), *meant_edits(sample.text, fixed, chance)]
        for edit in edits:
            start = time.perf_counter()
            results = identify(edit.text.encode("utf-8"))
            times.append((time.perf_counter() - start) * 1000)
            statuses = {item.status for item in results}
            status = "modified" if TextStatus.MODIFIED in statuses else results[0].status.value
            if status == "canonical" and is_declared_free(sample.text, edit.place, results[0].license or ""):
                status = "(in a passage declared free)"
            counts[(edit.kind, status)] += 1
            if show and status not in {"modified", "(in a passage declared free)"}:
                around = edit.text[max(0, edit.place - 40) : edit.place + 50].replace("\n", "\\n")
                print(f"    {sample.name}: {edit.kind}: {status}: {results[0].license}: ...{around}...")
    report("edits of meaning", counts, "modified", len(chosen))
    if times:
        print(f"  warm: median {median(times):.2f} ms, mean {mean(times):.2f} ms, worst {max(times):.1f} ms")


def reformatting(chosen: list[Sample], *, show: bool) -> None:
    """Identify reformattings: each must stay ``canonical``."""
    counts: Counter[tuple[str, str]] = Counter()
    for sample in chosen:
        for form, data in (*reformattings(sample.text), *more_forms(sample.text)):
            results = identify(data)
            good = len(results) == 1 and results[0].status is TextStatus.CANONICAL
            counts[(form, "canonical" if good else results[0].status.value)] += 1
            if show and not good:
                words = results[0].changes[0] if results[0].changes else None
                print(
                    f"    {sample.name}: {form}: {[(item.status.value, item.license) for item in results][:3]} {words}"
                )
    report("reformattings", counts, "canonical", len(chosen))


def whole_files(part: str, sites: list[str], *, show: bool) -> None:
    """Identify ordinary whole files: every text of the pack as a file keeps it, then files of installed packages."""
    pack = TextPack.load()
    counts: Counter[tuple[str, str]] = Counter()
    for number, key in enumerate(pack.keys()):
        if part_of(key) == part:
            results = identify(as_kept(pack.text(key) or "", number))
            names = {name for item in results for name in (item.license, item.ids.licensedb)}
            named = any(item.license for item in results)
            verdict = "right" if key in names and len(results) == 1 else "wrong" if named else "none"
            counts[("of the pack", verdict)] += 1
            if show and verdict != "right":
                print(f"    {key}: {[(item.status.value, item.license, item.via) for item in results][:3]}")
    for kind, files in (("installed", installed_files(sites)), ("of AI, as found", corpus_files())):
        for file in files:
            if part_of(file.name) == part:
                verdict = judge(file)
                counts[(kind, verdict)] += 1
                if show and verdict != "right":
                    print(f"    {file.name}: {verdict}: {file.told}")
    report("whole files", counts, "right", sum(counts.values()))


def report(what: str, counts: Counter[tuple[str, str]], good: str, texts: int) -> None:
    """Print totals, the share that is as it should be, and every kind that is not so throughout."""
    total: Counter[str] = Counter()
    for (_, status), number in counts.items():
        total[status] += number
    free = sum(number for status, number in total.items() if status.startswith("("))
    share = 100 * total[good] / max(1, sum(total.values()) - free)
    print(f"  {what}: {sum(total.values())} of {texts} texts: {share:.2f} % {good}: {dict(total)}")
    for (kind, status), number in sorted(counts.items()):
        if status != good or good == "right":
            print(f"    {kind}: {status} {number}")


def main() -> None:
    """Print all counts."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=6000)
    parser.add_argument("--known", type=int, default=150, help="how many other texts of the pack to use")
    parser.add_argument("--show", action="store_true", help="print every case that is not as it should be")
    parser.add_argument("--only", choices=("known", "files", "mutants", "reformattings"))
    parser.add_argument("--part", choices=(SEEN, HELD_OUT), help="one part only; default: both")
    parser.add_argument("--seed", type=int, default=SEED, help="of the edits; another one gives other edits")
    parser.add_argument("--site", action="append", default=[], help="a site-packages folder with more whole files")
    options = parser.parse_args()
    pack = TextPack.load()
    if options.only in {None, "known"}:
        self_identification(pack, show=options.show)
    chosen = samples(pack, options.known, random.Random(SEED))  # noqa: S311 # repeatable, nothing secret
    for part in (options.part,) if options.part else (SEEN, HELD_OUT):
        print(f"{part}:")
        own = [sample for sample in chosen if sample.part == part]
        chance = random.Random(options.seed)  # noqa: S311 # repeatable, nothing secret
        if options.only in {None, "files"}:
            whole_files(part, options.site, show=options.show)
        if options.only in {None, "mutants"}:
            mutation(own, options.mutants * len(own) // len(chosen), chance, show=options.show)
        if options.only in {None, "reformattings"}:
            reformatting(own, show=options.show)


if __name__ == "__main__":
    main()
