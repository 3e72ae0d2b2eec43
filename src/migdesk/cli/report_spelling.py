"""The ways in which 0.1.0 asked for reports (`report PRACTICE`, `--agenda`, `--all`) as spellings of today's.

Scripts rely on them, so they stay for ever. A practice whose exact name is one of the words is meant only where no word
stands at the beginning.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migdesk.base.errors import UserError
from migdesk.cli.arguments import Parser

REPORTS = ("status", "agenda", "practices", "registers", "sheet", "calendar")
_VALUED = ("--commissioner", "--output", "--format", "--for-role", "--since")
_FLAGS = ("--all", "--board-only", "--tasks", "--agenda")


def respelled(arguments: Sequence[str], general: Parser) -> list[str]:
    """Return the program's arguments with what follows `report` in the spelling of today."""
    for place, argument in enumerate(arguments):
        if argument == "report" and _only_general(arguments[:place], general):
            return [*arguments[: place + 1], *_report(arguments[place + 1 :], general)]
    return list(arguments)


def _only_general(arguments: Sequence[str], general: Parser) -> bool:
    """Tell whether these are nothing but whole options that stand before any command."""
    try:
        return not general.parse_known_args(arguments)[1]
    except UserError:  # the value of the last one is still to come
        return False


def _report(tokens: Sequence[str], general: Parser) -> list[str]:
    if not tokens or tokens[0] in REPORTS:
        return list(tokens)
    reader = Parser(add_help=False, parents=[general])
    for option in _VALUED:
        reader.add_argument(option)
    for flag in _FLAGS:
        reader.add_argument(flag, action="store_true")
    found, others = reader.parse_known_args(tokens)
    if {"-h", "--help"} & set(others):
        return list(tokens)
    if others and others[0] in REPORTS:
        return _word_first(tokens, others[0])
    suffix = Path(found.output or "").suffix.lower()
    calendar = (found.format or suffix).lower().lstrip(".") == "ics"
    if found.agenda:
        return ["agenda", *_without(tokens, "--agenda")]
    word = "calendar" if calendar else "practices" if found.all else "status"
    return [word, *(tokens if others else _without(tokens, "--all"))]


def _without(arguments: Sequence[str], flag: str) -> list[str]:
    return [argument for argument in arguments if argument != flag]


def _word_first(tokens: Sequence[str], word: str) -> list[str]:
    """Return the tokens with the report's word before its options."""
    before = ("", *tokens)
    place = next(place for place, token in enumerate(tokens) if token == word and before[place] not in _VALUED)
    return [word, *tokens[:place], *tokens[place + 1 :]]
