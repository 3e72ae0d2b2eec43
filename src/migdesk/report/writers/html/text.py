"""Text in a web page: everything is escaped here, and nowhere else."""

from __future__ import annotations

from html import escape

from migdesk.report.typed_text import without_controls


def safe(text: str) -> str:
    """Return a text that stands as it was typed, in an element or an attribute's value."""
    return escape(without_controls(text))


def span(look: str, text: str) -> str:
    """Return typed text that turns nothing round it; nothing where there is none. `look` is a class."""
    return f'<span class="{look}" dir="auto">{safe(text)}</span>' if text else ""
