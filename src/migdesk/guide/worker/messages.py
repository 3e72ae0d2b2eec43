"""What the program and its worker for guides say to each other: one request, one answer, over two pipes."""

from __future__ import annotations

import os
from typing import Any

import msgspec

from migdesk.guide.cache import GuideIndex
from migdesk.guide.model import CheckedPage, Problem, Rendered

MOST_BYTES = 256_000_000
_LENGTH_BYTES = 8


class Limit(msgspec.Struct, frozen=True):
    """Seconds for one request: of the processor, and on the clock, which other programs share."""

    processor: int
    clock: int


class Read(msgspec.Struct, frozen=True, tag="read"):
    """Read the guide in a folder; the answer is an Index."""

    folder: str
    limit: Limit


class RenderPage(msgspec.Struct, frozen=True, tag="render"):
    """Render a page; the answer is a Page."""

    permalink: str
    limit: Limit


class BeginCheck(msgspec.Struct, frozen=True, tag="begin-check"):
    """Take over what is known of all pages; the answer is Problems without any."""

    pages: dict[str, CheckedPage]
    limit: Limit


class CheckPage(msgspec.Struct, frozen=True, tag="check-page"):
    """Find what is wrong with a page, or with all but the pages where `permalink` is None; the answer is Problems."""

    permalink: str | None
    limit: Limit


class Index(msgspec.Struct, frozen=True, tag="index"):
    """What is known of the guide before a page is opened."""

    index: GuideIndex


class Page(msgspec.Struct, frozen=True, tag="page"):
    """A page as rendered."""

    page: Rendered


class Problems(msgspec.Struct, frozen=True, tag="problems"):
    """What is wrong."""

    problems: tuple[Problem, ...] = ()


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """The folder holds no guide: why, in whole sentences."""

    message: str


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """What was asked went beyond what the program can do with it; `cause` names how."""

    cause: str


Request = Read | RenderPage | BeginCheck | CheckPage
Answer = Index | Page | Problems | Refused | Failed


def write_message(descriptor: int, message: Any) -> None:
    """Write a message. Raises OSError where nobody reads any more."""
    data = msgspec.json.encode(message)
    left = memoryview(len(data).to_bytes(_LENGTH_BYTES, "big") + data)
    while left:
        left = left[os.write(descriptor, left[: 1 << 16]) :]


def read_message(descriptor: int, kind: Any) -> Any:
    """Return the next message, None where there is none any more. Raises OSError, and MsgspecError for any other."""
    length = _read(descriptor, _LENGTH_BYTES)
    size = int.from_bytes(length, "big")
    if len(length) < _LENGTH_BYTES or size > MOST_BYTES:
        return None
    data = _read(descriptor, size)
    return msgspec.json.decode(data, type=kind) if len(data) == size else None


def _read(descriptor: int, size: int) -> bytes:
    parts = []
    while size and (part := os.read(descriptor, min(size, 1 << 20))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
