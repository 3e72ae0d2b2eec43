"""The check names file, line and kind of each fault, and finds none where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from migdesk.base.assets import content_folder
from migdesk.base.errors import UserError
from migdesk.guide.check import check_guide
from migdesk.guide.guide import open_guide

GuideMaker = Callable[[Mapping[str, str]], Path]
A = "---\npermalink: /a\ntitle: A\n---\n"  # the body starts on line 5


def found(folder: Path) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.kind) for problem in check_guide(folder)]


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("x\n\n[b](/nowhere)\n", 7, "broken-link"),
        ("[b](nowhere)\n", 5, "broken-link"),
        ("[b]()\n", 5, "broken-link"),
        ("[b](/b/)\n", 5, "broken-link"),
        ("[c](/c)\n", 5, "broken-link"),
        ("[b](/b#nope)\n", 5, "missing-anchor"),
        ("one\n[here](#nope)\n", 6, "missing-anchor"),
        ("two\n\n* [b](/b#one-two)\n* [b](/b#One-two)\n", 8, "missing-anchor"),
        ("[b](/b) [Technical page] (/b)\n", 5, "broken-link"),
        ('{% include action_link.html link="/nowhere" title="x" %}\n', 5, "broken-link"),
        ("x\n[b]({% link b-file.md %})\n", 6, "broken-link"),
        ("\n{% include nothing.html %}\n", 6, "unknown-include"),
        ("{% nothing %}\n", 5, "unknown-tag"),
        ("x\n{% if a %}\nno end\n", 6, "unknown-tag"),
        ("\n\n{% include steps/steps.html group='none' %}\n", 7, "missing-group"),
    ],
)
def test_one_fault(make_guide: GuideMaker, text: str, line: int, kind: str) -> None:
    folder = make_guide({"a.md": A + text, "b.md": "## One two\n", "c.md": "---\npermalink: /c/\ntitle: C\n---\n"})
    assert found(folder) == [("a.md", line, kind)]


def test_every_place_of_a_bad_link_is_named_but_not_a_comment(make_guide: GuideMaker) -> None:
    folder = make_guide(
        {"a.md": A + "[x](/no)\n<!-- [x](/no) -->\n{% comment %}[x](/no){% endcomment %}\n\n[y](/no)\n"}
    )
    assert found(folder) == [("a.md", 5, "broken-link"), ("a.md", 9, "broken-link")]


def test_faults_in_steps_are_named_in_the_step(make_guide: GuideMaker) -> None:
    step = "---\ntitle: S\ntitle_url: /no-title\norder: 1\ngroup: g\n---\n\n[x](/a#nope)\n{% wobble %}\n"
    folder = make_guide({"a.md": A + "{% include steps/steps.html group='g' %}\n", "_steps/g/1.md": step})
    assert found(folder) == [
        ("_steps/g/1.md", 3, "broken-link"),
        ("_steps/g/1.md", 8, "missing-anchor"),
        ("_steps/g/1.md", 9, "unknown-tag"),
    ]


def test_front_matter(make_guide: GuideMaker) -> None:
    folder = make_guide(
        {
            "a.md": "---\npermalink: /a\ntitle: A\nnextpage: /z\nbreadcrumbparent: /a#no\n---\n",
            "b.md": "---\npermalink: b\ntitle: B\n---\n",
            "c.md": "---\npermalink: /c\nsubtitle: no title\n---\n",
            "d.md": "---\ntitle: 'D\nsubtitle: open quote\n---\ntext\n",
            "e.md": "---\npermalink: /a\ntitle: E\n---\n",
            "f.md": "---\npermalink: /f\ntitle: never closed\n",
            "_steps/g/1.md": "---\ntitle: no group\n---\n",
        }
    )
    assert found(folder) == [
        ("_steps/g/1.md", 1, "bad-front-matter"),
        ("a.md", 4, "broken-link"),
        ("a.md", 5, "missing-anchor"),
        ("b.md", 2, "bad-front-matter"),
        ("c.md", 1, "bad-front-matter"),
        ("d.md", 4, "bad-front-matter"),
        ("e.md", 2, "bad-front-matter"),
        ("f.md", 1, "bad-front-matter"),
    ]


def test_what_jekyll_takes_as_it_is_is_a_remark(make_guide: GuideMaker) -> None:
    folder = make_guide(
        {
            "b.md": "---\npermalink: b.html\ntitle: B\n---\n",
            "c.md": "---\npermalink: /c\nsubtitle: no title\n---\n",
        }
    )
    assert [(problem.file, problem.severity) for problem in check_guide(folder)] == [
        ("b.md", "remark"),
        ("c.md", "remark"),
    ]


def test_a_text_that_takes_too_much_stands_as_it_is_written_and_is_named(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": A + "![" * 60 + "x\n"})
    assert found(folder) == [("a.md", 5, "too-heavy")]


def test_navigation_and_data_files(make_guide: GuideMaker) -> None:
    folder = make_guide(
        {
            "a.md": A + "## Here\n",
            "_data/sidebar_navigation.yml": "sidebar_items:\n  - title: A\n    url: /a#here\n  - url: /b\n",
            "_data/menu_navigation.yml": "menu_items:\n  - {title: A, url: /a/}\n",
            "_data/home.yml": "x: [1\n",
        }
    )
    assert found(folder) == [
        ("_data/home.yml", 2, "bad-data"),
        ("_data/menu_navigation.yml", 2, "broken-link"),
        ("_data/sidebar_navigation.yml", 4, "broken-link"),
    ]


def test_what_is_right_is_left_alone(make_guide: GuideMaker) -> None:
    text = """
## One "two" – three
## Again
## Again
### Own {#own-id}

[1](#one-two--three) [2](#again-1) [3](/a#own-id) [4](/a.html) [5](a) [6](https://www.nhs.uk/x) [7](mailto:a@b.uk)
[8](/site/a) [9]({{ site.baseurl }}/a#again) [10]({{ site.baseurl }}{% link a.md %}) [11](/a#in-a-step)
[12](/papers/x.pdf)
[13](#top) `[14](/no)` see [note] (page 3)

{% include steps/steps.html group='g' %}
"""
    step = "---\ntitle: S\ntitle_url: /a#own-id\ngroup: g\n---\n#### In a step?\n"
    folder = make_guide({"_config.yml": "title: T\nbaseurl: /site\n", "a.md": A + text, "_steps/g/1.md": step})
    (folder / "papers").mkdir()
    (folder / "papers" / "x.pdf").write_bytes(b"%PDF")
    assert check_guide(folder) == ()


def test_no_guide(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        check_guide(tmp_path)


def test_the_built_in_guide_has_no_fault() -> None:
    assert check_guide(content_folder()) == ()


def test_a_path_that_only_seems_to_be_of_another_copy_of_the_site(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": A + "[x](/no/a)\n[y](https://www.example.org/staging/a)\n[z](/site/a)\n"})
    (folder / "_config.yml").write_text("title: T\nbaseurl: /site\nurl: https://www.example.org\n", encoding="utf-8")
    assert found(folder) == [("a.md", 5, "broken-link")]


def test_what_the_configuration_asks_for_and_is_not_done_is_told_by_its_key(make_guide: GuideMaker) -> None:
    config = "title: T\nmarkdown: redcarpet\nplugins: [jekyll-feed, jekyll-redirect-from]\ndata_dir: facts\n"
    problems = check_guide(make_guide({"_config.yml": config, "a.md": "words"}))
    assert [(fault.line, fault.kind, fault.severity) for fault in problems] == [
        (2, "unsupported-config", "fault"),
        (3, "unsupported-config", "remark"),
        (4, "unsupported-config", "fault"),
    ]


def test_options_of_kramdown_that_are_not_followed_are_named(make_guide: GuideMaker) -> None:
    config = "title: x\nkramdown: {auto_id_prefix: a-, input: GFM, toc_levels: 1..3}\n"
    text = '\n{::options footnote_nr="3" toc_levels="2" /}\n\nWords\n'
    folder = make_guide({"_config.yml": config, "a.md": A + text})
    assert found(folder) == [("_config.yml", 2, "unsupported-config"), ("a.md", 6, "unknown-tag")]


def test_what_is_read_by_another_clock_or_not_yet_is_told(make_guide: GuideMaker) -> None:
    post = "---\ntitle: P\ndate: 2099-05-06\n---\nSoon\n"
    files = {"_config.yml": "title: x\ntimezone: Nowhere/At_All\n", "a.md": A, "_posts/2024-01-02-p.md": post}
    assert [(fault.file, fault.line, fault.severity) for fault in check_guide(make_guide(files))] == [
        ("_config.yml", 2, "remark"),
        ("_posts/2024-01-02-p.md", 3, "remark"),
    ]


def test_a_file_that_is_not_utf_8_is_read_and_told_at_its_line(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "words"})
    (folder / "a.md").write_bytes("---\npermalink: /a\ntitle: A\n---\nok\ncaf\xe9 \x96 on\n".encode("latin-1"))
    assert found(folder) == [("a.md", 6, "bad-file")]


def test_an_anchor_by_name_is_one(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": "[b](/b#lamp)\n[c](/b#gone)", "b.md": "<a name='lamp'></a>words <a id=x name=y>z</a>"})
    assert found(folder) == [("a.md", 6, "missing-anchor")]


def test_a_picture_that_the_window_does_not_draw_is_a_remark_and_said_there(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": A + "![Plan](/plan.svg)\n"})
    (folder / "plan.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (problem,) = check_guide(folder)
    assert (problem.kind, problem.severity) == ("missing-picture", "remark")
    page = open_guide(folder, None).render("/a")
    assert "[Picture to be seen in the web browser: Plan]" in page.viewer_html
    assert '<img src="/plan.svg"' in page.html


def test_pictures_and_downloads_are_looked_for(make_guide: GuideMaker) -> None:
    pictures = "![p](/pics/plan.png) ![q](pics/gone.png)\n\n![r](https://site.example/r.png)"
    text = f"{pictures}\n\n[d](/pics/plan.png) [e](/x.pdf)"
    folder = make_guide({"a.md": text, "pics/plan.png": "x"})
    assert found(folder) == [
        ("a.md", 5, "missing-picture"),
        ("a.md", 7, "missing-picture"),
        ("a.md", 9, "broken-link"),
    ]


def test_an_include_that_cannot_be_read_is_a_fault_of_each_page_that_asks_for_it(make_guide: GuideMaker) -> None:
    asks = "{% include part.html %}\n"
    folder = make_guide({"a.md": A + asks, "b.md": A.replace("/a", "/b") + asks, "_includes/part.html": "{{ a | b }}"})
    (folder / "_includes" / "part.html").write_text("{% wobble %}", encoding="utf-8")
    assert found(folder) == [("a.md", 5, "unknown-tag"), ("b.md", 5, "unknown-tag")]


def test_a_page_in_a_file_that_is_named_as_none_is_a_fault(make_guide: GuideMaker) -> None:
    folder = make_guide({"a.md": A})
    (folder / "influence").write_text("---\ntitle: B\npermalink: /b/\n---\n\nWords\n", encoding="utf-8")
    (folder / "style.css").write_text("---\n---\nbody {}\n", encoding="utf-8")
    assert found(folder) == [("influence", 3, "bad-file")]
