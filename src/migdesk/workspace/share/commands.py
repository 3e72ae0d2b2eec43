"""Sharing practices with others through a folder or a database: join, look, tell how it stands, leave.

None of it records an event, and none needs a person. A look may be made in a thread of its own with a store of its own.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Collection, Iterable
from contextlib import closing, suppress
from pathlib import Path

import msgspec
from msgspec.structs import replace

from migdesk.base.clock import Clock
from migdesk.base.errors import KnownError, UserError
from migdesk.base.ids import IdSource
from migdesk.base.paths import Paths
from migdesk.base.platform import is_on_network
from migdesk.checklist.definitions import Definitions
from migdesk.practice.attachment_files import attachments_beside
from migdesk.practice.backup import make_hourly_safety_copy
from migdesk.practice.event_rows import HASHED
from migdesk.practice.exchange.carriers.carrier import KEY_NAME, Carrier, Listing, NotArrived, Part
from migdesk.practice.exchange.folder_key import FolderKey, new_key, open_key
from migdesk.practice.exchange.refused import PassphraseNeeded, Refused
from migdesk.practice.exchange.segment import Segment, read_segment
from migdesk.practice.exchange.share import Looked, Share
from migdesk.practice.exchange.share_look import Report, ShareLook, Surroundings, key_of
from migdesk.practice.faults import ReadOnlyRecord
from migdesk.practice.folded_tasks import with_folded_tasks
from migdesk.practice.store import Store
from migdesk.workspace.people.known_people import load_people
from migdesk.workspace.share.carriers import carrier_of, is_database, location_of, words_of
from migdesk.workspace.share.settings import LookNote, load_looks, load_shares, save_looks, save_shares

_WITHIN = "share"
_PEOPLE_NAMED = 5
_MOST_WATCHED = 200


class ShareStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a share stands. `practices` are the ids of those that it holds or is to get.

    `failure` says why the last look came to nothing, and is empty where it did not. `location` has no password in it.
    """

    location: str
    practices: tuple[str, ...]
    every: bool
    locked: bool
    looked: Looked | None
    failure: str


class EverythingQuestion(UserError):  # noqa: N818 (it asks)
    """Whether all practices are to be sent to where parts of other people lie; `people` are their names."""

    def __init__(self, location: str, people: tuple[str, ...], practices: int, sent: int) -> None:
        whose = ", ".join(people[:_PEOPLE_NAMED]) or "other people"
        more = f" and {len(people) - _PEOPLE_NAMED} more" if len(people) > _PEOPLE_NAMED else ""
        super().__init__(
            f"{location} holds parts of {whose}{more} already ({_practices(practices)}). All that you keep"
            f" ({_practices(sent)}) would go there for them to read, and theirs would come here."
        )
        self.people = people


class ShareCommands:
    """The shares of one data folder."""

    def __init__(
        self,
        paths: Paths,
        store: Store,
        *,
        definitions: Definitions,
        clock: Clock,
        new_id: IdSource,
        announce: Callable[[frozenset[str]], None],
    ) -> None:
        self._paths = paths
        self._store = store
        self._definitions = definitions
        self._clock = clock
        self._new_id = new_id
        self._announce = announce

    def join(
        self,
        typed: str,
        practices: Iterable[str] = (),
        *,
        every: bool = False,
        passphrase: str = "",
        confirmed: bool = False,
        report: Report = lambda done, total: None,
    ) -> Looked:
        """Share practices (by their ids) through a folder or database, and look at it at once.

        What it holds is taken in; sent are the practices that it holds, those named and, with `every`, all but
        samples. One that is shared already is begun anew, with those named besides. Raises UserError,
        EverythingQuestion unless `confirmed`, PassphraseNeeded, CarrierAway and EnvironmentFault.
        """
        self._refuse_read_only()
        location = location_of(typed, self._paths.data)
        shares = load_shares(self._paths)
        known = next((share for share in shares if share.location == location), None)
        with closing(carrier_of(location)) as carrier:
            listing = carrier.listing()
            share = known or Share(id=self._new_id(), location=location, place=self._new_id())
            key, key_file = self._key(carrier, listing, share, passphrase)
            named = {*share.practices, *practices, *self._store.shares.practices(share.id)}
            share = replace(
                share,
                practices=tuple(sorted(named)),
                every=share.every or every,
                secrets=key.secrets if key else (),
                key_file=base64.b64encode(key_file).decode(),
            )
            if every and not confirmed:
                self._ask_about_others(carrier, listing, share)
            if known:
                self._store.shares.forget(share.id)
            save_shares(self._paths, (*(other for other in shares if other.id != share.id), share))
            return self._look(share, carrier, {}, report)

    def refuse_locked(self, typed: str, passphrase: str) -> None:
        """Raise PassphraseNeeded or UserError where joining would, for the passphrase alone; nothing is written."""
        with closing(carrier_of(location_of(typed, self._paths.data))) as carrier:
            listing = carrier.listing()
            if listing.keys:
                self._key(carrier, listing, Share(id="", location=typed, place=""), passphrase)

    def look(self, left: dict[str, dict[Part, str]] | None = None, report: Report = lambda done, total: None) -> None:
        """Look at all shares, one after the other, and note what came of it (`status` tells).

        `left` lives from look to look: parts that are no use, by share. Raises the first fault, after all were tried.
        """
        self._refuse_read_only()
        faults: list[KnownError] = []
        for share in load_shares(self._paths):
            try:
                with closing(carrier_of(share.location)) as carrier:
                    self._look(share, carrier, left.setdefault(share.id, {}) if left is not None else {}, report)
            except KnownError as fault:
                self._note(share, LookNote(load_looks(self._paths).get(share.id, LookNote()).looked, str(fault)))
                faults.append(fault)
        if faults:
            raise faults[0]

    def status(self) -> tuple[ShareStatus, ...]:
        """Return how each share stands, as it was looked at last."""
        looks = load_looks(self._paths)
        return tuple(self._status(share, looks.get(share.id, LookNote())) for share in load_shares(self._paths))

    def folders_to_watch(self) -> tuple[str, ...]:
        """Return the folders in which parts of others may come, as far as this computer hears of it.

        Of a file server it does not, and asking about a folder there may take long.
        """
        found: list[str] = []
        for share in load_shares(self._paths):
            if not is_database(share.location) and not is_on_network(Path(share.location)):
                with suppress(OSError):
                    places = [entry.path for entry in os.scandir(share.location) if entry.is_dir(follow_symlinks=False)]
                    found += [share.location, *sorted(places)[:_MOST_WATCHED]]
        return tuple(found)

    def leave(self, typed: str = "") -> str:
        """Share no longer through a folder or database, and return which. Nothing there or here is deleted.

        It may be left out where there is one alone. Raises UserError.
        """
        shares = load_shares(self._paths)
        given = typed and (typed, str(Path(typed).expanduser().absolute()))
        chosen = [share for share in shares if not given or {share.location, words_of(share.location)} & {*given}]
        if not chosen:
            raise UserError(f"{typed} is not shared." if typed else "Nothing is shared.")
        if len(chosen) > 1:
            raise UserError("There are several: name the one that you leave. “migdesk share status” lists them.")
        save_shares(self._paths, tuple(share for share in shares if share != chosen[0]))
        looks = load_looks(self._paths)
        looks.pop(chosen[0].id, None)
        save_looks(self._paths, looks)
        if not self._store.read_only_because:
            self._store.shares.forget(chosen[0].id)
        return words_of(chosen[0].location)

    # joining

    def _key(self, carrier: Carrier, listing: Listing, share: Share, passphrase: str) -> tuple[FolderKey | None, bytes]:
        """Return the key of a share with what lies there of it, making both where it begins with a passphrase."""
        if listing.keys:
            files = [carrier.read(part) for part in listing.keys]
            if passphrase:
                try:
                    return open_key(files, passphrase), files[0]
                except Refused as why:
                    raise UserError(f"The key of {carrier.words} cannot be opened: {why}.") from None
            if share.secrets:
                return key_of(share), files[0]
            raise PassphraseNeeded(f"{carrier.words} is locked with a passphrase: give the one that the others have.")
        if share.secrets:
            return key_of(share), base64.b64decode(share.key_file)
        if not passphrase:
            return None, b""
        if listing.parts:
            raise UserError(
                f"{carrier.words} was begun without a passphrase, and what lies there can be read. Begin another for a"
                " share with a passphrase."
            )
        key, key_file = new_key(passphrase)
        carrier.add(Part("", KEY_NAME), key_file)
        return key, key_file

    def _ask_about_others(self, carrier: Carrier, listing: Listing, share: Share) -> None:
        """Raise EverythingQuestion where parts of other places lie there."""
        latest = {part.place: part for part in listing.parts if part.place != share.place}
        if not latest:
            return
        people: set[str] = set()
        for part in latest.values():
            try:
                people.add(_whose(read_segment(carrier.read(part), key_of(share))))
            except (NotArrived, Refused):
                continue
        practices = {part.name.partition(".")[0] for part in listing.parts}
        samples = {practice.id for practice in self._store.names(put_away=True) if practice.sample}
        sent = len(set(self._store.practice_ids()) - samples)
        raise EverythingQuestion(carrier.words, tuple(sorted(people - {""})), len(practices), sent)

    # looking

    def _look(self, share: Share, carrier: Carrier, left: dict[Part, str], report: Report) -> Looked:
        around = Surroundings(
            now=self._clock,
            sender=self._sender(),
            before_change=self._copy,
            conflicts_of=self._conflicts_of,
            files=attachments_beside(self._paths.database),
        )
        looked = ShareLook(self._store, share, carrier, around, left).look(report)
        before = load_looks(self._paths).get(share.id, LookNote()).looked
        if looked.last is None and before is not None:
            looked = replace(looked, last=before.last)
        self._note(share, LookNote(looked))
        if looked.practices or looked.files_of:
            self._announce(frozenset((*looked.practices, *looked.files_of)))
        return looked

    def _note(self, share: Share, note: LookNote) -> None:
        save_looks(self._paths, {**load_looks(self._paths), share.id: note})

    def _copy(self) -> None:
        make_hourly_safety_copy(self._paths.database, self._paths.backups, self._clock(), _WITHIN)

    def _conflicts_of(self, practice_id: str) -> int:
        if self._store.family(practice_id)[0] != practice_id:
            return 0  # of one that was made in two places, they are counted once
        return len(with_folded_tasks(self._store.state(practice_id), self._definitions).conflicts())

    def _sender(self) -> str:
        """Return the name that the person here has given; never the one of a login."""
        person = load_people(self._paths.data).at_keyboard
        return person.name if person else ""

    def _status(self, share: Share, note: LookNote) -> ShareStatus:
        held: Collection[str] = self._store.shares.practices(share.id)
        return ShareStatus(
            location=words_of(share.location),
            practices=tuple(sorted({*share.practices, *held})),
            every=share.every,
            locked=bool(share.secrets),
            looked=note.looked,
            failure=note.failure,
        )

    def _refuse_read_only(self) -> None:
        if self._store.read_only_because:
            raise ReadOnlyRecord(f"Nothing is shared just now: {self._store.read_only_because}")


def _whose(segment: Segment) -> str:
    """Return the name of the person who sends a segment or, where they have not given it, of who recorded last."""
    rows = segment.events.rows
    return segment.head.sender or (rows[-1].columns[HASHED.index("actor_name")].decode() if rows else "")


def _practices(count: int) -> str:
    return f"{count} practice{'' if count == 1 else 's'}"
