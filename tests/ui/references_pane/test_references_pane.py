"""The Information governance tab: opening, acknowledging, withdrawing, and what is redrawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from migdesk.practice.event import Actor, Draft
from migdesk.practice.kinds import acknowledged
from migdesk.ui.dialogs import reason_dialog
from migdesk.ui.look.theme import Theme
from migdesk.ui.references_pane.reference_body import ReferenceBody
from migdesk.ui.references_pane.reference_row import ReferenceRow
from migdesk.ui.references_pane.reference_words import Standing
from migdesk.ui.references_pane.references_pane import ReferencesPane
from migdesk.ui.session.session import Session

PARTNER = Actor("Robin <b>Vale</b>", "delivery-partner", "Made-up Migrations")


@pytest.fixture
def pane(qtbot: QtBot, session: Session, theme: Theme, sample: str) -> ReferencesPane:
    pane = ReferencesPane(session, theme)
    qtbot.addWidget(pane)
    pane.resize(464, 620)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def row_of(pane: ReferencesPane, reference: str) -> ReferenceRow:
    return pane._items[reference].row


def opened(pane: ReferencesPane, reference: str) -> ReferenceBody:
    pane.open_reference(reference)
    body = pane._items[reference].body
    assert body is not None
    return body


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def acknowledge_as(session: Session, actor: Actor, reference: str) -> str:
    workspace = session.workspace
    me, workspace.recorder.actor = workspace.recorder.actor, actor
    try:
        return workspace.references.acknowledge(session.practice_id, reference)
    finally:
        workspace.recorder.actor = me


def record_earlier_words(session: Session, reference: str) -> None:
    body = {"reference": reference, "wording": "I have read an <i>earlier</i> text.", "wording_hash": "0" * 16}
    session.workspace.recorder.record(session.practice_id, "Earlier", lambda _: [Draft("acknowledged", body)])


def test_no_practice_in_hand_says_so(qtbot: QtBot, session: Session, theme: Theme) -> None:
    pane = ReferencesPane(session, theme)
    qtbot.addWidget(pane)
    pane.show()
    assert "No practice in hand" in texts(pane)
    assert pane.count_open() == 0


def test_rows_say_name_and_status_in_words(pane: ReferencesPane, session: Session) -> None:
    session.workspace.references.acknowledge(session.practice_id, "nhs-data-dictionary")
    record_earlier_words(session, "gdpr")
    names = {reference: item.row.accessibleName() for reference, item in pane._items.items()}
    assert len(names) == 9
    assert names["nhs-data-dictionary"] == "NHS Data Dictionary: Acknowledged by the practice"
    assert names["gdpr"].endswith(": The words have changed: read again")
    assert names["gpg-chapter-8c"] == "Chapter 8c of the General Practice GPG: Not yet acknowledged"
    assert "<b>1 of 9</b> acknowledged by the practice · <b>1 to read again</b>" in texts(pane)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_keys_open_and_close_one_at_a_time(qtbot: QtBot, pane: ReferencesPane, key: Qt.Key) -> None:
    first, second = (
        row_of(pane, "access-to-medical-reports-act-1988"),
        row_of(pane, "access-to-health-records-act-1990"),
    )
    qtbot.keyClick(first, key)
    assert pane.open_id() == "access-to-medical-reports-act-1988"
    qtbot.keyClick(second, key)
    assert pane.open_id() == "access-to-health-records-act-1990"
    assert not first.is_open
    qtbot.keyClick(second, key)
    assert pane.open_id() == ""


def test_click_opens_and_escape_closes(qtbot: QtBot, pane: ReferencesPane) -> None:
    row = row_of(pane, "gdpr")
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    body = pane._items["gdpr"].body
    assert body is not None
    body.sign_box.button.setFocus()
    qtbot.keyClick(body.sign_box.button, Qt.Key.Key_Escape)
    assert pane.open_id() == ""
    assert QApplication.focusWidget() is row


def test_arrows_go_from_row_to_row(qtbot: QtBot, pane: ReferencesPane) -> None:
    rows = [item.row for item in pane._items.values()]
    rows[0].setFocus()
    qtbot.keyClick(rows[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is rows[0]
    qtbot.keyClick(rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is rows[1]
    qtbot.keyClick(rows[1], Qt.Key.Key_End)
    assert QApplication.focusWidget() is rows[-1]


def test_tab_goes_down_the_screen(pane: ReferencesPane, session: Session) -> None:
    acknowledge_as(session, PARTNER, "gdpr")
    body = opened(pane, "gdpr")
    record_earlier_words(session, "gdpr")
    following, seen = row_of(pane, "gdpr").nextInFocusChain(), []
    while following is not row_of(pane, "venereal-diseases-regulations-1974"):
        if following.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.append(following)
        following = following.nextInFocusChain()
    assert seen == body.focus_chain()


def test_body_says_why_and_where_and_the_exact_words(qtbot: QtBot, pane: ReferencesPane, session: Session) -> None:
    body = opened(pane, "records-management-code-of-practice")
    progress = session.progress
    assert progress is not None
    one = progress.reference("records-management-code-of-practice")
    assert one is not None
    assert one.wording in texts(body).split("\n")
    assert one.reference.why in texts(body)
    assert one.reference.changed in texts(body)
    addresses = [link.toolTip() for link in body._links]
    assert addresses == [one.reference.addresses[0].url, one.reference.changed_url]
    with qtbot.waitSignal(pane.outside_requested) as asked:
        qtbot.keyClick(body._links[0], Qt.Key.Key_Return)
    assert asked.args == [one.reference.addresses[0].url]


def test_reference_without_link_says_so_once(pane: ReferencesPane) -> None:
    assert texts(opened(pane, "encryption-guidance")).count("The guide gives no link") == 1


def test_acknowledging_is_recorded_counted_and_keeps_the_place(
    qtbot: QtBot, pane: ReferencesPane, session: Session
) -> None:
    body = opened(pane, "gdpr")
    assert "It will be recorded as Dana Field, Practice Manager, Riverside Surgery" in texts(body)
    body.sign_box.button.setFocus()
    with qtbot.waitSignal(pane.count_changed) as counted:
        qtbot.keyClick(body.sign_box.button, Qt.Key.Key_Space)
    assert counted.args == [8]
    assert pane.count_open() == 8
    assert pane._items["gdpr"].body is body, "what is open stays open"
    assert row_of(pane, "gdpr").standing is Standing.ACKNOWLEDGED
    assert not body.sign_box.button.isVisible()
    assert "You acknowledged these words on" in texts(body)
    assert QApplication.focusWidget() is row_of(pane, "gdpr")
    session.undo()
    assert pane.count_open() == 9
    assert body.sign_box.button.isVisible()
    assert "Undone" in texts(body)


def test_only_what_changed_is_redrawn(pane: ReferencesPane, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    body = opened(pane, "gdpr")
    body._history_button.setFocus()
    drawn: list[str] = []
    for reference, item in pane._items.items():
        monkeypatch.setattr(item, "show_reference", lambda *_, name=reference: drawn.append(name))
    session.workspace.references.acknowledge(session.practice_id, "nhs-data-dictionary")
    assert drawn == ["nhs-data-dictionary"]
    task = session.workspace.definitions.tasks[20].id
    session.workspace.tasks.set_status(session.practice_id, task, "done")
    assert drawn == ["nhs-data-dictionary"]
    session.day_changed()
    assert len(drawn) == 10
    assert pane.open_id() == "gdpr"
    assert QApplication.focusWidget() is body._history_button


def test_redrawing_does_not_scroll(pane: ReferencesPane, session: Session) -> None:
    opened(pane, "gdpr")
    bar = pane._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    acknowledge_as(session, PARTNER, "gdpr")
    QApplication.sendPostedEvents()
    assert bar.value() == before


def test_outside_roles_count_for_themselves(pane: ReferencesPane, session: Session) -> None:
    acknowledge_as(session, PARTNER, "gdpr")
    body = opened(pane, "gdpr")
    assert "for the delivery partner, not for the practice" in texts(body)
    assert "Robin &lt;b&gt;Vale&lt;/b&gt;" in texts(body), "names are never read as HTML"
    assert row_of(pane, "gdpr").standing is Standing.NOT_YET
    session.workspace.recorder.actor = PARTNER
    session.actor_changed.emit()
    assert not body.sign_box.button.isVisible()


def test_each_party_has_its_own_line(pane: ReferencesPane, session: Session) -> None:
    acknowledge_as(session, PARTNER, "gdpr")
    acknowledge_as(session, PARTNER, "nhs-data-dictionary")
    assert pane._header.parties.text() == "Delivery partner 2 of 9"
    assert "<b>0 of 9</b>" in pane._header.headline.text()


def test_what_0_1_0_recorded_is_marked_and_can_be_said_anew(pane: ReferencesPane, session: Session) -> None:
    workspace = session.workspace
    asked = workspace.actor
    assert asked is not None
    workspace.recorder.actor = Actor(asked.name, asked.role, asked.organisation)
    reference = workspace.definitions.reference_by_id["gdpr"]
    old = acknowledged.draft("gdpr", "I have read it.", reference.earlier_words[0])
    workspace.recorder.record(session.practice_id, "As before", lambda _: [old])
    workspace.recorder.actor = asked
    body = opened(pane, "gdpr")
    assert row_of(pane, "gdpr").standing is Standing.ACKNOWLEDGED
    assert "party not asked" in texts(body)
    assert body.sign_box.button.isVisibleTo(body)


def test_guidance_without_an_address_asks_for_the_document(
    qtbot: QtBot, pane: ReferencesPane, session: Session
) -> None:
    body = opened(pane, "encryption-guidance")
    assert body.sign_box.document.isVisibleTo(body)
    qtbot.keyClicks(body.sign_box.document, "ICB policy 12.")
    assert "by which I mean ICB policy 12, and where" in texts(body)
    body.sign_box.button.click()
    progress = session.progress
    assert progress is not None
    found = progress.reference("encryption-guidance")
    assert found is not None
    assert "by which I mean ICB policy 12, and" in found.standing[0].wording
    assert not body.sign_box.document.isVisibleTo(body)


def test_a_role_that_does_not_tell_for_whom_is_asked(pane: ReferencesPane, session: Session) -> None:
    session.workspace.recorder.actor = Actor("Lee Example", "Head of digital", "An ICB")
    session.actor_changed.emit()
    body = opened(pane, "gdpr")
    assert not body.sign_box.button.isEnabled()
    assert "Say for whom Lee Example speaks" in texts(body)


def test_earlier_words_can_be_shown(qtbot: QtBot, pane: ReferencesPane, session: Session) -> None:
    record_earlier_words(session, "gdpr")
    body = opened(pane, "gdpr")
    assert "with earlier words" in texts(body)
    assert "I have read an <i>earlier</i> text." not in texts(body)
    button = body.entries()[0].words_button
    assert button is not None
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert "I have read an <i>earlier</i> text." in texts(body)
    assert button.text() == "Hide the words"


def test_withdrawing_asks_why(
    qtbot: QtBot, pane: ReferencesPane, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.workspace.references.acknowledge(session.practice_id, "gdpr")
    body = opened(pane, "gdpr")
    answers = iter([None, "Signed for the wrong practice"])
    monkeypatch.setattr(reason_dialog, "ask_reason", lambda *_: next(answers))
    button = body.entries()[0].withdraw_button
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert row_of(pane, "gdpr").standing is Standing.ACKNOWLEDGED, "stepping back changes nothing"
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert row_of(pane, "gdpr").standing is Standing.NOT_YET
    assert body.entries() == []
    struck = [label for label in body.findChildren(QLabel) if label.font().strikeOut()]
    assert [label.text().split(",")[0] for label in struck] == ["Dana Field"]
    assert "Signed for the wrong practice" in texts(body)
    assert QApplication.focusWidget() is row_of(pane, "gdpr")


def test_nobody_signed_in_is_said_in_words(qtbot: QtBot, pane: ReferencesPane, session: Session) -> None:
    acknowledge_as(session, PARTNER, "gdpr")
    body = opened(pane, "gdpr")
    session.workspace.recorder.actor = None
    session.actor_changed.emit()
    assert not body.sign_box.button.isEnabled()
    assert "Say who you are first" in texts(body)
    assert not body.entries()[0].withdraw_button.isEnabled()
    with qtbot.waitSignal(pane.identity_requested):
        qtbot.mouseClick(body.sign_box.identity_button, Qt.MouseButton.LeftButton)


def test_read_only_record_is_said_in_words(pane: ReferencesPane, session: Session) -> None:
    session.workspace.store.read_only_because = "Another computer has this data folder open."
    body = opened(pane, "gdpr")
    assert not body.sign_box.button.isEnabled()
    assert "Another computer has this data folder open." in texts(body)
    session.workspace.store.read_only_because = None


def test_history_and_another_practice(qtbot: QtBot, pane: ReferencesPane, session: Session) -> None:
    body = opened(pane, "gdpr")
    with qtbot.waitSignal(pane.history_requested) as asked:
        qtbot.keyClick(body._history_button, Qt.Key.Key_Space)
    assert asked.args == ["gdpr"]
    session.choose_practice("")
    assert pane.open_id() == ""
    assert "No practice in hand" in texts(pane)


@pytest.mark.parametrize("width", [380, 464, 700])
def test_nothing_is_cut_off(pane: ReferencesPane, session: Session, width: int) -> None:
    acknowledge_as(session, Actor("N" * 120, "lead-gp", "O" * 120), "gdpr")
    pane.resize(width, 620)
    for reference in pane._items:
        body = opened(pane, reference)
        QApplication.sendPostedEvents()
        assert pane._list.width() <= pane._scroll.viewport().width()
        for widget in body.findChildren(QWidget):
            if widget.isVisible() and widget.hasHeightForWidth():
                assert widget.height() >= widget.heightForWidth(widget.width()), widget


def test_a_row_stays_under_the_pointer_when_the_one_above_closes(qtbot: QtBot, pane: ReferencesPane) -> None:
    opened(pane, "access-to-medical-reports-act-1988")
    bar = pane._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    item = pane._items["nhs-data-dictionary"]
    before = pane._top_of(item)
    qtbot.mouseClick(item.row, Qt.MouseButton.LeftButton)
    after = pane._top_of(item)
    assert after <= before
    assert after >= 0
    assert after + item.height() <= pane._scroll.viewport().height() or after == 0
