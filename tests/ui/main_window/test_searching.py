"""The search box: results in groups, the keyboard and the mouse in them, and the words marked where it leads."""

from __future__ import annotations

import time

import pytest
from desk import Desk
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from migdesk.ui.main_window.search_box import SearchBox
from migdesk.ui.main_window.search_delegate import ROW_ROLE
from migdesk.ui.main_window.search_results import SearchResults
from migdesk.ui.main_window.search_rows import Piece, rows_of
from migdesk.workspace.registers.change import RowChange
from migdesk.workspace.search.search import Hit

QUESTION = "what do I do with repeat prescriptions during cutover"


@pytest.fixture
def box(desk: Desk) -> SearchBox:
    desk.start()
    desk.practice()
    return desk.work.header.search_box


def look_for(desk: Desk, text: str) -> QListWidget:
    desk.key("Ctrl+K")
    desk.work.header.search_box.setText(text)
    return desk.window.findChild(SearchResults).findChild(QListWidget)


def items(results: QListWidget) -> list[QListWidgetItem]:
    return [results.item(row) for row in range(results.count())]


def headings(results: QListWidget) -> list[str]:
    return [item.data(ROW_ROLE).title[0].text for item in items(results) if not item.data(ROW_ROLE).hit]


def in_hand(results: QListWidget) -> Hit:
    return results.currentItem().data(ROW_ROLE).hit


def marked(desk: Desk) -> list[str]:
    """Return the words that are marked on the page in the colour of found ones."""
    view, colour = desk.window.guide.view, desk.window.theme.colours.found
    marks = view.extraSelections()
    return [mark.cursor.selectedText() for mark in marks if mark.format.background().color().name() == colour]


def is_in_view(desk: Desk, begins: str, word: str) -> bool:
    """Tell whether a marked word can be seen in a paragraph that begins so."""
    view = desk.window.guide.view
    for mark in view.extraSelections():
        cursor = QTextCursor(mark.cursor)
        fits = cursor.selectedText().lower() == word and cursor.block().text().startswith(begins)
        if fits and view.viewport().rect().contains(view.cursorRect(cursor)):
            return True
    return False


def test_a_new_user_finds_the_answer_by_keyboard_in_five_seconds(desk: Desk, box: SearchBox) -> None:
    window = desk.window
    desk.work.navigation.open_page("/guide")
    began = time.perf_counter()
    desk.key("Ctrl+K")
    desk.type(QUESTION)
    desk.key("Return")
    assert time.perf_counter() - began < 5
    assert window.guide.permalink == "/guide/planning-for-cut-over"
    assert window.guide.view.place.anchor == "prescriptions"
    assert window.guide.view.hasFocus()


def test_results_stand_in_groups_the_best_first(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "data")
    assert headings(results)[0] == "Guide"
    assert set(headings(results)) == {"Guide", "Tasks", "Glossary", "Information governance", "Sign-offs"}
    assert results.currentRow() == 1
    assert in_hand(results).kind == "page"
    kinds = [item.data(ROW_ROLE).hit.kind for item in items(results) if item.data(ROW_ROLE).hit]
    assert kinds == sorted(kinds, key=kinds.index), "each group is in one piece"


def test_arrows_pass_over_headings_and_go_round(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "data")
    hits = sum(1 for item in items(results) if item.data(ROW_ROLE).hit)
    seen = []
    for _ in range(hits):
        seen.append(in_hand(results))
        desk.key("Down")
    assert len(set(seen)) == hits
    assert in_hand(results) == seen[0]
    desk.key("Up")
    assert in_hand(results) == seen[-1]
    assert box.hasFocus()


def test_pages_of_results(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "data")
    first = in_hand(results)
    desk.key("PgDown")
    assert results.currentRow() > 4
    assert in_hand(results)
    for _ in range(20):
        desk.key("PgDown")
    assert results.currentRow() == results.count() - 1
    for _ in range(20):
        desk.key("PgUp")
    assert in_hand(results) == first
    look_for(desk, "zzzz")
    desk.key("PgDown")
    desk.key("Return")


def test_a_click_goes_there_and_one_on_a_heading_does_not(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "smartcards")
    centre = lambda row: results.visualItemRect(results.item(row)).center()  # noqa: E731
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=centre(0))
    assert results.isVisible()
    wanted = results.item(1).data(ROW_ROLE).hit
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, pos=centre(1))
    assert not results.isVisible()
    assert desk.window.guide.permalink == wanted.link.partition("#")[0].rstrip("/") or wanted.kind == "glossary"


def test_the_words_are_marked_on_the_page_until_esc(desk: Desk, box: SearchBox) -> None:
    look_for(desk, "prescriptions")
    desk.key("Return")
    assert "Prescriptions" in marked(desk)
    assert is_in_view(desk, "Prescriptions", "prescriptions")
    desk.window.guide.view.zoom_in()
    assert "Prescriptions" in marked(desk), "they are still there in another size"
    desk.key("Esc")
    assert marked(desk) == []
    assert desk.window.guide.permalink == "/guide/planning-for-cut-over"


def test_another_page_has_no_marks(desk: Desk, box: SearchBox) -> None:
    look_for(desk, "prescriptions")
    desk.key("Return")
    assert marked(desk)
    desk.work.navigation.open_page("/guide/cutover")
    assert marked(desk) == []
    desk.window.guide.view.zoom_in()
    assert marked(desk) == []


def test_esc_takes_the_marks_away_from_the_checklist_too(desk: Desk, box: SearchBox) -> None:
    look_for(desk, "prescriptions")
    desk.key("Return")
    desk.work.right.focus_current()
    desk.key("Esc")
    assert marked(desk) == []


def test_a_word_far_down_its_section_is_brought_into_view(desk: Desk, box: SearchBox) -> None:
    desk.window.resize(900, 480)
    results = look_for(desk, "post-date")
    assert in_hand(results).link == "/guide/planning-for-cut-over#prescriptions" or in_hand(results).kind == "task"
    while in_hand(results).kind != "page":
        desk.key("Down")
    desk.key("Return")
    assert is_in_view(desk, "", "post-date")


def test_a_glossary_term_is_shown_itself(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "smartcard")
    assert in_hand(results).kind == "glossary"
    desk.key("Return")
    assert is_in_view(desk, "Smartcard", "smartcard")


def test_a_slip_is_said(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "prescirption")
    said = "Nothing for “prescirption”; showing “prescription”"
    assert desk.window.findChild(SearchResults)._note.text() == said
    assert results.count()
    assert box.accessibleDescription().startswith(f"{said}. ")
    look_for(desk, "zzzz")
    assert box.accessibleDescription() == "Nothing found for “zzzz”. Try fewer or shorter words."


def test_screen_readers_hear_how_many_and_which(desk: Desk, box: SearchBox) -> None:
    results = look_for(desk, "smartcard")
    count = sum(1 for item in items(results) if item.data(ROW_ROLE).hit)
    assert box.accessibleDescription().startswith(f"{count} results. 1 of {count}: Glossary: Smartcard.")
    desk.key("Down")
    assert f"2 of {count}: " in box.accessibleDescription()
    assert all(item.data(Qt.ItemDataRole.AccessibleTextRole) for item in items(results))
    box.clear()
    assert box.accessibleDescription() == ""


def test_rows_of_a_hit() -> None:
    import re

    hit = Hit(
        kind="page", title="Repeat scripts", link="/a#b", snippet="…the ‹scripts› of a ‹script›…", within="A page"
    )
    heading, row = rows_of([hit], re.compile("scripts?", re.IGNORECASE))
    assert (heading.title, heading.spoken, heading.hit) == ((Piece("Guide"),), "Guide, 1 result", None)
    assert row.title == (Piece("Repeat "), Piece("scripts", found=True))
    assert [piece.text for piece in row.text if piece.found] == ["scripts", "script"]
    assert row.spoken == "Guide: Repeat scripts, A page. …the scripts of a script…"


def test_a_row_of_a_register_is_found_and_opened(desk: Desk, box: SearchBox) -> None:
    practice = desk.work.session.practice_id
    change = RowChange(fields={"name": "Wobblewood telemetry", "kind": "pathology"})
    (row,) = desk.workspace.registers.set_rows(practice, "third-parties", [change])
    results = look_for(desk, "wobblewood")
    assert headings(results)[0] == "Registers"
    assert in_hand(results).within == "Third parties"
    QTest.keyClick(box, Qt.Key.Key_Return)
    screen = desk.work.screens.shown_registers
    assert screen is not None and screen.register_id == "third-parties"
    assert screen.table.current_row().id == row


def test_a_note_on_a_row_opens_the_row(desk: Desk, box: SearchBox) -> None:
    practice = desk.work.session.practice_id
    desk.workspace.registers.take_seeds(practice, "hazards", ["old-mesh-box"])
    desk.workspace.registers.add_note(practice, "hazards", "hazards.old-mesh-box", "Ask about zephyrix.")
    results = look_for(desk, "zephyrix")
    assert in_hand(results).kind == "note"
    QTest.keyClick(box, Qt.Key.Key_Return)
    screen = desk.work.screens.shown_registers
    assert screen is not None and screen.register_id == "hazards"
