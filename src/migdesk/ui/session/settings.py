"""How a person left the window: sizes, text size, theme, practice. Kept in the data folder, not in the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from migdesk.base.atomic import write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.ui.practices_board.board_settings import BoardSettings
from migdesk.ui.registers.register_settings import RegisterSettings
from migdesk.ui.tasks_table.table_settings import TasksTableSettings
from migdesk.ui.week.week_settings import WeekSettings

_Three = Annotated[list[int], msgspec.Meta(min_length=3, max_length=3)]


class Settings(msgspec.Struct, kw_only=True):
    """Everything remembered between starts; what is missing or unreadable falls back to these defaults.

    Sizes are logical pixels; `text_percent` is the size of all text, `zoom_percent` that of the page's beside it,
    `text_width` how wide its column may be; `geometry` is Qt's own, as text; `guide` is the folder or ZIP file of the
    guide that was opened in place of the built-in one, and `opening` the same while a start has not yet got beyond it
    (see `ui.start.guide_at_start`);
    `not_asked_how_far` are the practices of which nobody wants to be asked again how far they are.
    """

    geometry: str = ""
    panes: _Three = msgspec.field(default_factory=lambda: [204, 658, 504])
    checklist_split: list[int] = msgspec.field(default_factory=lambda: [334, 166])
    contents_shown: bool = True
    checklist_shown: bool = True
    zoom_percent: int = 100
    text_width: Literal["narrow", "comfortable", "full"] = "comfortable"
    explain_words: bool = True
    text_percent: int = 100
    keep_on_top: bool = False
    theme: Literal["system", "light", "dark"] = "system"
    practice: str = ""
    page: str = "/guide"
    report_folder: str = ""
    report_left_out: list[str] = msgspec.field(default_factory=list)
    guide: str = ""
    opening: str = ""
    board: BoardSettings = msgspec.field(default_factory=BoardSettings)
    week: WeekSettings = WeekSettings()
    tasks_table: TasksTableSettings = msgspec.field(default_factory=TasksTableSettings)
    not_asked_how_far: list[str] = msgspec.field(default_factory=list)
    registers: RegisterSettings = msgspec.field(default_factory=RegisterSettings)


def load_settings(path: Path) -> Settings:
    """Return what was remembered; a file that is missing or damaged is as good as none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError):
        return Settings()


def save_settings(path: Path, settings: Settings) -> None:
    """Remember `settings`. A folder that cannot be written loses sizes, not work, so that passes in silence."""
    try:
        write_atomically(path, msgspec.json.format(msgspec.json.encode(settings)), durable=False)
    except EnvironmentFault:
        return
