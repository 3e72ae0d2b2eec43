"""The guide as a folder of plain web pages: structured, accessible, and readable in any browser without a server.

This is the route for screen readers and for people without the program. Files stand where Jekyll would put them.
"""

from __future__ import annotations

import html
import posixpath
import re
from pathlib import Path
from urllib.parse import quote

from migdesk.base.assets import resources_folder
from migdesk.base.atomic import reason, write_atomically
from migdesk.base.errors import EnvironmentFault
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.guide.guide import Guide
from migdesk.guide.model import NavigationItem, PageInfo, RenderedPage

STYLE_SHEET = "guide.css"
LARGEST_DOWNLOAD = 100_000_000  # bytes
HREF = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
IMAGE = re.compile(r'<img\b[^>]*?\ssrc="([^"]*)"[^>]*>')
LONGEST_TITLE = 70
"""Of a page, in characters; browsers cut what is longer, so the guide's own title is left out of it."""
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
HEADING = re.compile(r"<(/?)h([1-6])\b")
NOT_IN_FILE_NAME = re.compile(r'[<>:"\\|?*\x00-\x1f]')


def export_guide(guide: Guide, output: Path) -> tuple[Path, ...]:
    """Write every page under `output` with one style sheet and return the pages' files in reading order.

    The pictures and downloads of the guide's own folder go beside them. Raises EnvironmentFault if the folder cannot be
    written.
    """
    _write(output / STYLE_SHEET, (resources_folder() / "styles" / "export.css").read_bytes())
    written = []
    files: set[Path] = set()
    for info in guide.pages:
        path = output / file_of(info.permalink)
        page = guide.render(info.permalink)
        _write(path, page_html(guide, page).encode("utf-8"))
        written.append(path)
        files.update(_files_of(guide, page))
    for file in sorted(files):
        _copy(guide.folder, file, output)
    return tuple(written)


def export_page(guide: Guide, permalink: str, output: Path) -> Path:
    """Write the guide under `output` and return the file of one page for a browser, so that its links work."""
    export_guide(guide, output)
    return output / file_of(guide.page(permalink).permalink)


def file_of(permalink: str) -> str:
    """Return where a page's file stands: `/guide` is guide.html, `/glossary/` glossary/index.html, `/` index.html."""
    parts = [NOT_IN_FILE_NAME.sub("-", part) for part in permalink.split("/") if part not in ("", ".", "..")]
    if permalink.endswith("/"):
        return "/".join([*parts, "index.html"])
    path = "/".join(parts)
    return path if path.endswith(".html") else f"{path}.html"


def page_html(guide: Guide, page: RenderedPage) -> str:
    """Return the whole document of one page."""
    body = _with_wide_tables(in_order(_with_pictures(guide, page, _relative_links(guide, page))))
    subtitle = f'<p class="subtitle">{html.escape(page.subtitle, quote=False)}</p>\n' if page.subtitle else ""
    both = f"{page.title} – {guide.title}"
    title = page.title if page.title == guide.title or len(both) > LONGEST_TITLE else both
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title, quote=False)}</title>
<link rel="stylesheet" href="{_relative(page.permalink, STYLE_SHEET)}">
</head>
<body>
<a class="skip" href="#main-content">Skip to the page</a>
<header><p>{html.escape(guide.title, quote=False)}</p></header>
<div class="columns">
{_navigation(guide, page.permalink)}<main id="main-content" tabindex="-1">
<h1>{html.escape(page.title, quote=False)}</h1>
{subtitle}{body}{_neighbours(guide, page.permalink)}</main>
</div>
<footer><p>{html.escape(_colophon(guide), quote=False)}</p></footer>
</body>
</html>
"""


def _with_wide_tables(body: str) -> str:
    """Let each table be scrolled by itself where the screen is narrow, also by keyboard, and never the whole page."""
    begin = '<div class="wide" role="group" aria-label="Table" tabindex="0">'
    return TABLE.sub(lambda table: f"{begin}{table[0]}</div>", body)


def _relative(from_permalink: str, file: str) -> str:
    """Return the address of an exported file as seen from a page."""
    return quote(posixpath.relpath(file, posixpath.dirname(file_of(from_permalink)) or "."))


def _relative_links(guide: Guide, page: RenderedPage) -> str:
    """Point each link within the guide at the exported file; a link that leads nowhere becomes plain text."""

    def replace(link: re.Match[str]) -> str:
        href = html.unescape(link[2])
        target = guide.resolve(href, page.permalink)
        file = guide.file_at(href, page.permalink)
        if file is not None:
            return f'{link[1]} href="{html.escape(_relative(page.permalink, _name_of(guide, file)))}"'
        if target.kind == "missing":
            return link[1]
        if target.kind == "page":
            anchor = f"#{quote(target.anchor)}" if target.anchor else ""
            here = target.permalink == page.permalink and anchor
            href = anchor if here else _relative(page.permalink, file_of(target.permalink)) + anchor
        return f'{link[1]} href="{html.escape(href)}"'

    return HREF.sub(replace, page.html)


def _with_pictures(guide: Guide, page: RenderedPage, body: str) -> str:
    """Point each picture at the exported file; one that is not there is told in words."""

    def replace(image: re.Match[str]) -> str:
        file = guide.picture_at(html.unescape(image[1]), page.permalink)
        if file is not None:
            address = html.escape(_relative(page.permalink, _name_of(guide, file)))
            return image[0].replace(f'src="{image[1]}"', f'src="{address}"')
        text = re.search(r'\salt="([^"]*)"', image[0])
        return f"<em>{text[1]}</em>" if text and text[1] else ""

    return IMAGE.sub(replace, body)


def _files_of(guide: Guide, page: RenderedPage) -> set[Path]:
    """Return the pictures that a page shows and the files that it links to."""
    pictures = (guide.picture_at(html.unescape(image[1]), page.permalink) for image in IMAGE.finditer(page.html))
    linked = (guide.file_at(link.href, page.permalink) for link in page.links)
    return {file for file in (*pictures, *linked) if file is not None}


def _name_of(guide: Guide, file: Path) -> str:
    return file.relative_to(guide.folder).as_posix()


def _copy(folder: Path, file: Path, output: Path) -> None:
    try:
        content = read_regular(file, LARGEST_DOWNLOAD, folder)
    except NotReadable as error:
        raise EnvironmentFault(f"{file} could not be copied: it {error}.") from error
    _write(output / file.relative_to(folder), content)


def in_order(body: str) -> str:
    """Close gaps between heading levels, so that a level 4 never follows a level 2 directly."""
    shown: list[tuple[int, int]] = [(0, 1)]  # levels as written and as shown, from the title down

    def replace(heading: re.Match[str]) -> str:
        level = int(heading[2])
        if not heading[1]:
            while shown[-1][0] >= level:
                shown.pop()
            shown.append((level, shown[-1][1] + 1))
        return f"<{heading[1]}h{shown[-1][1]}"

    return HEADING.sub(replace, body)


def _navigation(guide: Guide, permalink: str) -> str:
    lists = [
        ("Guide contents", guide.navigation_title, guide.navigation),
        ("Checklists by role", guide.role_navigation_title, guide.role_navigation),
        ("More", "", guide.menu_navigation),
    ]
    shown = [
        f'<nav aria-label="{html.escape(title or name)}">\n<p class="list-title">'
        f"{html.escape(title or name, quote=False)}</p>\n{_items(guide, permalink, items)}</nav>\n"
        for name, title, items in lists
        if items
    ]
    return f'<div class="contents">\n{"".join(shown)}</div>\n' if shown else ""


def _items(guide: Guide, permalink: str, items: tuple[NavigationItem, ...]) -> str:
    lines = []
    for item in items:
        target = guide.resolve(item.url, "/") if item.url else None
        label = html.escape(item.title, quote=False)
        if target and target.kind == "page":
            current = ' aria-current="page"' if target.permalink == permalink and not target.anchor else ""
            anchor = f"#{quote(target.anchor)}" if target.anchor else ""
            label = f'<a href="{_relative(permalink, file_of(target.permalink))}{anchor}"{current}>{label}</a>'
        lines.append(f"<li>{label}{_items(guide, permalink, item.items)}</li>\n")
    return f"<ul>\n{''.join(lines)}</ul>\n" if lines else ""


def _neighbours(guide: Guide, permalink: str) -> str:
    info = guide.page(permalink)
    links = [
        f'<p><a href="{_relative(permalink, file_of(page.permalink))}">{word}: '
        f"{html.escape(page.title, quote=False)}</a></p>\n"
        for word, address in (("Previous", info.previous), ("Next", info.next))
        if address and (page := _page_at(guide, address, permalink))
    ]
    return f'<nav class="neighbours" aria-label="Previous and next page">\n{"".join(links)}</nav>\n' if links else ""


def _page_at(guide: Guide, address: str, from_permalink: str) -> PageInfo | None:
    target = guide.resolve(address, from_permalink)
    return guide.page(target.permalink) if target.kind == "page" else None


def _colophon(guide: Guide) -> str:
    parts = [guide.title]
    if guide.version:
        parts.append(f"version {guide.version}")
    if guide.as_of:
        parts.append(f"as of {guide.as_of}")
    text = ", ".join(parts) + "."
    return f"{text} Source: {guide.source}." if guide.source else text


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFault(f"The folder {path.parent} cannot be made: {reason(error)}.") from error
    write_atomically(path, data, durable=False)
