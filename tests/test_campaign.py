"""A short part of the campaign against the record, always with the same chances; `dev.py campaign` goes on longer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CAMPAIGN = Path(__file__).resolve().parent.parent / "packaging" / "campaign.py"
SHORT = (
    *("--minutes", "3", "--seed", "2027", "--kills", "3", "--damages", "80", "--fault-step", "6", "--merges", "300"),
    *("--services", "no"),
)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL and SIGALRM")
def test_nothing_is_lost_wrong_without_a_word_a_traceback_or_a_hang() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(
        [sys.executable, str(CAMPAIGN), *SHORT], capture_output=True, text=True, env=environment, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.count("tried ") == 15
    assert "tried      0" not in ran.stdout
