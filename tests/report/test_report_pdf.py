"""The PDF for print: pages, text, fonts and title. These tests need Qt; one starts it as the command line does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtWidgets import QApplication
from sample_report import MadeUpPractice, busy_practice, conflict
from written import status_pdf, status_sheets


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.fixture
def long_practice() -> MadeUpPractice:
    practice = busy_practice(sample=True)
    for number in range(500):
        practice.note("decision.fund", f"Note {number} of a long migration, with a few words on it.", ago=number / 10)
    return practice


def test_it_is_a_pdf_with_a_title_and_embedded_fonts(qapp: QApplication) -> None:
    pdf = status_pdf(busy_practice(sample=True).report())
    assert pdf.startswith(b"%PDF-")
    assert "Sample: Status report, Riverside Surgery".encode("utf-16-be") in pdf
    assert b"/FontFile2" in pdf
    assert pages_in(pdf) >= 3


def test_an_empty_practice_with_a_very_long_name(qapp: QApplication) -> None:
    assert pages_in(status_pdf(MadeUpPractice(name="Surgery " * 25, go_live=None).report(made_by=None))) >= 2


def test_five_hundred_notes_and_one_longer_than_a_page(qapp: QApplication, long_practice: MadeUpPractice) -> None:
    few = pages_in(status_pdf(busy_practice().report()))
    long_practice.note("decision.sign", "A word.\n" * 1_200)
    assert pages_in(status_pdf(long_practice.report())) > few + 20


def test_everything_of_the_record_is_set() -> None:
    practice = busy_practice(sample=True)
    markup = status_sheets(practice.report()).markup
    for note in practice.progress.state.standing_notes():
        assert note.text.split("\n")[-1] in markup
    for one in practice.progress.state.acknowledgements.values():
        assert one.wording in markup
    for words in ("lawyers", "Read the wrong page.", "overdue by 1 day", "set by hand", "Made-up sample", "9.9.9"):
        assert words in markup


def test_key_dates_say_what_is_past_and_not_marked_and_what_to_check() -> None:
    markup = status_sheets(busy_practice(go_live="2027-02-16").report(conflicts=[conflict(1)])).markup
    assert '<span class="red">7 days ago, not marked as happened</span>' in markup
    assert "<h3>Check these dates</h3>" in markup
    assert "<b>Go-Live falls on a day off (1).</b> Ask who will be at work." in markup
    assert "Check these dates" not in status_sheets(busy_practice().report()).markup


def test_typed_text_is_escaped_and_turns_nothing_round() -> None:
    practice = busy_practice(name="<b>Bold</b> & \u202eSons")
    practice.note("decision.fund", '<img src="file:///etc/passwd">\n"quoted"')
    markup = status_sheets(practice.report()).markup
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons" in markup
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;<br>&quot;quoted&quot;" in markup


def test_without_a_program_running_it_starts_qt_without_a_screen() -> None:
    """As the command line does on a machine without a display; twice in one process, as the tour does."""
    code = (
        "from sample_report import busy_practice; from written import status_pdf\n"
        "report = busy_practice().report()\n"
        "print([len(status_pdf(report)) > 10_000 for _ in range(2)])"
    )
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr, done.returncode) == ("[True, True]", "", 0)


def test_qt_can_be_called_ever_so_often_afterwards(qapp: QApplication) -> None:
    """PySide6 6.12 drops a reference to None with each call on Python 3.11; a program must outlive many reports."""
    status_pdf(MadeUpPractice().report())
    buffer = QBuffer()
    for _ in range(50_000):
        buffer.setData(QByteArray())


def test_a_thread_of_its_own_sets_the_same_pages(qapp: QApplication) -> None:
    report = busy_practice(sample=True).report()
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(status_pdf(report)))
    thread.start()
    thread.join()
    dates = re.compile(rb"\d{14}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d|uuid:[\w-]+|/ID \[.*\]")
    assert dates.sub(b"", made[0]) == dates.sub(b"", status_pdf(report))
