"""Guides that are made to hang a program, to fill its memory or to end it: a page or file for each way."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

DEEP_TABLES = "<table><tr><td>" * 30 + "deep" + "</td></tr></table>" * 30

PAGES: Mapping[str, str] = {
    "nested tables": DEEP_TABLES,
    "nested boxes": '<div class="inset"><div>' * 40 + "deep" + "</div></div>" * 40,
    "nested lists of html": "<ul><li>" * 80_000,
    "nested bold": "<b>" * 400 + "deep",
    "code marks": "".join("`" * (number % 70 + 1) + "w " for number in range(4_000)),
    "square brackets": "[" * 60_000,
    "half links": "[w](" * 60_000,
    "half comments": "<!--" * 60_000,
    "open tags": "<a " * 60_000,
    "many links": "<a href=w>" * 8_000,
    "many attributes": "<p " + " ".join(f"a{number}=w" for number in range(9_000)) + ">w</p>",
    "wide table": "|" + "w|" * 5_000 + "\n|" + "-|" * 5_000 + "\n|" + "w|" * 5_000 + "\n",
    "separator of a table": "p|q\n" + "|-:" * 3_000 + "w\n",
    "fences": "~~~w\n" * 2_000,
    "deep quotation": "> " * 5_000 + "w",
    "deep list": "".join("  " * level + "- w\n" for level in range(300)),
    "many items": "- w\n" * 9_000,
    "one word": "w" * 500_000,
    "many quotes": "'\"" * 40_000,
    "many short paragraphs": "w\n\n" * 21_000,
    "doubling text": "{% assign a = 'words ' %}" + "{% assign a = a | append: a %}" * 50,
    "squaring number": "{% assign n = 8 %}" + "{% assign n = n | times: n %}" * 50,
    "text in itself": "{% capture a %}" + "w" * 4_000 + "{% endcapture %}{{ a | replace: 'w', a }}",
    "endless range": "{{ (1..3000000000) | join: '-' }}{% assign r = (1..90000000) | reverse %}",
    "loop in a loop": "{% for a in (1..5000) %}{% for b in (1..5000) %}w{% endfor %}{% endfor %}",
    "loop of Markdown": "{% for a in (1..90000) %}{{ '# w\n\n- *v*' | markdownify }}{% endfor %}",
    "liquid in a tag": "{% liquid\nassign a = 'w'\nfor i in (1..20000)\nassign a = a | append: 'wwwwwww'\nendfor\n%}",
    "braces in conditions": "{% if {{" * 20_000 + "{% if " + "{{" * 90_000,
    "Markdown in HTML": "<div markdown=1>\n" * 3_000,
    "Markdown in raw HTML": '<table><tr><td markdown="span">*w*' * 3_000,
    "raw spans": "<code> " * 9_000,
    "many unknown tags": "{% wobble %}" * 5_000,
    "half tags": "{% wobble %}" + "{% " * 100_000,
    "blocks in blocks": "{% if w %}" * 1_500 + "w" + "{% endif %}" * 1_500,
    "a long parameter": "{% include button.html " + "w" * 90_000 + " %}",
    "steps in steps": '{% include steps/steps.html group="s0" %}',
}

FRONT_MATTER: Mapping[str, str] = {
    "names for names": "\n".join(
        ["n0: &n0 [w]", *(f"n{level}: &n{level} [{', '.join([f'*n{level - 1}'] * 9)}]" for level in range(1, 14))]
    ),
    "merged names": "\n".join(
        ["m0: &m0 {w: v}"]
        + [f"m{level}: &m{level}\n  <<: [{', '.join([f'*m{level - 1}'] * 9)}]" for level in range(1, 14)]
    ),
    "a list in itself": "title: &t [w, *t]",
    "deep lists": "title: " + "[" * 90_000,
    "long number": "order: 0x" + "b" * 9_000,
    "long time": "order: " + ":".join(["5"] * 6_000),
    "no time": "since: !!timestamp whenever",
    "no mapping": "title: !!omap [w: v]",
    "no day": "since: 2027-02-31",
    "long title": "title: " + "w" * 300_000,
}


def write_pages(folder: Path) -> Path:
    """Write one guide that has a good first page and then a page of each kind, and return its folder."""
    _write(folder, "_config.yml", "title: Hostile pages\n")
    _write(folder, "good.md", _page("good", "", "A good page, read before all the others.\n"))
    for number, (name, text) in enumerate(PAGES.items()):
        _write(folder, f"p/text-{number:02}.md", _page(f"text-{number:02}", f"title: {name}", text))
    for number, text in enumerate(FRONT_MATTER.values()):
        _write(
            folder, f"p/yaml-{number:02}.md", _page(f"yaml-{number:02}", text, "{{ page.title }} {{ page.n9 }} words")
        )
    for level in range(12):
        inside = f'{{% include steps/steps.html group="s{level + 1}" %}}' * 9
        _write(folder, f"_steps/s{level}/1.md", f"---\ntitle: w\ngroup: s{level}\n---\n{inside}\n")
    return folder


def write_files(folder: Path) -> Path:
    """Write a guide with one good page among files that are none, and return its folder."""
    _write(folder, "_config.yml", "title: Hostile files\n")
    _write(folder, "good.md", _page("good", "", DEEP_TABLES))
    _write(folder.parent, "secret.md", _page("secret", "", "SECRET WORDS OF SOMEBODY ELSE"))
    _write(folder, "_data/sidebar_navigation.yml", "sidebar_items: &i\n  - {title: w, url: /good, subitems: *i}\n")
    _write(folder, "_data/migdesk/phases.yml", "a: &a [*a]\n")
    _write(folder, "_data/migdesk/glossary.yml", "- " + "[" * 90_000)
    _write(folder, "_data/migdesk/synonyms.yml", "- [" + "w, " * 150_000 + "]\n")
    if sys.platform != "win32":
        (folder / "_data" / "migdesk" / "tasks").mkdir()
        for place in (folder / "pipe.md", folder / "_data" / "pipe.yml", folder / "_data" / "migdesk" / "plan.yml"):
            os.mkfifo(place)
        os.mkfifo(folder / "_data" / "migdesk" / "tasks" / "01-w.yml")
        (folder / "zero.md").symlink_to("/dev/zero")
        (folder / "gone.md").symlink_to("nowhere.md")
        (folder / "round.md").symlink_to("round.md")
        (folder / "folder.md").symlink_to(folder / "_data")
        (folder / "secret.md").symlink_to(folder.parent / "secret.md")
    return folder


def write_heavy_page(folder: Path) -> Path:
    """Write a guide whose second page takes too long, and return its folder."""
    _write(folder, "_config.yml", "title: Heavy\n")
    _write(folder, "good.md", _page("good", "", DEEP_TABLES))
    _write(folder, "heavy.md", _page("heavy", "", PAGES["nested lists of html"]))
    return folder


def write_nothing(folder: Path) -> Path:
    """Write a guide without a page, and return its folder."""
    _write(folder, "_config.yml", "title: Nothing\n")
    return folder


def _page(name: str, front_matter: str, text: str) -> str:
    return f"---\npermalink: /{name}\n{front_matter or 'title: ' + name}\n---\n{text}"


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
