"""What people say in comments and reviews, and what they only quote, show, deny or misspell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.thread.body import (
    EVERY_COMMAND,
    Act,
    ActKind,
    Match,
    Phrase,
    Unclear,
    employers_in,
    names_in,
    read_body,
    visible_lines,
)

NO_COMMANDS: frozenset[ActKind] = frozenset()
CONTAINING = (Phrase("!endorse", Match.ANYWHERE), Phrase("!accept", Match.ANYWHERE, ActKind.ACCEPT))
ALONE = (Phrase("!endorse"), Phrase("!accept", kind=ActKind.ACCEPT))
SUPPORT = (Phrase("I support", Match.START), Phrase("Seconded", Match.START))
PLUS_ONE = (Phrase("+1", Match.START), Phrase("I endorse", Match.START))


def kinds(body: str, phrases: tuple[Phrase, ...] = ()) -> list[ActKind]:
    return [act.kind for act in read_body(body, phrases).acts]


def only_act(body: str, phrases: tuple[Phrase, ...] = ()) -> Act:
    (act,) = read_body(body, phrases, names=names_in("avery-sample")).acts
    return act


def only_unclear(body: str, phrases: tuple[Phrase, ...] = (), commands: frozenset[ActKind] | None = None) -> Unclear:
    found = read_body(body, phrases, EVERY_COMMAND if commands is None else commands)
    assert found.acts == ()
    (near,) = found.unclear
    return near


# Commands


@pytest.mark.parametrize(
    ("body", "kind", "argument"),
    [
        ("/endorse", ActKind.ENDORSE, ""),
        ("/unendorse", ActKind.UNENDORSE, ""),
        ("/acknowledge", ActKind.ACKNOWLEDGE, ""),
        ("/decline-acknowledgement", ActKind.DECLINE_ACKNOWLEDGEMENT, ""),
        ("/decline-acknowledgment", ActKind.DECLINE_ACKNOWLEDGEMENT, ""),
        ("/accept", ActKind.ACCEPT, ""),
        ("/decline", ActKind.DECLINE, ""),
        ("/withdraw", ActKind.WITHDRAW, ""),
        ("/nomflow help", ActKind.HELP, ""),
        ("/nomflow recheck", ActKind.RECHECK, ""),
        ("/nomflow explain endorsement-count.", ActKind.EXPLAIN, "endorsement-count"),
        ("/nomflow extend 2026-08-07 the mail server was down", ActKind.EXTEND, "2026-08-07 the mail server was down"),
        ("/nomflow confirm", ActKind.CONFIRM, ""),
        ("/nomflow disqualify is an officer", ActKind.DISQUALIFY, "is an officer"),
    ],
)
def test_every_command_is_read(body: str, kind: ActKind, argument: str) -> None:
    assert read_body(body).acts == (Act(kind, 1, argument),)
    assert read_body(body).unclear == ()


@pytest.mark.parametrize(
    "body",
    [
        "/ENDORSE",
        "   /endorse  ",
        "/endorse.",
        "/endorse!!",
        "/endorse 🎉 :tada: :-) <3",
        "**/endorse**",
        "_/endorse_",
        "Happy to help!\n\n/endorse\n\nGood luck.",
        "Happy to help!\n/endorse\nGood luck.",
        "> Would you?\n\n/endorse",
        "/endorse <!-- sent from a template -->",
        "/endorse<br>",
        "/endorse ![party](https://example.org/party.gif)",
        "\ufeff/endorse\u200b",
        "\u00a0/endorse\u00a0",
        "On Monday 3 August 2026 Avery wrote:\n\n> Would you?\n\n/endorse",
        "It`s hers\n\n/endorse\n\nshe`s great",
        "```\nexample\n```\n/endorse",
        "<details>\nlong story\n</details>\n\n/endorse",
        "`<!--` opens a comment\n\n/endorse",
    ],
)
def test_a_command_alone_on_its_line_counts(body: str) -> None:
    assert kinds(body) == [ActKind.ENDORSE]


@pytest.mark.parametrize(
    "body",
    [
        "> /endorse",
        ">/endorse",
        "  > > /endorse",
        "> Would you?\n/endorse",
        "- > Would you?\n/endorse",
        "- > /endorse",
        "```\n/endorse\n```",
        "~~~text\n/endorse\n~~~",
        "```\n/endorse",
        "````\n```\n/endorse\n```\n````",
        "```\n    ```\n/endorse\n```",
        "- ```\n  /endorse\n  ```",
        "    /endorse",
        "\t/endorse",
        "   \t/endorse",
        "`/endorse`",
        "``/endorse``",
        "see `this\n/endorse\nhere`",
        "`a\n```\nx`\n/endorse\n```",
        "<!-- /endorse -->",
        "<!--\n/endorse\n-->",
        "<!--\n\n/endorse",
        "text <!-- and\n/endorse\n-->",
        "<details>\n<summary>How to</summary>\n\n/endorse\n\n</details>",
        "<pre>\n/endorse\n</pre>",
        "<blockquote>\n\n/endorse\n\n</blockquote>",
        "<code>\n/endorse\n</code>",
        "~~/endorse~~",
        "~~/endorse\nall of it~~",
        "[/endorse](https://example.org)",
        "![/endorse](https://example.org)",
        "On 3 August 2026 at 10:00, Avery <avery@example.org> wrote:\n\n/endorse",
        "On Mon, 3 August 2026 at 10:00 Avery Sample <\nreply@example.org> wrote:\n\n/endorse",
        "Am 3. Aug. 2026 um 10:00 schrieb Avery <avery@example.org>:\n\n/endorse",
        "Thanks\n-----Original Message-----\n/endorse",
        "Thanks\n_______\nFrom: Avery\nSent: Monday\nTo: all\n\n/endorse",
        "please /endorse",
        "/endorse she is great",
        "/endorse?",
        "/endorse /accept",
        "- /endorse",
        "1. /endorse",
        "# /endorse",
        "| /endorse |",
        "/endorsed",
        "/endorse <!-- and the rest",
        "/endorse <details>",
        "/endorse [",
        "/endorse```\n```x`",
        "/end<!-- -->orse",
        "/end`x`orse",
        "/accept with conditions",
        "/nomflow",
        "/nomflow extend 2026-08-07",
        "/nomflow disqualify",
        "/nomflow explain",
        "/nomflow explain two rules",
        "/nomflowhelp",
    ],
)
def test_what_is_quoted_shown_hidden_or_within_other_words_does_not_count(body: str) -> None:
    assert kinds(body) == []


def test_acts_come_in_the_order_of_their_lines_so_that_the_caller_can_let_the_last_decide() -> None:
    body = "/endorse\r\n\r\nOn second thought:\r\n\r\n/unendorse\r\r/endorse"
    assert [(act.kind, act.line) for act in read_body(body).acts] == [
        (ActKind.ENDORSE, 1),
        (ActKind.UNENDORSE, 5),
        (ActKind.ENDORSE, 7),
    ]


def test_a_command_that_is_not_in_force_does_nothing_and_leads_to_the_phrase_that_is() -> None:
    assert only_unclear("/endorse", SUPPORT, NO_COMMANDS).kind is ActKind.ENDORSE
    assert read_body("/endorse", (), frozenset({ActKind.ACCEPT})) == read_body("")


# Employers


@pytest.mark.parametrize(
    ("body", "employers"),
    [
        ("/endorse employer: Example Cooperative", ("Example Cooperative",)),
        ("/endorse Employer=Example Cooperative", ("Example Cooperative",)),
        ("/endorse company Example Cooperative", ("Example Cooperative",)),
        ("/endorse, organisation: Example Cooperative.", ("Example Cooperative",)),
        ("/endorse (Example Cooperative)", ("Example Cooperative",)),
        (
            "/endorse employer: Sample Works; Lorem, Inc., Ipsum & Dolor",
            ("Sample Works", "Lorem, Inc., Ipsum & Dolor"),
        ),
        ("/endorse employer: Sample and Sons", ("Sample and Sons",)),
        ("/endorse employer: Sample; sample", ("Sample",)),
        ("/endorse employer: [Sample Works](https://example.org)", ("Sample Works",)),
        ("/endorse\nEmployer: Sample Works", ("Sample Works",)),
        ("/endorse\n\nI work for Sample Works, as it happens.", ("Sample Works",)),
        ("/endorse employer: NAME", ()),
        ("/endorse employer: <COMPANY>", ()),
        ("/endorse employer: …", ()),
        ("/endorse employer:", ()),
        ("/endorse\n\nI'm at Sample Works.", ("Sample Works",)),
        ("/endorse\n\nI'm at a loss for words.", ()),
        ("/endorse\n\nI used to work for Sample Works.", ()),
        ("/endorse\n\nI don't work for Sample Works.", ()),
        ("/endorse\n\n> Employer: Sample Works", ()),
    ],
)
def test_an_endorsement_states_its_employers(body: str, employers: tuple[str, ...]) -> None:
    assert only_act(body).employers == employers


def test_only_an_endorsement_has_employers() -> None:
    assert only_act("/nomflow disqualify employer: Sample").employers == ()


def test_a_long_list_of_employers_is_cut() -> None:
    assert len(employers_in(";".join(f"Sample {number}" for number in range(1000)))) == 10
    assert len(employers_in("x" * 5000)[0]) == 100


# Phrases


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("!endorse", [ActKind.ENDORSE]),
        ("!Endorse!", [ActKind.ENDORSE]),
        ("**!endorse**", [ActKind.ENDORSE]),
        ("(The deadline is near.) !endorse", [ActKind.ENDORSE]),
        ("Thanks, everyone; I hereby !accept this nomination.", [ActKind.ACCEPT]),
        ("!endorse and !accept", [ActKind.ENDORSE, ActKind.ACCEPT]),
        ("!accept\n\nThank you!", [ActKind.ACCEPT]),
        ("It is an honour. I am glad.\n\n<img src='x'>\n\n!accept", [ActKind.ACCEPT]),
        ("> !endorse", []),
        ("`!endorse`", []),
        ("[!endorse](https://example.org)", []),
        ("[please do !endorse her](https://example.org)", []),
        ("I don't !endorse", []),
        ("I can’t !endorse this", []),
        ("Should I !endorse?", []),
        ("!endorce", []),
        ("!endorsement", []),
        ("foo!endorse", []),
        ("/!endorse", []),
    ],
)
def test_an_election_may_count_a_phrase_anywhere_in_a_line(body: str, found: list[ActKind]) -> None:
    assert sorted(kinds(body, CONTAINING)) == sorted(found)


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("!endorse", True),
        ("  !endorse.", True),
        ("_!endorse_", True),
        ("!endorse :+1: 🎉", True),
        ("!endorse, I work for Sample Works", True),
        ("!endorse (Sample Works)", True),
        ("!endorse, thank you all", True),
        ("- !endorse", True),
        ("(The deadline is near.) !endorse", False),
        ("!endorse this nomination", False),
        ("!endorse?", False),
    ],
)
def test_by_default_a_phrase_must_be_alone_on_its_line(body: str, counts: bool) -> None:
    assert kinds(body, ALONE) == [ActKind.ENDORSE] * counts
    assert len(read_body(body, ALONE).unclear) == (not counts)


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("I support!", True),
        ("i  SUPPORT this nomination:-)", True),
        ("Two notes on the dates.\n\nI support this.", True),
        ("Great work. I support this.", True),
        ("I don't know them well, but I support this.", False),
        ("I support and would like to add: good luck", True),
        ("Seconded :)", True),
        ("I support\n________________\nFrom: Avery <***@***.***>\nSent: Monday\n\nI support nobody", True),
        ("I do not support this.", False),
        ("I can't say that I support this.", False),
        ("If they asked me, I support this.", False),
        ("I support?", False),
        ("I supported her last year", False),
        ("We know what I support", False),
        ("Second, the link is broken", False),
        ("I know my support doesn't count, we share an employer", False),
    ],
)
def test_a_phrase_may_begin_a_line_or_a_sentence_unless_it_is_denied(body: str, counts: bool) -> None:
    assert kinds(body, SUPPORT) == [ActKind.ENDORSE] * counts


@pytest.mark.parametrize(
    ("body", "employer"),
    [
        ("+1", ""),
        ("+1!!!", ""),
        ("+1 for sure.", ""),
        ("💯 (+1)", ""),
        ("+1 (non-binding)", ""),
        ("+1, thanks!", ""),
        ("+1 :D", ""),
        ("+1 (Sample Works).\n\nI am on the roll.", "Sample Works"),
        ("+1 (from Sample Works)", "Sample Works"),
        ("+1, Sample Works.", "Sample Works"),
        ("+1 - Lorem", "Lorem"),
        ("+1 / Employer: Sample Works", "Sample Works"),
        ("+1, Employer: Sample Works. Good luck!", "Sample Works"),
        ("+1, company: Sample Inc. and more", "Sample Inc."),
        ("+1\nEmployer: Sample Works", "Sample Works"),
        ("+1 \n\n**Employer**: Sample Works\nAffiliation: Sample Works", "Sample Works"),
        ("+1\nEmployer - Sample Works", "Sample Works"),
        ("+1\n\n(Employer: Sample Works (Lorem))", "Sample Works (Lorem)"),
        ("+1\n\n(Employer: Lorem) Good luck!", "Lorem"),
        ("+1 for Avery! Employer: Sample Works", "Sample Works"),
        ("+1 from me, employer: Lorem. Good luck!", "Lorem"),
        ("+1, best of all employers in the company", ""),
        ("+1 and i work for Lorem", "Lorem"),
        ("+1, I work at Lorem and strongly endorse this.", "Lorem"),
        ("I endorse this nominee, and I work for Lorem.", "Lorem"),
        ("I endorse this nominee. I’m currently working at Sample Works on tools.", "Sample Works"),
    ],
)
def test_a_phrase_takes_the_employer_stated_with_it(body: str, employer: str) -> None:
    assert only_act(body, PLUS_ONE).argument == employer


@pytest.mark.parametrize("body", ["+10", "++1", "c+1", "1+1=2", ":+1:", "-1", "+1's", "+1%"])
def test_plus_one_is_not_found_within_something_else(body: str) -> None:
    assert kinds(body, PLUS_ONE) == []


@pytest.mark.parametrize(
    ("body", "counts"),
    [
        ("I support this", True),
        ("I fully and gladly support this", True),
        ("I don't support this", False),
        ("I would support this if I could", False),
        ("I would love to support this", True),
        ("I think so. They support it too.", False),
        ("I supporter", False),
    ],
)
def test_a_star_stands_for_anything_within_a_sentence(body: str, counts: bool) -> None:
    for match in Match:
        if match is not Match.LINE:
            assert kinds(body, (Phrase("I * support", match),)) == [ActKind.ENDORSE] * counts


@pytest.mark.parametrize("text", ["", " ", "*", " * * "])
def test_a_phrase_without_words_matches_nothing(text: str) -> None:
    for match in Match:
        assert kinds("I support this\n\n+1", (Phrase(text, match),)) == []


def test_an_act_names_the_phrase_it_was_said_with() -> None:
    assert only_act("+1", PLUS_ONE).phrase == "+1"
    assert only_act("/endorse", PLUS_ONE).phrase == ""


# Near misses


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("/endorce", "/endorse"),
        ("/endrose", "/endorse"),
        ("/ endorse", "/endorse"),
        ("\\endorse", "/endorse"),
        ("\\/endorse", "/endorse"),
        ("!endorse", "/endorse"),
        ("／endorse", "/endorse"),
        ("/еndorse", "/endorse"),  # with a Cyrillic first letter
        ("/endorsed", "/endorse"),
        ("/approve", "/endorse"),
        ("/endorse Sample Works", "/endorse"),
        ("Happy to /endorse this", "/endorse"),
        ("- /endorse", "/endorse"),
        ("endorse", "/endorse"),
        ("Endorsed!", "/endorse"),
        ("endorse employer: Sample Works", "/endorse"),
        ("I endorse this nominee!", "/endorse"),
        ("I would like to endorse Avery.", "/endorse"),
        ("+1", "/endorse"),
        ("`/endorse`", "/endorse"),
        ("```\n/endorse\n```", "/endorse"),
        ("    /endorse", "/endorse"),
        ("> Would you?\n/endorse", "/endorse"),
        ("/unendorce", "/unendorse"),
        ("/acknowlege", "/acknowledge"),
        ("/ack", "/acknowledge"),
        ("I accept the nomination", "/accept"),
        ("I accept!", "/accept"),
        ("I decline.", "/decline"),
        ("/withdraw once the mail is read", "/withdraw"),
        ("I withdraw my candidacy.", "/withdraw"),
        ("/nomflow", "/nomflow help"),
        ("/nomflow rechek", "/nomflow recheck"),
        ("/nomflow extend 2026-08-07", "/nomflow extend DATE REASON"),
        ("/recheck", "/nomflow recheck"),
    ],
)
def test_what_was_probably_meant_is_answered_with_the_right_form(body: str, meant: str) -> None:
    near = only_unclear(body)
    assert near.kind.form == meant
    assert near.typed


@pytest.mark.parametrize(
    ("body", "phrases"),
    [
        ("I suporte!!!!", SUPPORT),
        ("i suport this nomination", SUPPORT),
        ("Absolutely, I support her", SUPPORT),
        ("Supported.", SUPPORT),
        ("I concur!", SUPPORT),
        ("Secondd", SUPPORT[1:]),
        ("I have not seen anybody do it better in years, I support her", SUPPORT),
        ("+ 1", PLUS_ONE),
        ("+!", PLUS_ONE),
        ("+ :100:", PLUS_ONE),
        ("+100", PLUS_ONE),
        ("👍", PLUS_ONE),
        ("that is a +1 from me", PLUS_ONE),
        ("!endorce", CONTAINING),
        ("!endorsement", CONTAINING),
        ("/endorse", CONTAINING),
        ("so I !endorse this", ALONE),
        ("How do I endorse?", SUPPORT),
        ("I would endorse this if I could", SUPPORT),
    ],
)
def test_words_that_are_almost_a_phrase_are_unclear(body: str, phrases: tuple[Phrase, ...]) -> None:
    near = only_unclear(body, phrases, NO_COMMANDS)
    assert (near.kind, near.typed) == (ActKind.ENDORSE, body)


@pytest.mark.parametrize(
    "body", ["I don't endorse this.", "Please don't /endorse yet", "/endorse cancel", "I take it back"]
)
def test_what_denies_an_endorsement_may_take_one_back(body: str) -> None:
    assert only_unclear(body).kind is ActKind.UNENDORSE


@pytest.mark.parametrize(
    "body",
    [
        "",
        "thanks!",
        "Thanks, Avery. Could you rebase?",
        "see /etc/hosts and src/endorse/main.c, or docs/endorse.md",
        "https://example.org/endorse",
        "I suppose we could merge this",
        "I accept that change",
        "I second Avery's remark about the dates",
        "Her endorsements so far come from two companies.",
        "The endorsement rule is on the page; three people must endorse.",
        "To endorse, write `/endorse` on a line of its own.",
        "/lgtm",
        "/test all",
        "/hold",
        "/define",
        "and/or",
        "C++1",
        "2026/accept/1",
        "> /endorse",
        "> I endorse this nominee!",
        "<!-- /endorse -->",
    ],
)
def test_ordinary_words_are_no_near_miss(body: str) -> None:
    assert read_body(body) == read_body("")
    assert read_body(body, SUPPORT).unclear == ()


def test_who_did_it_right_somewhere_is_not_told_what_went_wrong_elsewhere() -> None:
    assert read_body("I endorse this nominee!\n\n/endorse").unclear == ()
    (near,) = read_body("/acept\n\n/endorse").unclear
    assert (near.kind, near.line) == (ActKind.ACCEPT, 1)


def test_one_body_gets_one_answer_for_each_kind_in_the_order_of_its_lines() -> None:
    found = read_body("/acept\n/endorce\n/endrose\n").unclear
    assert [(near.typed, near.line) for near in found] == [("/acept", 1), ("/endorce", 2)]


# Lines


def test_visible_lines_keep_their_numbers_and_fold_their_spaces() -> None:
    body = "One  \r\n\r\n> quoted\r\n\r\nTwo\u00a0  words\r```\rcode\r```\nThree"
    assert [(line.text, line.number) for line in visible_lines(body)] == [("One", 1), ("Two words", 5), ("Three", 9)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a\u2028b", ["a b"]),
        ("1. one\n2. two", ["1. one", "2. two"]),
        ("say `a` twice", ["say \ufffc twice"]),
        ("\\`not code\\`", ["\\`not code\\`"]),
        ("a `lone backtick", ["a `lone backtick"]),
        ("- a\n\n  ```\n  code\n  ```\n- b", ["- a", "- b"]),
        ("- ```\n  code\nafter the list", ["after the list"]),
        ("> a\n# b", ["# b"]),
        ("> a\n\nb", ["b"]),
        (">\nb", ["b"]),
        ("> a\nb\nc\n\nd", ["d"]),
        ("<!-- a --> b <!-- c", ["b \ufffc"]),
        ("<!--> a", ["a"]),
        ("a\n<!--\n```\n-->\nb", ["a", "b"]),
        ("<PRE>a</pre>b", ["\ufffc\ufffcb"]),
        ("```not a fence``` here", ["\ufffc here"]),
    ],
)
def test_what_is_visible_follows_github(body: str, expected: list[str]) -> None:
    assert [line.text for line in visible_lines(body)] == expected


# Whatever people type

PIECES = st.sampled_from(
    [
        *(
            "/endorse",
            "!endorse",
            "I support",
            "+1",
            "/accept",
            "/nomflow extend 2026-08-07 x",
            "/endorce",
            "I endorse",
        ),
        *("\n", "\n\n", "\r\n", "\r", " ", "    ", "\t", "> ", "- ", "1. ", "# ", "`", "```", "````\n", "~~~", "~~"),
        *(
            "<!--",
            "-->",
            "<details>",
            "</details>",
            "<pre>",
            "</pre>",
            "[",
            "](x)",
            "**",
            "\\",
            "not ",
            "but ",
            "?",
            ".",
        ),
        *("Employer: Sample", "(Sample)", "; ", "I work for Sample", "é", "😀", "\u200b", "\u2028", "İ", "ß", "\ufffc"),
        *("On 1 May 2026 Avery wrote:", "From: a\nSent: b"),
    ]
)
BODIES = st.lists(PIECES | st.text(max_size=8), max_size=14).map("".join)
EVERYTHING = (
    *CONTAINING,
    *SUPPORT,
    *PLUS_ONE,
    Phrase("I * support"),
    Phrase("Sample*", Match.ANYWHERE, ActKind.DECLINE),
)


@given(BODIES)
def test_any_text_is_read_with_its_lines_in_order(body: str) -> None:
    found = read_body(body, EVERYTHING)
    count = len(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for numbers in ([act.line for act in found.acts], [near.line for near in found.unclear]):
        assert numbers == sorted(numbers)
        assert all(1 <= number <= count for number in numbers)


@given(BODIES)
def test_no_act_survives_being_quoted(body: str) -> None:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = read_body("\n".join(f"> {line}" for line in lines), EVERYTHING)
    assert (found.acts, found.unclear) == ((), ())


@given(BODIES, st.sampled_from("`~"))
def test_no_act_survives_being_put_in_a_fence(body: str, mark: str) -> None:
    longest = max((len(run) for run in "".join(c if c == mark else " " for c in body).split()), default=0)
    fence = mark * max(3, longest + 1)
    assert read_body(f"{fence}\n{body}\n{fence}", EVERYTHING).acts == ()


@given(BODIES.filter(str.isascii))
def test_letter_case_and_line_ends_change_no_act(body: str) -> None:
    plain = body.replace("\r\n", "\n").replace("\r", "\n")
    expected = [(act.kind, act.line) for act in read_body(plain, EVERYTHING).acts]
    for other in (plain.swapcase(), plain.upper(), plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        assert [(act.kind, act.line) for act in read_body(other, EVERYTHING).acts] == expected
