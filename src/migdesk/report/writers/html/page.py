"""A report as one web page that stands alone: no scripts, nothing fetched, readable with a screen reader.

It comes in parts of some milliseconds each, so that thousands of practices neither fill the memory nor stall a window.
Its looks are `resources/report/report.css` and, for what is new in a report, the style sheet of its name beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from migdesk.base.assets import resources_folder
from migdesk.report.blocks import Heading, Table
from migdesk.report.document import LANGUAGE, Document, Sheet
from migdesk.report.part import Part, Progress
from migdesk.report.writers.html.blocks import block_html, facts, heading, table_end, table_head, table_rows
from migdesk.report.writers.html.text import safe

ROWS_AT_ONCE = 40
LANDSCAPE = "@page { size: A4 landscape; }\n"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(document: Document) -> Iterator[Part]:
    """Yield the whole page in UTF-8, part by part; lone surrogates, which no file can hold, are marked as such."""
    progress = Progress(document)
    yield progress.part(_start(document))
    in_section = False
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            end = "</section>\n" if in_section else ""
            yield progress.part(f"{end}{_section(block)}".encode())
            in_section = True
        elif isinstance(block, Sheet):
            yield progress.sheet(_sheet(block, document).encode())
        elif isinstance(block, Table) and len(block.rows) > ROWS_AT_ONCE:
            yield from _long_table(block, document, progress)
        else:
            rows = len(block.rows) if isinstance(block, Table) else 0
            yield progress.rows(rows, block_html(block, document.day).encode())
    yield progress.last(f"{'</section>' if in_section else ''}\n{_end(document)}".encode())


def to_html(document: Document) -> str:
    """Return the whole page at once."""
    return b"".join(part.data for part in write(document)).decode()


def _long_table(table: Table, document: Document, progress: Progress) -> Iterator[Part]:
    yield progress.part(table_head(table).encode())
    for start in range(0, len(table.rows), ROWS_AT_ONCE):
        rows = table.rows[start : start + ROWS_AT_ONCE]
        yield progress.rows(len(rows), table_rows(table, rows, document.day).encode())
    yield progress.part(table_end(table).encode())


def _section(block: Heading) -> str:
    look = ' class="new-page"' if block.new_page else ' class="practices"' if block.id == "practices" else ""
    return f'<section aria-labelledby="{safe(block.id)}"{look}>\n{heading(block)}'


def _sheet(sheet: Sheet, document: Document) -> str:
    place = f"practice-{sheet.number}"
    sample = f'<p class="inset">{safe(sheet.sample_notice)}</p>\n' if sheet.sample_notice else ""
    back = f'<p class="back"><a href="#row-{sheet.number}">Back to the board</a></p>\n'
    title = heading(Heading(text=sheet.title, level=3, id=place))
    blocks = "".join(block_html(block, document.day) for block in sheet.blocks(sheet.sizes[0]))
    record = f' data-record="{safe(sheet.record)}"' if sheet.record else ""
    begin = f'<article aria-labelledby="{place}" class="practice new-page"{record}>'
    return f"{begin}\n{sample}{title}{back}{facts(sheet.facts)}{blocks}</article>\n"


def _start(document: Document) -> bytes:
    symbols = (resources_folder() / "report" / "symbols.svg").read_text(encoding="utf-8")
    head = (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f"<title>{safe(document.title)}</title>\n{_record(document)}<style>\n{_style(document)}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Skip to the {document.what}</a>\n{symbols}'
    )
    inner = "inner layout" if document.contents and not document.compact else "inner"
    body = f'<div class="{inner}">\n{_contents(document)}<main id="main" tabindex="-1">\n'
    return f"{head}{_page_header(document)}{body}".encode()


def _record(document: Document) -> str:
    """Return what vouches for the record, where a program finds it and nobody is disturbed by it."""
    return f'<meta name="migdesk-record" content="{safe(document.record)}">\n' if document.record else ""


def _style(document: Document) -> str:
    folder = resources_folder() / "report"
    sheets = [folder / "report.css", folder / f"{document.look}.css"]
    found = [sheet.read_text(encoding="utf-8") for sheet in sheets if sheet.is_file()]
    return "".join((*found, *((LANDSCAPE,) if document.landscape else ())))


def _page_header(document: Document) -> str:
    notice = safe(document.sample_notice)
    sample = f'<p class="sample"><strong>{notice}</strong></p>\n' if notice else ""
    known = facts(document.facts) if document.facts else ""
    return (
        f'<header class="page-header">\n{sample}<div class="inner">\n<p class="kind">{safe(document.kind)}</p>\n'
        f'<h1 dir="auto">{safe(document.heading)}</h1>\n{known}'
        f'<p class="made" dir="auto">{safe(document.made_line)}</p>\n</div>\n</header>\n'
    )


def _contents(document: Document) -> str:
    links = "".join(f'<li><a href="#{safe(place.id)}">{safe(place.text)}</a></li>\n' for place in document.contents)
    if not links:
        return ""
    if document.compact:
        return f'<nav aria-label="Contents" class="jumps">\n<ul>\n{links}</ul>\n</nav>\n'
    title = '<h2 id="contents-title">Contents</h2>'
    return f'<nav aria-labelledby="contents-title" class="contents">\n{title}\n<ol>\n{links}</ol>\n</nav>\n'


def _end(document: Document) -> str:
    notice = safe(document.sample_notice)
    sample = f"<p><strong>{notice}</strong></p>\n" if notice else ""
    lines = "".join(f'<p dir="auto">{safe(line)}</p>\n' for line in (*document.about, document.cut_short) if line)
    if not lines:
        return "</main>\n</div>\n</body>\n</html>\n"
    return (
        '</main>\n</div>\n<footer aria-labelledby="about">\n<div class="inner">\n'
        f'<h2 id="about">About this {document.what}</h2>\n{sample}{lines}</div>\n</footer>\n</body>\n</html>\n'
    )
