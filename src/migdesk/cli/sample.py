"""`migdesk sample`: add made-up practices to try things on."""

from __future__ import annotations

import argparse

from migdesk.cli.arguments import Parser
from migdesk.cli.opening import open_workspace


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of samples."""
    parser.add_argument("--practices", metavar="N", type=int, default=7, help="how many, 7 unless said otherwise")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="another number makes other practices")
    parser.set_defaults(run=_sample)


def _sample(options: argparse.Namespace) -> int:
    """Print the ids of the practices added."""
    with open_workspace(options, "made") as workspace:
        for practice_id in workspace.samples.add(options.practices, options.seed):
            print(practice_id)
    return 0
