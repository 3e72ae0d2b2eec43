"""The blocks of a report as parts of a web page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from migdesk.base.date_words import date_with_weekday
from migdesk.report import words
from migdesk.report.blocks import (
    Block,
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
    Points,
    RoomToWrite,
    Row,
    Signed,
    SignedWords,
    Table,
    Tone,
)
from migdesk.report.values import text_of
from migdesk.report.writers.html.cells import bar, head_cell, row_cells
from migdesk.report.writers.html.text import safe, span

ON_PAPER = "On paper there is room here for notes, and for what is agreed."
WEB_ADDRESS = ("http://", "https://")


def block_html(block: Block, today: date) -> str:
    """Return a block; `today` is the report's day."""
    match block:
        case Heading():
            return heading(block)
        case Paragraph():
            return _paragraph(block)
        case Figures(items):
            return f'<dl class="figures">\n{"".join(_figure(figure, today) for figure in items)}</dl>\n'
        case Table():
            return f"{table_head(block)}{table_rows(block, block.rows, today)}{table_end(block)}"
        case Points(items=items, more=more):
            points = "".join(
                f'<li dir="auto"><strong>{safe(point.title)}.</strong> {safe(point.text)}</li>\n' for point in items
            )
            return f'<ul class="warnings">\n{points}</ul>\n{_more(more)}'
        case Items():
            return _items(block)
        case Days(items=items):
            return f'<dl class="key-dates">\n{"".join(map(_day, items))}</dl>\n'
        case Notes(items=items):
            return f'<ul class="notes">\n{"".join(map(_note, items))}</ul>\n'
        case SignedWords():
            return _signed_words(block)
        case RoomToWrite():
            return _room_to_write(block)


def heading(block: Heading) -> str:
    """Return a heading, with the place that leads to it."""
    place = f' id="{safe(block.id)}"' if block.id else ""
    return f'<h{block.level}{place} dir="auto">{safe(block.text)}</h{block.level}>\n'


def facts(items: Iterable[Fact]) -> str:
    """Return what is known of a practice."""
    every = "".join(f'<div><dt>{safe(fact.name)}</dt><dd dir="auto">{safe(fact.value)}</dd></div>\n' for fact in items)
    return f'<dl class="facts">\n{every}</dl>\n'


def table_head(table: Table) -> str:
    """Return what stands before a table's rows: its heading, caption and column heads, or that it has no rows."""
    above = heading(table.heading) if table.heading else ""
    if not table.rows:
        return f"{above}<p>{safe(table.empty)}</p>\n"
    columns = "".join(map(head_cell, table.columns))
    name = safe(table.caption or (table.heading.text if table.heading else "Table"))
    begin = f'<div class="wide" role="group" aria-label="{name}" tabindex="0">' if table.wide else ""
    caption = f"<caption>{safe(table.caption)}</caption>\n"
    return f'{above}{begin}<table class="{table.look}">\n{caption}<thead><tr>{columns}</tr></thead>\n{_body(table)}'


def table_rows(table: Table, rows: Iterable[Row], today: date) -> str:
    """Return some of a table's rows, with the notes under them."""
    return "".join(_row(row, table, today) for row in rows)


def table_end(table: Table) -> str:
    """Return what stands behind a table's rows."""
    if not table.rows:
        return ""
    end = "" if table.noted else "</tbody>\n"
    return f"{end}</table>{'</div>' if table.wide else ''}\n{_more(table.more)}"


def _row(row: Row, table: Table, today: date) -> str:
    place = f' id="row-{row.sheet}"' if row.sheet else ""
    look = f' class="{row.look}"' if row.look else ""
    notes = ""
    if row.notes:
        every = "".join(map(_note, row.notes))
        hidden = '<span class="hidden">Notes on this task:</span>'
        notes = f'<tr class="notes"><td colspan="{len(table.columns)}">{hidden}\n<ul>\n{every}</ul></td></tr>\n'
    shown = f"<tr{place}{look}>{row_cells(row, table, today)}</tr>\n{notes}"
    return f"<tbody>\n{shown}</tbody>\n" if table.noted else shown


def _body(table: Table) -> str:
    """Return the beginning of a table's body; rows with notes under them each have one of their own."""
    return "" if table.noted else "<tbody>\n"


def _paragraph(block: Paragraph) -> str:
    look = {"lead": ' class="lead"', "quiet": ' class="quiet"', "boxed": ' class="inset"'}.get(block.look, "")
    typed = f" {span('typed', block.typed)}" if block.typed else ""
    return f"<p{look}>{safe(block.text)}{typed}</p>\n"


def _more(text: str) -> str:
    return f'<p class="more">{safe(text)}</p>\n' if text else ""


def _figure(figure: Figure, today: date) -> str:
    look = " ".join(("figure", *(["wide"] if figure.wide else []), *([figure.tone] if figure.tone != "plain" else [])))
    drawn = f"\n{bar(figure.bar)}" if figure.bar is not None else ""
    shown = text_of(figure.number, Kind.LONG_DAY, today)
    number = f'<span class="number">{safe(shown)}</span>'
    return f'<div class="{look}"><dt>{safe(figure.name)}</dt><dd>{number} {safe(figure.what)}{drawn}</dd></div>\n'


def _items(block: Items) -> str:
    lead = f"<p>{safe(block.lead)}:</p>\n" if block.lead else ""
    every = (*block.items, *((block.more,) if block.more else ()))
    listed = "".join(f"<li>{safe(item)}</li>\n" for item in every)
    return f'{lead}<ul class="missing">\n{listed}</ul>\n'


def _day(day: Day) -> str:
    look = ' class="strong"' if day.strong else ""
    shown = date_with_weekday(day.day) if day.day else "Not dated"
    tone = "overdue" if day.tone is Tone.ALERT else "quiet"
    remark = f' <span class="{tone}">{safe(day.remark)}</span>' if day.remark else ""
    return f"<div{look}><dt>{safe(day.title)}</dt><dd>{shown}{remark}</dd></div>\n"


def _note(note: Note) -> str:
    said = f"{span('about', note.about)}{span('typed', note.text)} {span('by', note.by)}{span('remark', note.remark)}"
    return f"<li>{said}</li>\n"


def _signed_words(block: SignedWords) -> str:
    look, icon = ("yes", "done") if block.settled else ("no", "to-do")
    sign = f'<svg class="icon" aria-hidden="true"><use href="#icon-{icon}"/></svg>'
    addresses = "".join(f"<li>{_address(address.label, address.url)}</li>\n" for address in block.addresses)
    listed = f'<ul class="addresses">\n{addresses}</ul>\n' if addresses else ""
    head = "".join(f'<th scope="col">{title}</th>' for title in ("Who", "When", f"The words {block.verb}"))
    title = safe(block.title)
    lines = (
        f'<table class="acknowledgements">\n<caption>Who {block.verb} {title}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{''.join(map(_signed, block.lines))}</tbody>\n</table>\n"
        if block.lines
        else ""
    )
    verdict = f'<p class="verdict {look}">{sign} {safe(block.verdict)}</p>'
    why = f"<p>{safe(block.why)}</p>\n{listed}{lines}"
    return f'<article class="reference">\n<h3>{title}</h3>\n{verdict}\n{why}</article>\n'


def _address(label: str, url: str) -> str:
    """Return an address as a link where it leads to the web, else as words: a reference's may lead anywhere."""
    if url.startswith(WEB_ADDRESS):
        return f'<a href="{safe(url)}" rel="noreferrer">{safe(label)}</a>'
    return f"{safe(label)}: {safe(url)}"


def _signed(line: Signed) -> str:
    look = ' class="withdrawn"' if line.withdrawn else ""
    who = f"{span('typed', line.name)}{span('by', line.role)}{span('by', line.organisation)}"
    said = f"{span('typed', line.wording)}{span('remark', line.remarks)}"
    when = f'<td class="dates">{words.moment(line.at)}</td>'
    return f'<tr{look}><th scope="row">{who}</th>{when}<td>{said}</td></tr>\n'


def _room_to_write(room: RoomToWrite) -> str:
    rule = '<div class="rule"></div>\n'
    return (
        f'<p class="quiet">{ON_PAPER}</p>\n<div class="write" aria-hidden="true">\n<p class="write-title">Notes</p>\n'
        f"{rule * room.note_lines}"
        '<p class="write-title">Agreed: what, who, by when</p>\n'
        f"{rule * room.action_lines}"
        '<p class="next-visit"><strong>Next visit:</strong> ______________________</p>\n</div>\n'
    )
