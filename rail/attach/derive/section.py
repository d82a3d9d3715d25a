"""What the card of a derivative says of its upstreams: sources, licences, restrictions, limits, phrases to be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rail.attach.derive.carrying import prescribed
from rail.checks.fixes.places import ANNEX, restrictions_sentence
from rail.checks.upstream_terms import clause_label
from rail.model.facts import RelationKind
from rail.model.terms import TermKind
from rail.model.upstream_names import is_local_path, plain_name
from rail.terms.conflict import FORBIDDING, NARROWING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rail.attach.derive.derivation import Derivation
    from rail.attach.derive.reach import Reaching
    from rail.attach.derive.texts import Held
    from rail.knowledge.store import Knowledge
    from rail.model.facts import Upstream

TITLE = "Upstream terms"
# A name on the Hub: https://huggingface.co/docs/hub/repositories
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_MARKUP = re.compile(r"([\\`*_\[\]#|~!])")
_MADE = {
    RelationKind.FINETUNE: "This model is a changed version of {}: it was fine-tuned from it.",
    RelationKind.ADAPTER: "This model is an adapter of {}, which it changes when both are used together.",
    RelationKind.MERGE: "This model is a changed version of {}: it was merged from it.",
    RelationKind.QUANTIZED: "This model is a quantized version of {}: its weights were changed to fewer bits.",
    RelationKind.DISTILLED: "This model learned from outputs of {}.",
    RelationKind.TRAINED_ON: "This model was trained on {}.",
}
_OTHER = "This model is built on {}."


def section_body(
    derivation: Derivation,
    held: Mapping[str, Held],
    paths: Mapping[str, str],
    annexed: tuple[str, ...],
    knowledge: Knowledge,
) -> str:
    """Return the section.

    Args:
        derivation: what the derivative owes.
        held: the texts of licences and policies.
        paths: where they stand in the release.
        annexed: the licences whose restrictions stand in the annex.
        knowledge: the records.
    """
    parts = [f"## {TITLE}"]
    for reaching in derivation.reached.licenses:
        parts += _sources(reaching, paths)
    unknown = [one for one in derivation.reached.unknown if not one.via]
    parts += [f"{_made(one)} Its terms are not known here." for one in unknown]
    restricted = [reaching.record.id for reaching in derivation.reached.licenses if _forbids(reaching)]
    parts += [restrictions_sentence(license_id, knowledge) for license_id in restricted]
    if annexed:
        names = " and ".join(dict.fromkeys(_name(one, knowledge) for one in annexed))
        parts.append(
            f"The clauses in [{ANNEX}]({ANNEX}), taken word for word from {names}, apply to this release and to "
            "everything that is derived from it, as part of its licence. They must be passed on."
        )
    parts += _limits(derivation)
    parts += dict.fromkeys(f"{phrase}." for phrase in phrases(derivation, held))
    return "\n\n".join(parts)


def phrases(derivation: Derivation, held: Mapping[str, Held]) -> Iterator[str]:
    """Yield the phrases that licences want to be seen; those that are asked for above a threshold only are not."""
    for due in derivation.dues:
        if due.term.about not in {"display-phrase", "attribution"} or "threshold" in due.term.params:
            continue
        phrase = due.term.params.get("phrase")
        if isinstance(phrase, str):
            yield phrase.rstrip(".")
        elif due.term.about == "display-phrase" and (words := prescribed(due, held)) is not None:
            yield words.strip("\"'\u201c\u201d").rstrip(".")


def _sources(reaching: Reaching, paths: Mapping[str, str]) -> Iterator[str]:
    target = paths.get(reaching.record.id) or (reaching.record.text.url if reaching.record.text else "")
    license_ = f"[{plain(reaching.record.name)}]({_link(target)})" if target else plain(reaching.record.name)
    for upstream in reaching.upstreams:
        if upstream.via:
            through = f", which {plain(upstream.via[-1])} is built on,"
            yield f"{_linked(upstream)}{through} is under {license_}."
        else:
            yield f"{_made(upstream)} {plain(plain_name(upstream.name))} is under {license_}."
    if reaching.data:
        return
    for policy in reaching.policies:
        place = paths.get(policy.id) or (policy.text.url if policy.text else "")
        told = f"[{plain(policy.name)}]({_link(place)})" if place else plain(policy.name)
        yield f"The use policy of {plain(reaching.record.name)} binds as well: {told}."

    for place in {} if reaching.policies else _policy_addresses(reaching):
        yield f"{plain(reaching.record.name)} binds its users to a [use policy]({_link(place)})."


def _policy_addresses(reaching: Reaching) -> dict[str, None]:
    """Return the addresses of policies that a licence takes in and that have no record here."""
    urls = (duty.params.get("url") for duty in reaching.terms.duties("follow-policy"))
    return dict.fromkeys(url for url in urls if isinstance(url, str))


def _forbids(reaching: Reaching) -> bool:
    """Tell whether a licence of a model, or a policy that it takes in, forbids uses."""
    held = (reaching.record, *reaching.policies)
    forbids = any(record.terms is not None and record.terms.of_kind(TermKind.PROHIBITION) for record in held)
    return not reaching.data and (forbids or bool(reaching.terms.duties("follow-policy")))


def _made(upstream: Upstream) -> str:
    return _MADE.get(upstream.kind, _OTHER).format(_linked(upstream))


def _linked(upstream: Upstream) -> str:
    name = plain_name(upstream.name)
    if is_local_path(name) or not _HUB_NAME.fullmatch(name.removeprefix("datasets/")):
        return plain(name)
    folder = "datasets/" if upstream.kind is RelationKind.TRAINED_ON else ""
    return f"[{plain(name)}](https://huggingface.co/{folder}{name.removeprefix('datasets/')})"


def _limits(derivation: Derivation) -> Iterator[str]:
    told = {
        f"- {plain(item.term.summary.rstrip('.'))} ({plain(item.record.name)}, "
        f"{plain(clause_label(item.record, item.term.clause))})": None
        for item in derivation.limits
        if item.term.about in (*FORBIDDING, *NARROWING) and item.term.kind is TermKind.LIMIT
    }
    if told:
        yield "**Limits that go along.** This summary does not bind; the texts of the licences do:"
        yield "\n".join(told)


def plain(text: str) -> str:
    """Return a text of others so that Markdown and HTML show it as it is, on one line."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    shown = _MARKUP.sub(r"\\\1", text)
    return shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _link(path: str) -> str:
    return f"<{path}>" if re.search(r"[ ()]", path) else path


def _name(license_id: str, knowledge: Knowledge) -> str:
    record = knowledge.license(license_id)
    return license_id if record is None else plain(record.name)
