"""What people really write, each with what a fair committee would take it for. All made up, or told in other words."""

from __future__ import annotations

import pytest

from nomflow.core.thread.body import ActKind, Match, Phrase, names_in, read_body

NAMES = names_in("ada-lov", "Ada Lovelace")
PHRASES = (
    *(Phrase(text, Match.ANYWHERE) for text in ("I endorse", "I support", "+1", "!endorse")),
    *(Phrase(text, Match.ANYWHERE, ActKind.ACCEPT) for text in ("I accept", "I confirm")),
    *(Phrase(text, Match.ANYWHERE, ActKind.DECLINE) for text in ("I decline",)),
)

CLEAR = {
    ActKind.ENDORSE: """
        I endorse @ada-lov
        I endorse Ada Lovelace for the committee.
        Hi all, I endorse Ada!
        Hello! I endorse this nomination. Ada helped me with my first patch.
        As a maintainer of the parser, I wholeheartedly endorse @ada-lov.
        On behalf of the docs team, I support Ada's candidacy.
        I'm delighted to endorse Ada, who has never let anyone down.
        I am proud to support this candidate!
        It is an honour to endorse Ada.
        Happy to endorse @ada-lov's nomination.
        I'd love to support her candidacy.
        I would be honored to endorse Ada for this role.
        With great pleasure I endorse Ada Lovelace.
        +1 from me!
        +1 for Ada
        +1 to this nomination
        Big +1!
        A very strong +1 from the docs team
        Ada is fantastic, +1
        +1, she has done so much for newcomers.
        +1 😀
        Yes! +1 🎉
        Definitely +1 for @ada-lov, great person to work with
        +1, and thanks for stepping up.
        +1 (Example Works)
        I endorse Ada. She does not give up easily.
        I support Ada because she listens.
        I support her, no doubt about it.
        I fully support this, Ada's work speaks for itself
        I endorse this nominee, and I work for Example Works.
        I also endorse this nomination as well
        We worked together for years and I endorse her without reservation.
        I've known Ada since 2019; I support her.
        Ada, I endorse you!
        Ada: you have my vote, I support you
        Congratulations Ada, I happily support your nomination
        I hereby endorse the nomination of Ada Lovelace.
        I strongly support Ada for the board, her reviews are excellent
        - +1
        **I endorse Ada**
        I _wholeheartedly_ endorse Ada
        I endorse
        I SUPPORT ADA
        /endorse @ada-lov
        /endorse ada-lov thanks!
        /endorse please
        /endorse Ada
        /endorse this nomination
        Of course I support Ada.
        Without hesitation, I endorse Ada.
        I can't think of a better candidate, I endorse Ada
        Very happy to support Ada's nomination
        So: !endorse
        Dear committee, I support Ada Lovelace in her candidacy.
        I endorse Ada for the seat on the steering committee
        Gladly endorse!
        I endorse both the person and the statement
        I endorse Ada without any doubt.
        I enthusiastically support @ada-lov for a second term
        Having worked with Ada on the release team, I endorse her.
        I support this nomination 100%
        +1 good luck Ada
        Easy +1
        I support Ada. I think she would be great.
        I support Ada, I think she would be great
        I support Ada, and I don't say that lightly.
        Not only do I like her work, I endorse Ada!
        I, too, support Ada
        I can't recommend her enough, I endorse Ada
        "I support"
    """,
    ActKind.ACCEPT: """
        I accept the nomination.
        I accept this nomination, thank you all!
        Thank you, I accept.
        I'm honoured, and I accept the nomination.
        Happy to accept!
        Yes, I gladly accept.
        I would like to accept this nomination.
        I humbly accept your nomination
        I confirm.
        I accept! Thanks for the trust.
        /accept thanks!
        /accept thank you all
        /accept the nomination
        I accept, and look forward to working with everybody
        I accept. I think we can do a lot together.
        I accept... and I am honoured!
    """,
    ActKind.DECLINE: """
        I decline the nomination.
        Thank you, no time this year. I decline.
        /decline sorry
        /decline, sorry everyone
    """,
    ActKind.WITHDRAW: """
        /withdraw sorry
        /withdraw
        /withdraw my candidacy
        /withdraw my nomination, sorry everyone
    """,
    ActKind.UNENDORSE: """
        /unendorse
        /unendorse sorry
        /unendorse @ada-lov
    """,
}

UNCLEAR = {
    ActKind.ENDORSE: """
        I endorse @bob-rival, not @ada-lov
        I endorse @bob-rival
        I endorse nobody.
        I endorse Bob
        I endorse whoever promises to fix the build
        I support removing Ada from the ballot
        I support the other nominee.
        I support closing this.
        I support her withdrawal
        I support her opponent
        I support free software
        +1 to closing this
        +1 to what Bob said
        +1 for a new election
        +1 on the typo fix
        +1 once the bio is there
        +1 if she answers my question
        +1, unless somebody objects
        +1, but only for one year
        +1 (conditional on the employer question)
        +1 maybe
        +1?
        Should I endorse Ada?
        How do I endorse?
        Can I +1 here?
        I might endorse her later
        I'd endorse this any day
        I will endorse Ada tomorrow
        I'll support her when the statement is complete
        I support Ada in principle
        I support Ada, just kidding
        I endorse Ada /s
        Yeah right, I endorse Ada 🙄
        I endorse Ada. But only if she keeps her seat elsewhere free.
        Use !endorse to endorse
        Waiting until I can !endorse
        Please everybody write !endorse
        My boss wants me to say that I endorse Ada
        Bob said I endorse Ada
        They told me to write "I endorse Ada"
        I was asked whether I support Ada.
        I wonder if I support this
        LGTM +1
        Full support from me!
        I second Ada
        Seconded.
        You have my vote
        👍
        💯
        endorse
        Endorsed!
        /endorse @bob-rival
        /endorse only if the bio is finished
        /endorse?
        /endorce
        Sure: /endorse
        I vouch for Ada
        I, Cy, endorse Ada
        I endorse Ada with reservations
        I support Ada, at least for now
        I would endorse Ada if I were eligible
        I used to say I endorse Ada
        Assuming the form arrives, I endorse Ada.
        Until she answers I can't say more, but I support Ada
        I endorse this message
        I support Ada as soon as the audit is over
        I support Ada stepping down
        I support anyone but Ada
        I support having an election
        I endorse Ada, although I have doubts
        Who says I support Ada?
        I'm considering whether I support Ada
        Consider this my endorsement
        Ada has my full support
        I endorse her... I guess
        +1, I guess
        I support Ada, sort of
        I support Ada over my dead body
        Sure, "I support" her
        I support everyone
        +0.5
        ++1
        Count me as a supporter of Ada
        100% behind Ada
    """,
    ActKind.UNENDORSE: """
        I no longer endorse Ada.
        I take back my endorsement
        I take that back.
        I retract my +1
        I am withdrawing my endorsement
        I withdraw my support for Ada.
        Please remove my endorsement
        Please disregard my +1
        I've changed my mind about Ada
        I can't support this any more
        I don't support Ada anymore.
        I do not endorse this nomination
        I regret endorsing Ada
        -1
        /endorse cancel
        /endorse remove
        /withdraw my endorsement
        Scratch that, I was wrong.
        I rescind my endorsement.
        My endorsement no longer stands
        I'd like to take my endorsement back
        Sorry, I have to pull my endorsement
        I don't stand by my endorsement
        I never said I endorse Ada
        I unendorse
        I regret my +1
        I'm no longer able to endorse Ada
    """,
    ActKind.WITHDRAW: """
        I withdraw.
        I withdraw my candidacy.
        I'm withdrawing from the race, sorry.
        I hereby withdraw my nomination
        I have to step down.
        I am dropping out
        Please remove my name from the ballot
        Please withdraw my nomination
        I no longer want to run.
        I don't want to stand any more
        I won't be running after all
        I'm not able to serve, so count me out
        I have decided not to stand
        I am pulling out of the race
        Please cancel my candidacy
        I would like my name removed from the ballot
        After some thought I step aside
        Withdrawing, sorry
        If nobody objects I withdraw my candidacy
        /withdraw once Bob is nominated
        /withdraw?
        /withdrawn
        I take back my candidacy
        I want out
        For personal reasons I can't continue with my candidacy
        I don't have time to run this year
    """,
    ActKind.DECLINE: """
        I can't accept the nomination
        I cannot accept this.
        I am not going to accept the nomination
        I must decline to run this year
        I regret that I am unable to accept this nomination
        I'd rather not accept
        I have to turn this down
        Thanks, but I'll pass
        I do not accept
        No thanks, I am busy
        Thanks for the nomination but no thanks
    """,
    ActKind.ACCEPT: """
        I accept that the bio is too long
        I have to ask my employer before I can accept the nomination.
        I will think about it and maybe accept the nomination later
        I accept if Bob also stands
        Should I accept?
        I confirm I got the mail
        I confirm that I sent the form
        I accept, provided my employer agrees
        I might accept
        Accepted.
        I'm willing to serve
        I will let you know by Friday whether I accept.
        I accept... I think
        I accept… I guess.
        I accept, I think.
        I accept (I think)
        I accept. I think.
        I accept, I suppose
        I accept... said nobody ever
        I accept :/
        Ok I accept, whatever
        I'm in!
    """,
    ActKind.ACKNOWLEDGE: """
        I reviewed this text.
        Yes, I have reviewed it
        Happy to be named
        I read a draft and you may mention me
        I confirm that I reviewed this statement
    """,
}

NOTHING = """
    Thanks, Ada. Could you rebase?
    Good luck!
    The statement reads well.
    Line 3 has a typo.
    Three people must endorse, says the page.
    I withdraw my objection
    I accept that change
    I accept the criticism above.
    I second Bob's remark about the dates
    I decline to comment on that
    I don't think line 4 is right
    We support Python 3.11 and later
    The third paragraph is long.
    I have no vote here, just a question about dates
    What a great statement!
    See docs/endorse.md
    > I endorse Ada
    ~~I endorse Ada~~
    `+1`
    The vote is on Monday
    I will not withdraw!
    I take back what I said about tabs
    Please explain, who knows
"""


def table(said: dict[ActKind, str]) -> list[tuple[str, ActKind]]:
    return [(line.strip(), kind) for kind, lines in said.items() for line in lines.splitlines() if line.strip()]


@pytest.mark.parametrize(("body", "kind"), table(CLEAR))
def test_plain_words_count(body: str, kind: ActKind) -> None:
    found = read_body(body, PHRASES, names=NAMES)
    assert [act.kind for act in found.acts] == [kind]
    assert found.unclear == ()


@pytest.mark.parametrize(("body", "kind"), table(UNCLEAR))
def test_words_that_something_turns_do_not_count_and_are_answered(body: str, kind: ActKind) -> None:
    found = read_body(body, PHRASES, names=NAMES)
    assert found.acts == ()
    assert kind in [each.kind for each in found.unclear]
    assert all(each.typed == body for each in found.unclear)


@pytest.mark.parametrize("body", [line.strip() for line in NOTHING.splitlines() if line.strip()])
def test_other_words_are_nothing(body: str) -> None:
    found = read_body(body, PHRASES, names=NAMES)
    assert (found.acts, found.unclear) == ((), ())


GLOBAL = (*PHRASES, *(Phrase(text, Match.ANYWHERE) for text in ("Ich unterstütze", "Je soutiens", "Apoyo", "Apoio")))


@pytest.mark.parametrize(
    ("body", "right"),
    [
        ("Ich unterstütze Ada von Herzen!", "endorse"),
        ("Ich unterstütze diese Kandidatur.", "endorse"),
        ("Je soutiens Ada sans réserve", "endorse"),
        ("Apoyo a Ada", "endorse"),
        ("Apoio a Ada com prazer", "endorse"),
        ("Ich unterstütze niemanden", "endorse?"),
        ("Ich unterstütze Ada, wenn sie antwortet", "endorse?"),
        ("Ich unterstütze Ada nicht", "endorse?"),
        ("Je soutiens Ada si elle répond", "endorse?"),
        ("Apoyo a Bob", "endorse?"),
        ("Ich ziehe meine Kandidatur zurück", "withdraw?"),
        ("Je retire ma candidature", "withdraw?"),
        ("Me retiro de la elección", "withdraw?"),
        ("Desisto da candidatura", "withdraw?"),
        ("Ich unterstütze Ada, glaube ich", "endorse?"),
        ("Je soutiens la candidature d'Ada", "endorse"),
        ("Je soutiens Ada... je crois", "endorse?"),
        ("Apoyo a Ada, creo", "endorse?"),
        ("Apoio a Ada, acho", "endorse?"),
        ("Ich möchte nicht mehr kandidieren", "withdraw?"),
        ("Je ne me présente plus", "withdraw?"),
        ("Retiro a minha candidatura", "withdraw?"),
        ("Je ne veux pas être citée", "decline-acknowledgement?"),
        ("No me mencionen", "decline-acknowledgement?"),
        ("Eu revi este texto", "acknowledge?"),
    ],
)
def test_comments_are_read_in_the_languages_that_the_configuration_names(body: str, right: str) -> None:
    found = read_body(body, GLOBAL, names=NAMES, languages=("de", "fr", "es", "pt"))
    assert right in [act.kind.value for act in found.acts] + [f"{each.kind.value}?" for each in found.unclear]
    assert len(found.acts) == (right == "endorse")


def test_what_is_done_to_something_else_is_nothing_in_other_languages_too() -> None:
    found = read_body("Ich ziehe meinen Einwand zurück", GLOBAL, names=NAMES, languages=("de",))
    assert (found.acts, found.unclear) == ((), ())


@pytest.mark.parametrize(
    ("body", "counts"),
    [("I support", True), ("I support 🎉", True), ("I support, thanks!", True), ("I support Ada", False)],
)
def test_where_a_phrase_must_be_the_whole_line_a_name_behind_it_is_asked_back(body: str, counts: bool) -> None:
    found = read_body(body, (Phrase("I support"),), names=NAMES)
    assert (len(found.acts), len(found.unclear)) == ((1, 0) if counts else (0, 1))
