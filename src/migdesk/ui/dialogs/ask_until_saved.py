"""Asking for words until they are saved: what was typed is never lost to a question about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def ask_until_saved(ask: Callable[[Answer | None], Answer | None], save: Callable[[Answer], bool]) -> Answer | None:
    """Return what was saved, or None where the person stepped back.

    `ask` is given what was answered before (None at first), so that a person who is told to change it finds it there.
    """
    answer: Answer | None = None
    while True:
        answer = ask(answer)
        if answer is None or not answer or save(answer):
            return answer or None
