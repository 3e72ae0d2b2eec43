"""Tooltips that show what a person typed as it is: Qt would take a text with tags in it for rich text."""

from __future__ import annotations


def plain_tooltip(text: str) -> str:
    """Return a tooltip that reads exactly as `text`."""
    if "<" not in text and "&lt;" not in text:  # the two that Qt goes by
        return text
    import html

    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"
