"""Finds the glossary's terms on a page and makes the first use of each a link that explains it.

Done when a page is rendered and kept with it, so that showing a page costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from migdesk.guide.model import Term
from migdesk.guide.viewer_html import CLASS, TAG, WITHOUT_BODY

# Where a word already does something, or stands as a title, it is left alone.
LEFT_ALONE = frozenset({"a", "abbr", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "samp", "th"})
CLASSES_LEFT_ALONE = frozenset(
    {
        "action-link",
        "action-link-arrow",
        "button",
        "button-secondary",
        "carecard-heading",
        "not-shown",
        "since-heading",
        "step-number",
        "step-subtitle",
    }
)
# A paragraph in bold from end to end stands as a heading.
BOLD_PARAGRAPH = re.compile(r"<p><strong>(?:(?!</strong>).)*</strong>\s*</p>", re.DOTALL)
WORD = re.compile(r"(?<![\w&#])(?<!\w[-.,/])\w+")
FIRST_WORD = re.compile(r"\w+")
# A hyphen that joins the word to more ("GP-led") makes another word of it; an ending such as 's does not.
END = r"(?!\w|[-/]\w)"


class Form(NamedTuple):
    """One way in which a term is written."""

    words: str
    pattern: re.Pattern[str]
    term: Term


def explained(html: str, terms: Iterable[Term]) -> tuple[str, tuple[Term, ...]]:
    """Return the viewer's `html` with the first use of each term as a link `term:…`, and the terms found, in order."""
    forms = _forms_by_first_word(tuple(terms))
    found: dict[str, Term] = {}
    parts: list[str] = []
    open_tags: list[bool] = []  # of each open element, whether words inside it are left alone
    position = 0
    for tag in TAG.finditer(html):
        words = html[position : tag.start()]
        parts += [words if any(open_tags) else _marked(words, forms, found), tag[0]]
        position = tag.end()
        if tag[1]:
            if open_tags:
                open_tags.pop()
        elif tag[2] not in WITHOUT_BODY:
            open_tags.append(_is_left_alone(tag) or BOLD_PARAGRAPH.match(html, tag.start()) is not None)
    parts.append(_marked(html[position:], forms, found))
    return "".join(parts), tuple(found.values())


def is_case_sensitive(words: str) -> bool:
    """Tell whether a term is known by its capitals: initials and names such as `IG`, `GPSoC`, `INR Star`, `e-RS`."""
    return any(character.isupper() for part in re.split(r"[\s-]+", words) for character in part[1:]) or bool(
        re.fullmatch(r"\w-[A-Z]+", words)
    )


def _is_left_alone(tag: re.Match[str]) -> bool:
    classes = CLASS.search(tag[3])
    return tag[2] in LEFT_ALONE or bool(classes and classes[1] in CLASSES_LEFT_ALONE)


def _marked(text: str, forms: dict[str, list[Form]], found: dict[str, Term]) -> str:
    parts: list[str] = []
    position = 0
    for word in WORD.finditer(text):
        if word.start() < position:
            continue
        for form in forms.get(word[0].lower(), ()):
            match = form.pattern.match(text, word.start())
            if match is None:
                continue
            # A term that was explained above is passed over whole, or a shorter one inside it would be explained.
            if form.term.term not in found:
                found[form.term.term] = form.term
                link = f'<a class="term" href="{form.term.address}">{match[0]}</a>'
                parts += [text[position : match.start()], link]
            else:
                parts.append(text[position : match.end()])
            position = match.end()
            break
    parts.append(text[position:])
    return "".join(parts)


@lru_cache(maxsize=2)  # all pages of a guide have the same terms
def _forms_by_first_word(terms: tuple[Term, ...]) -> dict[str, list[Form]]:
    """Return all forms by the word that they begin with, in lower case; longer forms first."""
    forms: dict[str, list[Form]] = {}
    for term in terms:
        for words in dict.fromkeys(_ways_to_write(term)):
            first = FIRST_WORD.match(words)
            if first:
                flags = re.NOFLAG if is_case_sensitive(words) else re.IGNORECASE
                spaced = r"\s+".join(re.escape(escape(part, quote=False)) for part in words.split())
                forms.setdefault(first[0].lower(), []).append(Form(words, re.compile(spaced + END, flags), term))
    for same_start in forms.values():
        same_start.sort(key=lambda form: -len(form.words))
    return forms


def _ways_to_write(term: Term) -> Iterator[str]:
    """Yield a term, its other names and, where it has several words, what its initials stand for: one and many."""
    long_forms = [words for words in (term.expansion or "").split(", or ") if " " in words]
    for words in (term.term, *term.also, *long_forms):
        yield words
        yield from _other_number(words)


def _other_number(words: str) -> Iterator[str]:
    """Yield the plural of a singular, and the singular of a plural."""
    if words.endswith("s") and not words.endswith(("ss", "us", "is")) and words[-2:-1].islower():
        yield words[:-1]
    elif words.endswith("y") and words[-2:-1] not in "aeiou":
        yield words[:-1] + "ies"
    elif words[-1:].isalpha():
        yield words + ("es" if words.endswith(("s", "x", "ch", "sh")) and words[-1].islower() else "s")
