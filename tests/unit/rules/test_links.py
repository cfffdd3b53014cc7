from __future__ import annotations

import pytest
from made_statements import check, repaired, stated

from nomflow.core.snapshot.snapshot import ChangedFile, FileStatus
from nomflow.rules.links import links

KNOWN = ("README.md", "docs/rules.md", "nominations/2026-board/ben.md")


@pytest.mark.parametrize(
    "text",
    [
        "[a](https://example.org) and [b](HTTPS://example.org/A?b=c#d) and <https://example.org>",
        "[a](mailto:ida@example.org?subject=Hi) and ida@example.org and <ida@example.org>",
        "https://example.org, http://example.org and www.example.org",
        "[a][x]\n\n[x]: https://example.org",
        "[archive](https://web.example/2020/https://example.org/page)",
        "# A heading\n\n# A heading\n\n[up](#a-heading-1), [down](#A-Heading), [top](#top), [here](#)",
        "# Zażółć: gęślą & jaźń\n\n[there](#za%C5%BC%C3%B3%C5%82%C4%87-g%C4%99%C5%9Bl%C4%85--ja%C5%BA%C5%84)",
        '<a id="here"></a> [there](#here)\n\nand a note[^1] too\n\n[^1]: note',
        "[![A chart](chart.png)](https://example.org) and [![](chart.png)](https://example.org)",
        "Sources [1][2] say so.\n\n[//]: # (a note to myself)",
        "`[a](https://example.org/a b)` and `ttps://example.org`\n\n```\n[a] (https://example.org)\n```",
        r"\[a](https://example.org/a b) is how not to write it",
        "See [my talk], f(x)[1], [a](https://example.org/a_(b)) and [a][b](https://example.org).",
        "[see [a](https://example.org)] and [a (https://example.org)] and `(a)[https://example.org]`",
        "The hosts http and https differ; see tp: and http: too.",
        '<a name="here">Here</a>',
    ],
)
def test_links_that_work_and_text_that_is_none_pass(text: str) -> None:
    check(links, stated(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See [this]().", "must 1:5 ~ Add one, or remove the link."),
        ("See [this](<>).", "must 1:5 ~ This link has no address."),
        ("[a](/docs/rules)", "must 1:5 ~ /docs/rules` begins with /, so it does not work on the election page."),
        ("[a](https://)", "must 1:5 ~ Write the rest of it, or remove the link."),
        ("[a](mailto:ida)", "must 1:5 ~ The e-mail address after `mailto:` is missing."),
        ("[a](mailto:)", "must 1:5"),
        ("[a](javascript:alert%281%29)", "must 1:5 ~ Links that begin with `javascript:` can be unsafe."),
        ("[a](JavaScript:x) ", "must 1:5"),
        ("[a](data:text/html,x)", "must 1:5"),
        ("[a](irc://irc.example.org)", "tip 1:5 ~ The page does not show links that begin with `irc:`."),
        ("[a](http://example.org)", "tip 1:5 ~ If the site supports `https://`, use that."),
        ("<http://example.org>", "tip 1:1"),
        ("[](https://example.org)", "tip 1:1 ~ This link has no text"),
        ("[a](#nowhere)", "tip 1:5 ~ This statement has no heading with the address `#nowhere`."),
        ("See [this][talk].", "tip 1:5 ~ Add a line `[talk]: https://…`, or delete the brackets."),
        ("Hello\n\n[Blog]: https://example.org", "tip 3:1 ~ The page does not show this line"),
        ('<a href="/docs">a</a>', "must 1:1 ~ begins with /"),
        ("[a][x]\n\n[x]: /docs", "must 3:1 ~ `/docs` begins with /"),
    ],
)
def test_links_that_do_not_work_are_told_in_their_place(text: str, wanted: str) -> None:
    check(links, stated(text), wanted)


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("https//example.org/A", "https://example.org/A"),
        ("https:/example.org/A", "https://example.org/A"),
        ("https:example.org/A", "https://example.org/A"),
        ("https:///example.org/A", "https://example.org/A"),
        ("https;//example.org/A", "https://example.org/A"),
        ("ttps://example.org/A", "https://example.org/A"),
        ("htps://example.org/A", "https://example.org/A"),
        ("htttps://example.org/A", "https://example.org/A"),
        ("hhttp://example.org/A", "http://example.org/A"),
        ("https://https://example.org/A", "https://example.org/A"),
        ("http://https://example.org/A", "https://example.org/A"),
        ("https://http//example.org/A", "http://example.org/A"),
        ("//example.org/A", "https://example.org/A"),
        ("www.example.org/A", "https://www.example.org/A"),
        ("example.org/A", "https://example.org/A"),
        ("github.com/ida-quist", "https://github.com/ida-quist"),
        ("ida@example.org", "mailto:ida@example.org"),
    ],
)
def test_an_address_that_begins_wrongly_is_repaired(typed: str, right: str) -> None:
    snapshot = stated(f"Hello, see [this]({typed}) there.\n")
    check(links, snapshot, f"must 1:19 ~ `{right}`")
    assert repaired(links, snapshot) == f"Hello, see [this]({right}) there.\n"


@pytest.mark.parametrize(
    ("text", "wanted", "right"),
    [
        (
            "[a](https://example.org/b c)",
            "must 1:1 ~ This is not a link, because the address contains a space.",
            "[a](https://example.org/b%20c)",
        ),
        (
            "[a] (https://example.org/b)",
            "tip 1:3 ~ This is not a link, because there is a space between ] and (.",
            "[a](https://example.org/b)",
        ),
        ("At https://https://example.org/b.", "tip 1:4 ~ Write `https://`.", "At https://example.org/b."),
        ("At ttps://example.org/b", "tip 1:4", "At https://example.org/b"),
        ("At http//example.org/b", "tip 1:4", "At http://example.org/b"),
    ],
)
def test_what_was_meant_as_a_link_is_found_in_the_text(text: str, wanted: str, right: str) -> None:
    check(links, stated(text), wanted)
    assert repaired(links, stated(text)) == f"{right}\n"


def test_an_address_with_a_title_in_other_quotes_has_no_mechanical_repair() -> None:
    text = "[a](https://example.org/b “my page”)"
    check(links, stated(text), "must 1:1")
    assert repaired(links, stated(text)) == f"{text}\n"


def test_the_same_broken_link_twice_is_two_findings_and_its_definition_one() -> None:
    check(links, stated("[a](/x) and [a](/x)\n\n[b](/x)"), "must 1:5", "must 1:17", "must 3:5")
    check(links, stated("[a][x] and [b][x]\n\n[x]: /x"), "must 3:1")


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        ("ben.md", ()),
        ("ben.md#goals", ()),
        ("./ben.md?plain=1", ()),
        ("../../docs/rules.md", ()),
        ("/docs/rules.md", ()),
        ("../../docs", ()),
        ("../..", ()),
        ("%62en.md", ()),
        ("ida-quist.md", ()),
        ("cleo.md", ("must 1:5 ~ There is no file `cleo.md`.",)),
        ("Ben.md", ("must 1:5 ~ Its name is written `nominations/2026-board/ben.md`.",)),
        ("../../../secret.md", ("must 1:5 ~ Write the full address, with `https://`.",)),
        ("docs/rules.md", ("must 1:5",)),
        ("photos%5Cida.jpg", ("must 1:5",)),
    ],
)
def test_relative_links_lead_to_files_that_exist(target: str, wanted: tuple[str, ...]) -> None:
    check(links, stated(f"[a]({target})", known=KNOWN), *wanted)


def test_files_that_the_pull_request_adds_exist_and_those_it_takes_away_do_not() -> None:
    added = (ChangedFile(path="nominations/2026-board/cv.md"), ChangedFile(path="old.md", status=FileStatus.REMOVED))
    check(links, stated("[a](cv.md)", known=KNOWN, added=added))
    check(links, stated("[a](../../old.md)", known=KNOWN, added=added), "must 1:5")


def test_where_nobody_looked_a_relative_link_may_be_right() -> None:
    check(links, stated("[a](ben.md)"), "tip 1:5 ~ is not a full address.")
    check(links, stated("[a](ben.md)", known=KNOWN, path="/elsewhere/ida.md"), "tip 1:5")


@pytest.mark.parametrize(
    ("typed", "wanted", "right"),
    [
        ("https://ida.example", (), ""),
        ("ida@quist.example", ("must 4:5 ~ Write `mailto:ida@quist.example`.",), "mailto:ida@quist.example"),
        ("github.com/ida-quist", ("must 4:5",), "https://github.com/ida-quist"),
        ("ttps://ida.example", ("must 4:5",), "https://ida.example"),
        ("'[Blog](https://ida.example)'", ("must 4:5 ~ Write only the address here",), "https://ida.example"),
        ("<https://ida.example>", ("must 4:5",), "https://ida.example"),
        (
            "my page https://ida.example",
            ("must 4:5 ~ Write only the address here, with no other words or spaces.",),
            "",
        ),
        ("/about", ("must 4:5",), ""),
        ("'javascript:x'", ("must 4:5",), ""),
    ],
)
def test_links_in_the_front_matter_are_whole_addresses(typed: str, wanted: tuple[str, ...], right: str) -> None:
    snapshot = stated(f"---\nname: Ida\nlinks:\n  - {typed}\n---\n")
    check(links, snapshot, *wanted)
    assert f"  - {right or typed}\n" in repaired(links, snapshot)


def test_no_links_in_the_front_matter_are_no_mistake() -> None:
    check(links, stated("---\nlinks:\n---\n"))
    check(links, stated("---\nlinks: [https://ida.example, {a: b}, []]\n---\n"))
    check(links, stated("---\nlinks: ida\n---\n"), "tip 2:8")


OWN = "repository: Example/Elections"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("blob/main/docs/rules.md#top", ()),
        ("blob/main/docs/Rules.md", ("tip 1:5 ~ There is no file `docs/Rules.md`. Did you mean `docs/rules.md`?",)),
        ("blob/main/docs/lost.md", ("tip 1:5 ~ There is no file `docs/lost.md` in the repository at present.",)),
        ("blob/main", ()),
        ("issues/7", ()),
    ],
)
def test_whole_addresses_of_the_repositorys_own_files_are_looked_up(path: str, wanted: tuple[str, ...]) -> None:
    text = f"[a](https://github.com/example/elections/{path})"
    check(links, stated(text, known=KNOWN, config=OWN), *wanted)
    check(links, stated(text, config=OWN))


def test_on_a_server_of_its_own_the_repositorys_files_are_there() -> None:
    own, wanted = "repository: https://git.example.org/Example/Elections", "tip 1:5 ~ There is no file `docs/lost.md`"
    lost = "example/elections/blob/main/docs/lost.md)"
    check(links, stated(f"[a](https://git.example.org/{lost}", known=KNOWN, config=own), wanted)
    check(links, stated(f"[a](https://github.com/{lost}", known=KNOWN, config=own))


@pytest.mark.parametrize(
    ("text", "wanted", "right"),
    [
        ("See [a](https://a.example. It", "tip 1:5 ~ Add `)` behind its address.", "See [a](https://a.example). It"),
        ("See (a)[https://a.example].", "tip 1:5 ~ its brackets are swapped", "See [a](https://a.example)."),
        ("See [a b(https://a.example).", "tip 1:5 ~ because `]` is missing", "See [a b](https://a.example)."),
    ],
)
def test_a_broken_link_is_told_and_mended(text: str, wanted: str, right: str) -> None:
    check(links, stated(text), wanted)
    assert repaired(links, stated(text)) == right + "\n"
    check(links, stated(right))
