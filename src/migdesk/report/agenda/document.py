"""The agenda for a visit as a document: two sheets at most, and room to write on them."""

from __future__ import annotations

from migdesk.report import words
from migdesk.report.agenda import words as agenda_words
from migdesk.report.agenda.model import Agenda, Change, Coming
from migdesk.report.blocks import (
    Amount,
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Kind,
    Paragraph,
    Point,
    Points,
    RoomToWrite,
    Row,
    Status,
    Table,
    Tag,
    Tone,
)
from migdesk.report.document import Document
from migdesk.report.facts import brief_facts, facts_of
from migdesk.report.footer import footer_of
from migdesk.report.status.date_warnings import TITLE as CHECK_DATES
from migdesk.report.status.document import count_figures, done_figure, summary_blocks
from migdesk.report.status.model import TaskLine
from migdesk.report.task_cells import critical_tags, owner_cell

NOTE_LINES, ACTION_LINES = 6, 5
"""Ruled lines to write on."""

_TASK = Column(title="Task", width=40, tags="Marks")


def agenda_document(agenda: Agenda) -> Document:
    """Return the whole agenda."""
    report = agenda.report
    name = report.practice.name or report.practice.id
    return Document(
        look="agenda",
        what="agenda",
        title=f"{'Sample: ' if report.sample else ''}{agenda_words.TITLE}, {name}",
        kind=agenda_words.TITLE,
        heading=name,
        facts=facts_of(report.practice),
        brief_facts=brief_facts(report.practice),
        made_line=words.made_line(report),
        sample_notice=report.sample_notice,
        version=report.migdesk_version,
        day=report.today,
        footer=footer_of(report.today, name, sample=report.sample),
        about=(f"{words.source_line(report)}.", *filter(None, (words.fingerprint_line(report.record),))),
        record=report.record.line,
        compact=True,
        blocks=(
            *summary_blocks(report, (done_figure(report.headline), *count_figures(report.headline, blocked=True))),
            *_changes(agenda),
            *_overdue(agenda),
            *_blocked(agenda),
            *_coming(agenda),
            *_sign_offs(agenda),
            *_registers(agenda),
            *_references(agenda),
            *_doubts(agenda),
            RoomToWrite(NOTE_LINES, ACTION_LINES),
        ),
    )


def _changes(agenda: Agenda) -> tuple[Block, ...]:
    remark = agenda_words.since_remark(agenda)
    table = Table(
        look="changes",
        columns=(
            Column(title="What", width=38, tags="Marks"),
            Column(title="How it stands now", width=39),
            Column(title="By whom", width=23),
        ),
        rows=tuple(_change(change, agenda) for change in agenda.changes.items),
        sheet="Changes",
        caption="What changed, what is blocked or critical first",
        more=agenda_words.more_line(agenda.changes.more, "the history"),
        empty=agenda_words.NO_CHANGES,
    )
    return (
        Heading(text=agenda_words.since_line(agenda), id="changes"),
        *((Paragraph(text=remark, look="quiet"),) if remark else ()),
        table,
    )


def _change(change: Change, agenda: Agenda) -> Row:
    what = Cell(value=agenda_words.change_title(change), tags=critical_tags(change.critical))
    return Row((what, Cell(value=change.text), Cell(value=agenda_words.who(change, agenda.report.today))))


def _overdue(agenda: Agenda) -> tuple[Block, ...]:
    table = Table(
        look="overdue-tasks",
        columns=(
            _TASK,
            Column(title="Status", width=29, kind=Kind.STATUS),
            Column(title="Owner", width=18),
            Column(title="Late by", width=13),
        ),
        rows=tuple(Row((_title(task), _stands(task), _owner(task), _late(task))) for task in agenda.overdue.items),
        sheet="Overdue",
        caption=f"{agenda.overdue.total} overdue, what is critical first",
        more=agenda_words.more_line(agenda.overdue.more, "the checklist"),
        empty=agenda_words.NOTHING_OVERDUE,
    )
    return _counted("Overdue", "overdue", agenda.overdue.total), table


def _blocked(agenda: Agenda) -> tuple[Block, ...]:
    if not agenda.blocked.items:
        return ()
    table = Table(
        look="blocked-tasks",
        columns=(_TASK, Column(title="Why", width=42), Column(title="Owner", width=18)),
        rows=tuple(
            Row((_title(task), Cell(value=agenda_words.brief(task.reason)), _owner(task)))
            for task in agenda.blocked.items
        ),
        sheet="Blocked",
        caption="Tasks that cannot go on, with the reason",
        more=agenda_words.more_line(agenda.blocked.more, "the checklist"),
    )
    return _counted("Blocked, not overdue yet", "blocked", agenda.blocked.total), table


def _coming(agenda: Agenda) -> tuple[Block, ...]:
    table = Table(
        look="coming",
        columns=(
            Column(title="Day", width=14, kind=Kind.NEAR_DAY),
            Column(title="What", width=62, tags="Marks", remark="About the date"),
            Column(title="Owner", width=24),
        ),
        rows=tuple(map(_coming_row, agenda.coming.items)),
        sheet="Next four weeks",
        caption="Milestones, leave and open tasks by date",
        more=agenda_words.more_line(agenda.coming.more, "the checklist"),
        empty=agenda_words.NOTHING_COMES,
    )
    return Heading(text="The next four weeks", id="coming"), table


def _coming_row(coming: Coming) -> Row:
    milestone = coming.kind == "milestone"
    what = Cell(
        value=agenda_words.coming_title(coming),
        tone=Tone.STRONG if milestone else Tone.PLAIN,
        tags=(*((Tag("Milestone"),) if milestone else ()), *critical_tags(coming.critical)),
        remark=agenda_words.BY_HAND if coming.by_hand else "",
    )
    about = agenda_words.coming_about(coming)
    return Row((Cell(value=coming.day), what, Cell(value=about, tone=Tone.PLAIN if coming.about else Tone.QUIET)))


def _sign_offs(agenda: Agenda) -> tuple[Block, ...]:
    sign_offs = agenda.sign_offs
    if not sign_offs.items:
        return ()
    names = tuple(map(agenda_words.sign_off_name, sign_offs.items))
    more = agenda_words.more_line(sign_offs.more, "the sign-offs")
    return _counted("Sign-offs, overdue", "sign-offs", sign_offs.total), Items(
        items=names, sheet="Sign-offs overdue", more=more
    )


def _registers(agenda: Agenda) -> tuple[Block, ...]:
    rows = agenda.rows
    if not rows.items:
        return ()
    names = tuple(map(agenda_words.row_name, rows.items))
    more = agenda_words.more_line(rows.more, "the registers")
    return _counted("Registers, overdue", "registers", rows.total), Items(
        items=names, sheet="Registers overdue", more=more
    )


def _references(agenda: Agenda) -> tuple[Block, ...]:
    references = agenda.references
    heading = Heading(
        text="Information Governance, not acknowledged yet",
        id="governance",
        aside=str(references.total) if references.items else "",
    )
    if not references.items:
        return heading, Paragraph(text=agenda_words.ALL_ACKNOWLEDGED)
    names = tuple(map(agenda_words.reference_name, references.items))
    return heading, Items(
        items=names, sheet="Not acknowledged", more=agenda_words.more_line(references.more, "the list")
    )


def _doubts(agenda: Agenda) -> tuple[Block, ...]:
    doubts = agenda.doubts
    if not doubts.items:
        return ()
    points = tuple(Point(doubt.title, doubt.text) for doubt in doubts.items)
    return Heading(text=CHECK_DATES, id="doubts"), Points(
        items=points, sheet=CHECK_DATES, more=agenda_words.more_line(doubts.more, "the plan")
    )


def _counted(title: str, place: str, total: int) -> Heading:
    return Heading(text=title, id=place, aside=str(total) if total else "")


def _title(task: TaskLine) -> Cell:
    return Cell(value=agenda_words.brief(task.title), tags=critical_tags(task.critical))


def _stands(task: TaskLine) -> Cell:
    return Cell(value=Status(task.status, agenda_words.how_it_stands(task)))


def _owner(task: TaskLine) -> Cell:
    return owner_cell(agenda_words.brief(task.owner, agenda_words.MOST_OF_A_NAME))


def _late(task: TaskLine) -> Cell:
    return Cell(value=Amount(task.days_overdue, "day"), tone=Tone.ALERT)
