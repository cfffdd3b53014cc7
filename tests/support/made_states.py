"""Every state that an election's page can be in, each as an election of one site."""

from __future__ import annotations

from datetime import timedelta

from invented_site import REPOSITORY, council, people, site, statement
from msgspec.structs import replace

from nomflow.core.election.choices import ContestOutcome
from nomflow.core.site.site import (
    CandidatePage,
    ElectionPage,
    HowToStand,
    Order,
    OrderRule,
    Phase,
    Race,
    Site,
    StandForm,
)

STAND = HowToStand(
    forms=(StandForm("", f"{REPOSITORY}/new/HEAD?filename=nominations/2026-council/YOUR-GITHUB-NAME.md"),),
    placeholder="YOUR-GITHUB-NAME",
    words=1000,
    endorsements=3,
)
TALLY = f"{REPOSITORY}/blob/main/tally.md"
ONES = {"latin": "A", "greek": "Ω", "cyrillic": "Я", "arabic": "ع", "hebrew": "ש", "han": "林"}
LONGS = {
    "latin": "Konstantina Alexandra Papadimitriou-Wannenmacher von der Hohenlohe-Schillingsfürst",
    "greek": "Παναγιώτης-Αλέξανδρος Παπαδημητρόπουλος-Χατζηκωνσταντίνου της Θεσσαλονίκης και Ρόδου",
    "cyrillic": "Александра-Екатерина Константиновна Преображенская-Вознесенская из Нижнего Новгорода",
    "arabic": "عبد الرحمن بن محمد بن عبد العزيز آل إبراهيم القحطاني المعروف بأبي عبد الله الدمشقي الشامي",
    "hebrew": "רבקה־אסתר בת אברהם ויצחק ויעקב לבית כהן־צדק־רוזנבאום מן העיר העתיקה אשר בירושלים הבירה",
    "han": "司马相如东方朔诸葛亮欧阳修上官婉儿皇甫嵩" * 4,
}
LONGEST = 14_000


KINDS = {
    "elections": "",
    "one election": "published/",
    "while nominations are open": "open/",
    "400 candidates": "four-hundred/",
    "a candidate": "published/candidates/marisol-q/",
    "a candidate with 14,000 words": "lengths/candidates/long/",
    "a candidate who withdrew": "published/candidates/bo-l/",
    "comparison": "published/compare/",
    "all statements": "published/all/",
    "how it works": "published/about/",
    "questions": "asked/questions/",
    "one question": "asked/questions/3-rota/",
    "result": "results/",
    "in Arabic": "asked/ar/",
}
"""Every kind of page, by where it is."""


def person(id: str, name: str, words: str = "I stand because the minutes should say who does what.") -> CandidatePage:
    return CandidatePage(
        id=id,
        name=name,
        handle=id,
        statement=statement(words),
        summary="I stand for shorter minutes.",
        affiliation="Lumen",
    )


def crowd(number: int) -> tuple[CandidatePage, ...]:
    first = ("Ada", "Bo", "Chidi", "Dana", "Emre", "Femi", "Grete", "Hana", "Ines", "Jun")
    last = ("Amsel", "Birke", "Corvo", "Dahl", "Eld", "Faro", "Gant", "Holm", "Ivory", "Jarl", "Kern", "Lund")
    return tuple(
        person(
            f"p{at:03}",
            f"{first[at % 10]} {last[at // 10 % 12]}{' ' + 'ABCDEFG'[at // 120] + '.' if at >= 120 else ''}",
        )
        for at in range(number)
    )


def names() -> tuple[CandidatePage, ...]:
    """Of one character and of eighty, in six scripts."""
    return tuple(
        person(f"{script}-{len(name)}", name[:80]) for scripts in (ONES, LONGS) for script, name in scripts.items()
    )


def lengths() -> tuple[CandidatePage, ...]:
    """Statements of two words and of as many as the longest that is known."""
    sentence = "I would write down with every decision what would have to change for us to reopen it."
    many = tuple(" ".join([sentence] * 25) for _ in range(LONGEST // (25 * len(sentence.split())) + 1))
    long = (each for at, text in enumerate(many) for each in ((3, f"part-{at}", f"Part {at + 1}"), text))
    return (
        person("two", "Two Words", "Vote Wisely."),
        replace(person("long", "Long Read"), statement=statement(*long)),
    )


def _at(phase: Phase, **changes: object) -> ElectionPage:
    shown = replace(council(), id=str(phase), title="Council election 2026", phase=phase, questions=(), not_qualified=0)
    race = changes.pop("race", {})
    assert isinstance(race, dict)
    shown = replace(shown, races=(replace(shown.races[0], **race),), history=(), **changes)
    return shown if phase.final else replace(shown, record=None)


def _unvoted(**changes: object) -> ElectionPage:
    """Without the dates of a vote, as ``settled`` has it."""
    shown = _at(Phase.PUBLISHED, **changes)
    return replace(shown, milestones=tuple(each for each in shown.milestones if "voting" not in each.step))


def _moved(page: ElectionPage, days: int) -> ElectionPage:
    """With all its dates so many days earlier, since every election of a site is built at the same time."""
    return replace(page, milestones=tuple(replace(each, at=each.at - timedelta(days=days)) for each in page.milestones))


def states() -> dict[str, ElectionPage]:
    """By a name that is the election's id, too."""
    everybody = people()
    seven = tuple(each for each in everybody if each.gone is None)
    accepted = Order(rule=OrderRule.AS_ACCEPTED, then=OrderRule.DRAND, round=31_000_001)
    where = replace(council().voting, where_url="https://vote.riverbend.example/", where="Riverbend’s ballot")
    successor = "https://elections.riverbend.example/2026-council-2/"
    chosen = {"tane", "yusra-h", "marisol-q", "lin-xw"}
    over = tuple(replace(each, elected=each.id in chosen) for each in everybody)
    tally = {"results_url": TALLY, "results_note": "241 of 310 members voted.", "race": {"candidates": over}}
    made = {
        "scheduled": _moved(_at(Phase.SCHEDULED, race={"candidates": ()}), -60),
        "open-nobody": _moved(_at(Phase.OPEN, stand=STAND, race={"candidates": (), "order": accepted}), -15),
        "open": _moved(_at(Phase.OPEN, stand=STAND, race={"candidates": seven[:3], "order": accepted}), -15),
        "sealed": _moved(_at(Phase.OPEN, stand=STAND, race={"candidates": seven, "hidden": True}), -15),
        "checking": _moved(_at(Phase.CHECKING, under_check=9, race={"candidates": (), "hidden": True}), -1),
        "extended": _at(
            Phase.CHECKING,
            race={"candidates": seven[:2], "then": ContestOutcome.EXTEND, "order": Order()},
        ),
        "published": _at(Phase.PUBLISHED),
        "asked": replace(_at(Phase.PUBLISHED), questions=council().questions),
        "nobody": _unvoted(race={"candidates": (), "then": ContestOutcome.APPOINT}),
        "one": _unvoted(race={"candidates": seven[:1], "seats": 1, "then": ContestOutcome.NO_VOTE}),
        "too-few": _unvoted(race={"candidates": seven[:2], "then": ContestOutcome.APPOINT}),
        "two-seats": replace(
            _at(Phase.PUBLISHED),
            races=(
                Race(id="chair", title="Chair", candidates=seven[:2], then=ContestOutcome.VOTE),
                Race(id="treasurer", title="Treasurer", candidates=seven[2:5], then=ContestOutcome.VOTE),
            ),
        ),
        "voting": _moved(_at(Phase.VOTING, voting=where), 10),
        "counting": _moved(_at(Phase.COUNTING), 25),
        "results": _moved(_at(Phase.RESULTS, **tally), 40),
        "postponed": _at(Phase.POSTPONED, milestones=(), notice="The voting service is down until September."),
        "cancelled": _at(
            Phase.CANCELLED, milestones=(), notice="The roll was wrong. The members decided on 2 August to begin again."
        ),
        "superseded": _at(
            Phase.SUPERSEDED, milestones=(), successor_url=successor, notice="The bylaws changed in July."
        ),
        "forty": _at(Phase.PUBLISHED, race={"candidates": crowd(40)}),
        "four-hundred": _at(Phase.PUBLISHED, race={"candidates": crowd(400), "seats": 12}),
        "names": _at(Phase.PUBLISHED, race={"candidates": names(), "order": Order()}),
        "lengths": _at(Phase.PUBLISHED, race={"candidates": lengths(), "seats": 1, "order": Order()}),
    }
    return {name: replace(page, id=name) for name, page in made.items()}


def site_of_states(*only: str) -> Site:
    pages = (page for name, page in states().items() if not only or name in only)
    return replace(site(*pages), notice="", languages=("en", "ar"))
