"""Attacks the record in all the ways that everyday life does, and counts what came of it.

    python3 dev.py campaign [--minutes N] [--seed N] [--kills N] [--damages N] [--merges N]
                               [--services yes|no|only]

Programs are killed while they save, files are damaged, swapped and edited behind the program's back, every statement
and system call is made to fail in turn, and records of several places are merged in any order. Without a number each
kind goes on for its share of the minutes.
Exit code 1 where anything was lost, wrong without a word, a traceback or a hang.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from campaign_damages import attack_with_damages
from campaign_faults import attack_with_faults
from campaign_kills import kill_commands, kill_windows
from campaign_merges import merge_at_random
from campaign_shares import share_through_services
from campaign_tally import Tally

ENDLESS = 1_000_000_000
Attack = Callable[[Path, Callable[[], bool], random.Random], Iterator[Tally]]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30.0, help="how long in all, 30 unless said otherwise")
    parser.add_argument("--seed", type=int, default=1, help="another number brings other chances")
    parser.add_argument("--kills", type=int, default=ENDLESS, help="at most so many kills of each kind")
    parser.add_argument("--damages", type=int, default=ENDLESS, help="at most so many damages")
    parser.add_argument("--merges", type=int, default=ENDLESS, help="at most so many merges of records")
    parser.add_argument("--fault-step", type=int, default=1, help="fail every nth call only")
    about = "share through real file services too (yes), not (no), or nothing else (only)"
    parser.add_argument("--services", choices=("yes", "no", "only"), default="yes", help=about)
    options = parser.parse_args(arguments)
    attacks: tuple[Attack, ...] = (
        lambda folder, goes_on, chance: attack_with_faults(folder, goes_on, options.fault_step),
        lambda folder, goes_on, chance: attack_with_damages(folder, goes_on, chance, options.damages),
        lambda folder, goes_on, chance: merge_at_random(folder, goes_on, chance, options.merges),
        lambda folder, goes_on, chance: kill_commands(folder, goes_on, chance, options.kills),
        lambda folder, goes_on, chance: kill_windows(folder, goes_on, chance, options.kills),
    )
    if options.services != "no":
        attacks = (*(attacks if options.services == "yes" else ()), share_through_services)
    bad = 0
    end = time.monotonic() + options.minutes * 60
    for number, attack in enumerate(attacks):
        share = time.monotonic() + (end - time.monotonic()) / (len(attacks) - number)
        with tempfile.TemporaryDirectory(prefix="migdesk-campaign-") as folder:
            chance = random.Random(options.seed + number)  # noqa: S311 (chance, not secrecy)
            for tally in attack(Path(folder), lambda share=share: time.monotonic() < share, chance):  # type: ignore[misc]
                print(tally.line(), flush=True)
                for detail in tally.details:
                    print(f"    {detail}", flush=True)
                bad += tally.bad
    print("Nothing was lost, wrong without a word, a traceback or a hang." if not bad else f"{bad} went wrong.")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
