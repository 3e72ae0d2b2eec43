"""What the screen says in words: how far a sign-off is, who has to sign, who did, and how. No Qt here."""

from __future__ import annotations

from datetime import date, datetime
from html import escape

from migdesk.base.date_words import date_with_weekday
from migdesk.checklist.definitions import Definitions, Signer
from migdesk.checklist.roles import party_title
from migdesk.practice.entries import Withdrawal
from migdesk.practice.parties import PRACTICE, speaker
from migdesk.practice.sign_off_progress import SignedElsewhere, SignOffProgress, SignOffState, signer_title
from migdesk.practice.signature import Signature
from migdesk.ui.look.words import breakable, counted, days_from
from migdesk.workspace.sign_offs.view import Piece


def figures_of(progress: SignOffProgress) -> str:
    """Return how far a sign-off is where there is little room: "1 of 2", "elsewhere", "not needed"."""
    if not progress.applies:
        return "not needed"
    return "elsewhere" if progress.elsewhere else f"{progress.count} of {len(progress.lines)}"


def state_in_words(progress: SignOffProgress) -> str:
    """Return the same for whoever hears it: "1 of 2 have signed, overdue"."""
    if not progress.applies:
        return "does not apply to this practice"
    if progress.elsewhere:
        return "signed elsewhere"
    withdrawn = ", withdrawn" if progress.state is SignOffState.WITHDRAWN else ""
    overdue = ", overdue" if progress.overdue else ""
    return f"{progress.count} of {len(progress.lines)} have signed{withdrawn}{overdue}"


def due_in_words(progress: SignOffProgress, today: date) -> str:
    """Return by when it is to be signed: "due today, Mon 21 Dec 2026", "was due Mon 21 Dec 2026, 4 days ago"."""
    if progress.due is None:
        return "has no date yet"
    day, away = date_with_weekday(progress.due), days_from(progress.due, today)
    if not progress.is_open:
        return f"by {day}"
    if progress.due == today:
        return f"due today, {day}"
    return f"was due {day}, {away}" if progress.due < today else f"due {day}, {away}"


def words_html(pieces: tuple[Piece, ...]) -> str:
    """Return the words as HTML: what was counted and typed in bold, a blank as a line. What people typed is escaped."""
    return "".join(map(_piece_html, pieces))


def _piece_html(piece: Piece) -> str:
    text = escape(breakable(piece.text))
    if piece.is_blank:
        return "<span>&nbsp;______&nbsp;</span>"
    return f"<b><u>{text}</u></b>" if piece.place and text.strip() else text


def signer_line(signer: Signer, definitions: Definitions) -> tuple[str, str]:
    """Return whom a line asks for, and for whom that is: ("Lead GP", "for the practice")."""
    title = signer_title(signer, definitions)
    if not signer.party or title == party_title(signer.party):
        return title, ""
    return title, "for the practice" if signer.party == PRACTICE else f"for the {party_title(signer.party).lower()}"


def signers_in_words(progress: SignOffProgress, definitions: Definitions) -> str:
    """Return who has to sign still, in one line: "the Lead GP, for the practice; the Commissioner"."""
    missing = [signer_line(line.signer, definitions) for line in progress.lines if line.signature is None]
    return "; ".join(", ".join(filter(None, parts)) for parts in missing)


def signature_html(entry: Signature, definitions: Definitions) -> str:
    """Return who signed as HTML, the name in bold; what people typed is escaped."""
    name, _, rest = speaker(entry.by, definitions.roles).partition(", ")
    return f"<b>{escape(breakable(name))}</b>" + (f", {escape(breakable(rest))}" if rest else "")


def moment_of(at: datetime) -> str:
    """Return a moment by this computer's clock, with its weekday: "Fri 18 Dec 2026, 16:10"."""
    here = at.astimezone()
    return f"{date_with_weekday(here.date())}, {here:%H:%M}"


def how_signed(entry: Signature) -> str:
    """Return when and how it was signed."""
    said = entry.said
    if said.signed_on is None:
        return moment_of(entry.at)
    return (
        f"On paper on {date_with_weekday(said.signed_on)}, seen by {said.seen_by}. "
        f"Recorded by {entry.actor.name}, {moment_of(entry.at)}."
    )


def open_then(entry: Signature) -> str:
    """Return what was open when it was signed; empty for nothing."""
    points = entry.said.open
    if not points:
        return ""
    listed = "; ".join(f"{point.title}: {point.words}" for point in points)
    return f"{counted(len(points), 'thing')} {'was' if len(points) == 1 else 'were'} open then. {listed}"


def withdrawal_line(withdrawal: Withdrawal) -> str:
    """Return who took a signature back, when and why."""
    reason = withdrawal.reason.rstrip(".") or "no reason given"
    return f"Withdrawn by {withdrawal.actor.name}, {moment_of(withdrawal.at)}: {reason}."


def elsewhere_line(found: SignedElsewhere) -> str:
    """Return who signed somewhere else, and who marked that here."""
    by = f"Signed elsewhere by {found.by}" if found.by else "Signed elsewhere, not said by whom"
    on = f", on {date_with_weekday(found.on)}" if found.on else ""
    where = f" ({found.where})" if found.where else ""
    return f"{by}{on}{where}. Marked by {found.recorded_by.name}, {moment_of(found.at)}."
