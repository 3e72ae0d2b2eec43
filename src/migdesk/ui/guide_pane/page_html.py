"""Puts a page together for the viewer: title, body with its counts and boxes, and the way to the pages beside it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from migdesk.guide.model import PageInfo, RenderedPage
from migdesk.guide.shape_marks import SHAPE
from migdesk.ui.guide_pane.link_schemes import READ_ON_SCHEME, REGISTER_SCHEME, TASKS_SCHEME

if TYPE_CHECKING:
    from migdesk.ui.guide_pane.section_registers import Marks
    from migdesk.workspace.role_pages import TaskBox

ALONE = ' class="alone"'
FOLD = "<!--fold-->"
"""As `guide.viewer_html.FOLD`, whose module a start does without."""


def page_html(
    page: RenderedPage,
    counts: Mapping[str, tuple[int, int]],
    before: PageInfo | None = None,
    after: PageInfo | None = None,
    *,
    boxes: Mapping[int, TaskBox] | None = None,
    registers: Marks | None = None,
    explained: bool = False,
    unfolded: Set[int] | None = None,
) -> str:
    """Return the whole page; `counts` are the tasks done and in all of its sections, by anchor.

    `boxes` are those of a role page, by line; `registers` stand beside the sections that ask for them; `explained`
    makes links of the glossary's words. `unfolded` are the numbers of the boxes that are open, None for all of them and
    no way to close one, as on paper.
    """
    body = (explained and page.explained_html) or page.viewer_html or _converted(page)
    if unfolded is not None and FOLD in body:
        from migdesk.ui.guide_pane.folds import with_folds

        body = with_folds(body, unfolded)
    pill = ""
    if counts or boxes or registers:  # the first page on the screen has none of them yet
        from migdesk.ui.guide_pane.page_additions import section_links, with_additions

        links = section_links(counts, registers or {})
        body = with_additions(body, links, boxes or {})
        pill = f"<p>{links['']}</p>" if "" in links else ""
    subtitle = f'<p class="subtitle">{_escaped(page.subtitle)}</p>' if page.subtitle else ""
    return (
        f"<html><body><h1{'' if subtitle else ALONE}>{_escaped(page.title)}</h1>{subtitle}{pill}"
        f"{body}{_neighbours(before, after)}</body></html>"
    )


def has_shapes(text: str) -> bool:
    """Tell whether a page's HTML has words that a shape is drawn under."""
    return TASKS_SCHEME in text or REGISTER_SCHEME in text or SHAPE in text


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
