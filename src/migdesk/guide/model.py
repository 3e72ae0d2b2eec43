"""What a guide is made of once it has been read: plain values that screens, search and reports can hand round."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

ProblemKind = Literal[
    "broken-link",
    "missing-anchor",
    "unknown-include",
    "unknown-tag",
    "missing-group",
    "bad-front-matter",
    "bad-data",
    "bad-file",
    "missing-picture",
    "unsupported-config",
    "too-heavy",
]


Severity = Literal["fault", "remark"]
"""A fault makes a page read otherwise than it should; a remark is worth knowing."""

TERM_SCHEME = "term:"


class Section(msgspec.Struct, frozen=True):
    """One heading of a page; `anchor` is its id, `level` 2 to 6 (1 is the page's title and not listed)."""

    anchor: str
    title: str
    level: int


class PageInfo(msgspec.Struct, frozen=True):
    """A page as its front matter describes it.

    `previous`, `next` and `parent` are permalinks as written; `file` is the path inside the guide's folder, with
    forward slashes. `kind` says where the page stands: `guide` (in the contents), `role` (in the checklists by role),
    `home` or `other`.
    """

    permalink: str
    title: str
    subtitle: str
    previous: str | None
    next: str | None
    parent: str | None
    file: str
    kind: str


class NavigationItem(msgspec.Struct, frozen=True):
    """One line of a navigation list, with the lines indented under it; `url` is as written in the data file."""

    title: str
    url: str
    items: tuple[NavigationItem, ...] = ()


class Link(msgspec.Struct, frozen=True):
    """A link on a page: its words and the address as written."""

    label: str
    href: str


class Term(msgspec.Struct, frozen=True):
    """A word of the glossary. `also` are other ways to write it; `changed` says what is different since the guide.

    `address` is that of the links on pages which explain it.
    """

    term: str
    definition: str
    expansion: str | None = None
    changed: str | None = None
    also: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return TERM_SCHEME + re.sub(r"[^a-z0-9]+", "-", self.term.lower()).strip("-")


class RenderedPage(msgspec.Struct, frozen=True):
    """A page ready to show.

    `html` is the sanitised body without its title. `text_by_section` pairs each section's anchor ("" before the first
    heading) with its plain text, its heading left out. `viewer_html` is the same body in the markup that the desktop
    viewer can draw; see `migdesk.guide.viewer_html`. `explained_html` is that with links at the first use of the
    glossary's `terms`; see `migdesk.guide.glossary_marks`.
    """

    permalink: str
    title: str
    subtitle: str
    html: str
    sections: tuple[Section, ...]
    text_by_section: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]
    viewer_html: str = ""
    explained_html: str = ""
    terms: tuple[Term, ...] = ()


class Problem(msgspec.Struct, frozen=True, order=True):
    """A fault in a guide's files: `file` inside the guide's folder, `line` counted from 1."""

    file: str
    line: int
    kind: ProblemKind
    message: str
    severity: Severity = "fault"


class CheckedPage(msgspec.Struct, frozen=True):
    """What a check of all pages needs to know of each: its links, ids, pictures, and the step files shown on it."""

    links: tuple[Link, ...]
    ids: frozenset[str]
    step_files: tuple[str, ...]
    pictures: tuple[str, ...] = ()


class Rendered(msgspec.Struct, frozen=True):
    """A page and what the check wants to know of it: its ids, the faults met, and the step files shown on it.

    `pictures` are the addresses of its pictures, as written.
    """

    page: RenderedPage
    ids: frozenset[str]
    faults: tuple[Problem, ...]
    step_files: tuple[str, ...]
    pictures: tuple[str, ...] = ()


class Target(msgspec.Struct, frozen=True):
    """Where a link leads: `page` (permalink and anchor), `outside` (address), or `missing` (all that is known)."""

    kind: Literal["page", "outside", "missing"]
    permalink: str = ""
    anchor: str = ""
    address: str = ""
