"""`rail derive --fix` and `rail attach` on one release: each leaves alone what the other one wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attach.derive.releases import DAY, files, fixed, release
from rail.attach.request import AttachRequest
from rail.errors import InputError
from rail.operations.attach import attach_license

if TYPE_CHECKING:
    from pathlib import Path

BLOOM, STABLE = "bigscience/bloom", "CompVis/stable-diffusion-v1-4"

# What rail attach works out from the whole release, and so from what rail derive adds.
FOR_PROGRAMS = {"rail.lock", "use-restrictions.json", "use-restrictions.odrl.jsonld"}


def attached(root: Path, license_id: str) -> tuple[str, ...]:
    """Attach a licence, and return the files that changed."""
    request = AttachRequest((("release", license_id),), licensor="Example Org", authority="owner", sbom="none")
    done = attach_license(str(root), request, as_of=DAY)
    assert done.refused == ()
    return tuple(change.path for change in done.planned.plan.changes)


@pytest.mark.parametrize("derived_first", [True, False])
def test_both_stand_in_one_annex_in_either_order(derived_first: bool, tmp_path: Path) -> None:  # noqa: FBT001 # a case
    """The restrictions of the release's own licence and of its base's, and nothing is written twice."""
    release(tmp_path)
    if derived_first:
        fixed(tmp_path, BLOOM)
        attached(tmp_path, "bigcode-openrail-m")
    else:
        attached(tmp_path, "bigcode-openrail-m")
        fixed(tmp_path, BLOOM)
    annex = files(tmp_path)["USE_RESTRICTIONS.md"].decode()
    assert annex.count("\n## BigCode OpenRAIL-M v1\n") == annex.count("\n## BigScience BLOOM RAIL 1.0\n") == 1
    assert fixed(tmp_path, BLOOM).plan.changes == ()
    assert set(attached(tmp_path, "bigcode-openrail-m")) <= FOR_PROGRAMS
    assert attached(tmp_path, "bigcode-openrail-m") == ()
    assert fixed(tmp_path, BLOOM).plan.changes == ()


def test_another_upstream_after_an_attach_leaves_it_ours(tmp_path: Path) -> None:
    """The lock follows what rail derive adds to a file that rail attach wrote."""
    attached(release(tmp_path), "bigcode-openrail-m")
    fixed(tmp_path, BLOOM)
    done = fixed(tmp_path, BLOOM, STABLE)
    assert "use-restrictions.json" in {one.path for one in done.left}
    assert set(attached(tmp_path, "bigcode-openrail-m")) <= FOR_PROGRAMS


def test_what_people_wrote_between_stays_theirs(tmp_path: Path) -> None:
    """Rail derive does not make their words ours, so rail attach does not write over them."""
    attached(release(tmp_path), "bigcode-openrail-m")
    annex = tmp_path / "USE_RESTRICTIONS.md"
    annex.write_text(f"{annex.read_text()}\nAnd be kind.\n")
    fixed(tmp_path, BLOOM)
    with pytest.raises(InputError, match="what people wrote"):
        attached(tmp_path, "bigcode-openrail-m")
    assert b"And be kind." in files(tmp_path)["USE_RESTRICTIONS.md"]


def test_a_licence_of_ones_own_beside_the_annex(tmp_path: Path) -> None:
    """Journey J11, the way that is possible: duties first, then the licence, then a check without an error."""
    fixed(release(tmp_path), BLOOM, own="apache-2.0")
    attached(tmp_path, "apache-2.0")
    done = fixed(tmp_path, BLOOM, own="apache-2.0")
    assert done.plan.changes == ()
    assert [one.rule for one in done.report.findings if one.severity.word in {"error", "review"}] == []
