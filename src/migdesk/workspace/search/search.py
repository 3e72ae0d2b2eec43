"""Finds anything by words: guide, tasks, references, glossary, practices, notes and rows, in an index in memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from migdesk.base.errors import UserError
from migdesk.guide.glossary import GLOSSARY_PAGE
from migdesk.practice.state import PracticeState
from migdesk.workspace.changes import Changes
from migdesk.workspace.search.entries import (
    SearchEntry,
    checklist_entries,
    glossary_entries,
    page_entries,
    practice_entry,
    words_of_practice,
)
from migdesk.workspace.search.index import MOST_WORK, EntryIndex, Wanted, wanted
from migdesk.workspace.search.query import STOP_WORDS, Synonyms, Term, beginnings_of, pattern_of, terms_of
from migdesk.workspace.search.snippet import snippet
from migdesk.workspace.search.synonyms import load_synonyms
from migdesk.workspace.workspace import Workspace

_PRACTICES_A_STEP = 25
_ENOUGH = 12
"""With so many found that hold several of the words, those that hold fewer are of no interest."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. The words that were looked for stand between ‹ and › in `snippet`.

    `kind` is page, task, reference, sign-off, note, row, glossary or practice. `link` is a permalink with its anchor, a
    reference's address or `practice:ID`; `item` the id of the task or reference, or `REGISTER/ROW`; `practice_id` whose
    it is, empty for the guide's;
    `within` where a title stands that many could have: a section's page, a task's phase.
    """

    kind: str
    title: str
    link: str
    snippet: str
    practice_id: str = ""
    item: str = ""
    within: str = ""


class Slip(msgspec.Struct, frozen=True):
    """A word that stands nowhere, and the one that was looked for in its place."""

    typed: str
    meant: str


class Found(msgspec.Struct, frozen=True):
    """What a search found, best first; `words` finds in a text what was looked for, None if that was nothing.

    `without_notes` tells that what practices wrote was left out, for there are too many of them.
    """

    hits: tuple[Hit, ...] = ()
    words: re.Pattern[str] | None = None
    slips: tuple[Slip, ...] = ()
    without_notes: bool = False

    @property
    def slips_in_words(self) -> str:
        """Say which words stand nowhere and what is shown in their place; empty where there are none."""
        if not self.slips:
            return ""
        typed, meant = (_listed([getattr(slip, name) for slip in self.slips]) for name in ("typed", "meant"))
        return f"Nothing for {typed}; showing {meant}"


class SearchIndex:
    """The index of one workspace; it follows what is recorded. Use from the workspace's own thread.

    Build it at leisure with `prepare`, or let the first search do it. It holds the guide and all practices' names; the
    notes of a practice come in when they are first asked for, so that thousands of practices do not slow down one.
    `most_with_notes` is how many practices there may be at most for a search over all of them to look at their notes,
    some 25 KiB each; None for any number.
    """

    def __init__(self, workspace: Workspace, most_with_notes: int | None = None) -> None:
        self._workspace = workspace
        self._most_with_notes = most_with_notes
        self.entries = EntryIndex()
        """What can be found."""
        self._synonyms: Synonyms = {}
        self._names: dict[str, tuple[int, ...]] = {}
        self._words: dict[str, dict[SearchEntry, int]] = {}
        self._has_all_words = False
        self._outdated: set[str] = set()
        self._building: Iterator[None] | None = self._build()
        self._taking_all_words: Iterator[None] | None = None
        workspace.recorder.subscribe(self._on_change)

    def prepare(self, *, all_notes: bool = False) -> Iterator[None]:
        """Build the index bit by bit: a page, or some practices, each time it is asked for the next.

        `all_notes` takes in what every practice wrote, as a search without a practice in hand needs it.
        """
        while self._building is not None:
            try:
                next(self._building)
            except StopIteration:
                self._building = None
            yield
        while all_notes and not self._has_all_words and not self._are_too_many:
            self._taking_all_words = self._taking_all_words or self._take_all_words()
            try:
                next(self._taking_all_words)
            except StopIteration:
                self._has_all_words = True
            yield

    def find(self, text: str, practice_id: str | None = None, limit: int = 40) -> tuple[Hit, ...]:
        """Return what fits `text`, best first, at most `limit`; nothing for a text without a word. See `search`."""
        return self.search(text, practice_id, limit).hits

    def search(self, text: str, practice_id: str | None = None, limit: int = 40, of_a_kind: int | None = None) -> Found:
        """Find what fits `text`, at most `limit` things, and at most `of_a_kind` of each kind.

        `practice_id` leaves out the notes and own tasks of all other practices. Things that hold every word come
        before those that hold only some. A word that stands nowhere is taken for one that is a letter away from it.
        """
        for _ in self.prepare(all_notes=practice_id is None):
            pass
        self.follow_changes()
        without_notes = practice_id is None and self._are_too_many
        if without_notes:
            practice_id = ""
        elif practice_id is not None:
            self._take_words_of(practice_id)
        terms = terms_of(text, self._synonyms)
        if not terms:
            return Found()
        slips = tuple(self._slips_in(terms))
        if slips:
            text = _mended(text, slips)
            terms = terms_of(text, self._synonyms)
        words, beginnings = pattern_of(terms), beginnings_of(terms)
        rows = self._rows_with(terms, wanted(text, terms), practice_id, limit)
        shown = rows[:limit] if of_a_kind is None else self._best_of_each_kind(rows, of_a_kind)[:limit]
        return Found(tuple(self._hit(row, words, beginnings) for row in shown), words, slips, without_notes)

    def close(self) -> None:
        """Let go of the index's memory."""
        self.entries.close()

    # finding

    def _rows_with(self, terms: Sequence[Term], wanted: Wanted, practice_id: str | None, limit: int) -> list[int]:
        """Return rows with every term, then with all but the commonest, with the two rarest, and with any one."""
        index = self.entries
        known = [index.known(term) for term in terms]
        rarest_first = sorted(filter(index.count, known), key=index.count)
        parts = [rarest_first, rarest_first[:-1], rarest_first[:2], *([term] for term in rarest_first)]
        rows: dict[int, None] = {}
        left: float = MOST_WORK
        for part in dict.fromkeys(map(tuple, filter(None, parts))):
            in_order = [term for term in known if term in part]
            work = index.work(in_order)
            if work <= left:
                left -= work
                found = index.weighed(in_order, wanted, practice_id, limit)
            else:
                found = index.listed(in_order, wanted, practice_id, limit)
            rows.update(dict.fromkeys(found))
            if len(rows) >= min(limit, _ENOUGH):
                break
        return list(rows)

    def _best_of_each_kind(self, rows: Iterable[int], most: int) -> list[int]:
        counts: Counter[str] = Counter()
        best = []
        for row in rows:
            kind = self.entries.entry(row).kind
            counts[kind] += 1
            if counts[kind] <= most:
                best.append(row)
        return best

    def _slips_in(self, terms: Iterable[Term]) -> Iterator[Slip]:
        for term in terms:
            if " " not in term.typed and not self.entries.count(term):
                meant = self.entries.vocabulary.meant_by(term.typed)
                if meant and meant not in STOP_WORDS:
                    yield Slip(term.typed, meant)

    def _hit(self, row: int, words: re.Pattern[str], beginnings: Sequence[str]) -> Hit:
        entry = self.entries.entry(row)
        text = snippet(entry.text or entry.heading, words, beginnings)
        return Hit(
            kind=entry.kind,
            title=entry.title,
            link=entry.link,
            snippet=text,
            practice_id=entry.practice_id,
            item=entry.item,
            within=entry.within,
        )

    @property
    def _are_too_many(self) -> bool:
        return self._most_with_notes is not None and len(self._names) > self._most_with_notes

    # building and following

    def _build(self) -> Iterator[None]:
        workspace = self._workspace
        self._synonyms = load_synonyms(workspace.guide.folder, workspace.paths.cache)
        yield
        self.entries.add(checklist_entries(workspace.definitions))
        yield
        glossary = glossary_entries(workspace.guide, workspace.paths.cache)
        self.entries.add(glossary)
        yield
        for info in workspace.guide.pages:
            try:
                found = tuple(page_entries(workspace.guide.render(info.permalink)))
            except UserError:
                continue  # the page has gone since the guide was opened
            # The sections of the glossary page are letters; the terms themselves are in the index already.
            self.entries.add(found[:1] if glossary and info.permalink == GLOSSARY_PAGE else found)
            yield
        for count, practice in enumerate(workspace.summaries(), start=1):
            self._names[practice.id] = self.entries.add([practice_entry(practice)])
            if count % _PRACTICES_A_STEP == 0:
                yield

    def _take_all_words(self) -> Iterator[None]:
        for count, state in enumerate(self._workspace.store.states(), start=1):
            self._take_words_in(state)
            if count % _PRACTICES_A_STEP == 0:
                yield

    def _take_words_of(self, practice_id: str) -> None:
        if not self._has_all_words and practice_id not in self._words:
            self._take_words_in(self._workspace.store.state(practice_id))

    def _take_words_in(self, state: PracticeState) -> None:
        """Take in what a practice wrote, unless that is in the index already."""
        if state.id not in self._words:
            self._update_words_in(state)

    def _update_words_in(self, state: PracticeState) -> None:
        """Have in the index what a practice wrote as it is now; what stands there already stays as it is."""
        known, wanted = self._words.get(state.id, {}), dict.fromkeys(self._words_of(state))
        self.entries.remove(row for entry, row in known.items() if entry not in wanted)
        new = [entry for entry in wanted if entry not in known]
        added = dict(zip(new, self.entries.add(new, owner=state.id), strict=True))
        self._words[state.id] = {entry: row for entry, row in known.items() if entry in wanted} | added

    def _words_of(self, state: PracticeState) -> Iterator[SearchEntry]:
        if state.taken_back:
            return
        yield from words_of_practice(state, self._workspace.definitions)
        if state.registers:
            from migdesk.workspace.search.row_entries import row_entries

            yield from row_entries(state, self._workspace.registers)

    def _on_change(self, changes: Changes) -> None:
        self._outdated |= changes.practices or {changes.practice_id}

    def follow_changes(self) -> None:
        """Take in what was recorded since; a search does it too, and is quicker where it need not."""
        for practice_id in self._outdated:
            self.entries.remove(self._names.pop(practice_id, ()))
            state = self._workspace.store.state(practice_id)
            if not state.taken_back:
                self._names[practice_id] = self.entries.add([practice_entry(self._workspace.summary(practice_id))])
            if practice_id in self._words or self._has_all_words:
                self._update_words_in(state)
        self._outdated.clear()


def _mended(text: str, slips: Iterable[Slip]) -> str:
    for slip in slips:
        text = re.sub(rf"(?<!\w){re.escape(slip.typed)}(?!\w)", slip.meant, text, flags=re.IGNORECASE)
    return text


def _listed(words: Sequence[str]) -> str:
    """Return words in quotation marks: one, “one” and “two”, “one”, “two” and “three”."""
    quoted = [f"“{word}”" for word in words]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
