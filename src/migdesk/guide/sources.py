"""The files of a guide's folder, read but not yet rendered: configuration, pages, steps and navigation."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from migdesk.base.errors import DataFault, UserError
from migdesk.base.regular_file import NotReadable, read_regular
from migdesk.guide import front_matter
from migdesk.guide.files import CONFIG, HTML_SUFFIXES, LARGEST_FILE, PAGE_SUFFIXES, look_at
from migdesk.guide.links import plain_path
from migdesk.guide.model import NavigationItem, PageInfo, Problem, Severity
from migdesk.guide.site.config import not_followed, site_config
from migdesk.guide.site.data import is_data, put, read_data
from migdesk.guide.site.documents import moment_of, title_of
from migdesk.guide.site.files import SiteFile, address_of, published_files, site_files
from migdesk.guide.static_files import begins_with_front_matter, listed_files

LISTS = {
    "guide": ("sidebar_navigation", "sidebar_items"),
    "role": ("sidebar_navigation_checklists", "sidebar_items"),
    "menu": ("menu_navigation", "menu_items"),
}
LONGEST_TITLE = 500  # characters
# What a web server shows where there is no page: nobody reads it in a guide.
NOT_FOUND_PAGES = frozenset(("404.html", "404.htm", "404.md", "404.markdown"))


class SourcePage(msgspec.Struct, frozen=True):
    """A page's text: the body starts on line `body_line` of its file, and is Markdown or HTML.

    `collection` is the name of that which it belongs to, if any, and `moment` when a document of one is of.
    """

    info: PageInfo
    body: str
    body_line: int
    values: dict[str, object]
    is_markdown: bool
    collection: str = ""
    moment: datetime.datetime | None = None


class SourceStep(msgspec.Struct, frozen=True):
    """A step's text and front matter."""

    file: str
    body: str
    body_line: int
    values: dict[str, object]


class Sources(msgspec.Struct, frozen=True):
    """All of a guide. `problems` are front matter and data files that could not be read; `texts` each file read.

    `documents` are those of collections without pages of their own, and `files` all that may matter, also those that
    are read only when a page asks for them. `others` are those that no page is made of, and that one
    may take in. `static_files` are what pages are told of those that are published as they stand.
    """

    config: dict[str, object]
    data: dict[str, object]
    pages: tuple[SourcePage, ...]
    steps: tuple[SourceStep, ...]
    navigation: dict[str, tuple[NavigationItem, ...]]
    navigation_titles: dict[str, str]
    problems: tuple[Problem, ...]
    texts: dict[str, str]
    documents: tuple[SourcePage, ...]
    folder: Path
    files: frozenset[str]
    others: frozenset[str]
    static_files: list[dict[str, object]]


def read_sources(folder: Path) -> Sources:
    """Read the guide in `folder`; raises UserError if there is none.

    Files outside `_data/migdesk` only: those are the checklist's and read elsewhere.
    """
    if not folder.is_dir():
        raise no_guide(folder)
    return _Reader(folder).read()


def looks_like_guide(folder: Path) -> bool:
    """Tell at a glance whether the folder holds pages, and says that it is a guide, without reading any YAML."""
    names = [name for name, _state in look_at(folder).files]
    heads = [_head(folder / name) for name in names if name.lower().endswith(PAGE_SUFFIXES)]
    return any(head.startswith("---") and (CONFIG in names or "\npermalink:" in head) for head in heads)


def _head(path: Path) -> str:
    try:
        return front_matter.decoded(read_regular(path, LARGEST_FILE)[:10_000])[0]
    except NotReadable:
        return ""


def no_guide(folder: Path) -> UserError:
    """Return the error for a folder that holds no guide, or may not be read."""
    if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
        return UserError(f"You may not read the folder {folder}. Ask whoever looks after it for leave to read it")
    return UserError(f"No guide found in {folder}: expected a `{CONFIG}` or a page with a permalink")


def no_pages(folder: Path) -> UserError:
    """Return the error for a guide that has nothing to show."""
    return UserError(f"The guide in {folder} has no pages.")


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}
        self.documents: list[SourcePage] = []

    def read(self) -> Sources:
        listing = look_at(self.folder)
        files = [name for name, _state in listing.files]
        self.problems += [
            Problem(name, 1, "bad-file", f"left out, as the file {why}") for name, why in listing.left_out
        ]
        config = self._mapping(CONFIG) if CONFIG in files else {}
        data: dict[str, object] = {}
        for name in files:
            if is_data(name):
                put(data, name, self._data(name))
        self.config = site_config(config)
        for key, message, severity in not_followed(config):
            line = line_of_key(self.texts[CONFIG], key)
            self.problems.append(Problem(CONFIG, line, "unsupported-config", message, severity))
        others = [name for name, _size in listing.others]
        self._pages_by_another_name(others)
        navigation = {place: navigation_items(data.get(file), key) for place, (file, key) in LISTS.items()}
        pages = self._pages(list(site_files(files, self.config)), navigation)
        if CONFIG not in files and not any("permalink" in page.values for page in pages):
            raise no_guide(self.folder)
        return Sources(
            config=config,
            data=data,
            pages=in_order(pages, navigation),
            steps=tuple(map(self._step, self._step_files(files))),
            navigation=navigation,
            navigation_titles={place: _list_title(data.get(file)) for place, (file, _key) in LISTS.items()},
            problems=tuple(sorted(self.problems)),
            texts=self.texts,
            documents=tuple(self.documents),
            folder=self.folder,
            files=frozenset(files),
            others=frozenset(others),
            static_files=listed_files(self.folder, [*others, *files], self.config),
        )

    def _pages_by_another_name(self, others: list[str]) -> None:
        """Name each file that Jekyll makes a page of, because its front matter says so, and whose name is no page's."""
        for name, _collection in published_files(others, self.config):
            if not begins_with_front_matter(self.folder, name):
                continue
            text = self._text(name)
            permalink = front_matter.text_of(self._values(name, text).get("permalink"))
            if permalink.endswith(("/", *HTML_SUFFIXES)):
                message = f"not shown: Jekyll makes the page {permalink} of it, which needs a name in .md or .html here"
                self.problems.append(Problem(name, line_of_key(text, "permalink"), "bad-file", message))

    def _step_files(self, files: list[str]) -> Iterator[str]:
        return (name for name in files if name.startswith("_steps/") and self.config.is_markdown(name))

    def _text(self, name: str) -> str:
        try:
            content = read_regular(self.folder / name, LARGEST_FILE)
        except NotReadable as error:  # gone, or another file, since the folder was looked at
            self.problems.append(Problem(name, 1, "bad-file", f"left out, as the file {error}"))
            content = b""
        text, line = front_matter.decoded(content)
        if line:
            message = "not UTF-8 text: read as Windows-1252, which Jekyll does not do. Save the file as UTF-8"
            self.problems.append(Problem(name, line, "bad-file", message))
        self.texts[name] = text
        return text

    def _data(self, name: str) -> object:
        try:
            return read_data(name, self._text(name))
        except DataFault as fault:
            self.problems.append(Problem(fault.file, fault.line, "bad-data", fault.message))
            return None

    def _mapping(self, name: str) -> dict[str, object]:
        values = self._data(name)
        return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}

    def _values(self, name: str, text: str) -> dict[str, object]:
        try:
            return front_matter.read(text, name)
        except DataFault as fault:
            self.problems.append(Problem(fault.file, fault.line, "bad-front-matter", fault.message))
            return {"unreadable": fault.message}

    def _pages(self, files: list[SiteFile], navigation: dict[str, tuple[NavigationItem, ...]]) -> list[SourcePage]:
        kinds = {plain_path(url): place for place in ("role", "guide") for url in flat_urls(navigation[place])}
        pages: dict[str, SourcePage] = {}
        for file in files:
            name = file.name
            if name in NOT_FOUND_PAGES:
                continue
            text = self._text(name)
            if not text.startswith("---"):
                del self.texts[name]
                continue
            page = self._page(file, text, kinds)
            permalink = page.info.permalink
            if page.values.get("published") is False or self._is_of_the_future(page):
                continue
            if file.collection and not file.collection.has_pages:
                self.documents.append(page)
                continue
            if permalink in pages:
                other = pages[permalink].info.file
                self._bad_front_matter(name, "permalink", f"the permalink {permalink} is that of {other} too")
                continue
            pages[permalink] = page
        return list(pages.values())

    def _is_of_the_future(self, page: SourcePage) -> bool:
        moment, file = page.moment, page.info.file
        if (
            page.collection != "posts"
            or moment is None
            or self.config.shows_future
            or moment <= datetime.datetime.now(datetime.UTC)
        ):
            return False
        message = f"not shown before its date, {moment:%Y-%m-%d}"
        line = line_of_key(self.texts[file], "date")
        self.problems.append(Problem(file, line, "bad-front-matter", message, "remark"))
        return True

    def _page(self, file: SiteFile, text: str, kinds: dict[str, str]) -> SourcePage:
        name = file.name
        values = {**self.config.default_values(name, file.kind), **self._values(name, text)}
        if not front_matter.has_front_matter(text):
            self.problems.append(Problem(name, 1, "bad-front-matter", "the front matter has no closing line of `---`"))
            values["unreadable"] = "it has no closing line of ---"
        _yaml, body, line = front_matter.split(text)
        permalink = self._permalink(file, values)
        title = front_matter.text_of(values.get("title"))
        if not title and "unreadable" not in values and file.collection is None:
            self._bad_front_matter(name, "title", "the page has no title", "remark")
        info = PageInfo(
            permalink=permalink,
            title=title[:LONGEST_TITLE]
            or (title_of(name) if file.collection else Path(name).stem.replace("-", " ").capitalize()),
            subtitle=front_matter.text_of(values.get("subtitle"))[:LONGEST_TITLE],
            previous=front_matter.text_of(values.get("previouspage")) or None,
            next=front_matter.text_of(values.get("nextpage")) or None,
            parent=front_matter.text_of(values.get("breadcrumbparent")) or None,
            file=name,
            kind="home" if permalink == "/" else kinds.get(plain_path(permalink), "other"),
        )
        collection = file.collection.label if file.collection else ""
        moment = moment_of(name, values, self.config.zone) if collection else None
        return SourcePage(info, body, line, values, self.config.is_markdown(name), collection, moment)

    def _permalink(self, file: SiteFile, values: dict[str, object]) -> str:
        written = front_matter.text_of(values.get("permalink"))
        if written and not written.startswith("/"):
            self._bad_front_matter(file.name, "permalink", f"the permalink {written} does not start with /", "remark")
        try:
            return address_of(file, values, self.config)
        except ValueError as error:
            self._bad_front_matter(file.name, "permalink", str(error))
            return "/" + file.name.rpartition(".")[0] + ".html"

    def _bad_front_matter(self, name: str, key: str, message: str, severity: Severity = "fault") -> None:
        self.problems.append(Problem(name, line_of_key(self.texts[name], key), "bad-front-matter", message, severity))

    def _step(self, name: str) -> SourceStep:
        text = self._text(name)
        if not front_matter.has_front_matter(text):
            self.problems.append(Problem(name, 1, "bad-front-matter", "a step needs front matter with title and group"))
        values = self._values(name, text)
        if "unreadable" not in values and front_matter.has_front_matter(text):
            for key in ("title", "group"):
                if not front_matter.text_of(values.get(key)):
                    self._bad_front_matter(name, key, f"the step has no {key}")
        _yaml, body, line = front_matter.split(text)
        return SourceStep(name, body, line, values)


def line_of_key(text: str, key: str) -> int:
    """Return the line of `key:` in a page's front matter or a data file, 1 if it is not there."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip().removeprefix("- ").startswith(f"{key}:"):
            return number
    return 1


def _list_title(values: object) -> str:
    return front_matter.text_of(values.get("sidebar_title")) if isinstance(values, dict) else ""


def navigation_items(values: object, key: str) -> tuple[NavigationItem, ...]:
    """Return the items of a navigation file; entries that are none are left out."""
    items = values.get(key) if isinstance(values, dict) else values
    if not isinstance(items, list):
        return ()
    return tuple(
        NavigationItem(
            title=front_matter.text_of(item.get("title")),
            url=front_matter.text_of(item.get("url")),
            items=navigation_items(item.get("subitems"), "") if isinstance(item.get("subitems"), list) else (),
        )
        for item in items
        if isinstance(item, dict)
    )


def flat_urls(items: tuple[NavigationItem, ...]) -> Iterator[str]:
    """Yield the addresses of a navigation list in the order in which they are read."""
    for item in items:
        if item.url:
            yield item.url
        yield from flat_urls(item.items)


def in_order(pages: list[SourcePage], navigation: dict[str, tuple[NavigationItem, ...]]) -> tuple[SourcePage, ...]:
    """Return the pages as people read them: contents, checklists by role, menu, then the rest by address."""
    places: dict[str, int] = {}
    for place in ("guide", "role", "menu"):
        for url in flat_urls(navigation[place]):
            places.setdefault(plain_path(url), len(places))
    return tuple(
        sorted(pages, key=lambda page: (places.get(plain_path(page.info.permalink), len(places)), page.info.permalink))
    )


def read_text(sources: Sources, name: str) -> str | None:
    """Return the text of a file of the guide that a page asks for; None where there is none that may be read."""
    if name not in sources.files and name not in sources.others:
        return None
    within = None if name in sources.files else sources.folder  # those have been looked at
    try:
        content = read_regular(sources.folder / name, LARGEST_FILE, within)
    except NotReadable:
        return None
    return front_matter.decoded(content)[0]
