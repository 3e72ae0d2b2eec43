"""What differs between two versions of a guide: pages, their sections, and the sentences in these."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from migdesk.guide.page_texts import PageText, SectionText, hash_of_words, sentences_of

Kind = Literal["added", "changed", "removed"]


class SectionChange(msgspec.Struct, frozen=True):
    """A section that differs. Both sides are there where it `changed`."""

    kind: Kind
    before: SectionText | None
    now: SectionText | None

    @property
    def anchor(self) -> str:
        """Its anchor on the page as it is now; empty where it is no longer there."""
        return self.now.anchor if self.now else ""

    @property
    def title(self) -> str:
        section = self.now or self.before
        return section.title if section else ""


class PageChange(msgspec.Struct, frozen=True):
    """A page that differs, with its sections that do; `title_before` is another one than `title` where that changed."""

    kind: Kind
    permalink: str
    title: str
    title_before: str
    sections: tuple[SectionChange, ...]


class WordChange(msgspec.Struct, frozen=True):
    """Sentences in the place of others; one side is empty where some were only added or only left out."""

    before: str
    now: str


class Effort:
    """How much comparing may still be done for one page, in the steps of the worst case: some 30 million take a second.

    A real guide needs a tenth of it. One that was made to keep people waiting has its wordings shown whole instead.
    """

    def __init__(self, left: int = 30_000_000) -> None:
        self._left = left

    def allows(self, before: int, now: int) -> bool:
        """Tell whether so many pieces can be compared with so many, and take that from what is left."""
        steps = before * now * min(before, now)
        if steps > self._left:
            return False
        self._left -= steps
        return True


def compare_pages(before: Sequence[PageText], now: Sequence[PageText]) -> tuple[PageChange, ...]:
    """Return the pages that differ, in the order in which they are read now; those that are gone stand last."""
    old = {page.permalink: page for page in before}
    new = {page.permalink: page for page in now}
    changes = [_page_change(old.get(permalink), page) for permalink, page in new.items()]
    gone = (
        PageChange("removed", page.permalink, page.title, page.title, ())
        for permalink, page in old.items()
        if permalink not in new
    )
    return (*filter(None, changes), *gone)


def _page_change(before: PageText | None, now: PageText) -> PageChange | None:
    if before is None:
        return PageChange("added", now.permalink, now.title, now.title, ())
    sections = tuple(_section_changes(before.sections, now.sections))
    if not sections and before.title == now.title:
        return None
    return PageChange("changed", now.permalink, now.title, before.title, sections)


def _section_changes(before: Sequence[SectionText], now: Sequence[SectionText]) -> Iterator[SectionChange]:
    old, new = _by_anchor(before), _by_anchor(now)
    for place, section in new.items():
        was = old.get(place)
        if was is None:
            yield SectionChange("added", None, section)
        elif was.hash != section.hash:
            yield SectionChange("changed", was, section)
    for place, section in old.items():
        if place not in new:
            yield SectionChange("removed", section, None)


def _by_anchor(sections: Sequence[SectionText]) -> dict[tuple[str, int], SectionText]:
    """Return sections by their anchor and, where a page has one twice, which of them it is."""
    times: dict[str, int] = {}
    by_place = {}
    for section in sections:
        times[section.anchor] = number = times.get(section.anchor, 0) + 1
        by_place[section.anchor, number] = section
    return by_place


def word_changes(before: str, now: str, effort: Effort) -> tuple[WordChange, ...]:
    """Return the sentences that differ, in their order; what stays between them is left out."""
    from difflib import SequenceMatcher

    old, new = sentences_of(before), sentences_of(now)
    if not effort.allows(len(old), len(new)):
        return () if hash_of_words(before) == hash_of_words(now) else (WordChange(before, now),)
    matcher = SequenceMatcher(None, list(map(hash_of_words, old)), list(map(hash_of_words, new)), autojunk=False)
    return tuple(
        WordChange(" ".join(old[i:j]), " ".join(new[k:m]))
        for what, i, j, k, m in matcher.get_opcodes()
        if what != "equal"
    )
