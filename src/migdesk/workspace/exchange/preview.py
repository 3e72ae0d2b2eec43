"""What taking in a package would do, before anything is done: what is new, what clashes, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from migdesk.base.clock import local_date
from migdesk.base.date_words import date_with_weekday
from migdesk.practice.causal_order import causal_order
from migdesk.practice.clock_remarks import clock_remarks
from migdesk.practice.conflicts import Conflict, ConflictValue
from migdesk.practice.entries import Way
from migdesk.practice.event import Event
from migdesk.practice.exchange.clashes import clashes_between, is_removal
from migdesk.practice.exchange.manifest import Manifest
from migdesk.practice.exchange.package import Package
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.history import Entry
from migdesk.practice.kinds import acknowledged, kind_of, note_added
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Foreseen
from migdesk.workspace.evidence.arrived_files import lacking_files
from migdesk.workspace.exchange.conflict_words import ConflictView, ConflictWords, StandingValue
from migdesk.workspace.exchange.surroundings import Surroundings

_CLOCK_MAY_DIFFER = timedelta(hours=1)


class ClashView(msgspec.Struct, frozen=True, kw_only=True):
    """A field that was changed on both sides: what stands here, what comes, and what would be shown afterwards."""

    conflict: ConflictView
    yours: StandingValue
    theirs: StandingValue
    will_be: StandingValue


class NewEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One new event in words, as the history will tell it. `clock_ahead` marks one that a wrong clock dated."""

    entry: Entry
    is_note: bool
    is_acknowledgement: bool
    clock_ahead: bool


class PracticePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What taking in comes to for one practice. `added` where it is not here yet; `waiting` events name others that are
    not here; `last_taken_in` from this sender. `made_twice` are the ids of
    practices here with the same ODS code: maybe the same one, made in two places.
    """

    id: str
    name: str
    ods_code: str
    sample: bool
    added: bool
    new: tuple[NewEntry, ...]
    waiting: int
    clashes: tuple[ClashView, ...]
    open_conflicts: int
    last_taken_in: datetime | None
    newer: int
    made_twice: tuple[str, ...] = ()

    @property
    def changes(self) -> int:
        return sum(not (new.is_note or new.is_acknowledgement) for new in self.new)

    @property
    def notes(self) -> int:
        return sum(new.is_note for new in self.new)

    @property
    def acknowledgements(self) -> int:
        return sum(new.is_acknowledgement for new in self.new)


class Preview(msgspec.Struct, frozen=True):
    """What taking in a package would do. `remarks` are whole sentences; `files` counts files attached that are not here
    yet."""

    manifest: Manifest
    practices: tuple[PracticePreview, ...]
    remarks: tuple[str, ...]
    files: int = 0

    @property
    def new(self) -> int:
        return sum(len(practice.new) for practice in self.practices)

    @property
    def waiting(self) -> int:
        return sum(practice.waiting for practice in self.practices)

    @property
    def clashes(self) -> int:
        return sum(len(practice.clashes) for practice in self.practices)


def preview_of(around: Surroundings, package: Package) -> Preview:
    """Return what taking in a package would do; nothing is changed."""
    foreseen = around.store.preview(package.events)
    practices = tuple(
        _practice(around, part.id, package.manifest, foreseen[part.id]) for part in package.manifest.practices
    )
    known = (around.store.own_state(practice_id) for practice_id in package.events)
    files = len(lacking_files(package, known, around.evidence().files))
    return Preview(package.manifest, practices, tuple(_remarks(around, package.manifest, practices)), files)


def _practice(around: Surroundings, practice_id: str, manifest: Manifest, foreseen: Foreseen) -> PracticePreview:
    before, after = foreseen.before, foreseen.after
    shown = after if foreseen.new else before
    return PracticePreview(
        id=practice_id,
        name=shown.name or next(part.name for part in manifest.practices if part.id == practice_id),
        ods_code=shown.ods_code,
        sample=shown.sample,
        added=bool(foreseen.new) and not before.details,
        new=_new_entries(around, foreseen),
        waiting=foreseen.waiting,
        clashes=_clashes(around, before, after) if foreseen.new and after.id == practice_id else (),
        open_conflicts=len(with_folded_tasks(after, around.definitions).conflicts()),
        last_taken_in=_last_taken_in(before, manifest.sender.name),
        newer=sum(kind_of(event) is None for event in foreseen.new),
        made_twice=_made_twice(around, after, practice_id) if foreseen.new else (),
    )


def _made_twice(around: Surroundings, after: PracticeState, practice_id: str) -> tuple[str, ...]:
    """Return the practices here that have the code of one that comes; made-up ones are never the same as another."""
    if after.sample or not after.ods_code:
        return ()
    family = {after.id, practice_id, *(pairing.other for pairing in after.pairings.values())}
    known = (
        practice for practice in around.store.names(put_away=True) if not practice.sample and practice.id not in family
    )
    return tuple(practice.id for practice in known if practice.ods_code == after.ods_code)


def _clashes(around: Surroundings, before: PracticeState, after: PracticeState) -> tuple[ClashView, ...]:
    folded = with_folded_tasks(after, around.definitions)
    found = clashes_between(with_folded_tasks(before, around.definitions), folded)
    if not found:
        return ()
    words = ConflictWords(folded, around.definitions, around.words_in(folded))
    views = words.views(tuple(clash.conflict for clash in found))
    return tuple(
        ClashView(
            conflict=view,
            yours=words.value(clash.conflict, clash.yours),
            theirs=words.value(clash.conflict, clash.theirs),
            will_be=words.value(clash.conflict, _shown(clash.conflict, folded)),
        )
        for clash, view in zip(found, views, strict=True)
    )


def _shown(conflict: Conflict, state: PracticeState) -> ConflictValue:
    """Return the value of a conflict that is shown until somebody settles it; what was removed stays in sight."""
    if is_removal(conflict):
        return [value for value in conflict.values if not value.value][-1]
    fields = state.fields_of(conflict.item) if conflict.item else state.details
    shown = fields[conflict.field].shown
    return next(value for value in conflict.values if shown and value.key == shown.key)


def _new_entries(around: Surroundings, foreseen: Foreseen) -> tuple[NewEntry, ...]:
    """Return what is new as the history will tell it, the latest first."""
    if not foreseen.new:
        return ()
    practice_id = foreseen.after.id
    here = around.store.events(practice_id)
    every = causal_order((*here, *foreseen.new))
    new = {event.hash for event in foreseen.new}
    ahead = clock_remarks(foreseen.new, {}, around.now)
    told = around.told(practice_id, every, foreseen.after)
    found = [_entry(event, entry, ahead) for event, entry in zip(every, told, strict=True) if event.hash in new]
    return tuple(reversed(found))


def _entry(event: Event, entry: Entry, ahead: dict[str, str]) -> NewEntry:
    return NewEntry(
        entry=entry,
        is_note=event.kind == note_added.KIND.name,
        is_acknowledgement=event.kind == acknowledged.KIND.name,
        clock_ahead=event.key in ahead,
    )


def _last_taken_in(state: PracticeState, place: str) -> datetime | None:
    taken = (found.at for found in state.exchanges.values() if found.way == Way.TAKEN_IN and found.place == place)
    return max(taken, default=None)


def _remarks(around: Surroundings, manifest: Manifest, practices: tuple[PracticePreview, ...]) -> Iterator[str]:
    ahead = sum(new.clock_ahead for practice in practices for new in practice.new)
    fast = manifest.made - around.now
    if fast > _CLOCK_MAY_DIFFER:
        yield f"Their clock runs about {_time_in_words(fast)} ahead of yours; your own clock stays as it is."
    if ahead:
        number = "1 change bears a date" if ahead == 1 else f"{ahead:,} changes bear dates"
        yield f"{number} in the future; {'it is' if ahead == 1 else 'they are'} taken in, and marked."
    here = around.guide.version
    if manifest.content_version and here and manifest.content_version != here:
        yield f"It was made with version {manifest.content_version} of the guide; here it is {here}."
    newer = sum(practice.newer for practice in practices)
    if newer:
        number = "1 change was" if newer == 1 else f"{newer:,} changes were"
        yield f"{number} made by a newer version of migdesk: kept, and shown once this one is as new."
    waiting = sum(practice.waiting for practice in practices)
    if waiting:
        number = "1 change waits" if waiting == 1 else f"{waiting:,} changes wait"
        yield f"{number} for others that are neither here nor in this package."
    yield from _samples(practices)


def _samples(practices: tuple[PracticePreview, ...]) -> Iterator[str]:
    for practice in practices:
        if practice.sample:
            yield f"{practice.name} is a made-up practice to try things on."


def _time_in_words(time: timedelta) -> str:
    if time.days >= 1:
        return "1 day" if time.days == 1 else f"{time.days:,} days"
    hours = round(time.total_seconds() / 3600)
    return "1 hour" if hours == 1 else f"{hours} hours"


def day_and_time(moment: datetime) -> str:
    """Return a moment as "Sun 29 Nov 2026, 16:40" where this computer stands."""
    return f"{date_with_weekday(local_date(moment))}, {moment.astimezone():%H:%M}"
