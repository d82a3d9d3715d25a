"""Everything that the answers of the case files rest on, as it was reviewed; the words of a reason may change.

``RAIL_UPDATE_GOLDEN=1 pytest -q tests/terms/ask/test_reasons.py`` writes ``reasons.txt`` anew; read the difference.
"""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from terms.ask.test_cases import CASES, NAMES, answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.terms.ask.answer import Answer

EXPECTED = Path(__file__).with_name("reasons.txt")


def told(found: Answer) -> Iterator[str]:
    """Yield what an answer rests on, a line each, and that everything has words."""
    yield f"= {found.verdict.word}"
    for reason in found.reasons:
        asks = f" ? {', '.join(reason.questions)}" if reason.questions else ""
        yield f"{reason.effect.word} {reason.kind}: {reason.about} {reason.clause} of {reason.instrument}{asks}"
        assert isinstance(reason.says, str)
        assert reason.says.strip().endswith((".", ":", ")", '"'))
        assert "None" not in reason.says
    for duty in found.duties:
        yield f"duty: {duty.term.id} {duty.clause} of {duty.instrument}"
    for item in found.missing:
        ways = ", ".join(f"{way} {verdict.word}" for way, verdict in item.leads_to.items())
        yield f"asks {item.question}: {ways}{'' if item.decides else ' (decides nothing)'}"


def expected() -> dict[str, list[str]]:
    """Return the reviewed lines by the name of the case."""
    lines = EXPECTED.read_text(encoding="utf-8").splitlines()
    parts = [list(part) for _, part in groupby(lines, key=lambda line: not line.startswith("  "))]
    return {head[-1]: [line.strip() for line in body] for head, body in zip(parts[::2], parts[1::2], strict=True)}


@pytest.fixture(autouse=True, scope="module")
def renewed() -> None:
    """Write the file anew where that is wanted."""
    if os.environ.get("RAIL_UPDATE_GOLDEN"):
        shown = [(name, told(answer(case))) for name, (_, _, case) in zip(NAMES, CASES, strict=True)]
        EXPECTED.write_text("".join(f"{name}\n" + "".join(f"  {line}\n" for line in lines) for name, lines in shown))


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, (_, _, case) in zip(NAMES, CASES, strict=True)])
def test_an_answer_rests_on_what_was_reviewed(name: str, case: dict[str, Any]) -> None:
    """Reasons in their order, duties, and what each open question leads to."""
    assert list(told(answer(case))) == expected()[name]
