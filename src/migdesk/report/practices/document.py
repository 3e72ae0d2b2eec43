"""The report on several practices as a document: the board, then a sheet for each practice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from migdesk.practice import details
from migdesk.report import words
from migdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Day,
    Days,
    Fact,
    Figure,
    Figures,
    Heading,
    Items,
    Kind,
    Note,
    Notes,
    Paragraph,
    Percent,
    Row,
    Share,
    Table,
    Tag,
    Tone,
)
from migdesk.report.document import Document, Place, Sheet
from migdesk.report.facts import brief_facts, facts_of
from migdesk.report.footer import footer_of
from migdesk.report.lazy_rows import LazyRows
from migdesk.report.practices import words as practices_words
from migdesk.report.practices.model import SHEET_SIZES, BoardLine, Group, NoteAbout, Portfolio, PracticePage
from migdesk.report.status.date_warnings import TITLE as CHECK_DATES
from migdesk.report.status.document import count_figures, done_figure, points_of, remarks_on_record
from migdesk.report.status.model import SAMPLE_NOTICE, KeyDate
from migdesk.report.task_cells import ListLooks, TaskLists, attention_tables

KIND = "Status report on several practices"
BOARD = (
    Column(title="Practice", width=23, tags="Marks", below="ODS code"),
    Column(title="Systems", width=15),
    Column(title="Phase now", width=15),
    Column(title="Done", width=7, kind=Kind.PERCENT),
    Column(title="Go-Live", width=13, kind=Kind.DAY, below="From today"),
    Column(title="Overdue", width=9, kind=Kind.FIGURE),
    Column(title="IG", width=6, full="Information Governance"),
    Column(title="Last change", width=12, kind=Kind.DAY, below="Last change by"),
)


def practices_document(portfolio: Portfolio, pages: Iterable[PracticePage]) -> Document:
    """Return the whole report; `pages` are taken one after another while it is written."""
    practices = portfolio.totals.practices
    with_pages = portfolio.with_pages and practices > 0
    only_samples = 0 < practices == portfolio.totals.samples
    worth = (f"Of each fingerprint: {words.FINGERPRINT_WORTH[:1].lower()}{words.FINGERPRINT_WORTH[1:]}",)
    return Document(
        look="practices",
        what="report",
        title=practices_words.title_of(portfolio),
        kind=KIND,
        heading=portfolio.scope,
        made_line=words.made_line(portfolio),
        sample_notice=practices_words.sample_notice(portfolio.totals),
        version=portfolio.migdesk_version,
        day=portfolio.today,
        footer=footer_of(portfolio.today, portfolio.scope, sample=only_samples),
        about=(*words.about_lines(portfolio), words.DUE_DATES_LINE, *worth),
        cut_short=practices_words.PAGES_LINE if with_pages else "",
        contents=(
            Place("summary", "Summary"),
            Place("board", "The board"),
            *((Place("practices", "Practice by practice"),) if with_pages else ()),
            Place("about", "About this report"),
        ),
        compact=True,
        blocks=_blocks(portfolio, pages, with_pages),
        rows=practices,
        sheets=practices if with_pages else 0,
    )


def _blocks(portfolio: Portfolio, pages: Iterable[PracticePage], with_pages: bool) -> Iterator[Block | Sheet]:
    yield Heading(text="Summary", id="summary", on_paper=False)
    yield Paragraph(text=practices_words.summary_sentence(portfolio.totals), look="lead")
    if portfolio.totals.practices:
        yield Figures(_figures(portfolio))
    yield Heading(text="The board", id="board", on_paper=False)
    if not portfolio.totals.practices:
        yield Paragraph(text="Add practices in migdesk, then make this report again.")
        return
    for group in portfolio.groups:
        yield _board(group, named=len(portfolio.groups) > 1, linked=with_pages)
    if with_pages:
        yield Heading(text="Practice by practice", id="practices", on_paper=False)
        yield Paragraph(text=practices_words.PAGES_LINE, on_paper=False)
        for page in pages:
            yield _sheet(portfolio, page)


def _figures(portfolio: Portfolio) -> tuple[Figure, ...]:
    return tuple(
        Figure(name=name, number=number, what=what, tone="alert" if alert else "plain")
        for name, number, what, alert in practices_words.figures(portfolio.totals)
    )


def _board(group: Group, *, named: bool, linked: bool) -> Table:
    line = practices_words.group_line(group)
    title = practices_words.group_title(group)
    return Table(
        look="board",
        columns=BOARD,
        rows=LazyRows(group.lines, lambda source, place: _row(source, group.first + place if linked else 0)),
        sheet="Practices",
        caption=line,
        heading=Heading(text=title, level=3, id=f"group-{group.first}", aside=line) if named else None,
        wide=True,
    )


def _row(line: BoardLine, sheet: int) -> Row:
    changed, by = practices_words.last_change(line)
    days = practices_words.go_live_when(line)
    cells = (
        Cell(
            value=line.name or line.id,
            tone=Tone.STRONG,
            tags=tuple(map(Tag, practices_words.tags(line))),
            below=(line.ods_code,) if line.ods_code else (),
        ),
        Cell(value=practices_words.systems(line)),
        Cell(value=line.phase_now or "Finished"),
        Cell(value=Percent(line.percent, not line.phase_now)),
        Cell(value=line.go_live or "Not set", below=(days,) if days else ()),
        Cell(value=line.overdue, tone=Tone.ALERT if line.overdue else Tone.PLAIN),
        Cell(value=Share(line.references_acknowledged, line.references_total)),
        Cell(value=changed, below=(by,) if by else ()),
    )
    facts = tuple(Fact(name, value) for name, value in details.facts_of(line))
    return Row(cells, sheet=sheet, facts=facts)


# the sheet of a practice


def _sheet(portfolio: Portfolio, page: PracticePage) -> Sheet:
    practice = page.practice
    name = practice.name or practice.id
    return Sheet(
        number=page.number,
        title=name,
        record=page.record.line,
        fingerprint=page.record.fingerprint,
        facts=facts_of(practice),
        brief_facts=brief_facts(practice),
        sample_notice=SAMPLE_NOTICE if page.sample else "",
        footer=footer_of(portfolio.today, name, sample=page.sample),
        sizes=SHEET_SIZES,
        blocks=lambda most: _page_blocks(page if most is None else page.shortened(most), name),
    )


def _page_blocks(page: PracticePage, name: str) -> tuple[Block, ...]:
    head, keys = page.headline, (("Practice", name),)
    fingerprint = words.brief_fingerprint(page.record)
    lists = TaskLists(
        overdue=page.overdue,
        blocked=page.blocked,
        due_soon=page.due_soon,
        overdue_total=head.overdue,
        blocked_total=head.blocked,
        due_soon_total=head.due_soon,
    )
    looks = ListLooks(table="page-tasks", level=4, anchors=False, keys=keys)
    return (
        Paragraph(text=page.summary, look="lead"),
        *remarks_on_record(page.newer_line, page.record),
        Figures((done_figure(head), *count_figures(head, blocked=False))),
        Heading(text="Key dates", level=4),
        Days(items=tuple(map(_day, page.milestones)), sheet="Key dates", keys=keys),
        *_warnings(page, keys),
        *attention_tables(lists, looks, practices_words.more_line),
        Heading(text="Information Governance", level=4),
        _missing(page, keys),
        Heading(text="Latest notes", level=4),
        _notes(page, keys),
        *((Paragraph(text=fingerprint, look="quiet"),) if fingerprint else ()),
    )


def _warnings(page: PracticePage, keys: tuple[tuple[str, str], ...]) -> tuple[Block, ...]:
    if not page.date_warnings:
        return ()
    heading = Heading(text=CHECK_DATES, level=4, aside=str(page.warnings_total))
    return heading, points_of(page.date_warnings, practices_words.more_warnings(page), keys)


def _missing(page: PracticePage, keys: tuple[tuple[str, str], ...]) -> Block:
    if not page.missing:
        return Paragraph(text=practices_words.NONE_MISSING)
    return Items(items=page.missing, lead=practices_words.MISSING, sheet="Not acknowledged", keys=keys)


def _notes(page: PracticePage, keys: tuple[tuple[str, str], ...]) -> Block:
    if not page.notes:
        return Paragraph(text="No notes so far.")
    return Notes(items=tuple(map(_note, page.notes)), sheet="Notes", keys=keys)


def _note(note: NoteAbout) -> Note:
    by = words.byline(note.note.by, note.note.at)
    return Note(note.note.text, by, note.about or practices_words.ABOUT_PRACTICE)


def _day(milestone: KeyDate) -> Day:
    return Day(
        title=milestone.title,
        day=milestone.date,
        remark=practices_words.key_date_line(milestone) if milestone.date else "",
        tone=Tone.ALERT if milestone.late else Tone.QUIET,
        strong=milestone.id == "go-live",
    )
