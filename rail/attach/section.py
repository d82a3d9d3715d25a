"""What a card says of its licence: who licenses what, and the restrictions in our own words, marked as a summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.attach.setting import ANNEX
from rail.cards.mentions import NameFinder
from rail.model.terms import FlowDown, TermKind
from rail.terms.consequences import EXCLUDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rail.attach.setting import Holding, Setting
    from rail.attach.text_sources import LicenseText
    from rail.model.license import License
    from rail.model.terms import Term

BEGIN = "<!-- rail attach: begin -->"
END = "<!-- rail attach: end -->"
HEADING = "## License"
_MARKUP = re.compile(r"([\\`*_\[\]#|~!])")
_FLOWING = frozenset({FlowDown.SAME_RESTRICTIONS, FlowDown.EQUIVALENT_RESTRICTIONS, FlowDown.COPY_AND_POLICY})
_SUBJECT = {
    "weights": "The weights are",
    "code": "The code is",
    "data": "The data is",
    "docs": "The documentation is",
}
_KINDS = {"model": "This model is", "dataset": "This dataset is"}


def section_text(setting: Setting, *, heading: bool) -> str:
    """Return the section between its marks.

    Args:
        setting: the release with its attachments.
        heading: it needs a heading of its own.
    """
    blocks = [HEADING] if heading else []
    blocks += [_licensed(holding, setting) for holding in setting.holdings]
    for holding in _once(setting.holdings):
        blocks += _terms(holding, setting)
    blocks += list(_phrases(setting))
    return "\n\n".join([BEGIN, *blocks, END])


def plain(text: str) -> str:
    """Return a text of others so that Markdown and HTML show it as it is."""
    shown = _MARKUP.sub(r"\\\1", text)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _licensed(holding: Holding, setting: Setting) -> str:
    attachment = holding.attachment
    subject = _SUBJECT.get(holding.component) or _KINDS.get(setting.facts.artifact, "This release is")
    name = f"[{plain(_called(holding, setting))}]({_target(attachment.text.path)})"
    return f"{subject} licensed by {plain(attachment.licensor)} under {name}."


def _called(holding: Holding, setting: Setting) -> str:
    """Return the licence's name, or its id where readers would take the name for another licence."""
    finder = NameFinder(setting.knowledge.patterns("license-names"))
    named = {
        setting.knowledge.resolve(one.name).license for one in finder.find(holding.record.name, beside_license=True)
    }
    return holding.record.name if named <= {holding.record.id, None} else str(holding.record.id)


def _once(holdings: tuple[Holding, ...]) -> Iterator[Holding]:
    seen = set()
    for holding in holdings:
        if holding.record.id not in seen:
            seen.add(holding.record.id)
            yield holding


def _terms(holding: Holding, setting: Setting) -> Iterator[str]:
    name = plain(holding.record.name)
    text = f"[{plain(holding.attachment.text.path)}]({_target(holding.attachment.text.path)})"
    for policy, held in holding.policies:
        yield f"Its use policy binds as well: {_policy_link(policy, held)}."
    for policy_name, address in _unrecorded(holding):
        link = f"[{plain(policy_name)}]({address})" if address.startswith("https://") else plain(policy_name)
        yield f"It binds to a use policy as well, whose forbidden uses are not listed here: {link}."
    forbidden = [_summary(record, term) for record, term in holding.restrictions()]
    limits = [_summary(holding.record, term) for term in _limits(holding)]
    if not forbidden and not limits:
        return
    annex = f", and [{ANNEX}]({ANNEX}) for the clauses word for word" if forbidden and setting.annex else ""
    yield f"**Summary of {name}.** This summary does not bind; the text of the licence does: see {text}{annex}."
    if forbidden:
        yield "It forbids these uses:"
        yield "\n".join(dict.fromkeys(forbidden))
    if limits:
        yield "It limits whom and what it is for:"
        yield "\n".join(dict.fromkeys(limits))
    if forbidden and holding.record.terms is not None and holding.record.terms.flow_down in _FLOWING:
        yield "Whoever passes this on, or anything derived from it, must pass these restrictions on."


def _unrecorded(holding: Holding) -> Iterator[tuple[str, str]]:
    """Yield name and address of the use policies that a licence takes in and that have no record here."""
    terms = holding.record.terms
    recorded = {str(policy.id) for policy, _ in holding.policies} | {str(holding.record.id)}
    seen: set[str] = set()
    for duty in () if terms is None else terms.duties("follow-policy"):
        name, address = str(duty.params.get("policy", "use policy")), str(duty.params.get("url", ""))
        if name not in recorded | seen and "same text" not in address:
            seen.add(name)
            yield name, address


def _limits(holding: Holding) -> Iterator[Term]:
    terms = holding.record.terms
    for term in () if terms is None else terms.of_kind(TermKind.LIMIT):
        if term.about in EXCLUDING:
            yield term


def _summary(record: License, term: Term) -> str:
    clause = record.clause(term.clause)
    label = term.clause if clause is None else clause.label
    return f"- {plain(term.summary.rstrip('.'))} ({plain(label)})"


def _policy_link(policy: License, text: LicenseText | None) -> str:
    target = "USE_POLICY.md" if text is not None else policy.text.url if policy.text is not None else ""
    return f"[{plain(policy.name)}]({target})"


def _phrases(setting: Setting) -> Iterator[str]:
    """Yield the phrases that licences want to be seen."""
    seen = set()
    for holding in setting.holdings:
        terms = holding.record.terms
        for duty in () if terms is None else terms.duties("display-phrase"):
            phrase = duty.params.get("phrase")
            if isinstance(phrase, str) and phrase not in seen:
                seen.add(phrase)
                yield f"{phrase}."


def _target(path: str) -> str:
    """Return a path as the target of a link."""
    return f"<{path}>" if re.search(r"[ ()]", path) else path
