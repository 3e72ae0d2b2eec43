"""What a person typed in the search box, as a query that SQLite's full-text index understands whatever it holds.

Every term is quoted, so no text is an error, and each is a beginning of a word. Words that people write in several
ways ("cut-over", "cutover", "cut over") stand in the index joined to one as well, and are looked for in that form.
"""

from __future__ import annotations

import re

import msgspec

MOST_CHARACTERS = 200
MOST_TERMS = 16

COMPOUNDS = (
    ("cut", "over"),
    ("go", "live"),
    ("kick", "off"),
    ("sign", "off"),
    ("log", "off"),
    ("roll", "back"),
    ("run", "off"),
    ("re", "entry"),
    ("re", "check"),
    ("smart", "card"),
    ("dm", "d"),
    ("e", "mail"),
)
"""Words written as one, with a hyphen, as two, or (DM&D, dm+d) with a sign between their parts."""

_WORD = re.compile(r"\w+")
_JOIN = r"(?:\s+|\s?[-‐‑–&+/]\s?)"
_WHOLE = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'{first}{_JOIN}{second}' for first, second in COMPOUNDS)})\w*", re.IGNORECASE
)


class Term(msgspec.Struct, frozen=True):
    """One thing looked for: `expression` in the full-text index, `pattern` in the text itself."""

    expression: str
    pattern: str


def terms_of(text: str) -> tuple[Term, ...]:
    """Return each term of what was typed; empty where there is no word in it."""
    rest = text[:MOST_CHARACTERS].casefold()
    terms: list[Term] = []
    for (first, _), pattern in zip(COMPOUNDS, _BEGINNINGS, strict=True):
        terms += [_compound(first, match.group(1)) for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    terms += [_phrase(words) for words in map(_WORD.findall, rest.split()) if words]
    return tuple(dict.fromkeys(terms[:MOST_TERMS]))


def all_of(terms: tuple[Term, ...]) -> str:
    """Return the query that every term must meet."""
    return " AND ".join(term.expression for term in terms)


def any_of(terms: tuple[Term, ...]) -> str:
    """Return the query that one term is enough for."""
    return " OR ".join(term.expression for term in terms)


def pattern_of(terms: tuple[Term, ...]) -> re.Pattern[str]:
    """Return what finds any of the terms in a text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(term.pattern for term in terms)})\w*", re.IGNORECASE)


def for_index(text: str) -> str:
    """Return `text` with the joined form beside each word that people write in several ways."""
    return _WHOLE.sub(lambda match: f"{match.group()} {''.join(_WORD.findall(match.group()))}", text)


def plain(text: str) -> str:
    """Return a title or query without what two ways of writing it differ in."""
    joined = _WHOLE.sub(lambda match: "".join(_WORD.findall(match.group())), text)
    return " ".join(_WORD.findall(joined.casefold()))


def _beginning(first: str, second: str) -> re.Pattern[str]:
    """Match a compound also where only the beginning of its second part has been typed yet, or more than the word."""
    endings = [rf"{second}\w*", *(rf"{second[:length]}(?!\w)" for length in range(len(second) - 1, 0, -1))]
    return re.compile(rf"(?<!\w){first}{_JOIN}?({'|'.join(endings)})")


_BEGINNINGS = tuple(_beginning(first, second) for first, second in COMPOUNDS)


def _compound(first: str, second: str) -> Term:
    return Term(f'"{first}{second}" *', f"{first}{_JOIN}?{second}")


def _phrase(words: list[str]) -> Term:
    """Return words that stand side by side, the last one perhaps only begun. `\\w` matches no quotation mark."""
    return Term(f'"{" ".join(words)}" *', r"\W+".join(map(re.escape, words)))
