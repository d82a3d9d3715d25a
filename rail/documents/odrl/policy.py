"""The policies of a release, or of a licence by itself, as one JSON-LD document that fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rail.documents.json_text import json_text
from rail.documents.odrl.definitions import definitions
from rail.documents.odrl.names import CONTEXT, PROFILE, Node, segment
from rail.documents.odrl.rules import Rules
from rail.documents.release_terms import ComponentTerms
from rail.documents.use_restrictions import BINDING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rail.documents.release_terms import Instrument, ReleaseTerms
    from rail.model.license import License
    from rail.model.vocabulary import Vocabulary

FILE_NAME = "use-restrictions.odrl.jsonld"
# Kinds of components -> what terms call them.
_ARTIFACTS = {"weights": "model", "code": "code", "data": "data", "docs": "docs"}


def write_release_policy(terms: ReleaseTerms, vocabulary: Vocabulary) -> str:
    """Return the document of a release's policies: an Offer each where the licensor is known, else a Set."""
    return json_text(release_policy(terms, vocabulary))


def write_license_policy(instruments: Sequence[Instrument], vocabulary: Vocabulary) -> str:
    """Return the document of a licence's policies by themselves: Sets about whatever is put under the licence."""
    return json_text(license_policy(instruments, vocabulary))


def release_policy(terms: ReleaseTerms, vocabulary: Vocabulary) -> Node:
    """Return the document of a release."""
    base = f"urn:railkit:release:{segment(terms.name)}"
    policies = []
    assets: dict[str, Node] = {}
    for one in terms.instruments():
        components = terms.components_of(str(one.license.id))
        name = str(one.license.id)
        targets = _Targets(base, name, components)
        policy = _policy(one, f"{base}:policy:{segment(name)}", targets, vocabulary)
        others = {str(other.license.id) for component in components for other in _policies_of(component, name)}
        _inherit(policy, one.license, [f"{base}:policy:{segment(other)}" for other in sorted(others)])
        if terms.licensor is not None:
            policy["@type"] = "Offer"
            policy["assigner"] = f"urn:railkit:party:{segment(terms.licensor)}"
        policies.append(policy)
        assets |= targets.assets
    for component in terms.components:
        if not component.instruments:
            targets = _Targets(base, "", (component,))
            policies.append(_untold(f"{base}:policy:unknown:{segment(component.name)}", component.name, targets))
            assets |= targets.assets
    parties = [] if terms.licensor is None else [_party(terms.licensor)]
    return _document(policies, [*parties, *assets.values()], vocabulary)


def license_policy(instruments: Sequence[Instrument], vocabulary: Vocabulary) -> Node:
    """Return the document of a licence, with the use policies that it takes in."""
    policies = []
    assets: dict[str, Node] = {}
    for one in instruments:
        name = segment(str(one.license.id))
        targets = _Targets("urn:railkit", str(one.license.id), ())
        policy = _policy(one, f"urn:railkit:license:{name}:policy", targets, vocabulary)
        others = _policies_of(ComponentTerms("", "", tuple(instruments)), str(one.license.id))
        _inherit(policy, one.license, [f"urn:railkit:license:{segment(str(o.license.id))}:policy" for o in others])
        policies.append(policy)
        assets |= targets.assets
    return _document(policies, list(assets.values()), vocabulary)


def _document(policies: list[Node], others: list[Node], vocabulary: Vocabulary) -> Node:
    words = definitions(policies, vocabulary)
    scheme = {"@id": PROFILE, "@type": ["odrl:Profile", "skos:ConceptScheme"], "dct:description": BINDING}
    return {"@context": CONTEXT, "@graph": [*policies, *others, scheme, *words]}


def _policy(one: Instrument, uid: str, targets: _Targets, vocabulary: Vocabulary) -> Node:
    license_ = one.license
    rules = Rules(one, uid, targets.of, vocabulary)
    sections: dict[str, list[Node] | list[Node | str]] = {
        "permission": rules.permissions(),
        "prohibition": rules.prohibitions(),
        "obligation": rules.obligations(),
        "railkit:statement": rules.statements(),
    }
    if not any(rows for name, rows in sections.items() if name != "railkit:statement"):
        sections["obligation"] = [_review(uid, targets)]
    held = license_.text
    stated = one.sha256 or (held and (held.sha256 or held.pack_sha256))
    return {
        "@type": "Set",
        "uid": uid,
        "profile": PROFILE,
        "conflict": "odrl:prohibit",
        "dct:title": license_.name,
        "dct:description": BINDING,
        **({"dct:source": held.url} if held else {}),
        "railkit:license": str(license_.id),
        "railkit:termsKnown": {"@value": license_.terms is not None, "@type": "xsd:boolean"},
        **({"railkit:flowDown": license_.terms.flow_down.value} if license_.terms else {}),
        **({"railkit:textPath": one.path} if one.path else {}),
        **({"railkit:textSha256": stated} if stated else {}),
        **{name: rows for name, rows in sections.items() if rows},
    }


def _untold(uid: str, name: str, targets: _Targets) -> Node:
    """Return the policy of a component whose licence cannot be told: nothing is permitted, and somebody has to look."""
    return {
        "@type": "Set",
        "uid": uid,
        "profile": PROFILE,
        "conflict": "odrl:prohibit",
        "dct:title": f"unknown: the licence of {name} cannot be told",
        "dct:description": BINDING,
        "railkit:termsKnown": {"@value": False, "@type": "xsd:boolean"},
        "obligation": [_review(uid, targets)],
    }


def _review(uid: str, targets: _Targets) -> Node:
    """Return the one rule of a policy with no other, such as one that nobody has encoded: that it has to be read."""
    return {"uid": f"{uid}:review", "target": targets.of(()), "action": "odrl:reviewPolicy"}


def _inherit(policy: Node, license_: License, others: list[str]) -> None:
    if others and license_.kind != "use-policy":
        policy["inheritFrom"] = others


def _policies_of(component: ComponentTerms, license_id: str) -> list[Instrument]:
    policies = [one for one in component.instruments if one.license.kind == "use-policy"]
    return [one for one in policies if str(one.license.id) != license_id]


def _party(name: str) -> Node:
    return {"@id": f"urn:railkit:party:{segment(name)}", "@type": "Party", "rdfs:label": name}


class _Targets:
    """Finds the assets that a term speaks of: components of a release, else whatever is put under the licence."""

    def __init__(self, base: str, license_id: str, components: Sequence[ComponentTerms]) -> None:
        self._base = base
        self._license = license_id
        self._components = components
        self.assets: dict[str, Node] = {}

    def of(self, artifacts: Sequence[str]) -> list[str]:
        """Return the assets of some kinds of artefacts, or of all that the licence covers."""
        wanted = set(artifacts)
        matching = [one for one in self._components if not wanted or _ARTIFACTS.get(one.kind) in wanted]
        found = [self._component(one) for one in matching]
        return found or [self._general(artifact) for artifact in (artifacts or ("any",))]

    def _component(self, component: ComponentTerms) -> str:
        iri = f"{self._base}:component:{segment(component.name)}"
        self.assets[iri] = {
            "@id": iri,
            "@type": "Asset",
            "rdfs:label": component.name,
            "railkit:component": component.kind,
            **({"railkit:path": list(component.paths)} if component.paths else {}),
        }
        return iri

    def _general(self, artifact: str) -> str:
        iri = f"urn:railkit:license:{segment(self._license)}:artifact:{segment(artifact)}"
        label = f"whatever is put under {self._license}" + ("" if artifact == "any" else f": {artifact}")
        self.assets[iri] = {"@id": iri, "@type": ["Asset", "odrl:AssetCollection"], "rdfs:label": label}
        return iri
