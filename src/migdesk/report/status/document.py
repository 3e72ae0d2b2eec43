"""The status report of a practice as a document: everything that its record says, in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from migdesk.report import words
from migdesk.report.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Figures,
    Heading,
    Kind,
    Paragraph,
    Percent,
    Point,
    Points,
    Row,
    Share,
    Table,
    Tone,
)
from migdesk.report.document import Document, Place, places_of
from migdesk.report.facts import brief_facts, facts_of
from migdesk.report.footer import footer_of
from migdesk.report.registers.blocks import overdue_blocks, section_blocks
from migdesk.report.status.date_warnings import TITLE as CHECK_DATES
from migdesk.report.status.evidence import evidence
from migdesk.report.status.governance import governance
from migdesk.report.status.model import DateWarning, Headline, KeyDate, StatusReport, Vouched
from migdesk.report.status.notes import other_notes
from migdesk.report.status.recent import recent
from migdesk.report.status.sections import ALL_SECTIONS, SectionId, left_out_line
from migdesk.report.status.sign_offs import sign_offs
from migdesk.report.status.tasks import all_tasks
from migdesk.report.task_cells import ListLooks, TaskLists, attention_tables

KIND = "Status report"
ABOUT = Place("about", "About this report")


def status_document(report: StatusReport, sections: Collection[SectionId] = ALL_SECTIONS) -> Document:
    """Return the report, or some sections of it."""
    name = report.practice.name or report.practice.id
    fingerprint = words.fingerprint_line(report.record)
    blocks = tuple(block for section, made in _SECTIONS.items() if section in sections for block in made(report))
    return Document(
        look="status",
        what="report",
        title=f"{'Sample: ' if report.sample else ''}{KIND}, {name}",
        kind=KIND,
        heading=name,
        facts=facts_of(report.practice),
        brief_facts=brief_facts(report.practice),
        made_line=words.made_line(report),
        sample_notice=report.sample_notice,
        version=report.migdesk_version,
        day=report.today,
        footer=footer_of(report.today, name, sample=report.sample),
        about=(
            *words.about_lines(report),
            *filter(None, (left_out_line(sections), report.newer_line, fingerprint)),
            words.DUE_DATES_LINE,
        ),
        record=report.record.line,
        contents=(*places_of(blocks), ABOUT),
        blocks=blocks,
    )


def summary_blocks(report: StatusReport, figures: tuple[Figure, ...]) -> tuple[Block, ...]:
    """Return where a practice stands, in words and in figures."""
    return (
        Heading(text="Summary", id="summary", on_paper=False),
        Paragraph(text=words.summary_sentence(report), look="lead"),
        *remarks_on_record(report.newer_line, report.record),
        *(Paragraph(text=line, look="boxed") for line in report.unsettled),
        Figures(figures),
    )


def remarks_on_record(newer_line: str, record: Vouched) -> tuple[Paragraph, ...]:
    """Return what of the record is not shown: made by a newer version, or neither to be read nor trusted."""
    lines = (*((newer_line,) if newer_line else ()), *words.left_out_lines(record))
    return tuple(Paragraph(text=line, look="boxed") for line in lines)


def count_figures(head: Headline, *, blocked: bool, on_paper: bool = True) -> tuple[Figure, ...]:
    """Return the figures of a practice that press, by choice how many tasks are blocked (`on_paper`, too)."""
    late, stuck, still_open = head.overdue, head.blocked, head.critical_open
    acknowledged = Share(head.references_acknowledged, head.references_total)
    return (
        Figure(name="Overdue", number=late, what=_tasks(late), brief="overdue", tone="alert" if late else "plain"),
        *(
            (Figure(name="Blocked", number=stuck, what=_tasks(stuck), brief="blocked",
                    tone="alert" if stuck else "plain", on_paper=on_paper),)
            if blocked else ()
        ),
        Figure(name="Critical tasks", number=still_open, what="still open", brief="critical still open",
               tone="note" if still_open else "plain"),
        Figure(name="Information Governance", number=acknowledged, what="acknowledged", brief="IG acknowledged"),
    )  # fmt: skip


def done_figure(head: Headline, *, bar: bool = False) -> Figure:
    """Return how much is done; `bar` draws it as well, where there is room."""
    return Figure(
        name="Tasks done",
        number=Percent(head.percent),
        what=f"{head.done} of {words.count(head.total, 'task')}",
        brief=f"of {words.count(head.total, 'task')} done",
        bar=head.percent if bar else None,
        wide=bar,
    )


def points_of(warnings: tuple[DateWarning, ...], more: str = "", keys: tuple[tuple[str, str], ...] = ()) -> Points:
    """Return what speaks against the dates."""
    points = tuple(Point(warning.title, warning.text) for warning in warnings)
    return Points(items=points, sheet=CHECK_DATES, more=more, keys=keys)


def _tasks(number: int) -> str:
    return "task" if number == 1 else "tasks"


def _summary(report: StatusReport) -> tuple[Block, ...]:
    head = report.headline
    go_live = Figure(
        name="Go-Live",
        number=head.go_live or "Not set",
        what=words.go_live_days(head),
        tone="alert" if head.go_live_late else "plain",
        wide=True,
    )
    return summary_blocks(
        report, (done_figure(head, bar=True), go_live, *count_figures(head, blocked=True, on_paper=False))
    )


def _key_dates(report: StatusReport) -> tuple[Block, ...]:
    table = Table(
        look="dates-table",
        columns=(
            Column(title="Milestone", width=25),
            Column(title="Date", width=17, kind=Kind.LONG_DAY, below="First agreed"),
            Column(title="When", width=23),
            Column(title="Where the date comes from", width=35),
        ),
        rows=tuple(map(_key_date, report.milestones)),
        sheet="Key dates",
        caption="Milestones of this migration",
    )
    heading = Heading(text="Key dates", id="dates")
    if not report.date_warnings:
        return heading, table
    check = Heading(text=CHECK_DATES, level=3, id="check-dates")
    return heading, table, check, points_of(report.date_warnings)


def _key_date(milestone: KeyDate) -> Row:
    when = Cell(value=words.key_date_when(milestone), tone=Tone.ALERT if milestone.late else Tone.PLAIN)
    moved = words.key_date_moved(milestone)
    day = Cell(value=milestone.date or "Not dated", below=(moved,) if moved else ())
    cells = (Cell(value=milestone.title), day, when, Cell(value=words.key_date_basis(milestone)))
    return Row(cells, look="strong" if milestone.id == "go-live" else "past" if milestone.happened else "")


def _progress(report: StatusReport) -> tuple[Block, ...]:
    rows = tuple(
        Row(
            (
                Cell(value=f"{phase.number} {phase.title}", target=f"phase-{phase.number}"),
                Cell(value=Percent(phase.percent, phase.done == phase.total)),
                Cell(value=Share(phase.done, phase.total)),
                Cell(value=phase.overdue, tone=Tone.ALERT if phase.overdue else Tone.PLAIN),
                Cell(value=words.span(phase.start, phase.end)),
            ),
            look="strong" if phase.under_way else "",
        )
        for phase in report.phases
    )
    table = Table(
        look="progress",
        columns=(
            Column(title="Phase", width=29),
            Column(title="Progress", width=20, kind=Kind.BAR),
            Column(title="Done", width=10, kind=Kind.FIGURE),
            Column(title="Overdue", width=10, kind=Kind.FIGURE),
            Column(title="Planned", width=31, kind=Kind.SPAN),
        ),
        rows=rows,
        sheet="Progress",
        caption="Tasks done in each phase. Tasks that do not apply are not counted.",
    )
    return Heading(text="Progress by phase", id="progress"), table


def _attention(report: StatusReport) -> tuple[Block, ...]:
    lists = TaskLists(
        overdue=report.overdue,
        blocked=report.blocked,
        due_soon=report.due_soon,
        overdue_total=len(report.overdue),
        blocked_total=len(report.blocked),
        due_soon_total=len(report.due_soon),
    )
    looks = ListLooks(table="tasks", level=3, anchors=True)
    tables = attention_tables(lists, looks, lambda _shown, _all: "")
    rows = overdue_blocks(report.registers, level=3) if any(found.overdue for found in report.registers) else ()
    return Heading(text="Needs attention", id="attention"), *tables, *rows


def _registers(report: StatusReport) -> Iterator[Block]:
    """Yield what the registers have to say; nothing where nothing is recorded in any."""
    if report.registers:
        yield Heading(text="Registers", id="registers", new_page=True)
    for section in report.registers:
        yield from section_blocks(section, level=3, in_full=False)


_SECTIONS: dict[SectionId, Callable[[StatusReport], Iterable[Block]]] = {
    "summary": _summary,
    "dates": _key_dates,
    "progress": _progress,
    "attention": _attention,
    "governance": governance,
    "sign-offs": sign_offs,
    "tasks": all_tasks,
    "registers": _registers,
    "evidence": evidence,
    "notes": other_notes,
    "recent": recent,
}
