"""`migdesk acknowledge`: record that a named person, in a role and for a party, knows a reference."""

from __future__ import annotations

import argparse

from migdesk.cli.arguments import PRACTICE, Parser
from migdesk.cli.opening import open_workspace, require_named_person


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of an acknowledgement."""
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    parser.add_argument("reference", metavar="REFERENCE", help="a reference's id, as “practice show --json” lists them")
    parser.add_argument(
        "--document", metavar="NAME", default="", help="the document meant, where the reference is none"
    )
    parser.set_defaults(run=_acknowledge)


def _acknowledge(options: argparse.Namespace) -> int:
    """Print the words that were acknowledged: they are what is on record."""
    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        require_named_person(workspace)
        recorded = workspace.references.acknowledge(practice.id, options.reference, options.document)
        acknowledgement = workspace.practice(practice.id).acknowledgement(recorded)
        assert acknowledgement is not None
        print(acknowledgement.wording)
    return 0
