"""Words that people use for one another ("script", "prescription"), from the guide's `_data/migdesk/synonyms.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from migdesk.base.assets import content_folder
from migdesk.base.errors import DataFault
from migdesk.checklist.compiled import compiled
from migdesk.checklist.located_yaml import DATA_FOLDER, LocatedFile
from migdesk.workspace.search.query import Synonyms, plain, singular

FILE = DATA_FOLDER / "synonyms.yml"
MOST_WORDS = 5
"""The longest synonym, in words; a longer one would never be typed."""

_Groups = tuple[tuple[str, ...], ...]


def load_synonyms(guide_folder: Path, cache_folder: Path) -> Synonyms:
    """Return the guide's synonyms, else the built-in ones; none where the file is faulty, as `guide check` tells."""
    folder = guide_folder if (guide_folder / FILE).is_file() else content_folder()
    try:
        groups = compiled(_Groups, "synonyms", (folder / FILE,), cache_folder, lambda: _read(folder))
    except (DataFault, OSError):
        return {}
    return by_word(groups)


def by_word(groups: _Groups) -> Synonyms:
    """Return the other words of its group for each word, both as the index has them."""
    forms: Mapping[int, tuple[str, ...]] = {
        number: tuple(dict.fromkeys(map(plain, group))) for number, group in enumerate(groups)
    }
    return {
        singular(word): tuple(other for other in forms[number] if other != word)
        for number, group in forms.items()
        for word in group
    }


def find_synonym_faults(guide_folder: Path) -> tuple[DataFault, ...]:
    """Return every fault of the guide's synonyms in the order of lines; none for a guide without any of its own."""
    if not (guide_folder / FILE).is_file():
        return ()
    try:
        file = LocatedFile(guide_folder / FILE, FILE.as_posix())
        return tuple(_faults_in(file))
    except DataFault as fault:
        return (fault,)


def _read(folder: Path) -> _Groups:
    """Read the groups. Raises the first DataFault there is."""
    file = LocatedFile(folder / FILE, FILE.as_posix())
    for fault in _faults_in(file):
        raise fault
    return file.read(_Groups)


def _faults_in(file: LocatedFile) -> Iterator[DataFault]:
    seen: dict[str, str] = {}
    for number in range(len(file.read(list))):
        try:
            group = file.read(tuple[str, ...], (number,))
        except DataFault as fault:
            yield fault
            continue
        if len(group) < 2:
            yield file.fault((number,), "a group of one word; expected two or more that are used for one another")
        for place, word in enumerate(group):
            message = _fault_of(word, seen)
            if message:
                yield file.fault((number, place), message)
            seen.setdefault(singular(plain(word)), word)


def _fault_of(word: str, seen: Mapping[str, str]) -> str:
    form = plain(word)
    if not form:
        return f"{word!r} has no letter or digit; expected a word"
    if len(form.split()) > MOST_WORDS:
        return f"{word!r} has more than {MOST_WORDS} words; expected a short name"
    before = seen.get(singular(form))
    return f"{word!r} is here already as {before!r}; expected each word once, in one group" if before else ""
