"""Texts that tell people of an election: as Markdown, as a plain e-mail, and for chats.

They say dates, never "in three days": a text is read later than it was written.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from nomflow.core.basics.errors import UsageError
from nomflow.core.site.site import CandidatePage, ElectionPage, Milestone, MilestoneKind, Phase, Race, Site
from nomflow.render.announce.media import MEDIA, Form, Medium, QuotedText
from nomflow.render.packaged import packaged
from nomflow.render.site.dates import told
from nomflow.render.site.outcomes import for_the_election, what_follows
from nomflow.render.site.words import Catalogue, words_in

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["Announcement", "AnnouncementKind", "Form", "announce"]


class AnnouncementKind(StrEnum):
    """What there is to tell."""

    NOMINATIONS_OPEN = "nominations-open"
    LAST_DAYS = "last-days"
    NO_CANDIDATES = "no-candidates"
    LIST_PUBLISHED = "list-published"
    VOTING_OPEN = "voting-open"
    VOTING_LAST_DAYS = "voting-last-days"


_FINAL = frozenset(phase for phase in Phase if phase.final)
_TRUE_IN = {
    AnnouncementKind.NOMINATIONS_OPEN: (frozenset({Phase.OPEN}), "Nominations of {election} are not open."),
    AnnouncementKind.LAST_DAYS: (frozenset({Phase.OPEN}), "Nominations of {election} are not open."),
    AnnouncementKind.NO_CANDIDATES: (_FINAL | {Phase.CHECKING}, "Nominations of {election} have not closed."),
    AnnouncementKind.LIST_PUBLISHED: (
        _FINAL,
        "The list of candidates of {election} is not final before its record is taken (nomflow close).",
    ),
    AnnouncementKind.VOTING_OPEN: (frozenset({Phase.VOTING}), "Nobody can vote in {election} at this time."),
    AnnouncementKind.VOTING_LAST_DAYS: (frozenset({Phase.VOTING}), "Nobody can vote in {election} at this time."),
}


class Announcement(Struct, frozen=True):
    """A text with its subject; ``text`` alone is complete, too."""

    subject: str
    text: str


_LINKS = {
    AnnouncementKind.NOMINATIONS_OPEN: ("stand", "page", "rules", "calendar"),
    AnnouncementKind.LAST_DAYS: ("stand", "page", "rules"),
    AnnouncementKind.NO_CANDIDATES: ("page", "rules"),
    AnnouncementKind.LIST_PUBLISHED: ("page", "calendar"),
    AnnouncementKind.VOTING_OPEN: ("where", "page", "calendar"),
    AnnouncementKind.VOTING_LAST_DAYS: ("where", "page"),
}


class _Race(Struct, frozen=True):
    """A race as the layout sees it: who stands in it, and what is to be said about their number and order."""

    title: QuotedText
    wanted: QuotedText
    people: tuple[QuotedText, ...]
    sums: QuotedText
    then: QuotedText
    order: QuotedText


def announce(kind: AnnouncementKind, site: Site, page: ElectionPage, form: Form, language: str = "") -> Announcement:
    """The text, in one of the languages of the pages: the election's own where none is given.

    Raises ``UsageError`` where it would not be true, such as a list before it is final.
    """
    phases, otherwise = _TRUE_IN[kind]
    remedy = " To write the text ahead of time, say for when with --as-of."
    if page.phase not in phases and not page.voted:
        why = " ".join(line.striptags() for line in for_the_election(page, words_in("en")))
        raise UsageError(f"That would not be true of {page.id}. {why}")
    if page.phase not in phases:
        raise UsageError(otherwise.format(election=page.id) + remedy)
    standing = any(race.standing and not race.hidden for race in page.races)
    if kind is AnnouncementKind.LIST_PUBLISHED and not standing:
        raise UsageError(f"Nobody stands in {page.id}. There is a text for that: no-candidates.")
    if kind is AnnouncementKind.NO_CANDIDATES and any(race.standing for race in page.races):
        raise UsageError(f"Somebody stands in {page.id}. There is a text for that: list-published.")
    if kind is AnnouncementKind.NO_CANDIDATES and page.under_check:
        raise UsageError(f"Nominations of {page.id} are still being checked, so nobody can say yet that nobody stands.")
    medium = MEDIA[form]
    words = words_in(language or page.language)
    say = _Say(words)
    subject = say(f"tell-{kind}-subject", title=medium.quote(page.title))
    view = _view(kind, site, page, medium, say)
    text = _environment().get_template(f"{kind}.j2").render(view)
    return Announcement(subject, medium.finish(subject, QuotedText(text)))


class _Say:
    """Our words in one language, with what was quoted for the medium in them."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words

    def __call__(self, key: str, /, n: int | None = None, **quoted: QuotedText) -> QuotedText:
        return QuotedText(self.words.plain(key, n, **quoted))

    def at(self, milestone: Milestone | None) -> QuotedText:
        return QuotedText(told(self.words, milestone)) if milestone else QuotedText()


def _view(kind: AnnouncementKind, site: Site, page: ElectionPage, medium: Medium, say: _Say) -> dict[str, object]:
    base = site.base_url.rstrip("/")
    home = f"{base}/{page.id}/" if base else ""
    url = f"{home}{say.words.tag}/" if home and say.words.tag != page.language else home
    known = {
        "page": ("tell-page", url),
        "calendar": ("foot-calendar", f"{home}dates.ics" if home and page.milestones else ""),
        "stand": ("stand", (f"{url}#stand" if url else page.stand.forms[0].url) if page.stand else ""),
        "rules": ("foot-rules", page.rules_url),
        "where": ("fact-where", page.voting.where_url),
    }
    links = ((say(key), url) for key, url in map(known.__getitem__, _LINKS[kind]) if url)
    return {
        "say": say,
        "organisation": medium.quote(site.organisation.name),
        "about": medium.quote(page.about),
        "voters": medium.quote(page.voting.voters),
        "method": medium.quote(page.voting.method),
        "contact": _contact(page, medium, say),
        "date": {step.name.lower(): say.at(page.milestone(step)) for step in MilestoneKind},
        "races": tuple(_race(race, url, medium, say) for race in page.races),
        "no_vote": not page.voted,
        "links": tuple(medium.link(label, url) for label, url in links),
        "item": medium.item,
        "heading": medium.heading,
    }


def _contact(page: ElectionPage, medium: Medium, say: _Say) -> QuotedText:
    if page.help.email:
        return medium.mail(page.help.email, say("tell-write"))
    return medium.link(say("foot-officers"), page.help.url) if page.help.url else QuotedText()


def _race(race: Race, url: str, medium: Medium, say: _Say) -> _Race:
    standing = () if race.hidden else race.standing
    title, term = medium.quote(race.title), medium.quote(race.term)
    seats = say("seats", race.seats)
    sums = say("contest-few", people=say("candidates", len(standing)), seats=seats)
    then = what_follows(race, say.words)
    return _Race(
        title,
        QuotedText((f"{title}: {seats}" if title else seats) + (f" · {term}" if term else "")),
        tuple(_link(person, standing, url, medium) for person in standing),
        QuotedText() if race.hidden else sums if standing else say("candidates-none"),
        QuotedText(then.unescape()) if then else QuotedText(),
        say(f"order-{race.order.rule}"),
    )


def _link(person: CandidatePage, among: tuple[CandidatePage, ...], url: str, medium: Medium) -> QuotedText:
    """The name as the page shows it, with the id where two share it."""
    twins = sum(each.name == person.name for each in among) > 1
    name = f"{person.name} ({person.id})" if twins else person.name or person.id
    return medium.link(name, f"{url}candidates/{person.id}/" if url else "")


@lru_cache(maxsize=1)
def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """What is put together of quoted pieces is quoted."""

        concat = staticmethod(lambda pieces: QuotedText("".join(pieces)))

    return Environment(
        loader=FileSystemLoader(packaged("templates/announce")),
        autoescape=False,  # these are texts; ``finalize`` lets nothing pass that was not quoted for its medium
        finalize=_quoted,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _quoted(value: object) -> object:
    from jinja2 import Undefined

    if isinstance(value, QuotedText | Undefined):
        return str(value)
    raise TypeError("a value was not quoted for its medium, so it cannot stand in an announcement")
