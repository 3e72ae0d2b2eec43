"""What the changes of a guide mean for the practice in hand."""

from __future__ import annotations

from migdesk.ui.guide_changes.changes_html import PracticePart
from migdesk.ui.session.session import Session
from migdesk.workspace.guide_updates.practice_effect import effect_on
from migdesk.workspace.guide_updates.snapshot import GuideChanges


def practice_part(session: Session, changes: GuideChanges) -> PracticePart | None:
    """Return the practice in hand with what the changes mean for it; None where there is none."""
    progress = session.progress
    return PracticePart(progress.state.name, effect_on(progress, changes)) if progress else None
