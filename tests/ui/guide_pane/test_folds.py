"""Boxes of news fold on the screen, and hide nothing from a search, a link or paper."""

import pytest
from PySide6.QtCore import QUrl

from migdesk.guide.viewer_html import FOLD
from migdesk.ui.guide_pane import page_html
from migdesk.ui.guide_pane.guide_pane import GuidePane

PAGE = "/guide/pre-migration-tasks"
IN_A_BOX = "FP69 flags do not migrate"


@pytest.fixture
def pane(qtbot, session, theme, sample):
    made = GuidePane(session.workspace.guide, theme)
    made.follow(session)
    qtbot.addWidget(made)
    made.resize(690, 650)
    made.show()
    made.open(PAGE)
    return made


def words(pane):
    return pane.view.toPlainText().replace("\u00a0", " ")


def test_a_box_opens_and_closes(pane):
    assert "▸ Since this guide was written" in words(pane)
    assert IN_A_BOX not in words(pane)
    for number in range(10):
        pane.view.anchorClicked.emit(QUrl(f"fold:{number}"))
        if IN_A_BOX in words(pane):
            break
    assert IN_A_BOX in words(pane)
    pane.view.anchorClicked.emit(QUrl(f"fold:{number}"))
    assert IN_A_BOX not in words(pane)


def test_another_page_begins_folded(pane):
    pane.view.unfold_all()
    assert IN_A_BOX in words(pane)
    assert "▸" not in words(pane)
    pane.open("/guide")
    pane.open(PAGE)
    assert IN_A_BOX not in words(pane)


def test_words_in_a_box_are_found(pane):
    pane.find_words()
    pane._bar().field.setText("FP69")
    assert IN_A_BOX in words(pane)


def test_on_paper_all_of_it_stands(pane):
    html = page_html.page_html(pane.guide.render(PAGE), {})
    assert IN_A_BOX in html and "fold:" not in html
    assert page_html.FOLD == FOLD
