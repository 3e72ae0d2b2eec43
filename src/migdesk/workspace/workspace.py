"""The workspace: everything that a front end may ask or do, over one data folder and one guide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from migdesk.base import log
from migdesk.base.clock import Clock, local_date
from migdesk.base.errors import EnvironmentFault
from migdesk.base.ids import IdSource
from migdesk.base.paths import Paths
from migdesk.checklist.definitions import Definitions, SignOffRule
from migdesk.guide.guide import Guide
from migdesk.practice.clock_remarks import believed_until, clock_remarks
from migdesk.practice.event import Actor, Event
from migdesk.practice.faults import MovedRecord
from migdesk.practice.history import Entry, history
from migdesk.practice.holder import hold, release, this_computer
from migdesk.practice.practice_line import LineMaker, PracticeLine, line_of
from migdesk.practice.progress import Progress, progress_of
from migdesk.practice.read_only_note import ReadOnlyNote, note_of
from migdesk.practice.rows import WordsOfRegister, no_words
from migdesk.practice.sign_off_progress import SIGN_OFF
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.practice.stored_lines import PracticeName
from migdesk.workspace.changes import Changes
from migdesk.workspace.practice_commands import PracticeCommands
from migdesk.workspace.practice_lookup import find_practice
from migdesk.workspace.recorder import Listener, PatientAnswer, Recorder
from migdesk.workspace.reference_commands import ReferenceCommands
from migdesk.workspace.summary import PracticeSummary, summary_of
from migdesk.workspace.task_commands import TaskCommands

if TYPE_CHECKING:
    from migdesk.checklist.registers.compiled import RegisterSource
    from migdesk.practice.event_rows import EventRow
    from migdesk.practice.intake import Taken
    from migdesk.practice.record_findings import RecordFinding
    from migdesk.practice.record_mark import RecordMark
    from migdesk.practice.store import NoteTaken
    from migdesk.workspace.conflict_copies import TakenCopy
    from migdesk.workspace.evidence.commands import EvidenceCommands
    from migdesk.workspace.exchange.commands import ExchangeCommands
    from migdesk.workspace.guide_updates.guide_updates import GuideUpdates
    from migdesk.workspace.open_tasks import OpenTask
    from migdesk.workspace.people.commands import People
    from migdesk.workspace.plan.commands import PlanCommands
    from migdesk.workspace.registers.commands import RegisterCommands
    from migdesk.workspace.registers.view import GateFinding
    from migdesk.workspace.sample.sample_commands import SampleCommands
    from migdesk.workspace.share.commands import ShareCommands
    from migdesk.workspace.sign_offs.commands import SignOffCommands
    from migdesk.workspace.visit_commands import VisitCommands


class Workspace:
    """Joins store, checklist and guide. Built by `bootstrap`, handed to screens and commands; used from one thread."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        guide: Guide,
        definitions: Definitions,
        clock: Clock,
        new_id: IdSource,
        notices: tuple[str, ...] = (),
    ) -> None:
        self.paths = paths
        self.store = store
        self.guide = guide
        self.definitions = definitions
        self.notices = notices
        """What a person should know about how this was opened, in whole sentences."""
        self._clock = clock
        self._new_id = new_id
        self._holds_folder = False
        self._rescued = False
        store.keep_lines(LineMaker(definitions, lambda: self.register_source))
        self.log = log.Log(paths.log_file)
        """What is done here, for whoever helps; written from `log.open` on."""
        self.recorder = Recorder(store, clock, self.log)
        self.practices = PracticeCommands(store, self.recorder, new_id)
        self.tasks = TaskCommands(store, definitions, self.recorder, new_id, clock)
        self.references = ReferenceCommands(store, definitions, self.recorder)

    @cached_property
    def plans(self) -> PlanCommands:
        """The plans of practices; their code is imported when one is first asked for, not at every start."""
        from migdesk.workspace.plan.commands import PlanCommands

        return PlanCommands(self.store, self.definitions, self.recorder, self._clock, self._new_id, self._open_before)

    def _open_before(self, state: PracticeState, milestone: str) -> tuple[GateFinding, ...]:
        """Return what the registers of a practice still hold open before a milestone; they are read only now."""
        return self.registers.open_gates_of(state, milestone)

    @cached_property
    def guide_updates(self) -> GuideUpdates:
        from migdesk.workspace.guide_updates.guide_updates import GuideUpdates

        return GuideUpdates(self.paths, self.store, self.guide, self.definitions, self._clock)

    @cached_property
    def register_source(self) -> RegisterSource:
        """The registers of this guide, not read before somebody asks."""
        from migdesk.checklist.registers.compiled import RegisterSource

        return RegisterSource(self.guide.folder, self.paths.cache)

    @cached_property
    def registers(self) -> RegisterCommands:
        """The registers of practices; neither their code nor their definitions are read at a start."""
        from migdesk.workspace.registers.commands import RegisterCommands

        return RegisterCommands(
            self.store,
            lambda: self.register_source.registers,
            self.definitions,
            self.recorder,
            self._clock,
            self._new_id,
        )

    @cached_property
    def people(self) -> People:
        """The people at the keyboard, and those of practices."""
        from migdesk.workspace.people.commands import People

        return People(
            self.paths.data,
            store=self.store,
            definitions=self.definitions,
            recorder=self.recorder,
            clock=self._clock,
            registers=lambda: self.registers,
        )

    @cached_property
    def shares(self) -> ShareCommands:
        """The folders and databases by which practices are shared with others."""
        from migdesk.workspace.share.commands import ShareCommands

        return ShareCommands(
            self.paths,
            self.store,
            definitions=self.definitions,
            clock=self._clock,
            new_id=self._new_id,
            announce=lambda changed: self.recorder.announce(Changes("", everything=True, practices=changed)),
        )

    @property
    def has_shares(self) -> bool:
        """Tell whether anything is shared, as far as a file that is there says so."""
        return self.paths.shares.is_file()

    def shares_beside(self) -> AbstractContextManager[ShareCommands]:
        """Return the shares over a connection of their own, to be entered in the thread that uses them."""
        from migdesk.workspace.share.beside import shares_beside

        return shares_beside(self.paths, self.definitions, self.register_source, self._clock)

    @cached_property
    def exchange(self) -> ExchangeCommands:
        """What goes between this data folder and others."""
        from migdesk.workspace.exchange.commands import ExchangeCommands
        from migdesk.workspace.exchange.surroundings import Surroundings

        return ExchangeCommands(
            Surroundings(
                paths=self.paths,
                store=self.store,
                guide=self.guide,
                definitions=self.definitions,
                recorder=self.recorder,
                clock=self._clock,
                new_id=self._new_id,
                words_in=lambda state: self.registers.words_in(state),
                told=self.told,
                take_in=self.take_in,
                evidence=lambda: self.evidence,
                note_handed_out=self.note_handed_out,
            )
        )

    @cached_property
    def sign_offs(self) -> SignOffCommands:
        """The sign-offs of practices; their words are read when one is first asked for."""
        from migdesk.checklist.sign_offs.compiled import sign_offs_of
        from migdesk.workspace.sign_offs.commands import SignOffCommands

        return SignOffCommands(
            self.store,
            lambda: sign_offs_of(self.guide.folder, self.paths.cache),
            lambda: self.registers.definitions,
            self.definitions,
            self.recorder,
            self._clock,
        )

    @cached_property
    def evidence(self) -> EvidenceCommands:
        """Files and addresses attached to tasks, rows and sign-offs."""
        from migdesk.workspace.evidence.commands import EvidenceCommands

        return EvidenceCommands(self.paths, self.store, self.definitions, self.recorder, lambda: self.registers)

    @cached_property
    def visits(self) -> VisitCommands:
        from migdesk.workspace.visit_commands import VisitCommands

        return VisitCommands(self.store, self.recorder, self._clock)

    @cached_property
    def samples(self) -> SampleCommands:
        from migdesk.workspace.sample.sample_commands import SampleCommands

        return SampleCommands(self.store, self.definitions, self.recorder, self._clock, self.sign_offs)

    # who and when

    @property
    def actor(self) -> Actor | None:
        """As whom the next action is recorded; None until somebody has said who is at the keyboard."""
        return self.recorder.actor

    @property
    def at_keyboard(self) -> Actor | None:
        """Who is at the keyboard, also while somebody else acts once; None until somebody has said so."""
        return self.recorder.at_keyboard

    @property
    def back_to(self) -> Actor | None:
        """Who is at the keyboard, where the next action alone is recorded as somebody else; None otherwise."""
        return self.recorder.back_to

    @property
    def clock(self) -> Clock:
        """The clock itself, for work that goes on in a thread."""
        return self._clock

    @property
    def now(self) -> datetime:
        return self._clock()

    @property
    def today(self) -> date:
        """The calendar day where this computer stands."""
        return local_date(self._clock())

    def sign_in(self, actor: Actor, *, remember: bool = True) -> None:
        """Take `actor` as the person at the keyboard from now on; as `People.switch`."""
        self.people.switch(actor, remember=remember)

    def act_as(self, actor: Actor | None) -> None:
        """Take `actor`, tidied already and maybe without a role, as the one who acts. Raises PatientDataQuestion."""
        if actor is not None:
            self.recorder.refuse_patients((actor.name, actor.role, actor.organisation))
        self.recorder.act_as(actor)

    def answer_patient_questions(self, answer: PatientAnswer) -> None:
        """Have `answer` called where a text looks like patient data: the text is saved where it returns True."""
        self.recorder.answer_patient_question = answer

    # whether anything can be changed, and taken back

    @property
    def can_write(self) -> bool:
        """Whether the record can be written to at all."""
        return not self.why_read_only

    @property
    def why_read_only(self) -> str:
        """Why the record is open for reading only, in a whole sentence; empty where it can be written to."""
        return self.store.read_only_because or ""

    @cached_property
    def read_only_note(self) -> ReadOnlyNote | None:
        """What is noted in the data folder of a record that moved on, or that is a copy; None for any other."""
        return note_of(self.paths.data)

    @property
    def actions_recorded(self) -> int:
        """How many actions this session has recorded, so that one can tell whether an action changed anything."""
        return self.recorder.steps_recorded

    @property
    def undo_label(self) -> str:
        """What `undo` would take back; empty where there is nothing."""
        return self.recorder.undo_label

    @property
    def redo_label(self) -> str:
        return self.recorder.redo_label

    def undo(self) -> str:
        """Take back the latest action and return its label. Raises UserError where someone has changed it since."""
        return self.recorder.undo()

    def redo(self) -> str:
        """Do again what was undone last and return its label. Raises UserError as `undo`."""
        return self.recorder.redo()

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called after every change, from the thread that made it."""
        self.recorder.subscribe(listener)

    # asking

    def find_practice(self, wanted: str) -> PracticeState:
        """Return a practice by id, ODS code or exact name. Raises UserError."""
        return find_practice(self.store, wanted)

    def practice(self, practice_id: str) -> PracticeState:
        """Return how a practice stands; the empty state for an id that was never heard of."""
        return self.store.state(practice_id)

    def names(self, *, archived: bool = True) -> tuple[PracticeName, ...]:
        """Return what all practices are called, as they arrived; without the archived ones if so change_requested."""
        every = self.store.names()
        return every if archived else tuple(practice for practice in every if not practice.archived)

    @property
    def has_put_away(self) -> bool:
        """Whether any practice is put away on this computer."""
        return bool(self.store.put_away)

    def count_not_archived(self) -> int:
        """Return how many practices are not in the archive."""
        return self.store.count_not_archived()

    def progress(self, practice_id: str) -> Progress:
        """Return how far a practice is today."""
        return progress_of(self.store.state(practice_id), self.definitions, self.today)

    def sign_off_of(self, practice_id: str, task_id: str) -> SignOffRule | None:
        """Return the sign-off that ticks a task; None where the task is ticked by hand, as one signed elsewhere is."""
        task, rule = self.definitions.task_by_id.get(task_id), self.definitions.sign_off_of_task.get(task_id)
        if task is None or rule is None or task.kind != SIGN_OFF:
            return None
        progress = self.progress(practice_id).sign_off(rule.id)
        return None if progress is None or progress.elsewhere else rule

    def summaries(self) -> Iterator[PracticeSummary]:
        """Return one line for each practice, archived ones too, as of today."""
        today, believed = self.today, believed_until(self.now)
        return (self._summary(self._trusted(line), today, believed) for line in self.store.lines())

    def summary(self, practice_id: str) -> PracticeSummary:
        """Return the line of one practice as of today."""
        return self._summary(self._line_of(practice_id), self.today, believed_until(self.now))

    def _trusted(self, line: PracticeLine) -> PracticeLine:
        """Return a line without what cannot be trusted, as far as that was looked for; a practice keeps some name."""
        if not self.store.is_doubted(line.id):
            return line
        made = self._line_of(line.id)
        return replace(made, name=made.name or line.name)

    def _line_of(self, practice_id: str) -> PracticeLine:
        return line_of(self.progress(practice_id), self.definitions, lambda: self.register_source)

    def _summary(self, line: PracticeLine, today: date, believed: datetime) -> PracticeSummary:
        """Return what a line says; a last change that a wrong clock dated ahead gets the day on which it came in."""
        last = line.last_change
        if last is not None and last.at > believed:
            came_in = max(self.store.came_in(line.id).values(), default=last.at)
            line = replace(line, last_change=replace(last, at=came_in))
        shared = self.store.count_shared(line.id) if line.exchanged else 0
        return summary_of(line, self.definitions, today, shared)

    def open_tasks(self, until: date) -> Iterator[OpenTask]:
        """Return the open tasks and rows of registers due on or before a day, practice by practice, without archived
        ones."""
        from migdesk.workspace.open_tasks import open_tasks

        return open_tasks(self.store, self.definitions, self.today, until, lambda state: self._open_rows(state, until))

    def open_rows(self, practice_id: str, until: date) -> tuple[OpenTask, ...]:
        """Return the open rows of a practice's registers that are due on or before a day, as `open_tasks` has them."""
        return self._open_rows(self.store.state(practice_id), until)

    def _open_rows(self, state: PracticeState, until: date) -> tuple[OpenTask, ...]:
        if not state.registers:
            return ()
        from migdesk.workspace.open_tasks import open_rows_of

        return tuple(open_rows_of(state, self.registers, until))

    def history(self, practice_id: str) -> tuple[Entry, ...]:
        """Return all that happened to a practice, in plain words, oldest first."""
        return self.told(practice_id, self.store.all_events(practice_id))

    def told(self, practice_id: str, events: Sequence[Event], state: PracticeState | None = None) -> tuple[Entry, ...]:
        """Tell these events of a practice in plain words, oldest first; `state` is the one after them, if foreseen."""
        remarks = clock_remarks(events, self.store.came_in(practice_id), self.now)
        state = state or self.store.state(practice_id)
        return history(practice_id, events, self.definitions, remarks, self.words_of(state))

    def words_of(self, state: PracticeState) -> WordsOfRegister:
        """Return what registers call their rows and columns; where nothing is recorded in any, none is read."""
        return self.registers.words_in(state) if state.registers else no_words

    def record_mark(self, practice_id: str) -> RecordMark:
        """Return what vouches for the record of a practice as it stands, for reports that leave the house."""
        from migdesk.practice.record_mark import mark_of

        return mark_of(practice_id, self.store.tips(practice_id))

    def note_handed_out(self, mark: RecordMark) -> None:
        """Note that a report with this mark was written, so that its fingerprint is known again from paper."""
        from migdesk.practice.marker import HandedOut

        if self.store.marker and mark.tips:
            self.store.marker.note([HandedOut(fingerprint=mark.fingerprint, practice=mark.practice_id, on=self.today)])

    def findings(self, practice_id: str) -> tuple[RecordFinding, ...]:
        """Return what was left out of a practice because it cannot be read or trusted, one line each."""
        return self.store.log(practice_id).findings

    def make_anew(self, practice_ids: Iterable[str]) -> None:
        """Make what is kept of some practices for quick reading anew from their entries, and announce it."""
        chosen = frozenset(practice_ids)
        self.store.make_anew(sorted(chosen))
        self.recorder.announce(Changes("", everything=True, practices=chosen))

    def check_entries(self, practice_ids: Iterable[str]) -> None:
        """Check the entries of some practices: what cannot be trusted is left out of what is shown from now on."""
        chosen = frozenset(practice_ids)
        for practice_id in chosen:
            self.store.check(practice_id)
        doubted = frozenset(filter(self.store.is_doubted, chosen))
        if doubted:
            self.recorder.announce(Changes("", everything=True, practices=doubted))

    def check_small_record(self, most_events: int) -> None:
        """Check the entries of all practices, where there are no more than so many: some 10 µs each."""
        if self.store.counts().events <= most_events:
            self.check_entries(self.store.practice_ids())

    def doubts(self) -> tuple[str, ...]:
        """Return a sentence for each thing that is wrong with the practices that were read so far."""
        found = [(practice, finding) for practice, findings in self.store.found.items() for finding in findings]
        return tuple(f"{self.practice(practice).name or practice}: {finding.text}" for practice, finding in found)

    # living beside other programs

    def look_for_changes(self) -> bool:
        """Announce what other programs have recorded since this was last asked; True where there was anything.

        Raises EnvironmentFault where the record cannot be looked at. One that is no longer where it was is copied to
        the other copies, as only this program has it now.
        """
        try:
            changed = self.store.changed_elsewhere()
        except MovedRecord:
            self._rescue()
            raise
        for practice_id in changed:
            self.recorder.announce(Changes(practice_id, everything=True))
        return bool(changed)

    def _rescue(self) -> None:
        if not self._rescued:
            self._rescued = True
            with suppress(EnvironmentFault):  # a drive that is gone takes no copy either
                self.store.rescue(self.paths.backups, self.now)

    def take_in(self, rows: Iterable[EventRow], note: NoteTaken | None = None) -> Taken:
        """Take in events from elsewhere and announce what changed; as `Store.take`."""
        taken = self.store.take(rows, note)
        if taken.new:
            self.recorder.announce(Changes("", everything=True, practices=frozenset(taken.new)))
        return taken

    def take_in_conflict_copies(self) -> tuple[TakenCopy, ...]:
        """Take in what a synchronising program made of the record beside it; as `conflict_copies`."""
        from migdesk.workspace.conflict_copies import take_in_conflict_copies

        return take_in_conflict_copies(self.paths.database, self.paths.backups, self._clock, self.take_in)

    def hold_folder(self) -> None:
        """Say, or say again, that this computer has the data folder open."""
        if not self.store.read_only_because:
            hold(self.paths.data, self.now, this_computer())
            self._holds_folder = True

    def close(self) -> None:
        """Close the record and let go of the folder, if this workspace held it: the command line never does."""
        self.log.note(log.Entry.CLOSED)
        self.log.close()
        self.store.close()
        if self._holds_folder:
            release(self.paths.data, self.now, this_computer())
