"""Another guide, and back to the built-in one: the window opens again with it, remembers it, and keeps the ticks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from migdesk.base.assets import content_folder
from migdesk.base.paths import Paths
from migdesk.guide.guide import open_guide
from migdesk.practice.details import PracticeDetails
from migdesk.practice.event import Actor
from migdesk.ui.main_window.shell import Shell
from migdesk.ui.main_window.work import Work
from migdesk.ui.session.settings import Settings, load_settings, save_settings
from migdesk.ui.start.app import Start
from migdesk.ui.start.single_window import SingleWindow
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.reports.status import status_report


class Program:
    """One start of the program on a data folder, without its event loop."""

    def __init__(self, qtbot: QtBot, application: QApplication, paths: Paths) -> None:
        self._qtbot = qtbot
        self._application = application
        self._paths = paths

    def open(self, guide: Path | None = None) -> Work:
        self.single = SingleWindow(self._paths.data)
        self.ready: list[Shell] = []
        self.start = Start(self._application, self._paths, self.single, None, self.ready.append)
        assert self.start.open_window(guide)
        return self.wait()

    def wait(self) -> Work:
        self._qtbot.waitUntil(lambda: bool(self.ready))
        self.ready.pop()
        assert self.start.work is not None
        return self.start.work

    def close(self) -> None:
        if self.start.work is not None:
            self.start.work.shell.close()
            self.start.work.shell.deleteLater()
        self.start.close()
        self.single.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "cache", "test")


@pytest.fixture
def practice(paths: Paths) -> str:
    """A practice with one task done."""
    workspace = bootstrap(paths)
    workspace.sign_in(Actor("Dana Field", "practice-manager", "Riverside Surgery"))
    practice_id = workspace.practices.add(PracticeDetails("Riverside Surgery", "Z99001", go_live=date(2027, 3, 16)))
    workspace.tasks.set_status(practice_id, workspace.definitions.tasks[0].id, "done")
    workspace.close()
    save_settings(paths.settings, Settings(practice=practice_id))
    return practice_id


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, paths: Paths, practice: str) -> Iterator[Program]:
    made = Program(qtbot, qapp, paths)
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A guide without a checklist of its own."""
    folder = Path(shutil.copytree(content_folder(), tmp_path / "other"))
    shutil.rmtree(folder / "_data" / "migdesk")
    config = folder / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("title: GP", "title: North Moor GP", 1), "utf-8")
    return folder


def test_another_guide_and_back(program: Program, paths: Paths, practice: str, other: Path) -> None:
    first = program.open()
    theme = first.services.theme
    assert not first.guide_choice.may_go_back
    first.guide_chosen.emit(open_guide(other, paths.cache), str(other))
    second = program.wait()
    assert second is not first and second.shell.isVisible()
    assert not isValid(first)
    assert second.guide.guide.title.startswith("North Moor GP")
    assert second.session.practice_id == practice
    assert second.session.progress.done == 1
    assert second.session.workspace.actor.name == "Dana Field"
    assert "North Moor GP" in second.status._guide.text()
    assert status_report(second.session.workspace, practice).guide.title.startswith("North Moor GP")
    assert load_settings(paths.settings).guide == str(other)
    second.session.workspace.tasks.set_status(practice, second.session.workspace.definitions.tasks[1].id, "done")

    assert second.guide_choice.may_go_back
    second.guide_choice.back_to_built_in()
    third = program.wait()
    assert third.guide.guide.folder == content_folder()
    assert third.session.progress.done == 2
    assert load_settings(paths.settings).guide == ""
    assert third.services.theme is theme


def test_the_guide_is_there_again_at_the_next_start(program: Program, paths: Paths, other: Path) -> None:
    place = shutil.make_archive(str(other.parent / "site"), "zip", other.parent, other.name)
    program.open().guide_chosen.emit(open_guide(Path(place), paths.cache), place)
    program.wait()
    program.close()
    window = program.open()
    assert window.guide.guide.title.startswith("North Moor GP")
    assert window.banner.isHidden()


def test_a_remembered_guide_that_is_gone_is_said(program: Program, paths: Paths, other: Path) -> None:
    settings = load_settings(paths.settings)
    settings.guide = str(other)
    save_settings(paths.settings, settings)
    shutil.rmtree(other)
    window = program.open()
    assert window.guide.guide.folder == content_folder()
    assert "No guide found in" in window.banner._text.text()
    assert "the built-in guide is shown" in window.banner._text.text()
    assert load_settings(paths.settings).guide == str(other)  # a stick that is put in again brings it back
    assert window.guide_choice.may_go_back
    window.guide_choice.back_to_built_in()
    assert load_settings(paths.settings).guide == ""
    assert not window.guide_choice.may_go_back


def remember(paths: Paths, guide: Path, opening: str = "") -> None:
    settings = load_settings(paths.settings)
    settings.guide, settings.opening = str(guide), opening
    save_settings(paths.settings, settings)


def test_the_mark_of_opening_goes_when_the_window_closes(program: Program, paths: Paths, other: Path) -> None:
    remember(paths, other)
    window = program.open()
    assert window.guide.guide.folder == other
    assert load_settings(paths.settings).opening == str(other)
    window.shell.close()
    assert load_settings(paths.settings).opening == ""


def test_a_guide_that_stopped_the_program_is_left_until_it_is_opened_again(
    program: Program, paths: Paths, other: Path
) -> None:
    remember(paths, other, opening=str(other))
    window = program.open()
    assert window.guide.guide.folder == content_folder()
    assert "migdesk stopped while it was opening the guide in" in window.banner._text.text()
    window.guide_chosen.emit(open_guide(other, paths.cache), str(other))
    again = program.wait()
    assert again.guide.guide.folder == other
    again.shell.close()
    assert load_settings(paths.settings).opening == ""


def test_a_guide_that_the_window_cannot_show_is_left_for_the_built_in_one(
    program: Program, paths: Paths, other: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    opened = Shell.open_page

    def fail(window: Shell, permalink: str, anchor: str = "") -> None:
        if window.guide.guide.folder == other:
            raise RecursionError("too deep")
        opened(window, permalink, anchor)

    monkeypatch.setattr(Shell, "open_page", fail)
    remember(paths, other)
    window = program.open()
    assert window.guide.guide.folder == content_folder()
    assert "Something in it is beyond migdesk" in window.banner._text.text()
    assert capfd.readouterr().err.count("\n") == 1


def test_a_guide_without_pages_is_said_and_the_built_in_one_shown(
    program: Program, paths: Paths, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "_config.yml").write_text("title: Nothing yet\n", encoding="utf-8")
    remember(paths, empty)
    window = program.open()
    assert window.guide.guide.folder == content_folder()
    assert "has no pages." in window.banner._text.text()


def test_an_option_is_for_this_start_alone(program: Program, paths: Paths, other: Path) -> None:
    window = program.open(other)
    assert window.guide.guide.folder == other
    assert window.guide_choice.may_go_back
    window.remember()
    assert load_settings(paths.settings).guide == ""


def test_a_note_that_is_not_saved_keeps_the_guide(
    program: Program, paths: Paths, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = program.open()
    monkeypatch.setattr(Work, "may_leave", lambda _: False)
    window.guide_chosen.emit(open_guide(other, paths.cache), str(other))
    assert program.start.work is window and window.shell.isVisible()
    assert load_settings(paths.settings).guide == ""
    monkeypatch.undo()
