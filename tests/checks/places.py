"""Where the rules look: of each case what is found, how grave, at which place and on what evidence, without the words.

A file of ``expected/`` holds the cases of one rule that find or skip something; their messages may be worded anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rail.checks.trials import Ran
    from rail.model.finding import Evidence, Rule

EXPECTED = Path(__file__).parent / "expected"
UPDATED = bool(os.environ.get("RAIL_UPDATE_GOLDEN"))
_EMPTY = re.compile(r"(?<!\")None\b|[^\s]\s\s|\(\)|''|``|\b(?:0|-\d+) more\b|^[\s,;:]|\s$")
RENEW = "RAIL_UPDATE_GOLDEN=1 pytest -q tests/checks/test_cases.py; read the difference before it is committed"


def shown(ran: Ran | None, rule: Rule) -> str:
    """Return the findings and skips of one run of a rule, a line each and one for each piece of evidence."""
    findings, skipped = ran or ((), ())
    lines = []
    for finding in findings:
        own = [key for key in ("why", "fix") if getattr(finding, key) != getattr(rule, key)]
        part = f" [{finding.component}]" if finding.component else ""
        told = f", own {' and '.join(own)}" if own else ""
        lines.append(f"  {finding.severity.word} {finding.confidence} {finding.location}{part}{told}")
        lines += [f"    {_evidence(one)}" for one in finding.evidence]
    if skipped:
        lines.append(f"  skipped for {len({skip.reason for skip in skipped})} reasons")
    return "".join(f"{line}\n" for line in lines)


def unworded(ran: Ran | None) -> list[str]:
    """Return the texts of a run that say nothing, or show a value that is not there."""
    findings, skipped = ran or ((), ())
    texts: list[object] = [skip.reason for skip in skipped]
    for finding in findings:
        texts += [finding.message, finding.why, finding.fix, *(one.text for one in finding.evidence)]
    return [repr(text) for text in texts if not isinstance(text, str) or not text.strip() or _EMPTY.search(text)]


def read_expected(name: str) -> dict[str, str]:
    """Return what the cases of a rule are expected to show, by the name of the case."""
    path = EXPECTED / f"{name}.txt"
    cases: dict[str, str] = {}
    case = ""
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if path.exists() else ():
        if line.startswith(" "):
            cases[case] += line
        else:
            case = line.strip()
            cases[case] = ""
    return cases


def write_expected(name: str, cases: dict[str, str]) -> None:
    """Write what the cases of a rule are expected to show."""
    EXPECTED.mkdir(exist_ok=True)
    text = "".join(f"{case}\n{told}" for case, told in sorted(cases.items()))
    (EXPECTED / f"{name}.txt").write_text(text, encoding="utf-8")


def _evidence(one: Evidence) -> str:
    clause = f"{one.license or ''} {one.clause or ''}".strip()
    parts = (str(one.location or ""), clause, f"({one.source})" if one.source else "")
    return " ".join(filter(None, parts)) or "told"
