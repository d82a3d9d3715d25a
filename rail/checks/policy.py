"""Which rules are on: packs resolved, one on the shoulders of another, for one kind of release at one stage.

A pack can loosen only what it takes over. Packs that stand side by side are held together by the strictest word: a
rule is off only where every pack that has it turns it off, and the heaviest severity holds. So the order in which
packs are named does not matter.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from rail.errors import DataError, UnknownIdError
from rail.model.late import dataclass
from rail.model.policy import DEFAULT_STAGE, ActivePolicy, Override, PolicyChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rail.knowledge.store import Knowledge
    from rail.model.finding import Rule, Severity
    from rail.model.policy import RulePack

MOST_PACKS = 50


@dataclass(frozen=True, slots=True)
class _State:
    """One rule as a pack leaves it: the rule, how its file has it, and what was changed on the way."""

    rule: Rule
    raw: Rule
    off: PolicyChange | None = None
    severity: PolicyChange | None = None
    params: PolicyChange | None = None


_States = dict[str, _State]


def active_policy(
    knowledge: Knowledge, packs: Sequence[str], *, artifact: str = "unknown", stage: str | None = None
) -> ActivePolicy:
    """Return the rules that are on.

    Args:
        knowledge: the records, with the packs of one's own that are named.
        packs: names of packs, or the paths by which those of one's own were read.
        artifact: the kind of the release. Of one that cannot be told, what a pack says of some kinds counts where
            it makes a rule heavier.
        stage: how far the release is; unstated counts as ``release``.

    Raises:
        UnknownIdError: a pack or rule that does not exist.
        DataError: packs extend one another, two of them have one id, or two of their rules have.
    """
    return _active(knowledge, tuple(dict.fromkeys(packs)), artifact, stage or DEFAULT_STAGE)


@lru_cache(maxsize=32)  # the same for every release of a list
def _active(knowledge: Knowledge, packs: tuple[str, ...], artifact: str, stage: str) -> ActivePolicy:
    resolver = _Resolver(knowledge, artifact, stage)
    states = _joined([resolver.states(name, ()) for name in packs])
    kept = [states[rule_id] for rule_id in sorted(states)]
    changes = [state.off for state in kept if state.off is not None]
    for state in kept:
        if state.off is None:
            changes += [change for change in (state.severity, state.params) if change is not None]
    return ActivePolicy(
        tuple(state.rule for state in kept if state.off is None), tuple(changes), tuple(sorted(resolver.seen))
    )


class _Resolver:
    def __init__(self, knowledge: Knowledge, artifact: str, stage: str) -> None:
        self._knowledge = knowledge
        self._artifact = artifact
        self._stage = stage
        self._done: dict[str, _States] = {}
        self.seen: dict[str, RulePack] = {}

    def states(self, name: str, above: tuple[str, ...]) -> _States:
        """Return the rules of a pack as it leaves them; ``above`` are the packs that led to it."""
        if name in above:
            chain = " -> ".join((*above[above.index(name) :], name))
            message = f"{self._place(above[-1])}: extends: {chain}: packs extend one another in a circle"
            raise DataError(message)
        if name not in self._done:
            self._done[name] = self._resolve(name, above)
        return self._done[name]

    def _resolve(self, name: str, above: tuple[str, ...]) -> _States:
        pack = self._knowledge.pack(name)
        if pack is None:
            raise _unknown_pack(name, self._place(above[-1]) if above else "", self._knowledge)
        if self.seen.setdefault(pack.id, pack) != pack:
            message = f"{pack.place}: id: {pack.id!r} is also the id of {self.seen[pack.id].place}"
            raise DataError(message, "every pack has an id of its own")
        if len(self.seen) > MOST_PACKS:
            message = f"{pack.place}: more than {MOST_PACKS} packs lead to one another"
            raise DataError(message)
        states = _joined([self.states(base, (*above, name)) for base in pack.extends])
        if pack.severities:
            states = {rule_id: self._raised(state, pack) for rule_id, state in states.items()}
        for rule in pack.rules:
            if rule.id in states:
                message = f"{rule.id}: stands in the packs {states[rule.id].raw.pack} and {pack.id}"
                raise DataError(message, "a pack changes a rule that it takes over under `rules:` of its pack.yaml")
            states[rule.id] = _State(rule, rule)
        for override in pack.overrides:
            if override.rule not in states:
                raise _unknown_rule(override, pack, states)
            states[override.rule] = self._changed(states[override.rule], override, pack)
        return states

    def _raised(self, state: _State, pack: RulePack) -> _State:
        """Return a rule with the severity that a pack gives to all of that severity."""
        severity = pack.severities.get(state.rule.severity)
        if severity is None:
            return state
        return self._changed(state, Override(state.rule.id, pack.severities_line, severity), pack)

    def _changed(self, state: _State, override: Override, pack: RulePack) -> _State:
        """Return a rule as an override leaves it."""
        if (override.stages and self._stage not in override.stages) or not self._is_about(state, override):
            return state
        place = f"{pack.place}:{override.line}"
        rule = state.rule
        if override.off is not None:
            off = PolicyChange(rule.id, "off", "is off", pack.id, place, override.reason) if override.off else None
            state = replace(state, off=off)
        if override.severity is not None and override.severity is not rule.severity:
            rule = _weighed(rule, override.severity, state.raw)
            words = f"{state.raw.severity.word} -> {rule.severity.word}"
            change = PolicyChange(rule.id, "severity", words, pack.id, place, override.reason)
            same = rule.severity is state.raw.severity
            state = replace(state, rule=rule, severity=None if same else change)
        if override.params:
            check_params(state.raw, override, pack)
            rule = replace(rule, params={**rule.params, **override.params})
            words = f"params: {', '.join(sorted(override.params))}"
            change = PolicyChange(rule.id, "params", words, pack.id, place, override.reason)
            state = replace(state, rule=rule, params=change)
        return state

    def _is_about(self, state: _State, override: Override) -> bool:
        """Tell whether an override is about this kind of release; what cannot be told never makes a rule milder."""
        if not override.artifacts or self._artifact in override.artifacts:
            return True
        if self._artifact in {"model", "dataset", "code"}:
            return False
        heavier = override.severity is None or override.severity > state.rule.severity
        return heavier and not override.off and not override.params

    def _place(self, name: str) -> str:
        pack = self._knowledge.pack(name)
        return name if pack is None else pack.place


def check_params(rule: Rule, override: Override, pack: RulePack) -> None:
    """Refuse a parameter that a rule does not have, or of another shape than it has.

    Raises:
        UnknownIdError: there is no such parameter.
        DataError: it has another shape.
    """
    known = {name: value for name, value in rule.params.items() if name != "function"}
    for name, value in override.params.items():
        where = f"{pack.place}:{override.line}: rules.{rule.id}.params.{name}"
        if name not in known:
            message = f"{where}: the rule has no such parameter"
            raise UnknownIdError(message, _nearest(name, known, "its parameters"))
        if type(value) is not type(known[name]) and not (isinstance(value, list) and isinstance(known[name], tuple)):
            message = f"{where}: expected {_SHAPES.get(type(known[name]), 'another shape')}"
            raise DataError(message)


_SHAPES: dict[type, str] = {list: "a list", tuple: "a list", dict: "a mapping", str: "a text", int: "a number"}


def _weighed(rule: Rule, severity: Severity, raw: Rule) -> Rule:
    """Return a rule with another severity; a milder one also holds for findings that name a severity of their own."""
    return replace(rule, severity=severity, most=severity if severity < raw.severity else None)


def _joined(parts: Iterable[_States]) -> _States:
    """Hold packs that stand side by side together: the strictest word on each rule."""
    joined: _States = {}
    for states in parts:
        for rule_id, state in states.items():
            other = joined.get(rule_id)
            joined[rule_id] = state if other is None else _stricter(other, state)
    return joined


def _stricter(one: _State, other: _State) -> _State:
    if one.raw != other.raw:
        message = f"{one.raw.id}: stands in the packs {' and '.join(sorted((one.raw.pack, other.raw.pack)))}"
        raise DataError(message, "a rule has one home; a pack extends the pack of a rule to take it over")
    if (one.off is None) != (other.off is None):
        return one if one.off is None else other
    severity = max(one.rule.severity, other.rule.severity)
    heavier = [state for state in (one, other) if state.rule.severity is severity]
    params, params_change = _params(one, other)
    return _State(
        rule=_weighed(replace(one.rule, params=params), severity, one.raw),
        raw=one.raw,
        off=min((one.off, other.off), key=_order) if one.off and other.off else None,
        severity=reduce(_first, (state.severity for state in heavier)),
        params=params_change,
    )


def _params(one: _State, other: _State) -> tuple[Mapping[str, object], PolicyChange | None]:
    """Return the parameters on which two packs agree, or of the one that says something about them."""
    if one.rule.params == other.rule.params:
        return one.rule.params, _first(one.params, other.params)
    for silent, speaking in ((one, other), (other, one)):
        if silent.params is None:
            return speaking.rule.params, speaking.params
    places = sorted(state.params.place for state in (one, other) if state.params is not None)
    message = f"{one.raw.id}: {' and '.join(places)} set other parameters"
    raise DataError(message, "name one pack that extends both and says which hold")


def _first(one: PolicyChange | None, other: PolicyChange | None) -> PolicyChange | None:
    if one is None or other is None:
        return one or other
    return min(one, other, key=_order)


def _order(change: PolicyChange | None) -> tuple[str, str]:
    return ("", "") if change is None else (change.pack, change.place)


def _unknown_pack(name: str, place: str, knowledge: Knowledge) -> UnknownIdError:
    where = f"{place}: extends: " if place else ""
    message = f"{where}{name}: there is no such rule pack"
    hint = _nearest(name, knowledge.packs(), "packs")
    return UnknownIdError(message, f"{hint}; one of your own is named by its path, such as ./{name or 'bank-eu'}")


def _unknown_rule(override: Override, pack: RulePack, states: Mapping[str, object]) -> UnknownIdError:
    message = f"{pack.place}:{override.line}: rules.{override.rule}: no pack that {pack.id} extends has such a rule"
    return UnknownIdError(message, _nearest(override.rule, states, "rules"))


def _nearest(word: str, known: Iterable[str], what: str) -> str:
    from difflib import get_close_matches

    words = sorted(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"{what}: {', '.join(words) or 'none'}"
