"""No day stands in a report without its weekday."""

from __future__ import annotations

import re
from html import unescape

from sample_report import busy_practice, conflict
from written import status_html

from migdesk.base.date_words import MONTHS, WEEKDAYS

_MONTH = "|".join((*MONTHS, *(month[:3] for month in MONTHS)))
_DAY = re.compile(rf"(\w+)?[ \xa0]?(?<!\w)\d{{1,2}}[ \xa0](?:{_MONTH})(?!\w)")
_NAMES = {name[:3] for name in WEEKDAYS}


def test_no_day_stands_in_a_report_without_its_weekday() -> None:
    report = busy_practice(sample=True).report(conflicts=[conflict(1)])
    text = unescape(re.sub("<[^>]*>", " ", status_html(report)))
    days = list(_DAY.finditer(text))
    assert len(days) > 20
    assert [found[0] for found in days if found[1] not in _NAMES] == []
