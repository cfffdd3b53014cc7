"""Each page: its address, its title, its template and what the template is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape
from msgspec import Struct

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.freeze.draw import balanced_orders
from nomflow.core.site.site import CandidatePage, Leaving, Site
from nomflow.render.site import data, style
from nomflow.render.site.comparison import tables
from nomflow.render.site.links import sanitised
from nomflow.render.site.overrides import fault_of
from nomflow.render.site.page_keys import Keys, Remember, by_name, without_others
from nomflow.render.site.questions import AnswerGroup, question_views
from nomflow.render.site.section import render_section, section_body, section_sha256, with_own_ids
from nomflow.render.site.templates import environment
from nomflow.render.site.versions import folder_of, header_language, original_shown, put_first, versions
from nomflow.render.site.views import MOST_ON_A_PAGE, ElectionView, RaceView
from nomflow.render.site.words import Catalogue, language_name

MARK = "assets/mark.svg"

_ANOTHER_VIEW = ("all", "order")
"""Pages that show what the index shows, for paper and for mail: search engines are told to go there."""


class SitePage(Struct, frozen=True, kw_only=True):
    """What the frame around every page needs. ``root`` leads to the site's folder, ``up`` to that of the election's
    pages in this language, ``home`` to that of its data. ``tongues`` are this page in all languages, if in several.
    """

    kind: str
    title: str
    description: str
    language: str
    skip_text: str
    canonical: str
    root: str
    up: str = ""
    home: str = ""
    skip_to: str = "main"
    noindex: bool = False
    extra_css: str = ""
    data: str = "election.json"
    json_ld: Markup | None = None
    tongues: tuple[Tongue, ...] = ()


class Tongue(Struct, frozen=True, kw_only=True):
    """A page in one language. ``url`` is absolute, and empty where nobody knows it or no search engine is to."""

    tag: str
    name: str
    href: str
    url: str
    here: bool


class Chapter(Struct, frozen=True):
    """A statement in the booklet; ``heading`` names the race where a new one begins."""

    candidate: CandidatePage
    heading: str

    @property
    def html(self) -> str:
        return with_own_ids(section_body(self.candidate), f"{self.candidate.id}--")


class _Frame:
    """What every page of one language shares."""

    def __init__(self, site: Site, words: Catalogue, language: str, overrides: Mapping[str, str]) -> None:
        self._site = site
        self._words = words
        self._templates = environment(language, overrides)
        self._overrides = overrides
        css, _ = style.style_sheet(site.theme)
        self._files = {"css": css, "mark": site.logo or MARK}
        self._base = f"{site.base_url.rstrip('/')}/" if site.base_url else ""

    def _text(self, key: str, **words: object) -> str:
        return str(self._words.text(key, **words).unescape())

    def _render(self, template: str, page: SitePage, view: ElectionView | None, **more: object) -> bytes:
        given = self._given(page, view) | more
        return self._made(template, given, lambda: self._filled(template, given))

    def _made(self, template: str, given: Mapping[str, object], make: Callable[[], bytes]) -> bytes:  # noqa: ARG002 - where pages are remembered, they are needed
        return make()

    def _filled(self, template: str, given: Mapping[str, object]) -> bytes:
        try:
            return self._templates.get_template(template).render(given).encode()
        except Exception as error:  # a template may raise anything; whose it is decides what follows
            fault = fault_of(error, self._overrides, innermost=True) if self._overrides else None
            raise fault or error from error

    def _given(self, page: SitePage, view: ElectionView | None) -> dict[str, object]:
        return {
            "site": view.site if view else self._site,
            "view": view,
            "election": view.page if view else None,
            "page": page,
            "files": self._files,
            "theirs": Markup(' dir="auto"{}').format(self._words.marked(view.page.language)) if view else Markup(),
        }


class SitePages(_Frame):
    """The pages that belong to no election."""

    def __init__(self, site: Site, words: Catalogue, overrides: Mapping[str, str]) -> None:
        super().__init__(site, words, site.language, overrides)

    def organisation(self, views: Sequence[ElectionView]) -> bytes:
        name = self._site.organisation.name
        title = self._text("organisation-title", name=name)
        page = self._page("organisation", title, self._text("organisation-description", name=name), "./", self._base)
        return self._render("organisation.html.j2", page, None, views=views)

    def not_found(self, views: Sequence[ElectionView]) -> bytes:
        """Served for any address, so its links begin at the root of the host."""
        root = f"{urlsplit(self._base).path.rstrip('/')}/"
        title = self._text("notfound-title")
        page = self._page("missing", title, self._text("notfound-lead"), root, "", noindex=True)
        return self._render("notfound.html.j2", page, None, views=views)

    def _page(
        self, kind: str, title: str, description: str, root: str, canonical: str, *, noindex: bool = False
    ) -> SitePage:
        skip = self._text("skip-main")
        return SitePage(
            kind=kind,
            title=title,
            description=description,
            language=self._words.tag,
            skip_text=skip,
            canonical=canonical,
            root=root,
            noindex=noindex,
        )


class ElectionPages(_Frame):
    """The pages of one election."""

    def __init__(self, view: ElectionView, overrides: Mapping[str, str], remember: Remember | None = None) -> None:
        super().__init__(view.site, view.words, view.language, overrides)
        self._view = view
        self._around = view if overrides else without_others(view)
        self._remember = remember
        self._keys = Keys(self._around, self._around.site, self._around.page, *self._around.races) if remember else None
        self._folder = view.folder
        self._questions = question_views(view)

    @property
    def view(self) -> ElectionView:
        return self._view

    def _made(self, template: str, given: Mapping[str, object], make: Callable[[], bytes]) -> bytes:
        if not self._remember or not self._keys or given["view"] is not self._around:
            return make()
        overrides = sorted(self._overrides.items())
        key = self._keys.of(template, self._view.language, overrides, *given.keys(), *given.values())
        return self._remember(key, make) if key else make()

    def candidate(self, race: RaceView, candidate: CandidatePage) -> Iterator[tuple[str, bytes]]:
        """The page of somebody who stands, or no longer does; and one for the statement in each other language."""
        main, folder = self._view.page.language, f"candidates/{candidate.id}/"
        yield f"{self._folder}{folder}index.html", self._candidate(race, candidate, candidate, folder)
        for each in candidate.translations:
            version, below = put_first(candidate, each, main), f"{folder}{folder_of(each)}/"
            yield f"{self._folder}{below}index.html", self._candidate(race, version, candidate, below)

    def _candidate(self, race: RaceView, candidate: CandidatePage, front: CandidatePage, folder: str) -> bytes:
        view, own = self._view, f"candidates/{candidate.id}/"
        removed = candidate.gone is not None and candidate.gone.why is Leaving.REMOVED
        name = self._text("removed-title") if removed or not candidate.name else view.told_apart(candidate)
        language = candidate.statement.language if candidate.statement and folder != own else ""
        title = f"{name} ({language_name(language or view.page.language)})" if folder != own else name
        page = self._page(
            "candidate",
            folder,
            self._text("candidate-title", name=title, election=view.page.title),
            candidate.summary or self._text("candidate-description", name=name, election=view.page.title),
            skip=("statement", "skip-statement"),
            noindex=candidate.unlisted or removed,
            data=f"candidates/{candidate.id}.json",
            elsewhere=own,
            json_ld=None if removed else data.person_ld(candidate, f"{self._base}{self._folder}{folder}"),
        )
        before, after = race.neighbours.get(candidate.id, (None, None))
        around = self._around.races[next(place for place, each in enumerate(view.races) if each is race)]
        named = (lambda person: person) if self._overrides else by_name
        return self._render(
            "candidate.html.j2",
            page,
            self._around,
            race=around,
            candidate=candidate,
            title=name,
            removed=removed,
            profile="" if removed else self._profile(candidate),
            chip=self._chip(race, candidate),
            settled=self._settled(race),
            amended=sum(change.amends_final for change in candidate.history),
            section=sanitised(render_section(candidate)) if candidate.statement else "",
            section_sha256=section_sha256(candidate) if candidate.statement else "",
            versions=versions(candidate, front, view.page.language),
            header_language=header_language(candidate, view.page.language),
            translated=not original_shown(candidate),
            missing=self._missing(candidate, removed=removed),
            before=named(before) if before else None,
            after=named(after) if after else None,
            turn=race.turn,
            answered=tuple(each for each in self._questions if each.by(candidate)),
        )

    def _profile(self, candidate: CandidatePage) -> str:
        """Their page on the server that the repository is on, or nothing where they have none."""
        where = self._view.page.repository
        if not candidate.handle or not where or not where.url.endswith(f"/{where.name}"):
            return ""
        return f"{where.url.removesuffix(where.name)}{quote(candidate.handle)}"

    def lists(self) -> Iterator[tuple[str, bytes]]:
        """Every page on which several people stand."""
        yield self._index()
        if self._view.compare:
            yield from self._compare()
        if self._questions:
            yield from self._asked()
        yield from self._booklet()
        for race in self._view.races:
            yield from self._balanced(race)
        yield self._about()

    def _index(self) -> tuple[str, bytes]:
        view = self._view
        page = self._page(
            "index",
            "",
            f"{view.page.title} · {self._site.organisation.name}",
            view.page.about or str(view.state.headline.striptags()),
            skip=(view.races[0].anchor, "skip-list") if view.standing else ("main", "skip-main"),
            json_ld=data.election_ld(view, f"{self._base}{self._folder}"),
        )
        return f"{self._folder}index.html", self._render("election.html.j2", page, view)

    def _compare(self) -> Iterator[tuple[str, bytes]]:
        made = tables(self._view, self._questions)
        sheet, css = style.choice_sheet(sum(len(table.people) for table in made))
        yield sheet, css  # the same for every language
        page = self._titled("compare", "compare/", "compare-page-title", extra_css=sheet)
        yield f"{self._folder}compare/index.html", self._render("compare.html.j2", page, self._view, tables=made)

    def _asked(self) -> Iterator[tuple[str, bytes]]:
        """The questions, and a page for each with everybody's answer."""
        page, asked = self._titled("questions", "questions/", "questions-page-title"), self._questions
        yield (
            f"{self._folder}questions/index.html",
            self._render("questions.html.j2", page, self._view, questions=asked),
        )
        for item, before, after in zip(asked, (None, *asked), (*asked[1:], None), strict=False):
            path = f"questions/{item.question.id}/"
            number = self._text("question-number", n=str(item.question.number))
            words = {"number": number, "question": item.question.title, "election": self._view.page.title}
            page = self._page(
                "question",
                path,
                self._text("question-page-title", **words),
                self._text("question-description", **words),
                skip=(item.groups[0].anchor, "skip-answers") if item.answered else ("main", "skip-main"),
            )
            counts = [self._count(group) for group in item.groups]
            more = {"item": item, "number": number, "counts": counts, "before": before, "after": after}
            yield f"{self._folder}{path}index.html", self._render("question.html.j2", page, self._view, **more)

    def _count(self, group: AnswerGroup) -> Markup:
        return self._words.text("answers-of", n=len(group.answers) + len(group.silent), done=len(group.answers))

    def _booklet(self) -> Iterator[tuple[str, bytes]]:
        chapters = [
            Chapter(
                person,
                race.race.title if person is race.standing[0] and len(self._view.races) > 1 else "",
            )
            for race in self._view.races
            for person in race.standing
        ]
        parts = self._view.parts
        for part in range(1, parts + 1):
            path = "all/" if part == 1 else f"all/{part}/"
            title = "all-title" if parts == 1 else "all-part-title"
            page = self._titled("all", path, title, number=part)
            links = [f"{page.up}all/" if each == 1 else f"{page.up}all/{each}/" for each in range(1, parts + 1)]
            booklet = chapters[(part - 1) * MOST_ON_A_PAGE : part * MOST_ON_A_PAGE]
            more = {"booklet": booklet, "part": part, "links": links}
            yield f"{self._folder}{path}index.html", self._render("all.html.j2", page, self._around, **more)

    def _balanced(self, race: RaceView) -> Iterator[tuple[str, bytes]]:
        if not race.orders:
            return
        for path, (number, order) in zip(
            race.order_links, enumerate(balanced_orders(len(race.standing)), 1), strict=True
        ):
            people = tuple(race.standing[place] for place in order)
            page = self._titled("order", path, "balanced-title", of=race.race.title, number=number)
            more = {"race": race, "people": people, "number": number, "of": race.orders}
            yield f"{self._folder}{path}index.html", self._render("order.html.j2", page, self._view, **more)

    def _about(self) -> tuple[str, bytes]:
        page = self._titled("about", "about/", "about-page-title")
        return f"{self._folder}about/index.html", self._render("about.html.j2", page, self._view)

    def _titled(
        self, kind: str, path: str, title: str, *, of: str = "", number: int = 0, extra_css: str = ""
    ) -> SitePage:
        """A page titled after the election, or after ``of`` in it; ``number`` is its own in a row of several."""
        election = self._view.page.title
        return self._page(
            kind,
            path,
            self._text(title, election=f"{of} · {election}" if of else election, number=number),
            self._text(f"{kind}-description", election=election),
            noindex=kind == "order",
            extra_css=extra_css,
        )

    def _page(  # noqa: PLR0913 - the frame of a page has that many parts
        self,
        kind: str,
        path: str,
        title: str,
        description: str,
        *,
        skip: tuple[str, str] = ("main", "skip-main"),
        noindex: bool = False,
        extra_css: str = "",
        data: str = "election.json",
        json_ld: Markup | None = None,
        elsewhere: str = "",
    ) -> SitePage:
        """``elsewhere`` is the path of the page in other languages, where that is another one."""
        up = "../" * path.count("/")
        home = "../" * (self._folder.count("/") - self._view.page.id.count("/") - 1) + up
        canonical = self._folder if kind in _ANOTHER_VIEW else f"{self._folder}{path}"
        return SitePage(
            kind=kind,
            title=title,
            description=description,
            language=self._words.tag,
            skip_text=self._text(skip[1]),
            canonical=f"{self._base}{canonical}" if self._base else "",
            root=up + "../" * self._folder.count("/"),
            up=up or "./",
            home=home or "./",
            skip_to=skip[0],
            noindex=noindex,
            extra_css=extra_css,
            data=data,
            json_ld=json_ld,
            tongues=tuple(
                self._tongues(path, elsewhere or path, home, indexed=not noindex and kind not in _ANOTHER_VIEW)
            ),
        )

    def _tongues(self, path: str, elsewhere: str, home: str, *, indexed: bool) -> Iterator[Tongue]:
        if len(self._view.languages) == 1:
            return
        for language in self._view.languages:
            folder, here = self._view.folder_in(language), language == self._view.language
            url = f"{self._base}{folder}{path}" if self._base and indexed and path == elsewhere else ""
            href = f"{home}{folder[len(self._view.page.id) + 1 :]}{path if here else elsewhere}" or "./"
            yield Tongue(tag=language, name=language_name(language), href=href, url=url, here=here)

    def _chip(self, race: RaceView, candidate: CandidatePage) -> Markup:
        if candidate.gone:
            return self._words.text(f"chip-{candidate.gone.why}")
        if candidate.elected:
            return self._words.text("chip-elected")
        if not self._settled(race):
            return self._words.text("chip-accepted")
        return self._words.text("chip-ballot" if race.race.voted else "chip-standing")

    def _settled(self, race: RaceView) -> bool:
        """Whether nobody can join those who stand any more."""
        return self._view.page.phase.final and race.race.then is not ContestOutcome.EXTEND

    def _missing(self, candidate: CandidatePage, *, removed: bool) -> Markup:
        return self._words.text("statement-removed") if removed else escape(self._view.not_shown(candidate))
