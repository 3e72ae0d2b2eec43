"""The tags of a PDF say all that stands in the report, in its order, and change nothing of its looks.

Read by poppler, which knows nothing of how they came about.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict
from written import agenda_sheets, status_sheets

from migdesk.report.document import Sheet
from migdesk.report.practices.document import practices_document
from migdesk.report.writers.pdf.forms import pdf_of, write
from migdesk.report.writers.pdf.printable import Printable
from migdesk.report.writers.pdf.sheets import sheet_page
from migdesk.report.writers.pdf.tags import Tags

pytestmark = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="poppler-utils are not installed")

LONG = "A note of many words that goes over several lines of the page, with https://example.org/a-rather-long-address. "


def told(folder: Path, pdf: bytes, *wanted: str) -> str:
    """Return what poppler's pdfinfo tells of a PDF, and that it has nothing to complain of."""
    path = folder / "report.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdfinfo", *wanted, path], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def words(text: str) -> list[str]:
    return unicodedata.normalize("NFKC", text.replace("\ufffc", "")).split()


def tagged_words(structure: str) -> list[str]:
    """Return all words in their order; stretches of one element follow one another without a gap."""
    structure = re.sub(r'"\n *"', "", structure)
    return words(" ".join(re.findall(r'^ *"(.*)"$', structure, re.MULTILINE)))


def words_of(what: Printable) -> list[str]:
    document = QTextDocument()
    document.setHtml(what.markup)
    return words(document.toPlainText())


def status() -> Printable:
    practice = busy_practice(sample=True)
    practice.note("decision.fund", LONG * 12)
    return status_sheets(practice.report(conflicts=[conflict(1)]))


def status_over_many_pages() -> Printable:
    practice = busy_practice()
    for number in range(120):
        practice.note("decision.fund", f"Note {number}. {LONG}", ago=number / 10)
    practice.note("decision.sign", "A word.\n" * 300)
    return status_sheets(practice.report())


def agenda() -> Printable:
    return agenda_sheets(agenda_of(busy_practice(sample=True), conflicts=(conflict(1),)))


def empty() -> Printable:
    return status_sheets(MadeUpPractice(name="Surgery " * 25, go_live=None).report(made_by=None))


@pytest.mark.parametrize("made", [status, status_over_many_pages, agenda, empty])
def test_every_word_is_tagged_once_and_in_order(tmp_path: Path, made: Callable[[], Printable]) -> None:
    what = made()
    assert tagged_words(told(tmp_path, pdf_of(what), "-struct-text")) == words_of(what)


def practices() -> tuple[bytes, list[str]]:
    """Return the PDF of a board and two sheets, and the words of those sheets."""
    made = portfolio([line(f"Practice {number}", commissioner=f"ICB {number // 20}") for number in range(60)])
    pages = [page(1, busy_practice(sample=True)), page(2)]
    document = practices_document(made, pages)
    pdf = b"".join(part.data for part in write(document))
    sheets = [block for block in practices_document(made, pages).blocks if isinstance(block, Sheet)]
    return pdf, [word for sheet in sheets for word in words_of(sheet_page(document, sheet, sheet.sizes[0]))]


def test_a_report_on_all_practices_is_tagged_sheet_by_sheet(tmp_path: Path) -> None:
    pdf, on_sheets = practices()
    structure = told(tmp_path, pdf, "-struct-text")
    found = tagged_words(structure)
    assert found[-len(on_sheets) :] == on_sheets
    assert set(pairwise(found)) >= {("Practice", str(number)) for number in range(60)}
    assert structure.count("H1 (block)") == 1


class Headings(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_headings_lists_and_tables_are_what_they_are(tmp_path: Path) -> None:
    what = status()
    structure = told(tmp_path, pdf_of(what), "-struct-text")
    levels = [int(level) for level in re.findall(r"^ *H(\d) \(block\)$", structure, re.MULTILINE)]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))
    headings = Headings()
    headings.feed(what.markup)
    assert [level for level in levels if level < 3] == [level for level in headings.levels if level < 3]
    assert re.search(
        r"^  L \(block\)\n    LI \(block\)\n      LBody \(block\)\n +\"Go-Live falls on", structure, re.MULTILINE
    )
    heads = re.findall(r"^ *TH:?$\n^ */Scope /Column$\n^ *\"(.*)\"$", structure, re.MULTILINE)
    assert heads[:4] == ["Milestone", "Date", "When", "Where the date comes from"]
    assert structure.count("TH:") == structure.count("/Scope /Column") and "TH\n" not in structure


def test_rows_have_as_many_columns_as_their_table(tmp_path: Path) -> None:
    for table in told(tmp_path, pdf_of(status()), "-struct-text").split("  Table (block)\n")[1:]:
        rows = re.split(r"^  (?=\S)", table, flags=re.MULTILINE)[0].split("    TR\n")[1:]
        widths = {
            len(re.findall(r"^      T[HD]\b", row, re.MULTILINE))
            + sum(int(span) - 1 for span in re.findall(r"/ColSpan (\d+)", row))
            for row in rows
        }
        assert len(widths) == 1


def test_language_title_and_bookmarks(tmp_path: Path) -> None:
    pdf = pdf_of(status())
    assert b"/Lang (en-GB)" in pdf and b"/DisplayDocTitle true" in pdf and b"/Marked true" in pdf
    kept = told(tmp_path, pdf, "-meta")
    assert "<pdfuaid:part>1</pdfuaid:part>" in kept and "Sample: Status report, Riverside Surgery" in kept
    assert re.search(r"^Tagged: +yes$", told(tmp_path, pdf), re.MULTILINE)
    titles = [bytes.fromhex(found.decode()).decode("utf-16-be") for found in re.findall(rb"/Title <FEFF(\w+)>", pdf)]
    assert {"Riverside Surgery", "Key dates", "Progress by phase", "All tasks and notes"} <= set(titles)


def test_hostile_text_does_no_harm(tmp_path: Path) -> None:
    practice = busy_practice(name="(Odd) \\ <b> & שלום ]]> 🙂")
    practice.note("decision.fund", "endobj\nendstream\nBT\n/P <</MCID 0>> BDC\nET\nשלום, مرحبا 🙂")
    structure = told(tmp_path, pdf_of(status_sheets(practice.report())), "-struct-text")
    assert "endobj endstream BT /P <</MCID 0>> BDC ET" in structure


def test_the_looks_do_not_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    what = status()
    tagged = pdf_of(what)
    monkeypatch.setattr(Tags, "tagged", lambda _, pdf: pdf)
    pictures = []
    for name, pdf in (("tagged", tagged), ("plain", pdf_of(what))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        done = subprocess.run(["pdftoppm", "-r", "50", path], capture_output=True, check=True)
        pictures.append(done.stdout)
    assert len(pictures[0]) > 1_000_000 and pictures[0] == pictures[1]
