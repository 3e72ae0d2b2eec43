"""Words of the glossary on a page: dots under them, a tooltip for the mouse, a popup for the keyboard, and off."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from migdesk.guide.model import Term
from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.guide_pane.page_shapes import words_rect
from migdesk.ui.guide_pane.term_popup import TermPopup
from migdesk.ui.guide_pane.term_words import term_html, term_in_words
from migdesk.ui.look.palette import LIGHT
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session

PAGE = "/guide/get-started"
CCG = "term:ccg"
NO_WINDOW_SYSTEM = "This plugin does not support"  # said of every popup on the offscreen screen


@pytest.fixture
def pane(qtbot: QtBot, session: Session, theme: Theme) -> GuidePane:
    made = GuidePane(session.workspace.guide, theme)
    made.follow(session)
    qtbot.addWidget(made)
    made.resize(690, 650)
    made.show()
    made.open(PAGE)
    return made


def go_to(qtbot: QtBot, pane: GuidePane, address: str) -> None:
    """Give the focus to a link by Tab."""
    pane.view.setFocus()
    for _ in range(40):
        qtbot.keyClick(pane.view, Qt.Key.Key_Tab)
        if pane.view.textCursor().charFormat().anchorHref() == address:
            return
    raise AssertionError(f"Tab does not reach {address}")


def middle_of(pane: GuidePane, address: str) -> QPoint:
    view = pane.view
    mark = next(mark for mark in view.places.terms if mark.href == address)
    rect = words_rect(view.document(), view.document().findBlock(mark.start), mark.start, mark.end)
    assert rect is not None
    return rect.center().toPoint() - QPoint(0, view.verticalScrollBar().value())


def test_words_are_links_that_look_like_the_words_around(pane: GuidePane) -> None:
    hrefs = [mark.href for mark in pane.view.places.terms]
    assert CCG in hrefs
    assert len(set(hrefs)) == len(hrefs)
    mark = next(mark for mark in pane.view.places.terms if mark.href == CCG)
    cursor = QTextCursor(pane.view.document())
    cursor.setPosition(mark.end)
    form = cursor.charFormat()
    assert form.foreground().color().name() == LIGHT.text
    assert not form.fontUnderline()


@pytest.mark.qt_log_ignore(NO_WINDOW_SYSTEM)
def test_tooltip_explains_with_what_changed(pane: GuidePane, qapp: QApplication) -> None:
    at, viewport = middle_of(pane, CCG), pane.view.viewport()
    qapp.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at)))
    assert "Clinical Commissioning Group" in QToolTip.text()
    assert "Since the guide:" in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.qt_log_ignore(NO_WINDOW_SYSTEM)
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keyboard_opens_the_popup_and_esc_closes_it(
    qtbot: QtBot, pane: GuidePane, qapp: QApplication, key: Qt.Key
) -> None:
    go_to(qtbot, pane, CCG)
    qtbot.keyClick(pane.view, key)
    popup = qapp.activePopupWidget()
    assert isinstance(popup, TermPopup)
    assert "until 30 June 2022" in popup.accessibleName()
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert qapp.activePopupWidget() is None
    assert pane.view.textCursor().charFormat().anchorHref() == CCG


@pytest.mark.qt_log_ignore(NO_WINDOW_SYSTEM)
def test_popup_leads_to_the_glossary(qtbot: QtBot, pane: GuidePane, qapp: QApplication) -> None:
    go_to(qtbot, pane, CCG)
    qtbot.keyClick(pane.view, Qt.Key.Key_Return)
    popup = qapp.activePopupWidget()
    assert isinstance(popup, TermPopup)
    button = popup.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert qapp.activePopupWidget() is None
    assert pane.permalink == "/glossary/"


def test_focus_is_told_in_words(qtbot: QtBot, pane: GuidePane) -> None:
    said: list[str] = []
    pane.view.requests.hovered.connect(said.append)
    go_to(qtbot, pane, CCG)
    assert said[-1].startswith("CCG (Clinical Commissioning Group): ")


def test_turned_off_the_page_is_plain_and_stays_in_place(pane: GuidePane) -> None:
    bar = pane.view.verticalScrollBar()
    bar.setValue(400)
    words = pane.view.toPlainText()
    place = pane.view.place
    pane.view.set_explained(False)
    assert pane.view.places.terms == []
    assert pane.view.toPlainText() == words
    assert pane.view.place.anchor == place.anchor
    pane.view.set_explained(True)
    assert pane.view.places.terms != []


def test_dots_are_drawn_only_after_the_first_paint(qtbot: QtBot, session: Session, theme: Theme) -> None:
    pane = GuidePane(session.workspace.guide, theme)
    qtbot.addWidget(pane)
    pane.resize(690, 650)
    pane.show()
    pane.open(PAGE)
    before = pane.view.viewport().grab().toImage()
    pane.follow(session)
    assert pane.view.viewport().grab().toImage() != before


def test_entry_is_told_plainly_whatever_it_holds() -> None:
    term = Term("A<b>", "x & y", "long <i>", "new > old")
    assert term_in_words(term) == "A<b> (long <i>): x & y Since the guide: new > old"
    html = term_html(term, LIGHT)
    for written in ("A&lt;b&gt;", "x &amp; y", "long &lt;i&gt;", "new &gt; old"):
        assert written in html
