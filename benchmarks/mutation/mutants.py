"""The mutants that mutmut makes of the checkers: their names, what each changes, and what became of it."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.mutation.file_mutation import create_mutations
from mutmut.mutation.trampoline_templates import mangle_function_name
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

if TYPE_CHECKING:
    from collections.abc import Iterator

SKIPPED = 34  # mutmut's mark for a mutant that is not to be run
KINDS = (
    (cst.BaseString, "text"),
    (cst.BaseNumber, "number"),
    (cst.Call, "argument or method of a call"),
    (cst.Assign | cst.AnnAssign | cst.AugAssign, "assignment"),
    (cst.IfExp, "arm of a conditional expression"),
    (cst.Match, "case of a match"),
    (cst.Lambda, "lambda"),
    (cst.Name, "True or False"),
    (cst.BaseStatement | cst.BaseSmallStatement, "break or continue"),
)


class Mutant(NamedTuple):
    """One change of one function."""

    name: str
    path: Path
    kind: str


def read_mutants() -> list[Mutant]:
    """Return every mutant of the tree in the current folder, in an order that does not change."""
    return [mutant for path in sorted(walk_mutatable_files()) for mutant in _of_file(path)]


def draw(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return a random sample of those that change more than a text."""
    eligible = [mutant for mutant in mutants if mutant.kind != "text"]
    return sorted(random.Random(seed).sample(eligible, min(size, len(eligible))))  # noqa: S311 # no secret


def mark(sample: list[Mutant]) -> None:
    """Tell mutmut to run these mutants and no others."""
    wanted = {mutant.name for mutant in sample}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        data.exit_code_by_key = {name: None if name in wanted else SKIPPED for name in data.exit_code_by_key}
        if data.exit_code_by_key:
            data.save()


def unmark(again: list[Mutant]) -> None:
    """Tell mutmut to run these mutants once more."""
    for path in {mutant.path for mutant in again}:
        data = SourceFileMutationData(path=path)
        data.load()
        data.exit_code_by_key |= {mutant.name: None for mutant in again if mutant.path == path}
        data.save()


def read_outcomes(sample: list[Mutant]) -> dict[Mutant, str]:
    """Return what became of each mutant, in mutmut's words."""
    codes: dict[str, int | None] = {}
    for path in {mutant.path for mutant in sample}:
        data = SourceFileMutationData(path=path)
        data.load()
        codes |= data.exit_code_by_key
    return {mutant: status_by_exit_code[codes[mutant.name]] for mutant in sample}


def difference(mutant: Mutant) -> str:
    """Return the lines that a mutant changes, with a little around them."""
    lines = get_diff_for_mutant(mutant.name, path=mutant.path).splitlines()
    return "\n".join(line for line in lines if not line.startswith(("---", "+++")))


def write_sample(path: Path, sample: list[Mutant]) -> None:
    """Keep a sample, so that a run can be taken up again."""
    path.write_text(json.dumps([[mutant.name, str(mutant.path), mutant.kind] for mutant in sample], indent=0))


def read_sample(path: Path) -> list[Mutant]:
    """Return the sample that was kept."""
    return [Mutant(name, Path(file), kind) for name, file, kind in json.loads(path.read_text())]


def _of_file(path: Path) -> list[Mutant]:
    data = SourceFileMutationData(path=path)
    data.load()
    kinds = _kinds_of_file(path)
    # mutmut numbers the mutants of a function in the order in which it made them.
    made = [Mutant(name, path, kinds[name.rpartition(".")[2]]) for name in data.exit_code_by_key]
    return sorted(made)


def _kinds_of_file(path: Path) -> dict[str, str]:
    module, mutations, _, _ = create_mutations(str(path), path.read_text(encoding="utf-8"))
    names = dict(_functions(module))
    counts = Counter[str]()
    kinds: dict[str, str] = {}
    for mutation in mutations:
        name = names.get(mutation.contained_by_top_level_function)
        if name is not None:
            counts[name] += 1
            kinds[f"{name}__mutmut_{counts[name]}"] = _kind(mutation.original_node)
    return kinds


def _functions(module: cst.Module) -> Iterator[tuple[cst.FunctionDef, str]]:
    for statement in module.body:
        inside = statement.body.body if isinstance(statement, cst.ClassDef) else (statement,)
        class_name = statement.name.value if isinstance(statement, cst.ClassDef) else None
        for function in inside:
            if isinstance(function, cst.FunctionDef):
                yield function, mangle_function_name(name=function.name.value, class_name=class_name)


def _kind(node: cst.CSTNode) -> str:
    return next((kind for type_, kind in KINDS if isinstance(node, type_)), "operator or comparison")
