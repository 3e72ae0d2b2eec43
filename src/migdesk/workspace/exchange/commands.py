"""Sending practices to other computers, taking in what comes from them, and settling what clashes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from migdesk import __version__
from migdesk.base.atomic import output_file
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice.backup import make_safety_copy
from migdesk.practice.entries import Way
from migdesk.practice.event import PROGRAMME, Actor, Draft, Event
from migdesk.practice.exchange.coverage import coverage_of
from migdesk.practice.exchange.manifest import Sender
from migdesk.practice.exchange.package import (
    Note,
    Package,
    PracticeRecord,
    package_bytes,
    read_package,
    write_package,
)
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.kinds import exchanged, paired, practice_set, withdrawn
from migdesk.practice.kinds.practice_set import LOOKED_AFTER_BY
from migdesk.practice.pairs import standing_pairings
from migdesk.practice.record_mark import mark_of
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Build, NoteTaken, Write
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.changes import Changes
from migdesk.workspace.evidence.arrived_files import ArrivedFiles, keep_files
from migdesk.workspace.exchange.conflict_words import ConflictView, ConflictWords, line_of
from migdesk.workspace.exchange.preview import Preview, preview_of
from migdesk.workspace.exchange.put_away import save_put_away
from migdesk.workspace.exchange.settlement import settlement
from migdesk.workspace.exchange.status import PlaceExchange, PracticeExchange, latest_with, places_of
from migdesk.workspace.exchange.surroundings import Surroundings
from migdesk.workspace.free_text import one_line
from migdesk.workspace.practice_lookup import no_practice
from migdesk.workspace.recorder import NOBODY_NAMED, Action, NobodyNamedError

NOBODY = Actor("", "")
COPY_BEFORE = "take-in"
_LONGEST_PLACE = 120


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """A package that was written: where, of how many practices, events and files attached, and whether it is locked.

    `not_here` counts the files that could not go, as they are not on this computer.
    """

    path: Path
    practices: int
    events: int
    locked: bool
    files: int = 0
    not_here: int = 0


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What was taken in: how many new events of each practice, how many wait, how much there is to settle in these
    practices, the copy that was made before, and which files attached came."""

    new: dict[str, int]
    waiting: int
    conflicts: int
    copy: Path | None
    files: ArrivedFiles = ArrivedFiles()

    @property
    def events(self) -> int:
        return sum(self.new.values())


class ExchangeCommands:
    """What goes between this data folder and others by packages."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._store = around.store

    # sending

    def send(
        self, practice_ids: Sequence[str], target: Path, *, passphrase: str | None, sender: Actor | None, to: str = ""
    ) -> Sent:
        """Write a package of whole practices, private notes left out, and note here that it was sent.

        `to` is whom it is for, as people call it. Raises UserError for an empty passphrase or list, and
        EnvironmentFault where the file cannot be written; a file of that name is then as it was.
        """
        if not practice_ids:
            raise UserError("Name the practices to send.")
        place = one_line(to, "Whom it is for", _LONGEST_PLACE)
        path = output_file(target)
        every = (own for practice_id in practice_ids for own in self._store.family(practice_id))
        records = [self._record(practice_id) for practice_id in dict.fromkeys(every)]
        evidence = self._around.evidence()
        files = evidence.attachments_of(record.id for record in records)
        not_here = evidence.count_missing(record.id for record in records)
        write_package(path, package_bytes(self._note(sender), records, files), passphrase)
        for record in records:
            self._around.note_handed_out(mark_of(record.id, self._store.tips(record.id)))
        self._note_sent(records, place, sender or NOBODY)
        events = sum(len(record.rows) for record in records)
        return Sent(
            path=path,
            practices=len(records),
            events=events,
            locked=passphrase is not None,
            files=len(files),
            not_here=not_here,
        )

    def _record(self, practice_id: str) -> PracticeRecord:
        state = self._store.state(practice_id)
        return PracticeRecord(
            id=practice_id,
            name=state.name,
            ods_code=state.ods_code,
            sample=state.sample,
            rows=self._store.rows(practice_id),
        )

    def _note(self, sender: Actor | None) -> Note:
        who = Sender(sender.name, sender.role, sender.organisation, sender.party) if sender else Sender("")
        version = self._around.guide.version
        return Note(sender=who, made=self._around.now, program=__version__, content_version=version)

    def _note_sent(self, records: Sequence[PracticeRecord], place: str, actor: Actor) -> None:
        """Note in the record here that it was sent; where it can only be read, nothing is noted."""

        def write(record: PracticeRecord) -> Write:
            def build(state: PracticeState) -> list[Draft]:
                covered = coverage_of(record.rows, _known_to(state, place, state.tips))
                return [exchanged.draft(Way.SENT, place, len(record.rows), covered.tips, covered.events)]

            return Write(record.id, actor, build, channel=self._around.recorder.channel)

        with suppress(EnvironmentFault):
            self._store.append_all([write(record) for record in records])

    # taking in

    def read(self, path: Path, passphrase: str | None = None) -> Package:
        """Read a package and prove it whole. Raises as `read_package`."""
        return read_package(path, passphrase)

    def preview(self, package: Package) -> Preview:
        """Return what taking a package in would do; nothing is changed."""
        return preview_of(self._around, package)

    def take_in(self, package: Package) -> TakenIn:
        """Take in a package: a copy of the record first, then all of it or nothing, and a note of it that stays here.

        Files attached are kept first: one that nothing names in the end harms nobody. Raises EnvironmentFault where it
        cannot be saved, and RefusedPackage for a file that was changed; nothing is then changed.
        """
        known = (self._store.own_state(practice_id) for practice_id in package.events)
        files = keep_files(package, known, self._around.evidence().files)
        if not self._store.lacks(package.events):
            if files.new:
                self._around.recorder.announce(Changes("", everything=True, practices=frozenset(package.events)))
            return TakenIn(new={}, waiting=self._store.count_waiting(), conflicts=0, copy=None, files=files)
        copy = self._copy_first()
        sender = package.manifest.sender.name
        tips = {part.id: part.tips for part in package.manifest.practices}

        def build(state: PracticeState, new: tuple[Event, ...]) -> list[Draft]:
            known = _known_to(state, sender, tips[state.id])
            covered = coverage_of(self._store.rows(state.id), known)
            return [exchanged.draft(Way.TAKEN_IN, sender, len(new), covered.tips, covered.events)]

        actor = self._around.recorder.actor or NOBODY
        channel = self._around.recorder.channel
        taken = self._around.take_in(package.rows(), NoteTaken(actor, build, channel))
        return TakenIn(
            new={practice_id: len(events) for practice_id, events in taken.new.items()},
            waiting=taken.waiting,
            conflicts=sum(len(self._conflicts(practice_id)) for practice_id in taken.new),
            copy=copy,
            files=files,
        )

    def _copy_first(self) -> Path | None:
        """Make the copy that is kept before anything is taken in; an empty record needs none."""
        if not self._store.counts().events:
            return None
        paths = self._around.paths
        return make_safety_copy(paths.database, paths.backups, self._around.now, COPY_BEFORE)

    def go_on_without(self, practice_id: str) -> int:
        """Say that nobody has what changes of a practice wait for, and return how many of them are folded now.

        Raises UserError where nothing waits, or nobody has said who they are.
        """
        actor = self._person()
        recorded = self._store.wait_no_longer(practice_id, actor, self._around.recorder.channel)
        if not recorded:
            raise UserError("Nothing of this practice waits for anything.")
        self._around.recorder.announce(Changes("", everything=True, practices=frozenset({practice_id})))
        return len(recorded) - 1

    # conflicts

    def conflicts(self, practice_id: str = "") -> tuple[ConflictView, ...]:
        """Return what is to settle of a practice or, without one, of all that are not in the archive."""
        if practice_id:
            return self._conflicts(practice_id)
        chosen = (practice.id for practice in self._store.names() if not practice.archived)
        return tuple(view for own in chosen for view in self._conflicts(own))

    def _conflicts(self, practice_id: str) -> tuple[ConflictView, ...]:
        state = with_folded_tasks(self._store.state(practice_id), self._around.definitions)
        found = state.conflicts()
        if not found:
            return ()
        words = ConflictWords(state, self._around.definitions, self._around.words_in(state))
        return words.views(found)

    def unsettled_lines(self, practice_id: str) -> tuple[str, ...]:
        """Return a line for each thing to settle of a practice: what stands, and who said so."""
        return tuple(map(line_of, self._conflicts(practice_id)))

    def settle(self, view: ConflictView, key: str) -> None:
        """Choose the value that the event `key` recorded, for a conflict and what was set together with it.

        Raises UserError where it is settled already or was changed again since.
        """
        label = f"Settled: {view.title}, {view.field_title.lower()}"
        self._around.recorder.record(view.practice_id, label, settlement(view, key, self._around.definitions))

    # made twice

    def made_twice(self, practice_id: str) -> tuple[str, ...]:
        """Return the ids of other practices here that have the same ODS code: maybe the same, made in two places.

        Made-up practices are never among them, nor is one that is paired already.
        """
        return self.all_made_twice([practice_id]).get(practice_id, ())

    def all_made_twice(self, practice_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the same of several practices, by their ids, without those that were made once."""
        by_code: dict[str, list[str]] = defaultdict(list)
        codes: dict[str, str] = {}
        for practice in self._store.names(put_away=True):
            if practice.ods_code and not practice.sample:
                by_code[practice.ods_code].append(practice.id)
                codes[practice.id] = practice.ods_code
        found: dict[str, tuple[str, ...]] = {}
        for practice_id in practice_ids:
            alike = by_code.get(codes.get(practice_id, ""), [])
            if len(alike) > 1:
                family = self._store.family(practice_id)
                found[practice_id] = tuple(other for other in alike if other not in family)
        return {practice_id: others for practice_id, others in found.items() if others}

    def pair(self, practice_id: str, other_id: str) -> str:
        """Say that two practices are one, made in two places, and return the id that they have from now on.

        Raises UserError for one that is not there, the same one, a made-up one, and codes that differ.
        """
        here, there = self._store.state(practice_id), self._store.state(other_id)
        _refuse_pair(here, there)
        pair = self._around.new_id()
        ids = sorted((here.id, there.id))
        drafts = ((ids[0], paired.draft(pair, ids[1])), (ids[1], paired.draft(pair, ids[0])))
        self._around.recorder.record_all(
            f"Two entries are one: {here.name}",
            [(own, _recording([draft])) for own, draft in drafts],
        )
        return ids[0]

    def part(self, practice_id: str, reason: str = "") -> tuple[str, ...]:
        """Take back that practices are one, and return their ids. Raises UserError where it never was said."""
        words = one_line(reason, "The reason", 500)
        family = self._store.family(practice_id)
        standing = {own: standing_pairings(self._store.own_state(own)) for own in family}
        if not any(standing.values()):
            raise UserError("This practice was not made of two entries.")
        actions: list[Action] = []
        for own in family:
            actions.append((own, _recording([withdrawn.draft(pairing, words) for pairing in standing[own]])))
        self._around.recorder.record_all(f"Two entries again: {self._store.state(practice_id).name}", actions)
        return family

    # who looks after it

    def hand_over(self, practice_id: str, to: str) -> None:
        """Say who looks after a practice; empty text for nobody in particular. It locks nothing."""
        name = one_line(to, "The name", _LONGEST_PLACE)

        def build(state: PracticeState) -> list[Draft]:
            same = state.text(LOOKED_AFTER_BY) == name
            return [] if same else [practice_set.draft({LOOKED_AFTER_BY: name})]

        self._around.recorder.record(practice_id, f"Looked after by {name or 'nobody in particular'}", build)

    def put_away(self, practice_id: str) -> None:
        """Take a practice off the lists of this computer; its record stays whole, and nobody else hears of it."""
        self._set_put_away(self._store.put_away | {self._store.state(practice_id).id})

    def bring_back(self, practice_id: str) -> None:
        """Put a practice on the lists of this computer again. Raises UserError where it was not put away."""
        own = self._store.state(practice_id).id
        if own not in self._store.put_away:
            raise UserError("This practice was not put away on this computer.")
        self._set_put_away(self._store.put_away - {own})

    def names_put_away(self) -> tuple[PracticeName, ...]:
        """Return the practices that are put away on this computer."""
        away = self._store.put_away
        return tuple(name for name in self._store.names(put_away=True) if name.id in away)

    def _set_put_away(self, chosen: frozenset[str]) -> None:
        changed = self._store.put_away ^ chosen
        save_put_away(self._around.paths.data, chosen)
        self._store.put_away = chosen
        self._around.recorder.announce(Changes("", everything=True, practices=changed))

    # how it stands

    def status(self, practice_id: str) -> PracticeExchange:
        """Return how a practice stands between places."""
        state = self._store.state(practice_id)
        return PracticeExchange(
            id=practice_id,
            name=state.name,
            ods_code=state.ods_code,
            looked_after_by=state.text(LOOKED_AFTER_BY),
            waiting=self._store.waiting_by_practice().get(practice_id, 0),
            conflicts=len(self._conflicts(practice_id)),
            places=self.places(practice_id),
            put_away=state.id in self._store.put_away,
        )

    def places(self, practice_id: str) -> tuple[PlaceExchange, ...]:
        """Return what went between a practice and each place, the latest first."""
        state = self._store.state(practice_id)
        return places_of(state, self._store.count_shared(practice_id)) if state.exchanges else ()

    def waits_for_more(self) -> dict[str, int]:
        """Return how many changes from elsewhere wait for others, by practice."""
        return self._store.waiting_by_practice()

    def known_here(self) -> tuple[str, ...]:
        """Return the ids of all practices, those too of which only changes that wait are here."""
        names = tuple(practice.id for practice in self._store.names(put_away=True))
        return (*names, *sorted(self._store.waiting_by_practice().keys() - {*names, PROGRAMME}))

    def _person(self) -> Actor:
        if self._around.recorder.actor is None:
            raise NobodyNamedError(NOBODY_NAMED)
        return self._around.recorder.actor


def _recording(drafts: list[Draft]) -> Build:
    """Return what records drafts, whatever the state is."""
    return lambda _: drafts


def _refuse_pair(here: PracticeState, there: PracticeState) -> None:
    """Raise UserError where two practices cannot be one."""
    for state in (here, there):
        if not state.details:
            raise no_practice(state.id)
        if state.sample:
            raise UserError(f"{state.name} is a made-up practice: it is never one with another.")
    if here.id == there.id:
        raise UserError(f"{here.name} is one practice already.")
    if not here.ods_code or here.ods_code != there.ods_code:
        raise UserError(
            f"{here.name} and {there.name} have different ODS codes, so they are two practices. Mend the code first."
        )


def _known_to(state: PracticeState, place: str, tips: Sequence[str]) -> list[str]:
    """Return the tips of all that a place has: those now, and those that it had before."""
    before = latest_with(state, place)
    return [*tips, *(before.known if before else ())]
