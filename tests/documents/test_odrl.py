"""Terms as a policy in ODRL 2.2, written, held against the information model, and read back."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from documents.terms_of_records import RECORDS, VOCABULARY, record, release
from rail.documents.odrl.checks import policy_faults
from rail.documents.odrl.policy import write_license_policy, write_release_policy
from rail.documents.odrl.reading import read_policy
from rail.documents.release_terms import ComponentTerms, Instrument, ReleaseTerms
from rail.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from rail.model.license import License

ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")


def policy_of(name: str, *policies: str) -> dict[str, Any]:
    """Return the document of a licence with some use policies."""
    instruments = [Instrument(record(one)) for one in (name, *policies)]
    document = json.loads(write_license_policy(instruments, VOCABULARY))
    assert isinstance(document, dict)
    return document


def rules(document: dict[str, Any], section: str) -> dict[str, Any]:
    """Return the rules of one kind in the first policy, by their term."""
    return {rule["railkit:term"]: rule for rule in document["@graph"][0][section]}


def graph_of(text: str) -> Graph:
    """Return the RDF that a reader who knows nothing of us makes of a document."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses what rdflib deprecates
        return Graph().parse(data=text, format="json-ld")


@pytest.mark.parametrize("license_", RECORDS, ids=lambda license_: str(license_.id))
def test_every_record_is_a_policy_and_is_read_back_whole(license_: License) -> None:
    """The information model's minimum is kept, and every term comes back from the rule that says it."""
    text = write_release_policy(release(Instrument(license_)), VOCABULARY)
    assert policy_faults(json.loads(text)) == []
    terms = read_policy(text)[str(license_.id)]
    assert terms is not None
    assert license_.terms is not None
    assert terms.flow_down is license_.terms.flow_down
    assert terms.terms == tuple(sorted(license_.terms.terms, key=lambda term: term.id))


@pytest.mark.parametrize("name", ["creativeml-openrail-m", "llama2", "gemma-2025-03-24", "cc-by-nc-4.0", "mit"])
def test_a_reader_of_json_ld_finds_the_rules_that_odrl_asks_for(name: str) -> None:
    """In the RDF each rule has a target and an action, and each constraint its three parts; nothing is fetched."""
    graph = graph_of(write_license_policy([Instrument(record(name))], VOCABULARY))
    found = {rule for kind in ("permission", "prohibition", "obligation") for rule in graph.objects(None, ODRL[kind])}
    assert len(found) > 0
    assert [rule for rule in found if (rule, ODRL.target, None) not in graph] == []
    assert [rule for rule in found if (rule, ODRL.action, None) not in graph] == []
    for part in {part for kind in ("constraint", "refinement") for part in graph.objects(None, ODRL[kind])}:
        said = {name: list(graph.objects(part, ODRL[name])) for name in ("leftOperand", "operator", "or")}
        assert said["or"] or (len(said["leftOperand"]) == len(said["operator"]) == 1)
        assert said["or"] or (part, ODRL.rightOperand, None) in graph


def test_a_restriction_forbids_a_use_of_ours_that_is_part_of_odrl_use() -> None:
    """Who knows ODRL only still understands that some use is forbidden; who knows DPV finds its concept."""
    graph = graph_of(write_license_policy([Instrument(record("creativeml-openrail-m"))], VOCABULARY))
    action = URIRef("urn:railkit:use:medical-advice")
    assert (None, ODRL.action, action) in graph
    assert (action, RDF.type, ODRL.Action) in graph
    assert ODRL.use in set(graph.transitive_objects(action, ODRL.includedIn))
    assert (action, SKOS.broader, None) in graph


@pytest.mark.parametrize("license_", RECORDS, ids=lambda license_: str(license_.id))
def test_no_permission_is_wider_than_the_licence(license_: License) -> None:
    """ODRL's `use` holds every action but a transfer: permitting it would permit what the licence does not grant."""
    document = json.loads(write_license_policy([Instrument(license_)], VOCABULARY))
    permitted = {rule["action"] for rule in document["@graph"][0].get("permission", ())}
    assert permitted.isdisjoint({str(ODRL.use), str(ODRL.transfer)})
    inside = [node for node in document["@graph"] if node.get("includedIn") in permitted]
    assert [node["@id"] for node in inside if node["includedIn"] not in node.get("skos:exactMatch", ())] == []


@pytest.mark.parametrize("license_", RECORDS, ids=lambda license_: str(license_.id))
def test_every_action_of_ours_is_part_of_one_of_odrl(license_: License) -> None:
    """No word of ours stands alone, and none is part of itself."""
    document = json.loads(write_license_policy([Instrument(license_)], VOCABULARY))
    included = {node["@id"]: node["includedIn"] for node in document["@graph"] if "includedIn" in node}
    for action in included:
        chain = [action]
        while chain[-1] in included:
            assert included[chain[-1]] not in chain
            chain.append(included[chain[-1]])
        assert chain[-1].startswith(str(ODRL))


def test_what_a_limit_forbids_is_an_act() -> None:
    """A limit against derivatives forbids modifying; one against distribution ODRL's own action."""
    assert rules(policy_of("cc-by-nd-4.0"), "prohibition")["no-derivatives"]["action"] == "urn:railkit:act:modify"
    found = rules(policy_of("alphafold3-weights-terms"), "prohibition")
    assert found["no-distribution"]["action"] == str(ODRL.distribute)


def test_crosswalks_stand_beside_the_words() -> None:
    """What the vocabulary says of other vocabularies is said in the document."""
    graph = graph_of(write_license_policy([Instrument(record("cc-by-nc-4.0"))], VOCABULARY))
    purpose = URIRef("urn:railkit:purpose:non-commercial")
    assert (purpose, SKOS.exactMatch, URIRef("https://w3id.org/dpv#NonCommercialPurpose")) in graph
    assert (URIRef("urn:railkit:duty:attribution"), SKOS.closeMatch, ODRL.attribute) in graph


def test_qualifiers_are_conditions_of_the_prohibition() -> None:
    """An intent that the clause asks for is a constraint, an exception one that must not be met."""
    rule = rules(policy_of("llama3.1-use-policy"), "prohibition")
    lifted = [part for one in rule.values() for part in one.get("constraint", ()) if "leftOperand" in part]
    exceptions = [part for part in lifted if part["leftOperand"] == "urn:railkit:qualifier:exception"]
    assert exceptions != []
    assert {part["operator"] for part in exceptions} == {"odrl:isNoneOf"}


def test_an_exception_that_needs_several_things_is_lifted_by_all_of_them_only() -> None:
    """As long as one is missing the prohibition holds."""
    rule = rules(policy_of("chameleon-use-policy"), "prohibition")
    needed = next(one for one in rule.values() if one.get("railkit:params", {}).get("exception") == "all-needed")
    parts = [part for part in needed["constraint"] if "or" in part]
    assert [{one["operator"] for one in part["or"]["@list"]} for part in parts] == [{"odrl:neq"}]


def test_a_threshold_is_a_number_with_its_operator_and_unit() -> None:
    """Up to the threshold the permission holds, above it not."""
    permission = rules(policy_of("llama3.1"), "permission")["use"]
    limit = next(part for part in permission["constraint"] if part["railkit:term"] == "users-threshold")
    number = next(one for one in limit["or"]["@list"] if one["leftOperand"].startswith("urn:railkit:metric:"))
    assert number["operator"] == "odrl:lteq"
    assert number["rightOperand"] == {"@value": 700_000_000, "@type": "xsd:integer"}
    assert number["unit"] == "urn:railkit:unit:users"


def test_a_threshold_that_calls_for_a_display_narrows_no_permission() -> None:
    """The duty beside it says what has to be shown."""
    document = policy_of("kimi-k2")
    stated = {one["railkit:term"] for one in document["@graph"][0]["railkit:statement"]}
    assert {"users-threshold", "revenue-threshold"} <= stated
    constrained = [part for one in rules(document, "permission").values() for part in one.get("constraint", ())]
    assert [part for part in constrained if "threshold" in json.dumps(part)] == []


def test_a_territory_is_a_place_that_permissions_leave_out() -> None:
    """Named groups of countries are words of ours, single countries too."""
    permission = next(iter(rules(policy_of("hunyuan3d-2.0"), "permission").values()))
    limit = next(part for part in permission["constraint"] if part["railkit:about"] == "territory")
    places = [{"@id": f"urn:railkit:territory:{name}"} for name in ("eu", "gb", "kr")]
    assert (limit["leftOperand"], limit["operator"], limit["rightOperand"]) == ("odrl:spatial", "odrl:isNoneOf", places)


def test_a_duty_of_an_act_comes_with_the_permission_of_the_act() -> None:
    """What has to be done when copies are handed on is a duty of the permission to distribute."""
    graph = graph_of(write_license_policy([Instrument(record("apache-2.0"))], VOCABULARY))
    permission = next(graph.subjects(ODRL.action, ODRL.distribute))
    actions = {graph.value(duty, ODRL.action) for duty in graph.objects(permission, ODRL.duty)}
    assert URIRef("urn:railkit:duty:copy-of-license") in actions


def test_a_duty_that_always_holds_is_an_obligation_of_the_policy() -> None:
    """No act has to come first."""
    assert "follow-policy" in rules(policy_of("llama3.1"), "obligation")


def test_a_licence_takes_in_the_policy_that_it_refers_to() -> None:
    """The rules of the use policy hold with the licence's own."""
    document = policy_of("llama3.1", "llama3.1-use-policy")
    assert document["@graph"][0]["inheritFrom"] == ["urn:railkit:license:llama3.1-use-policy:policy"]
    assert "inheritFrom" not in document["@graph"][1]


def test_a_release_with_a_licensor_is_an_offer_by_them() -> None:
    """Without a licensor it is a Set: nobody is said to offer anything."""
    terms = release(Instrument(record("mit"), "LICENSE", "0" * 64))
    offer = json.loads(write_release_policy(replace(terms, licensor="Ours & Söhne <b>"), VOCABULARY))
    assert offer["@graph"][0]["@type"] == "Offer"
    assert offer["@graph"][0]["assigner"] == "urn:railkit:party:Ours%20%26%20S%C3%B6hne%20%3Cb%3E"
    assert policy_faults(offer) == []
    assert json.loads(write_release_policy(terms, VOCABULARY))["@graph"][0]["@type"] == "Set"


def test_a_rule_is_about_the_components_that_its_words_speak_of() -> None:
    """A restriction on the model says nothing of the documents that are under the same licence."""
    one = Instrument(record("creativeml-openrail-m"))
    components = (ComponentTerms("weights", "weights", (one,)), ComponentTerms("docs", "docs", (one,)))
    document = json.loads(write_release_policy(ReleaseTerms("x", "2026-11-24", components), VOCABULARY))
    found = rules(document, "permission")
    assert found["host"]["target"] == ["urn:railkit:release:x:component:weights"]
    assert found["own-terms"]["target"] == [f"urn:railkit:release:x:component:{name}" for name in ("weights", "docs")]


def test_a_licence_that_nobody_encoded_asks_for_a_reader() -> None:
    """Terms that are not known permit nothing; the one rule is to read the licence."""
    text = write_release_policy(release(Instrument(replace(record("mit"), terms=None))), VOCABULARY)
    policy = json.loads(text)["@graph"][0]
    assert [rule["action"] for rule in policy["obligation"]] == ["odrl:reviewPolicy"]
    assert "permission" not in policy
    assert read_policy(text) == {"mit": None}
    assert policy_faults(json.loads(text)) == []


def test_a_component_whose_licence_cannot_be_told_permits_nothing() -> None:
    """It has a policy all the same, whose one rule is that somebody has to look."""
    terms = ReleaseTerms("x", "2026-11-24", (ComponentTerms("weights", "weights", ()),))
    document = json.loads(write_release_policy(terms, VOCABULARY))
    assert policy_faults(document) == []
    rule = {"target": ["urn:railkit:release:x:component:weights"], "action": "odrl:reviewPolicy"}
    assert rule.items() <= document["@graph"][0]["obligation"][0].items()
    assert "permission" not in document["@graph"][0]
    assert read_policy(json.dumps(document)) == {}


def test_words_of_the_licence_stand_in_the_policy_when_they_are_given() -> None:
    """The clause is quoted beside the rule."""
    one = Instrument(record("mit"), words={clause.id: "Our words." for clause in record("mit").clauses})
    graph = graph_of(write_license_policy([one], VOCABULARY))
    assert (None, URIRef("urn:railkit:ns:words"), Literal("Our words.")) in graph


def without(name: str) -> Callable[[dict[str, Any]], object]:
    """Return what takes one key out of the first prohibition."""
    return lambda document: document["@graph"][0]["prohibition"][0].pop(name)


def spoil_constraint(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    """Return what overwrites one part of a constraint."""

    def spoil(document: dict[str, Any]) -> None:
        rule = next(
            one for one in document["@graph"][0]["prohibition"] if "leftOperand" in one.get("constraint", [{}])[0]
        )
        rule["constraint"][0][name] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (without("action"), "no action"),
        (without("target"), "no target"),
        (spoil_constraint("operator", "odrl:about"), "operator 'odrl:about' is none of ODRL"),
        (spoil_constraint("leftOperand", "urn:railkit:operand:new"), "is defined nowhere"),
        (spoil_constraint("rightOperand", []), "no rightOperand"),
        (lambda document: document["@graph"][0].update({"@type": "Offer"}), "no assigner"),
        (lambda document: document["@graph"][0].pop("profile"), "no profile"),
        (lambda document: document["@graph"].clear(), "there is no policy"),
    ],
)
def test_what_the_information_model_asks_for_is_missed(spoil: Callable[[dict[str, Any]], object], fault: str) -> None:
    """Our check is no formality: each part that is taken away is named."""
    document = policy_of("creativeml-openrail-m")
    spoil(document)
    assert any(fault in one for one in policy_faults(document))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"@graph": [{"railkit:license": "mit"}]}', "[" * 100_000])
def test_what_is_no_policy_of_ours_is_refused(text: str) -> None:
    """Reading says so, whatever it was."""
    with pytest.raises(InputError, match="no ODRL policy"):
        read_policy(text)
