"""`migdesk verify`: whether the record is as it was recorded, or still holds what a report was made from."""

from __future__ import annotations

import argparse
import sys

from migdesk.base.clock import system_clock
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import paths_of
from migdesk.cli.output import one_line, print_json
from migdesk.workspace.verification import Verification, verify_all, verify_handed_out

WHAT_IT_PROVES = (
    "What this proves: nothing that was handed over was changed since. What it does not: who sat at the keyboard, "
    "whether that computer's clock was right, and what was never handed over. "
    "Exit codes: 0 all well, the same or grown; 1 changed, cut, forged or not known; 2 no record or practice."
)


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the check."""
    parser.epilog = WHAT_IT_PROVES
    parser.add_argument(
        "given",
        metavar="REPORT|FINGERPRINT",
        nargs="?",
        help="a report's file (HTML, JSON, Word, Excel), or the fingerprint that stands on paper",
    )
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    paths = paths_of(options)
    found = verify_handed_out(paths, system_clock, options.given) if options.given else verify_all(paths, system_clock)
    if options.json:
        print_json(_plain(found))
    else:
        for finding in found.findings:
            print(one_line(finding.text))
        for answer in found.answer.splitlines():
            print(one_line(answer))
        for remark in found.remarks:
            print(one_line(f"Remark: {remark.text}"), file=sys.stderr)
    return int(found.verdict)


def _plain(found: Verification) -> dict[str, object]:
    return {
        "ok": not found.verdict,
        "answer": found.answer,
        "practices": found.practices,
        "events": found.events,
        "findings": [_line(finding.kind, finding.practice_id, finding.text) for finding in found.findings],
        "remarks": [_line(remark.kind, remark.practice_id, remark.text) for remark in found.remarks],
    }


def _line(kind: str, practice_id: str, text: str) -> dict[str, str]:
    return {"kind": str(kind), "practice": practice_id, "text": text}
