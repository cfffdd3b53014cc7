"""Annotations, and what the Actions runner makes of every line we print."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from made_reports import PATH, golden, hostile, make_report, make_rule, one_of_each

from nomflow.core.basics.answer import Answer, Finding, Fix, Level, Outcome, failed, judged, must, say, tip
from nomflow.core.basics.place import Place
from nomflow.render.report.workflow import MESSAGE_LIMIT, render

COMMANDS = {
    *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice", "remove-matcher"),
    *("save-state", "set-env", "set-output", "stop-commands", "warning", "internal-set-repo-path"),
}
PARTS = st.sampled_from(["::", "##[", "]", "error", "add-mask", "%0A", " ", "\r", "\n", ",file=x", "\u2028"])
WORDS = st.lists(st.one_of(PARTS, st.characters()), max_size=12).map("".join)


@dataclass(frozen=True)
class Command:
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    data: str


def understood(line: str) -> Command | None:
    """What the runner takes a line for: first ``::``, then ``##[`` anywhere."""
    trimmed = line.lstrip()
    if trimmed.startswith("::") and (end := trimmed.find("::", 2)) >= 0:
        name, _, rest = trimmed[2:end].partition(" ")
        if name.lower() in COMMANDS:
            pairs = (pair.split("=", 1) for pair in rest.strip().split(",") if pair)
            return Command(name, {key: _plain(value) for key, value in pairs}, _plain(trimmed[end + 2 :]))
    if (start := line.find("##[")) >= 0 and (end := line.find("]", start)) >= 0:
        name = line[start + 3 : end].split(" ", maxsplit=1)[0]
        if name.lower() in COMMANDS:
            return Command(name, {}, line[end + 1 :])
    return None


def _plain(text: str) -> str:
    for sign, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(sign, character)
    return text


def lines_of(output: str) -> list[str]:
    """The lines the runner reads: they also end at a lone carriage return."""
    return re.split("\r\n|\r|\n", output)


def commands(output: str) -> list[Command]:
    return [command for line in lines_of(output) if (command := understood(line))]


@pytest.mark.parametrize("line", ["::error::x", "  ::SET-OUTPUT name=a::b", "a##[add-mask]b", "a\r::debug::b"])
def test_the_runner_modelled_here_understands_commands(line: str) -> None:
    assert commands(line)


def test_a_report_reads_as_the_golden_file_does() -> None:
    text = render([one_of_each()])
    assert text == golden("workflow.txt", text)


def test_a_finding_stands_beside_its_line() -> None:
    place = Place(path="a,b:c%.md", line=3, column=4, end_line=3, end_column=9)
    report = make_report((make_rule("one", "A title: 50%, no more"), failed("{who} is late.", place, who="Ada")))
    assert commands(render([report])) == [
        Command(
            "error",
            {
                "file": "a,b:c%.md",
                "line": "3",
                "col": "4",
                "endLine": "3",
                "endColumn": "9",
                "title": "A title: 50%, no more (one)",
            },
            "Ada is late.",
        )
    ]


def test_columns_are_left_out_where_the_runner_would_drop_them() -> None:
    report = make_report((make_rule(), failed("Bad.", Place(path=PATH, line=3, column=4, end_line=5, end_column=9))))
    properties = commands(render([report]))[0].properties
    assert (properties["line"], properties["endLine"]) == ("3", "5")
    assert not {"col", "endColumn"} & set(properties)


def test_a_repair_follows_the_message() -> None:
    fix = Fix(Place(path=PATH, line=1, column=1, end_line=2, end_column=0), "name: Ada\nhandle: ada\n")
    report = make_report((make_rule(), judged([must("Bad.", fix.place, fix)], "", "")))
    assert commands(render([report]))[0].data == "Bad.\nWrite instead:\nname: Ada\nhandle: ada"


def test_ten_errors_and_ten_warnings_are_annotations_and_the_rest_is_printed() -> None:
    found = [must("Must {n}.", Place(path=PATH, line=n, column=1), n=n) for n in range(1, 14)]
    found += [tip("Tip {n}.", Place(path=PATH, line=n, column=1), n=n) for n in range(1, 13)]
    output = render([make_report((make_rule(), judged(found, "", "")))])
    names = [command.name for command in commands(output)]
    assert (names.count("error"), names.count("warning")) == (10, 10)
    assert [command.data for command in commands(output)][:10] == [f"Must {n}." for n in range(1, 11)]
    rest = output.splitlines()[20:]
    assert rest[0] == "5 more findings, for GitHub shows 10 of each kind beside the lines:"
    assert rest[1] == f"{PATH}:11:1: must made-up Must 11."
    assert len(rest) == 1 + 5 + 1


def test_a_message_is_never_longer_than_the_runner_keeps() -> None:
    words = {f"w{n}": "😀::" * 40 for n in range(60)}
    text = say(" ".join(f"{{{name}}}" for name in words), **words)
    report = make_report((make_rule(), Outcome(Answer.FAILED, text, (Finding(text, Level.MUST, Place(path=PATH)),))))
    (command,) = commands(render([report]))
    assert len(command.data.encode("utf-16-le")) // 2 <= MESSAGE_LIMIT
    assert command.data.endswith("…")


@given(WORDS)
@example("::x::")
@example(" ::x::")
@example("a##[error]b")
@example("a\r::add-mask::b")
@example("::SET-OUTPUT name=a::b")
@example("::stop-commands::pause-logging")
@example("%0A::error::")
@example(":")
@example("##")
def test_no_line_is_a_command_of_somebody_else(words: str) -> None:
    many = [hostile(words)] * 8
    output = render(many)
    expected = {"error": 10, "warning": 8, "notice": 8}
    found = commands(output)
    assert {name: sum(command.name == name for command in found) for name in expected} == expected
    assert len(found) == sum(expected.values())
    assert {key for command in found for key in command.properties} <= {
        *("file", "line", "col", "endLine", "endColumn", "title")
    }
    assert {command.properties["title"] for command in found} <= {f"The title of {n} ({n})" for n in _IDS}
    assert not re.search(r"##\[(?!\u200b)", output)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", output)


_IDS = ("one", "two", "three", "four")
