import pytest
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.answer import Finding, Fix, Level
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import read
from nomflow.core.snapshot.front_matter import FrontMatter, Style, fields, split
from nomflow.core.yaml.tree import Mapping, Scalar

LONG = "-" * 52


def front(text: str) -> FrontMatter:
    return split(read("ann.md", text.encode("utf-8", "surrogatepass"))[0])


def values(found: FrontMatter) -> dict[str, str]:
    return {key: node.value for key, node in fields(found).items() if isinstance(node, Scalar)}


def sentences(found: FrontMatter) -> list[tuple[int, int, str]]:
    places = [finding.place or Place(path="") for finding in found.findings]
    return [(p.line, p.column, str(f.text)) for p, f in zip(places, found.findings, strict=True)]


def mended(text: str, finding: Finding) -> str:
    assert isinstance(finding.fix, Fix)
    place, lines = finding.fix.place, text.split("\n")
    if place.column == 1 and place.end_column == 0:
        lines[place.line - 1 : place.end_line] = [finding.fix.replacement]
    else:
        line = lines[place.line - 1]
        lines[place.line - 1] = line[: place.column - 1] + finding.fix.replacement + line[place.end_column :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "style", "fences", "body", "body_line"),
    [
        ("---\nname: Ann\n---\n# Hi\n", Style.YAML, (1, 3), "# Hi\n", 4),
        ("---\nname: Ann\n...\n# Hi\n", Style.YAML, (1, 3), "# Hi\n", 4),
        ("---  \nname: Ann\n---\t\n\nHi", Style.YAML, (1, 3), "\nHi", 4),
        ("---\r\nname: Ann\r\n---\r\nHi\r\n", Style.YAML, (1, 3), "Hi\n", 4),
        ("\ufeff---\nname: Ann\n---\nHi\n", Style.YAML, (1, 3), "Hi\n", 4),
        ("---\n---\nHi\n", Style.YAML, (1, 2), "Hi\n", 3),
        ("---\nname: Ann\n---", Style.YAML, (1, 3), "", 4),
        ("---\n\n# about\n\nname: Ann\n\n---\nHi\n", Style.YAML, (1, 7), "Hi\n", 8),
        (f"{LONG}\nname: Ann\nID: ann\n{LONG}---\nHi\n", Style.ELEKTO, (1, 4), "Hi\n", 5),
        ("----\nname: Ann\nID: ann\n---\nHi\n", Style.ELEKTO, (1, 4), "Hi\n", 5),
        (f"\n{LONG}\nname: Ann\nID: ann\n{LONG}\nHi\n", Style.ELEKTO, (2, 5), "Hi\n", 6),
        ("---\nname: Ann\n---\nHi\n\n---\nmore: text\n---\n", Style.YAML, (1, 3), "Hi\n\n---\nmore: text\n---\n", 4),
    ],
)
def test_a_header_is_found_between_its_fences_and_the_rest_is_body(
    text: str, style: Style, fences: tuple[int, int], body: str, body_line: int
) -> None:
    found = front(text)
    assert (found.style, found.body, found.body_line) == (style, body, body_line)
    assert (found.place.line, found.place.end_line) == fences
    assert found.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# Ann\n\nname: Ann\n",
        "---\n\nHello, I am Ann.\n\n---\n\nI code.\n",
        "---\nHello everyone,\n\nI stand for the board.\n",
        "----\n\nHello.\n",
        "---\n# Ann\n---\n",
        "***\nname: Ann\n***\n",
        "Title\n---\nname: Ann\n---\n",
        "Name: Ann\n\nEmail: ann at example.org\n\nBackground:\n\nI code.\n",
        "Name: Ann\n---\nI code.\n",
        "  ---\nname: Ann\n---\n",
        "--\nname: Ann\n--\n",
        "---\nhttps://ann.example\n---\n",
    ],
)
def test_a_rule_or_a_paragraph_is_not_taken_for_a_header(text: str) -> None:
    found = front(text)
    assert (found.style, found.body, found.body_line, found.findings) == (Style.NONE, text, 1, ())
    assert fields(found) == {}


def test_values_are_the_text_that_was_typed_with_its_place() -> None:
    found = front("---\ntitle: no\nyear: 012\n---\n")
    assert values(found) == {"title": "no", "year": "012"}
    assert fields(found)["year"].place == Place(path="ann.md", line=3, column=7, end_line=3, end_column=9)


@pytest.mark.parametrize(
    "info",
    [
        "info:\n  - employer: Acme\n  - slack: ann\n",
        "info:\n- employer: Acme\n- slack: ann\n",
        "info:\n  employer: Acme\n  slack: ann\n",
        "info:\n  - employer: Acme\n    slack: ann\n",
    ],
)
def test_what_elekto_keeps_in_info_is_read_like_other_keys(info: str) -> None:
    found = front(f"{LONG}\nname: Ann Lee\n\nID: ann\n{info}{LONG}\n")
    assert values(found) == {"name": "Ann Lee", "ID": "ann", "employer": "Acme", "slack": "ann"}
    assert found.findings == ()


def test_elektos_keys_between_three_dashes_are_read_too() -> None:
    found = front("---\nname: Ann\nID: ann\ninfo:\n- employer: Acme\n---\n")
    assert (found.style, values(found)) == (Style.YAML, {"name": "Ann", "ID": "ann", "employer": "Acme"})


def test_info_without_an_id_is_a_key_like_any_other() -> None:
    assert isinstance(fields(front("---\ntitle: x\ninfo:\n  a: b\n---\n"))["info"], Mapping)


def test_the_header_itself_wins_over_info() -> None:
    assert values(front(f"{LONG}\nname: Ann\nID: ann\ninfo:\n  - name: Bob\n{LONG}\n"))["name"] == "Ann"


@pytest.mark.parametrize(
    ("info", "line", "column", "words"),
    [
        ("info: Acme", 4, 7, "Under info stand lines like"),
        ("info:\n  - Independent", 5, 5, "Each entry of info must read key: value"),
        ("info:\n  - [a]", 5, 5, "Each entry of info must read key: value"),
        ("info:\n  - slack: a\n  - slack: b", 6, 5, "The key slack is already in line 5"),
    ],
)
def test_an_info_that_elekto_cannot_read_is_told(info: str, line: int, column: int, words: str) -> None:
    found = front(f"{LONG}\nname: Ann\nID: ann\n{info}\n{LONG}\n")
    ((at_line, at_column, sentence),) = sentences(found)
    assert (at_line, at_column) == (line, column)
    assert words in sentence


def test_a_tab_after_the_colon_is_told_and_the_value_still_known() -> None:
    text = f"{LONG}\nname: Ann Lee\nID:\tann\n{LONG}\n# Ann\n"
    found = front(text)
    assert [(line, column) for line, column, _ in sentences(found)] == [(3, 4)]
    assert values(found) == {"name": "Ann Lee", "ID": "ann"}
    assert front(mended(text, found.findings[0])).findings == ()


@pytest.mark.parametrize(
    ("text", "line", "words", "body", "known"),
    [
        ("---\nname: Ann\nID: ann\n\nHi all.\n", 1, "never closed", "\nHi all.\n", {"name": "Ann", "ID": "ann"}),
        (
            f"{LONG}\nname: Ann\nID: ann\ninfo:\n  - slack: ann\n\n## Who I am\n\nNote: me.\n",
            1,
            "never closed",
            "\n## Who I am\n\nNote: me.\n",
            {"name": "Ann", "ID": "ann", "slack": "ann"},
        ),
        ("---\nname: Ann\n\nAbout me:\n\nI code.\n", 1, "never closed", "\nAbout me:\n\nI code.\n", {"name": "Ann"}),
        (
            f"---\nname: Ann\nID: ann\n\nAbout me\n{LONG}\nI code.\n",
            1,
            "never closed",
            f"\nAbout me\n{LONG}\nI code.\n",
            {"name": "Ann", "ID": "ann"},
        ),
        ("---\nname: Ann", 1, "never closed", "", {"name": "Ann"}),
        (
            f"name: Ann\nID: ann\n{LONG}\nHi\n",
            1,
            "dashes above the header is missing",
            "Hi\n",
            {"name": "Ann", "ID": "ann"},
        ),
        ("---\nname: Ann\n-----\nHi\n", 3, "opens with three dashes", "Hi\n", {"name": "Ann"}),
        ("\n\n---\nname: Ann\n---\nHi\n", 3, "only from line 1", "Hi\n", {"name": "Ann"}),
    ],
)
def test_a_missing_or_misplaced_fence_is_told_and_the_header_still_read(
    text: str, line: int, words: str, body: str, known: dict[str, str]
) -> None:
    found = front(text)
    ((at_line, at_column, sentence),) = sentences(found)
    assert (at_line, at_column) == (line, 1)
    assert words in sentence
    assert (found.body, values(found)) == (body, known)
    healed = front(mended(text, found.findings[0]))
    assert (healed.findings, healed.body, values(healed)) == ((), body, known)


def test_empty_lines_above_the_header_only_earn_a_tip() -> None:
    assert [finding.level for finding in front("\n---\nname: Ann\n---\n").findings] == [Level.TIP]


@pytest.mark.parametrize(
    ("text", "style", "body_line"),
    [
        ("--- name: Ann Lee ID: ann ---\n\nHi\n", Style.YAML, 2),
        (f"{LONG} name: Ann Lee ID: ann info: - employer: Acme - slack: ann {LONG}\n\nHi\n", Style.ELEKTO, 2),
        ("name: Ann Lee ID: ann\n\nHi\n", Style.ELEKTO, 2),
        ("--- name: Ann Lee ID: ann\n---\nHi\n", Style.YAML, 3),
        ("---\nname: Ann Lee ID: ann\n---\nHi\n", Style.YAML, 4),
    ],
)
def test_a_header_on_one_line_is_answered_with_the_right_form(text: str, style: Style, body_line: int) -> None:
    found = front(text)
    ((_, column, sentence),) = sentences(found)
    assert column == 1
    assert "name: Ann Lee, ID: ann" in sentence
    assert (found.style, found.body_line, fields(found)) == (style, body_line, {})
    healed = front(mended(text, found.findings[0]))
    assert healed.findings == ()
    assert values(healed).items() >= {"name": "Ann Lee", "ID": "ann"}.items()
    assert healed.body.strip() == "Hi"


def test_a_line_without_a_colon_is_told_at_its_place() -> None:
    assert sentences(front("---\nname: Ann\nID ann\n---\n")) == [
        (3, 1, "This line has no key. Each line must read key: value.")
    ]


def test_a_header_that_is_a_list_is_refused() -> None:
    found = front("---\n- name: Ann\n- ID: ann\n---\n")
    assert sentences(found) == [(2, 1, "The header must be made of lines that read key: value.")]
    assert fields(found) == {}


def test_a_header_in_braces_is_read() -> None:
    assert values(front("---\n{name: Ann, ID: ann}\n---\n")) == {"name": "Ann", "ID": "ann"}


def test_findings_stand_in_the_order_of_the_file() -> None:
    found = front("\n---\nname: Ann\nname: Bob\nID:\tann\n-----\n")
    assert [line for line, _, _ in sentences(found)] == [2, 4, 5, 6]


PIECES = ["---\n", f"{LONG}\n", "name: Ann\n", "ID: ann\n", "ID:\tann\n", "info:\n", "  - slack: @ann\n", "\n", "Hi.\n"]
PIECES += [
    "# Ann\n",
    "name",
    ": ",
    "- ",
    "...\n",
    "{",
    "[",
    '"',
    "--- name: Ann ID: ann ---\n",
    "info: x\n",
    "\t",
    "&a ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text())
def test_any_statement_is_split_and_every_finding_has_its_place(text: str) -> None:
    source = read("ann.md", text.encode())[0]
    found = split(source)
    assert "\n".join(source.text.split("\n")[found.body_line - 1 :]) == found.body
    assert (found.style is Style.NONE) <= (not found.findings)
    for finding in found.findings:
        assert finding.place is not None
        assert 1 <= finding.place.line <= max(len(source.lines), 1)
        assert 1 <= finding.place.column <= len(source.lines[finding.place.line - 1]) + 1
    assert (found.tree.root is None) <= (not fields(found))
