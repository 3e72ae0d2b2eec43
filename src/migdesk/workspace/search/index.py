"""The words of all entries in SQLite's full-text index, held in memory, and which entries hold the words looked for.

A keystroke has 5 ms (design, section 8), whatever the size of the guide and the number of practices. Weighing an entry
takes SQLite about a microsecond for each word, so where a word stands in thousands of entries they are not all weighed:
headings are looked at first, and the search ends as soon as there is enough to show.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from migdesk.workspace.search.entries import SearchEntry
from migdesk.workspace.search.query import Phrase, Term, all_of, any_of, for_index, pattern_of, plain, telling, words_in
from migdesk.workspace.search.vocabulary import Vocabulary

_WEIGHTS = "bm25(12.0, 4.0, 1.0)"
"""A title counts twelve times a mention in the text, and what a thing belongs to four times."""
_KIND_WEIGHT = {
    "page": 1.15,
    "glossary": 1.05,
    "task": 1.0,
    "practice": 1.0,
    "reference": 1.0,
    "sign-off": 0.97,
    "row": 0.95,
    "note": 0.9,
}
"""Where words fit alike, people want the guide first."""
_SAME_TITLE, _SAME_WORDS, _SYNONYM, _COVERED, _BEGINS_TITLE = 4.0, 3.5, 1.6, 1.6, 1.2
_MOST_WEIGHED = 60
"""How many of the best are weighed anew, so that a shorter list holds the same best."""
MOST_WORK = 1_200
"""Entries times phrases that SQLite may weigh for one keystroke: a little over 1 ms."""
_MOST_LISTED, _MOST_OF_A_KIND = 150, 20
"""How many entries are taken, unweighed, from where there are too many to weigh."""
_PREFIXES = " ".join(map(str, range(1, 13)))
"""Lengths of the beginnings that have an index of their own; without, SQLite would put one together at each search."""
_LONGEST_TITLE_TYPED = 5
"""Words. A long phrase of common words takes SQLite long, and the words one by one find its title as well."""
_RANK_OF_TITLE = -5.0
"""What a title that begins with all that was typed ranks at, where SQLite has ranked others higher."""
_COUNTING = 0.15
"""What it takes to count an entry with a phrase, beside weighing it."""

_BLOCK_BITS = 40
"""Rows are numbered in blocks, one for each kind and for each practice's own words: SQLite keeps to a range quickly."""
_KINDS = tuple(_KIND_WEIGHT)
_FIRST_OWN = 16
Range = tuple[int, int]
_ALL_SHARED = (0, (_FIRST_OWN << _BLOCK_BITS) - 1)
_ALL_OWN = (_FIRST_OWN << _BLOCK_BITS, (1 << 63) - 1)
_EVERYTHING = (0, _ALL_OWN[1])


def _range_of(block: int) -> Range:
    return block << _BLOCK_BITS, ((block + 1) << _BLOCK_BITS) - 1


_SHARED = tuple(_range_of(block) for block in range(1, len(_KINDS) + 1))


class _Row(msgspec.Struct, frozen=True):
    entry: SearchEntry
    title: str  # plain
    telling: str


class Wanted(msgspec.Struct, frozen=True):
    """What was typed, to compare titles with: `phrase` as it is, `typed` plain, `telling` without stop words.

    `same` has the same in other words too, and `words` all single words of these: a title that has no others
    ("Prescriptions") is just what is searched for.
    """

    phrase: Phrase
    typed: str
    telling: str
    same: frozenset[str]
    words: frozenset[str]


def wanted(text: str, terms: Sequence[Term]) -> Wanted:
    """Return what was typed in the forms that titles are compared with."""
    typed = plain(text)
    all_words = [telling(" ".join(phrase.words)) for term in terms for phrase in term.phrases]
    same = frozenset((telling(typed), *(all_words if len(terms) == 1 else ())))
    phrase = Phrase(tuple(words_in(text)))
    return Wanted(phrase, typed, telling(typed), same, frozenset(word for words in all_words for word in words.split()))


class EntryIndex:
    """Holds entries by the numbers of their rows. Use from one thread."""

    def __init__(self) -> None:
        self.vocabulary = Vocabulary()
        self._rows: dict[int, _Row] = {}
        self._next_in: dict[int, int] = {}
        self._block_of: dict[str, int] = {}
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(title, heading, text,"
            f" prefix = '{_PREFIXES}', tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._connection.execute("INSERT INTO entry (entry, rank) VALUES ('rank', ?)", (_WEIGHTS,))

    def close(self) -> None:
        """Let go of the index's memory."""
        self._connection.close()

    def everything(self) -> tuple[SearchEntry, ...]:
        """Return all entries."""
        return tuple(row.entry for row in self._rows.values())

    def entry(self, row: int) -> SearchEntry:
        """Return the entry in a row."""
        return self._rows[row].entry

    def add(self, entries: Iterable[SearchEntry], owner: str = "") -> tuple[int, ...]:
        """Add entries and return the numbers of their rows. `owner` is the practice whose own words they are."""
        added = {self._new_row(entry, owner): entry for entry in entries}
        texts = {
            row: (for_index(entry.title), for_index(entry.heading), for_index(entry.text))
            for row, entry in added.items()
        }
        for row, entry in added.items():
            title = plain(entry.title)
            self._rows[row] = _Row(entry, title, telling(title))
            self.vocabulary.add(" ".join(texts[row]))
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT INTO entry (rowid, title, heading, text) VALUES (?, ?, ?, ?)",
            [(row, *columns) for row, columns in texts.items()],
        )
        self._connection.execute("COMMIT")
        return tuple(added)

    def remove(self, rows: Iterable[int]) -> None:
        """Take entries out again."""
        for row in rows:
            entry = self._rows.pop(row).entry
            self.vocabulary.remove(" ".join(map(for_index, (entry.title, entry.heading, entry.text))))
            self._connection.execute("DELETE FROM entry WHERE rowid = ?", (row,))

    def count(self, term: Term) -> int:
        """Return about how many entries hold a term; never too few."""
        return sum(map(self._count, term.phrases))

    def known(self, term: Term) -> Term:
        """Return a term without those of its phrases whose words stand nowhere: each costs time to look for."""
        return msgspec.structs.replace(term, phrases=tuple(filter(self._count, term.phrases)))

    def work(self, terms: Sequence[Term]) -> float:
        """Return how much SQLite has to do to weigh all entries that hold every term; see `MOST_WORK`."""
        phrases = [[min(self._count(phrase), len(self._rows)) for phrase in term.phrases] for term in terms]
        weighed = min(min(sum(counts), len(self._rows)) for counts in phrases)
        return weighed * sum(map(len, phrases)) + _COUNTING * sum(map(sum, phrases))

    def weighed(self, terms: Sequence[Term], wanted: Wanted, owner: str | None, limit: int) -> list[int]:
        """Return the rows that hold every term, best first: all are weighed by how often and where they hold them.

        `owner` leaves out what all other practices wrote.
        """
        scores: dict[int, float] = {}
        query = all_of(terms)
        for first, last in self._ranges(owner):
            if first >= _FIRST_OWN << _BLOCK_BITS and not self._rows_in(query, first, last, 1):
                continue  # most words are not in a practice's few notes, and to find that out is quicker than to weigh
            for row, rank in self._connection.execute(
                "SELECT rowid, rank FROM entry WHERE entry MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rank LIMIT ?",
                (query, first, last, max(limit, _MOST_WEIGHED)),
            ):
                scores[row] = rank * self._weight(row, wanted)
            if len(wanted.phrase.words) <= _LONGEST_TITLE_TYPED:
                for row in self._rows_in(_begins_title(wanted.phrase), first, last, _MOST_OF_A_KIND):
                    scores.setdefault(row, _RANK_OF_TITLE * self._weight(row, wanted))
        return sorted(scores, key=scores.__getitem__)

    def listed(self, terms: Sequence[Term], wanted: Wanted, owner: str | None, limit: int) -> list[int]:
        """Return rows that hold every term, some of each kind, those that hold them in their titles first.

        This is for words that stand in so many entries that weighing them all would take too long.
        """
        ranges = self._ranges(owner)
        if len(terms) > 1:
            every = [row for first, last in ranges for row in self._rows_in(all_of(terms), first, last, _MOST_LISTED)]
            if len(every) < _MOST_LISTED:  # then these are all there are, and nothing narrower is to be looked for
                in_title = pattern_of(terms)
                weights = {row: 1.0 + 2 * len(in_title.findall(self._rows[row].title)) for row in every}
                return self._in_order(weights, wanted)
            most = _MOST_LISTED
        else:
            ranges, most = (*_SHARED, *self._own_ranges(owner)), _MOST_OF_A_KIND
        found: dict[int, float] = {}
        for query, weight in _rounds(terms, wanted.phrase):
            for first, last in ranges:
                for row in self._rows_in(query, first, last, most):
                    found.setdefault(row, weight)
            if len(found) >= limit:
                break
        return self._in_order(found, wanted)

    def _in_order(self, weights: Mapping[int, float], wanted: Wanted) -> list[int]:
        """Return rows by what they weigh, and those alike with the shorter title first."""
        scores = {
            row: weight * self._weight(row, wanted) * (1 + 1 / (1 + len(self._rows[row].title)))
            for row, weight in weights.items()
        }
        return sorted(scores, key=lambda row: -scores[row])

    def _rows_in(self, query: str, first: int, last: int, most: int) -> list[int]:
        return [
            row
            for (row,) in self._connection.execute(
                "SELECT rowid FROM entry WHERE entry MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?",
                (query, first, last, most),
            )
        ]

    def _weight(self, row: int, wanted: Wanted) -> float:
        """Return how much more a thing counts for its kind, and for a title that is, or begins with, what was typed."""
        entry = self._rows[row]
        if entry.title == wanted.typed:
            fit = _SAME_TITLE
        elif entry.telling and entry.telling in wanted.same:
            fit = _SAME_WORDS if entry.telling == wanted.telling else _SYNONYM
        elif entry.telling and wanted.words.issuperset(entry.telling.split()):
            fit = _COVERED
        else:
            fit = _BEGINS_TITLE if entry.title.startswith(wanted.typed) else 1.0
        return fit * _KIND_WEIGHT[entry.entry.kind]

    def _count(self, phrase: Phrase) -> int:
        *before, last = phrase.words
        counts = [self.vocabulary.count(word, begun=False) for word in before]
        return min([*counts, self.vocabulary.count(last, begun=phrase.begun)])

    def _ranges(self, owner: str | None) -> tuple[Range, ...]:
        return (_EVERYTHING,) if owner is None else (_ALL_SHARED, *self._own_ranges(owner))

    def _own_ranges(self, owner: str | None) -> tuple[Range, ...]:
        if owner is None:
            return (_ALL_OWN,)
        block = self._block_of.get(owner)
        return () if block is None else (_range_of(block),)

    def _new_row(self, entry: SearchEntry, owner: str) -> int:
        if owner:
            block = self._block_of.setdefault(owner, _FIRST_OWN + len(self._block_of))
        else:
            block = 1 + _KINDS.index(entry.kind)
        row = self._next_in.get(block, block << _BLOCK_BITS)
        self._next_in[block] = row + 1
        return row


def _rounds(terms: Sequence[Term], typed: Phrase) -> Iterator[tuple[str, float]]:
    """Yield ever wider queries for entries that hold every term, each with how much it counts."""
    everything, others = all_of(terms), all_of(terms[1:])
    if len(typed.words) <= _LONGEST_TITLE_TYPED:
        yield _begins_title(typed), 10.0
    begins = _begins_title(terms[0].phrases[0])
    yield (f"{begins} AND {{title}} : ({others})" if others else begins), 8.0
    yield f"{{title}} : ({everything})", 6.0
    if others:
        yield f"({everything}) AND {{title}} : ({any_of(terms)})", 3.0
    yield everything, 1.0


def _begins_title(phrase: Phrase) -> str:
    return f"{{title}} : (^ {phrase.expression})"
