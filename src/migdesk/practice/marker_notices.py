"""What the marker has to tell when a record is opened: nothing, as a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from migdesk.base.date_words import date_with_weekday
from migdesk.practice.marker import Marker
from migdesk.practice.store import Store


def marker_notices(store: Store, database: Path) -> tuple[str, ...]:
    """Return what a person should know of the record by what was noted beside it, in whole sentences."""
    marker = store.marker
    if marker is None or not marker.path.exists():
        return ()
    return (*_copied(marker, database), *_older(store, marker))


def _copied(marker: Marker, database: Path) -> Iterator[str]:
    header, here = marker.header(), str(database.absolute().parent)
    if header is None or header.place == here:
        return
    elsewhere = Marker(Path(header.place) / database.name, header.computer, lambda: "").header()
    if elsewhere is not None and elsewhere.folder == header.folder:
        marker.move_here()
        yield (
            f"This data folder is a copy of {header.place}. Both go on by themselves from here: "
            "what is recorded in one is not in the other."
        )


def _older(store: Store, marker: Marker) -> Iterator[str]:
    latest = marker.latest()
    if latest is None or store.has_event(latest.practice, latest.last):
        return
    missing = latest.arrival - store.newest_arrival()
    name = store.state(latest.practice).name or "a practice that is not in it"
    entries = f"{missing:,} {'entry is' if missing == 1 else 'entries are'} missing"
    if missing <= 0:
        entries = f"the entry that was the latest then, of {name}, is not in it, or was changed"
    yield (
        f"The record is not the one that was open here last ({date_with_weekday(marker.noted_on())}): {entries}. "
        "If a copy was put back, that is why. If not, keep this folder as it is and look for the newer record."
    )
