"""What a run left behind that was cut off while it wrote into a release."""

from __future__ import annotations

from rail.model.late import dataclass

JOURNAL_FOLDER = ".rail/journal"
JOURNAL_PLAN = "plan.json"
PREPARING, OPEN, DONE = "preparing", "open", "done"


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A journal that lies open.

    Attributes:
        state: ``preparing``: no file of the release was touched yet; ``open``: some may be in place, others not.
        paths: the files that the run meant to write, as far as the journal tells.
    """

    state: str
    paths: tuple[str, ...] = ()
