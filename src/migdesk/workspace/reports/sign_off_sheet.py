"""The sheet on which a sign-off is signed by hand: gathered from the workspace, and written or printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from migdesk import __version__
from migdesk.base.atomic import output_file
from migdesk.practice.sign_off_progress import signer_title
from migdesk.report.document import Document
from migdesk.report.formats import Content, format_of
from migdesk.report.sign_offs.sheet import SheetToSign, sheet_document
from migdesk.workspace.reports.prepared import Prepared
from migdesk.workspace.reports.shared import vouched_record
from migdesk.workspace.sign_offs.reading import kept_lists
from migdesk.workspace.workspace import Workspace

_TO_WRITE_ON = "____________________"


def sign_off_sheet(workspace: Workspace, practice_id: str, sign_off_id: str, fields: Mapping[str, Any]) -> Document:
    """Return the sheet of a sign-off, with what `fields` fill in; the rest is left to be written by hand.

    Raises UserError for a sign-off that is not there.
    """
    view = workspace.sign_offs.view(practice_id, sign_off_id)
    state = workspace.practice(practice_id)
    pieces = workspace.sign_offs.pieces(practice_id, sign_off_id, fields, _TO_WRITE_ON)
    sheet = SheetToSign(
        practice=state.name or state.id,
        sample=state.sample,
        title=view.sign_off.title,
        wording="".join(_TO_WRITE_ON if piece.is_blank else piece.text for piece in pieces),
        figures=tuple((found.figure.title, found.number) for found in view.figures),
        lists=kept_lists(view),
        open=view.open if view.progress.is_open else (),
        signers=tuple(
            signer_title(line.signer, workspace.definitions) for line in view.progress.lines if line.signature is None
        ),
        due=view.progress.due,
        today=workspace.today,
        made_at=workspace.now,
        version=__version__,
        record=vouched_record(workspace, practice_id),
    )
    return sheet_document(sheet)


def prepare_sign_off_sheet(
    workspace: Workspace,
    practice_id: str,
    path: Path,
    sign_off_id: str,
    fields: Mapping[str, Any],
    chosen: str | None = None,
) -> Prepared:
    """Gather the sheet for `path`; raises as `sign_off_sheet`, and as any report for a format or a place."""
    form = format_of("sheet", path, chosen)
    target = output_file(path)
    document = sign_off_sheet(workspace, practice_id, sign_off_id, fields)
    return Prepared(Content(document=partial(_itself, document)), form, target)


def _itself(document: Document) -> Document:
    return document
