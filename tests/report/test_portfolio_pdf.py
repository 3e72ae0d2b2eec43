"""The PDF of several practices: the board on full sheets, then exactly one for each practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pytest
from sample_portfolio import line, page, portfolio
from sample_report import MadeUpPractice, busy_practice, conflict

from migdesk.report.practices.model import BoardLine, PracticePage
from migdesk.report.practices.pdf import pdf_parts
from migdesk.report.practices.print_html import board_rows, board_sheet, practice_sheet
from migdesk.report.writers.pdf.press import Press


def written(lines: Sequence[BoardLine], pages: Iterable[PracticePage] = (), *, with_pages: bool = True) -> bytes:
    return b"".join(part.data for part in pdf_parts(portfolio(lines, with_pages=with_pages), pages))


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
    ends = [part.done for part in pdf_parts(made, ()) if part.doing.startswith("Laying out")]
    assert ends == sorted(set(ends)) and ends[-1] == 60
    sheets = list(zip([0, *ends], ends, strict=False))
    with Press("t", "9") as press:
        for start, end in sheets:
            rows = [markup for markup, _ in board_rows(made, start, end)]
            sheet = board_sheet(made, rows, first=start == 0, last=end == 60)
            assert press.set(sheet).fits
    shown = "".join(markup for start, end in sheets for markup, _ in board_rows(made, start, end))
    assert all(shown.count(f">{one.name}<") == 1 for one in lines)


def test_a_group_that_goes_on_is_named_again() -> None:
    made = portfolio([line("A"), line("B"), line("C", commissioner="Z ICB")])
    rows = list(board_rows(made, 1, 3, (11, 12, 13)))
    assert [practices for _, practices in rows] == [0, 1, 0, 1]
    assert "Example ICB" in rows[0][0] and "continued" in rows[0][0]
    assert "Z ICB" in rows[2][0] and "continued" not in rows[2][0]
    assert ">12<" in rows[1][0] and ">13<" in rows[3][0]


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
    rows = [markup for markup, _ in board_rows(made, 0, 2)]
    markup = board_sheet(made, rows, first=True, last=True).markup + practice_sheet(made, page(1, practice)).markup
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
    parts = pdf_parts(portfolio([line("A"), line("B")]), iter([page(1), page(2)]))
    for _ in range(4):
        next(parts)
    parts.close()  # type: ignore[attr-defined]
