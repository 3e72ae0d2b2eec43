"""The lines of the contents: headings, pages, and under the page being read its sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from migdesk.guide.guide import Guide
from migdesk.guide.model import NavigationItem, Section
from migdesk.ui.look.words import counted

MOST_SECTIONS_WITH_SUBSECTIONS = 14
LINE_ROLE = Qt.ItemDataRole.UserRole
CURRENT_ROLE = Qt.ItemDataRole.UserRole + 1
READING_ROLE = Qt.ItemDataRole.UserRole + 2
OVERDUE_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class Line(msgspec.Struct, frozen=True):
    """One line: a heading, a page, or a section of the page being read. `depth` 1 is a section, 2 one within it."""

    kind: Literal["heading", "page", "section"]
    title: str
    permalink: str = ""
    anchor: str = ""
    depth: int = 0


class ContentsModel(QAbstractListModel):
    """The contents as a flat list, so that arrow keys simply walk down it."""

    def __init__(self, guide: Guide) -> None:
        super().__init__()
        self._guide = guide
        self._lines: list[Line] = list(fixed_lines(guide))
        self._permalink = ""
        self._anchor = ""
        self._overdue: dict[str, int] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((line.title, *self._overdue_in_words(line))) if line.kind != "heading" else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._in_words(line)
        if role == LINE_ROLE:
            return line
        if role == CURRENT_ROLE:
            return self._is_current(line)
        if role == READING_ROLE:
            return self._is_reading(line)
        if role == OVERDUE_ROLE:
            return self._overdue.get(line.permalink, 0) if line.kind == "page" else 0
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._lines[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def line(self, row: int) -> Line:
        return self._lines[row]

    @property
    def permalink(self) -> str:
        """The page being read."""
        return self._permalink

    def row_of(self, permalink: str, anchor: str = "") -> int:
        """Return the row of a page, or of a section that is listed; -1 where there is none."""
        for row, line in enumerate(self._lines):
            if line.permalink == permalink and line.anchor == anchor and line.kind != "heading":
                return row
        return -1

    def show_page(self, permalink: str) -> None:
        """Mark the page being read and list its sections under it."""
        if permalink == self._permalink:
            return
        self._take_sections()
        self._permalink, self._anchor = permalink, ""
        row = self.row_of(permalink)
        sections = section_lines(permalink, self._guide.render(permalink).sections) if row >= 0 else []
        if sections:
            self.beginInsertRows(QModelIndex(), row + 1, row + len(sections))
            self._lines[row + 1 : row + 1] = sections
            self.endInsertRows()
        self._tell(row)

    def show_overdue(self, overdue: Mapping[str, int]) -> bool:
        """Mark the pages that have overdue tasks with how many, by permalink. True where a mark has come or gone."""
        old, self._overdue = self._overdue, dict(overdue)
        for row, line in enumerate(self._lines):
            if line.kind == "page" and old.get(line.permalink) != self._overdue.get(line.permalink):
                self._tell(row)
        return old.keys() != self._overdue.keys()

    def show_section(self, anchor: str) -> None:
        """Mark the section being read; a part of a section that is not listed marks the last one listed before it."""
        listed = {line.anchor for line in self._lines if line.kind == "section"}
        if anchor and anchor not in listed:
            order = [section.anchor for section in self._guide.render(self._permalink).sections]
            before = order[: order.index(anchor)] if anchor in order else []
            anchor = next((candidate for candidate in reversed(before) if candidate in listed), "")
        if anchor == self._anchor:
            return
        old, self._anchor = self._anchor, anchor
        for changed in filter(None, (old, anchor)):
            self._tell(self.row_of(self._permalink, changed))

    def _take_sections(self) -> None:
        rows = [row for row, line in enumerate(self._lines) if line.kind == "section"]
        old = self.row_of(self._permalink)
        if rows:
            self.beginRemoveRows(QModelIndex(), rows[0], rows[-1])
            del self._lines[rows[0] : rows[-1] + 1]
            self.endRemoveRows()
        self._permalink = ""
        self._tell(old)

    def _tell(self, row: int) -> None:
        if row >= 0:
            index = self.index(row)
            said = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            roles = [CURRENT_ROLE, READING_ROLE, OVERDUE_ROLE, *said]
            self.dataChanged.emit(index, index, roles)

    def _is_current(self, line: Line) -> bool:
        return line.kind == "page" and line.permalink == self._permalink

    def _is_reading(self, line: Line) -> bool:
        return line.kind == "section" and line.anchor == self._anchor

    def _in_words(self, line: Line) -> str:
        if line.kind == "heading":
            return f"Group: {line.title}"
        if line.kind == "section":
            return f"{line.title}, section on this page" + (", being read" if self._is_reading(line) else "")
        reading = ("page being read",) if self._is_current(line) else ()
        return ", ".join((line.title, *reading, *self._overdue_in_words(line)))

    def _overdue_in_words(self, line: Line) -> tuple[str, ...]:
        number = self._overdue.get(line.permalink, 0) if line.kind == "page" else 0
        return (f"{counted(number, 'task')} overdue",) if number else ()


def fixed_lines(guide: Guide) -> Iterator[Line]:
    """Yield the headings and pages of a guide; links that lead nowhere or outside are left out."""
    groups = (
        ("Guide", guide.navigation),
        ("Checklists by role", guide.role_navigation),
        ("Reference", guide.menu_navigation),
    )
    seen: set[str] = set()
    for title, items in groups:
        pages = [line for line in _page_lines(guide, items, 0) if line.permalink not in seen]
        if title == "Reference":
            pages = [line for line in pages if line.permalink != "/"]
        if pages:
            yield Line("heading", title)
            yield from pages
            seen.update(line.permalink for line in pages)
    rest = [page for page in guide.pages if page.permalink not in seen] if not seen else []
    yield from (Line("page", page.title, page.permalink) for page in rest)


def _page_lines(guide: Guide, items: tuple[NavigationItem, ...], depth: int) -> Iterator[Line]:
    for item in items:
        target = guide.resolve(item.url, "/") if item.url else None
        if target and target.kind == "page":
            yield Line("page", item.title or guide.page(target.permalink).title, target.permalink, depth=depth)
        yield from _page_lines(guide, item.items, depth + 1)


def section_lines(permalink: str, sections: tuple[Section, ...]) -> list[Line]:
    """Return the sections to list: the highest level of the page, and the next one if that does not make too many."""
    levels = sorted({section.level for section in sections})
    shown = levels[:1]
    if len(levels) > 1:
        both = [section for section in sections if section.level in levels[:2]]
        shown = levels[:2] if len(both) <= MOST_SECTIONS_WITH_SUBSECTIONS else levels[:1]
    return [
        Line("section", section.title, permalink, section.anchor, 1 + shown.index(section.level))
        for section in sections
        if section.level in shown
    ]
