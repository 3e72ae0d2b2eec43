"""`migdesk sign-off`: list a practice's sign-offs, show, sign and print one, take a signature back."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from migdesk.base.date_words import date_with_weekday
from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions
from migdesk.cli.arguments import PRACTICE, Parser, add_action, date_from
from migdesk.cli.fields import fields_in
from migdesk.cli.opening import open_workspace, recording_person, require_named_person
from migdesk.cli.output import day, one_line, print_json, print_table
from migdesk.practice.entries import Withdrawal
from migdesk.practice.parties import speaker
from migdesk.practice.sign_off_progress import SignedElsewhere, SignOffProgress, signer_title
from migdesk.practice.signature import Signature
from migdesk.workspace.evidence.view import EvidenceView, evidence_json
from migdesk.workspace.sign_offs.commands import OnPaper, SignOffCommands
from migdesk.workspace.sign_offs.view import SignOffView
from migdesk.workspace.workspace import Workspace

_SIGN_OFF = "a sign-off's id, such as so.data; “sign-off list” shows them"
_EPILOG = """examples:
  migdesk sign-off show Z99901 so.data
  migdesk sign-off sheet Z99901 so.data --output to-sign.pdf
  migdesk sign-off make Z99901 so.order "system=System B" --by "Ann Example" --role Commissioner --organisation "An ICB"
  migdesk sign-off make Z99901 so.data --by "Jo Example" --role "Lead GP" \\
    --on-paper --signed-on 2027-01-11 --seen-by "Alex Sample"

What is still open is printed on standard error and kept with the signature; it never blocks.

exit codes: 0 done, 1 the answer is no, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on sign-offs."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    listing = _action(actions, general, "list", "list a practice's sign-offs", _list)
    listing.add_argument("--json", action="store_true", help="for scripts")
    showing = _action(actions, general, "show", "show one with its words, figures, and what is open", _show)
    _add_sign_off(showing)
    showing.add_argument("--json", action="store_true", help="for scripts")
    making = _action(actions, general, "make", "sign one as the named person, and print the words", _make)
    _add_sign_off(making)
    making.add_argument("field", metavar="FIELD=VALUE", nargs="*", help="what is typed into the words")
    making.add_argument("--remark", metavar="TEXT", default="", help="kept beside the words")
    making.add_argument("--on-paper", action="store_true", help="the named person signed on paper")
    making.add_argument("--signed-on", metavar="DATE", help="the day of the signature on paper")
    making.add_argument("--seen-by", metavar="NAME", help="who saw the signed sheet")
    sheet = _action(actions, general, "sheet", "write a sheet with the words and lines to sign on", _sheet)
    _add_sign_off(sheet)
    sheet.add_argument("field", metavar="FIELD=VALUE", nargs="*", help="what is known already; the rest is left blank")
    sheet.add_argument("--output", metavar="FILE", required=True, help="where to write it; a file there is replaced")
    sheet.add_argument("--format", metavar="FORMAT", help="pdf, docx or html; else the suffix of FILE says it")
    taking = _action(actions, general, "withdraw", "take a signature back; it stays in the history", _withdraw)
    _add_sign_off(taking)
    taking.add_argument("signature", metavar="[SIGNATURE]", nargs="?", default="", help="its id, or who signed")
    taking.add_argument("--reason", metavar="TEXT", required=True, help="why")


def _action(actions: Any, general: Parser, name: str, purpose: str, run: Any) -> Any:
    parser = add_action(actions, general, name, purpose, run, _EPILOG)
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    return parser


def _add_sign_off(parser: Any) -> None:
    parser.add_argument("sign_off", metavar="SIGN-OFF", help=_SIGN_OFF)


def _list(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        found = workspace.sign_offs.overview(practice.id)
        _tell_faults(workspace.sign_offs)
        definitions = workspace.definitions
        evidence = workspace.evidence.by_item(practice.id)
    if options.json:
        print_json([sign_off_json(sign_off, definitions, evidence.get(sign_off.id, ())) for sign_off in found])
        return 0
    rows = [
        (sign_off.id, _state(sign_off), _due(sign_off), f"{sign_off.count} of {len(sign_off.lines)}", _who(sign_off))
        for sign_off in found
    ]
    print_table(("Sign-off", "State", "Due", "Signed", "What"), rows)
    return 0


def _state(sign_off: SignOffProgress) -> str:
    if not sign_off.applies:
        return "does not apply"
    return "signed elsewhere" if sign_off.elsewhere else sign_off.state


def _due(sign_off: SignOffProgress) -> str:
    return day(sign_off.due) + (", overdue" if sign_off.overdue else "")


def _who(sign_off: SignOffProgress) -> str:
    names = ", ".join(entry.by.name for entry in sign_off.signed)
    return sign_off.rule.title + (f" ({names})" if names else "")


def sign_off_json(
    sign_off: SignOffProgress, definitions: Definitions, evidence: Iterable[EvidenceView] = ()
) -> dict[str, Any]:
    """Return one sign-off as `sign-off list --json` prints it, given what is attached to it."""
    withdrawn = [
        {
            **_signature_json(entry),
            "withdrawn_by": withdrawal.actor.name,
            "withdrawn_at": withdrawal.at,
            "reason": withdrawal.reason,
        }
        for entry, withdrawal in sign_off.withdrawn
    ]
    return {
        "id": sign_off.id,
        "title": sign_off.rule.title,
        "who": [
            {
                "who": signer_title(line.signer, definitions),
                "role": line.signer.role,
                "party": line.signer.party,
                "signed": line.signature is not None,
            }
            for line in sign_off.lines
        ],
        "state": sign_off.state,
        "made": [_signature_json(entry) for entry in sign_off.signed],
        "withdrawn": withdrawn,
        "earlier": [_signature_json(entry) for entry in sign_off.earlier],
        "elsewhere": [_elsewhere_json(found) for found in sign_off.elsewhere],
        "due": sign_off.due,
        "overdue": sign_off.overdue,
        "applies": sign_off.applies,
        "tasks": sign_off.rule.tasks,
        "attachments": list(map(evidence_json, evidence)),
    }


def _signature_json(entry: Signature) -> dict[str, Any]:
    said = entry.said
    return {
        "by": said.by.name,
        "role": said.by.role,
        "organisation": said.by.organisation,
        "party": said.by.party,
        "at": entry.at,
        "wording": said.wording,
        "fields": said.filled,
        "id": entry.id,
        "figures": said.figures,
        "open": [{"item": point.item, "title": point.title, "words": point.words} for point in said.open],
        "remark": said.remark,
        "on_paper": said.signed_on is not None,
        **(
            {"signed_on": said.signed_on, "seen_by": said.seen_by, "recorded_by": entry.actor.name}
            if said.signed_on
            else {}
        ),
    }


def _elsewhere_json(found: SignedElsewhere) -> dict[str, Any]:
    recorded = {"recorded_by": found.recorded_by.name, "at": found.at}
    return {"task": found.task, "by": found.by, "on": found.on, "where": found.where, **recorded}


def _show(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        view = workspace.sign_offs.view(practice.id, options.sign_off)
        words = workspace.sign_offs.words(practice.id, view.sign_off.id, view.begins_with)
        definitions = workspace.definitions
        evidence = workspace.evidence.of(practice.id, view.sign_off.id)
    if options.json:
        print_json(view_json(view, words, definitions, evidence))
    else:
        for line in _shown_lines(view, words, definitions):
            print(one_line(line))
        for attached in evidence:
            print(one_line(f"Attached by {attached.by.name}: {attached.name}"))
    return 0


def view_json(
    view: SignOffView, words: str, definitions: Definitions, evidence: Iterable[EvidenceView] = ()
) -> dict[str, Any]:
    """Return one sign-off as `sign-off show --json` prints it: the keys of the list, and what it stands on now."""
    fields = [
        {"id": field.id, "title": field.title, "type": field.type, "required": field.required}
        for field in view.sign_off.fields
    ]
    lists = [
        {"title": found.listed.words, "heads": found.heads, "rows": [[row, *cells] for row, cells in found.rows]}
        for found in view.lists
    ]
    return {
        **sign_off_json(view.progress, definitions, evidence),
        "words": words,
        "asks_for": fields,
        "figures": view.numbers,
        "lists": lists,
        "open": [{"item": point.item, "title": point.title, "words": point.words} for point in view.open],
        "link": view.sign_off.link,
    }


def _shown_lines(view: SignOffView, words: str, definitions: Definitions) -> Iterator[str]:
    progress = view.progress
    yield f"{progress.rule.title}: {_state(progress)}{f', due {_due(progress)}' if progress.due else ''}"
    yield f"“{words}”"
    for field in view.sign_off.fields:
        yield f"  {field.id}: {field.title}{'' if field.required else ' (if wished)'}"
    for line in progress.lines:
        signed = f"signed by {speaker(line.signature.by, definitions.roles)}" if line.signature else "not yet"
        yield f"  {signer_title(line.signer, definitions)}: {signed}"
    yield from (f"Signed: {_signed_line(entry, definitions)}" for entry in progress.signed)
    yield from (_withdrawn_line(entry, withdrawal, definitions) for entry, withdrawal in progress.withdrawn)
    for found in view.lists:
        yield f"{found.listed.words}: {len(found.rows)}"
        yield from (f"  {' · '.join(filter(None, cells))}" for _, cells in found.rows)
    yield from _open_lines(view)


def _signed_line(entry: Signature, definitions: Definitions) -> str:
    who, said = speaker(entry.by, definitions.roles), entry.said
    if said.signed_on:
        return f"{who}, on paper on {date_with_weekday(said.signed_on)}, seen by {said.seen_by}: “{said.wording}”"
    return f"{who}, on {date_with_weekday(entry.at.astimezone().date())}: “{said.wording}”"


def _withdrawn_line(entry: Signature, withdrawal: Withdrawal, definitions: Definitions) -> str:
    return f"Withdrawn by {withdrawal.actor.name}, because: {withdrawal.reason}. {_signed_line(entry, definitions)}"


def _open_lines(view: SignOffView) -> Iterator[str]:
    if view.open:
        yield "1 thing is still open:" if len(view.open) == 1 else f"{len(view.open)} things are still open:"
        yield from (f"  {point.title}: {point.words}" for point in view.open)


def _make(options: argparse.Namespace) -> int:
    if not options.on_paper and (options.signed_on is not None or options.seen_by is not None):
        raise UserError("--signed-on and --seen-by go with --on-paper.")
    if options.on_paper and (options.signed_on is None or options.seen_by is None):
        raise UserError("A signature on paper needs its day and who saw it: --signed-on DATE --seen-by NAME.")
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        require_named_person(workspace)
        view = workspace.sign_offs.view(practice.id, options.sign_off)
        paper = _paper(workspace, options)
        signature = workspace.sign_offs.make(
            practice.id, view.sign_off.id, fields_in(options.field), options.remark, paper
        )
        made = workspace.practice(practice.id).signature(signature)
        assert made is not None
    for line in _open_lines(view):
        print(one_line(line), file=sys.stderr)
    print(one_line(made.said.wording))
    return 0


def _paper(workspace: Workspace, options: argparse.Namespace) -> OnPaper | None:
    """Return who signed on paper. It is recorded by whoever is saved at this keyboard, else by the one who saw it."""
    if not options.on_paper or workspace.actor is None:
        return None
    paper = OnPaper(workspace.actor, date_from(options.signed_on), options.seen_by)
    workspace.act_as(recording_person(workspace, options.seen_by))
    return paper


def _sheet(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports.sign_off_sheet import prepare_sign_off_sheet

    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        fields = fields_in(options.field)
        for name in fields:
            workspace.sign_offs.check_field(practice.id, options.sign_off, name, fields[name])
        path = Path(options.output)
        print(prepare_sign_off_sheet(workspace, practice.id, path, options.sign_off, fields, options.format).write())
    return 0


def _withdraw(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        require_named_person(workspace)
        signature = workspace.sign_offs.signature(practice.id, options.sign_off, options.signature)
        workspace.sign_offs.withdraw(practice.id, signature.key, options.reason)
    return 0


def _tell_faults(sign_offs: SignOffCommands) -> None:
    for fault in sign_offs.definitions.faults:
        print(one_line(f"A sign-off of the guide has a fault, so it is left out. {fault}"), file=sys.stderr)
