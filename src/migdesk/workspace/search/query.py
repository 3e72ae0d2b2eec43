"""What a person typed in the search box, as a query that SQLite's full-text index understands whatever it holds.

Every term is quoted, so no text is an error, and each is a beginning of a word. Words that people write in several
ways ("cut-over", "cutover", "cut over") stand in the index joined to one as well, and are looked for in that form. A
plural finds its singular, and a word finds what people use in its place (`Synonyms`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

MOST_CHARACTERS = 200
MOST_TERMS = 16

Synonyms = Mapping[str, tuple[str, ...]]
"""The other words for a word. Both are `plain`, the key also `singular`."""

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
    ("e", "learning"),
    ("fall", "back"),
    ("switch", "over"),
    ("change", "over"),
)
"""Words written as one, with a hyphen, as two, or (DM&D, dm+d) with a sign between their parts."""

STOP_WORDS = frozenset(
    (  # noqa: SIM905 (a list would take a screen)
        "a about after all also am an and any are as at be been before but by can could did do does during else for"
        " from get had has have how i if in into is it its me my need of on or our out shall should so than that the"
        " their them then there these they this those to up us was we were what when where which while who why will"
        " with would you your"
    ).split()
)
"""Words of a question that say nothing of what it is about. They are looked for only where there are no others."""

_WORD = re.compile(r"\w+")
_JOIN = r"(?:\s+|\s?[-‐‑–&+/]\s?)"
_WHOLE = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'{first}{_JOIN}{second}' for first, second in COMPOUNDS)})\w*", re.IGNORECASE
)
_LONGEST_SYNONYM = 5  # words
_LONG = 6  # letters


class Phrase(msgspec.Struct, frozen=True):
    """Words that stand side by side; `begun` where the last may be only the beginning of a word."""

    words: tuple[str, ...]
    begun: bool = True

    @property
    def expression(self) -> str:
        r"""The phrase for the full-text index. `\w` matches no quotation mark."""
        return f'"{" ".join(self.words)}"{" *" if self.begun else ""}'


class Term(msgspec.Struct, frozen=True):
    """One thing looked for: any of `phrases` in the index, `pattern` in the text itself; `typed` is what was typed."""

    typed: str
    phrases: tuple[Phrase, ...]
    pattern: str

    @property
    def expression(self) -> str:
        return f"({' OR '.join(phrase.expression for phrase in self.phrases)})"


class _Unit(msgspec.Struct, frozen=True):
    """What was typed between two spaces: `words` as the index has them, `pattern` as a text may have them."""

    words: tuple[str, ...]
    pattern: str


def terms_of(text: str, synonyms: Synonyms | None = None) -> tuple[Term, ...]:
    """Return each term of what was typed; empty where there is no word in it."""
    units = _units_of(text[:MOST_CHARACTERS].casefold())
    terms = list(_terms_in(units, synonyms or {}))
    telling = [term for term in terms if term.typed not in STOP_WORDS]
    return tuple(dict.fromkeys((telling or terms)[:MOST_TERMS]))


def all_of(terms: Sequence[Term]) -> str:
    """Return the query that every term must meet."""
    return " AND ".join(term.expression for term in terms)


def any_of(terms: Sequence[Term]) -> str:
    """Return the query that one term is enough for."""
    return " OR ".join(term.expression for term in terms)


def pattern_of(terms: Sequence[Term]) -> re.Pattern[str]:
    """Return what finds any of the terms in a text."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(term.pattern for term in terms)})", re.IGNORECASE)


def beginnings_of(terms: Sequence[Term]) -> tuple[str, ...]:
    """Return what every match of `pattern_of` begins with, in lower case: to look there only is much quicker."""
    words = (phrase.words[0] for term in terms for phrase in term.phrases)
    return tuple(dict.fromkeys(_first_part(word) for word in words))


def words_in(text: str) -> list[str]:
    """Return what was typed as single words."""
    return _WORD.findall(text[:MOST_CHARACTERS].casefold())


def for_index(text: str) -> str:
    """Return `text` with the joined form beside each word that people write in several ways."""
    return _WHOLE.sub(lambda match: f"{match.group()} {''.join(_WORD.findall(match.group()))}", text)


def plain(text: str) -> str:
    """Return a title or query without what two ways of writing it differ in."""
    joined = _WHOLE.sub(lambda match: "".join(_WORD.findall(match.group())), text)
    return " ".join(_WORD.findall(joined.casefold()))


def telling(title: str) -> str:
    """Return a plain title or query without its stop words and plurals."""
    return " ".join(singular(word) for word in title.split() if word not in STOP_WORDS)


def singular(text: str) -> str:
    """Return a plain word, or the last of several, without the ending of a plural."""
    if len(text) < 4 or not text.endswith("s") or text.endswith(("ss", "us", "is")):
        return text
    if text.endswith("ies") and len(text) > 5:
        return f"{text[:-3]}y"
    return text[:-2] if text.endswith(("sses", "xes", "ches", "shes")) else text[:-1]


def _units_of(text: str) -> list[_Unit]:
    """Return what stands between spaces, compounds joined: "cut over" is one, also where its end is not typed yet."""
    compounds: dict[str, str] = {}

    def join(match: re.Match[str], first: str) -> str:
        second = match.group(1)
        compounds[first + second] = f"{first}{_JOIN}?{second}"
        return f" {first}{second} "

    for (first, _), pattern in zip(COMPOUNDS, _BEGINNINGS, strict=True):
        text = pattern.sub(lambda match, first=first: join(match, first), text)  # type: ignore[misc]
    found = (tuple(_WORD.findall(part)) for part in text.split())
    return [_Unit(words, compounds.get(words[0], r"\W+".join(map(re.escape, words)))) for words in found if words]


def _terms_in(units: Sequence[_Unit], synonyms: Synonyms) -> Iterator[Term]:
    at = 0
    while at < len(units):
        length, others = _synonyms_at(units[at : at + _LONGEST_SYNONYM], synonyms)
        part = units[at : at + length]
        words = tuple(word for unit in part for word in unit.words)
        others_of_last = [form for form in _other_number(words[-1]) if not form.startswith(words[-1])]
        phrases = [Phrase(words), *(Phrase((*words[:-1], form), begun=False) for form in others_of_last)]
        patterns = [rf"{_JOIN.join(unit.pattern for unit in part)}\w*"]
        patterns += [_pattern_of_plain(" ".join(phrase.words)) for phrase in phrases[1:]]
        for other in others:
            phrases += _phrases_of(other)
            patterns.append(_pattern_of_plain(other))
        yield Term(" ".join(words), tuple(dict.fromkeys(phrases)), "|".join(patterns))
        at += length


def _synonyms_at(units: Sequence[_Unit], synonyms: Synonyms) -> tuple[int, tuple[str, ...]]:
    """Return how many units a synonym takes that stands at their beginning, the longest there is, and the others."""
    for length in range(len(units), 0, -1):
        others = synonyms.get(singular(" ".join(word for unit in units[:length] for word in unit.words)))
        if others:
            return length, others
    return 1, ()


def _phrases_of(synonym: str) -> list[Phrase]:
    """Return a synonym in the singular and the plural. A long one is looked for as a beginning: that is quicker."""
    if len(synonym) >= _LONG and not synonym.endswith("y"):
        return [Phrase(tuple(synonym.split()))]
    return [Phrase(tuple(form.split()), begun=False) for form in (synonym, *_other_number(synonym))]


def _other_number(text: str) -> tuple[str, ...]:
    """Return a plain word, or words, in the singular if it is a plural, else in the plural."""
    stem = singular(text)
    if stem != text:
        return (stem,)
    return (f"{text[:-1]}ies",) if text.endswith("y") and len(text) > 3 else (f"{text}s",)


def _pattern_of_plain(text: str) -> str:
    """Return what finds a plain word as people write it, in the singular and the plural."""
    words = [_SPELT.get(word, re.escape(word)) for word in text.split()]
    if text.endswith("y") and len(text) > 3:
        words[-1] = rf"{words[-1][:-1]}(?:y|ies)"
    return rf"{_JOIN.join(words)}s?(?!\w)"


def _first_part(word: str) -> str:
    """Return a word's beginning up to where it may be written as two."""
    for first, second in COMPOUNDS:
        if word.startswith(first) and (word.startswith(first + second) or (first + second).startswith(word)):
            return first
    return word


def _beginning(first: str, second: str) -> re.Pattern[str]:
    """Match a compound also where only the beginning of its second part has been typed yet, or more than the word."""
    endings = [rf"{second}\w*", *(rf"{second[:length]}(?!\w)" for length in range(len(second) - 1, 0, -1))]
    return re.compile(rf"(?<!\w){first}{_JOIN}?({'|'.join(endings)})")


_BEGINNINGS = tuple(_beginning(first, second) for first, second in COMPOUNDS)
_SPELT = {f"{first}{second}": f"{first}{_JOIN}?{second}" for first, second in COMPOUNDS}
