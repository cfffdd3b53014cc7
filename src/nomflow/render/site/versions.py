"""A statement in several languages: which one readers see first. The words are always the candidate's own."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.site.site import CandidatePage, ElectionPage, Translation
from nomflow.render.site.words import language_name


class PageLanguage(Struct, frozen=True):
    """A link to the statement in another language. ``tag`` is the language, ``name`` what it calls itself."""

    tag: str
    name: str
    href: str
    original: bool


def in_language(page: ElectionPage, language: str) -> ElectionPage:
    """The election with every statement in the language of its readers, where the candidate wrote it in that, too.
    Where a statement is not shown, neither are its translations."""
    races = (
        replace(race, candidates=tuple(_first(person, language, page.language) for person in race.candidates))
        for race in page.races
    )
    return replace(page, races=tuple(races))


def put_first(person: CandidatePage, chosen: Translation, main: str) -> CandidatePage:
    """The candidate with one of the other versions in the place of the one that is shown. ``main`` is the language of a
    statement that names none."""
    if person.statement is None:
        return person
    before = Translation(person.statement, person.source, person.summary, original=original_shown(person))
    others = tuple(each for each in person.translations if each is not chosen)
    own = person.summary_language or person.statement.language or main
    return replace(
        person,
        statement=chosen.words,
        source=chosen.source,
        summary=chosen.summary or person.summary,
        summary_language="" if chosen.summary else own,
        translations=(before, *others) if before.original else (*others, before),
    )


def original_shown(person: CandidatePage) -> bool:
    """Whether the statement shown is the one that the others were translated from."""
    return not any(each.original for each in person.translations)


def header_language(person: CandidatePage, main: str) -> str:
    """The language of what only the original's front matter says, such as conflicts of interest."""
    words = next((each.words for each in person.translations if each.original), person.statement)
    return (words.language if words else "") or main


def folder_of(translation: Translation) -> str:
    """The name of the folder that a version has below the candidate's own. The language of an original may be anything
    that somebody wrote."""
    return "original" if translation.original else translation.words.language.lower()


def versions(person: CandidatePage, front: CandidatePage, main: str) -> tuple[PageLanguage, ...]:
    """Links to the versions that ``person`` does not show; ``front`` is who shows the one that has no folder."""
    home = "" if person is front else "../"
    return tuple(
        PageLanguage(
            tag,
            language_name(tag),
            home if each.words is front.statement else f"{home}{folder_of(each)}/",
            each.original,
        )
        for each in person.translations
        if (tag := each.words.language or main)
    )


def _first(person: CandidatePage, language: str, main: str) -> CandidatePage:
    if person.statement is None:
        return replace(person, translations=())
    if _alike(person.statement.language or main, language):
        return person
    fitting = [each for each in person.translations if _alike(each.words.language, language)]
    fitting.sort(key=lambda each: each.words.language.lower() != language.lower())
    return put_first(person, fitting[0], main) if fitting else person


def _alike(one: str, other: str) -> bool:
    return one.lower().split("-")[0] == other.lower().split("-")[0]
