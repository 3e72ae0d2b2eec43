"""Printouts of the guide: one page of it, or all of them behind a list of contents."""

from __future__ import annotations

from functools import partial
from html import escape

from migdesk.guide.guide import Guide
from migdesk.guide.model import PageInfo, RenderedPage
from migdesk.ui.guide_pane.page_html import page_html
from migdesk.ui.printing.printout import Printout, foot_words


def one_page(guide: Guide, page: RenderedPage) -> Printout:
    """Return the printout of one page."""
    return Printout(
        title=page.title, foot=foot_words(guide), parts=(partial(page_html, page, {}),), pictures=guide.folder
    )


def whole_guide(guide: Guide) -> Printout:
    """Return the printout of every page in the guide's order; the home page, which only leads to others, stays out."""
    pages = [page for page in guide.pages if page.kind != "home"]
    parts = tuple(partial(_page, guide, page) for page in pages)
    return Printout(
        title=guide.title,
        foot=foot_words(guide),
        parts=parts,
        contents=partial(_contents, guide, pages),
        pictures=guide.folder,
    )


def _page(guide: Guide, page: PageInfo) -> str:
    return page_html(guide.render(page.permalink), {})


def _contents(guide: Guide, pages: list[PageInfo], numbers: list[int]) -> str:
    version = foot_words(guide).removeprefix(guide.title).lstrip(", ")
    rows = "".join(
        f'<tr><td width="92%">{escape(page.title)}</td><td width="8%" align="right">{number}</td></tr>'
        for page, number in zip(pages, numbers, strict=True)
    )
    subtitle = f'<p class="subtitle">{escape(version[:1].upper() + version[1:])}</p>' if version else ""
    return (
        f"<html><body><h1>{escape(guide.title)}</h1>{subtitle}<h2>Contents</h2>"
        f'<table class="contents" width="100%" border="0" cellspacing="0" cellpadding="0">{rows}</table></body></html>'
    )
