from datetime import date

import msgspec
import pytest
from due_tasks import TODAY, due_task, of_oak
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from migdesk.ui.week.groups import grouped
from migdesk.ui.week.week_model import ROW_ROLE, Head, WeekModel
from migdesk.workspace.open_tasks import OpenTask

LATE = date(2026, 11, 12)
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def done(task: OpenTask) -> OpenTask:
    return msgspec.structs.replace(task, status="done", status_word="Done")


@pytest.fixture
def model() -> WeekModel:
    made = WeekModel(TODAY)
    made.hold([due_task("Today's"), due_task("Late", LATE), of_oak("Later", LATE)], TODAY)
    arrange(made)
    return made


def arrange(model: WeekModel) -> None:
    model.arrange(model.tasks, grouped(model.tasks, "date", TODAY, ()))


def rows(model: WeekModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_model_keeps_qts_rules(model: WeekModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    model.put(done(due_task("Late", LATE)))
    model.hold_more([of_oak("More")])
    arrange(model)


def test_groups_have_heads_with_counts_that_cannot_be_chosen(model: WeekModel) -> None:
    assert rows(model) == ["Overdue", "Late", "Later", "Today, Wednesday 25 November", "Today's"]
    assert model.index(0).data(ROW_ROLE) == Head("Overdue", 2)
    assert model.index(0).data(SPOKEN) == "Overdue, 2 tasks"
    assert model.index(0).flags() == Qt.ItemFlag.NoItemFlags
    assert model.task_at(0) is None
    assert (model.first_task_row(), model.first_task_row(3), model.first_task_row(99)) == (1, 4, 4)


def test_a_tick_keeps_its_row_and_counts_down_until_the_list_is_made_anew(model: WeekModel) -> None:
    model.put(done(due_task("Late", LATE)))
    assert rows(model)[1] == "Late"
    assert model.index(0).data(ROW_ROLE) == Head("Overdue", 1)
    assert len(model.open_shown) == 2
    arrange(model)
    assert model.index(0).data(ROW_ROLE) == Head("Overdue", 1)
    model.put(due_task("Late", LATE))
    assert model.index(0).data(ROW_ROLE) == Head("Overdue", 2)
    model.put(done(due_task("Late", LATE)))
    model.forget_settled()
    arrange(model)
    assert rows(model) == ["Overdue", "Later", "Today, Wednesday 25 November", "Today's"]


def test_a_task_of_several_roles_is_ticked_in_each_of_its_rows() -> None:
    model = WeekModel(TODAY)
    task = due_task("Both", roles=("a", "b"))
    model.hold([task], TODAY)
    model.arrange(model.tasks, grouped(model.tasks, "role", TODAY, ()))
    assert rows(model) == ["a", "Both", "b", "Both"]
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: told.append(first.row()))
    model.put(done(task))
    assert sorted(told) == [0, 1, 2, 3]
    assert [model.index(row).data(ROW_ROLE).open for row in (0, 2)] == [0, 0]


def test_a_row_speaks_in_words(model: WeekModel) -> None:
    assert model.index(1).data(SPOKEN) == (
        "Late, Elm Tree Practice, Z99001, To do, due Thu 12 November 2026, 13 days late, for Practice Manager, "
        "phase 3 Kick-off meeting"
    )
    model.put(due_task("Late", LATE, critical=True, owner="Robin Vale", due_by_hand=True, sample=True))
    assert model.index(1).data(SPOKEN) == (
        "Late, Elm Tree Practice, sample, Z99001, To do, critical, "
        "due Thu 12 November 2026, set by hand, 13 days late, "
        "owner Robin Vale, phase 3 Kick-off meeting"
    )
    model.put(done(due_task("Late", LATE)))
    assert model.index(1).data(SPOKEN).startswith("Late, Elm Tree Practice, Z99001, Done, for Practice Manager")


def test_what_was_typed_is_shown_as_it_is_in_a_tooltip() -> None:
    model = WeekModel(TODAY)
    model.hold([due_task("<b>Bold</b>")], TODAY)
    arrange(model)
    assert "&lt;b&gt;Bold" in model.index(1).data(Qt.ItemDataRole.ToolTipRole)
