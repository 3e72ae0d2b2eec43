"""Under which earlier version of the guide something was done or signed, told to the status report by whoever knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from migdesk.practice.entries import Acknowledgement
from migdesk.practice.progress import TaskProgress


class EarlierVersions(NamedTuple):
    """Each gives the version in words, as “version 1.0”; empty where the words are today's, or their version lost."""

    of_task: Callable[[TaskProgress], str] = lambda _task: ""
    of_acknowledgement: Callable[[Acknowledgement], str] = lambda _acknowledgement: ""
