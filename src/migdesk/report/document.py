"""A report as a neutral document: its blocks, and what stands around them.

Each report is put together once as a `Document`, and each format has one writer that reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

import msgspec

from migdesk.report.blocks import Block, Fact, Heading

LANGUAGE = "en-GB"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A part that stands on one sheet of paper, numbered from 1.

    `record` is the line that vouches for its practice's record in a file, `fingerprint` its short form for paper.
    `blocks` makes it, with so many entries in each list, or all of them where that is None. `sizes` are the numbers to
    ask for: what is best comes first, and what fits on a sheet beside ever so long texts last.
    """

    number: int
    title: str
    record: str
    fingerprint: str
    facts: tuple[Fact, ...]
    brief_facts: str
    sample_notice: str
    footer: str
    sizes: tuple[int, ...]
    blocks: Callable[[int | None], tuple[Block, ...]]


class Place(msgspec.Struct, frozen=True):
    """A place of the document that its contents name."""

    id: str
    text: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A whole report. `look` names its looks, and `what` it is in a sentence: "report" or "agenda".

    `version` is migdesk's own, `day` the one that the report is of.

    `facts` are those on the practice, `brief_facts` the same in one line; where there is one it stands in their place
    where room is short. `sample_notice` is empty for what is real. `footer` stands at the foot of every page, `about`
    at the end; `cut_short` says what sheets leave out, where they are not written whole. `record` is the line that
    vouches for the record in a file. `blocks` may be made while they are written: `rows` and `sheets` say beforehand
    how many there will be, to tell how far the writing is.

    On paper, a `landscape` one stands on its side, what is `one_sheet` is set as large as one page takes it, and
    `page_breaks` tells that headings which begin a page do so in a PDF too.
    """

    look: Literal["status", "agenda", "practices", "registers"]
    what: str
    title: str
    kind: str
    heading: str
    facts: tuple[Fact, ...] = ()
    brief_facts: str = ""
    made_line: str
    sample_notice: str = ""
    version: str
    day: date
    footer: str
    about: tuple[str, ...]
    cut_short: str = ""
    record: str = ""
    contents: tuple[Place, ...] = ()
    compact: bool = False
    landscape: bool = False
    one_sheet: bool = False
    page_breaks: bool = False
    blocks: Iterable[Block | Sheet]
    rows: int = 0
    sheets: int = 0


def places_of(blocks: Iterable[Block]) -> tuple[Place, ...]:
    """Return what a list of contents names: every section with an id."""
    return tuple(
        Place(block.id, block.text) for block in blocks if isinstance(block, Heading) and block.level == 2 and block.id
    )
