"""`migdesk report`: write a practice's status report to a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace
from migdesk.cli.practice import PRACTICE


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of a report."""
    parser.add_argument("practice", metavar="PRACTICE", help=PRACTICE)
    parser.add_argument("--output", metavar="FILE", required=True, help="where to write it; a file there is replaced")
    parser.add_argument("--format", metavar="FORMAT", help="such as html or pdf; else the suffix of FILE says it")
    parser.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from migdesk.workspace.reports import write_report

    with open_workspace(options) as workspace:
        practice = workspace.find_practice(options.practice)
        print(write_report(workspace, practice.id, Path(options.output).expanduser(), options.format))
    return 0
