"""Every date that people read has its weekday: one function words it, and what is made says it everywhere."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from migdesk.base import date_words
from migdesk.report.blocks import Kind
from migdesk.report.values import text_of
from migdesk.ui.look.words import short_date, weekday_date
from support import TODAY

SOURCE = Path(date_words.__file__).parents[1]
ELSEWHERE = {
    "base/date_words.py",
    "guide/liquid/filters.py",  # as Jekyll has them
    "guide/site/files.py",
    "ui/widgets/typed_date.py",  # days that do not exist
    "workspace/list_reading/dates.py",
    "ui/week/due_span.py",  # with its weekday written out
    "ui/plan_pane/timeline/head.py",  # months
    "ui/dialogs/about_dialog.py",
    "ui/widgets/calendar_popup.py",
}


@given(st.dates())
def test_whatever_words_a_day_says_its_weekday(day: date) -> None:
    worded = [date_words.date_with_weekday(day), date_words.long_date(day), date_words.weekday_and_day(day, TODAY)]
    worded += [short_date(day, TODAY), weekday_date(day, TODAY)]
    worded += [text_of(day, kind, TODAY, short=short) for kind in Kind for short in (True, False)]
    name = date_words.WEEKDAYS[day.weekday()][:3]
    assert [text for text in worded if not text.startswith((f"{name} ", f"{name}\xa0"))] == []


def test_no_other_module_words_days() -> None:
    """Names of months and forms such as `%d %b` stand where days are worded."""
    own = re.compile(r"\bMONTHS\b|%-?[de] ?%[bB]|toString\(\"d{1,2} M")
    found = {
        path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if own.search(path.read_text("utf-8"))
    }
    assert found - ELSEWHERE - {"practice/copy_retention.py", "practice/patients/births.py"} == set()
