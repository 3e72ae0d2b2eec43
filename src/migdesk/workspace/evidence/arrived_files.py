"""Files attached that come in with a package: kept where something attached names them, and their content fits."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from migdesk.practice.attachment import Attached
from migdesk.practice.attachment_files import AttachmentFiles
from migdesk.practice.attachment_types import why_refused
from migdesk.practice.event import Event
from migdesk.practice.exchange.package import Package
from migdesk.practice.exchange.refused import Refused, RefusedPackage
from migdesk.practice.kinds.attached import said_in
from migdesk.practice.state import PracticeState


class ArrivedFiles(msgspec.Struct, frozen=True):
    """How many files were not here before, and those that were left out, each with why, in whole sentences."""

    new: int = 0
    left_out: tuple[str, ...] = ()


def lacking_files(package: Package, known: Iterable[PracticeState], files: AttachmentFiles) -> tuple[Attached, ...]:
    """Return what is attached of which a package has the file, and this computer has not; `known` as below."""
    named = {said.sha256: said for said in _named(package, known)}
    found = (named.get(part.sha256) for part in package.manifest.attachments)
    return tuple(said for said in found if said is not None and not files.has(said))


def keep_files(package: Package, known: Iterable[PracticeState], files: AttachmentFiles) -> ArrivedFiles:
    """Keep the files of a package; `known` are the states of its practices here, which may have waited for them.

    Raises RefusedPackage where one is not what its name says: nothing of such a package is to be taken in.
    """
    new, left_out = 0, []
    for said in lacking_files(package, known, files):
        content = _content(package, said.sha256)
        refused = why_refused(said.name, content)
        if len(content) != said.size:
            refused = "is not of the size that was attached"
        if refused:
            left_out.append(f"{said.name} {refused}. It was not kept.")
        else:
            files.add(content)
            new += 1
    return ArrivedFiles(new, tuple(left_out))


def _named(package: Package, known: Iterable[PracticeState]) -> Iterable[Attached]:
    for state in known:
        yield from (entry.said for entry in state.attachments.values())
    events: Iterable[Event] = (event for found in package.events.values() for _, event in found.values())
    yield from (said for event in events if (said := said_in(event)))


def _content(package: Package, sha256: str) -> bytes:
    try:
        return package.attachment(sha256)
    except Refused as refused:
        raise RefusedPackage("The package", str(refused)) from refused
