"""One look at a share: what is new there is taken in, what it lacks of this record is sent.

Nothing is ever taken out of the record because it is not there any more: whoever holds what a share lacks sends it
again. What a place sent earlier is taken in there like anybody's, so that a computer that was put back to an earlier
day gets its tail again. See `share_ledger` for what is remembered between looks, `share_upkeep` for what is withdrawn.
"""

from __future__ import annotations

from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from msgspec.structs import replace

from migdesk.practice.event import Event
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
from migdesk.practice.exchange.segment import Segment, SegmentHead, read_segment, segment_of
from migdesk.practice.exchange.segment_names import practice_word, practice_word_in
from migdesk.practice.exchange.share import LastChange, Looked, Share
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
    `sender` is the name of the person here, as they wrote it.
    """

    now: Callable[[], datetime]
    sender: str
    before_change: Callable[[], None]
    conflicts_of: Callable[[str], int]


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
        self._there: dict[str, set[bytes]] = defaultdict(set)
        self._replacing: list[tuple[Part, tuple[str, ...]]] = []
        self._counted: set[str] = set()
        self._not_arrived = 0
        self._taken: dict[str, int] = defaultdict(int)
        self._sent = 0
        self._last: Event | None = None
        self._refused: list[str] = []
        self._changing = False

    def look(self, report: Report = lambda done, total: None) -> Looked:
        """Take in, send and tidy up. Raises CarrierAway, EnvironmentFault, and whatever `report` raises."""
        listing = self._carrier.listing()
        seen = self._ledger.parts(self._share.id)
        self._refuse_emptied(listing, was_used=bool(seen))
        self._keep_key(listing)
        names = {(part.place, part.name) for part in seen}
        self._not_arrived = len(listing.elsewhere - names)
        newest = self._store.newest_arrival()
        held = self._ledger.practices(self._share.id)
        self._take_in([part for part in listing.parts if part not in seen], held, report)
        afresh = self._what_it_lacks(listing, seen)
        self._send(afresh, held)
        self._tidy(listing)
        if newest != self._ledger.looked_through(self._share.id):
            self._ledger.note_looked_through(self._share.id, newest)
        return self._looked(listing)

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

    def _take_in(self, parts: list[Part], held: dict[str, int], report: Report) -> None:
        """Read parts, those of one practice one after the other; take in what they hold, and answer it."""
        parts = sorted((part for part in parts if part not in self._left), key=_in_practices)
        rows: list[EventRow] = []
        seen: dict[Part, Seen] = {}
        word = ""
        for number, part in enumerate(parts):
            report(number, len(parts))
            if len(rows) >= TAKEN_AT_ONCE and practice_word_in(part.name) != word:
                self._take(rows, seen, held)
                rows, seen = [], {}
            word = practice_word_in(part.name)
            segment = self._read(part)
            if segment is not None:
                events = segment.events
                self._there[events.practice_id].update(row.hash for row in events.rows)
                seen[part] = Seen(events.practice_id)
                rows += events.rows
        self._take(rows, seen, held)
        if self._replacing:
            every = self._ledger.parts(self._share.id)
            for larger, names in self._replacing:
                self._ledger.note_parts(self._share.id, replaced_by(larger, names, every))

    def _read(self, part: Part) -> Segment | None:
        """Return what a part holds; None where it is not wholly here, or no use, which is told."""
        try:
            segment = read_segment(self._carrier.read(part), self._key)
            word = practice_word_in(part.name)
            if word and word != practice_word(segment.events.practice_id):
                raise Refused("it is of another practice than its name says")
        except NotArrived:
            self._not_arrived += 1
            return None
        except Refused as why:
            self._left[part] = str(why)
            return None
        if segment.head.replaces:
            self._replacing.append((part, segment.head.replaces))
        return segment

    def _take(self, rows: list[EventRow], seen: dict[Part, Seen], held: dict[str, int]) -> None:
        """Take in some events, note the parts that they came in, and send what these lack of the same practices."""
        if not seen:
            return
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
        self._ledger.note_parts(self._share.id, seen)
        for practice_id in dict.fromkeys(note.practice_id for note in seen.values()):
            self._send_practice(practice_id, held.get(practice_id, 0))

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

    def _what_it_lacks(self, listing: Listing, seen: dict[Part, Seen]) -> frozenset[str]:
        """Return the practices of which parts are gone for good, with what is left of them read again."""
        listed = frozenset(listing.parts)
        missed, gone = self._gone(listing, seen)
        if missed:
            self._ledger.note_parts(self._share.id, missed)
        afresh = frozenset(seen[part].practice_id for part, replaced in gone.items() if not replaced)
        for part in listed & seen.keys():
            if seen[part].practice_id in afresh and (segment := self._read(part)):
                self._there[seen[part].practice_id].update(row.hash for row in segment.events.rows)
        if gone:
            self._ledger.forget_parts(self._share.id, gone)
        return afresh

    def _gone(self, listing: Listing, seen: dict[Part, Seen]) -> tuple[dict[Part, Seen], dict[Part, bool]]:
        """Return the notes of parts that are lacking or there again, and those that are gone: whether replaced."""
        listed = frozenset(listing.parts)
        names = {(part.place, part.name) for part in listed}
        places = frozenset(part.place for part in listed) | {self._share.place}
        missed: dict[Part, Seen] = {}
        gone: dict[Part, bool] = {}
        for part, note in seen.items():
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

    def _send(self, afresh: frozenset[str], held: dict[str, int]) -> None:
        """Send what the share lacks of each practice that may differ."""
        since = self._ledger.looked_through(self._share.id)
        changed = self._store.practices_after(since) if self._store.newest_arrival() != since else frozenset()
        every = self._every() if self._share.every else frozenset()
        named = {*self._share.practices, *every}
        for practice_id in sorted(afresh | (named - held.keys()) | (changed & {*held, *named})):
            self._send_practice(practice_id, 0 if practice_id in afresh else held.get(practice_id, 0))

    def _send_practice(self, practice_id: str, after: int) -> None:
        """Send what was not there of the events of a practice that arrived after one of them."""
        arrivals = self._store.arrivals(practice_id, after)
        lacking = {own for _, own in arrivals} - self._there[practice_id]
        if not lacking and practice_id in self._counted:
            return
        rows = [row for row in self._store.rows(practice_id) if row.hash in lacking] if lacking else []
        try:
            for start in range(0, len(rows), _MOST_SENT_AT_ONCE):
                self._add(practice_id, rows[start : start + _MOST_SENT_AT_ONCE])
        except NotAllowed as why:
            self._refused.append(f"The changes of practice {practice_id} were not sent: {why}.")
            return
        self._sent += len(rows)
        self._counted.add(practice_id)
        self._there[practice_id] |= lacking
        up_to = max((arrival for arrival, _ in arrivals), default=after)
        to_settle = self._around.conflicts_of(practice_id)
        self._ledger.note_practices(self._share.id, {practice_id: up_to}, {practice_id: to_settle})

    def _every(self) -> frozenset[str]:
        """Return all practices but samples, which everybody has."""
        samples = {practice.id for practice in self._store.names() if practice.sample}
        return frozenset(self._store.practice_ids()) - samples

    def _add(self, practice_id: str, rows: Iterable[EventRow], replaces: tuple[str, ...] = ()) -> Part:
        """Put a segment there, and note that it is."""
        name, data = segment_of(practice_id, rows, self._key, SegmentHead(self._around.sender, replaces))
        part = Part(self._share.place, name, str(len(data)))
        self._carrier.add(part, data)
        self._ledger.note_parts(self._share.id, {part: Seen(practice_id)})
        return part

    # tidying

    def _tidy(self, listing: Listing) -> None:
        """Withdraw own segments that a larger one replaced in an earlier look, and put small ones together."""
        seen = self._ledger.parts(self._share.id)
        withdrawn = to_withdraw(seen, self._share.place, frozenset(listing.parts))
        for part in withdrawn:
            self._carrier.withdraw(part)
        if withdrawn:
            self._ledger.forget_parts(self._share.id, withdrawn)
        for practice_id, parts in to_replace(seen, self._share.place).items():
            segments = [self._read(part) for part in parts]
            if None not in segments:  # what cannot be read just now is not put together either
                rows = {row.hash: row for segment in segments if segment for row in segment.events.rows}
                larger = self._add(practice_id, rows.values(), tuple(part.name for part in parts))
                replaced = replaced_by(larger, (part.name for part in parts), {part: seen[part] for part in parts})
                self._ledger.note_parts(self._share.id, replaced)

    # telling

    def _refuse_emptied(self, listing: Listing, *, was_used: bool) -> None:
        if was_used and listing.is_bare:
            raise CarrierAway(
                f"{self._carrier.words} is empty, though it held parts of this record: it was emptied, or another"
                " folder stands in its place. Nothing was lost, sent or changed. “migdesk share set” with the same"
                " place begins it anew."
            )

    def _looked(self, listing: Listing) -> Looked:
        now, last, listed = self._around.now(), self._last, frozenset(listing.parts)
        refused = (
            f"{part.place}/{part.name} was refused: {why}." for part, why in self._left.items() if part in listed
        )
        return Looked(
            at=now,
            taken=sum(self._taken.values()),
            sent=self._sent,
            practices=tuple(sorted(self._taken)),
            not_arrived=self._not_arrived,
            waiting=self._store.count_waiting(),
            refused=(*self._refused, *refused),
            to_settle=self._ledger.to_settle(self._share.id),
            last=LastChange(last.actor.name, min(last.at, now)) if last else None,
        )


def _in_practices(part: Part) -> tuple[str, str, str]:
    return practice_word_in(part.name), part.place, part.name
