"""The widths of a table's columns."""

from migdesk.guide.table_widths import column_widths
from migdesk.guide.viewer_html import viewer_markup


def test_column_of_short_words_gets_less_room() -> None:
    widths = column_widths([["Who", "Note"], ["Lead GP", "Takes the lead on the tasks that concern doctors. " * 3]])
    assert widths[0] < widths[1]
    assert sum(widths) <= 100


def test_cell_without_a_paragraph_gets_one_and_a_width() -> None:
    html = viewer_markup("<table><tbody><tr><td>a</td><td><p>b</p></td></tr></tbody></table>")
    assert '<td width="50%"><p class="cell">a</p></td><td width="50%"><p>b</p></td>' in html


def test_table_within_a_cell_has_widths_of_its_own() -> None:
    inner = "<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>"
    html = viewer_markup(f"<table><tbody><tr><td>{inner}</td><td>b</td></tr></tbody></table>")
    assert html.count('width="50%"><p class="cell">') == 2
    assert html.count("</p></td>") == html.count('<p class="cell">')
