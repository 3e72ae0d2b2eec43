"""A register from a list in a file, and to one: read and written beside the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from migdesk.report.file_names import file_name_of
from migdesk.ui.background import Background
from migdesk.ui.dialogs.question import tell
from migdesk.ui.dialogs.save_file import OtherKind, ask_where_to_save
from migdesk.ui.register_import.preview_dialog import preview_and_save
from migdesk.ui.session.services import Services
from migdesk.workspace.registers.lists.list_file import LIST_FORMS, write_list
from migdesk.workspace.registers.lists.plan import RegisterImport

_LISTS = "Lists (*.csv *.xlsx *.txt *.tsv);;All files (*)"
_KINDS = tuple(OtherKind(title, f".{form}") for form, title in reversed(LIST_FORMS.items()))


def take_list(services: Services, parent: QWidget, register_id: str) -> None:
    """Ask for a list, and show what taking it into a register of the practice in hand would do."""
    settings, title = services.settings, services.session.workspace.registers.find(register_id).title
    folder = settings.report_folder or str(Path.home())
    chosen = QFileDialog.getOpenFileName(parent, f"{title}: take rows from a list", folder, _LISTS)[0]
    if chosen:
        read_list(services, parent, register_id, Path(chosen))


def read_list(services: Services, parent: QWidget, register_id: str, path: Path) -> None:
    """Read a list in a thread: the state of the practice is in hand, and the record is not asked."""
    registers, practice = services.session.workspace.registers, services.session.practice_id
    plan = registers.list_planner(practice, register_id, path)
    services.say(f"Reading {path.name}…")

    def show(found: RegisterImport) -> None:
        services.say("")
        preview_and_save(services, parent, found)

    def refuse(why: str) -> None:
        services.say("")
        tell(parent, "Take rows from a list", why)

    Background(parent).run(plan, show, refuse)


def save_list(services: Services, parent: QWidget, register_id: str, *, blank: bool = False) -> None:
    """Ask where a register goes as a list, and write it."""
    session = services.session
    practice, register = session.practice, session.workspace.registers.find(register_id)
    if practice is None:
        return
    what = f"{register.short_title} to fill in" if blank else register.short_title
    name = f"{file_name_of(f'{practice.name} {what}')}{_KINDS[0].suffix}"
    path = ask_where_to_save(parent, "Save as a list", name, _KINDS, settings=services.settings)
    if path is None:
        return
    found = session.workspace.registers.as_list(practice.id, register.id, blank=blank)
    Background(parent).run(
        lambda _: write_list(found, path),
        lambda written: services.say(f"List written: {written}"),
        partial(tell, parent, "Save as a list"),
    )
