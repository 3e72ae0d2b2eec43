"""What all subcommands share in reading their arguments: the general options, dates, and faults told in one line."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import Any, NoReturn

from migdesk.base.errors import UserError
from migdesk.checklist.roles import PARTY_TITLES

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_UK_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
NO_DATE = "none"
PRACTICE = "a practice's id, ODS code or exact name"


class Parser(argparse.ArgumentParser):
    """A parser whose faults are UserErrors, so that all faults are told alike. Long options are not abbreviated."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{_sentence(message)} “{self.prog} --help” shows how it is used.")


def _sentence(message: str) -> str:
    words = " ".join(message.split())
    return f"{words[:1].upper()}{words[1:]}."


def general_options() -> Parser:
    """Return the options that stand before or after any subcommand. Those that are not given leave no trace."""
    parser = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    parser.add_argument("--data-dir", metavar="DIR", help="the folder that holds the record")
    parser.add_argument("--guide", metavar="DIR", help="a guide's folder or ZIP file, in place of the built-in one")
    parser.add_argument("--by", metavar="NAME", help="who is acting, in place of the person saved on this computer")
    parser.add_argument("--role", metavar="ROLE", help="their role, such as “Practice Manager”")
    parser.add_argument("--organisation", metavar="ORG", help="whom they work for")
    parser.add_argument("--party", metavar="PARTY", help=f"for whom they speak: {', '.join(PARTY_TITLES)}")
    looks_so = "a text looks like patient data, but is none: save it"
    parser.add_argument("--no-patient-data", action="store_true", help=looks_so)
    return parser


def date_from(text: str) -> date:
    """Return the day written as 2027-03-16 or 16/03/2027. Raises UserError for anything else."""
    words = text.strip()
    try:
        if iso := _ISO_DATE.fullmatch(words):
            return date(*map(int, iso.groups()))
        if uk := _UK_DATE.fullmatch(words):
            day, month, year = map(int, uk.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise UserError(f"“{words}” is no date. Write it as 2027-03-16 or 16/03/2027.")


def date_or_none_from(text: str) -> date | None:
    """Return the day as `date_from`, and None for the word “none”."""
    return None if text.strip().lower() == NO_DATE else date_from(text)


def add_action(actions: Any, general: Parser, name: str, purpose: str, run: Any, epilog: str) -> Any:
    """Add an action of a command, with the examples and exit codes of the command at the end of its help."""
    parser = actions.add_parser(
        name,
        help=purpose,
        description=f"{purpose[:1].upper()}{purpose[1:]}.",
        epilog=epilog,
        parents=[general],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser
