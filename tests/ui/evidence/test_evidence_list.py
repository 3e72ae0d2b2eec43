"""What is attached, over a real record: attached by choice and by drop, asked about first, opened, taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from attachment_examples import PDF, PNG
from migdesk.ui.dialogs import outside_link, reason_dialog
from migdesk.ui.evidence import address_dialog, evidence_actions
from migdesk.ui.evidence.address_dialog import AddressDialog, TypedAddress
from migdesk.ui.evidence.evidence_list import EvidenceList
from migdesk.ui.session.session import Session

TASK = "kick-off.agree-dates"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that were asked, each of which somebody agreed to."""
    questions: list[str] = []

    def agree(_parent: object, title: str, *_about: str, **_answers: str) -> bool:
        questions.append(title)
        return True

    monkeypatch.setattr(evidence_actions, "is_agreed", agree)
    return questions


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    urls: list[QUrl] = []

    class Services:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            urls.append(url)
            return True

    monkeypatch.setattr(evidence_actions, "QDesktopServices", Services)
    return urls


@pytest.fixture
def shown(qtbot: QtBot, session: Session, sample: str, asked: list[str]) -> Iterator[EvidenceList]:
    widget = EvidenceList(session)
    qtbot.addWidget(widget)
    session.changed.connect(lambda _: widget.show_item(TASK))
    widget.show_item(TASK)
    widget.show()
    yield widget


def files(folder: Path, **content: bytes) -> list[Path]:
    made = []
    for name, data in content.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem}.{suffix}"
        path.write_bytes(data)
        made.append(path)
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(widget: QWidget, text: str) -> None:
    found = [each for each in widget.findChildren(QPushButton) if each.text() == text and each.isVisibleTo(widget)]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def attach(qtbot: QtBot, shown: EvidenceList, paths: list[Path]) -> None:
    before = len(shown._shown)
    shown.actions_on_evidence.attach_files(shown._practice_id, TASK, paths)
    qtbot.waitUntil(lambda: len(shown._shown) == before + len(paths))


def test_nothing_attached_shows_the_ways_to_attach_alone(shown: EvidenceList) -> None:
    assert words(shown) == ""
    assert [button.text() for button in shown.findChildren(QPushButton)] == ["Attach a file…", "Keep an address…"]


def test_chosen_files_are_asked_about_once_read_elsewhere_and_shown(
    qtbot: QtBot, shown: EvidenceList, asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = files(tmp_path, minutes_pdf=PDF, sheet_png=PNG)
    chosen = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    press(shown, "Attach a file…")
    qtbot.waitUntil(lambda: len(shown._shown) == 2)
    assert {view.name for view in shown._shown} == {"minutes.pdf", "sheet.png"}
    assert "Dana Field" in words(shown)
    chosen[:] = [str(path) for path in files(tmp_path, more_txt=b"More")]
    press(shown, "Attach a file…")
    qtbot.waitUntil(lambda: len(shown._shown) == 3)
    assert asked == ["Patient data"]


def test_the_button_that_attached_has_the_keyboard_again(
    qtbot: QtBot, shown: EvidenceList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(path) for path in files(tmp_path, minutes_pdf=PDF)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (chosen, ""))
    shown.attach.setFocus()
    press(shown, "Attach a file…")
    qtbot.waitUntil(lambda: len(shown._shown) == 1 and shown.attach.isEnabled())
    assert shown.focusWidget() is shown.attach


def test_nobody_who_says_no_attaches_anything(
    shown: EvidenceList, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_actions, "is_agreed", lambda *_, **__: False)
    shown.actions_on_evidence.attach_files(shown._practice_id, TASK, files(tmp_path, minutes_pdf=PDF))
    assert not shown.actions_on_evidence._background.is_running
    assert not (tmp_path / "attachments").exists()


def test_what_cannot_be_attached_is_said_and_the_rest_is(
    qtbot: QtBot, shown: EvidenceList, session: Session, tmp_path: Path
) -> None:
    refused: list[str] = []
    session.refused.connect(refused.append)
    paths = files(tmp_path, run_exe=b"MZ", minutes_pdf=PDF)
    shown.actions_on_evidence.attach_files(shown._practice_id, TASK, paths)
    qtbot.waitUntil(lambda: bool(refused))
    assert "run.exe is of a type that cannot be attached" in refused[0]
    assert [view.name for view in shown._shown] == ["minutes.pdf"]
    assert shown.attach.isEnabled()


def test_files_dropped_on_it_are_attached(qtbot: QtBot, shown: EvidenceList, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files(tmp_path, minutes_pdf=PDF)])
    place, copy, button = QPointF(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), copy, data, button, none)
    QApplication.sendEvent(shown, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(shown, QDropEvent(place, copy, data, button, none))
    qtbot.waitUntil(lambda: len(shown._shown) == 1)


def test_text_dragged_over_it_is_left_alone(shown: EvidenceList) -> None:
    data = QMimeData()
    data.setText("words")
    entering = QDragEnterEvent(
        QPointF(5, 5).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(shown, entering)
    assert not entering.isAccepted()


def test_a_file_is_opened_from_a_copy_and_taken_off(
    qtbot: QtBot,
    shown: EvidenceList,
    session: Session,
    opened: list[QUrl],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attach(qtbot, shown, files(tmp_path, minutes_pdf=PDF))
    press(shown, "Open")
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("minutes.pdf", PDF)
    assert copy.parent.parent.name == "opened"
    monkeypatch.setattr(reason_dialog, "ask_reason", lambda *_: "The wrong one")
    press(shown, "Take off…")
    assert shown._shown == ()
    session.undo()
    assert [view.name for view in shown._shown] == ["minutes.pdf"]


def test_one_that_is_not_here_says_so_and_cannot_be_opened(
    qtbot: QtBot, shown: EvidenceList, session: Session, tmp_path: Path
) -> None:
    attach(qtbot, shown, files(tmp_path, minutes_pdf=PDF))
    next((session.workspace.paths.attachments).iterdir()).unlink()
    shown.show_item("")
    shown.show_item(TASK)
    assert "not here yet" in words(shown)
    assert "Open" not in [button.text() for button in shown._buttons]


def test_addresses_are_shown_whole_and_never_opened_unasked(
    shown: EvidenceList, opened: list[QUrl], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [TypedAddress("https://example.org/<b>minutes</b>", ""), TypedAddress("\\\\there\\plan.xlsx", "Plan")]
    monkeypatch.setattr(address_dialog, "ask_address", lambda *_: typed.pop(0))
    press(shown, "Keep an address…")
    press(shown, "Keep an address…")
    assert "\\\\there\\plan.xlsx" in words(shown).replace("\u200b", "")
    monkeypatch.setattr(outside_link, "ask_to_open", lambda *_: False)
    press(shown, "Open")
    assert opened == []
    press(shown, "Copy the path")
    assert QGuiApplication.clipboard().text() == "\\\\there\\plan.xlsx"


def test_tab_goes_through_the_entries_to_the_ways_to_attach(qtbot: QtBot, shown: EvidenceList, tmp_path: Path) -> None:
    attach(qtbot, shown, files(tmp_path, minutes_pdf=PDF))
    shown._buttons[0].setFocus()
    reached = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        reached.append(focused.text() if isinstance(focused, QPushButton) else "")
    assert reached == ["Save a copy…", "Take off…", "Attach a file…", "Keep an address…"]


def test_the_dialog_of_an_address_asks_for_one(qtbot: QtBot) -> None:
    dialog = AddressDialog(None, None)
    qtbot.addWidget(dialog)
    dialog.accept()
    assert dialog.typed is None
    dialog.address.setText("T:\\minutes.docx")
    dialog.accept()
    assert dialog.typed == TypedAddress("T:\\minutes.docx", "")
