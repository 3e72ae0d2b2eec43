"""What is said of a word of the glossary: in a tooltip, in the popup, and in the status line."""

from __future__ import annotations

from html import escape

from migdesk.guide.model import RenderedPage, Term
from migdesk.ui.look.palette import Colours

SINCE = "Since the guide"


def term_at(page: RenderedPage | None, address: str) -> Term | None:
    """Return the term that a link `term:…` on a page explains."""
    terms = page.terms if page else ()
    return next((term for term in terms if term.address == address), None)


def term_in_words(term: Term) -> str:
    """Return the whole of an entry as plain text."""
    name = f"{term.term} ({term.expansion})" if term.expansion else term.term
    changed = f" {SINCE}: {term.changed}" if term.changed else ""
    return f"{name}: {term.definition}{changed}"


def term_html(term: Term, colours: Colours) -> str:
    """Return the whole of an entry as rich text."""
    expansion = f' <span style="color:{colours.muted}">{escape(term.expansion)}</span>' if term.expansion else ""
    changed = (
        f'<p style="margin:6px 0 0 0; color:{colours.warning}"><b>{SINCE}:</b> {escape(term.changed)}</p>'
        if term.changed
        else ""
    )
    return (
        f'<p style="margin:0"><b>{escape(term.term)}</b>{expansion}</p>'
        f'<p style="margin:4px 0 0 0">{escape(term.definition)}</p>{changed}'
    )
