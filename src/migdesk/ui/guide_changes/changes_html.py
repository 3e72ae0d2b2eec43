"""What differs between two versions of a guide, as the HTML of one calm page. Every link in it is a number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Literal, TypeVar

import msgspec

from migdesk.base.date_words import month_in_words
from migdesk.checklist.checklist_changes import ChecklistChanges, MilestoneChange, ReferenceChange, TaskChange
from migdesk.guide.page_changes import Effort, PageChange, SectionChange, word_changes
from migdesk.ui.guide_changes.was_and_now import was_and_now
from migdesk.ui.look.words import counted
from migdesk.workspace.guide_updates.practice_effect import PracticeEffect
from migdesk.workspace.guide_updates.snapshot import GuideChanges, GuideSnapshot
from migdesk.workspace.guide_updates.update import GuideUpdate

MOST_ENTRIES = 300
"""In a list; a guide that is wholly another is told by what stands first, and how much more there is."""
MOST_SENTENCES, MOST_OF_SECTION = 400, 12
"""Shown in all, and of one section."""

_HOW_TO_READ = "“Was” and “Now” show whole sentences; what differs in them is in bold."


Change = TypeVar("Change")
PlaceKind = Literal["guide", "task", "page-read", "checklist-read"]


class Place(msgspec.Struct, frozen=True):
    """Where a link leads: into the guide, to a task by its id, or to marking a page or the checklist as read."""

    kind: PlaceKind
    target: str = ""


class ChangesPage(msgspec.Struct, frozen=True):
    """The HTML, and the place of each link by its number."""

    html: str
    places: tuple[Place, ...]


class PracticePart(msgspec.Struct, frozen=True):
    """The practice in hand by its name, and what the changes mean for it."""

    name: str
    effect: PracticeEffect


def changes_page(update: GuideUpdate, practice: PracticePart | None, *, muted: str, marks: bool) -> ChangesPage:
    """Return an update as a page; `muted` is the colour of what is said beside, with `marks` pages can be marked."""
    assert update.before is not None and update.changes is not None
    return _Writer(muted, marks).write(update.before, update.now, update.changes, practice)


def headline(before: GuideSnapshot, now: GuideSnapshot, changes: GuideChanges) -> str:
    """Return how much differs, in one or two sentences."""
    tasks = changes.checklist
    counts = (
        (changes.pages, "page", "changed"),
        (tasks.added, "task", "added"),
        (tasks.moved, "task", "moved"),
        (tasks.reworded, "task", "in other words"),
        (tasks.withdrawn, "task", "withdrawn"),
        (tasks.references, "reference", "changed"),
        (tasks.milestones, "milestone", "changed"),
    )
    what = ", ".join(f"{counted(len(found), noun)} {verb}" for found, noun, verb in counts if found)
    return f"{_versions(before, now)}: {what or 'nothing differs'}."


def _versions(before: GuideSnapshot, now: GuideSnapshot) -> str:
    if before.version == now.version:  # as with every guide that says none
        return f"{now.title}, since it was read here last"
    return f"From {_version(before)} to {_version(now)}"


def _version(snapshot: GuideSnapshot) -> str:
    words = f"version {snapshot.version}" if snapshot.version else "one without a version"
    return words + (f" (as of {month_in_words(snapshot.as_of)})" if snapshot.as_of else "")


class _Writer:
    def __init__(self, muted: str, marks: bool) -> None:
        self._muted = muted
        self._marks = marks
        self._places: list[Place] = []
        self._sentences_left = MOST_SENTENCES
        self._effort = Effort()

    def write(
        self, before: GuideSnapshot, now: GuideSnapshot, changes: GuideChanges, practice: PracticePart | None
    ) -> ChangesPage:
        parts = [f"<p>{escape(headline(before, now, changes))}</p>"]
        if practice is not None and practice.effect.any:
            parts += self._practice(practice, _version_before(before, now))
        parts += self._tasks(changes.checklist)
        if changes.pages:
            parts.append("<h3>Pages</h3>")
            parts += self._pages(changes.pages)
            parts.append(f"<p>{self._beside(_HOW_TO_READ)}</p>")
        return ChangesPage("".join(parts), tuple(self._places))

    # the practice in hand

    def _practice(self, practice: PracticePart, was: str) -> list[str]:
        effect = practice.effect
        parts = [f"<h3>For {escape(practice.name)}</h3>", "<p>All that was recorded stays as it was.</p>"]
        if effect.done:
            parts.append(f"<p>Done, and from now on marked as done under {escape(was)}:</p>")
            parts += self._list(self._task_link, effect.done)
        if effect.to_sign_again:
            parts.append(f"<p>Signed under {escape(was)}. Somebody of the practice has to read them again:</p>")
            parts += self._list(self._reference, effect.to_sign_again)
        if effect.withdrawn:
            parts.append("<p>No longer on the checklist. What was recorded of them stays in the history:</p>")
            parts += self._list(_withdrawn, effect.withdrawn)
        return parts

    # the checklist

    def _tasks(self, checklist: ChecklistChanges) -> list[str]:
        parts: list[str] = []
        lists = (
            ("Tasks added", checklist.added, self._added),
            ("Tasks moved", checklist.moved, self._moved),
            ("Tasks in other words", checklist.reworded, self._reworded),
            ("Tasks withdrawn", checklist.withdrawn, _withdrawn),
        )
        for title, tasks, words in lists:
            if tasks:
                parts.append(f"<h3>{title}</h3>")
                parts += self._list(words, tasks)
        if checklist.references:
            parts.append("<h3>Information governance</h3>")
            parts += self._list(self._reference, checklist.references)
        if checklist.milestones:
            parts.append("<h3>Milestones</h3>")
            parts += self._list(_milestone, checklist.milestones)
        if parts and self._marks:
            parts.append(f"<p>{self._link('checklist-read', '', 'Mark what is new in the checklist as read')}</p>")
        return parts

    def _added(self, change: TaskChange) -> str:
        task = change.now
        assert task is not None
        return f"{self._task_link(change)} {self._beside(', '.join(filter(None, (task.phase_title, task.due))))}"

    def _moved(self, change: TaskChange) -> str:
        before, now = change.before, change.now
        assert before is not None and now is not None
        moves = []
        if change.phase_changed:
            moves.append(f"from “{before.phase_title}” to “{now.phase_title}”")
        if change.date_changed:
            moves.append(f"due {now.due or 'on no day of the plan'}, not {before.due or 'on no day of the plan'}")
        return f"{self._task_link(change)}: {escape('; '.join(moves))}"

    def _reworded(self, change: TaskChange) -> str:
        before, now = change.before, change.now
        assert before is not None and now is not None
        title = was_and_now(before.title, now.title, self._effort) if before.title != now.title else ""
        return self._task_link(change) + title + self._words(before.words, now.words)

    def _reference(self, change: ReferenceChange) -> str:
        before, now = change.before, change.now
        if now is None:
            return escape(f"{before.name if before else ''}: no longer listed")
        if before is None:
            return escape(f"{now.name}: new")
        return escape(now.name) + was_and_now(before.wording, now.wording, self._effort)

    # pages

    def _pages(self, pages: Sequence[PageChange]) -> list[str]:
        return [*map(self._page, pages[:MOST_ENTRIES]), self._and_more(len(pages))]

    def _page(self, page: PageChange) -> str:
        if page.kind == "removed":
            head = f"{escape(page.title)}: the page is gone"
        else:
            head = self._link("guide", page.permalink, page.title) + (": a new page" if page.kind == "added" else "")
        if page.title_before != page.title:
            head += f" {self._beside(f'was called “{page.title_before}”')}"
        if self._marks:
            head += " · " + self._link("page-read", page.permalink, "Mark as read")
        sections = [self._section(page.permalink, change) for change in page.sections[:MOST_ENTRIES]]
        return f"<p><b>{head}</b></p>" + "".join(f'<div style="margin-left: 18px">{part}</div>' for part in sections)

    def _section(self, permalink: str, change: SectionChange) -> str:
        title = change.title or "Before the first heading"
        if change.now is None:
            return f"<p>{escape(title)}: no longer there</p>"
        link = self._link("guide", f"{permalink}#{change.anchor}".rstrip("#"), title)
        if change.before is None:
            return f"<p>{link}: a new section</p>"
        return f"<p>{link}</p>" + self._words(change.before.text, change.now.text)

    # words

    def _words(self, before: str, now: str) -> str:
        if not before and not now:
            return ""
        if self._sentences_left <= 0:
            return f"<p>{self._beside('other words')}</p>"
        changes = word_changes(before, now, self._effort)
        shown = changes[: max(0, min(MOST_OF_SECTION, self._sentences_left))]
        self._sentences_left -= len(shown)
        more = len(changes) - len(shown)
        rest = f"<p>{self._beside(f'and {more:,} more that differ')}</p>" if more else ""
        return "".join(was_and_now(change.before, change.now, self._effort) for change in shown) + rest

    def _task_link(self, change: TaskChange) -> str:
        task = change.now
        assert task is not None
        return self._link("task", task.id, task.title)

    def _link(self, kind: PlaceKind, target: str, words: str) -> str:
        self._places.append(Place(kind, target))
        return f'<a href="{len(self._places) - 1}">{escape(words)}</a>'

    def _beside(self, words: str) -> str:
        return f'<span style="color: {self._muted}">{escape(words)}</span>' if words else ""

    def _list(self, words: Callable[[Change], str], changes: Sequence[Change]) -> list[str]:
        items = [f"<li>{words(change)}</li>" for change in changes[:MOST_ENTRIES]]
        return ["<ul>", *items, "</ul>", self._and_more(len(changes))]

    def _and_more(self, number: int) -> str:
        return f"<p>{self._beside(f'and {number - MOST_ENTRIES:,} more')}</p>" if number > MOST_ENTRIES else ""


def _version_before(before: GuideSnapshot, now: GuideSnapshot) -> str:
    return f"version {before.version}" if before.version and before.version != now.version else "the earlier words"


def _withdrawn(change: TaskChange) -> str:
    before = change.before
    assert before is not None
    joined = f": joined to “{change.joined_to.title}”" if change.joined_to else ""
    return escape(before.title + joined)


def _milestone(change: MilestoneChange) -> str:
    before, now = change.before, change.now
    if now is None:
        return escape(f"{before.title if before else ''}: no longer there")
    if before is None:
        return escape(f"{now.title}: new" + (f", {now.due}" if now.due else ""))
    called = f" (was called “{before.title}”)" if before.title != now.title else ""
    moved = f": {now.due or 'no rule'}, not {before.due or 'without a rule'}" if before.rule != now.rule else ""
    return escape(now.title + called + moved)
