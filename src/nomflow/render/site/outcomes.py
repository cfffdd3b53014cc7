"""The words for what follows from how many stand: for a race, and for the whole election."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.election.contest import Contest, contest
from nomflow.core.site.site import CandidatePage, ElectionPage, Race
from nomflow.render.site.bidi import runs
from nomflow.render.site.words import Catalogue


def what_follows(race: Race, words: Catalogue) -> Markup | None:
    """A sentence; nothing where it is not settled, or where there is a vote as everybody expects. A list that is hidden
    waits for more nominations, which gives away nothing of it."""
    standing = len(race.standing)
    match race.then:
        case None:
            return None
        case ContestOutcome.VOTE:
            return words.text("then-vote") if contest(race.seats, standing) is not Contest.CONTESTED else None
        case ContestOutcome.APPOINT if standing < race.seats:
            return words.text("then-appoint-empty")
    return words.text(f"then-{race.then}")


def for_the_election(page: ElectionPage, words: Catalogue) -> Iterator[Markup]:
    """What a voter must know of all races together: for which there is no vote, and which wait for nominations."""
    waiting = [race for race in page.races if race.then is ContestOutcome.EXTEND]
    unvoted = [race for race in page.races if not race.voted and race not in waiting]
    if len(page.races) == 1 and (told := what_follows(page.races[0], words)):
        yield told
        return
    for races, everywhere, here in (
        (unvoted, "then-no-vote", "state-no-vote-for"),
        (waiting, "then-extend", "state-extended-for"),
    ):
        if races and len(races) == len(page.races):
            yield words.text(everywhere)
        elif races:
            yield words.text(here, seats=_titles(page, races, words))


def elected(page: ElectionPage, words: Catalogue) -> Iterator[Markup]:
    """Who was elected, a line for each seat, in the order of the list: who got how many votes stands in the tally."""
    link = Markup('<a href="candidates/{}/"><bdi translate="no">{}</bdi>{}</a>')
    for race in page.races:
        if names := [
            link.format(each.id, runs(each.name), _apart(page, each)) for each in race.standing if each.elected
        ]:
            told = Markup(", ").join(names)
            if len(page.races) == 1:
                yield words.text("state-elected", names=told)
            else:
                yield words.text("state-elected-for", seat=_titles(page, [race], words), names=told)


def _apart(page: ElectionPage, person: CandidatePage) -> str:
    """The id, where somebody else here has the same name."""
    twins = sum(each.name == person.name for race in page.races for each in race.candidates)
    return f" ({person.id})" if twins > 1 else ""


def headline(page: ElectionPage) -> str:
    """The key of the headline of a list that is final; of one whose races all wait for nominations, too."""
    if all(not race.standing and not race.hidden for race in page.races):
        return "state-nobody"
    if any(race.then is ContestOutcome.EXTEND for race in page.races):
        return "state-checking" if not page.voted else "state-final-except"
    return f"state-{page.phase}"


def _titles(page: ElectionPage, races: list[Race], words: Catalogue) -> Markup:
    titles = (Markup("<bdi{}>{}</bdi>").format(words.marked(page.language), race.title) for race in races)
    return Markup(", ").join(titles)
