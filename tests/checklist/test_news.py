"""A guide's news is read with its checklist, and nothing in it can keep the checklist from being read."""

from __future__ import annotations

from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.checklist.news import News, load_news, news_file

GOOD = """\
changes:
  - id: a
    title: A
    text: It is so.
    address: https://www.england.nhs.uk/a
    affects: [one.task, /guide]
newer_guide:
  address: https://digital.nhs.uk/guide
  points:
    - text: It says more.
      versus: This guide says less.
      affects_tasks: [one.task]
"""


def written(folder: Path, text: str) -> News:
    file = news_file(folder)
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return load_news(folder)


def test_a_task_finds_its_news(tmp_path: Path) -> None:
    news = written(tmp_path, GOOD)
    assert [change.title for change in news.changes_of("one.task")] == ["A"]
    assert [point.versus for point in news.newer_points_of("one.task")] == ["This guide says less."]
    assert news.newer_guide == "https://digital.nhs.uk/guide"
    assert news.changes_of("other.task") == news.newer_points_of("other.task") == ()


def test_a_guide_needs_no_news(tmp_path: Path) -> None:
    assert load_news(tmp_path) == News()


@pytest.mark.parametrize(
    "text",
    ["- a", "changes: 3", "changes: [3, {id: a}]", "newer_guide: []", "changes: [", "&a\n- *a\n",
     "newer_guide: {address: 'file:///etc/passwd', points: 3}"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_out(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, text) == News()


def test_an_address_that_is_none_of_the_web_is_left_out(tmp_path: Path) -> None:
    news = written(tmp_path, GOOD.replace("https://www.england.nhs.uk/a", "file:///C:/a.exe"))
    assert news.changes == ()
    assert len(news.newer_points) == 1


def test_the_built_in_news_are_all_read() -> None:
    text = news_file(content_folder()).read_text(encoding="utf-8")
    news = load_news(content_folder())
    assert len(news.changes) == text.count("\n  - id: ")
    assert len(news.newer_points) == text.count("\n    - text: ")
