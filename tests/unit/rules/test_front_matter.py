from __future__ import annotations

import pytest
from made_statements import HEADER, check, repaired, skips, stated

from nomflow.rules.front_matter import front_matter

ELEKTO = "-------------\nname: Ida Quist\nID: ida-quist\ninfo:\n  - employer: Quist Works\n-------------\n"
OPTIONAL = "front-matter: {required: false}"


def header(*lines: str) -> str:
    return "\n".join(("---", "name: Ida Quist", "handle: ida-quist", *lines, "---", "", "Hello"))


@pytest.mark.parametrize("text", [HEADER, ELEKTO, header("pronouns:", "affiliation: [Quist Works, Quill Ltd]")])
def test_complete_front_matter_passes_in_either_style(text: str) -> None:
    check(front_matter, stated(text))


@pytest.mark.parametrize(("text", "rest"), [("# Ida\n\nHello", "\n# Ida\n\nHello"), ("", "")])
def test_without_front_matter_one_finding_has_the_block_to_paste(text: str, rest: str) -> None:
    check(front_matter, stated(text), "must 1:1 ~ Put `---`, `name:, handle: ida-quist` and `---` above")
    assert repaired(front_matter, stated(text)).rstrip() == f"---\nname:\nhandle: ida-quist\n---\n{rest}".rstrip()


def test_a_header_that_lacks_the_nominees_own_fields_is_told_which() -> None:
    snapshot = stated("---\ntitle: Introduction\n---\nHello", declared=False)
    check(
        front_matter,
        snapshot,
        "must 1:1 ~ The field `name` is missing from the front matter.",
        "must 1:1 ~ The field `handle` is missing from the front matter.",
        "tip 2:1 ~ This election has no field `title`, so the page does not show it.",
    )


def test_a_missing_handle_that_the_path_tells_is_put_in() -> None:
    snapshot = stated("---\nname: Ida Quist\n---\nHello\n")
    assert repaired(front_matter, snapshot) == "---\nname: Ida Quist\nhandle: ida-quist\n---\nHello\n"
    snapshot = stated("------\nname: Ida Quist\n------\nHello\n")
    assert repaired(front_matter, snapshot) == "------\nname: Ida Quist\nID: ida-quist\n------\nHello\n"


@pytest.mark.parametrize("empty", ["name:", 'name: ""', "name: ~", "name: []", "name: '  '"])
def test_an_empty_name_is_no_name(empty: str) -> None:
    wanted = "must 2:" + ("7" if empty[5:] else "6")
    check(front_matter, stated(f"---\n{empty}\nhandle: ida-quist\n---\n"), wanted + " ~ The field `name` is empty.")


def test_a_filled_spelling_of_a_field_beats_an_empty_one() -> None:
    check(front_matter, stated("---\nname: Ida\nhandle:\ngithub: ida-quist\n---\n"))


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("@ida-quist", "ida-quist"),
        ('"@ida-quist"', "ida-quist"),
        ("https://github.com/ida-quist", "ida-quist"),
        ("github.com/ida-quist/", "ida-quist"),
        ('"[@ida-quist](https://github.com/ida-quist)"', "ida-quist"),
        ("'[Ida](https://github.com/ida-quist)'", "ida-quist"),
    ],
)
def test_a_handle_in_other_clothes_is_repaired_to_the_bare_one(typed: str, right: str) -> None:
    text = f"---\nname: Ida Quist\nhandle: {typed}\n---\n"
    check(front_matter, stated(text), f"must 3:9 ~ without @ and without a link: `{right}`.")
    assert repaired(front_matter, stated(text)) == HEADER


@pytest.mark.parametrize("typed", ["Ida Quist", "ida_quist", "ida@example.org", "https://gitlab.com/ida", "-ida"])
def test_what_cannot_be_a_handle_is_refused(typed: str) -> None:
    text = f"---\nname: Ida Quist\nhandle: {typed}\n---\n"
    check(front_matter, stated(text), "must 3:9 ~ is not a GitHub user name.")


@pytest.mark.parametrize("typed", ["007", "1e5", "no", "0x1F", "2026-07-01"])
def test_handles_that_look_like_numbers_stay_what_was_typed(typed: str) -> None:
    snapshot = stated(f"---\nname: 42\nhandle: {typed}\n---\n", path=f"nominations/2026-board/{typed}.md")
    check(front_matter, snapshot)


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("Affiliation: Quist Works", "tip 4:1 ~ Write this field as `affiliation`."),
        ("favourite: tea", "tip 4:1 ~ This election has no field `favourite`, so the page does not show it."),
        ("afiliation: Quist Works", "tip 4:1 ~ Did you mean `affiliation`?"),
        ("summary: [one, two]", "must 4:10 ~ The field `summary` has several values."),
        ("summary: {one: two}", "must 4:10 ~ The field `summary` has several values."),
        ("affiliation: {one: two}", "must 4:14 ~ has several values."),
        (f"pronouns: {'x' * 41}", "must 4:11 ~ has 41 characters."),
        (
            "links: {blog: 'https://ida.example'}",
            "must 4:8 ~ Put each entry on its own line and begin it with a hyphen:",
        ),
        (
            "reviewers: '@'",
            "must 4:12 ~ Write one person on each line, for example `- Ada Example (@ada-example)`.",
        ),
    ],
)
def test_other_fields(lines: str, wanted: str) -> None:
    check(front_matter, stated(header(lines)), wanted)


@pytest.mark.parametrize(
    "line",
    [
        f"pronouns: {'x' * 40}",
        "links: https://ida.example",
        "reviewers: []",
        "reviewers:",
        "conflicts: [Quist Works, Quill Ltd]",
        "reviewers: [Ben Sample (@ben), '@cleo', Dan Otto]",
    ],
)
def test_other_fields_in_order(line: str) -> None:
    check(front_matter, stated(header(line)))


def test_an_entry_with_a_colon_is_put_in_quotes() -> None:
    text = header("links:", "  - My blog: https://ida.example", "  - https://other.example")
    check(front_matter, stated(text), "must 5:5 ~ The colon and space turn this into a field.")
    assert '  - "My blog: https://ida.example"\n' in repaired(front_matter, stated(text))


KINDS = """\
front-matter:
  fields:
    site: {kind: url}
    mail: {kind: email}
    term: {kind: choice, choices: [One year, Two years]}
    club: {required: true, example: Chess}
    work: {kind: text, aliases: [job]}"""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("site: HTTPS://ida.example", ()),
        ("site: ida.example", ("must 5:7 ~ must be a full web address that begins with `https://`.",)),
        ("site: https://ida.example and more", ("must 5:7",)),
        ("mail: ida@ida.example", ()),
        ("mail: ida", ("must 5:7 ~ must be an e-mail address, for example `ada@example.org`.",)),
        ("term: One year", ()),
        ("term: one year", ("must 5:7 ~ One year`.",)),
        ("term: Three years", ("must 5:7 ~ one of these: One year, Two years. Here it is `Three years`.",)),
        ("Job: Clerk", ("tip 5:1 ~ `job`",)),
    ],
)
def test_fields_of_the_elections_own(line: str, wanted: tuple[str, ...]) -> None:
    check(front_matter, stated(header("club: Go", line), statement=KINDS), *wanted)


def test_a_required_field_of_the_elections_own_shows_its_example() -> None:
    check(front_matter, stated(HEADER, statement=KINDS), "must 1:1 ~ Add the line `club: Chess`.")


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [("allow", ()), ("tip", ("tip 4:1",)), ("refuse", ("must 4:1 ~ This election has no field `favourite`",))],
)
def test_fields_nobody_asked_for(policy: str, wanted: tuple[str, ...]) -> None:
    snapshot = stated(header("favourite: tea"), statement=f"front-matter: {{unknown: {policy}}}")
    check(front_matter, snapshot, *wanted)


def test_the_wrong_style_is_repaired_with_all_that_is_in_it() -> None:
    text = "-----\nname: Ida Quist\nhandle: ida-quist\n-----\nHello\n"
    snapshot = stated(text, statement="front-matter: {style: yaml}")
    check(front_matter, snapshot, "must 1:1 ~ two lines of exactly three dashes: `---`")
    assert repaired(front_matter, snapshot) == HEADER + "Hello\n"
    snapshot = stated(HEADER, statement="front-matter: {style: elekto}")
    check(front_matter, snapshot, f"must 1:1 ~ two long lines of dashes: `{'-' * 61}`")
    check(front_matter, stated(repaired(front_matter, snapshot), statement="front-matter: {style: elekto}"))


def test_elektos_info_may_be_a_mapping_as_in_the_template_of_kubernetes() -> None:
    text = ELEKTO.replace("  - employer", "  employer")
    check(front_matter, stated(text))
    check(front_matter, stated(text, statement="front-matter: {style: elekto}"))


def test_elektos_keys_have_their_case() -> None:
    text = "-----\nName: Ida Quist\nid: ida-quist\nInfo:\n  - Employer: Quist Works\n-----\n"
    check(front_matter, stated(text), "tip 2:1 ~ `name`", "tip 3:1 ~ `ID`", "tip 4:1 ~ `info`", "tip 5:5 ~ `employer`")
    check(front_matter, stated(repaired(front_matter, stated(text))))


def test_a_header_that_cannot_be_read_is_not_said_to_lack_fields_too() -> None:
    text = "---\nname: Ida [Quist\n  and: [so\n on\n---\nHello"
    snapshot = stated(text)
    assert snapshot.statement is not None
    assert snapshot.statement.front.tree.root is None
    check(front_matter, snapshot, "must 3:3")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("---\nname: Ida\nname: Ida\nhandle: ida-quist\n---\n", "must 3:1 ~ is already in line 2"),
        ("---\nname: &x Ida\nhandle: ida-quist\n---\n", "must 2:7 ~ is a YAML anchor"),
        ("---\nname: Ida\nhandle: !!str ida-quist\n---\n", "must 3:9 ~ is a YAML tag"),
        ("---\nname: Ida\nhandle: ida-quist\n", "must 1:1 ~ never closed. Add a line with --- after line 3."),
    ],
)
def test_faults_of_the_yaml_are_told_in_their_place(text: str, wanted: str) -> None:
    check(front_matter, stated(text), wanted)


def test_a_tab_behind_a_colon_is_a_tip_and_one_before_a_key_is_not() -> None:
    check(front_matter, stated(HEADER.replace("handle: ", "handle:\t")), "tip 3:8 ~ Replace it with a space.")
    text = header("links:", "\t- https://ida.example")
    check(front_matter, stated(text), "must 5:1 ~ indented with a tab")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nHello, this is a line across the page.\n\n---\n\nAnd more.\n",
        "Hello\n\n---\n\nmore: text\n\n---\n",
        "Hello\n",
        "",
    ],
)
def test_where_none_is_required_lines_across_the_page_are_no_front_matter(text: str) -> None:
    assert skips(front_matter, stated(text, statement=OPTIONAL))


def test_where_none_is_required_nothing_about_it_blocks() -> None:
    text = "---\nname: Ida\nname: &x Ida\nhandle: Ida Quist\nsummary: [a, b]\n"
    check(front_matter, stated(text, statement=OPTIONAL), "tip 1:1", "tip 3:1", "tip 3:7", "tip 4:9", "tip 5:10")


def test_where_none_is_wanted_it_is_not_shown() -> None:
    none = "front-matter: {style: none}"
    assert skips(front_matter, stated("Hello", statement=none))
    check(front_matter, stated(HEADER, statement=none), "tip 1:1 ~ the page does not show these lines")


def test_an_empty_file_needs_none_where_it_is_enough() -> None:
    assert skips(front_matter, stated("\n", statement="may-be-empty: true"))
    check(front_matter, stated("\n"), "must 1:1 ~ The front matter is missing.")


@pytest.mark.parametrize(
    ("line", "column"), [("name:\u00a0Ida Quist", 6), ("name: Ida Quist\nlinks:\n\u00a0 - https://ida.example", 1)]
)
def test_a_no_break_space_is_told_in_its_own_line_alone(line: str, column: int) -> None:
    snapshot = stated(f"---\nhandle: ida-quist\n{line}\n---\nHello\n")
    check(front_matter, snapshot, f"must {3 + line.count(chr(10))}:{column} ~ Type a space with the space bar.")
    check(front_matter, stated(repaired(front_matter, snapshot)))


def test_fields_without_dashes_are_one_finding() -> None:
    snapshot = stated("name: Ida Quist\nhandle: ida-quist\naffiliation: Acme\n\n# Hello\n\nI am Ida.\n")
    check(front_matter, snapshot, "must 1:1 ~ The lines 1–3 need `---` above and below.")
    check(front_matter, stated(repaired(front_matter, snapshot)))


def test_words_that_a_number_sign_cuts_off_are_told() -> None:
    header = "---\nname: Ida Quist # in full\nhandle: ida-quist\naffiliation: Acme #1 of all\nsummary: 'a #b'\n---\n"
    snapshot = stated(header, template="---\nname: Your name # in full\n---\n")
    check(front_matter, snapshot, "tip 4:19 ~ The words behind ` #` are a comment and not shown.")
    assert 'affiliation: "Acme #1 of all"\n' in repaired(front_matter, snapshot)


def test_a_number_under_a_key_like_an_alias_is_no_handle() -> None:
    text = "---\nname: Ida Quist\nid: 4\n{more}---\nHello\n"
    check(front_matter, stated(text.format(more="")), "must 1:1 ~ `handle` is missing", "tip 3:1 ~ no field `id`")
    check(front_matter, stated(text.format(more="handle: ida-quist\n")), "tip 3:1 ~ has no field `id`, so the page")


def test_no_repair_writes_a_field_twice() -> None:
    snapshot = stated("---\nname: Ida\nName: Ida Quist\nhandle: ida-quist\n---\nHello\n")
    check(front_matter, snapshot, "tip 3:1 ~ twice, as `Name` and as `name`. Keep one of them.")
    assert "Name: Ida Quist" in repaired(front_matter, snapshot)
