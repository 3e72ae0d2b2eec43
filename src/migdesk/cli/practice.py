"""`migdesk practice`: add, import, list and show practices, change their details, put them in the archive."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

import msgspec

from migdesk.checklist.roles import party_title
from migdesk.cli.arguments import PRACTICE, Parser, date_or_none_from
from migdesk.cli.conflicts import conflicts_json
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import day, print_json, print_table
from migdesk.cli.practice_import import add_actions
from migdesk.practice.details import DETAILS, FILTERED, DetailKind, PracticeDetails, details_of
from migdesk.practice.parties import PRACTICE as PRACTICE_PARTY
from migdesk.practice.progress import PhaseProgress, Progress, ReferenceProgress
from migdesk.workspace.summary import PracticeSummary
from migdesk.workspace.workspace import Workspace

_CHECKED_EVENTS = 20_000
"""Some 0.2 s."""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on practices."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    add = actions.add_parser("add", help="add a practice and print its id", parents=[general])
    add.add_argument("--name", required=True, help="the practice's name")
    _add_detail_options(add)
    add.set_defaults(run=_add)
    add_actions(actions, general)
    listing = actions.add_parser(
        "list",
        help="list all practices",
        parents=[general],
        epilog=f"A record of up to {_CHECKED_EVENTS:,} entries is checked before it is listed (exit code 1 where "
        "something was changed); a larger one is listed as it is kept for quick reading: “migdesk verify” checks it.",
    )
    for detail in FILTERED:
        only = f"only practices whose {detail.title.lower()} has this text in it"
        listing.add_argument(f"--{detail.option}", metavar="TEXT", dest=f"only_{detail.id}", help=only)
    listing.add_argument("--archived", action="store_true", help="only those in the archive")
    listing.add_argument("--not-archived", action="store_true", help="only those that are not in the archive")
    listing.add_argument("--no-samples", action="store_true", help="without made-up practices")
    listing.add_argument("--blocked", action="store_true", help="only those with a blocked task")
    listing.add_argument("--overdue", action="store_true", help="only those with an overdue task")
    listing.add_argument("--json", action="store_true", help="for scripts")
    listing.set_defaults(run=_list)
    show = actions.add_parser("show", help="show how a practice stands", parents=[general])
    show.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    show.add_argument("--json", action="store_true", help="for scripts")
    show.set_defaults(run=_show)
    edit = actions.add_parser("edit", help="change a practice's details", parents=[general])
    edit.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    edit.add_argument("--name", help="another name", default=argparse.SUPPRESS)
    _add_detail_options(edit)
    edit.set_defaults(run=_edit)
    for action, archived, purpose in (
        ("archive", True, "move a practice out of the board"),
        ("unarchive", False, "move it back"),
    ):
        moving = actions.add_parser(action, help=purpose, parents=[general])
        moving.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
        moving.set_defaults(run=_archive, archived=archived)


def _add_detail_options(parser: argparse.ArgumentParser) -> None:
    for detail in filter(lambda detail: detail.option, DETAILS):
        parser.add_argument(
            f"--{detail.option}",
            dest=detail.id,
            metavar=detail.metavar,
            help=detail.purpose,
            default=argparse.SUPPRESS,
        )


def _given_details(options: argparse.Namespace) -> dict[str, Any]:
    """Return the details that were given; dates are read."""
    given = ((detail, getattr(options, detail.id)) for detail in DETAILS if hasattr(options, detail.id))
    return {detail.id: date_or_none_from(value) if detail.kind == DetailKind.DATE else value for detail, value in given}


def _add(options: argparse.Namespace) -> int:
    details = PracticeDetails(**_given_details(options))
    with open_workspace(options, "made") as workspace:
        print(workspace.practices.add(details))
    return 0


def _edit(options: argparse.Namespace) -> int:
    given = _given_details(options)
    with open_workspace(options) as workspace:
        state = workspace.find_practice(options.practice)
        workspace.practices.edit(state.id, msgspec.structs.replace(details_of(state), **given))
    return 0


def _archive(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        workspace.practices.set_archived(workspace.find_practice(options.practice).id, options.archived)
    return 0


def _list(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        workspace.check_small_record(_CHECKED_EVENTS)
        summaries = tuple(found for found in workspace.summaries() if _is_wanted(found, options))
        is_empty = not summaries and not workspace.names()
    if options.json:
        print_json(summaries)
    elif summaries:
        heads = (
            *("Practice", "ODS code", "From", "To", "Phase now", "Done", "Overdue", "IG", "Go-Live"),
            *("Blocked", "Critical open", "Next milestone"),
        )
        print_table(heads, map(_row, summaries))
    else:
        none = "No practices yet. “migdesk practice add --name NAME” adds one."
        print(none if is_empty else "No practice passes these filters.")
    return 0


def _is_wanted(practice: PracticeSummary, options: argparse.Namespace) -> bool:
    """Tell whether a practice passes all filters; texts are looked for whatever their case."""
    return (
        all(
            " ".join(wanted.split()).casefold() in getattr(practice, detail.id).casefold()
            for detail in FILTERED
            if (wanted := getattr(options, f"only_{detail.id}"))
        )
        and (practice.archived or not options.archived)
        and not (practice.archived and options.not_archived)
        and not (practice.sample and options.no_samples)
        and (practice.blocked > 0 or not options.blocked)
        and (practice.overdue > 0 or not options.overdue)
    )


def _row(practice: PracticeSummary) -> tuple[str, ...]:
    coming = practice.next_milestone
    marks = [word for word, applies in (("sample", practice.sample), ("archived", practice.archived)) if applies]
    return (
        practice.name + (f" ({', '.join(marks)})" if marks else ""),
        practice.ods_code,
        practice.from_system,
        practice.to_system,
        practice.phase_title,
        f"{practice.tasks_done} of {practice.tasks_total}",
        str(practice.overdue),
        f"{practice.references_acknowledged} of {practice.references_total}",
        day(practice.go_live),
        str(practice.blocked),
        str(practice.critical_open),
        f"{coming.title}, {day(coming.date)}" if coming else "",
    )


def _show(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        progress = workspace.progress(workspace.find_practice(options.practice).id)
        shown = practice_json(progress, workspace)
    if options.json:
        print_json(shown)
    else:
        for line in _shown_lines(progress, shown):
            print(line)
    return 0


def practice_json(progress: Progress, workspace: Workspace) -> dict[str, Any]:
    """Return what `practice show --json` prints: the keys of the list, and milestones, phases and references."""
    summary = msgspec.structs.asdict(workspace.summary(progress.state.id))
    milestones = [
        {"id": milestone.milestone.id, "title": milestone.milestone.title, "date": milestone.date, "set": milestone.set}
        for milestone in progress.milestones
    ]
    return {
        **summary,
        "milestones": milestones,
        "phases": [_phase_json(phase) for phase in progress.phases],
        "references": [_reference_json(reference, workspace) for reference in progress.references],
        **conflicts_json(conflict for conflict in progress.conflicts if not conflict.item),
    }


def _phase_json(phase: PhaseProgress) -> dict[str, Any]:
    dates = {"start": phase.start, "end": phase.end}
    return {"id": phase.phase.id, "title": phase.phase.title, "done": phase.done, "total": phase.total, **dates}


def _reference_json(reference: ReferenceProgress, workspace: Workspace) -> dict[str, Any]:
    acknowledged = [
        {
            "by": each.actor.name,
            "role": each.actor.role,
            "organisation": each.actor.organisation,
            "at": each.at,
            "wording": each.wording,
            "party": each.actor.party,
        }
        for each in reference.standing
    ]
    complete = {"by_practice": reference.acknowledged, "words_changed": reference.words_changed}
    parties = {"parties": sorted(reference.parties)}
    named = {"id": reference.reference.id, "name": reference.reference.name}
    return {**named, "acknowledged": acknowledged, **complete, **parties}


def _shown_lines(progress: Progress, shown: dict[str, Any]) -> Iterator[str]:
    state = progress.state
    yield f"{state.name}{' · ' + state.ods_code if state.ods_code else ''}{' · made-up sample' if state.sample else ''}"
    yield f"{state.text('from_system') or 'not set'} → {state.text('to_system') or 'not set'}"
    for detail in DETAILS:
        if detail.kind == DetailKind.TEXT and state.text(detail.id):
            yield f"{detail.title}: {state.text(detail.id)}"
    yield f"Go-Live: {day(state.go_live) or 'not set'}"
    yield f"{progress.done} of {progress.total} tasks done ({progress.percent} %), {progress.overdue} overdue"
    yield f"Phase now: {shown['phase_title']}"
    yield ""
    for phase in progress.phases:
        yield f"  {phase.phase.number:2} {phase.phase.title}: {phase.done} of {phase.total}"
    yield ""
    yield f"Information Governance: {progress.acknowledged} of {len(progress.references)} acknowledged"
    for party, number in progress.acknowledged_by_party.items():
        if number and party != PRACTICE_PARTY:
            yield f"  {party_title(party)}: {number} of {len(progress.references)}"
    for reference in progress.references:
        names = ", ".join(dict.fromkeys(each.actor.name for each in reference.standing))
        mark = (
            "acknowledged" if reference.acknowledged else "words have changed" if reference.words_changed else "not yet"
        )
        yield f"  {reference.reference.name}: {mark}{f' ({names})' if names else ''}"
