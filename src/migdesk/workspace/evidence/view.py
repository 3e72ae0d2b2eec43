"""Evidence as screens, reports and scripts show it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from migdesk.practice.attachment import Attachment
from migdesk.practice.attachment_files import AttachmentFiles
from migdesk.practice.event import Actor

_WEB = ("https://", "http://")


class EvidenceView(msgspec.Struct, frozen=True, kw_only=True):
    """Something attached to `item`, which is called `title`. `is_here` tells whether its file lies on this computer."""

    id: str
    key: str
    item: str
    title: str
    name: str
    sha256: str
    size: int
    address: str
    by: Actor
    at: datetime
    is_here: bool

    @property
    def is_file(self) -> bool:
        return bool(self.sha256)

    @property
    def is_web_address(self) -> bool:
        return self.address.lower().startswith(_WEB)


def view_of(entry: Attachment, title: str, files: AttachmentFiles) -> EvidenceView:
    """Return an attachment as it is shown."""
    said = entry.said
    return EvidenceView(
        id=entry.id,
        key=entry.key,
        item=entry.item,
        title=title,
        name=said.name,
        sha256=said.sha256,
        size=said.size,
        address=said.address,
        by=entry.actor,
        at=entry.at,
        is_here=said.is_file and files.has(said),
    )


def evidence_json(view: EvidenceView) -> dict[str, Any]:
    """Return something attached as scripts get it."""
    return {
        "id": view.id,
        "item": view.item,
        "name": view.name,
        "sha256": view.sha256,
        "size": view.size,
        "address": view.address,
        "by": view.by.name,
        "role": view.by.role,
        "at": view.at,
        "here": view.is_here,
    }
