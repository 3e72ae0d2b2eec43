"""Puts a page together for the viewer: title, body with its counts of tasks, and the way to the pages beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from migdesk.guide.model import PageInfo, RenderedPage

if TYPE_CHECKING:
    from migdesk.workspace.role_pages import TaskBox

TASKS_SCHEME = "tasks:"  # a section's tasks, in the checklist
TASK_SCHEME = "task:"  # the box of one task, on a role page
READ_ON_SCHEME = "read-on:"  # the page before or after, from its start
TASK_WORDS_MARK = "task-words"
STEP_MARK = "shape-step"
BUTTON_MARK = "shape-button"
SECOND_BUTTON_MARK = "shape-second-button"
ARROW_MARK = "shape-arrow"
ALONE = ' class="alone"'
NARROWEST_COLUMN = 18  # percent of a table
HEADING = re.compile(r'<(h[2-6])\b[^>]*\sid="([^"]*)"[^>]*>.*?</\1>', re.DOTALL)
PARAGRAPH = re.compile(r"\s*<p>(?:(?!</p>).)*", re.DOTALL)
IMAGE = re.compile(r"<img\b([^>]*)>")
ALT = re.compile(r'\salt="([^"]*)"')
DATA_TABLE = re.compile(r'(<table class="data"[^>]*>)(.*?)(</table>)', re.DOTALL)
ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"(<(t[dh])\b([^>]*)>)(.*?)(</\2>)", re.DOTALL)
MARKUP = re.compile(r"<[^>]+>")
MARKS = (
    (re.compile(r'(<td class="step-number"[^>]*>)'), STEP_MARK),
    (re.compile(r'(<td class="button"[^>]*>)'), BUTTON_MARK),
    (re.compile(r'(<td class="button-secondary"[^>]*>)'), SECOND_BUTTON_MARK),
    (re.compile(r'(<td class="action-link-arrow"[^>]*>)'), ARROW_MARK),
)


def page_html(
    page: RenderedPage,
    counts: Mapping[str, tuple[int, int]],
    before: PageInfo | None = None,
    after: PageInfo | None = None,
    *,
    boxes: Mapping[int, TaskBox] | None = None,
    explained: bool = False,
) -> str:
    """Return the whole page; `counts` are the tasks done and in all of its sections, by anchor.

    `boxes` are those of a role page, by line; `explained` makes links of the glossary's words.
    """
    body = (explained and page.explained_html) or page.viewer_html or _converted(page)
    body = IMAGE.sub(_picture_in_words, body)
    if boxes:
        from migdesk.ui.guide_pane.role_boxes import with_boxes

        body = with_boxes(body, boxes)
    body = DATA_TABLE.sub(_table_with_widths, body)
    for pattern, mark in MARKS:
        body = pattern.sub(rf'\1<a name="{mark}"></a>', body)
    subtitle = f'<p class="subtitle">{_escaped(page.subtitle)}</p>' if page.subtitle else ""
    pill = f"<p>{tasks_link('', *counts[''])}</p>" if "" in counts else ""
    return (
        f"<html><body><h1{'' if subtitle else ALONE}>{_escaped(page.title)}</h1>{subtitle}{pill}"
        f"{_with_counts(body, counts)}{_neighbours(before, after)}</body></html>"
    )


def has_shapes(text: str) -> bool:
    """Tell whether a page's HTML has words that a shape is drawn under."""
    return TASKS_SCHEME in text or "shape-" in text


def tasks_words(done: int, total: int) -> str:
    """Return the words of a section's count; they hold together on one line."""
    noun = "task" if total == 1 else "tasks"
    return f"☑ {done} of {total} {noun} done".replace(" ", "\u00a0")


def tasks_link(anchor: str, done: int, total: int) -> str:
    """Return the link that shows a section's tasks."""
    from urllib.parse import quote  # not needed for the first page on the screen

    name = "tasks-done" if done == total else "tasks"
    # The spaces within the link are the room that the drawn pill needs beside its words.
    words = f"\u00a0{tasks_words(done, total)}\u00a0"
    return f'<a class="{name}" href="{TASKS_SCHEME}{quote(anchor, safe="")}">{words}</a>'


def _with_counts(body: str, counts: Mapping[str, tuple[int, int]]) -> str:
    """Put each section's count at the end of its first paragraph, or under the heading where no paragraph follows."""
    parts: list[str] = []
    position = 0
    for heading in HEADING.finditer(body):
        anchor = heading[2]
        if anchor not in counts:
            continue
        link = tasks_link(anchor, *counts[anchor])
        paragraph = PARAGRAPH.match(body, heading.end())
        end = paragraph.end() if paragraph else heading.end()
        parts += [body[position:end], f" {link}" if paragraph else f"<p>{link}</p>"]
        position = end
    return "".join((*parts, body[position:]))


def _picture_in_words(image: re.Match[str]) -> str:
    """A page loads nothing, so a picture is told in words; the web browser shows it."""
    words = ALT.search(image[1])
    told = f": {words[1]}" if words and words[1] else ""
    return f"<i>[Picture{told}]</i>"


def _table_with_widths(table: re.Match[str]) -> str:
    """Share a table's width among its columns by their longest words and their text; Qt by itself makes them equal."""
    rows = [CELL.findall(row) for row in ROW.findall(table[2])]
    columns = max((len(row) for row in rows), default=0)
    regular = columns > 1 and all(len(row) == columns for row in rows) and "span=" not in table[2]
    widths = column_widths([[MARKUP.sub("", cell[3]) for cell in row] for row in rows]) if regular else []
    counter = iter(range(len(rows) * columns))

    def cell_with_paragraph(cell: re.Match[str]) -> str:
        opening, inner = cell[1], cell[4]
        if regular:
            opening = f'<{cell[2]}{cell[3]} width="{widths[next(counter) % columns]}%">'
        return f'{opening}<p class="cell">{inner}</p>{cell[5]}' if "<p" not in inner else f"{opening}{inner}{cell[5]}"

    return table[1] + CELL.sub(cell_with_paragraph, table[2]) + table[3]


def column_widths(rows: list[list[str]]) -> list[int]:
    """Return each column's share of the width in whole percent, for rows of equally many plain texts."""
    count = len(rows[0])
    weights = [sum(min(len(row[index].strip()), 200) for row in rows) / len(rows) + 6 for index in range(count)]
    # The square root keeps a column of long texts from crowding out the short ones beside it.
    shares = [weight**0.6 for weight in weights]
    narrowest = min(NARROWEST_COLUMN, 100 // count)
    spare = 100 - narrowest * count
    return [narrowest + int(spare * share / sum(shares)) for share in shares]


def _neighbours(before: PageInfo | None, after: PageInfo | None) -> str:
    if not before and not after:
        return ""
    return (
        '<table class="neighbours" width="100%" cellspacing="0" cellpadding="0" border="0"><tr>'
        f"{_neighbour(before, 'left', '‹ Previous')}{_neighbour(after, 'right', 'Next ›')}</tr></table>"
    )


def _neighbour(page: PageInfo | None, align: str, word: str) -> str:
    if not page:
        return '<td class="neighbour" width="50%"></td>'
    return (
        f'<td class="neighbour" width="50%" align="{align}"><span class="direction">{word}</span><br>'
        f'<a href="{READ_ON_SCHEME}{_escaped(page.permalink)}">{_escaped(page.title)}</a></td>'
    )


def _converted(page: RenderedPage) -> str:
    """Return the viewer's markup of a page that was not kept with it."""
    from migdesk.guide.viewer_html import for_viewer

    return for_viewer(page)


def _escaped(text: str) -> str:
    """Return a title for HTML. The library is imported for a title that needs it: most do not, and a start is short."""
    if not any(sign in text for sign in "&<>\"'"):
        return text
    from html import escape

    return escape(text)
