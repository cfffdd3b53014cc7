"""What the templates are given: the site model, with everything worked out that would be a decision in a template."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup
from msgspec import Struct

from nomflow.core.election.contest import Contest, contest
from nomflow.core.freeze import draw
from nomflow.core.site.site import (
    LEAST_TO_COMPARE,
    CandidatePage,
    ElectionPage,
    MilestoneKind,
    OrderRule,
    Phase,
    Race,
    Site,
    Slots,
)
from nomflow.render.site import dates
from nomflow.render.site.links import sanitised
from nomflow.render.site.outcomes import what_follows
from nomflow.render.site.state import Fact, PageAction, PageState, actions, eyebrow, facts, state, vote_window
from nomflow.render.site.words import Catalogue, words_in

MOST_ON_A_PAGE = 60
"""Statements on one page of the booklet, and people in one comparison; more would not load on a phone."""

LEAST_TO_FIND = 6
"""From here on a list in drawn order needs one by name beside it."""


class DrawKey(Struct, frozen=True):
    """A line of the draw."""

    id: str
    key: str


class RaceView(Struct, frozen=True, kw_only=True):
    """A race as the pages show it. ``photos`` and ``summaries`` are for all or for none."""

    race: Race
    anchor: str
    standing: tuple[CandidatePage, ...]
    by_name: tuple[CandidatePage, ...]
    gone: tuple[CandidatePage, ...]
    contest: Contest | None
    photos: bool
    summaries: bool
    compare: bool
    orders: int
    count: Markup
    lines: tuple[Markup, ...]
    neighbours: Mapping[str, tuple[CandidatePage, CandidatePage]]
    """Who stands before and after whom, in a circle, so that nobody is the last."""

    @property
    def order_links(self) -> tuple[str, ...]:
        folder = f"r/{self.race.id}/" if self.race.id else "r/"
        return tuple(f"{folder}{number}/" for number in range(1, self.orders + 1))

    @property
    def keys(self) -> tuple[DrawKey, ...]:
        return tuple(DrawKey(person.id, draw.key(self.race.order.seed, person.id)) for person in self.standing)

    @property
    def drawn_at(self) -> object:
        return draw.round_at(self.race.order.round)

    @property
    def value_url(self) -> str:
        order = self.race.order
        if order.value_url or not order.round:
            return order.value_url
        return f"https://api.drand.sh/{draw.QUICKNET}/public/{order.round}"

    @property
    def check(self) -> str:
        """A shell line that makes the keys again."""
        ids = " ".join(sorted(person.id for person in self.standing))
        hashed = f"printf '%s' {shlex.quote(f'{self.race.order.seed}:')}\"$id\" | sha256sum | cut -c1-64"
        return f'for id in {ids}; do echo "$({hashed})  $id"; done | sort'

    @property
    def turn(self) -> str:
        """Which order the links to the neighbours follow."""
        return "drawn" if self.race.order.drawn else str(self.race.order.rule)


class ElectionView(Struct, frozen=True, kw_only=True):
    """An election as the pages show it."""

    site: Site
    page: ElectionPage
    language: str
    words: Catalogue
    races: tuple[RaceView, ...]
    state: PageState
    actions: tuple[PageAction, ...]
    stand_until: Markup | None
    """The close of nominations, while somebody can still stand."""
    eyebrow: Markup
    facts: tuple[Fact, ...]
    steps: tuple[dates.DatedStep, ...]
    deadline: dates.Deadline | None
    window: Markup | None
    namesakes: tuple[str, ...]
    """Names that more than one person here has."""
    standing: tuple[CandidatePage, ...]
    gone: tuple[CandidatePage, ...]

    @property
    def compare(self) -> bool:
        return any(race.compare for race in self.races)

    @property
    def parts(self) -> int:
        """How many pages the booklet has."""
        return -(-sum(len(race.standing) for race in self.races) // MOST_ON_A_PAGE)

    def told_apart(self, person: CandidatePage) -> str:
        """A name that no other page here is titled with."""
        return f"{person.name} ({person.id})" if person.name in self.namesakes else person.name

    def trouble(self, person: CandidatePage) -> str:
        """Why a statement cannot be shown, or nothing."""
        return str(self.words.text(f"trouble-{person.trouble}").unescape()) if person.trouble else ""

    def not_shown(self, person: CandidatePage) -> str:
        """The same as a sentence, or that there is no statement."""
        why = self.trouble(person)
        return str(
            (self.words.text("statement-trouble", why=why) if why else self.words.text("statement-none")).unescape()
        )

    def slot(self, name: str) -> Markup:
        """The organisation's own words in one place: in the language of the pages, if it wrote them in that, too."""
        own = getattr(self.page.slots_in.get(self.language, Slots()), name)
        html, language = (own, self.language) if own else (getattr(self.page.slots, name), self.page.language)
        marked = Markup('<div class="slot" dir="auto"{}>{}</div>\n')
        return marked.format(self.words.marked(language), sanitised(html)) if html else Markup()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the election has pages in, first the one whose addresses name none."""
        return tuple(dict.fromkeys((self.page.language, *self.site.languages)))

    @property
    def folder(self) -> str:
        """Where the pages in this language are, below the site's root."""
        return self.folder_in(self.language)

    def folder_in(self, language: str) -> str:
        """The same for another language."""
        return f"{self.page.id}/" if language == self.page.language else f"{self.page.id}/{language}/"

    @property
    def broken(self) -> tuple[str, ...]:
        """The ids of those whose statement cannot be shown."""
        return tuple(person.id for person in (*self.standing, *self.gone) if person.trouble)

    @property
    def counts(self) -> Markup | None:
        total = sum(len(race.standing) for race in self.races)
        return self.words.text("candidates", n=total) if total else None


def election_view(site: Site, page: ElectionPage, language: str = "") -> ElectionView:
    """The election as its pages in one language show it: its own, where no other is given."""
    language = language or page.language
    words = words_in(language)
    races = tuple(_race_view(page, race, words) for race in page.races)
    closes = page.milestone(MilestoneKind.NOMINATIONS_CLOSE)
    names = Counter(person.name for race in page.races for person in race.candidates)
    return ElectionView(
        site=site,
        page=page,
        language=language,
        words=words,
        races=races,
        state=state(site, page, words),
        actions=actions(
            page,
            words,
            standing=sum(len(race.standing) for race in races),
            compare=len(races) == 1 and races[0].compare,
        ),
        stand_until=dates.full(words, closes) if closes else None,
        eyebrow=eyebrow(site, page, words),
        facts=tuple(facts(page, words)),
        steps=dates.steps(words, page.milestones, site.built, over=page.phase.over),
        deadline=dates.deadline(words, page.milestones, site.built),
        window=vote_window(page, words),
        namesakes=tuple(sorted(name for name, people in names.items() if people > 1)),
        standing=tuple(person for race in races for person in race.standing),
        gone=tuple(person for race in races for person in race.gone),
    )


def _race_view(page: ElectionPage, race: Race, words: Catalogue) -> RaceView:
    standing = () if race.hidden else race.standing
    known = page.phase.final or race.then is not None
    nobody = "candidates-none" if known and not race.hidden else "nav-candidates"
    drawn = race.order.drawn and len(standing) > 1
    return RaceView(
        race=race,
        anchor=f"race-{race.id}" if race.id else "candidates",
        standing=standing,
        by_name=_by_name(race, standing),
        gone=race.gone,
        contest=None if race.hidden else contest(race.seats, len(standing)),
        photos=bool(standing) and all(person.photo for person in standing),
        summaries=bool(standing) and all(person.summary for person in standing if not person.trouble),
        compare=LEAST_TO_COMPARE <= len(standing) <= MOST_ON_A_PAGE,
        orders=len(draw.balanced_orders(len(standing))) if drawn and len(standing) <= draw.MOST_BALANCED else 0,
        count=words.text("candidates", n=len(standing)) if standing else words.text(nobody),
        lines=tuple(_lines(race, len(standing), words) if known else _why_empty(page, race, words)),
        neighbours=_circle(standing),
    )


def _circle(people: tuple[CandidatePage, ...]) -> Mapping[str, tuple[CandidatePage, CandidatePage]]:
    if len(people) < LEAST_TO_COMPARE:
        return {}
    return {person.id: (people[place - 1], people[(place + 1) % len(people)]) for place, person in enumerate(people)}


def _by_name(race: Race, standing: tuple[CandidatePage, ...]) -> tuple[CandidatePage, ...]:
    if len(standing) < LEAST_TO_FIND or race.order.rule is OrderRule.ALPHABETICAL:
        return ()
    return tuple(sorted(standing, key=lambda person: person.sort_key))


def _why_empty(page: ElectionPage, race: Race, words: Catalogue) -> Iterator[Markup]:
    """What stands in place of a list that has nobody on it yet."""
    if race.hidden and page.phase is not Phase.SCHEDULED:
        yield words.text("list-hidden")
    elif not race.standing and not page.phase.over:
        yield words.text("list-scheduled" if page.phase is Phase.SCHEDULED else "list-open")


def _lines(race: Race, standing: int, words: Catalogue) -> Iterator[Markup]:
    """What must be said when there are not more candidates than seats."""
    if standing and contest(race.seats, standing) is not Contest.CONTESTED:
        yield words.text(
            "contest-few", people=words.text("candidates", n=standing), seats=words.text("seats", n=race.seats)
        )
    if told := what_follows(race, words):
        yield told
