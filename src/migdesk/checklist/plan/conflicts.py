"""What speaks against the dates of a plan, in words, each with the rule that it breaks and the rule's source.

Conflicts warn and never forbid: a practice may have reasons that no rule knows. What has happened is no longer warned
of, unless dates cannot both be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from migdesk.base.date_words import long_date
from migdesk.checklist.definitions import Definitions
from migdesk.checklist.plan.dates import GO_LIVE, PlanInputs
from migdesk.checklist.plan.seasons import season_conflicts

BUSY_TIMES = "/guide/get-started#agree-a-provisional-go-live-date"
"""Where the guide says to stay clear of the busiest times and of spells when many staff are on leave."""
AVAILABILITY = "/guide/kick-off#check-dates-against-availability"
"""Where the guide has dates checked against holidays and training that are already booked."""
_MOST_NAMED = 4
_LEFTOVER_DAYS = 7
"""How long after the close of the old system the end may come, as the plan allows a week for what is left over."""


class Conflict(msgspec.Struct, frozen=True):
    """One warning. `id` names its kind and what it is about; `source` is a place in the guide, a permalink with anchor.

    `text` says in whole sentences what is wrong and what the rule is; `milestones` are the ids of those concerned.
    """

    id: str
    title: str
    text: str
    source: str
    milestones: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """A plan as the checks take it: what is settled, every date, and today."""

    definitions: Definitions
    inputs: PlanInputs
    dates: Mapping[str, date]
    today: date

    def title(self, milestone: str) -> str:
        return self.definitions.milestone_by_id[milestone].title

    def open(self, *milestones: str) -> bool:
        """Tell whether all these milestones have a date, and one of them at least is still to come."""
        return all(name in self.dates for name in milestones) and not all(
            name in self.inputs.happened for name in milestones
        )

    def ahead(self, milestone: str) -> bool:
        """Tell whether a milestone lies today or later and has not happened yet."""
        return self.open(milestone) and self.dates[milestone] >= self.today


def conflicts_of(
    definitions: Definitions, inputs: PlanInputs, dates: Mapping[str, date], today: date
) -> tuple[Conflict, ...]:
    """Return everything that speaks against a plan's dates, what cannot be right first.

    `dates` are those of `plan_dates`. Bank holidays are looked up, for which the `holidays` library is imported.
    """
    if not dates:
        return ()
    plan = Plan(definitions, inputs, dates, today)
    checks = (_out_of_order, _not_marked, _extract_notice, _planning_notice, _whole_span, _days_off, _leave, _rehearsal)
    found = [conflict for check in checks for conflict in check(plan)]
    if plan.open(GO_LIVE):
        found += [
            Conflict(f"{conflict.id}-go-live", conflict.title, conflict.text, BUSY_TIMES, (GO_LIVE,))
            for conflict in season_conflicts(dates[GO_LIVE])
        ]
    return tuple(found)


def _out_of_order(plan: Plan) -> Iterator[Conflict]:
    for milestone in plan.definitions.milestones:
        for earlier in milestone.after:
            if earlier not in plan.dates or plan.dates[milestone.id] >= plan.dates[earlier]:
                continue
            yield Conflict(
                f"out-of-order-{milestone.id}-{earlier}",
                f"{milestone.title} comes before {plan.title(earlier)}",
                _order_text(plan, milestone.id, earlier),
                milestone.source,
                (earlier, milestone.id),
            )


def _order_text(plan: Plan, name: str, earlier: str) -> str:
    title, day = plan.title(name), long_date(plan.dates[name])
    before, other_day = plan.title(earlier), long_date(plan.dates[earlier])
    happened = plan.inputs.happened
    if name in happened and earlier not in happened:
        return f"{title} happened on {day}, but {before} is planned for {other_day}. Mark {before} with its real day."
    if name in happened:
        return f"{title} happened on {day}, and {before} only on {other_day}. One of the two days must be wrong."
    return f"{title} ({day}) comes before {before} ({other_day}). It cannot come first: move one of them."


def _not_marked(plan: Plan) -> Iterator[Conflict]:
    """Yield one conflict for all that is past: with a Go-Live moved forward, several are at once."""
    late = [
        milestone.id
        for milestone in plan.definitions.milestones
        if plan.open(milestone.id) and plan.dates[milestone.id] < plan.today
    ]
    if GO_LIVE in late:
        text = (
            f"Go-Live was planned for {long_date(plan.dates[GO_LIVE])}, which is past. "
            "Mark it as happened, or plan another date."
        )
        yield Conflict("go-live-not-marked", "Go-Live is past and not marked as happened", text, BUSY_TIMES, (GO_LIVE,))
    others = [name for name in late if name != GO_LIVE]
    if others:
        titles = _listed(_first_of([f"{plan.title(name)} ({long_date(plan.dates[name])})" for name in others]))
        single = len(others) == 1
        text = (
            f"{titles} {'is' if single else 'are'} past and not marked as happened. "
            f"Mark {'it' if single else 'them'} with the real {'day' if single else 'days'}, or plan a later Go-Live."
        )
        count = "A milestone is" if single else f"{len(others)} milestones are"
        yield Conflict("past-not-marked", f"{count} past and not marked as happened", text, AVAILABILITY, tuple(others))


def _extract_notice(plan: Plan) -> Iterator[Conflict]:
    rule = plan.definitions.timing_by_id.get("extract-notice")
    if rule is None or rule.max_days is None or not plan.open("order", "idp") or "idp" in plan.inputs.happened:
        return
    ordered = "order" in plan.inputs.happened
    start = plan.dates["order"] if ordered else max(plan.dates["order"], plan.today)
    days = (plan.dates["idp"] - start).days
    if 0 <= days < rule.max_days:
        since = f"the order ({long_date(start)})" if start == plan.dates["order"] else "today"
        text = (
            f"{_days(days)} from {since} to {plan.title('idp')} ({long_date(plan.dates['idp'])}). "
            f"A current supplier may want {rule.figure} of notice for its extract."
        )
        yield Conflict("extract-notice", "Too little notice for the extract", text, rule.source, ("order", "idp"))


def _planning_notice(plan: Plan) -> Iterator[Conflict]:
    rule = plan.definitions.timing_by_id.get("planning-meeting")
    meeting, fdp = "cutover-planning-meeting", "fdp"
    if rule is None or rule.min_days is None or not plan.open(meeting, fdp):
        return
    days = (plan.dates[fdp] - plan.dates[meeting]).days
    if 0 <= days < rule.min_days:
        text = (
            f"{_days(days)} from the {_lower(plan.title(meeting))} ({long_date(plan.dates[meeting])}) to "
            f"{plan.title(fdp)} ({long_date(plan.dates[fdp])}). The guide wants {rule.figure}."
        )
        yield Conflict("planning-notice", "Cutover planning is too late", text, rule.source, (meeting, fdp))


def _whole_span(plan: Plan) -> Iterator[Conflict]:
    rule = plan.definitions.timing_by_id.get("whole-migration")
    if rule is None or rule.min_days is None or rule.max_days is None or not plan.open("order", "end"):
        return
    days = (plan.dates["end"] - plan.dates["order"]).days
    if days < 0 or rule.min_days <= days <= rule.max_days or _waits(plan, "end"):
        return
    short = days < rule.min_days
    text = (
        f"{_weeks(days)} from the order ({long_date(plan.dates['order'])}) to the end of the migration "
        f"({long_date(plan.dates['end'])}). The guide gives {rule.figure}."
    )
    title = f"The whole migration is {'shorter' if short else 'longer'} than {rule.figure}"
    yield Conflict("whole-span", title, text, rule.source, ("order", "end"))


def _waits(plan: Plan, milestone: str) -> bool:
    """Tell whether a milestone keeps to the one that it waits for: on its day, or within a week after it."""
    closing = plan.dates.get(plan.definitions.milestone_by_id[milestone].waits_for or "")
    return closing is not None and 0 <= (plan.dates[milestone] - closing).days <= _LEFTOVER_DAYS


def _days_off(plan: Plan) -> Iterator[Conflict]:
    """Yield one conflict for each day off on which milestones lie, so that two on one day are said at once."""
    by_day: dict[date, list[str]] = {}
    for milestone in plan.definitions.milestones:
        if milestone.staffed and plan.ahead(milestone.id):
            by_day.setdefault(plan.dates[milestone.id], []).append(milestone.id)
    for day, names in by_day.items():
        what = day_off(day)
        if what:
            titles = _listed([plan.title(name) for name in names])
            falls = "falls" if len(names) == 1 else "fall"
            text = f"{titles} {falls} on {what}. Ask who will be at work at the practice and at both suppliers."
            yield Conflict(f"day-off-{names[0]}", f"{titles} {falls} on a day off", text, AVAILABILITY, tuple(names))


def day_off(day: date) -> str:
    """Return a day that people do not work on as "Sat 3 April 2027" or as a bank holiday with its name; else "".

    Source: bank holidays in England.
    """
    from migdesk.checklist.working_days import bank_holiday

    name = bank_holiday(day)
    if name:
        return f"a bank holiday ({name}, {long_date(day)})"
    return f"{long_date(day)}" if day.weekday() > 4 else ""


def _leave(plan: Plan) -> Iterator[Conflict]:
    for leave in plan.inputs.leave:
        inside = [
            milestone.id
            for milestone in plan.definitions.milestones
            if milestone.staffed and plan.ahead(milestone.id) and leave.first <= plan.dates[milestone.id] <= leave.last
        ]
        if inside:
            titles = _listed([plan.title(name) for name in inside])
            lies = "lies" if len(inside) == 1 else "lie"
            text = (
                f"{titles} {lies} inside leave of {leave.name} ({long_date(leave.first)} to {long_date(leave.last)}). "
                "The guide has dates checked against holidays that are already booked."
            )
            yield Conflict(f"leave-{leave.id}", f"{titles} {lies} inside leave", text, AVAILABILITY, tuple(inside))


def _rehearsal(plan: Plan) -> Iterator[Conflict]:
    day, start = plan.inputs.rehearsal, "cutover-start"
    if day is None or not plan.open(start):
        return
    source = "/guide/planning-for-cut-over#planning-for-the-cutover"
    if day >= plan.dates[start]:
        text = (
            f"The cutover rehearsal ({long_date(day)}) is not before the real cutover ({long_date(plan.dates[start])})."
        )
        yield Conflict("rehearsal-too-late", "The rehearsal is too late to learn from", text, source, (start,))
    elif day >= plan.today and (what := day_off(day)):
        text = f"The cutover rehearsal falls on {what}. Ask who will be at work."
        yield Conflict("rehearsal-day-off", "The cutover rehearsal falls on a day off", text, AVAILABILITY, (start,))


def _days(number: int) -> str:
    return f"There {'is' if number == 1 else 'are'} only {number} day{'' if number == 1 else 's'}"


def _weeks(days: int) -> str:
    weeks, rest = divmod(days, 7)
    words = [f"{weeks} week{'' if weeks == 1 else 's'}"] if weeks else []
    words += [f"{rest} day{'' if rest == 1 else 's'}"] if rest or not weeks else []
    return f"It takes {' and '.join(words)}"


def _listed(titles: list[str]) -> str:
    return " and ".join((", ".join(titles[:-1]), titles[-1])) if len(titles) > 1 else titles[0]


def _first_of(titles: list[str]) -> list[str]:
    """Return the titles, of many only the first ones and how many more there are."""
    rest = len(titles) - _MOST_NAMED
    return titles if rest <= 1 else [*titles[:_MOST_NAMED], f"{rest} more"]


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
