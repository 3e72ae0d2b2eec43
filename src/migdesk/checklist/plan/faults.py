"""What can be wrong with the plan's rules beyond their types: each fault with its place inside `plan.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from migdesk.checklist.definitions import Milestone, Offset, Phase, PhaseSpan, Span

Place = tuple[str | int, ...]
_CALENDAR = {"days": 1, "weeks": 7}
"""Units whose rules can be checked against a milestone's day; the others depend on the date."""


def milestone_faults(milestones: Mapping[int, Milestone]) -> Iterator[tuple[Place, str]]:
    """Yield the faults of the milestones, given by their index: rules that lead nowhere, round, or to another day."""
    by_id: dict[str, Milestone] = {milestone.id: milestone for milestone in milestones.values()}
    for index, milestone in milestones.items():
        for place, rule in _rules_of(milestone):
            if rule.anchor not in by_id:
                yield (index, *place, "anchor"), f"the plan has no milestone {rule.anchor!r} to count from"
        for number, name in enumerate(milestone.after):
            if name not in by_id:
                yield (index, "after", number), f"the plan has no milestone {name!r} to come after"
        if milestone.id == "go-live" and (milestone.rule or milestone.choices):
            yield (index, "rule"), "Go-Live counts from nothing; expected no rule, since every other date hangs on it"
        elif _goes_round(milestone, by_id):
            yield (
                (index, "rule"),
                f"the rule of {milestone.id!r} counts from itself in the end; expected one from Go-Live",
            )
        elif (day := _day_by_rule(milestone, by_id)) is not None and day != milestone.day:
            yield (index, "day"), f"the day {milestone.day} is not the one that the rule gives; expected {day}"


def _rules_of(milestone: Milestone) -> Iterator[tuple[Place, Offset]]:
    if milestone.rule:
        yield ("rule",), milestone.rule
    for number, choice in enumerate(milestone.choices):
        yield ("choices", number, "rule"), choice.rule


def _goes_round(milestone: Milestone, by_id: Mapping[str, Milestone]) -> bool:
    """Tell whether any chain of rules from a milestone leads back to it."""
    waiting, seen = [rule.anchor for _, rule in _rules_of(milestone)], set[str]()
    while waiting:
        name = waiting.pop()
        if name == milestone.id:
            return True
        if name in by_id and name not in seen:
            seen.add(name)
            waiting += [rule.anchor for _, rule in _rules_of(by_id[name])]
    return False


def _day_by_rule(milestone: Milestone, by_id: Mapping[str, Milestone]) -> int | None:
    """Return the day that the standard rule gives, counted from its anchor's own day."""
    rule = milestone.choices[0].rule if milestone.choices else milestone.rule
    if rule is None or rule.anchor not in by_id or rule.unit not in _CALENDAR:
        return None
    return by_id[rule.anchor].day + rule.offset * _CALENDAR[rule.unit]


def span_faults(
    spans: Mapping[int, PhaseSpan], phases: Mapping[str, Phase], milestones: set[str]
) -> Iterator[tuple[Place, str]]:
    """Yield the faults of the phases' rules; an empty set of milestones stands for no check of what they name."""
    for index, span in spans.items():
        if phases and span.id not in phases:
            yield (index, "id"), f"{span.id!r} is no phase; expected one of {', '.join(sorted(phases))}"
        for place, message in _faults_of_span(span.span, milestones):
            yield (index, "span", *place), message


def _faults_of_span(span: Span, milestones: set[str]) -> Iterator[tuple[Place, str]]:
    if (span.end is None) == (span.length is None):
        yield (), "the span should have either an end: or a length:"
    for name, offset in (("start", span.start), ("end", span.end)):
        if offset and milestones and offset.anchor not in milestones:
            yield (name, "anchor"), f"the plan has no milestone {offset.anchor!r} to count from"
