"""`migdesk person`: list the people at this keyboard, or of a practice's migration, and add one to it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from migdesk.checklist.roles import party_title
from migdesk.cli.arguments import PRACTICE, Parser, general_options
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import print_json, print_table
from migdesk.practice.event import Actor
from migdesk.workspace.people.contacts import Contact
from migdesk.workspace.workspace import Workspace

_EPILOG = """examples:
  migdesk person list
  migdesk person list Z99901 --json
  migdesk person add Z99901 "Ann Example" --role lead-gp --organisation "Made-up Surgery"

After “person add”, --role and --organisation are those of the person added; those of --by go before “person”.

exit codes: 0 done, 1 the answer is no, 2 could not be done"""


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the actions on people."""
    parser.epilog, parser.formatter_class = _EPILOG, argparse.RawDescriptionHelpFormatter
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    listing = _action(actions, general, "list", "list who is known at this keyboard, or a practice's contacts", _list)
    listing.add_argument("practice", metavar="PRACTICE", nargs="?", help=f"{PRACTICE}; its contacts are listed")
    listing.add_argument("--json", action="store_true", help="for scripts")
    # The options of the person added have the names of those of --by, which are taken out of the parser given here.
    adding = _action(
        actions, general_options(), "add", "add somebody to a practice's contacts, and print the row's id", _add
    )
    adding.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    adding.add_argument("name", metavar="NAME", help="the person's name")
    adding.add_argument("--role", dest="part", required=True, metavar="ROLE", help="their part in the migration")
    adding.add_argument("--organisation", dest="of", required=True, metavar="ORG", help="whom the person works for")
    belongs = "to whom they belong, as practice or third-party; without it, to whom the role usually does"
    adding.add_argument("--for", dest="belongs_to", default="", metavar="PARTY", help=belongs)
    adding.add_argument("--json", action="store_true", help="print the person as “person list” does")


def _action(actions: Any, general: Parser, name: str, purpose: str, run: Any) -> Any:
    parser = actions.add_parser(
        name,
        help=purpose,
        description=f"{purpose[:1].upper()}{purpose[1:]}.",
        epilog=_EPILOG,
        parents=[general],
        conflict_handler="resolve",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def _list(options: argparse.Namespace) -> int:
    if options.practice is None:
        return _list_known(options)
    with open_workspace(options) as workspace:
        contacts = workspace.people.of(workspace.find_practice(options.practice).id)
    if options.json:
        print_json([contact_json(contact) for contact in contacts])
        return 0
    rows = [(each.name, each.role_title, each.organisation, each.phone, each.email, each.status) for each in contacts]
    print_table(("Name", "Part", "Organisation", "Phone", "E-mail", "Status"), rows)
    return 0


def _list_known(options: argparse.Namespace) -> int:
    with open_workspace(options, record="without") as workspace:
        known, here = workspace.people.known(), workspace.people.known_here()
        if options.json:
            print_json([_known_json(person, at_keyboard=here.at_keyboard) for person in known])
        else:
            _print_known(workspace, known, here.at_keyboard)
    return 0


def _known_json(person: Actor, *, at_keyboard: Actor | None) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
        "party": person.party,
        "at_keyboard": at_keyboard is not None and person.name == at_keyboard.name,
    }


def _print_known(workspace: Workspace, known: Sequence[Actor], here: Actor | None) -> None:
    rows = [
        (
            person.name,
            workspace.definitions.role_title(person.role),
            person.organisation,
            party_title(person.party),
            "at the keyboard" if here and person.name == here.name else "",
        )
        for person in known
    ]
    print_table(("Name", "Role", "Organisation", "Speaks for", ""), rows)


def contact_json(contact: Contact) -> dict[str, Any]:
    """Return a person of a practice as `person list PRACTICE --json` prints them."""
    return {
        "id": contact.id,
        "name": contact.name,
        "role": contact.role,
        "organisation": contact.organisation,
        "party": contact.party,
        "phone": contact.phone,
        "email": contact.email,
        "status": contact.status,
    }


def _add(options: argparse.Namespace) -> int:
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        people = workspace.people
        added = people.add(practice.id, options.name, options.part, options.of, options.belongs_to)
        if options.json:
            print_json(next(contact_json(each) for each in people.of(practice.id) if each.id == added))
        else:
            print(added)
    return 0
