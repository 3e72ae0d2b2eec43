"""Finds anything by words: guide, tasks, references, glossary, practices and notes, in an index held in memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from migdesk.base.errors import UserError
from migdesk.practice.state import PracticeState
from migdesk.workspace.changes import Changes
from migdesk.workspace.search_entries import (
    GLOSSARY_PAGE,
    SearchEntry,
    checklist_entries,
    glossary_entries,
    page_entries,
    practice_entry,
    words_of_practice,
)
from migdesk.workspace.search_query import all_of, any_of, for_index, pattern_of, plain, terms_of
from migdesk.workspace.search_snippet import snippet
from migdesk.workspace.workspace import Workspace

_WEIGHTS = "bm25(12.0, 4.0, 1.0)"
"""A title counts twelve times a mention in the text, and what a thing belongs to four times."""
_KIND_WEIGHT = {"page": 1.15, "glossary": 1.05, "task": 1.0, "practice": 1.0, "reference": 1.0, "note": 0.9}
"""Where words fit alike, people want the guide first."""
_SAME_TITLE, _BEGINS_TITLE = 2.0, 1.2
_PRACTICES_A_STEP = 25
_MOST_WEIGHED = 60
"""How many of the best are weighed anew, so that a shorter list holds the same best."""


class Hit(msgspec.Struct, frozen=True):
    """One thing found. The words that were looked for stand between ‹ and › in `snippet`.

    `kind` is page, task, reference, note, glossary or practice. `link` is a permalink with its anchor, a reference's
    address or `practice:ID`; `item` the id of the task or reference; `practice_id` whose it is, empty for the guide's.
    """

    kind: str
    title: str
    link: str
    snippet: str
    practice_id: str = ""
    item: str = ""


class SearchIndex:
    """The index of one workspace; it follows what is recorded. Use from the workspace's own thread.

    Build it at leisure with `prepare`, or let the first `find` do it. It holds the guide and all practices' names; the
    notes of a practice come in when they are first asked for, so that thousands of practices do not slow down one.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(
            "CREATE VIRTUAL TABLE entry USING fts5(title, heading, text, kind UNINDEXED, practice_id UNINDEXED,"
            " tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._connection.execute("INSERT INTO entry (entry, rank) VALUES ('rank', ?)", (_WEIGHTS,))
        self._entries: dict[int, SearchEntry] = {}
        self._names: dict[str, tuple[int, ...]] = {}
        self._words: dict[str, tuple[int, ...]] = {}
        self._has_all_words = False
        self._next_row = 1
        self._outdated: set[str] = set()
        self._building: Iterator[None] | None = self._build()
        workspace.recorder.subscribe(self._on_change)

    def prepare(self) -> Iterator[None]:
        """Build the index bit by bit: a page, or some practices' names, each time it is asked for the next."""
        while self._building is not None:
            try:
                next(self._building)
            except StopIteration:
                self._building = None
            yield

    def find(self, text: str, practice_id: str | None = None, limit: int = 40) -> tuple[Hit, ...]:
        """Return what fits `text`, best first, at most `limit`; nothing for a text without a word.

        `practice_id` leaves out the notes and own tasks of all other practices. Things that hold every word come
        before those that hold only some.
        """
        for _ in self.prepare():
            pass
        self._follow_changes()
        self._add_words_of(practice_id)
        terms = terms_of(text)
        if not terms:
            return ()
        found, wanted = pattern_of(terms), plain(text)
        rows = self._matches(all_of(terms), practice_id, limit, wanted)
        if len(rows) < limit and len(terms) > 1:
            some = self._matches(any_of(terms), practice_id, limit, wanted)
            rows += [row for row in some if row not in rows]
        return tuple(
            Hit(one.kind, one.title, one.link, snippet(one.text or one.heading, found), one.practice_id, one.item)
            for one in map(self._entries.__getitem__, rows[:limit])
        )

    def close(self) -> None:
        """Let go of the index's memory."""
        self._connection.close()

    def _matches(self, query: str, practice_id: str | None, limit: int, wanted: str) -> list[int]:
        """Return the numbers of the rows that fit, best first."""
        own = " AND (practice_id = '' OR kind = 'practice' OR practice_id = ?)" if practice_id is not None else ""
        rows = self._connection.execute(
            f"SELECT rowid, rank FROM entry WHERE entry MATCH ?{own} ORDER BY rank LIMIT ?",  # noqa: S608
            (query, *([practice_id] if practice_id is not None else []), max(limit, _MOST_WEIGHED)),
        )
        scores = {row: rank * _weight(self._entries[row], wanted) for row, rank in rows}
        return sorted(scores, key=scores.__getitem__)

    # building and following

    def _build(self) -> Iterator[None]:
        workspace = self._workspace
        self._add(checklist_entries(workspace.definitions))
        yield
        glossary = glossary_entries(workspace.guide, workspace.paths.cache)
        self._add(glossary)
        yield
        for info in workspace.guide.pages:
            try:
                found = tuple(page_entries(workspace.guide.render(info.permalink)))
            except UserError:
                continue  # the page has gone since the guide was opened
            # The sections of the glossary page are letters; the terms themselves are in the index already.
            self._add(found[:1] if glossary and info.permalink == GLOSSARY_PAGE else found)
            yield
        for count, state in enumerate(workspace.store.states(), start=1):
            self._names[state.id] = self._add([practice_entry(state)])
            if count % _PRACTICES_A_STEP == 0:
                yield

    def _add(self, entries: Iterable[SearchEntry]) -> tuple[int, ...]:
        """Add entries and return the numbers of their rows."""
        added = dict(enumerate(entries, start=self._next_row))
        self._next_row += len(added)
        self._entries.update(added)
        self._connection.execute("BEGIN")
        self._connection.executemany(
            "INSERT INTO entry (rowid, title, heading, text, kind, practice_id) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row, for_index(one.title), for_index(one.heading), for_index(one.text), one.kind, one.practice_id)
                for row, one in added.items()
            ],
        )
        self._connection.execute("COMMIT")
        return tuple(added)

    def _on_change(self, changes: Changes) -> None:
        self._outdated.add(changes.practice_id)

    def _follow_changes(self) -> None:
        for practice_id in self._outdated:
            self._remove(self._names.pop(practice_id, ()))
            state = self._workspace.store.state(practice_id)
            if not state.taken_back:
                self._names[practice_id] = self._add([practice_entry(state)])
            if practice_id in self._words or self._has_all_words:
                self._remove(self._words.pop(practice_id, ()))
                self._words[practice_id] = self._add(self._words_in(state))
        self._outdated.clear()

    def _add_words_of(self, practice_id: str | None) -> None:
        """Take in what a practice wrote, or what all of them did, unless that is in the index already."""
        if self._has_all_words or practice_id in self._words:
            return
        store = self._workspace.store
        for state in store.states() if practice_id is None else (store.state(practice_id),):
            if state.id not in self._words:
                self._words[state.id] = self._add(self._words_in(state))
        self._has_all_words = practice_id is None

    def _words_in(self, state: PracticeState) -> Iterable[SearchEntry]:
        return () if state.taken_back else words_of_practice(state, self._workspace.definitions)

    def _remove(self, rows: tuple[int, ...]) -> None:
        for row in rows:
            self._connection.execute("DELETE FROM entry WHERE rowid = ?", (row,))
            del self._entries[row]


def _weight(entry: SearchEntry, wanted: str) -> float:
    """Return how much more a thing counts for its kind, and for a title that is, or begins with, what was typed."""
    title = plain(entry.title)
    fit = _SAME_TITLE if title == wanted else _BEGINS_TITLE if title.startswith(wanted) else 1.0
    return fit * _KIND_WEIGHT[entry.kind]
