"""From the site model to the files of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.errors import ConfigError, NomflowError, kind_of
from nomflow.core.site.site import CandidatePage, ElectionPage, NotShown, Race, Site
from nomflow.render.site import data, feed, style
from nomflow.render.site.overrides import check_overrides, fault_of
from nomflow.render.site.page_keys import Remember
from nomflow.render.site.pages import MARK, ElectionPages, SitePages
from nomflow.render.site.templates import source
from nomflow.render.site.versions import folder_of, in_language
from nomflow.render.site.views import ElectionView, RaceView, election_view
from nomflow.render.site.words import languages, words_in

_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_ELECTION_ID = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")

FOLDERS = frozenset({"about", "all", "candidates", "compare", "export", "questions", "r"})
"""What may stand below an election's folder besides its pages in other languages. None is the tag of a language that we
have words in; a test holds that."""

NO_OVERRIDES: Mapping[str, str] = {}


Files = tuple[tuple[str, bytes], ...]
Each = Callable[[Callable[[int], Files], Sequence[int]], Iterable[Files]]
"""How files are made of many numbers, in their order: ``map``, or by several processes at once."""


class UnshownNomination(Struct, frozen=True):
    """A candidate's page that could not be built, and why. The site shows a notice in its place."""

    election: str
    candidate: str
    why: str


def _ignore(_: UnshownNomination) -> None: ...


def render_site(
    site: Site,
    *,
    overrides: Mapping[str, str] = NO_OVERRIDES,
    on_trouble: Callable[[UnshownNomination], None] = _ignore,
    remember: Remember | None = None,
    each: Each = map,
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site: its path below the site's root, with ``/``, and its bytes.

    The same model gives the same bytes, on any machine, in whatever order its parts were put together. A candidate
    whose page cannot be built is told to ``on_trouble`` and replaced by a notice; nobody else's page changes.
    ``overrides`` are an organisation's own templates by name. With ``remember``, a page is made only when what goes
    into it has changed. ``each`` makes the pages of many candidates; what it answers without files is made again.

    Raises ``ValueError`` for an election id that is not fit for an address, that stands there twice, or that lies where
    pages of another election are; and for a language that there is no catalogue for; ``ConfigError`` for a fault in an
    override.
    """
    _check(site)
    if not overrides:
        yield from _rendered(site, overrides, on_trouble, remember, each)
        return
    check_overrides(overrides)
    try:
        yield from _rendered(site, overrides, on_trouble, remember, each)
    except NomflowError:
        raise
    except Exception as error:  # through a template of theirs it is their mistake, else ours
        raise fault_of(error, overrides) or error from error


def _rendered(
    site: Site,
    overrides: Mapping[str, str],
    on_trouble: Callable[[UnshownNomination], None],
    remember: Remember | None,
    each: Each,
) -> Iterator[tuple[str, bytes]]:
    shared = _shared(site)
    yield from sorted(shared.items())
    views = []
    for election in site.elections:
        files = {path: _hash(content) for path, content in shared.items()}
        building = _Election(site, election, overrides, on_trouble, remember, each)
        for path, content in building.files():
            if path not in files:
                files[path] = _hash(content)
                yield path, content
        yield f"{election.id}/manifest.json", data.manifest(files)
        views.append(building.view)
    pages = SitePages(site, words_in(site.language), overrides)
    views.sort(key=_latest, reverse=True)
    yield "index.html", pages.organisation(views)
    yield "404.html", pages.not_found(views)
    yield "robots.txt", b"User-agent: *\nAllow: /\n"


def _latest(view: ElectionView) -> datetime:
    """The last date of an election; one without dates is not over, so it comes before all that have some."""
    return max((each.at for each in view.page.milestones), default=datetime.max.replace(tzinfo=UTC))


def _check(site: Site) -> None:
    ids = [election.id for election in site.elections]
    if len(set(ids)) != len(ids) or not all(_ELECTION_ID.fullmatch(id) for id in ids):
        raise ValueError("election ids must be different, lower-case and fit for an address")
    if not {*site.languages} <= {*languages()} - FOLDERS:
        raise ValueError(f"the languages must be among {', '.join(languages())}")
    for id in ids:
        parts = id.split("/")
        above = {"/".join(parts[:place]): parts[place] for place in range(1, len(parts))}
        if any(other in ids and folder in FOLDERS | {*languages()} for other, folder in above.items()):
            raise ValueError(f"the pages of the election {id} would lie among those of another")


def _shared(site: Site) -> dict[str, bytes]:
    path, css = style.style_sheet(site.theme)
    return {
        path: css,
        MARK: source("mark.svg").encode(),
        data.SCHEMA: data.schema(),
        **{asset.path: asset.data for asset in site.assets},
    }


class _Everybody:
    """The candidates of an election, one after the other: their data, and their pages in every language."""

    def __init__(self, view: ElectionView, languages: tuple[ElectionPages, ...]) -> None:
        self._view = view
        self.languages = languages
        self.here = _everybody(view)
        self._in_languages = [_everybody(pages.view) for pages in languages]

    def __len__(self) -> int:
        return len(self.here)

    def made(self, place: int) -> Files:
        """The files of one of them; none where they cannot be made."""
        try:
            return self.files(place)
        except Exception:
            return ()

    def files(self, place: int, instead: CandidatePage | None = None) -> Files:
        race, candidate = self.here[place]
        shown = instead or candidate
        record = data.candidate(self._view, race, shown)
        made = [(f"{self._view.page.id}/candidates/{shown.id}.json", record)]
        for pages, people in zip(self.languages, self._in_languages, strict=True):
            race, candidate = people[place]
            made.extend(pages.candidate(race, instead or candidate))
        return tuple(made)


def _everybody(view: ElectionView) -> list[tuple[RaceView, CandidatePage]]:
    return [(race, candidate) for race in view.races for candidate in (*race.standing, *race.gone)]


class _Election:
    """One election on its way to files. A nomination that fails is replaced by a notice in ``view``."""

    def __init__(
        self,
        site: Site,
        election: ElectionPage,
        overrides: Mapping[str, str],
        on_trouble: Callable[[UnshownNomination], None],
        remember: Remember | None,
        each: Each,
    ) -> None:
        self._site = site
        self._id = election.id
        self._overrides = overrides
        self._on_trouble = on_trouble
        self._remember = remember
        self._each = each
        self._stand_ins: dict[str, CandidatePage] = {}
        self.view = election_view(site, self._fit(election))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The pages and the data of everybody, then the pages in every language that show several, and their data."""
        from nomflow.render.exports import exports  # they read views of this site, so they cannot come first

        people = _Everybody(self.view, self._languages())
        for place, made in enumerate(self._each(people.made, range(len(people)))):
            yield from made or self._made_again(people, place)
        languages = self._languages() if self._stand_ins else people.languages
        self.view = election_view(self._site, self._fitted())
        for pages in languages:
            yield from pages.lists()
        folder = self.view.page.id
        yield f"{folder}/election.json", data.election(self.view)
        yield f"{folder}/feed.xml", feed.atom(self.view)
        if self.view.page.milestones:
            yield f"{folder}/dates.ics", feed.calendar(self.view)
        yield from exports(self.view)

    def _made_again(self, people: _Everybody, place: int) -> Files:
        """The files of somebody for whom that failed: whatever one nomination does, the others are published."""
        try:
            return people.files(place)
        except ConfigError:
            raise
        except Exception as error:
            candidate = people.here[place][1]
            stand_in = self._stand_in(candidate, candidate.id, kind_of(error))
            self._stand_ins[candidate.id] = stand_in
            return people.files(place, stand_in)

    def _languages(self) -> tuple[ElectionPages, ...]:
        fitted = self._fitted()
        return tuple(
            ElectionPages(
                election_view(self._site, in_language(fitted, language), language), self._overrides, self._remember
            )
            for language in self.view.languages
        )

    def _fitted(self) -> ElectionPage:
        return _with(self.view.page, self._stand_ins) if self._stand_ins else self.view.page

    def _fit(self, election: ElectionPage) -> ElectionPage:
        """The election without anybody of a race that is hidden, so that nothing of them can reach a page, and with a
        stand-in for everybody whose id or name would break the pages of others."""
        seen: set[str] = set()
        races = []
        for race in election.races:
            people: list[CandidatePage] = []
            if race.hidden:
                races.append(replace(race, candidates=()))
                continue
            for number, candidate in enumerate(race.candidates, 1):
                why = _unfit(candidate, seen)
                fit = self._stand_in(candidate, f"nomination-{race.id}{number}", why) if why else candidate
                seen.add(fit.id)
                people.append(fit)
            races.append(replace(race, candidates=tuple(people)))
        return replace(election, races=tuple(races))

    def _stand_in(self, candidate: CandidatePage, id: str, why: str) -> CandidatePage:
        self._on_trouble(UnshownNomination(self._id, candidate.id, why))
        name = str(candidate.name).encode("utf-8", "replace").decode()
        return CandidatePage(id=id, name=name or id, trouble=NotShown.OURS, gone=candidate.gone)


def _unfit(candidate: CandidatePage, seen: set[str]) -> str:
    if not _ID.fullmatch(candidate.id):
        return "the id is not fit for an address"
    if candidate.id in seen:
        return "the id is taken"
    folders = [folder_of(each) for each in candidate.translations]
    if len(set(folders)) < len(folders) or not all(_LANGUAGE.fullmatch(each) for each in folders):
        return "the language of a translation is not fit for an address"
    try:
        candidate.name.encode()
    except UnicodeEncodeError as error:
        return f"the name is not Unicode: {error.reason}"
    return ""


def _with(election: ElectionPage, stand_ins: Mapping[str, CandidatePage]) -> ElectionPage:
    def swapped(race: Race) -> Race:
        return replace(race, candidates=tuple(stand_ins.get(each.id, each) for each in race.candidates))

    return replace(election, races=tuple(swapped(race) for race in election.races))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()
