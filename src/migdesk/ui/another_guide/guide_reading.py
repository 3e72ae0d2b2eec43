"""Reading, at a start, a guide that has changed since it was shown last."""

from __future__ import annotations

from pathlib import Path

from migdesk.guide.guide import Guide, open_guide
from migdesk.ui.dialogs.progress_dialog import with_progress


def read_guide(place: Path, cache: Path | None) -> Guide:
    """Read the guide at `place` with its progress on the screen. Raises UserError, also where that was cancelled."""
    words = f"The guide in {place} has changed, so it is read again."
    return with_progress(None, "Opening the guide", words, lambda report: open_guide(place, cache, report))
