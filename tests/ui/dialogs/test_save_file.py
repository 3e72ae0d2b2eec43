"""Where a file goes: where it begins, which suffix it gets, and that no file is replaced unasked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from migdesk.report.file_names import file_name_of
from migdesk.ui.dialogs import save_file
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.session.settings import Settings

PAGE, PDF = OtherKind("Web page", ".html"), OtherKind("PDF file", ".pdf")
PAGE_FILTER, PDF_FILTER = "Web page (*.html)", "PDF file (*.pdf)"


class SystemDialog:
    """Stands in for the system's dialog: `answers` are typed into it in turn, `suggested` is what it began with."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, str]] = []
        self.suggested: list[str] = []
        self.filters = ""

    def __call__(self, _parent: object, _title: str, suggestion: str, filters: str) -> tuple[str, str]:
        self.suggested.append(suggestion)
        self.filters = filters
        return self.answers.pop(0)


@pytest.fixture
def system(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> SystemDialog:
    dialog = SystemDialog()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", dialog)
    monkeypatch.setattr(save_file, "is_agreed", lambda *_, **__: pytest.fail("nothing is to be asked"))
    return dialog


def test_it_begins_where_the_last_file_went_and_remembers(system: SystemDialog, tmp_path: Path) -> None:
    settings = Settings()
    system.answers = [(str(tmp_path / "a.html"), PAGE_FILTER), (str(tmp_path / "b.html"), PAGE_FILTER)]
    assert ask_where_to_save(None, "Save", "a.html", (PAGE,), settings=settings) == tmp_path / "a.html"
    assert settings.report_folder == str(tmp_path)
    ask_where_to_save(None, "Save", "b.html", (PAGE,), settings=settings)
    assert system.suggested == [str(Path.home() / "a.html"), str(tmp_path / "b.html")]


def test_a_folder_that_is_given_goes_first(system: SystemDialog, tmp_path: Path) -> None:
    system.answers = [("", "")]
    assert ask_where_to_save(None, "Save", "a.html", (PAGE,), settings=Settings(), folder=tmp_path) is None
    assert system.suggested == [str(tmp_path / "a.html")]


@pytest.mark.parametrize(
    ("typed", "chosen", "name"),
    [
        ("mine", PDF_FILTER, "mine.pdf"),
        ("mine", "", "mine.html"),
        ("mine.txt", PDF_FILTER, "mine.txt"),
        ("Riverside v.2 plan", PAGE_FILTER, "Riverside v.2 plan.html"),
        ("St. Mary", PDF_FILTER, "St. Mary.pdf"),
    ],
)
def test_a_name_without_a_suffix_gets_one(
    system: SystemDialog, tmp_path: Path, typed: str, chosen: str, name: str
) -> None:
    system.answers = [(str(tmp_path / typed), chosen)]
    assert ask_where_to_save(None, "Save", "a.html", (PAGE, PDF)) == tmp_path / name
    assert system.filters == "Web page (*.html);;PDF file (*.pdf)"


def test_a_file_that_only_the_suffix_names_is_not_replaced_unasked(
    system: SystemDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.pdf").write_text("old")
    asked: list[str] = []
    answers = [False, True]
    monkeypatch.setattr(save_file, "is_agreed", lambda *texts, **_: asked.append(texts[2]) or answers.pop(0))
    system.answers = [(str(tmp_path / "mine"), ""), (str(tmp_path / "mine"), "")]
    assert ask_where_to_save(None, "Save", "a.pdf", (PDF,), folder=tmp_path) == tmp_path / "mine.pdf"
    assert asked == ["Replace mine.pdf?", "Replace mine.pdf?"]
    assert system.suggested == [str(tmp_path / "a.pdf"), str(tmp_path / "mine.pdf")]


def test_a_practices_name_as_a_files_name() -> None:
    assert file_name_of("A\tB\nC") == "A B C"
    assert file_name_of('A/B: "C"') == "A B   C"
    assert file_name_of("???") == "Practice"
    assert len(file_name_of("x" * 300)) == 80
