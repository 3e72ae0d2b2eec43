"""The accessibility statement promises only what tests walk, and is found in the help."""

from __future__ import annotations

import re
from pathlib import Path

from migdesk.base.assets import resources_folder

ROOT = Path(__file__).parents[3]
WALKED_BY = re.compile(r"\| `(tests/[^`:]+)::(\w+)` \|")


def test_each_promise_has_its_test() -> None:
    promises = WALKED_BY.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(promises) > 15
    gone = [
        f"{file}::{test}" for file, test in promises if f"def {test}(" not in (ROOT / file).read_text(encoding="utf-8")
    ]
    assert gone == []


def test_statement_says_what_works_what_does_not_and_how_it_was_tested() -> None:
    text = (resources_folder() / "help.md").read_text(encoding="utf-8")
    statement = text.partition("## Accessibility statement")[2]
    for part in ("What works", "What does not work", "How it was tested", "not yet tried with NVDA"):
        assert part in statement, part
