"""What a site is dressed in: the candidates' photos and the organisation's logo, from the repository's checkout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from nomflow.core.errors import ConfigError, Fault
from nomflow.core.place import Place
from nomflow.core.record import replace
from nomflow.core.site import Asset, CandidatePage, ElectionPage, Photo, Race, Site
from nomflow.disk import Folder, config_name, file_of

_LOGO_BYTES = 1_000_000
_MOST = 100_000_000
"""Bytes of a photo, whatever the configuration allows."""


def dressed(site: Site, folder: Folder) -> Site:
    """The site with every photo that can be shown, each told of that cannot, and with the logo.

    Raises ``ConfigError`` for a logo that cannot be used.
    """
    photos = _Photos(folder)
    elections = tuple(photos.of(election) for election in site.elections)
    logo = tuple(_logo(folder))
    assets = (*site.assets, *photos.assets.values(), *logo)
    return replace(site, elections=elections, assets=assets, logo=logo[0].path if logo else site.logo)


@dataclass(slots=True)
class _Photos:
    """Photos for those whose page is written, and for nobody else: nothing leaks before it is published."""

    folder: Folder
    assets: dict[str, Asset] = field(default_factory=dict)

    def of(self, election: ElectionPage) -> ElectionPage:
        return replace(election, races=tuple(self._of_race(election, race) for race in election.races))

    def _of_race(self, election: ElectionPage, race: Race) -> Race:
        if race.hidden:
            return race
        return replace(race, candidates=tuple(self._of_person(election, person) for person in race.candidates))

    def _of_person(self, election: ElectionPage, person: CandidatePage) -> CandidatePage:
        if person.gone or person.trouble or person.photo_file is None:
            return person
        try:
            return replace(person, photo=self._made(person.photo_file.path, person.photo_file.sha256))
        except ValueError as error:
            told = f"the photo of {person.id} in {election.id} is not shown: {error}"
            print(f"nomflow: {told}", file=sys.stderr)
            return person

    def _made(self, path: str, wanted: str) -> Photo:
        from nomflow.render.pictures import portrait

        try:
            mode, raw = file_of(self.folder, path, _MOST)
        except OSError as error:
            raise ValueError(f"{path} could not be read ({error.strerror})") from error
        if not raw:
            raise ValueError(f"{path} is {'no plain file' if mode else 'not'} in the repository's folder")
        if sha256(raw).hexdigest() != wanted:
            raise ValueError(f"{path} is not the file that was there with the statement")
        small, large = (self._kept(data) for data in portrait(raw))
        return Photo(small, large)

    def _kept(self, data: bytes) -> str:
        path = f"assets/photos/{sha256(data).hexdigest()[:32]}.webp"
        self.assets[path] = Asset(path, data)
        return path


def _logo(folder: Folder) -> Iterator[Asset]:
    """The organisation's mark, if it has one: once, or not at all."""
    path = folder.config.organisation.logo
    if path:
        try:
            data, kind = _mark(folder, path)
        except (ValueError, OSError) as error:
            told = f"organisation.logo: {path} {error if isinstance(error, ValueError) else 'cannot be read.'}"
            raise ConfigError([Fault(told, _place_of_logo(folder))]) from error
        yield Asset(f"assets/logo.{sha256(data).hexdigest()[:12]}.{kind}", data)


def _mark(folder: Folder, path: str) -> tuple[bytes, str]:
    """Its bytes on the site, and the ending of its name. Raises ``ValueError``."""
    from nomflow.core.svg import svg_fault
    from nomflow.render.pictures import logo

    mode, raw = file_of(folder, path, _LOGO_BYTES)
    if not raw:
        raise ValueError("is no plain file." if mode else "is not there.")
    if len(raw) > _LOGO_BYTES:
        raise ValueError(f"has more than {_LOGO_BYTES // 1000} kB. Please make it smaller.")
    if not path.lower().endswith(".svg"):
        try:
            return logo(raw), "png"
        except ValueError as error:
            raise ValueError(f"cannot be shown: {error}.") from error
    if fault := svg_fault(raw):
        raise ValueError(f"{fault} A PNG of it works as well.")
    return raw, "svg"


def _place_of_logo(folder: Folder) -> Place:
    """Where the configuration names the logo."""
    text = folder.config_path.read_text(encoding="utf-8-sig") if folder.config_path else ""
    for number, line in enumerate(text.splitlines(), 1):
        at = line.partition("#")[0].find("logo")
        if at >= 0:
            return Place(config_name(folder), number, at + 1)
    return Place(config_name(folder))
