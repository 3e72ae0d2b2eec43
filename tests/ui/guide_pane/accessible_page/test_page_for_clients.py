"""A page of the guide as assistive clients read it, asked through the interfaces that Qt hands to them.

WCAG 2.2, 1.3.1, 2.4.6, 4.1.2 and 4.1.3.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QTextCursor
from PySide6.QtWidgets import QAccessibleWidget
from pytestqt.qtbot import QtBot

from migdesk.ui.guide_pane.accessible_page import page_reader
from migdesk.ui.guide_pane.accessible_page.for_clients import offer_page
from migdesk.ui.guide_pane.accessible_page.headings_dialog import HeadingsDialog
from migdesk.ui.guide_pane.accessible_page.page_reader import PageReader
from migdesk.ui.guide_pane.guide_pane import GuidePane
from migdesk.ui.look.theme import Theme
from migdesk.ui.session.session import Session

KICK_OFF = "/guide/kick-off"
Role = QAccessible.Role
PRESS = QAccessibleActionInterface.pressAction()
TOGGLE = QAccessibleActionInterface.toggleAction()
FOCUS = QAccessibleActionInterface.setFocusAction()


@pytest.fixture
def pane(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> GuidePane:
    made = GuidePane(session.workspace.guide, theme)
    made.follow(session)
    qtbot.addWidget(made)
    made.resize(690, 650)
    made.show()
    made.open(KICK_OFF)
    return made


def document(pane: GuidePane) -> QAccessibleInterface:
    """The page as a client gets it."""
    found = QAccessible.queryAccessibleInterface(pane.view.viewport())
    assert found is not None
    return found


def within(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for index in range(interface.childCount()):
        child = interface.child(index)
        assert interface.indexOfChild(child) == index
        assert child.parent() is interface or index >= 0
        yield child
        yield from within(child)


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def description(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Description)


def all_of(pane: GuidePane, role: QAccessible.Role) -> list[QAccessibleInterface]:
    return [found for found in within(document(pane)) if found.role() == role]


def level(interface: QAccessibleInterface) -> object:
    attributes = interface.attributesInterface()
    return attributes.attributeValue(QAccessible.Attribute.Level) if attributes.attributeKeys() else None


def page_of_kind(pane: GuidePane, kind: str) -> str:
    return next(info.permalink for info in pane.guide.pages if info.kind == kind)


def test_page_is_a_document_with_every_heading_at_its_level(pane: GuidePane) -> None:
    page = pane.view.page
    assert page is not None
    found = document(pane)
    assert (found.role(), name(found)) == (Role.WebDocument, page.title)
    headings = [(name(heading), level(heading)) for heading in all_of(pane, Role.Heading)]
    assert headings[0] == (page.title, 1)
    assert {section.title for section in page.sections} <= {words for words, _ in headings}
    assert {depth for _, depth in headings} >= {1, 2}


def test_every_page_is_read_whole_and_without_signs_for_the_eye(pane: GuidePane) -> None:
    """All words of a page are in its parts, and every part says something."""
    for info in pane.guide.pages:
        pane.open(info.permalink)
        page_reader_of(pane).read_again()
        told = " ".join(name(found) for found in within(document(pane)))
        assert not set("☑▤▸▾\u00a0\ufffc") & set(told), info.permalink
        missing = [word for word in plain_words(pane) if word not in told]
        assert missing == [], info.permalink
        silent = [found for found in within(document(pane)) if not name(found) and found.role() not in MAY_BE_SILENT]
        assert silent == [], info.permalink


MAY_BE_SILENT = {Role.List, Role.Cell, Role.ColumnHeader, Role.Row}


def plain_words(pane: GuidePane) -> list[str]:
    signs = dict.fromkeys(map(ord, "☑▤▸▾➔\ufffc"), " ")
    return [word for word in pane.view.toPlainText().translate(signs).split() if word.isalpha()]


def page_reader_of(pane: GuidePane) -> PageReader:
    document(pane)
    found = pane.view.findChild(PageReader)
    assert isinstance(found, PageReader)
    return found


def test_lists_tables_and_boxes_are_what_they_are(pane: GuidePane) -> None:
    seen: dict[QAccessible.Role, int] = {}
    parents: dict[QAccessible.Role, set[QAccessible.Role]] = {}
    groups: set[str] = set()
    for info in pane.guide.pages:
        pane.open(info.permalink)
        page_reader_of(pane).read_again()
        for found in within(document(pane)):
            seen[found.role()] = seen.get(found.role(), 0) + 1
            parents.setdefault(found.role(), set()).add(found.parent().role())
            if found.role() == Role.Grouping:
                groups.add(name(found))
    assert parents[Role.ListItem] == {Role.List}
    assert parents[Role.Row] == {Role.Table}
    assert parents[Role.Cell] == parents[Role.ColumnHeader] == {Role.Row}
    assert {"Pages before and after"} < groups
    assert "" not in groups
    assert min(seen[role] for role in (Role.List, Role.Table, Role.Grouping, Role.Link, Role.Paragraph)) > 3


def test_nested_lists_further_paragraphs_tables_and_pictures(pane: GuidePane) -> None:
    page = pane.view.page
    assert page is not None
    html = (
        "<ul><li>first<ul><li>deep</li></ul></li><li><p>second</p><p>more of it</p></li></ul><ol><li>other</li></ol>"
        "<table><thead><tr><th>System</th><th>Days</th></tr></thead><tbody><tr><td>EMIS</td><td>3</td></tr></tbody>"
        "</table><p><img src='picture:a.png' alt='A plan'></p>"
    )
    pane.view.lay_out(msgspec.structs.replace(page, viewer_html=html, explained_html=""))
    page_reader_of(pane).read_again()
    lists = all_of(pane, Role.List)
    assert [[name(item) for item in within(found) if item.parent() is found] for found in lists] == [
        ["first", "second"],
        ["deep"],
        ["other"],
    ]
    assert "more of it" in [name(found) for found in within(lists[0])]
    cells = all_of(pane, Role.Cell)
    assert [(name(cell), description(cell)) for cell in cells] == [("EMIS", "System"), ("3", "Days")]
    assert [name(row) for row in all_of(pane, Role.Row)] == ["System; Days", "System: EMIS; Days: 3"]
    assert [name(picture) for picture in all_of(pane, Role.Graphic)] == ["A plan"]


def test_counts_of_sections_are_said_with_headings_and_as_links(qtbot: QtBot, pane: GuidePane) -> None:
    counts = {anchor: count for anchor, count in pane.view.counts.items() if anchor}
    told = [description(heading) for heading in all_of(pane, Role.Heading) if description(heading)]
    assert counts
    assert set(told) == {
        f"{done} of {total} {'task' if total == 1 else 'tasks'} done" for done, total in counts.values()
    }
    link = next(link for link in all_of(pane, Role.Link) if name(link) == told[0])
    assert description(link) == "Shows this section's tasks in the checklist"
    with qtbot.waitSignal(pane.section_tasks_requested):
        link.actionInterface().doAction(PRESS)


def test_links_are_activated_and_say_where_they_lead(qtbot: QtBot, pane: GuidePane) -> None:
    browser = "Opens in your browser: "
    link = next(link for link in all_of(pane, Role.Link) if description(link).startswith(browser))
    state = link.state()
    assert state.linked
    assert state.focusable
    with qtbot.waitSignal(pane.outside_requested) as asked:
        link.actionInterface().doAction(PRESS)
    assert asked.args == [description(link).removeprefix(browser)]
    neighbour = next(found for found in all_of(pane, Role.Grouping) if name(found) == "Pages before and after")
    there = next(link for link in within(neighbour) if link.role() == Role.Link)
    title = name(there)
    there.actionInterface().doAction(PRESS)
    qtbot.waitUntil(lambda: name(document(pane)) == title)


def test_boxes_on_a_role_page_are_ticked_and_say_so(qtbot: QtBot, pane: GuidePane, session: Session) -> None:
    pane.open(page_of_kind(pane, "role"))
    page_reader_of(pane).read_again()
    box = next(box for box in all_of(pane, Role.CheckBox) if not box.state().checked)
    task = box.part.href.removeprefix("task:")
    title = session.progress.task(task).title if session.progress else ""
    assert title
    assert title in name(box)
    assert box.state().checkable
    with qtbot.waitSignal(session.changed):
        box.actionInterface().doAction(TOGGLE)
    page_reader_of(pane).read_again()
    again = next(found for found in all_of(pane, Role.CheckBox) if found.part.href.endswith(task))
    assert again is box  # the client keeps what it holds
    assert again.state().checked


def test_folding_box_says_whether_it_is_open(qtbot: QtBot, pane: GuidePane) -> None:
    for info in pane.guide.pages:
        pane.open(info.permalink)
        page_reader_of(pane).read_again()
        if all_of(pane, Role.Button):
            break
    fold = all_of(pane, Role.Button)[0]
    assert fold.state().expandable
    assert not fold.state().expanded
    before = len(list(within(document(pane))))
    fold.actionInterface().doAction(PRESS)
    qtbot.waitUntil(lambda: len(list(within(document(pane)))) > before)
    assert all_of(pane, Role.Button)[0].state().expanded


def test_tab_gives_a_link_the_focus(pane: GuidePane, qtbot: QtBot) -> None:
    page_reader_of(pane)
    link = all_of(pane, Role.Link)[0]
    pane.view.setFocus()
    qtbot.waitUntil(pane.view.hasFocus)
    link.actionInterface().doAction(FOCUS)
    assert link.state().focused
    assert document(pane).focusChild() is link


def test_caret_goes_by_line_and_by_heading_and_is_read_out(qtbot: QtBot, pane: GuidePane) -> None:
    view = pane.view
    page_reader_of(pane)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.textCursor().position() > 0
    view.moveCursor(QTextCursor.MoveOperation.Start)
    headings = view.headings.all()
    for heading in headings[1:]:
        qtbot.keyClick(view, Qt.Key.Key_H)
        assert view.textCursor().block().position() == heading.start
        reached = document(pane).focusChild()
        assert (name(reached), level(reached)) == (heading.words, heading.level)
        assert view.viewport().rect().contains(view.cursorRect().center())
    with qtbot.waitSignal(pane.message):
        qtbot.keyClick(view, Qt.Key.Key_H)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert document(pane).focusChild() is None  # the page itself has the focus again, and its lines are read
    qtbot.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert view.textCursor().block().position() == headings[-2].start


def test_headings_are_listed_with_their_levels(qtbot: QtBot, pane: GuidePane) -> None:
    headings = pane.view.headings.all()
    dialog = HeadingsDialog(pane, headings, headings[2].start)
    qtbot.addWidget(dialog)
    assert dialog.chosen == headings[2]
    assert dialog.list.count() == len(headings)
    assert dialog.list.item(1).text().strip() == f"{headings[1].words}  (level {headings[1].level})"


def test_heading_that_is_chosen_is_gone_to(pane: GuidePane, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(dialog: HeadingsDialog) -> int:
        dialog.list.setCurrentRow(3)
        return 1

    monkeypatch.setattr(HeadingsDialog, "exec", choose)
    pane.choose_heading()
    assert pane.view.textCursor().position() == pane.view.headings.all()[3].start


def test_another_page_is_announced_with_its_headings(
    qtbot: QtBot, pane: GuidePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    page_reader_of(pane)
    monkeypatch.setattr(page_reader, "announce", lambda _source, words: said.append(words))
    pane.open(page_of_kind(pane, "role"))
    qtbot.waitUntil(lambda: bool(said))
    assert pane.view.page is not None
    assert said == [f"{pane.view.page.title}, {len(all_of(pane, Role.Heading))} headings"]


def test_nothing_is_made_until_a_client_asks(pane: GuidePane) -> None:
    assert pane.view.findChild(PageReader) is None
    assert not pane.view.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    document(pane)
    assert pane.view.findChild(PageReader) is not None
    assert pane.view.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_parts_of_pages_that_went_are_given_back(pane: GuidePane) -> None:
    """Clients name parts by number: a number of a page that went leads nowhere, and not into freed memory."""
    document(pane)
    numbers = [QAccessible.uniqueId(found) for found in within(document(pane))]
    pane.open(page_of_kind(pane, "role"))
    page_reader_of(pane).read_again()
    kept = {QAccessible.uniqueId(found) for found in within(document(pane))}
    assert [number for number in numbers if QAccessible.accessibleInterface(number) and number not in kept] == []


def test_client_that_asked_too_early_asks_again(pane: GuidePane, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = QAccessibleWidget(pane.view.viewport(), Role.Client)  # held until Qt takes it back
    QAccessible.registerAccessibleInterface(plain)
    assert document(pane).role() == Role.Client
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    offer_page(pane.view)
    assert document(pane).role() == Role.WebDocument
