"""The report on several practices as a PDF: the board on as many sheets as it takes, then one for each practice.

The board is laid out once to count its sheets and once more when it is printed, for it names each practice's page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migdesk.report.practices.model import MOST_TASKS, Part, Portfolio, PracticePage
from migdesk.report.practices.print_html import board_rows, board_sheet, practice_sheet
from migdesk.report.practices.words import title_of
from migdesk.report.writers.pdf.press import Press

MOST_ROWS = 28
"""On a sheet of the board; more than fit, unless the practices have next to nothing said of them."""
LISTS = (MOST_TASKS, 4, 3, 2)
"""Tasks in each list of a practice's sheet, from what is best down to what always fits but for very long texts."""


def pdf_parts(portfolio: Portfolio, pages: Iterable[PracticePage]) -> Iterator[Part]:
    """Yield how far the PDF is, a sheet at a time, and all of it with the last part: it is only whole at its end."""
    number = portfolio.totals.practices
    total = 2 * number + (number if portfolio.with_pages else 0) + 1
    with Press(title_of(portfolio), portfolio.migdesk_version) as press:
        yield Part(b"", "Laying out the board", 0, total)
        sheets: list[tuple[int, int]] = []
        for end in _board_ends(press, portfolio):
            sheets.append((sheets[-1][1] if sheets else 0, end))
            yield Part(b"", f"Laying out the board: {end:,} of {number:,} practices", end, total)
        of = len(sheets) + (number if portfolio.with_pages else 0)
        numbers = range(len(sheets) + 1, len(sheets) + 1 + number) if portfolio.with_pages else ()
        for sheet, (start, end) in enumerate(sheets, 1):
            rows = [markup for markup, _ in board_rows(portfolio, start, end, numbers)]
            column = press.set(board_sheet(portfolio, rows, first=sheet == 1, last=sheet == len(sheets)))
            doing = f"Printing the board: {end:,} of {number:,} practices"
            yield Part(b"", doing, number + start, total)
            press.print_sheet(column, f"Page {sheet} of {of}")
            yield Part(b"", doing, number + end, total)
        for page in pages:
            doing, done = f"Printing pages: {page.number:,} of {number:,}", 2 * number + page.number
            for _ in _practice(press, portfolio, page, f"Page {len(sheets) + page.number} of {of}"):
                yield Part(b"", doing, done - 1, total)
            yield Part(b"", doing, done, total)
        yield Part(press.finished(), "Saving the file", total, total)


def _board_ends(press: Press, portfolio: Portfolio) -> Iterator[int]:
    """Yield, for each sheet of the board, how many practices stand on it and on those before it.

    The last sheet has at least one of them, beside how the report was made.
    """
    number, start = portfolio.totals.practices, 0
    while True:
        rows = list(board_rows(portfolio, start, start + MOST_ROWS))
        last = start + MOST_ROWS >= number
        column = press.set(board_sheet(portfolio, [markup for markup, _ in rows], first=start == 0, last=last))
        if last and column.fits:
            yield number
            return
        fitting = sum(practices for _, practices in rows[: column.rows_on_sheet()])
        start += max(1, min(fitting, number - start - 1))
        yield start


def _practice(press: Press, portfolio: Portfolio, page: PracticePage, number: str) -> Iterator[None]:
    """Print a practice on one sheet: with shorter lists where they are too long, and smaller if that does not do.

    Yields each time that it was set.
    """
    for most in LISTS:
        column = press.set(practice_sheet(portfolio, page.shortened(most)))
        yield
        if column.fits:
            break
    press.print_sheet(column, number)
