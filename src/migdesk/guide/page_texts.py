"""A guide's pages as their words alone, which is what two versions of a guide are compared by."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

import msgspec

from migdesk.guide.guide import Guide

MOST_CHARACTERS = 4_000_000
"""Of the texts of one guide, some twenty times the official one's; beyond them a section has its hash alone."""

_SAME_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "\u00ad": None})


class SectionText(msgspec.Struct, frozen=True, array_like=True):
    """What stands under one heading; `hash` is that of its words, `text` is empty where there was no room for it."""

    anchor: str
    title: str
    hash: str
    text: str


class PageText(msgspec.Struct, frozen=True, array_like=True):
    """A page by its words; the section without an anchor is what stands before the first heading."""

    permalink: str
    title: str
    sections: tuple[SectionText, ...]


def hash_of_words(text: str) -> str:
    """Return the hash by which words are compared: white space and the shapes of quotes and dashes do not count."""
    words = " ".join(text.translate(_SAME_SIGNS).split())
    return blake2b(words.encode("utf-8", errors="surrogatepass"), digest_size=8).hexdigest()


def page_texts(guide: Guide, progress: Callable[[int, int], None] = lambda _done, _of: None) -> tuple[PageText, ...]:
    """Return all pages of a guide by their words, in the order in which they are read; `progress` before each."""
    room = MOST_CHARACTERS
    pages = []
    for number, page in enumerate(guide.pages):
        progress(number, len(guide.pages))
        rendered = guide.render(page.permalink)
        titles = {section.anchor: section.title for section in rendered.sections}
        sections = []
        for anchor, text in rendered.text_by_section:
            room -= len(text)
            title = titles.get(anchor, "")
            sections.append(SectionText(anchor, title, hash_of_words(f"{title}\n{text}"), text if room > 0 else ""))
        pages.append(PageText(page.permalink, rendered.title, tuple(sections)))
    return tuple(pages)


def sentences_of(text: str) -> list[str]:
    """Return a text's lines, each parted after its sentences."""
    lines = (line.strip() for line in text.splitlines())
    return [part for line in lines if line for part in re.split(r"(?<=[.!?])\s+(?=[A-Z“(£\d])", line)]
