"""The blocks of a report on paper, as markup for QTextDocument.

QTextDocument knows tables, a handful of styles and no page layout: so there is a table wherever columns stand side by
side, a table's heading is a head row of it (it is repeated on every page, and never left alone at the foot of one), and
bars and status icons are images that `column` draws (`bar:42`, `icon:done`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from migdesk.base.date_words import date_with_weekday
from migdesk.report.blocks import (
    Block,
    Day,
    Days,
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
    SignedWords,
    Table,
    Tone,
)
from migdesk.report.values import text_of
from migdesk.report.writers.pdf.cells import row_cells
from migdesk.report.writers.pdf.markup import (
    HEAD_LINE,
    LINE,
    LIST_ITEM,
    NOTE_GROUND,
    SPACE,
    TABLE,
    boxed,
    quiet,
    red,
    row,
    table,
    typed,
    wide_row,
)
from migdesk.report.writers.pdf.signed_words import signed_words


class Setter:
    """Sets blocks of one report. `today` is its day, `compact` tells that room is short.

    `above` is how many levels of headings the printed part has less than the document, as a sheet of its own has.
    `page_breaks` tells that headings which begin a page do so here.
    """

    def __init__(self, today: date, *, compact: bool, above: int = 0, page_breaks: bool = False) -> None:
        self._today = today
        self._compact = compact
        self._above = above
        self._page_breaks = page_breaks

    def block(self, block: Block) -> str:
        """Return the markup of one block; nothing for what paper has no need of."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Figures(items):
                return self._figures(items)
            case Table():
                return self._table(block)
            case Points(items=items, more=more):
                points = "".join(map(_point, ((point.title, point.text) for point in items)))
                return points + (f"<p>{quiet(typed(more))}</p>" if more else "")
            case Items():
                return _items(block)
            case Days(items=items):
                return _days(items)
            case Notes(items=items):
                return self._notes(items)
            case SignedWords():
                return signed_words(block)
            case RoomToWrite():
                return _room_to_write(block)

    def heading(self, heading: Heading) -> str:
        """Return a heading, with what stands small beside it."""
        if not heading.on_paper:
            return ""
        level = max(1, heading.level - self._above)
        breaks = ' style="page-break-before: always"' if self._page_breaks and heading.new_page else ""
        return f"<h{level}{breaks}>{titled(heading)}</h{level}>"

    def rows(self, block: Table, start: int, end: int) -> list[str]:
        """Return some of a table's rows, each with the notes under it."""
        return [line for found in block.rows[start:end] for line in self._rows_of(found, block)]

    def _rows_of(self, found: Row, block: Table) -> list[str]:
        cells = row_cells(found, block, self._today, compact=self._compact)
        lines = [row(cells, ruled=not found.notes)]
        for place, note in enumerate(found.notes):
            last = place == len(found.notes) - 1
            lines.append(wide_row(_note(note), len(block.columns), ground=True, ruled=last))
        return lines

    def _table(self, block: Table) -> str:
        """Return a table; its heading is its first head row, unless it is a heading of the report's own."""
        outside = block.heading is not None and (self._compact or block.heading.level - self._above < 3)
        if not block.rows:
            return self._empty(block, outside=outside)
        last = [wide_row(quiet(typed(block.more)), len(block.columns))] if block.more else []
        rows = [*self.rows(block, 0, len(block.rows)), *last]
        head = [column.title for column in block.columns]
        widths = [column.width for column in block.columns]
        if block.heading is None or outside:
            return (self.heading(block.heading) if block.heading else "") + table(head, rows, widths)
        return table(head, rows, widths, title=f'<span style="font-size: 11pt">{titled(block.heading)}</span>')

    def _empty(self, block: Table, *, outside: bool) -> str:
        if block.heading is None:
            return f"<p>{typed(block.empty)}</p>"
        space = ' style="margin-top: 10px"' if outside else ""
        return f"<p{space}><b>{typed(block.heading.text)}:</b> {typed(block.empty)}</p>"

    def _paragraph(self, block: Paragraph) -> str:
        if not block.on_paper:
            return ""
        text = typed(block.text) + (f" {typed(block.typed)}" if block.typed else "")
        match block.look:
            case "boxed":
                return boxed(text, NOTE_GROUND)
            case "quiet":
                return f'<p style="margin-bottom: 1px">{quiet(text)}</p>'
            case "lead" if not self._compact:
                return f'<p style="font-size: 10pt; margin-top: 8px; margin-bottom: 8px">{text}</p>'
        return f"<p>{text}</p>"

    def _notes(self, notes: Sequence[Note]) -> str:
        if not self._compact:
            return "".join(f"<p>{_note(note)}</p>" for note in notes)
        return f"{TABLE}{''.join(row((_note(note),)) for note in notes)}</table>"

    def _figures(self, figures: Sequence[Figure]) -> str:
        """Return figures side by side: each under its name or, where all have a brief form, each in one line."""
        figures = [figure for figure in figures if figure.on_paper]
        if self._compact and all(figure.brief for figure in figures) and not self._above:
            cells = "".join(_brief_figure(figure, 100 // len(figures)) for figure in figures)
        else:
            widths = [100 // len(figures)] * len(figures) if self._compact else _widths(figures)
            cells = "".join(self._figure(figure, width) for figure, width in zip(figures, widths, strict=True))
        return f"{SPACE}{TABLE}<tr>{cells}</tr></table>"

    def _figure(self, figure: Figure, width: int) -> str:
        padding, between = ("4px 9px", " ") if self._compact else ("6px 9px", "<br>")
        number = f'<span class="number {_colour(figure)}">{_number(figure).replace(" ", "&nbsp;")}</span>'
        return (
            f'<td width="{width}%" bgcolor="{NOTE_GROUND}" style="padding: {padding}; border-top: 2px solid #005eb8;'
            f' border-right: 4px solid #ffffff">{typed(figure.name)}<br>{number}{between}{typed(figure.what)}</td>'
        )


def titled(heading: Heading) -> str:
    """Return a heading's words, with what stands small beside them."""
    aside = f" &nbsp;{quiet(typed(heading.aside))}" if heading.aside else ""
    return f"{typed(heading.text)}{aside}"


def _number(figure: Figure) -> str:
    return typed(text_of(figure.number, Kind.DAY, date.min))


def _colour(figure: Figure) -> str:
    return "red" if figure.tone == "alert" else ""


def _widths(figures: Sequence[Figure]) -> list[int]:
    """Return how wide each figure is in percent, by the longest of its words; a number is set larger."""
    needs = [5 + max(round(2.4 * len(_number(figure))), len(figure.name), len(figure.what)) for figure in figures]
    widths = [need * 100 // sum(needs) for need in needs]
    return [*widths[:-1], 100 - sum(widths[:-1])]


def _brief_figure(figure: Figure, width: int) -> str:
    return (
        f'<td width="{width}%" bgcolor="{NOTE_GROUND}" style="padding: 3px 8px; border-right: 3px solid #ffffff">'
        f'<span class="number {_colour(figure)}">{_number(figure)}</span> {typed(figure.brief)}</td>'
    )


def _point(title_and_text: tuple[str, str]) -> str:
    title, text = title_and_text
    return f'<p style="margin-bottom: 3px"><a name="{LIST_ITEM}"></a><b>{typed(title)}.</b> {typed(text)}</p>'


def _items(block: Items) -> str:
    lead = f"{typed(block.lead)}: " if block.lead else ""
    every = "; ".join((*block.items, *((block.more,) if block.more else ())))
    return f"<p>{lead}{typed(every)}.</p>"


def _days(days: Sequence[Day]) -> str:
    """Return days in two columns, the first half at the left."""
    half = (len(days) + 1) // 2
    right = [*map(_day, days[half:]), ("", "")]
    rows = [row((*_day(day), *right[place])) for place, day in enumerate(days[:half])]
    return table(("Milestone", "Date") * 2, rows, (20, 30, 20, 30))


def _day(day: Day) -> tuple[str, str]:
    shown = date_with_weekday(day.day) if day.day else "Not dated"
    if day.remark:
        late = day.tone is Tone.ALERT
        shown += f" {red(typed(day.remark), small=True) if late else quiet(typed(day.remark))}"
    title = typed(day.title)
    return (f"<b>{title}</b>", f"<b>{shown}</b>") if day.strong else (title, shown)


def _note(note: Note) -> str:
    about = f"<b>{typed(note.about)}</b>: " if note.about else ""
    remark = f"<br><b>{typed(note.remark)}</b>" if note.remark else ""
    return f"{about}{typed(note.text)}{remark}<br>{quiet(typed(note.by))}"


def _room_to_write(room: RoomToWrite) -> str:
    ruled = f'<tr><td style="padding: 13px 0 0 0; {LINE}">&nbsp;</td></tr>' * room.note_lines
    cell = f'<td style="padding: 13px 8px 0 0; {LINE}">&nbsp;</td>'
    action = f"<tr>{cell * 3}</tr>" * room.action_lines
    head = "".join(
        f'<th width="{width}%" style="{HEAD_LINE}; padding: 3px 8px 3px 0">{escape(name)}</th>'
        for name, width in (("What", 56), ("Who", 24), ("By when", 20))
    )
    return (
        f"<h2>Notes</h2>{TABLE}{ruled}</table>"
        f"<h2>Agreed</h2>{TABLE}<thead><tr>{head}</tr></thead>{action}</table>"
        '<p style="margin-top: 12px"><b>Next visit:</b> ______________________</p>'
    )
