"""Terms by chance, for properties: few words, so that they meet often."""

from __future__ import annotations

from hypothesis import strategies as st

from rail.model.terms import FlowDown, Term, TermKind, Terms

ACTIONS = ("distribute", "host", "use")
ARTIFACTS = ("model", "code", "data")
USES = ("medical-advice", "malware", "impersonation")
PERMITTED = ("use", "distribute", "commercial-use")
INTENTS = ("purpose", "effect", "knowing")
EXCEPTIONS = ("consent", "disclosure")

few = st.integers(0, 9).map(str)


def some(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return no, one or several of the words, in any order."""
    return st.lists(st.sampled_from(words), unique=True, max_size=len(words)).map(tuple)


prohibitions = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.PROHIBITION),
    about=st.sampled_from(USES),
    clause=few,
    summary=few,
    qualifiers=st.fixed_dictionaries(
        {},
        optional={
            "intent": some(INTENTS),
            "exception": some(EXCEPTIONS),
            "automation": st.just(("fully-automated",)),
            "strength": some(("must-not", "agree-not-to")),
        },
    ),
    artifacts=some(ARTIFACTS),
)
duties = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.DUTY),
    about=st.sampled_from(("copy-of-license", "keep-latest-version", "display-phrase")),
    clause=few,
    summary=few,
    when=some(ACTIONS),
    artifacts=some(ARTIFACTS),
    params=st.fixed_dictionaries({}, optional={"phrase": few, "span": st.tuples(few, few)}),
)
thresholds = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.LIMIT),
    about=st.sampled_from(("users-threshold", "revenue-threshold")),
    clause=few,
    summary=few,
    params=st.fixed_dictionaries(
        {"value": st.integers(1, 9), "effect": st.sampled_from(("license-request", "no-rights"))}
    ),
)
territories = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.LIMIT),
    about=st.just("territory"),
    clause=few,
    summary=few,
    params=st.fixed_dictionaries({"excluded": some(("EU", "GB", "KR"))}),
)
plain_limits = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.LIMIT),
    about=st.sampled_from(("non-commercial", "research-only")),
    clause=few,
    summary=few,
    artifacts=some(ARTIFACTS),
)
permissions = st.builds(
    Term,
    id=few,
    kind=st.just(TermKind.PERMISSION),
    about=st.sampled_from(PERMITTED),
    clause=few,
    summary=few,
    when=some(ACTIONS),
    artifacts=some(ARTIFACTS),
    params=st.fixed_dictionaries(
        {},
        optional={
            "irrevocable": st.booleans(),
            "respecting": st.sampled_from(("pass-restrictions-on", "share-alike")),
            "basis": few,
        },
    ),
)
restrictions = prohibitions | duties | thresholds | territories | plain_limits
three_alike = st.sampled_from((prohibitions, duties, thresholds, territories, plain_limits)).flatmap(
    lambda kind: st.tuples(kind, kind, kind)
)
any_term = permissions | restrictions
terms = st.builds(Terms, flow_down=st.sampled_from(list(FlowDown)), terms=st.lists(any_term, max_size=7).map(tuple))
