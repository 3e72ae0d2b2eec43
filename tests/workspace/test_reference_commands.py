"""Sign-offs: bound to the words shown, kept for ever, withdrawn only with a reason."""

from __future__ import annotations

import pytest

from migdesk.base.errors import UserError
from migdesk.checklist.wording import hash_of, wording_of
from migdesk.practice.event import Actor
from migdesk.workspace.workspace import Workspace
from support import MANAGER, PARTNER, add_practice, texts


@pytest.fixture
def practice(workspace: Workspace) -> str:
    return add_practice(workspace)


def test_an_acknowledgement_says_who_in_which_role_and_to_which_words(workspace: Workspace, practice: str) -> None:
    acknowledgement = workspace.references.acknowledge(practice, "gdpr")
    one = workspace.store.state(practice).acknowledgement(acknowledgement)
    assert one is not None
    words = wording_of(workspace.definitions.reference_by_id["gdpr"])
    assert (one.actor, one.wording, one.wording_hash) == (MANAGER, words, hash_of(words))
    assert workspace.progress(practice).acknowledged == 1


def test_an_unknown_reference_names_the_known_ones(workspace: Workspace, practice: str) -> None:
    with pytest.raises(UserError, match=r"There is no reference “magna-carta”\. Use one of gdpr, dcb0160"):
        workspace.references.acknowledge(practice, "magna-carta")


def test_nobody_acknowledges_the_same_words_twice(workspace: Workspace, practice: str) -> None:
    first = workspace.references.acknowledge(practice, "gdpr")
    with pytest.raises(UserError, match="Alex Sample has acknowledged UK GDPR already"):
        workspace.references.acknowledge(practice, "gdpr")
    workspace.recorder.actor = PARTNER
    workspace.references.acknowledge(practice, "gdpr")
    workspace.recorder.actor = MANAGER
    workspace.references.withdraw(practice, first, "Too early")
    workspace.references.acknowledge(practice, "gdpr")
    one = workspace.progress(practice).reference("gdpr")
    assert one is not None
    assert (len(one.standing), len(one.withdrawn)) == (2, 1)


def test_withdrawing_needs_a_reason_and_something_to_withdraw(workspace: Workspace, practice: str) -> None:
    acknowledgement = workspace.references.acknowledge(practice, "gdpr")
    with pytest.raises(UserError, match="Say why the acknowledgement is withdrawn"):
        workspace.references.withdraw(practice, acknowledgement, "  ")
    workspace.references.withdraw(practice, acknowledgement, "Too early")
    assert workspace.progress(practice).acknowledged == 0
    for gone in (acknowledgement, "no-such"):
        with pytest.raises(UserError, match="not there any more"):
            workspace.references.withdraw(practice, gone, "again")
    assert texts(workspace.history(practice))[-1] == "Acknowledgement of Alex Sample withdrawn, because: Too early"


@pytest.mark.parametrize("actor", [Actor("", "lead-gp"), Actor("Ann", " ")])
def test_somebody_without_a_name_or_role_signs_nothing(actor: Actor, workspace: Workspace, practice: str) -> None:
    workspace.recorder.actor = actor
    with pytest.raises(UserError, match=r"is missing\. It goes into the record with every change"):
        workspace.references.acknowledge(practice, "gdpr")


def test_nobody_signs_nothing(workspace: Workspace, practice: str) -> None:
    workspace.recorder.actor = None
    with pytest.raises(UserError, match="Say who you are first"):
        workspace.references.acknowledge(practice, "gdpr")
