"""`migdesk tour`: the main job on a sample practice, in pictures and reports."""

from __future__ import annotations

import argparse

from migdesk.base.paths import whole_path
from migdesk.cli.arguments import Parser


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the tour."""
    parser.add_argument("--output", metavar="FOLDER", required=True, help="where to put pictures and reports")
    parser.set_defaults(run=_tour)


def _tour(options: argparse.Namespace) -> int:
    from migdesk.ui.tour.tour import run_tour

    return run_tour(whole_path(options.output))
