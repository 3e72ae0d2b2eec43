"""How sharing grows: a folder of 200 places with 6,500 practices, joined by one more; then looks at it.

Beside it stands the same through PostgreSQL, where a server is installed, with fewer practices.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import time
from contextlib import closing
from pathlib import Path

from bench_start import Row

PLACES, FEW_PRACTICES, LOOKS = 200, 300, 15
JOIN_BUDGET_S, LOOK_BUDGET_MS, CHANGE_BUDGET_MS = 120, 100, 300


def share_rows(source: Path, folder: Path, row: Row) -> list[str]:
    """Print what sharing takes and return what is over budget. `source` is a data folder of thousands of practices."""
    practices = fill(source, folder / "shared")
    over = joined_rows(folder, f"{practices:,} practices of {PLACES} places", str(folder / "shared"), row)
    few = fill(source, folder / "few", FEW_PRACTICES)
    beside = f"{few:,} practices of {PLACES} places"
    joined_rows(folder, f"{beside}, folder", str(folder / "few"), row)
    over += postgresql_rows(folder, beside, row)
    return over


def fill(source: Path, shared: Path, most: int = sys.maxsize) -> int:
    """Write a folder as 200 places leave it that share the practices of a record among them; return how many."""
    from migdesk.practice.exchange.segment import SegmentHead, segment_of

    shared.mkdir()
    with closing(opened(source)) as workspace:
        ids = workspace.store.practice_ids()[:most]
        for number, practice_id in enumerate(ids):
            name, data = segment_of(practice_id, workspace.store.rows(practice_id), None, SegmentHead("Joan Example"))
            place = shared / f"{number % PLACES:016x}"
            place.mkdir(exist_ok=True)
            (place / name).write_bytes(data)
    return len(ids)


def joined_rows(folder: Path, what: str, location: str, row: Row) -> list[str]:
    """Join a share with an empty record, look where nothing is new, and look after one change."""
    data = folder / "joining"
    with closing(opened(data)) as workspace:
        begun = time.perf_counter()
        looked = workspace.shares.join(location)
        joined = time.perf_counter() - begun
        over = row(f"joined, {what}", joined, "s", JOIN_BUDGET_S, f"{looked.taken:,} changes")
        over += row(f"a look, nothing new, {what}", looking_ms(workspace), "ms", LOOK_BUDGET_MS, f"median of {LOOKS}")
        over += row(f"a look, one change, {what}", changed_ms(workspace), "ms", CHANGE_BUDGET_MS, f"median of {LOOKS}")
    shutil.rmtree(data)
    return over


def looking_ms(workspace: object) -> float:
    times = []
    for _ in range(LOOKS):
        begun = time.perf_counter()
        workspace.shares.look()  # type: ignore[attr-defined]
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def changed_ms(workspace: object) -> float:
    practice = workspace.names()[0].id  # type: ignore[attr-defined]
    times = []
    for number in range(LOOKS):
        workspace.tasks.add_note(practice, "kick-off.hold-meeting", f"Note {number}")  # type: ignore[attr-defined]
        begun = time.perf_counter()
        workspace.shares.look()  # type: ignore[attr-defined]
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def postgresql_rows(folder: Path, what: str, row: Row) -> list[str]:
    """The same through a real server, filled from the folder with few practices."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from practice.exchange.postgresql_server import Server, programs_folder

    programs = programs_folder()
    if programs is None:
        print("PostgreSQL is not here, so that no share goes through it.")
        return []
    from migdesk.practice.exchange.carriers.folder import FolderCarrier
    from migdesk.practice.exchange.carriers.postgresql import PostgresqlCarrier

    server = Server(programs)
    try:
        server.start()
        few = FolderCarrier(folder / "few")
        with closing(PostgresqlCarrier(server.location())) as carrier:
            for part in few.listing().parts:
                carrier.add(part, few.read(part))
        return joined_rows(folder, f"{what}, PostgreSQL", server.location(), row)
    finally:
        server.stop()


def opened(data: Path) -> object:
    from migdesk.base.paths import find_paths
    from migdesk.practice.event import Actor
    from migdesk.workspace.bootstrap import bootstrap

    workspace = bootstrap(find_paths(str(data)))
    workspace.act_as(Actor("Kim Sample", "delivery-partner"))
    return workspace


if __name__ == "__main__":
    import bench

    share_rows(Path(sys.argv[1]), Path(sys.argv[2]), bench.row)
