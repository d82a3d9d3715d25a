"""Every licence whose text is held is attached to a fresh release, and the check then has nothing against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attach.releases import DAY, LATER, contents, dataset, model, wish
from rail.knowledge.store import Knowledge
from rail.knowledge.textpack import TextPack
from rail.model.finding import Severity
from rail.model.verdict import Verdict
from rail.operations.attach import attach_license
from rail.operations.check import check_release

if TYPE_CHECKING:
    from pathlib import Path

KNOWLEDGE = Knowledge.load()
HELD = [
    record.id
    for record in KNOWLEDGE.licenses()
    if record.kind == "license" and TextPack.load().text(record.id) is not None
]
FOR_DATA = [name for name in HELD if "data" in (KNOWLEDGE.license(name) or pytest.fail(name)).artifacts]
# True of the licence and not of how it was attached: a text for data or software, attached to something else.
OF_THE_CHOICE = {"license-kind-unsuited"}


def attached(root: Path, name: str) -> None:
    """Attach a licence, hold the check against it, and attach it again on another day."""
    attach_license(str(root), wish(name), as_of=DAY)
    report = check_release(str(root), as_of=DAY)
    found = [one for one in report.findings if one.severity > Severity.INFO and one.rule not in OF_THE_CHOICE]
    assert [(one.rule, one.message) for one in found] == []
    assert report.verdict > Verdict.UNKNOWN, report.skipped
    before = contents(root)
    attach_license(str(root), wish(name), as_of=LATER)
    assert contents(root) == before


def test_there_are_as_many_as_there_were() -> None:
    """None is left out unseen."""
    assert len(HELD) >= 88
    assert len(FOR_DATA) >= 60


@pytest.mark.parametrize("name", HELD)
def test_attached_to_a_model(name: str, tmp_path: Path) -> None:
    """Nothing above info comes of the licence, and a second run changes nothing."""
    attached(model(tmp_path), name)


@pytest.mark.parametrize("name", FOR_DATA)
def test_attached_to_a_dataset(name: str, tmp_path: Path) -> None:
    """The same for data, where the text is made for data too."""
    attached(dataset(tmp_path), name)


@pytest.mark.parametrize("name", [one.id for one in KNOWLEDGE.licenses() if one.kind == "use-policy"])
def test_a_policy_is_no_licence(name: str, tmp_path: Path) -> None:
    """It grants nothing; the message says what to attach instead."""
    from rail.errors import InputError

    with pytest.raises(InputError, match="is a use policy, no licence"):
        attach_license(str(model(tmp_path)), wish(name), as_of=DAY)
