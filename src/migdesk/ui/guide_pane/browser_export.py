"""Writes the guide as web pages beside the window's work, since a whole guide may take longer than a blink."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from urllib.parse import quote

from migdesk.base.atomic import write_atomically

AT_SECTION_FILE = "at-section.html"
HEADING = re.compile(r'<h[2-6]\b[^>]*\sid="([^"]*)"[^>]*>.*?</h[2-6]>', re.DOTALL)
TITLE_END = "</h1>"


def export_for_browser(
    folder: Path,
    cache: Path,
    permalink: str,
    output: Path,
    anchor: str = "",
    counts: Mapping[str, tuple[int, int]] | None = None,
) -> Path:
    """Write the guide in `folder` under `output` and return the file that shows the page `permalink`, at a section.

    `counts` are the tasks done and in all of the page's sections, by anchor. It opens a guide of its own: the window's
    is used by the window's thread alone. Raises KnownError, OSError.
    """
    from migdesk.guide.export import export_page
    from migdesk.guide.guide import open_guide

    file = export_page(open_guide(folder, cache), permalink, output)
    if counts:
        write_atomically(file, with_counts(file.read_text(encoding="utf-8"), counts).encode())
    return _leading_to(file, anchor, output) if anchor else file


def with_counts(page: str, counts: Mapping[str, tuple[int, int]]) -> str:
    """Return a web page with the counts of its sections, each under its heading, and the page's own under its title."""

    def counted(heading: re.Match[str]) -> str:
        return heading[0] + _count(counts.get(heading[1]))

    return HEADING.sub(counted, page).replace(TITLE_END, TITLE_END + _count(counts.get("")), 1)


def _count(count: tuple[int, int] | None) -> str:
    if count is None:
        return ""
    return f'\n<p class="tasks">{count[0]} of {count[1]} {"task" if count[1] == 1 else "tasks"} done</p>'


def _leading_to(file: Path, anchor: str, output: Path) -> Path:
    """Return a file that leads on to a section: Windows and macOS drop what follows the # when a file is opened."""
    address = escape(f"{quote(file.relative_to(output).as_posix())}#{quote(anchor)}")
    leading = output / AT_SECTION_FILE
    page = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>The section in hand</title>
<meta http-equiv="refresh" content="0; url={address}"></head>
<body><p><a href="{address}">Go to the section</a></p></body></html>
"""
    write_atomically(leading, page.encode())
    return leading
