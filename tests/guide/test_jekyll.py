"""Pages read here as Jekyll itself makes them: the same words and signs in the same order, ids, links and nesting.

Debian's `jekyll` is a development tool only; where it is not installed these tests are left out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from migdesk.base.assets import content_folder, resources_folder
from migdesk.guide.export import file_of
from migdesk.guide.guide import open_guide

pytestmark = pytest.mark.skipif(not shutil.which("jekyll"), reason="jekyll is not installed")

DATA = Path(__file__).parent.parent / "data"
BUILD_TIMEOUT_S = 120
CASES_A_PAGE = 9
STRUCTURE = re.compile(
    "h[1-6]|p|ul|ol|li|a|strong|em|del|code|pre|table|thead|tbody|tr|th|td|blockquote|br|hr|dl|dt|dd"
)
WITHIN_WORDS = frozenset({"span", "kbd", "b", "i", "sup", "sub", "small", "abbr", "input"})
BASE_PATH = re.compile(r"^(?:https://www\.example\.org)?(?:/test-site)+(?=/|$)")
"""Jekyll 4 puts the base path in front of what `link` gives, Jekyll 3.8 (the official guide's) does not."""
# The program's steps are handed to its template; a site's own template looks for them.
FIND_STEPS = '{%- assign steps = site.steps | where: "group", include.group | sort: "order" -%}\n'


class Reading(HTMLParser):
    """What a reader has of a page: words, headings with ids, links with addresses, and how lists and tables nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if STRUCTURE.fullmatch(tag):
            anchor = values.get("id") or "" if re.fullmatch(r"h\d", tag) else ""
            self.parts.append((tag, anchor, BASE_PATH.sub("", values.get("href") or "")))
        elif tag not in WITHIN_WORDS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if STRUCTURE.fullmatch(tag):
            self.parts.append(("/" + tag,))
        elif tag not in WITHIN_WORDS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self.parts and self.parts[-1][0] == "text":
            data = self.parts.pop()[1] + data
        self.parts.append(("text", data))


def reading(html: str) -> list[tuple[str, ...]]:
    reader = Reading()
    reader.feed(html)
    reader.close()
    tidy = [("text", " ".join(part[1].split())) if part[0] == "text" else part for part in reader.parts]
    return [part for part in tidy if part != ("text", "") and part[0] != "/br" and part[0] != "/hr"]


def build(source: Path, output: Path) -> None:
    """Build a guide's folder as a site, with the program's own components as its includes."""
    includes = Path(shutil.copytree(resources_folder() / "components", source / "_includes", dirs_exist_ok=True))
    steps = includes / "steps" / "steps.html"
    steps.write_text(FIND_STEPS + steps.read_text(encoding="utf-8").replace("include.steps", "steps"), encoding="utf-8")
    command = ["jekyll", "build", "--source", source, "--destination", output, "--disable-disk-cache"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "JEKYLL_NO_BUNDLER_REQUIRE": "true"}
    ran = subprocess.run(
        command, check=False, capture_output=True, text=True, timeout=BUILD_TIMEOUT_S, env=environment, cwd=source
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def jekyll_file_of(permalink: str, site: Path) -> str:
    """Return where Jekyll wrote a page: one from a `.htm` file keeps that."""
    name = permalink.lstrip("/") if permalink.endswith(".htm") else file_of(permalink)
    return name if (site / name).exists() else name.removesuffix("l")


def assert_read_alike(folder: Path, work: Path) -> int:
    """Build a copy of the guide in `folder`, compare every page, and return how many there are."""
    source = Path(shutil.copytree(folder, work / "source"))
    build(source, work / "site")
    guide = open_guide(folder, None)
    for page in guide.pages:
        theirs = (work / "site" / jekyll_file_of(page.permalink, work / "site")).read_text(encoding="utf-8")
        assert reading(guide.render(page.permalink).html) == reading(theirs), page.permalink
    return len(guide.pages)


def test_the_built_in_guide(tmp_path: Path) -> None:
    assert assert_read_alike(content_folder(), tmp_path) >= 15


def test_page_sized_cases_of_every_construction(tmp_path: Path) -> None:
    assert assert_read_alike(DATA / "jekyll", tmp_path) >= 4


def test_the_recorded_cases_one_by_one_and_many_to_a_page(tmp_path: Path) -> None:
    sources = [case["source"] for case in json.loads((DATA / "kramdown" / "cases.json").read_text(encoding="utf-8"))]
    pages = {f"case-{number}": source for number, source in enumerate(sources)}
    for start in range(0, len(sources), CASES_A_PAGE):
        pages[f"together-{start}"] = "\n\n".join(sources[start : start + CASES_A_PAGE])
    folder = tmp_path / "guide"
    folder.mkdir()
    shutil.copy(DATA / "jekyll" / "_config.yml", folder)
    for name, text in pages.items():
        front = f"---\npermalink: /{name}\ntitle: Case\n---\n"
        (folder / f"{name}.md").write_text(f"{front}{{% raw %}}{text}{{% endraw %}}", encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) == len(pages)


LIQUID = {
    "_config.yml": "title: Site\ncollections:\n  ways: {output: true}\n  asked: {output: false}\n",
    "_asked/one.md": "---\ntitle: Why?\n---\nBecause *so* in {{ site.title }}.\n",
    "_asked/two.md": "---\ntitle: When?\n---\n- Soon\n",
    "_data/things.yml": "- {name: Elm, size: 9, room: Hall, on: true}\n- {name: Fir, size: 12, room: Loft}\n"
    "- {name: Yew, room: Hall, tags: [a, b]}\n",
    "_data/lamps.csv": "name,watt\nBrass,5\nTin,\n",
    "_data/doors.tsv": "name\tside\nFront\tleft\n",
    "_data/more/deep words.yml": "hello: Hullo\n",
    "_data/plain.json": '{"a": [1, 2.5, null, true], "b": "c"}',
    "_includes/own.html": "<b>{{ include.word | upcase }}</b>{% include inner.md n=include.n %}",
    "_includes/inner.md": "({{ include.n }}{{ page.title }})",
    "_ways/first.md": "---\ntitle: First\n---\nWay\n",
    "beside.txt": "beside {{ page.title }}",
    "style.css": "<b>in</b> {{ page.title }}",
    "index.md": """---
title: Start
words: [one, two, three]
file: own.html
---
{% assign t = site.data.things %}
- {{ t | where: "room", "Hall" | map: "name" | join: " " }}
- {{ t | where: "size", 12 | map: "name" | join: " " }}, {{ t | where: "tags", "b" | map: "name" | join: " " }}
- {{ t | where_exp: "x", "x.size > 5 and x.on" | map: "name" | join: " " }}
- {{ t | where_exp: "x", "x.tags contains 'a'" | map: "name" | join: " " }}
- {% assign f = t | find: "name", "Fir" %}{{ f.size }} {% assign g = t | find_exp: "x", "x.size == 9" %}{{ g.name }}
- {% assign g = t | group_by: "room" %}{% for r in g %}{{ r.name }} {{ r.size }}{{ r.items | map: "name" }}{% endfor %}
- {% assign g = t | group_by_exp: "x", "x.name | slice: 0" %}{% for r in g %}{{ r.name }} {{ r.size }}; {% endfor %}
- {{ t | sort: "size" | map: "name" | join: " " }} / {{ t | sort: "size", "last" | map: "name" | join: " " }}
- {{ "2027-02-03" | date_to_string }} / {{ "2027-02-03" | date_to_long_string }}
- {{ "2027-02-21" | date_to_string: "ordinal" }} / {{ "2027-02-03" | date_to_long_string: "ordinal", "US" }}
- {{ "2027-02-03" | date: "%d/%m/%Y" }}
- {{ page.words | array_to_sentence_string }} / {{ page.words | array_to_sentence_string: "or" }}
- {{ page.words | push: "four" | join: "," }} {{ page.words | unshift: "no" | join: "," }}
- {{ page.words | pop | join: "," }} {{ page.words | shift | join: "," }}
- {{ "Two  words, and" | number_of_words }} {{ " a   b " | normalize_whitespace }} {{ "7 up" | to_integer }}
- {{ "The _config.yml File" | slugify }} {{ "The _config.yml File" | slugify: "pretty" }}
- {{ "The _config.yml Fílé" | slugify: "latin" }} {{ "The _config.yml" | slugify: "raw" }}
- {{ "a b&c" | cgi_escape }} {{ "http://x.example/ä b" | uri_escape }}
- `{{ site.data.plain | jsonify }}` {{ site.data.plain.a | size }}
- {% for r in site.data.lamps %}{{ r.name }} {{ r.watt }};{% endfor %}
- {% for r in site.data.doors %}{{ r.side }}{% endfor %}
- {{ site.data.more.deep_words.hello }}
- {% include own.html word="shout" n=3 %} {% include {{ page.file }} word="again" %} {% include_relative beside.txt %}
- {% include_relative style.css %}
- {% for w in site.ways %}{{ w.title }} {{ w.url }}{% endfor %} {{ page.dir }} {{ page.name }} {{ page.path }}
- {{ "a" | append: "b" | prepend: "c" }} {{ "x" | default: "y" }} {{ nothing | default: "y" }} {{ false }}
- {% case 3 %}{% when 1, 3 %}hit{% else %}miss{% endcase %} {% unless false %}un{% endunless %} {% cycle "a", "b" %}
- {% assign b = (t | where: "room", "Loft") %}{{ b | map: "name" }} {% if (1 == 2) or (b.size == 1) %}yes{% endif %}
- {% assign offset = 2 %}{{ 5 | minus: offset }} {% assign limit = offset %}{{ limit }} {{ (1..3) | join: "(-)" }}
- {% increment n %}{% increment n %} {% for i in (1..5) reversed limit: 2 %}{{ i }}{% endfor %}

{% for q in site.asked %}
### {{ q.title }}

{{ q.content }}
{% endfor %}

{% highlight html %}
<b>*code*</b> {{ page.title }}
{% endhighlight %}

{% raw %}{{ kept }}{% endraw %}
""",
}


def test_liquid_reads_as_jekyll_carries_it_out(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    for name, text in LIQUID.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) == 2


SITE = {
    "_config.yml": """
title: Site
include: [_more, "part/_draft.md"]
exclude: ["part/out*", left, "*.tmp.md"]
permalink: PERMALINK
collections:
  ways: {output: true}
  notes: {output: true, permalink: "/n/:name/:path:output_ext"}
  hidden: {output: false}
defaults:
  - scope: {path: ""}
    values: {title: Of all, lead: all}
  - scope: {path: part}
    values: {lead: part}
  - scope: {path: "", type: ways}
    values: {lead: ways}
  - scope: {path: "part/*/deep"}
    values: {lead: star}
""",
    "index.md": "---\ntitle: Start\n---\nStart {{ page.lead }} {{ page.title }}\n",
    "one.md": "---\n---\nOne {{ page.lead }} {{ page.title }}\n",
    "two.MKDOWN": "---\ntitle: Two\n---\n*Two*\n",
    "three.htm": "---\ntitle: Three\n---\n<p>*Three*</p>\n",
    "plain.md": "No front matter\n",
    "part/index.html": "---\n---\n<p>Part {{ page.lead }}</p>\n",
    "part/outside.md": "---\ntitle: x\n---\nx\n",
    "part/a/deep/b.md": "---\n---\nDeep {{ page.lead }}\n",
    "part/_draft.md": "---\ntitle: Draft\npermalink: /drafted/\n---\nDraft\n",
    "part/_not.md": "---\ntitle: x\n---\nx\n",
    "part/#not.md": "---\ntitle: x\n---\nx\n",
    "part/not.md~": "---\ntitle: x\n---\nx\n",
    "part/_old/not.md": "---\ntitle: x\n---\nx\n",
    "left.md": "---\ntitle: x\n---\nx\n",
    "left/not.md": "---\ntitle: x\n---\nx\n",
    "some.tmp.md": "---\ntitle: x\n---\nx\n",
    "vendor/cache/not.md": "---\ntitle: x\n---\nx\n",
    "unpublished.md": "---\ntitle: x\npublished: false\n---\nx\n",
    "_more/m.md": "---\ntitle: More\n---\nMore\n",
    "_ways/a b/First Way.md": "---\ntitle: W\n---\nWay {{ page.lead }}\n",
    "_ways/_x.md": "---\ntitle: x\n---\nx\n",
    "_notes/My_Note.v1.md": "---\ntitle: N\n---\nNote\n",
    "_hidden/h.md": "---\ntitle: x\n---\nx\n",
    "_posts/2024-03-05-a-post.md": "---\ntitle: P\ncategories: [News, Old]\n---\nPost\n",
    "_posts/no-date.md": "---\ntitle: x\n---\nx\n",
    "own/place.md": "---\ntitle: O\npermalink: /:path/there/:basename/\n---\nOwn\n",
}


@pytest.mark.parametrize("style", ["date", "pretty", "none", "ordinal", "/:categories/:title/", "/x/:title:output_ext"])
def test_the_pages_are_those_that_jekyll_publishes(tmp_path: Path, style: str) -> None:
    folder = tmp_path / "guide"
    for name, text in SITE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("PERMALINK", style), encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) >= 12
    site = tmp_path / "site"
    published = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in (".html", ".htm")}
    guide = open_guide(folder, None)
    ours = {unquote(jekyll_file_of(page.permalink, site)) for page in guide.pages}
    assert ours == published


KRAMDOWN = {
    "_config.yml": "title: Site\nkramdown: {toc_levels: 2..3, hard_wrap: WRAP}\n",
    "headings.md": """
## Qué é ❤️ ক্ষণা ![x](y.png)
## Caf&eacute; &amp; `<b> tag`
## 1. 2 first
## Named {#تعلم-قول-لا}
<div markdown="1">
## 1. É first
## تعلم
### تعلم
</div>
""",
    "contents.md": """
# One
## Two
### Three
#### Four
- TOC
{:toc}

{::options toc_levels="3,4" /}
""",
    "wrapped.md": """
{::options hard_wrap="true" auto_ids="false" /}

## No id
one
two *three
four* `five
six`
""",
    "html.md": """
<div class="tabs">
<div markdown="1">
## Within

- a
  - b
</div>
<table><tbody><tr>
<td markdown="span">A **b** [c](d)</td>
<td markdown="block">

- e
</td>
</tr></tbody></table>
<p markdown="1">*p* `<i>`</p>
</div>

After <code>--x *y* 'z'</code> and <span>*s*</span>{: .label} it.

<ul markdown="1">
<li>*not*</li>
</ul>

<div markdown="1">
`</div>` stays and `<a b>`
## More `<a b>`
</div>
Behind *it*.

Beside <a name="here"/> it, <span/> and
<a name="there"/>

<p><a name="in"/>words</p>

<div markdown="1">
Text that goes on</div>
to the *end*
""",
    "asked.md": """
<div>

*not*

</div>

{::options parse_block_html="true" /}

<div class="a">
*so* and

- this <div>*not*</div>

<table><tbody><tr><td>*not*</td></tr></tbody></table>
<p>*so*</p>
</div>

{::options parse_block_html="false" /}

<p>*not*</p>
""",
    "wrong.md": """
The _notes help people _hold a meeting_, and **See [it][it]. Then **Save as** it.

A <I>name</i>, </i> and <b>bold *em</b> em* with <a href=/x/y>no quotes</a>.

<div class=a/b>
*as* it </b> stands & <c d=/e>
</div>

| a | <b>b | c</b>

x <kbd>a | b
""",
    "links.md": """
See [Jekyll's "best" page] and [it][that's].

[Jekyll's "best" page]: https://example.org/a
[that's]: https://example.org/b
""",
}


@pytest.mark.parametrize("wrap", ["true", "false"])
def test_kramdown_with_headings_html_and_options(tmp_path: Path, wrap: str) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    for name, text in KRAMDOWN.items():
        front = "" if name.endswith(".yml") else "---\ntitle: x\n---\n"
        (folder / name).write_text(front + text.replace("WRAP", wrap), encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) == len(KRAMDOWN) - 1


POSTS = {
    "_config.yml": """
title: Site
timezone: America/Los_Angeles
collections:
  ways: {output: true}
""",
    "_posts/2024-03-05-first-post.md": "---\ntags: old new\ncategory: News\n---\n\nBegins *so*.\n\nGoes on.\n",
    "_posts/2024-03-09-later.md": "---\ndate: 2024-03-08 23:30:10 +0000\ntags: [new]\nslug: other\n---\nLater\n",
    "_posts/2099-01-01-not-yet.md": "---\ntitle: x\n---\nx\n",
    "part/_posts/2023-01-02-third.md": "---\ntitle: Third\ncategories: [Deep, More]\nexcerpt: Own\n---\nThird\n",
    "part/_posts/not-one.md": "---\ntitle: x\n---\nx\n",
    "_hidden/_posts/2023-01-02-no.md": "---\ntitle: x\n---\nx\n",
    "_ways/b-way.md": "---\ndate: 2023-05-06\n---\nB {{ page.next.title }} {{ page.previous.title }}\n",
    "_ways/a-way.md": "---\ntitle: A\n---\nA {{ page.next.title }} {{ page.previous.title }}\n",
    "_includes/figure.html": '{% if {{include.url}} %}<a href="{{include.url}}">x</a>{% else %}none{% endif %}',
    "index.md": """---
title: Start
---
{% for p in site.posts %}
- {{ p.title }} {{ p.date | date: "%Y-%m-%d %H:%M" }} {{ p.date | date_to_string }} {{ p.url }} {{ p.id }} {{ p.slug }}
  {{ p.tags | join: "," }} {{ p.categories | join: "," }} {{ p.excerpt | strip_html | strip }}
  {{ p.next.title }} {{ p.previous.title }} {{ p.collection }} {{ p.relative_path }}
{% endfor %}

{% for w in site.ways %}{{ w.title }} {{ w.slug }}; {% endfor %}
{% for t in site.tags %}{{ t[0] }} {{ t[1] | map: "title" | join: "," }}; {% endfor %}
{% for p in site.categories.News %}{{ p.title }}{% endfor %}
{% include figure.html url="/x" %} {% include figure.html %}
{% for p in site.html_pages %}{{ p.title | default: p.name }} {% endfor %}
""",
    "untitled.md": "---\nsort: 1\n---\n{{ page.title }}\n",
}


def test_documents_are_known_as_jekyll_knows_them(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    for name, text in POSTS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) == 7


STATIC = {
    "_config.yml": "title: Site\ninclude: [_more]\nexclude: [left]\ncollections: {ways: {output: true}}\n",
    "a.txt": "a\n",
    "b/pic.one.PNG": "x",
    "b/_no.png": "x",
    "b/none": "x",
    "left/no.png": "x",
    "plain.md": "no front matter\n",
    "style.css": "---\n---\nbody {}\n",
    "other.css": "body {}\n",
    "_more/x.pdf": "x",
    "_data/x.csv": "a,b\n",
    "_ways/in/shown.png": "x",
    "_ways/way.md": "---\ntitle: Way\n---\nWay\n",
    "index.md": """---
title: Start
---
{% for f in site.static_files %}
- {{ f.path }} {{ f.name }} {{ f.basename }} {{ f.extname }} {{ f.collection }}
{% endfor %}
{% assign pictures = site.static_files | where: "extname", ".png" %}{{ pictures | size }}
""",
}


def test_static_files_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    for name, text in STATIC.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    assert assert_read_alike(folder, tmp_path) == 2


def test_a_difference_would_be_seen() -> None:
    assert reading("<p>a -- b</p>") != reading("<p>a – b</p>")
    assert reading("<h2 id='a'>x</h2>") != reading("<h2 id='b'>x</h2>")
    assert reading("<ul><li>a<ul><li>b</li></ul></li></ul>") != reading("<ul><li>a</li><li>b</li></ul>")
    assert reading("<div>a</div>b") == reading("<div>a </div> b")
