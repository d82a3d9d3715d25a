"""Change the checkers one small thing at a time, and count how many of the changes a test notices.

    python benchmarks/mutation/run.py --work FOLDER [--sample 1000] [--seed 4] [--children 1] [--again] [--show]

Needs the dependency group ``mutation``. Copies the checkout into FOLDER and lets mutmut make every mutant of
``rail/checks`` and ``rail/terms`` there; draws a random sample, always the same for a seed and a state of the code;
runs for each mutant tests that reach the changed function; prints a table by folder and the mutants that survived.
Mutants that change nothing but a text are counted and left out: a message may be worded otherwise.
``--again`` takes an interrupted run up where it stopped; ``--show`` prints the table of what is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import mutants
import reach
from tree import copy_checkout

WIDTHS = (16, 80, 300)  # how many tests are run for a mutant: at first, and for one that survived those
SAMPLE = Path("sample.json")
OUTCOMES = ("killed", "timeout", "survived", "no tests", "other")


def main() -> None:
    """Make the mutants, run a sample of them, and print what became of them."""
    options = read_options()
    work = Path(options.work).resolve()
    work.mkdir(parents=True, exist_ok=True)
    if not (options.again or options.show):
        copy_checkout(work)
    os.chdir(work)
    if not (options.again or options.show):
        prepare(options.sample, options.seed)
    sample = mutants.read_sample(SAMPLE)
    if not options.show:
        run(sample, options.children)
    report(sample)


def read_options() -> Namespace:
    """Return the options of the command line."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--work", required=True, help="a folder to write in")
    parser.add_argument("--sample", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--children", type=int, default=1, help="mutants that are run at the same time")
    parser.add_argument("--again", action="store_true", help="go on with an interrupted run")
    parser.add_argument("--show", action="store_true", help="run nothing")
    return parser.parse_args()


def prepare(size: int, seed: int) -> None:
    """Write all mutants into the copy, and mark the sample."""
    from mutmut.__main__ import create_mutants
    from mutmut.utils.file_utils import copy_also_copy_files, copy_src_dir

    copy_src_dir()
    copy_also_copy_files()
    create_mutants(1)
    made = mutants.read_mutants()
    sample = mutants.draw(made, size, seed)
    mutants.mark(sample)
    mutants.write_sample(SAMPLE, sample)
    texts = sum(mutant.kind == "text" for mutant in made)
    print(f"{len(made)} mutants, {texts} of them change a text only; sample of {len(sample)}, seed {seed}", flush=True)


def run(sample: list[mutants.Mutant], children: int) -> None:
    """Let mutmut run what is marked: on a few tests first, and what survives those on more."""
    if not reach.ALL.exists():
        mutmut("print-time-estimates", sample[0].name)
        reach.keep_all()
    before = 0
    for most in WIDTHS:
        outcomes = mutants.read_outcomes(sample)
        survived = [mutant for mutant in sample if outcomes[mutant] == "survived"]
        mutants.unmark([mutant for mutant in survived if before and reach.tests_of(mutant.name) > before])
        reach.choose(most)
        mutmut("run", "--max-children", str(children))
        before = most


def mutmut(*arguments: str) -> None:
    """Run mutmut with the changed tree before all others; hypothesis tries the same examples every time."""
    environment = {**os.environ, "CI": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": sys.path[0]}
    driver = Path(sys.path[0]) / "driver.py"
    subprocess.run([sys.executable, str(driver), *arguments], check=True, env=environment)


def report(sample: list[mutants.Mutant]) -> None:
    """Print what survived, and the tables."""
    outcomes = mutants.read_outcomes(sample)
    for mutant, outcome in outcomes.items():
        if outcome not in {"killed", "timeout"}:
            print(f"\n## {outcome}: {mutant.name} ({mutant.kind})\n{mutants.difference(mutant)}")
    print()
    table("folder", Counter((str(mutant.path.parent), outcome) for mutant, outcome in outcomes.items()))
    table("kind of change", Counter((mutant.kind, outcome) for mutant, outcome in outcomes.items()))


def table(title: str, counts: Counter[tuple[str, str]]) -> None:
    """Print one table, a row for each group and one for all."""
    print(f"| {title} | mutants | {' | '.join(OUTCOMES)} | noticed |\n|---|{'---:|' * (len(OUTCOMES) + 2)}")
    groups = sorted({group for group, _ in counts})
    for name, members in [*((group, {group}) for group in groups), ("all", set(groups))]:
        row = Counter[str]()
        for (group, outcome), count in counts.items():
            if group in members:
                row[outcome if outcome in OUTCOMES else "other"] += count
        noticed = (row["killed"] + row["timeout"]) / row.total()
        print(f"| {name} | {row.total()} | {' | '.join(str(row[one]) for one in OUTCOMES)} | {noticed:.1%} |")
    print()


if __name__ == "__main__":
    main()
