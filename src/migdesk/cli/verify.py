"""`migdesk verify`: whether the record is as it was recorded, or still holds what a report was made from."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from migdesk.base.clock import system_clock
from migdesk.base.errors import UserError
from migdesk.base.paths import Paths
from migdesk.cli.arguments import Parser
from migdesk.cli.opening import paths_of, telling_of_copies
from migdesk.cli.output import one_line, print_json
from migdesk.workspace.handed_out_verification import verify_handed_out
from migdesk.workspace.verification import Verification, verify_all

WHAT_IT_PROVES = (
    "What this proves: nothing that was handed over was changed since. What it does not: who sat at the keyboard, "
    "whether that computer's clock was right, and what was never handed over. A report's file is known by the mark in "
    "it; its words are not compared, so make the report again to see whether somebody changed them. Keep reports, or "
    "their fingerprints, elsewhere: a folder that was put back whole to an earlier day looks well by itself. "
    "Exit codes: 0 all well, the same or grown; 1 changed, cut, forged or not known; 2 no record or practice."
)
_TOLD_AFTER_SECONDS = 2.0


def add_arguments(parser: argparse.ArgumentParser, general: Parser) -> None:
    """Add the arguments of the check."""
    parser.epilog = WHAT_IT_PROVES
    parser.add_argument(
        "given",
        metavar="REPORT|FINGERPRINT",
        nargs="*",
        help="a report's file (HTML, JSON, Word, Excel), or the fingerprint that stands on paper",
    )
    parser.add_argument("--json", action="store_true", help="for scripts")
    parser.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    paths = paths_of(options)
    with telling_of_copies(paths):
        found = _found(paths, options.given)
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


def _found(paths: Paths, words: list[str]) -> Verification:
    """Check the whole record or, given words, one report's file or fingerprint, which may be typed in groups."""
    if not words:
        return verify_all(paths, system_clock)
    given = " ".join(words)
    if len(words) > 1 and not Path(given).exists() and any(Path(word).is_file() for word in words):
        raise UserError("Name one report at a time.")
    if not given.strip():
        raise UserError("Name a report’s file or a fingerprint. Without one, the whole record is checked.")
    return verify_handed_out(paths, system_clock, given, _teller())


def _teller() -> Callable[[int, int], None]:
    """Return what says on standard error how far a long search is, every few seconds."""
    said = time.monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal said
        if time.monotonic() - said > _TOLD_AFTER_SECONDS:
            said = time.monotonic()
            print(f"Looking for the fingerprint: {done:,} of {total:,} practices.", file=sys.stderr)

    return tell


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
