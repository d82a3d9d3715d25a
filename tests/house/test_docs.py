"""A thing without a page does not exist, and a page that says something else than the code is a defect."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from house.repository import ROOT, name_of, read_text, tracked_files, tracked_under

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [path for path in tracked_files(".md") if name_of(path).startswith(("docs/", "README", "CONTRIB", "SECURITY"))]
_LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


def test_generated_pages_and_the_readme_say_what_the_code_says() -> None:
    """Command, rule and format pages, and the output in the README, are what `make docs` would write."""
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], check=False, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_generated_page_is_tracked() -> None:
    """A page that was generated is also committed."""
    present = {path for folder in ("commands", "rules") for path in (ROOT / "docs" / folder).glob("*.md")}
    assert present - set(tracked_under("docs")) == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_link_between_our_pages_leads_somewhere(page: Path) -> None:
    """Relative links name files of this checkout."""
    missing = [target for target in _LINK.findall(read_text(page)) if not (page.parent / target).exists()]
    assert missing == []


def test_the_readme_is_one_screen_besides_the_output_that_it_shows() -> None:
    """What a newcomer has to read before the first command is short."""
    readme = re.sub(r"```console.*?```", "", read_text(ROOT / "README.md"), flags=re.DOTALL)
    assert len(readme.splitlines()) <= 45


def test_every_decision_has_the_same_parts_and_a_line_in_the_index() -> None:
    """A decision without its bad consequences is an advertisement."""
    index = read_text(ROOT / "docs" / "adr" / "index.md")
    for page in sorted((ROOT / "docs" / "adr").glob("[0-9]*.md")):
        headings = re.findall(r"^## (.+)$", read_text(page), flags=re.MULTILINE)
        assert headings[:3] == ["Context", "Decision", "Bad consequences"]
        assert f"({page.name})" in index
