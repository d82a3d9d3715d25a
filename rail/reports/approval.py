"""Sign-offs of a release, for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rail.reports.encode import SCHEMA_VERSION, to_json
from rail.reports.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.model.approval import Approval

    class Standing(Protocol):
        """A sign-off with whether it holds (``rail.operations.approve``)."""

        @property
        def approval(self) -> Approval:
            """The sign-off."""
            ...

        @property
        def holds(self) -> bool:
            """Whether it still holds."""
            ...

        @property
        def why(self) -> tuple[str, ...]:
            """What changed."""
            ...


def approvals_page(path: str, found: Sequence[Standing], width: int) -> Page:
    """Lay out the sign-offs of a release, oldest first."""
    page = Page(width)
    if not found:
        page.add((f"{path}: nobody has signed this release off", "review"))
    for one in found:
        page.blank()
        _sign_off(page, one)
    page.blank()
    page.add(("Names are as they were given. A sign-off is a decision of the person, and no finding of rail.", "quiet"))
    return page


def _sign_off(page: Page, one: Standing) -> None:
    approval = one.approval
    role = f", {approval.role}" if approval.role else ""
    state = ("holds", "good") if one.holds else ("void", "error")
    page.add((f"{approval.release}: ", "title"), state)
    rows = [
        ("approver", f"{approval.approver}{role}"),
        ("report", f"as of {approval.as_of}, verdict {approval.verdict}, sha256 {approval.report_sha256[:16]}"),
        ("files", f"{approval.tree.files:,}, {approval.tree.bytes:,} bytes, sha256 {approval.tree.sha256[:16]}"),
        ("kept in", approval.path),
        *(("accepted", f"{item.id}: {item.message} (why: {item.reason})") for item in approval.accepted),
        *(("void", why) for why in one.why),
    ]
    for label, text in rows:
        page.labelled(label, (text, ""), indent=2, column=14)


def approvals_json(path: str, found: Sequence[Standing]) -> str:
    """Return the document of ``policy/schema/release-status-output.schema.json``."""
    rows = [
        {
            "path": one.approval.path,
            "release": one.approval.release,
            "approver": one.approval.approver,
            "role": one.approval.role,
            "as_of": one.approval.as_of,
            "verdict": one.approval.verdict,
            "tree_sha256": one.approval.tree.sha256,
            "report_sha256": one.approval.report_sha256,
            "accepted": [
                {"id": item.id, "rule": item.rule, "message": item.message, "reason": item.reason}
                for item in one.approval.accepted
            ],
            "holds": one.holds,
            "why": list(one.why),
        }
        for one in found
    ]
    return to_json({"schema_version": SCHEMA_VERSION, "path": path, "approvals": rows})
