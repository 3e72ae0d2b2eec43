"""Who is at the keyboard, remembered between starts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migdesk.base.errors import UserError
from migdesk.base.paths import IDENTITY_FILE
from migdesk.practice.event import Actor
from migdesk.workspace.identity import MOST_CHARACTERS, load_identity, save_identity
from migdesk.workspace.workspace import Workspace
from support import MANAGER


def test_who_was_here_last_is_remembered(tmp_path: Path) -> None:
    assert load_identity(tmp_path) is None
    untidy = Actor(" Alex  Sample ", "practice-manager\n", " Made-up Surgery")
    assert save_identity(tmp_path, untidy) == MANAGER
    assert load_identity(tmp_path) == MANAGER


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX systems")
def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    save_identity(tmp_path / "data", MANAGER)
    assert (tmp_path / "data" / IDENTITY_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"name": 1}', b'{"name": "", "role": ""}', b'{"name": "Ann", "role": " "}'],
)
def test_a_file_that_is_no_use_asks_again(content: bytes, tmp_path: Path) -> None:
    (tmp_path / IDENTITY_FILE).write_bytes(content)
    assert load_identity(tmp_path) is None


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        (Actor(" ", "lead-gp"), "Your name is missing"),
        (Actor("Ann", ""), "Your role is missing"),
        (Actor("x" * (MOST_CHARACTERS + 1), "lead-gp"), "at most 120 characters"),
        (Actor("Ann", "lead-gp", "x" * (MOST_CHARACTERS + 1)), "at most 120 characters"),
        (Actor("Ren\udce9", "lead-gp"), "characters that cannot be saved"),
    ],
)
@pytest.mark.parametrize("remember", [True, False])
def test_somebody_who_cannot_be_named_is_not_signed_in(
    actor: Actor, words: str, remember: bool, workspace: Workspace
) -> None:
    with pytest.raises(UserError, match=words):
        workspace.sign_in(actor, remember=remember)
    assert workspace.actor == MANAGER
    assert load_identity(workspace.paths.data) is None


def test_signing_in_for_once_is_not_remembered(workspace: Workspace) -> None:
    workspace.sign_in(Actor(" Ann  Example", "lead-gp"), remember=False)
    assert workspace.actor == Actor("Ann Example", "lead-gp")
    assert load_identity(workspace.paths.data) is None
    workspace.sign_in(MANAGER)
    assert load_identity(workspace.paths.data) == MANAGER
