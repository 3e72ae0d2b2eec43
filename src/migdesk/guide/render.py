"""From a page's source to the page as shown, in Jekyll's order: front matter, Liquid, Markdown; then sanitised."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from migdesk.guide.components import Step, load_components, not_shown
from migdesk.guide.documents import Documents
from migdesk.guide.front_matter import text_of
from migdesk.guide.glossary import GLOSSARY_PAGE
from migdesk.guide.glossary_marks import explained
from migdesk.guide.kramdown.kramdown import Kramdown
from migdesk.guide.kramdown.options import KramdownOptions
from migdesk.guide.links import LinkMap, plain_path
from migdesk.guide.liquid.environment import GuideEnvironment
from migdesk.guide.liquid.faults import Fault, Site
from migdesk.guide.model import Problem, Rendered, RenderedPage, Term
from migdesk.guide.outline import outline
from migdesk.guide.sanitise import remote_pictures, sanitise
from migdesk.guide.site.config import kramdown_of
from migdesk.guide.sources import SourcePage, Sources, SourceStep, read_text
from migdesk.guide.static_files import picture_file
from migdesk.guide.viewer_html import viewer_markup

PLAIN_TEXT = "a text whose marks are opened again and again stands as it is written"


class Renderer:
    """Renders the pages of one guide; building it loads Liquid and Markdown, so do so only when a page is needed."""

    def __init__(
        self, sources: Sources, components: Mapping[str, str] | None = None, terms: tuple[Term, ...] = ()
    ) -> None:
        """`terms` are explained where a page first uses them."""
        self._sources = sources
        self._terms = terms
        self._pages = {page.info.permalink: page for page in sources.pages}
        self._steps: dict[str, list[Step]] = {}
        self._step_faults: dict[str, tuple[Problem, ...]] = {}
        self._steps_shown: list[str] = []
        self._kramdown = Kramdown(KramdownOptions().changed_by(kramdown_of(sources.config)))
        baseurl, url = (text_of(sources.config.get(key)) for key in ("baseurl", "url"))
        self._links = LinkMap(self._pages, baseurl, url)
        site = Site(
            baseurl=baseurl,
            url=url,
            permalink_of_file={page.info.file: page.info.permalink for page in sources.pages},
            steps_of_group=self._steps_of_group,
            text_of_file=lambda name: read_text(sources, name),
        )
        self._liquid = GuideEnvironment(site, components or load_components(), self._kramdown.to_html)
        now = datetime.datetime.now(datetime.UTC)
        self._documents = Documents(
            (*sources.pages, *sources.documents),
            self._values_of_file,
            self._content,
            sources.config.get("excerpt_separator"),
            now,
        )
        own = [page for page in sources.pages if not page.collection]
        self._site_values = {
            **sources.config,
            "data": sources.data,
            "pages": [self._page_values(page) for page in own],
            "html_pages": [self._page_values(page) for page in own if page.info.permalink.endswith((".html", "/"))],
            "documents": [page for documents in self._documents.of_collection.values() for page in documents],
            "time": now,
            "static_files": sources.static_files,
            **self._documents.of_collection,
            "categories": self._documents.posts_by("categories"),
            "tags": self._documents.posts_by("tags"),
            "steps": [{**step.values, "content": step.body} for step in sources.steps],
        }

    def render(self, permalink: str) -> RenderedPage:
        """Return the page as shown; raises KeyError for a permalink that the guide does not have."""
        return self.render_for_check(permalink).page

    def render_for_check(self, permalink: str) -> Rendered:
        """Return the page with what the check wants to know of it."""
        source = self._pages[permalink]
        self._steps_shown = []
        text, faults = self._liquid.render_text(source.body, self._variables(self._page_values(source)))
        html = self._kramdown.to_html(text) if source.is_markdown else text
        if source.is_markdown:
            faults = (*faults, *_options_not_followed(source.body, self._kramdown.not_followed))
            if not self._kramdown.is_whole:
                faults = (*faults, Fault(1, "too-heavy", PLAIN_TEXT))
        unreadable = source.values.get("unreadable")
        if unreadable:
            html = not_shown(f"the front matter of this page cannot be read: {unreadable}.") + html
        on_the_web = remote_pictures(html)
        html = sanitise(html).strip() + "\n"
        found = outline(html)
        for_viewer = viewer_markup(html, lambda address: self._picture_name(address, permalink))
        # The glossary itself explains its words.
        terms = self._terms if plain_path(permalink) != plain_path(GLOSSARY_PAGE) else ()
        explained_html, terms_found = explained(for_viewer, terms)
        page = RenderedPage(
            permalink=permalink,
            title=source.info.title,
            subtitle=source.info.subtitle,
            html=html,
            sections=found.sections,
            text_by_section=found.text_by_section,
            links=found.links,
            viewer_html=for_viewer,
            explained_html=explained_html if terms_found else "",
            terms=terms_found,
        )
        shown = tuple(dict.fromkeys(self._steps_shown))
        problems = _problems(source.info.file, source.body_line, faults)
        in_steps = tuple(problem for file in shown for problem in self._step_faults[file])
        return Rendered(page, found.ids, problems + in_steps, shown, (*found.pictures, *on_the_web))

    def _picture_name(self, address: str, permalink: str) -> str:
        file = picture_file(self._sources.folder, self._links, address, permalink)
        if file is None:
            return ""
        return file.relative_to(self._sources.folder).as_posix()

    def _content(self, page: SourcePage) -> str:
        """Return a document's HTML; what is wrong in it is told where it is shown, if it is a page."""
        text, _faults = self._liquid.render_text(page.body, self._variables(self._page_values(page)))
        return self._kramdown.to_html(text) if page.is_markdown else text

    def _variables(self, page: Mapping[str, object]) -> dict[str, object]:
        return {"site": self._site_values, "page": page}

    def _page_values(self, page: SourcePage) -> Mapping[str, object]:
        return self._documents.of_file(page.info.file) or self._values_of_file(page)

    def _values_of_file(self, page: SourcePage) -> dict[str, object]:
        url, file = page.info.permalink, page.info.file
        known = {
            "url": url,
            "path": file,
            "dir": url if url.endswith("/") else f"{url.rpartition('/')[0]}/",
            "name": file.rpartition("/")[2],
        }
        if page.collection:  # to Jekyll, a page of its own without a title has none
            known["title"] = page.info.title
        return {**known, **page.values, "url": url, "path": file}

    def _steps_of_group(self, group: str) -> list[Step]:
        if group not in self._steps:
            self._steps[group] = []  # a step that shows its own group shows nothing
            members = [step for step in self._sources.steps if text_of(step.values.get("group")) == group]
            self._steps[group] = [self._step(step) for step in sorted(members, key=_step_order)] if group else []
        steps = self._steps[group]
        self._steps_shown.extend(step.file for step in steps)
        return steps

    def _step(self, source: SourceStep) -> Step:
        text, faults = self._liquid.render_text(source.body, self._variables(source.values))
        self._step_faults[source.file] = _problems(source.file, source.body_line, faults)
        return Step(
            title=text_of(source.values.get("title")),
            title_url=text_of(source.values.get("title_url")),
            subtitle=text_of(source.values.get("subtitle")),
            content=self._kramdown.to_html(text),
            file=source.file,
        )


def _options_not_followed(body: str, options: tuple[str, ...]) -> Iterator[Fault]:
    for option in options:
        line = body.count("\n", 0, max(body.find(option), 0)) + 1
        yield Fault(line, "unknown-tag", f"kramdown's option {option} is not followed here")


def _step_order(step: SourceStep) -> tuple[float, str]:
    order = step.values.get("order")
    return (order if isinstance(order, (int, float)) else float("inf"), step.file)


def _problems(file: str, body_line: int, faults: tuple[Fault, ...]) -> tuple[Problem, ...]:
    return tuple(Problem(file, body_line + fault.line - 1, fault.kind, fault.message) for fault in faults)
