"""The PDF of several practices: the board on full sheets, then exactly one for each practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pytest
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict

from migdesk.report.document import Sheet
from migdesk.report.part import Part
from migdesk.report.practices.document import practices_document
from migdesk.report.practices.model import BoardLine, Portfolio, PracticePage
from migdesk.report.writers.pdf.forms import write
from migdesk.report.writers.pdf.press import Press
from migdesk.report.writers.pdf.printable import Printable
from migdesk.report.writers.pdf.sheets import Board, sheet_page


def written(lines: Sequence[BoardLine], pages: Iterable[PracticePage] = (), *, with_pages: bool = True) -> bytes:
    return b"".join(part.data for part in parts_of(portfolio(lines, with_pages=with_pages), pages))


def parts_of(made: Portfolio, pages: Iterable[PracticePage]) -> Iterator[Part]:
    return write(practices_document(made, pages))


def board_of(made: Portfolio) -> Board:
    document = practices_document(made, ())
    return Board(document, [block for block in document.blocks if not isinstance(block, Sheet)])


def practice_sheet(made: Portfolio, of: PracticePage) -> Printable:
    document = practices_document(made, [of])
    sheet = next(block for block in document.blocks if isinstance(block, Sheet))
    return sheet_page(document, sheet, sheet.sizes[0])


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_it_is_a_pdf_with_a_title_and_a_sheet_for_each_practice() -> None:
    pdf = written([line("A"), line("B")], [page(1), page(2)])
    assert pdf.startswith(b"%PDF-")
    assert "Migrations, all practices".encode("utf-16-be") in pdf
    assert pages_in(pdf) == 3


def test_the_board_alone_takes_as_many_sheets_as_it_needs() -> None:
    lines = [line(f"Practice {number}", commissioner=f"ICB {number // 30}") for number in range(100)]
    assert pages_in(written(lines[:5], with_pages=False)) == 1
    assert 4 <= pages_in(written(lines, with_pages=False)) <= 8
    assert pages_in(written([])) == 1


def test_every_practice_is_on_one_sheet_of_the_board() -> None:
    lines = [line(f"Practice {number}", commissioner=f"ICB {number // 7}") for number in range(60)]
    made = portfolio(lines, with_pages=False)
    board = board_of(made)
    ends = [part.done for part in parts_of(made, ()) if part.doing.startswith("Laying out")]
    assert ends == sorted(set(ends)) and ends[-1] == 60
    sheets = list(zip([0, *ends], ends, strict=False))
    with Press("t", "9") as press:
        for start, end in sheets:
            rows = [row.markup for row in board.rows(start, end)]
            sheet = board.sheet(rows, first=start == 0, last=end == 60)
            assert press.set(sheet).fits
    shown = "".join(row.markup for start, end in sheets for row in board.rows(start, end))
    assert all(shown.count(f">{one.name}<") == 1 for one in lines)


def test_a_group_that_goes_on_is_named_again() -> None:
    made = portfolio([line("A"), line("B"), line("C", commissioner="Z ICB")])
    rows = list(board_of(made).rows(1, 3, range(11, 14)))
    assert [row.counts for row in rows] == [False, True, False, True]
    assert "Example ICB" in rows[0].markup and "continued" in rows[0].markup
    assert "Z ICB" in rows[2].markup and "continued" not in rows[2].markup
    assert ">12<" in rows[1].markup and ">13<" in rows[3].markup


@pytest.fixture
def very_busy() -> MadeUpPractice:
    practice = busy_practice(name="Surgery " * 25)
    for number in range(40):
        task = f"own.x{number}"
        practice.add("own-task-added", {"task": task, "phase": "kick-off", "title": f"{number} " + "long words " * 10})
        practice.set_task(task, due="2026-11-20", owner="Somebody Or Other", status=["blocked", "Because. " * 50])
        practice.note(task, "A note. " * 200)
    return practice


def test_a_very_busy_practice_still_has_one_sheet(very_busy: MadeUpPractice) -> None:
    assert pages_in(written([line("A")], [page(1, very_busy)])) == 2


def test_a_typical_practice_fits_with_all_its_lists() -> None:
    with Press("t", "9") as press:
        assert press.set(practice_sheet(portfolio([line()]), page())).fits


def test_a_practice_with_much_to_check_has_one_sheet_that_says_so(very_busy: MadeUpPractice) -> None:
    warned = page(1, very_busy, tuple(map(conflict, range(5))))
    assert pages_in(written([line("A")], [warned])) == 2
    markup = practice_sheet(portfolio([line()]), warned).markup
    assert "Check these dates" in markup and "and 2 more" in markup
    past = practice_sheet(portfolio([line()]), page(1, busy_practice(go_live="2027-02-16"))).markup
    assert 'class="red" style="font-size: 8pt">7 days ago, not marked as happened' in past


def test_typed_text_is_escaped_and_turns_nothing_round() -> None:
    practice = busy_practice(name="<b>Bold</b> & \u202eSons", commissioner="<i>")
    practice.note("decision.fund", '<img src="file:///etc/passwd">', ago=0.1)
    made = portfolio([line("<u>", commissioner="<s>"), line("B", commissioner="x")], scope="<em>")
    board = board_of(made)
    rows = [row.markup for row in board.rows(0, 2)]
    markup = board.sheet(rows, first=True, last=True).markup + practice_sheet(made, page(1, practice)).markup
    for words in (
        "&lt;b&gt;Bold&lt;/b&gt; &amp; Sons",
        "&lt;img src=&quot;file:",
        "&lt;u&gt;",
        "&lt;s&gt;",
        "&lt;em&gt;",
    ):
        assert words in markup, words
    assert '<img src="file' not in markup


def test_stopping_half_way_is_safe() -> None:
    parts = parts_of(portfolio([line("A"), line("B")]), iter([page(1), page(2)]))
    for _ in range(4):
        next(parts)
    parts.close()  # type: ignore[attr-defined]
