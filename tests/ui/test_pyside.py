"""Faults of PySide6 itself that a version must not bring back."""

import sys

from PySide6.QtCore import QObject


def test_calls_without_a_result_lose_no_reference_to_none():
    """PySide6 6.12.0 on Python 3.11 lost one a call, and the program aborted after some thousands of calls."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
