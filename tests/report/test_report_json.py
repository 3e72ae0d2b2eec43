"""The JSON file: the model as it is, held to a reference file."""

from __future__ import annotations

import json
from pathlib import Path

from sample_report import busy_practice, conflict

from migdesk.report.status.model import StatusReport
from migdesk.report.writers.json import write

GOLDEN = Path(__file__).parent / "golden" / "status.json"


def to_json(report: StatusReport) -> bytes:
    return b"".join(part.data for part in write(report))


def test_it_is_as_the_reference_file_says() -> None:
    """After a change on purpose, write what the test makes to the file, and read the difference."""
    report = busy_practice(sample=True).report(conflicts=[conflict(1)])
    assert to_json(report).decode() == GOLDEN.read_text(encoding="utf-8")


def test_the_sample_mark_comes_first() -> None:
    report = json.loads(to_json(busy_practice(sample=True).report()))
    assert list(report)[:2] == ["sample_notice", "sample"]
    assert report["sample"] is True


def test_whatever_is_typed_comes_back() -> None:
    text = '</script> "quoted" \\ \u202e 😀\n' + "x" * 9_000
    practice = busy_practice(name=text[:200])
    practice.note("decision.fund", text)
    report = json.loads(to_json(practice.report()))
    assert report["practice"]["name"] == text[:200]
    assert text in [note["text"] for task in report["phases"][0]["tasks"] for note in task["notes"]]
