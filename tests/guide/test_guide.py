"""Opening a guide: pages, order, navigation, links, and folders that are none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.guide.guide import Guide, open_guide
from migdesk.guide.model import NavigationItem

GuideMaker = Callable[[Mapping[str, str]], Path]

FILES = {
    "_config.yml": "title: T\nversion: 1.5\nas_of: 2026-11-01\nsource: Somebody\nbaseurl: /site\nurl: https://pages.example/site\n",
    "_data/sidebar_navigation.yml": (
        "sidebar_title: Contents\nsidebar_items:\n- {title: Two, url: /guide/two}\n- title: One\n  url: /guide\n"
        "  subitems: [{title: Part, url: '/guide#part'}]\n"
    ),
    "_data/sidebar_navigation_checklists.yml": "sidebar_items: [{title: Staff, url: /guide/role/staff}]\n",
    "_data/menu_navigation.yml": "menu_items: [{title: Home, url: /}, {title: Words, url: /glossary/}]\n",
    "index.md": "---\ntitle: Home\n---\nHello\n",
    "guide/one.md": "---\npermalink: /guide\ntitle: One\nsubtitle:\nnextpage: /guide/two\n---\n## Part\n",
    "guide/two.md": "---\npermalink: /guide/two\ntitle: 2\npreviouspage: /guide\nbreadcrumbparent: /guide\n---\ntwo\n",
    "guide/role/staff.md": "staff\n",
    "glossary.md": "---\npermalink: /glossary/\ntitle: Glossary\n---\nwords\n",
    "README.md.txt": "no page",
    "404.html": "---\nlayout: x\n---\nnone",
    "_drafts/x.md": "draft\n",
}


@pytest.fixture
def guide(make_guide: GuideMaker) -> Guide:
    return open_guide(make_guide(FILES), None)


def test_pages_are_in_reading_order_with_their_kinds(guide: Guide) -> None:
    assert [(page.permalink, page.kind) for page in guide.pages] == [
        ("/guide/two", "guide"),
        ("/guide", "guide"),
        ("/guide/role/staff", "role"),
        ("/", "home"),
        ("/glossary/", "other"),
    ]


def test_front_matter_and_configuration(guide: Guide) -> None:
    assert (guide.title, guide.version, guide.as_of, guide.source) == ("T", "1.5", "2026-11-01", "Somebody")
    page = guide.page("/guide/two")
    assert (page.title, page.subtitle, page.previous, page.next, page.parent) == ("2", "", "/guide", None, "/guide")
    assert page.file == "guide/two.md"


def test_navigation(guide: Guide) -> None:
    assert guide.navigation_title == "Contents"
    assert guide.navigation[1] == NavigationItem("One", "/guide", (NavigationItem("Part", "/guide#part"),))
    assert [item.title for item in guide.role_navigation + guide.menu_navigation] == ["Staff", "Home", "Words"]


@pytest.mark.parametrize(
    ("href", "from_page", "permalink", "anchor"),
    [
        ("/guide#part", "/", "/guide", "part"),
        ("/site/guide/two", "/", "/guide/two", ""),
        ("/site/site/guide/two#a", "/", "/guide/two", "a"),
        ("/other-copy/guide/two", "/", "/guide/two", ""),
        ("https://pages.example/site/glossary/#x", "/", "/glossary/", "x"),
        ("/guide/two/", "/", "/guide/two", ""),
        ("/guide/two.html#b", "/", "/guide/two", "b"),
        ("/glossary", "/", "/glossary/", ""),
        ("two", "/guide/role", "/guide/two", ""),
        ("../two#c", "/guide/role/staff", "/guide/two", "c"),
        ("#here", "/guide/two", "/guide/two", "here"),
        ("", "/guide/two", "/guide/two", ""),
        ("/", "/guide", "/", ""),
        ("/site/", "/guide", "/", ""),
        ("/guide?x=1#caf%C3%A9", "/", "/guide", "café"),
    ],
)
def test_links_to_pages(guide: Guide, href: str, from_page: str, permalink: str, anchor: str) -> None:
    target = guide.resolve(href, from_page)
    assert (target.kind, target.permalink, target.anchor) == ("page", permalink, anchor)


@pytest.mark.parametrize(
    "href", ["https://www.nhs.uk/x", "http://a.example", "mailto:a@b.uk", "tel:0123", "//c.example/x"]
)
def test_links_outside(guide: Guide, href: str) -> None:
    assert (guide.resolve(href, "/").kind, guide.resolve(href, "/").address) == ("outside", href)


@pytest.mark.parametrize(
    "href", ["/guide/three", "three", "javascript:alert(1)", "file:///etc/passwd", "../../x", r"\\h\s"]
)
def test_links_that_lead_nowhere(guide: Guide, href: str) -> None:
    assert guide.resolve(href, "/guide").kind == "missing"


def test_a_page_that_is_not_there(guide: Guide) -> None:
    with pytest.raises(UserError, match="no page /guide/three"):
        guide.render("/guide/three")


def test_a_folder_that_is_no_guide(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    (tmp_path / "more.md").write_text("---\ntitle: x\n---\n")
    for folder in (tmp_path, tmp_path / "missing", tmp_path / "notes.md"):
        with pytest.raises(
            UserError, match=r"No guide found in .*: expected a `_config.yml` or a page with a permalink"
        ):
            open_guide(folder, None)


def test_a_page_with_a_permalink_makes_a_guide(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npermalink: /a\ntitle: A\n---\nHi\n")
    assert open_guide(tmp_path, None).pages[0].permalink == "/a"


def test_unreadable_front_matter_still_shows_the_page(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "---\ntitle: [open\n---\nThe text\n", "b.md": "---\ntitle: never closed\n\nBody b\n"})
    guide = open_guide(folder, None)
    html = guide.render("/a.html").html
    assert "not-shown" in html and "The text" in html
    assert "Body b" in guide.render("/b.html").html


def test_windows_line_ends_and_a_byte_order_mark(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "x"})
    (folder / "a.md").write_bytes("\ufeff---\r\npermalink: /a\r\ntitle: A\r\n---\r\n## B\r\n* c\r\n".encode())
    assert '<h2 id="b">B</h2>' in open_guide(folder, None).render("/a").html


def test_a_folder_that_may_not_be_read_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(UserError, match="You may not read the folder"):
        open_guide(tmp_path, None)
