"""What the repository's checkout gives a site besides the statements: photos, the logo, words, templates."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from msgspec.structs import replace

from nomflow.cli.reading import portrait_safely
from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import MAX_BYTES
from nomflow.core.markdown.html import to_html
from nomflow.core.markdown.parse import parse
from nomflow.core.site.site import Asset, CandidatePage, ElectionPage, Photo, Race, Site, Slots
from nomflow.core.site.svg import svg_fault
from nomflow.disk import Folder, file_of, place_of

_OURS = ".github/nomflow"
_LOGO_BYTES = 1_000_000
_MOST = 100_000_000
"""Bytes of a photo, whatever the configuration allows."""


def dressed(site: Site, folder: Folder) -> Site:
    """The site with every photo that can be shown, each told of that cannot, the logo and the organisation's words.

    Raises ``ConfigError`` for a logo or words that cannot be used.
    """
    photos = _Photos(folder)
    elections = (
        replace(
            photos.of(each),
            slots=_slots(folder, each.id),
            slots_in={language: _slots(folder, each.id, language) for language in site.languages},
        )
        for each in site.elections
    )
    shown = replace(site, elections=tuple(elections), footer=_slots(folder, "").footer)
    logo = tuple(_logo(folder))
    assets = (*site.assets, *photos.assets.values(), *logo)
    return replace(shown, assets=assets, logo=logo[0].path if logo else site.logo)


def templates(folder: Folder) -> Mapping[str, str]:
    """The organisation's own templates by their names. Raises ``ConfigError`` for one that cannot be read."""
    from nomflow.render.site.overrides import FOLDER

    names = sorted(path.name for path in (folder.root / FOLDER).glob("*.j2"))
    return {name: _text(folder, f"{FOLDER}/{name}") for name in names}


def _slots(folder: Folder, election: str, language: str = "") -> Slots:
    """The organisation's words, where an election has none of its own: those that name no language, or one language."""
    made = {
        name: _slot(folder, f"{name}.{language}" if language else name, election)
        for name in ("before_list", "after_list", "footer")
    }
    return Slots(**made)


def _slot(folder: Folder, name: str, election: str) -> str:
    for path in (f"{_OURS}/{election}/{name}.md", f"{_OURS}/{name}.md"):
        if (election or path.count("/") == 2) and (folder.root / path).is_file():
            document = parse(_text(folder, path), path)
            if document.refused:
                raise ConfigError([Fault("This contains something that nomflow does not read.", Place(path=path))])
            repository = f"{folder.config.server}/{folder.config.repository}" if folder.config.repository else ""
            root = f"{repository}/blob/HEAD/" if repository else ""
            base = f"{root}{path.rpartition('/')[0]}/" if root else ""
            return to_html(document, base=base, root=root, first_level=2, id_prefix=f"{name.partition('_')[0]}-").html
    return ""


def _text(folder: Folder, path: str) -> str:
    """A text of the organisation's. Raises ``ConfigError``."""
    mode, raw = file_of(folder, path, MAX_BYTES)
    if mode != "100644" or len(raw) > MAX_BYTES:
        told = f"has more than {MAX_BYTES // 1000} kB" if raw else "is not a plain file"
        raise ConfigError([Fault(f"This {told}, so it cannot be used.", Place(path=path))])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise ConfigError(
            [Fault("This is not UTF-8. Please save it as UTF-8.", Place(path=path, line=line))]
        ) from error


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
        if person.gone or person.photo_file is None:
            return person
        try:
            return replace(person, photo=self._made(person.photo_file.path, person.photo_file.sha256))
        except ValueError as error:
            told = f"the photo of {person.id} in {election.id} is not shown: {error}"
            print(f"nomflow: {told}", file=sys.stderr)
            return person

    def _made(self, path: str, wanted: str) -> Photo:
        try:
            mode, raw = file_of(self.folder, path, _MOST)
        except OSError as error:
            raise ValueError(f"{path} could not be read ({error.strerror})") from error
        if not raw:
            raise ValueError(f"{path} is {'no plain file' if mode else 'not'} in the repository's folder")
        if sha256(raw).hexdigest() != wanted:
            raise ValueError(f"{path} is not the file that was there with the statement")
        small, large = (self._kept(data) for data in portrait_safely(raw))
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
            raise ConfigError([Fault(told, place_of(folder, "logo"))]) from error
        yield Asset(f"assets/logo.{sha256(data).hexdigest()[:12]}.{kind}", data)


def _mark(folder: Folder, path: str) -> tuple[bytes, str]:
    """Its bytes on the site, and the ending of its name. Raises ``ValueError``."""
    from nomflow.render.site.pictures import logo

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
