"""The check of the record in the window says the same as the command line, beside the open record."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from migdesk.ui.copies.check_dialog import CheckDialog
from migdesk.ui.session.session import Session

WAIT_MS = 20_000


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, sample: str) -> CheckDialog:
    made = CheckDialog(session.workspace)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_whole_record_and_a_fingerprint_that_was_handed_out(
    qtbot: QtBot, session: Session, sample: str, dialog: CheckDialog
) -> None:
    dialog.check_button.click()
    qtbot.waitUntil(lambda: dialog.answer.text().startswith("All well"), timeout=WAIT_MS)
    assert "1 practice, " in dialog.answer.text() and dialog.found.isHidden()
    mark = session.workspace.record_mark(sample)
    dialog.given.setText(mark.fingerprint)
    dialog.check_button.click()
    qtbot.waitUntil(lambda: "as it stands today" in dialog.answer.text(), timeout=WAIT_MS)
    session.workspace.tasks.set_status(sample, session.workspace.definitions.tasks[20].id, "done")


def test_what_is_neither_a_report_nor_a_fingerprint_is_said_beside_the_field(
    qtbot: QtBot, tmp_path: Path, dialog: CheckDialog
) -> None:
    dialog.given.setText(str(tmp_path / "nothing.html"))
    dialog.check_button.click()
    qtbot.waitUntil(lambda: bool(dialog.field.problem), timeout=WAIT_MS)
    assert "There is no report and no fingerprint" in dialog.field.problem
