"""``rail schema``: the published schemas, for editors and programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from rail.resources import content_dir

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Rail = Callable[..., subprocess.CompletedProcess[str]]


def test_every_schema_is_listed_and_printed(rail: Rail, tmp_path: Path) -> None:
    """What the list names can be had, as the file that the package itself uses."""
    listed = [line.split()[0] for line in rail("schema").stdout.splitlines()]
    files = sorted((content_dir("policy") / "schema").glob("*.schema.json"))
    assert listed == [path.name.removesuffix(".schema.json") for path in files]
    assert rail("schema", "rail-yaml").stdout == files[listed.index("rail-yaml")].read_text(encoding="utf-8")
    rail("schema", "rule.schema.json", "--output", str(tmp_path / "rule.json"))
    assert json.loads((tmp_path / "rule.json").read_text(encoding="utf-8"))["$id"] == "urn:railkit:schema:rule"


def test_a_slip_is_answered_with_the_nearest(rail: Rail) -> None:
    """A name that nothing answers to is an error with the next step."""
    done = rail("schema", "rail-yml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean 'rail-yaml'?" in done.stderr
