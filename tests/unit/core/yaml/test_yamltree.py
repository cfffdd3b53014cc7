from collections.abc import Iterator

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from nomflow.core.basics.answer import Fix
from nomflow.core.basics.place import Place
from nomflow.core.yaml import tree as yamltree
from nomflow.core.yaml.tree import Mapping, Node, Scalar, Sequence, Tree, parse

PARSERS = [pytest.param(yaml.BaseLoader, id="python")]
if hasattr(yaml, "CBaseLoader"):
    PARSERS.append(pytest.param(yaml.CBaseLoader, id="libyaml"))


@pytest.fixture(params=PARSERS, scope="module", autouse=True)
def _parser(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yamltree, "_loader", lambda: request.param)
        yield


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.value: plain(value) for key, value in node.entries}
    return None


def told(tree: Tree) -> list[tuple[int, int, str]]:
    places = [finding.place or Place(path="") for finding in tree.findings]
    return [(place.line, place.column, str(finding.text)) for place, finding in zip(places, tree.findings, strict=True)]


def mended(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    line = lines[fix.place.line - 1]
    lines[fix.place.line - 1] = line[: fix.place.column - 1] + fix.replacement + line[fix.place.end_column :]
    return "\n".join(lines)


def test_scalars_stay_the_text_that_was_typed() -> None:
    tree = parse("a: no\nb: 012\nc: 1:20\nd: 2026-01-01\ne: ~\nf:\ng: ''\nh: .inf\ni: 1_000\nj: =\n", "c.yml")
    assert tree.findings == ()
    assert plain(tree.root) == {
        "a": "no",
        "b": "012",
        "c": "1:20",
        "d": "2026-01-01",
        "e": "~",
        "f": "",
        "g": "",
        "h": ".inf",
        "i": "1_000",
        "j": "=",
    }


def test_nothing_and_an_empty_text_can_be_told_apart() -> None:
    root = parse("nothing:\nempty: ''\n", "c.yml").root
    assert isinstance(root, Mapping)
    nothing, empty = root.get("nothing"), root.get("empty")
    assert isinstance(nothing, Scalar)
    assert isinstance(empty, Scalar)
    assert (nothing.plain, empty.plain) == (True, False)
    assert root.get("missing") is None


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n"])
def test_nothing_written_is_no_fault(text: str) -> None:
    tree = parse(text, "c.yml")
    assert tree.findings == ()
    assert plain(tree.root) in (None, "")


def test_everything_has_its_place_in_the_file() -> None:
    root = parse('name: Zoë 🐍\ninfo:\n  - "em: x": |\n      two\n      lines\n\nlast: [a, b]\n', "c.yml", 11).root
    assert isinstance(root, Mapping)
    assert root.place == Place(path="c.yml", line=11, column=1, end_line=17, end_column=12)
    (name, value), (_, info), (_, last) = root.entries
    assert name.place == Place(path="c.yml", line=11, column=1, end_line=11, end_column=4)
    assert value.place == Place(path="c.yml", line=11, column=7, end_line=11, end_column=11)
    assert isinstance(info, Sequence)
    (item,) = info.items
    assert isinstance(item, Mapping)
    ((key, block),) = item.entries
    assert key.place == Place(path="c.yml", line=13, column=5, end_line=13, end_column=11)
    assert block.place == Place(path="c.yml", line=13, column=14, end_line=15, end_column=11)
    assert info.place == Place(path="c.yml", line=13, column=3, end_line=15, end_column=11)
    assert last.place == Place(path="c.yml", line=17, column=7, end_line=17, end_column=12)


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "value"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "key a is already in line 1", {"a": "1", "b": "2"}),
        ("a: {b: 1, b: 2}\n", 1, 11, "key b is already in line 1", {"a": {"b": "1"}}),
        ("a: &x 1\n", 1, 4, "&x is a YAML anchor", {"a": "1"}),
        ("a: *x\n", 1, 4, "*x is a YAML alias", {"a": "*x"}),
        ("a: !!str &x 1\n", 1, 10, "&x is a YAML anchor", {"a": "1"}),
        ("a: !!python/object:os.system x\n", 1, 4, "!!python/object:os.system is a YAML tag", {"a": "x"}),
        ("a: ! x\n", 1, 4, "! is a YAML tag", {"a": "x"}),
        ("<<: {a: 1}\nb: 2\n", 1, 1, "Merging with <<", {"b": "2"}),
        ("a: 1\n---\nb: 2\n", 2, 1, "A second document", {"a": "1"}),
        ("[a, b]: 1\nc: 2\n", 1, 1, "A key must be a text", {"c": "2"}),
        ('a: "x\\u202Ey\\0"\n', 1, 4, "An escape code in this text", {"a": "x\u202ey\ufffd"}),
        ("%YAML 1.1\n---\na: 1\n", 1, 1, "must not begin with %", None),
    ],
)
def test_what_yaml_allows_and_we_do_not_is_refused_where_it_stands(
    text: str, line: int, column: int, words: str, value: object
) -> None:
    tree = parse(text, "c.yml")
    assert any((line, column) == (a, b) and words in sentence for a, b, sentence in told(tree))
    assert plain(tree.root) == value


def test_all_that_is_refused_is_told_at_once() -> None:
    tree = parse("a: &x 1\nb: *x\na: 2\nc: !t 3\nd:\t4\ne: @f\n", "c.yml")
    assert [line for line, _, _ in told(tree)] == [1, 2, 3, 4, 5, 6]
    assert plain(tree.root) == {"a": "1", "b": "*x", "c": "3", "d": "4", "e": "@f"}


@pytest.mark.parametrize(
    ("text", "line", "column", "words", "value", "fixed"),
    [
        ("ID:\tann\n", 1, 4, "There is a tab here", {"ID": "ann"}, "ID: ann\n"),
        ("ID: ann\t\n", 1, 8, "There is a tab here", {"ID": "ann"}, "ID: ann \n"),
        ("a:\n\tb: 1\n\tc: 2\n", 2, 1, "indented with a tab", {"a": {"b": "1", "c": "2"}}, "a:\n  b: 1\n\tc: 2\n"),
        ("a: @ann # me\n", 1, 4, "must not begin with @", {"a": "@ann"}, 'a: "@ann" # me\n'),
        ("- @ann\n", 1, 3, "must not begin with @", ["@ann"], '- "@ann"\n'),
        ("a: `ann`\n", 1, 4, "must not begin with `", {"a": "`ann`"}, 'a: "`ann`"\n'),
        ("a: %x\n", 1, 4, "must not begin with %", {"a": "%x"}, 'a: "%x"\n'),
        ("a: **Ann** Lee\n", 1, 4, "must not begin with *", {"a": "**Ann** Lee"}, 'a: "**Ann** Lee"\n'),
        ("a: >Ann\n", 1, 4, "must not begin with >", {"a": ">Ann"}, 'a: ">Ann"\n'),
        ("a: Go: a life\n", 1, 6, "A colon followed by a space", {"a": "Go: a life"}, 'a: "Go: a life"\n'),
        ('a: a "b": c\n', 1, 9, "A colon followed by a space", {"a": 'a "b": c'}, "a: 'a \"b\": c'\n"),
        ("ID:ann\nb: 1\n", 1, 3, "A space is missing", {"ID": "ann", "b": "1"}, "ID: ann\nb: 1\n"),
        ("b: 1\nID:ann\n", 2, 3, "A space is missing", {"ID": "ann", "b": "1"}, "b: 1\nID: ann\n"),
        ("a: [X](https://x.example)\n", 1, 7, "follows the closing bracket", {"a": "[X](https://x.example)"}, None),
        ("a: x\u2028y\n", 1, 5, "invisible character here (U+2028)", {"a": "x y"}, "a: x y\n"),
        ("a: \ufeffx\n", 1, 4, "invisible character here (U+FEFF)", {"a": "x"}, "a: x\n"),
    ],
)
def test_a_mistake_with_one_repair_is_told_with_it_and_read_as_repaired(
    text: str, line: int, column: int, words: str, value: object, fixed: str | None
) -> None:
    tree = parse(text, "c.yml")
    assert told(tree)[0][:2] == (line, column)
    assert words in told(tree)[0][2]
    assert plain(tree.root) == value
    fix = tree.findings[0].fix
    assert fix is not None
    if fixed is not None:
        assert mended(text, fix) == fixed
    assert len(parse(mended(text, fix), "c.yml").findings) == len(tree.findings) - 1


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: 'b\nc: d\n", 1, 4, "quote that opens here is never closed"),
        ('a: "b\nc: d\n', 1, 4, "quote that opens here is never closed"),
        ("a: [b, c\nd: e\n", 1, 4, "opens here with [ and is not closed"),
        ("a: {b: c\nd: e\n", 1, 4, "opens here with { and is not closed"),
        ('name: "Ann" Lee\n', 1, 13, "Text follows the closing quote"),
        ('a: "C:\\home\\q"\n', 1, 7, "This escape code is not valid in YAML"),
        ("name Ann\nID: ann\n", 1, 1, "This line has no key"),
        ("ID: ann\nname Ann\n", 2, 1, "This line has no key"),
        ("name: Ann\n ID: ann\n", 2, 2, "indentation of this line"),
        ("a:\n  b: 1\n c: 2\n", 3, 2, "indentation of this line"),
        ("a: b\n- c\n", 2, 1, "There is a list item here"),
        ("a: - b\n", 1, 4, "A list must begin on a line of its own"),
        ("@a: b\n", 1, 1, "Text must not begin with @"),
        ("a: [@b, c]\n", 1, 5, "Text must not begin with @"),
    ],
)
def test_a_mistake_that_needs_a_person_is_told_where_it_begins(text: str, line: int, column: int, words: str) -> None:
    tree = parse(text, "c.yml")
    ((at_line, at_column, sentence),) = told(tree)
    assert (at_line, at_column) == (line, column)
    assert words in sentence
    assert tree.root is None


def test_tabs_and_spaces_that_both_indent_leave_it_open_what_is_meant() -> None:
    tree = parse("a:\n\tb: 1\n  c: 2\n", "c.yml")
    assert tree.root is None
    assert told(tree)[0][:2] == (2, 1)


def test_a_tab_in_a_comment_harms_nobody() -> None:
    assert parse("# a\tb\na: 1\n", "c.yml").findings == ()


def test_places_are_those_of_the_file_even_after_a_repair() -> None:
    root = parse("ID:ann\nslack: @ann # me\nend: x\n", "c.yml").root
    assert isinstance(root, Mapping)
    assert [value.place for _, value in root.entries] == [
        Place(path="c.yml", line=1, column=4, end_line=1, end_column=6),
        Place(path="c.yml", line=2, column=8, end_line=2, end_column=11),
        Place(path="c.yml", line=3, column=6, end_line=3, end_column=6),
    ]


def test_faults_quote_the_words_of_the_file() -> None:
    (fault,) = parse("key: 1\nkey: 2\n", "c.yml").faults
    assert fault.message.startswith("The key “key” is already in line 1.")
    assert str(fault.place) == "c.yml:2:1"


@pytest.mark.parametrize("level", [31, 32, 33])
def test_thirty_two_levels_are_read_and_no_more(level: int) -> None:
    tree = parse("[" * level + "]" * level, "c.yml")
    assert (tree.root is None) == (level > 32)
    assert [sentence for _, _, sentence in told(tree)] == (
        ["This is nested more than 32 levels deep."] if level > 32 else []
    )


def test_more_bytes_than_allowed_are_not_parsed() -> None:
    assert parse("a: éé", "c.yml", max_bytes=7).findings == ()
    assert told(parse("a: éé", "c.yml", 5, max_bytes=6)) == [(5, 1, "This YAML has 7 bytes; 6 is the limit.")]


PIECES = ["a", "name", ": ", ":", "\n", "\n  ", "- ", "\t", "@x", "'", '"', "[", "]", "{", "}", ",", "&a", "*a", "!t"]
PIECES += ["|", "> ", "#", "%", "`", "é", "\u2028", "\\", "\\U00110000", "? ", "<<", "\n---\n", "...", "\0", "\ud800"]
PIECES += ["x: y\n", "\ufeff", "\r", "\x85"]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text())
def test_any_text_is_answered_with_places_inside_it(text: str) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    tree = parse(text, "c.yml")
    for place in [*places(tree.root), *[finding.place for finding in tree.findings]]:
        assert place is not None
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


def places(node: Node | None) -> Iterator[Place]:
    match node:
        case Scalar():
            yield node.place
        case Sequence():
            yield node.place
            for item in node.items:
                yield from places(item)
        case Mapping():
            yield node.place
            for key, value in node.entries:
                yield key.place
                yield from places(value)
