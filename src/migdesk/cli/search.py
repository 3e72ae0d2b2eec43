"""`migdesk search`: find words in the guide, the checklist, the glossary, practices, registers and notes."""

from __future__ import annotations

import argparse

from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.output import one_line, print_json


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of a search."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what to look for")
    parser.add_argument("--fail", action="store_true", help="exit code 1 where nothing is found")
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=_search)


def _search(options: argparse.Namespace) -> int:
    from migdesk.workspace.search.search import SearchIndex

    with open_workspace(options, "without") as workspace:
        found = SearchIndex(workspace).search(" ".join(options.words))
    code = 1 if options.fail and not found.hits else 0
    if options.json:
        print_json(found.hits)
        return code
    if found.hits and found.slips:
        print(one_line(f"{found.slips_in_words}."))
    for hit in found.hits:
        print(one_line(f"{hit.kind.capitalize()}: {' – '.join(filter(None, (hit.title, hit.within)))}"))
        for detail in (hit.snippet, hit.link):
            if detail:
                print(one_line(f"    {detail}"))
    if not found.hits:
        print(one_line(f"Nothing found for “{' '.join(options.words)}”."))
    return code
