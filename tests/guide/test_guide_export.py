"""The exported guide: plain pages that work from a folder, in order for a screen reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.base.errors import EnvironmentFault
from migdesk.guide.export import export_guide, export_page, file_of, in_order
from migdesk.guide.guide import open_guide

GuideMaker = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize(
    ("permalink", "file"),
    [
        ("/", "index.html"),
        ("/guide", "guide.html"),
        ("/glossary/", "glossary/index.html"),
        ("/guide/kick-off", "guide/kick-off.html"),
        ("/old.html", "old.html"),
        ("/../../etc/x", "etc/x.html"),
        (r"/a\..\b:c", "a-..-b-c.html"),
    ],
)
def test_files_stand_where_jekyll_puts_them(permalink: str, file: str) -> None:
    assert file_of(permalink) == file


def test_headings_close_their_gaps() -> None:
    assert in_order("<h3>a</h3><h4 id='b'>b</h4><h2>c</h2><h5>d</h5><h1>e</h1>") == (
        "<h2>a</h2><h3 id='b'>b</h3><h2>c</h2><h3>d</h3><h2>e</h2>"
    )


class Structure(HTMLParser):
    """What a screen reader goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag in ("a", "link") and values.get("href"):
            self.hrefs.append(values["href"] or "")


def structure(path: Path) -> Structure:
    reader = Structure()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def test_the_built_in_guide_exported(tmp_path: Path) -> None:
    files = export_guide(open_guide(content_folder(), None), tmp_path)
    pages = {path: structure(path) for path in files}
    for path, page in pages.items():
        assert page.tags.count("main") == page.tags.count("h1") == page.tags.count("title") == 1
        assert page.levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
        assert '<html lang="en-GB">' in path.read_text(encoding="utf-8")
        for href in page.hrefs:
            if not re.match("https?:|mailto:", href):
                address, _hash, anchor = href.partition("#")
                target = (path.parent / address).resolve() if address else path
                assert target.is_file(), (path, href)
                assert not anchor or anchor in pages[target].ids, (path, href)


def test_a_page_with_faults_and_neighbours(make_guide: GuideMaker, tmp_path: Path) -> None:
    folder = make_guide(
        {
            "a.md": "---\npermalink: /a/\ntitle: A & B\nsubtitle: <i>\nnextpage: /b\n---\n"
            "[gone](/no) [b](/b#x) ![Map](m.png)\n",
            "b.md": "## X\n",
        }
    )
    path = export_page(open_guide(folder, None), "/a/", tmp_path / "out")
    text = path.read_text(encoding="utf-8")
    assert path == tmp_path / "out" / "a" / "index.html"
    assert "<title>A &amp; B – Test guide</title>" in text and '<p class="subtitle">&lt;i&gt;</p>' in text
    assert '<a>gone</a> <a href="../b.html#x">b</a> <em>Map</em>' in text
    assert '<a href="../b.html">Next: b</a>' in text
    assert (tmp_path / "out" / "guide.css").is_file()


def test_an_output_that_cannot_be_written(make_guide: GuideMaker, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(EnvironmentFault):
        export_guide(open_guide(make_guide({"a.md": "x"}), None), blocked / "out")


def test_pictures_and_downloads_go_with_the_pages(make_guide: GuideMaker, tmp_path: Path) -> None:
    text = "![Plan](/pics/the%20plan.png) ![Gone](gone.png) [List](../lists/l.csv) [Out](/../secret.txt)"
    files = {"part/a.md": text, "pics/the plan.png": "x", "lists/l.csv": "y", "lists/other.csv": "z"}
    folder = make_guide(files)
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    (page,) = export_guide(open_guide(folder, None), tmp_path / "out")
    html = page.read_text(encoding="utf-8")
    assert 'src="../pics/the%20plan.png"' in html
    assert "<em>Gone</em>" in html
    assert '<a href="../lists/l.csv">List</a>' in html
    names = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert names == {"guide.css", "part/a.html", "pics/the plan.png", "lists/l.csv"}


def test_titles_are_not_longer_than_a_browser_shows(tmp_path: Path) -> None:
    files = export_guide(open_guide(content_folder(), tmp_path / "cache"), tmp_path / "made")
    titles = [re.search("<title>(.*)</title>", file.read_text(encoding="utf-8")) for file in files]
    assert all(title is not None and len(title[1]) <= 70 for title in titles)
