"""The blocks that a report is made of: what it says, without how it looks.

Values keep their type, so that a day is a day and a figure a figure in a workbook, and the same words elsewhere. Texts
are as people typed them: a writer takes out what its format cannot hold, and escapes the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

import msgspec


class Tone(StrEnum):
    """How a text is meant. What is not plain never says by its looks alone what it means."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    ALERT = "alert"


class Kind(StrEnum):
    """What stands in a column, which decides how it is aligned, and what a workbook makes of it."""

    TEXT = "text"
    DAY = "day"
    LONG_DAY = "long-day"
    """A day that is written out in full where there is room."""
    NEAR_DAY = "near-day"
    """A day of the weeks about the report's own: with its weekday, and its year only where that is another."""
    MOMENT = "moment"
    SPAN = "span"
    """Days from and to, which are not broken over lines."""
    FIGURE = "figure"
    PERCENT = "percent"
    BAR = "bar"
    """A percentage with a bar, on paper too."""
    STATUS = "status"


class Percent(msgspec.Struct, frozen=True):
    """How much of something is done; 100 does not say that it is finished where things do not apply."""

    number: int
    finished: bool = False


class Status(msgspec.Struct, frozen=True):
    """How a task stands: its id for the sign, and the word."""

    id: str
    word: str


class Amount(msgspec.Struct, frozen=True):
    """A figure and what it counts, such as 3 "day"; the noun is in the singular."""

    number: int
    noun: str


class Share(msgspec.Struct, frozen=True):
    """How many of all there are."""

    number: int
    total: int


Value = str | int | date | datetime | Percent | Status | Amount | Share | None
"""`datetime` is aware, and shown where this computer stands. None is nothing known."""


class Tag(msgspec.Struct, frozen=True):
    """A mark beside a name: "Critical" is an alert, "Own task" is not."""

    text: str
    alert: bool = False


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One cell. `about` leads the text and names what it is on; `text` keeps its line breaks, under the value.

    `remark` stands beside the value, `below` are quiet lines under all of it. `target` is the id of a place in the same
    document.
    """

    value: Value = None
    tone: Tone = Tone.PLAIN
    tags: tuple[Tag, ...] = ()
    remark: str = ""
    remark_tone: Tone = Tone.QUIET
    about: str = ""
    text: str = ""
    below: tuple[str, ...] = ()
    target: str = ""


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column's head. `width` is in percent of the table; `full` is what a short title stands for.

    `tags`, `text`, `remark` and `below` say what those parts of its cells are: in a workbook they are columns of their
    own.
    """

    title: str
    width: int
    kind: Kind = Kind.TEXT
    full: str = ""
    tags: str = ""
    text: str = ""
    remark: str = ""
    below: str = ""


class Note(msgspec.Struct, frozen=True):
    """What somebody wrote, and who and when; `about` names what it is on, `remark` is what is to be said of it."""

    text: str
    by: str
    about: str = ""
    remark: str = ""


class Fact(msgspec.Struct, frozen=True):
    name: str
    value: str


class Row(msgspec.Struct, frozen=True):
    """One row; `sheet` is the number of the sheet of the same document that says more, 0 where none does.

    `facts` are for a workbook alone, which has columns to spare.
    """

    cells: tuple[Cell, ...]
    notes: tuple[Note, ...] = ()
    look: Literal["", "strong", "past"] = ""
    sheet: int = 0
    facts: tuple[Fact, ...] = ()


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """The beginning of a section; `level` is 2 for the first under the title. `aside` is what stands small beside it.

    `new_page` lets it begin a page of the printed web page. `on_paper` is false for what paper has no need of.
    """

    text: str
    level: int = 2
    id: str = ""
    aside: str = ""
    new_page: bool = False
    on_paper: bool = True


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the program's own, of a person's in `typed` behind them."""

    text: str = ""
    typed: str = ""
    look: Literal["plain", "lead", "quiet", "boxed"] = "plain"
    on_paper: bool = True


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure to read in a second: its name, itself, and what stands after it.

    `brief` stands after it where there is no room for the name. `bar` is a percentage to draw.
    """

    name: str
    number: Value
    what: str
    brief: str = ""
    tone: Literal["plain", "alert", "note"] = "plain"
    bar: int | None = None
    wide: bool = False
    on_paper: bool = True


class Figures(msgspec.Struct, frozen=True):
    items: tuple[Figure, ...]


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a head. `look` is the name of its looks, `heading` and `caption` say what it holds.

    `more` says what is left out of it, `empty` stands in the place of a table without rows. In a workbook all tables of
    one `sheet` are put under one another, and `keys`, columns' titles and this table's values, tell them apart there.
    A `wide` one is scrolled where the screen is narrow; the rows of a `noted` one may have notes under them.
    """

    look: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    sheet: str
    caption: str = ""
    heading: Heading | None = None
    more: str = ""
    empty: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    noted: bool = False


class Point(msgspec.Struct, frozen=True):
    """Something to be said in a word or two, and why; `text` is empty where there was no room for it."""

    title: str
    text: str


class Points(msgspec.Struct, frozen=True, kw_only=True):
    """A list of points, and what is left out of it; `sheet` and `keys` are as in `Table`."""

    items: tuple[Point, ...]
    sheet: str
    more: str = ""
    keys: tuple[tuple[str, str], ...] = ()


class Items(msgspec.Struct, frozen=True, kw_only=True):
    """A list of names; on paper they stand in one sentence behind `lead`. `sheet` and `keys` are as in `Table`."""

    items: tuple[str, ...]
    sheet: str
    keys: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    more: str = ""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day and whether it is kept: `remark` says how far off it is."""

    title: str
    day: date | None
    remark: str = ""
    tone: Tone = Tone.QUIET
    strong: bool = False


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The turning points in little room; `sheet` and `keys` are as in `Table`."""

    items: tuple[Day, ...]
    sheet: str
    keys: tuple[tuple[str, str], ...] = ()


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """Notes that stand alone; `sheet` and `keys` are as in `Table`."""

    items: tuple[Note, ...]
    sheet: str
    keys: tuple[tuple[str, str], ...] = ()


class Address(msgspec.Struct, frozen=True):
    label: str
    url: str


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """A person's name under exact words; `remarks` is why it does not count, where it does not."""

    name: str
    role: str
    organisation: str
    at: datetime
    wording: str
    remarks: str = ""
    withdrawn: bool = False


class SignedWords(msgspec.Struct, frozen=True, kw_only=True):
    """What people put their names to: what it is, whether that is settled, and every name, withdrawn ones too.

    `what` is the kind of thing, and `verb` what people did with it.
    """

    title: str
    settled: bool
    verdict: str
    why: str
    addresses: tuple[Address, ...]
    lines: tuple[Signed, ...]
    sheet: str
    what: str = "Reference"
    verb: Literal["acknowledged", "signed"] = "acknowledged"


class RoomToWrite(msgspec.Struct, frozen=True):
    """Ruled lines for a pen: for notes, and for what is agreed."""

    note_lines: int
    action_lines: int


Block = Heading | Paragraph | Figures | Table | Points | Items | Days | Notes | SignedWords | RoomToWrite
