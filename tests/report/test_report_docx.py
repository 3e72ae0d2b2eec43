"""The Word document: what a screen reader finds in it, safe with whatever was typed, and nothing left out."""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from sample_agenda import agenda_of
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict

from migdesk.practice.event import Actor
from migdesk.report.agenda.document import agenda_document
from migdesk.report.document import Document
from migdesk.report.practices.document import practices_document
from migdesk.report.status.document import status_document
from migdesk.report.writers.docx.file import write

HOSTILE = (
    '<w:t>&amp;</w:t><script>alert(1)</script>',
    '" w:val="x',
    "]]> <!-- {{ x }}",
    "safe\u202etxt.exe",
    "שלום، مرحبا",
    "😀 first\nsecond\n\nfourth\tfifth",
    "bell\x07 and lone \ud800 surrogate \ufffe",
    "x" * 10_000,
)  # fmt: skip


def opened(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(b"".join(part.data for part in write(document))))


def text_of(made: WordDocument) -> str:
    """Return all text, in tables too, in its order."""
    return "\n".join(
        "".join(
            node.text or "" if node.tag == qn("w:t") else "\n" if node.tag == qn("w:br") else "\t"
            for node in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
        )
        for paragraph in made.element.body.iter(qn("w:p"))
    )


def headings(made: WordDocument, level: int) -> list[str]:
    return [one.text for one in made.paragraphs if one.style is not None and one.style.name == f"Heading {level}"]


@pytest.fixture(scope="module")
def status() -> WordDocument:
    return opened(status_document(busy_practice(sample=True).report(conflicts=[conflict(1)])))


def test_it_has_real_headings_in_the_pages_order(status: WordDocument) -> None:
    assert [one.text for one in status.paragraphs if one.style is not None and one.style.name == "Title"] == [
        "Riverside Surgery"
    ]
    assert headings(status, 1) == [
        "Summary",
        "Key dates",
        "Progress by phase",
        "Needs attention",
        "Information Governance",
        "All tasks and notes",
        "Other notes and records",
        "The last 14 days",
        "About this report",
    ]
    assert {"Check these dates", "Overdue", "UK GDPR", "1 The decision"} <= set(headings(status, 2))


def test_its_title_and_language_are_told(status: WordDocument) -> None:
    properties = status.core_properties
    assert (properties.title, properties.language) == ("Sample: Status report, Riverside Surgery", "en-GB")
    languages = {node.get(qn("w:val")) for node in status.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_table_heads_are_repeated_and_rows_stay_whole(status: WordDocument) -> None:
    named = [
        table for table in status.tables if table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) != "Figures"
    ]
    assert len(named) > 8
    for table in named:
        rows = table._tbl.tr_lst
        assert rows[0].trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows[1:])


def test_columns_are_as_wide_as_the_paper(status: WordDocument) -> None:
    section = status.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in status.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert room * 0.97 < sum(widths) * 635 <= room


def test_pages_are_numbered_and_named(status: WordDocument) -> None:
    foot = status.sections[0].footer._element
    assert [node.get(qn("w:instr")).strip() for node in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "Made-up sample. Tue 24 Nov 2026, Riverside Surgery" in "".join(node.text for node in foot.iter(qn("w:t")))


def test_everything_of_the_record_is_in_it(status: WordDocument) -> None:
    text, state = text_of(status), busy_practice().progress.state
    for note in state.standing_notes():
        assert note.text in text
    for one in state.acknowledgements.values():
        assert one.wording in text
    for words in (
        "The contract is with the lawyers.",
        "Withdrawn by Pat Example, Practice Manager, Riverside Surgery",
        "By someone outside the practice",
        "overdue by 1 day",
        "set by hand",
        "Made-up sample",
        "came from a newer version",
        "migdesk 9.9.9",
        "https://example.org/law",
    ):
        assert words in text, words


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stands_as_text(text: str) -> None:
    practice = busy_practice(name=text[:200], commissioner=text[:200])
    someone = Actor(text[:120], text[:120], text[:120])
    practice.note("decision.fund", text, someone)
    practice.set_task("decision.fund", someone, status=["blocked", text[:500]], owner=text[:120])
    practice.acknowledge("records", someone)
    made = text_of(opened(status_document(practice.report(made_by=someone))))
    shown = text.replace("\u202e", "").replace("\x07", "").replace("\ud800", "\ufffd").replace("\ufffe", "")
    assert made.count(shown[:100]) >= 4
    assert shown in made


def test_an_empty_practice_and_a_very_long_name() -> None:
    made = text_of(opened(status_document(MadeUpPractice(name="Surgery " * 40, go_live=None).report(made_by=None))))
    for words in ("Not set", "Nothing is overdue.", "Nothing was recorded in the last 14 days.", "Not dated"):
        assert words in made


def test_the_agenda_has_room_to_write() -> None:
    made = opened(agenda_document(agenda_of(busy_practice(), conflicts=(conflict(1),))))
    assert {"Overdue", "The next four weeks", "Notes", "Agreed"} <= set(headings(made, 1))
    assert "Next visit:" in text_of(made)


def of_practices(numbers: Iterable[int]) -> WordDocument:
    lines = [line(f"Practice {number}") for number in numbers]
    return opened(practices_document(portfolio(lines), [page(number) for number in numbers]))


def test_the_board_lies_on_its_side_and_each_practice_begins_a_page() -> None:
    made = of_practices((1, 2, 3))
    assert [section.orientation for section in made.sections] == [WD_ORIENTATION.LANDSCAPE, WD_ORIENTATION.PORTRAIT]
    named = [one for one in made.paragraphs if one.text == "Riverside Surgery"]
    assert [one.paragraph_format.page_break_before for one in named] == [None, True, True]
    assert headings(made, 1) == ["Summary", "The board", "Practice by practice", "About this report"]
    assert {"Key dates", "Overdue", "Latest notes"} <= set(headings(made, 3))


def test_without_practices_it_says_so() -> None:
    made = opened(practices_document(portfolio([]), ()))
    assert "There are no practices to report on." in text_of(made)
