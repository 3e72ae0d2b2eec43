"""The blocks of a report as parts of a Word document, with the styles that its navigation and screen readers know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
from migdesk.report.writers.docx.cells import cell_paragraphs
from migdesk.report.writers.docx.wordml import (
    ALERT,
    BOLD,
    GREEN,
    GROUND,
    PLAIN,
    QUIET,
    RED,
    Look,
    cell,
    line_break,
    paragraph,
    row,
    run,
    shaded,
    table,
)

FIGURE = 32  # half points
LINE_TO_WRITE = 480  # twips


class Setter:
    """Sets blocks of one report, on paper of one width (in twips). `today` is the report's day."""

    def __init__(self, today: date, width: int) -> None:
        self._today = today
        self._width = width

    def block(self, block: Block) -> str:
        """Return one block."""
        match block:
            case Heading():
                return heading(block)
            case Paragraph():
                return _paragraph(block)
            case Figures(items):
                return self._figures(items)
            case Table():
                return self._table(block)
            case Points(items=items, more=more):
                return "".join(
                    paragraph(run(f"{point.title}. ", BOLD) + run(point.text), "ListBullet") for point in items
                ) + _more(more)
            case Items():
                return _items(block)
            case Days(items=items):
                return self._days(items)
            case Notes(items=items):
                return "".join(map(_note, items))
            case SignedWords():
                return self._signed_words(block)
            case RoomToWrite():
                return self._room_to_write(block)

    def _widths(self, percents: Sequence[int]) -> list[int]:
        return [percent * self._width // sum(percents) for percent in percents]

    def _table(self, block: Table) -> str:
        above = heading(block.heading) if block.heading else ""
        if not block.rows:
            return above + paragraph(run(block.empty))
        caption = paragraph(run(block.caption), "Caption", keep_next=True) if block.caption else ""
        widths = self._widths([column.width for column in block.columns])
        head = _head([column.title for column in block.columns], widths)
        rows = (line for found in block.rows for line in self._rows(found, block, widths))
        return f"{above}{caption}{table([head, *rows], widths, block.caption)}{_more(block.more)}{_space()}"

    def _rows(self, found: Row, block: Table, widths: Sequence[int]) -> Iterable[str]:
        strong = found.look == "strong"
        parts = zip(found.cells, block.columns, widths, strict=True)
        yield row(
            cell(cell_paragraphs(part, column, self._today, strong=strong), width) for part, column, width in parts
        )
        for note in found.notes:
            yield row([cell(_note(note), sum(widths), span=len(widths), ground=GROUND)])

    def _figures(self, figures: Sequence[Figure]) -> str:
        widths = self._widths([1] * len(figures))
        cells = (cell(_figure(figure), width, ground=GROUND) for figure, width in zip(figures, widths, strict=True))
        return table([row(cells)], widths, "Figures", head=False, ruled=False) + _space()

    def _days(self, days: Sequence[Day]) -> str:
        widths = self._widths([40, 60])
        rows = [_head(("Milestone", "Date"), widths)]
        for day in days:
            shown = date_with_weekday(day.day) if day.day else "Not dated"
            look = BOLD if day.strong else PLAIN
            remark = run(f" {day.remark}" if day.remark else "", ALERT if day.tone is Tone.ALERT else QUIET)
            cells = (run(day.title, look), run(shown, look) + remark)
            rows.append(row(_text_cell(part, width) for part, width in zip(cells, widths, strict=True)))
        return table(rows, widths, "Key dates") + _space()

    def _signed_words(self, block: SignedWords) -> str:
        verdict = run(block.verdict, Look(bold=True, colour=GREEN if block.settled else RED))
        addresses = "".join(
            paragraph(run(f"{address.label}: {address.url}"), "ListBullet") for address in block.addresses
        )
        above = heading(Heading(text=block.title, level=3))
        begin = f"{above}{paragraph(verdict, keep_next=True)}{paragraph(run(block.why))}{addresses}"
        if not block.lines:
            return begin + paragraph(run("Nobody so far."))
        widths = self._widths([26, 19, 55])
        rows = [_head(("Who", "When", f"The words {block.verb}"), widths)]
        rows += [row(_signed(line, widths)) for line in block.lines]
        return f"{begin}{table(rows, widths, f'Who {block.verb} {block.title}')}{_space()}"

    def _room_to_write(self, room: RoomToWrite) -> str:
        line = row([cell("", self._width)], height=LINE_TO_WRITE)
        widths = self._widths([56, 24, 20])
        action = row((cell("", width) for width in widths), height=LINE_TO_WRITE)
        agreed = [_head(("What", "Who", "By when"), widths), *[action] * room.action_lines]
        return (
            heading(Heading(text="Notes"))
            + table([line] * room.note_lines, [self._width], "Room for notes", head=False)
            + heading(Heading(text="Agreed"))
            + table(agreed, widths, "Room for what is agreed")
            + paragraph(run("Next visit: ", BOLD) + run("______________________"))
        )


def heading(block: Heading) -> str:
    """Return a heading; the report's title stands above those of the first level."""
    return paragraph(run(block.text), f"Heading{block.level - 1}", keep_next=True, new_page=block.new_page)


def facts(items: Iterable[Fact]) -> str:
    """Return what is known of a practice, a line each."""
    lines = [run(f"{fact.name}: ") + run(fact.value, BOLD) for fact in items]
    return paragraph(line_break().join(lines)) if lines else ""


def boxed(text: str, ground: str, look: Look = PLAIN) -> str:
    """Return a line on a coloured ground."""
    return paragraph(run(text, look), more=shaded(ground))


def _head(titles: Sequence[str], widths: Sequence[int]) -> str:
    cells = (_text_cell(run(title, BOLD), width) for title, width in zip(titles, widths, strict=True))
    return row(cells, head=True)


def _text_cell(content: str, width: int) -> str:
    return cell(paragraph(content, "TableText"), width)


def _paragraph(block: Paragraph) -> str:
    if block.look == "boxed":
        return boxed(block.text, GROUND)
    typed = run(f" {block.typed}") if block.typed else ""
    look = {"lead": Look(size=24), "quiet": QUIET}.get(block.look, PLAIN)
    return paragraph(run(block.text, look) + typed)


def _more(text: str) -> str:
    return paragraph(run(text, QUIET)) if text else ""


def _space() -> str:
    """Return a little room: two tables that touch are one to Word."""
    return paragraph("", "TableText")


def _items(block: Items) -> str:
    lead = paragraph(run(f"{block.lead}:"), keep_next=True) if block.lead else ""
    return lead + "".join(paragraph(run(item), "ListBullet") for item in block.items) + _more(block.more)


def _figure(figure: Figure) -> str:
    number = text_of(figure.number, Kind.DAY, date.min)
    size = FIGURE if len(number) < 8 else FIGURE * 2 // 3
    look = Look(bold=True, colour=RED if figure.tone == "alert" else "", size=size)
    parts = (run(figure.name), run(number, look), run(figure.what))
    return "".join(paragraph(part, "TableText") for part in parts)


def _note(note: Note) -> str:
    said = (run(f"{note.about}: ", BOLD) if note.about else "") + run(note.text)
    remark = line_break() + run(note.remark, BOLD) if note.remark else ""
    return paragraph(f"{said}{remark}{line_break()}{run(note.by, QUIET)}", "Note")


def _signed(line: Signed, widths: Sequence[int]) -> Iterable[str]:
    about = ", ".join(part for part in (line.role, line.organisation) if part)
    who = paragraph(run(line.name, BOLD), "TableText") + (paragraph(run(about, QUIET), "TableText") if about else "")
    said = paragraph(run(line.wording), "TableText")
    said += paragraph(run(line.remarks, BOLD), "TableText") if line.remarks else ""
    when = paragraph(run(words.moment(line.at)), "TableText")
    return (cell(part, width) for part, width in zip((who, when, said), widths, strict=True))
