"""Starting: what goes wrong on the way is survived and said, or refused in plain words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.base.errors import EnvironmentFault, UserError
from migdesk.practice import holder
from migdesk.practice.faults import DamagedRecord, NewerRecord, ReadOnlyRecord
from migdesk.workspace import bootstrap as bootstrap_module
from migdesk.workspace.bootstrap import bootstrap
from migdesk.workspace.workspace import Workspace
from support import MANAGER, START, CountingIds, TickingClock, add_practice, paths_in


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(data: Path) -> Iterator[list[Workspace]]:
    """Workspaces opened by the test, closed at its end."""
    every: list[Workspace] = []
    yield every
    for workspace in every:
        workspace.close()


def start(data: Path, opened: list[Workspace], guide: Path | None = None) -> Workspace:
    workspace = bootstrap(paths_in(data), guide, TickingClock(), CountingIds())
    opened.append(workspace)
    return workspace


def test_a_first_start(data: Path, opened: list[Workspace]) -> None:
    workspace = start(data, opened)
    assert workspace.notices == ()
    assert workspace.actor is None
    assert len(workspace.definitions.phases) == 15
    assert workspace.guide.pages
    assert list(workspace.summaries()) == []
    with pytest.raises(UserError, match="Say who you are first"):
        add_practice(workspace)


def test_a_second_start_finds_everything_again(data: Path, opened: list[Workspace]) -> None:
    first = start(data, opened)
    first.sign_in(MANAGER)
    practice = add_practice(first)
    opened.pop().close()
    second = start(data, opened)
    assert second.actor == MANAGER
    assert [one.id for one in second.summaries()] == [practice]


def other_guide(tmp_path: Path) -> Path:
    folder = tmp_path / "guide"
    shutil.copytree(content_folder(), folder)
    return folder


def test_another_guide_brings_its_own_checklist(data: Path, tmp_path: Path, opened: list[Workspace]) -> None:
    folder = other_guide(tmp_path)
    references = folder / "_data" / "migdesk" / "references.yml"
    references.write_text("- {id: one, name: The only one, why: so}\n", encoding="utf-8")
    workspace = start(data, opened, folder)
    assert workspace.notices == ()
    assert [one.id for one in workspace.definitions.references] == ["one"]


def test_a_guide_without_a_checklist_gets_the_built_in_one(data: Path, tmp_path: Path, opened: list[Workspace]) -> None:
    folder = other_guide(tmp_path)
    shutil.rmtree(folder / "_data" / "migdesk")
    workspace = start(data, opened, folder)
    assert workspace.notices == ()
    assert len(workspace.definitions.phases) == 15
    assert workspace.guide.folder == folder


def test_a_faulty_checklist_is_survived_and_named(data: Path, tmp_path: Path, opened: list[Workspace]) -> None:
    folder = other_guide(tmp_path)
    roles = folder / "_data" / "migdesk" / "roles.yml"
    roles.write_text("- id: practice-manager\n  title: 7\n  plural: Managers\n", encoding="utf-8")
    workspace = start(data, opened, folder)
    (notice,) = workspace.notices
    assert notice == (
        "The guide's checklist has a fault, so the built-in checklist is shown. "
        "_data/migdesk/roles.yml:2: expected `str`, got `int`"
    )
    assert len(workspace.definitions.phases) == 15


def test_a_folder_that_is_no_guide_is_refused_and_the_record_let_go(data: Path, tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    with pytest.raises(UserError, match="No guide found in"):
        bootstrap(paths_in(data), tmp_path / "holiday", TickingClock(), CountingIds())
    proc = Path("/proc/self/fd")
    if proc.is_dir():
        assert data / "migdesk.db" not in {link.resolve() for link in proc.iterdir() if link.is_symlink()}


def test_a_cache_that_cannot_be_written_only_costs_time(data: Path, opened: list[Workspace]) -> None:
    data.mkdir()
    (data / "cache").touch()
    assert len(start(data, opened).definitions.phases) == 15


def test_a_damaged_record_is_refused(data: Path, opened: list[Workspace]) -> None:
    start(data, opened)
    opened.pop().close()
    (data / "migdesk.db").write_bytes(b"no database " * 500)
    with pytest.raises(DamagedRecord):
        start(data, opened)


def test_a_newer_record_is_refused(data: Path, opened: list[Workspace]) -> None:
    start(data, opened).store._connection.execute("PRAGMA user_version = 99")
    opened.pop().close()
    with pytest.raises(NewerRecord):
        start(data, opened)


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path: Path, opened: list[Workspace]) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EnvironmentFault, match="cannot be made"):
        start(tmp_path / "file" / "data", opened)


def test_a_record_that_cannot_be_written_opens_for_reading(
    data: Path, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = start(data, opened)
    first.sign_in(MANAGER)
    add_practice(first)
    opened.pop().close()

    def refused(*_: object) -> None:
        raise EnvironmentFault("Not saved: the data folder cannot be written to.")

    monkeypatch.setattr(bootstrap_module, "open_record", refused)
    workspace = start(data, opened)
    assert workspace.notices == ("The data folder cannot be written to, so it is open for reading only.",)
    assert [one.name for one in workspace.summaries()] == ["Made-up Surgery"]
    with pytest.raises(ReadOnlyRecord, match="Not saved: The data folder cannot be written to"):
        add_practice(workspace, "Another")


@pytest.mark.parametrize(
    ("said", "notice"),
    [
        ("Not saved: the disk is full. Free some.", "The disk is full, so the record is open for reading only."),
        ("The record cannot be opened.", "The data folder cannot be written to, so it is open for reading only."),
    ],
)
def test_why_it_is_open_for_reading_only_is_said_as_it_is(
    said: str, notice: str, data: Path, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    start(data, opened)
    opened.pop().close()

    def refused(*_: object) -> None:
        raise EnvironmentFault(said)

    monkeypatch.setattr(bootstrap_module, "open_record", refused)
    assert start(data, opened).notices == (notice,)


# a folder that another computer has open


@pytest.fixture
def shared(data: Path, opened: list[Workspace]) -> str:
    """A data folder with one practice, whose id is returned."""
    workspace = start(data, opened)
    workspace.sign_in(MANAGER)
    practice = add_practice(workspace)
    opened.pop().close()
    return practice


def hold_as(computer: str, data: Path, monkeypatch: pytest.MonkeyPatch, age: timedelta = timedelta(0)) -> None:
    with monkeypatch.context() as there:
        there.setattr(holder, "computer_name", lambda: "RECEPTION-2")
        there.setenv("USER", "kim")
        holder.hold(data, START - age, computer)


def test_a_folder_open_on_another_computer_is_open_for_reading(
    data: Path, shared: str, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_as("RECEPTION-2/1", data, monkeypatch)
    workspace = start(data, opened)
    (notice,) = workspace.notices
    assert notice == "kim has this data folder open on RECEPTION-2, so it is open for reading only here."
    assert [one.id for one in workspace.summaries()] == [shared]
    before = (data / "migdesk.db").read_bytes()
    for command in (
        lambda: workspace.tasks.set_status(shared, workspace.definitions.tasks[0].id, "done"),
        lambda: workspace.tasks.add_note(shared, workspace.definitions.tasks[0].id, "Ring"),
        lambda: workspace.references.acknowledge(shared, workspace.definitions.references[0].id),
        lambda: add_practice(workspace, "Another"),
    ):
        with pytest.raises(ReadOnlyRecord, match=r"^Not saved: kim has this data folder open on RECEPTION-2"):
            command()
    workspace.hold_folder()
    opened.pop().close()
    assert (data / "migdesk.db").read_bytes() == before
    assert holder.holder_elsewhere(data, START, "somebody/else") is not None


@pytest.mark.parametrize("case", ["old", "own", "damaged"])
def test_any_other_hold_is_ignored(
    case: str, data: Path, shared: str, opened: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = holder.this_computer() if case == "own" else "RECEPTION-2/1"
    hold_as(computer, data, monkeypatch, timedelta(hours=1) if case == "old" else timedelta(0))
    if case == "damaged":
        (data / holder.FILE_NAME).write_bytes(b'{"computer": "RECEPTION-2/1", "renewed": "2027')
    workspace = start(data, opened)
    assert workspace.notices == ()
    workspace.tasks.set_status(shared, workspace.definitions.tasks[0].id, "done")


def test_the_window_holds_the_folder_and_lets_go(data: Path, opened: list[Workspace]) -> None:
    window = start(data, opened)
    window.hold_folder()
    assert holder.holder_elsewhere(data, START, "somebody/else") is not None
    opened.pop().close()
    assert not (data / holder.FILE_NAME).exists()


def test_a_command_beside_the_window_does_not_let_go_for_it(data: Path, opened: list[Workspace]) -> None:
    window = start(data, opened)
    window.hold_folder()
    bootstrap(paths_in(data), None, TickingClock(), CountingIds("c")).close()
    assert (data / holder.FILE_NAME).exists()
