"""One name for each system and commissioner: which spellings stand for one, over all practices, and what to set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from migdesk.practice.details import DETAILS, DetailKind
from migdesk.workspace.practice_import.system_names import nearly
from migdesk.workspace.practice_lookup import loose_name_key
from migdesk.workspace.summary import PracticeSummary

SYSTEM_DETAILS = tuple(detail.id for detail in DETAILS if detail.kind == DetailKind.SYSTEM)
COMMISSIONER = "commissioner"


class OneName(msgspec.Struct, frozen=True):
    """A spelling, the name that it stands for, and where it is: a practice's id and a detail's for each place."""

    spelling: str
    name: str
    places: tuple[tuple[str, str], ...]

    @property
    def practices(self) -> int:
        return len({practice_id for practice_id, _ in self.places})


def one_names(practices: Iterable[PracticeSummary]) -> tuple[OneName, ...]:
    """Return the spellings that can be made one: systems as their makers write them, and of a commissioner's spellings
    that differ by case, spaces, dots and the like the one that most practices have."""
    systems: dict[str, list[tuple[str, str]]] = defaultdict(list)
    commissioners: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for practice in practices:
        for detail in SYSTEM_DETAILS:
            systems[getattr(practice, detail)].append((practice.id, detail))
        commissioners[practice.commissioner].append((practice.id, COMMISSIONER))
    found = [
        *((spelling, nearly(spelling), systems[spelling]) for spelling in systems),
        *((spelling, name, commissioners[spelling]) for spelling, name in _most_used(commissioners)),
    ]
    return tuple(
        OneName(spelling, name, tuple(places))
        for spelling, name, places in sorted(found, key=lambda each: (each[1].casefold(), each[0]))
        if spelling and name and spelling != name
    )


def _most_used(places: Mapping[str, Sequence[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    alike: dict[str, list[str]] = defaultdict(list)
    for spelling in places:
        alike[loose_name_key(spelling)].append(spelling)
    for spellings in alike.values():
        name = min(spellings, key=lambda spelling: (-len(places[spelling]), spelling))
        yield from ((spelling, name) for spelling in spellings)


def updates_for(chosen: Iterable[OneName]) -> list[tuple[str, dict[str, str]]]:
    """Return what to set in each practice, as `PracticeCommands.update_all` takes it."""
    by_practice: dict[str, dict[str, str]] = defaultdict(dict)
    for change in chosen:
        for practice_id, detail in change.places:
            by_practice[practice_id][detail] = change.name
    return list(by_practice.items())
