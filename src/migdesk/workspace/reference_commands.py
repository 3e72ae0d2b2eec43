"""Commands on the Information Governance references: acknowledge one, and withdraw an acknowledgement."""

from __future__ import annotations

from migdesk.base.errors import UserError
from migdesk.checklist.definitions import Definitions, Reference
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.event import Draft
from migdesk.practice.kinds import acknowledged, withdrawn
from migdesk.practice.state import PracticeState
from migdesk.practice.store import Store
from migdesk.workspace.free_text import one_line
from migdesk.workspace.people.speaker import speaking_for
from migdesk.workspace.recorder import Recorder


class ReferenceCommands:
    """Acknowledgements of practices. They only accumulate: withdrawing one is recorded beside it."""

    def __init__(self, store: Store, definitions: Definitions, recorder: Recorder) -> None:
        self._store = store
        self._definitions = definitions
        self._recorder = recorder

    def acknowledge(self, practice_id: str, reference_id: str, document: str = "") -> str:
        """Record that the person at the keyboard knows a reference, with the exact words shown; return its id.

        `document` is what they name where the reference asks for it. Raises UserError for an unknown reference, where
        the person has no role or nobody knows for whom they speak, and where they have already acknowledged these
        words.
        """
        reference = self._definitions.reference_by_id.get(reference_id)
        if reference is None:
            known = ", ".join(self._definitions.reference_by_id)
            raise UserError(f"There is no reference “{reference_id}”. Use one of {known}.")
        named = _checked_document(reference, document)
        words_hash = hash_of(wording_of(reference))
        actor = speaking_for(self._recorder.actor, self._store.state(practice_id).name, self._definitions)

        def build(state: PracticeState) -> list[Draft]:
            gone = state.withdrawn()
            for earlier in state.acknowledgements_of(reference_id):
                if earlier.actor == actor and earlier.wording_hash == words_hash and earlier.key not in gone:
                    raise UserError(f"{earlier.actor.name} has acknowledged {reference.name} already.")
            return [acknowledged.draft(reference_id, wording_of(reference, named), words_hash, named)]

        return self._recorder.record(practice_id, f"Acknowledge: {reference.name}", build, actor)[0].id

    def withdraw(self, practice_id: str, acknowledgement_id: str, reason: str) -> None:
        """Withdraw an acknowledgement; it stays in the history. Raises UserError without a reason."""
        words = one_line(reason, "The reason", 500)
        if not words:
            raise UserError("Say why the acknowledgement is withdrawn. The reason goes into the history.")

        def build(state: PracticeState) -> list[Draft]:
            acknowledgement = state.acknowledgement(acknowledgement_id)
            if acknowledgement is None or acknowledgement.key in state.withdrawn():
                raise UserError("That acknowledgement is not there any more.")
            return [withdrawn.draft(acknowledgement, words)]

        self._recorder.record(practice_id, "Withdraw an acknowledgement", build)


def _checked_document(reference: Reference, document: str) -> str:
    """Return the document that a person names. Raises UserError where one is missing, or nobody asked for it."""
    named = one_line(document, reference.asks_for or "The document", 200).rstrip(". ")
    if reference.asks_for and not named:
        raise UserError(f"{reference.asks_for} is missing: name the document that {reference.name} stands for.")
    if named and not reference.asks_for:
        raise UserError(f"{reference.name} is one document, so none is named.")
    return named
