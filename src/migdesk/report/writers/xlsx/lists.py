"""A report's blocks as the lists of a workbook: all that is of one kind under one head, however it is parted elsewhere.

A list's columns are the keys of its tables, then their own columns, each followed by what is said in its cells besides
the value.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.report.blocks import (
    Amount,
    Block,
    Cell,
    Column,
    Days,
    Items,
    Kind,
    Note,
    Notes,
    Points,
    Row,
    Share,
    SignedWords,
    Table,
    Value,
)

Keys = tuple[tuple[str, str], ...]
Entry = dict[str, Value]
"""A row: the values by their columns' titles."""
NOTES = "Notes"


class ListColumn(msgspec.Struct, frozen=True):
    """A column's title, its width in characters, and what is in it."""

    title: str
    width: int
    kind: Kind = Kind.TEXT


class List:
    """One list of the workbook. What is added with a new column moves none that is there."""

    def __init__(self) -> None:
        self.columns: dict[str, ListColumn] = {}
        self.entries: list[Entry] = []

    def column(self, title: str, width: int = 24, kind: Kind = Kind.TEXT) -> str:
        """Return a column's title, with the column there."""
        self.columns.setdefault(title, ListColumn(title, width, kind))
        return title


class Lists:
    """All lists of a report, by their names, in the order in which they came."""

    def __init__(self) -> None:
        self.by_name: dict[str, List] = {}

    def add(self, block: Block) -> bool:
        """Take up a block that is a list; False for one that is not."""
        match block:
            case Table():
                self._add_table(block)
            case Days():
                self._add_days(block)
            case Notes():
                self.add_notes(block.items, block.keys, block.sheet)
            case Points():
                titles = ("Check", "Why")
                self._add_pairs(block.sheet, block.keys, titles, ((point.title, point.text) for point in block.items))
            case Items():
                self._add_pairs(block.sheet, block.keys, ("Name", ""), ((name, "") for name in block.items))
            case SignedWords():
                self._add_signed(block)
            case _:
                return False
        return True

    def add_notes(self, notes: Iterable[Note], keys: Keys, sheet: str = NOTES, about: str = "") -> None:
        """Take up notes, `about` what they are on where they do not say so themselves."""
        for note in notes:
            found = self._list(sheet)
            entry = _keyed(found, keys)
            if note.about or about:
                entry[found.column("About", 40)] = note.about or about
            entry[found.column("Note", 80)] = note.text
            entry[found.column("By", 40)] = note.by
            if note.remark:
                entry[found.column("Remarks", 40)] = note.remark
            found.entries.append(entry)

    def add_sentences(self, words: Iterable[str], keys: Keys) -> None:
        """Take up how each stands, in words."""
        for sentence in words:
            found = self._list("In words")
            found.entries.append({**_keyed(found, keys), found.column("How it stands", 90): sentence})

    def add_record(self, fingerprint: str, record: str, keys: Keys) -> None:
        """Take up what vouches for one practice's record."""
        found = self._list("Fingerprints")
        entry = _keyed(found, keys)
        entry[found.column("Fingerprint", 34)] = fingerprint
        entry[found.column("Record", 90)] = record
        found.entries.append(entry)

    def _list(self, name: str) -> List:
        return self.by_name.setdefault(name, List())

    def _add_table(self, table: Table) -> None:
        if not table.rows:
            return
        found = self._list(table.sheet)
        for row in table.rows:
            entry = _keyed(found, table.keys)
            for column, cell in zip(table.columns, row.cells, strict=True):
                _add_cell(entry, found, column, cell)
            for fact in row.facts:
                entry[found.column(fact.name, 24)] = fact.value
            if table.noted:
                entry[found.column("Notes", 8, Kind.FIGURE)] = len(row.notes) or None
                self.add_notes(row.notes, table.keys, about=_name_of(row))
            found.entries.append(entry)

    def _add_days(self, days: Days) -> None:
        found = self._list(days.sheet)
        for day in days.items:
            entry = _keyed(found, days.keys)
            entry[found.column("Milestone", 30)] = day.title
            entry[found.column("Date", 17, Kind.DAY)] = day.day
            entry[found.column("When", 40)] = day.remark
            found.entries.append(entry)

    def _add_pairs(self, sheet: str, keys: Keys, titles: tuple[str, str], pairs: Iterable[tuple[str, str]]) -> None:
        found = self._list(sheet)
        for first, second in pairs:
            entry = _keyed(found, keys)
            entry[found.column(titles[0], 50)] = first
            if second:
                entry[found.column(titles[1], 80)] = second
            found.entries.append(entry)

    def _add_signed(self, block: SignedWords) -> None:
        found = self._list(block.sheet)
        addresses = "\n".join(f"{address.label}: {address.url}" for address in block.addresses)
        same: Entry = {
            found.column(block.what, 34): block.title,
            found.column(f"{block.verb.capitalize()}?", 34): block.verdict,
            found.column("What it is about", 60): block.why,
            found.column("Where it stands", 50): addresses,
        }
        columns = _signed_columns(block.verb)
        for title, width, kind in columns:
            found.column(title, width, kind)
        for line in block.lines:
            values = (line.name, line.role, line.organisation, line.at, line.wording, line.remarks)
            titles = (title for title, _, _ in columns)
            found.entries.append({**same, **dict(zip(titles, values, strict=True))})
        if not block.lines:
            found.entries.append(same)


def _signed_columns(verb: str) -> tuple[tuple[str, int, Kind], ...]:
    return (
        (f"{verb.capitalize()} by", 24, Kind.TEXT),
        ("Role", 24, Kind.TEXT),
        ("Organisation", 24, Kind.TEXT),
        ("When", 18, Kind.MOMENT),
        (f"The words {verb}", 70, Kind.TEXT),
        ("Remarks", 40, Kind.TEXT),
    )


def _keyed(found: List, keys: Keys) -> Entry:
    return {found.column(title, 28): value for title, value in keys}


def _name_of(row: Row) -> str:
    value = row.cells[0].value
    return value if isinstance(value, str) else ""


def _add_cell(entry: Entry, found: List, column: Column, cell: Cell) -> None:
    """Put a cell's value under its column's title, and what else it says under titles of their own."""
    title = column.full or column.title
    value = cell.about or cell.value
    match value:
        case Share(number, total):
            entry[found.column(title, 12, Kind.FIGURE)] = number
            entry[found.column(f"{title}: of", 12, Kind.FIGURE)] = total
        case Amount(number, noun):
            entry[found.column(f"{title} ({noun}s)", 12, Kind.FIGURE)] = number
        case _:
            shown = value if value is not None or not cell.text else cell.text
            entry[found.column(title, _width(column), column.kind)] = shown
    tags = ", ".join(tag.text for tag in cell.tags)
    text = cell.text if value is not None else ""
    below = "\n".join(cell.below)
    others = ((column.tags, tags), (column.text, text), (column.remark, cell.remark), (column.below, below))
    for name, words in others:
        if name:
            entry[found.column(name, 30)] = words
        elif words:
            entry[found.column(f"{title}: more", 30)] = words


def _width(column: Column) -> int:
    """Return a column's width in characters."""
    match column.kind:
        case Kind.DAY | Kind.LONG_DAY | Kind.NEAR_DAY:
            return 17
        case Kind.MOMENT:
            return 22
        case Kind.FIGURE | Kind.PERCENT | Kind.BAR | Kind.STATUS:
            return 14
    return min(70, max(18, column.width + 12))
