"""One look at a share: what is new there is taken in, what it lacks of this record is sent.

Nothing is ever taken out of the record because it is not there any more: whoever holds what a share lacks sends it
again. What a place sent earlier is taken in there like anybody's, so that a computer that was put back to an earlier
day gets its tail again. See `share_ledger` for what is remembered between looks, `share_upkeep` for what is withdrawn.
"""

from __future__ import annotations

from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from migdesk.practice.attachment_files import AttachmentFiles
from migdesk.practice.event import PROGRAMME, Event
from migdesk.practice.event_rows import EventRow
from migdesk.practice.exchange.carriers.carrier import (
    KEY_NAME,
    Carrier,
    CarrierAway,
    Listing,
    NotAllowed,
    NotArrived,
    Part,
)
from migdesk.practice.exchange.folder_key import FolderKey
from migdesk.practice.exchange.refused import Refused
from migdesk.practice.exchange.segment import Foreign, Segment, SegmentHead, read_segment, segment_of
from migdesk.practice.exchange.segment_names import practice_word, practice_word_in
from migdesk.practice.exchange.share import LastChange, Looked, Share
from migdesk.practice.exchange.share_files import FilesMoved, ShareFiles
from migdesk.practice.exchange.share_ledger import Seen
from migdesk.practice.exchange.share_upkeep import patience, replaced_by, to_replace, to_withdraw
from migdesk.practice.store import Store

TAKEN_AT_ONCE = 400
"""Events that are taken in by one transaction: a tick in the window waits for no longer than that."""

_MOST_SENT_AT_ONCE = 20_000
"""Events of one segment."""

Report = Callable[[int, int], None]
"""Tells how many parts of how many are read; may raise to end the look, which then goes on where it was."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a look needs of the record around it.

    `before_change` is called before the first change is taken in, `conflicts_of` counts the conflicts of a practice.
    `sender` is the name of the person here, as they wrote it, `files` are those attached here.
    """

    now: Callable[[], datetime]
    sender: str
    before_change: Callable[[], None]
    conflicts_of: Callable[[str], int]
    files: AttachmentFiles


def key_of(share: Share) -> FolderKey | None:
    """Return the key of a share; None for one without a passphrase."""
    return FolderKey(share.secrets) if share.secrets else None


class ShareLook:
    """One look at a share. `left` lives longer: parts that are no use, with why, which need not be read again."""

    def __init__(
        self, store: Store, share: Share, carrier: Carrier, around: Surroundings, left: dict[Part, str] | None = None
    ) -> None:
        self._store = store
        self._ledger = store.shares
        self._share = share
        self._carrier = carrier
        self._around = around
        self._left = left if left is not None else {}
        self._key = key_of(share)
        self._seen: dict[Part, Seen] = {}
        self._held: dict[str, int] = {}
        self._there: dict[str, set[bytes]] = defaultdict(set)
        self._replacing: list[tuple[Part, tuple[str, ...]]] = []
        self._to_settle: dict[str, int] = {}
        self._made_twice: set[str] = set()
        self._not_arrived = 0
        self._taken: dict[str, int] = defaultdict(int)
        self._sent = 0
        self._last: Event | None = None
        self._refused: list[str] = []
        self._changing = False
        self._not_allowed = False
        self._moved = FilesMoved(0, 0, frozenset())

    def look(self, report: Report = lambda done, total: None) -> Looked:
        """Take in, send and tidy up. Raises CarrierAway, EnvironmentFault, and whatever `report` raises."""
        listing = self._carrier.listing()
        self._seen = self._ledger.parts(self._share.id)
        self._held = self._ledger.practices(self._share.id)
        self._refuse_emptied(listing)
        self._keep_key(listing)
        if listing.elsewhere:
            self._not_arrived = len(listing.elsewhere - {(part.place, part.name) for part in self._seen})
        listed = frozenset(listing.parts)
        if listed != self._seen.keys():
            self._take_in(listed - self._seen.keys(), report)
        self._send(self._what_it_lacks(listing, listed))
        self._tidy(listed)
        self._exchange_files(listing)
        return self._looked(listed)

    def _keep_key(self, listing: Listing) -> None:
        """Put the key of the share there again where it is gone: whoever joins needs it."""
        if listing.keys and self._key is None:
            raise CarrierAway(
                f"{self._carrier.words} has a passphrase by now. Nothing was sent or taken in: share it again and give"
                " the passphrase."
            )
        if self._share.key_file and not listing.keys:
            self._carrier.add(Part("", KEY_NAME), b64decode(self._share.key_file))

    # taking in

    def _take_in(self, parts: Iterable[Part], report: Report) -> None:
        """Read parts, those of one practice one after the other; take in what they hold, and answer it."""
        parts = sorted((part for part in parts if part not in self._left), key=_in_practices)
        rows: list[EventRow] = []
        found: dict[Part, Seen] = {}
        word = ""
        for number, part in enumerate(parts):
            report(number, len(parts))
            if len(rows) >= TAKEN_AT_ONCE and practice_word_in(part.name) != word:
                self._take(rows, found)
                rows, found = [], {}
            word = practice_word_in(part.name)
            segment = self._read(part)
            if segment is not None:
                events = segment.events
                self._there[events.practice_id].update(row.hash for row in events.rows)
                found[part] = Seen(events.practice_id)
                rows += events.rows
        self._take(rows, found)
        for larger, names in self._replacing:
            self._note(replaced_by(larger, names, self._seen))

    def _read(self, part: Part) -> Segment | None:
        """Return what a part holds; None where it is not wholly here, or no use, which is told."""
        word = practice_word_in(part.name)
        try:
            segment = read_segment(self._carrier.read(part), self._key)
            if word and word != practice_word(segment.events.practice_id):
                raise Refused("it is of another practice than its name says")
        except NotArrived:
            self._not_arrived += 1
            return None
        except Refused as why:
            if word and isinstance(why, Foreign):
                self._not_arrived += 1
            else:
                self._left[part] = str(why)
            return None
        if segment.head.replaces:
            self._replacing.append((part, segment.head.replaces))
        return segment

    def _take(self, rows: list[EventRow], found: dict[Part, Seen]) -> None:
        """Take in some events, send what these lack of the same practices, and note the parts that they came in."""
        unknown = self._unknown(rows)
        if unknown and not self._changing:
            self._changing = True
            self._around.before_change()
        for start in range(0, len(unknown), TAKEN_AT_ONCE):
            taken = self._store.take(unknown[start : start + TAKEN_AT_ONCE])
            self._refused += taken.refused
            for practice_id, events in taken.new.items():
                self._taken[practice_id] += len(events)
                self._last = max((*events, *([self._last] if self._last else [])), key=lambda event: event.clock)
        practices = dict.fromkeys(note.practice_id for note in found.values())
        up_to = {own: self._send_practice(own, self._held.get(own, 0)) for own in practices}
        self._note(found, {own: arrival for own, arrival in up_to.items() if arrival is not None})

    def _note(self, parts: Mapping[Part, Seen], up_to: Mapping[str, int] = MappingProxyType({})) -> None:
        """Note in the ledger what was seen and done."""
        if parts or up_to:
            to_settle = {own: self._to_settle[own] for own in up_to if own in self._to_settle}
            self._ledger.note(self._share.id, parts, up_to, to_settle)
            self._seen.update(parts)
            self._held.update(up_to)

    def _unknown(self, rows: Iterable[EventRow]) -> list[EventRow]:
        """Return the events that this record does not hold."""
        by_practice: dict[str, list[EventRow]] = defaultdict(list)
        for row in rows:
            by_practice[row.place[1].decode()].append(row)
        found = []
        for practice_id, own in by_practice.items():
            known = {digest for _, digest in self._store.arrivals(practice_id, 0)}
            found += [row for row in own if row.hash not in known]
        return found

    # sending

    def _what_it_lacks(self, listing: Listing, listed: frozenset[Part]) -> frozenset[str]:
        """Return the practices of which parts are gone for good, with what is left of them read again."""
        if listed == self._seen.keys() and not any(note.lacking for note in self._seen.values()):
            return frozenset()
        missed, gone = self._gone(listing, listed)
        self._note(missed)
        afresh = frozenset(self._seen[part].practice_id for part, replaced in gone.items() if not replaced)
        for part in listed & self._seen.keys():
            practice_id = self._seen[part].practice_id
            if practice_id in afresh and (segment := self._read(part)):
                self._there[practice_id].update(row.hash for row in segment.events.rows)
        self._forget(gone)
        return afresh

    def _gone(self, listing: Listing, listed: frozenset[Part]) -> tuple[dict[Part, Seen], dict[Part, bool]]:
        """Return the notes of parts that are lacking or there again, and those that are gone: whether replaced."""
        names = {(part.place, part.name) for part in listed}
        places = frozenset(part.place for part in listed) | {self._share.place}
        missed: dict[Part, Seen] = {}
        gone: dict[Part, bool] = {}
        for part, note in self._seen.items():
            if part in listed or (part.place, part.name) in listing.elsewhere:
                if note.lacking:
                    missed[part] = replace(note, lacking=0)
            elif part.place not in listing.unreadable:
                if note.replaced_by and (part.place, note.replaced_by) in names:
                    gone[part] = True
                elif note.lacking >= patience(part, self._share.place, places):
                    gone[part] = False
                else:
                    missed[part] = replace(note, lacking=note.lacking + 1)
        return missed, gone

    def _forget(self, parts: Iterable[Part]) -> None:
        gone = tuple(parts)
        if gone:
            self._ledger.forget_parts(self._share.id, gone)
            for part in gone:
                del self._seen[part]

    def _send(self, afresh: frozenset[str]) -> None:
        """Send what the share lacks of each practice that may differ."""
        since, newest = self._ledger.looked_through(self._share.id), self._store.newest_arrival()
        changed = self._store.practices_after(since) if newest != since else frozenset()
        every = self._every() if self._share.every and newest != since else frozenset()
        named = {*self._share.practices, *every}
        for practice_id in sorted(afresh | (named - self._held.keys()) | (changed & {*self._held, *named})):
            self._send_and_note(practice_id, 0 if practice_id in afresh else self._held.get(practice_id, 0))
        for practice_id in sorted(self._made_twice - self._held.keys()):  # what is one since goes as a whole
            self._send_and_note(practice_id, 0)
        if newest != since and not self._not_allowed:  # which is tried again
            self._ledger.note_looked_through(self._share.id, newest)

    def _send_and_note(self, practice_id: str, after: int) -> None:
        up_to = self._send_practice(practice_id, after)
        if up_to is not None and up_to != self._held.get(practice_id):
            self._note({}, {practice_id: up_to})

    def _send_practice(self, practice_id: str, after: int) -> int | None:
        """Send what was not there of the events of a practice that arrived after one of them.

        Returns the arrival up to which all is there now; None where the carrier did not let it be added.
        """
        arrivals = self._store.arrivals(practice_id, after)
        lacking = {own for _, own in arrivals} - self._there[practice_id]
        rows = [row for row in self._store.rows(practice_id) if row.hash in lacking] if lacking else []
        try:
            for start in range(0, len(rows), _MOST_SENT_AT_ONCE):
                self._add(practice_id, rows[start : start + _MOST_SENT_AT_ONCE])
        except NotAllowed as why:
            self._refused.append(f"The changes of practice {practice_id} were not sent: {why}.")
            self._not_allowed = True
            return None
        self._sent += len(rows)
        self._there[practice_id] |= lacking
        if arrivals:
            self._to_settle[practice_id] = self._around.conflicts_of(practice_id)
            self._made_twice.update(self._store.family(practice_id))
        return max((arrival for arrival, _ in arrivals), default=after)

    def _every(self) -> frozenset[str]:
        """Return all practices but samples, which everybody has, and what belongs to none, which is to be named."""
        samples = {practice.id for practice in self._store.names(put_away=True) if practice.sample}
        return frozenset(self._store.practice_ids()) - samples - {PROGRAMME}

    def _add(self, practice_id: str, rows: Iterable[EventRow], replaces: tuple[str, ...] = ()) -> Part:
        """Put a segment there, and note that it is."""
        name, data = segment_of(practice_id, rows, self._key, SegmentHead(self._around.sender, replaces))
        part = Part(self._share.place, name, str(len(data)))
        self._carrier.add(part, data)
        self._note({part: Seen(practice_id)})
        return part

    # files attached

    def _exchange_files(self, listing: Listing) -> None:
        """Take and send the files attached in the practices that are shared here."""
        moving = ShareFiles(
            store=self._store, carrier=self._carrier, key=self._key, place=self._share.place, files=self._around.files
        )
        self._moved = moving.exchange(listing.files, self._held.keys())

    # tidying

    def _tidy(self, listed: frozenset[Part]) -> None:
        """Withdraw own segments that a larger one replaced in an earlier look, and put small ones together."""
        own = {part: note for part, note in self._seen.items() if part.place == self._share.place}
        withdrawn = to_withdraw(own, listed)
        for part in withdrawn:
            self._carrier.withdraw(part)
        self._forget(withdrawn)
        for practice_id, parts in to_replace(own).items():
            segments = [self._read(part) for part in parts]
            if None not in segments:  # what cannot be read just now is not put together either
                rows = {row.hash: row for segment in segments if segment for row in segment.events.rows}
                larger = self._add(practice_id, rows.values(), tuple(part.name for part in parts))
                self._note(replaced_by(larger, (part.name for part in parts), {part: own[part] for part in parts}))

    # telling

    def _refuse_emptied(self, listing: Listing) -> None:
        if self._seen and listing.is_bare:
            raise CarrierAway(
                f"{self._carrier.words} is empty, though it held parts of this record: it was emptied, or another"
                " folder stands in its place. Nothing was lost, sent or changed. “migdesk share set” with the same"
                " place begins it anew."
            )

    def _looked(self, listed: frozenset[Part]) -> Looked:
        now, last = self._around.now(), self._last
        refused = (
            f"{part.place}/{part.name} was refused: {why}." for part, why in self._left.items() if part in listed
        )
        return Looked(
            at=now,
            taken=sum(self._taken.values()),
            sent=self._sent,
            files_taken=self._moved.taken,
            files_sent=self._moved.sent,
            files_of=tuple(sorted(self._moved.practices)),
            practices=tuple(sorted(self._taken)),
            not_arrived=self._not_arrived,
            waiting=self._store.count_waiting(),
            refused=(*self._refused, *refused),
            to_settle=self._ledger.to_settle(self._share.id),
            last=LastChange(last.actor.name, min(last.at, now)) if last else None,
        )


def _in_practices(part: Part) -> tuple[str, str, str]:
    return practice_word_in(part.name), part.place, part.name
