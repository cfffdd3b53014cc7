"""What a YAML parser stumbled over, in plain words, with the one repair where there is only one."""

from __future__ import annotations

import re

import yaml
from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, Fix, must
from nomflow.core.yaml.page import Page

_VALUE = re.compile(r"\s*(?:- +)*(?:[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#]*: +)?")
_KEY = re.compile(r"[^:#]*:(?:\s|$)")
_TIGHT = re.compile(r"\s*(?:- +)*\w[\w-]*(?=:[^\s/])")

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    class _Mark(Protocol):
        line: int
        column: int


def position(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark else (0, 0)


def quoted(text: str) -> str:
    """``text``, a single line, as a YAML value in quotes."""
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


Repair = tuple[int, int, str]
"""A line, the column behind which it changes, and its new text."""

_BRACKET = (
    "A list or mapping opens here with {bracket} and is not closed, or a comma is missing."
    " If it is meant as text, put the whole value in quotes."
)
_INDENT = "The indentation of this line matches no line above it. Begin it exactly below the key it belongs to."


def explained(page: Page, error: yaml.MarkedYAMLError) -> tuple[Finding, Repair | None]:
    """Says in plain words what a parser stumbled over; libyaml and PyYAML use almost the same words for it."""
    said = f"{error.context or ''} {error.problem or ''}"
    here = position(error.problem_mark)
    since = position(error.context_mark or error.problem_mark)
    if any(words in said for words in ("cannot start any token", "node content", "keys are not allowed")):
        answer = _needs_quotes(page, *here)
    elif any(words in said for words in ("alias", "anchor", "tag", "block scalar")):
        answer = _needs_quotes(page, *since)
    elif "mapping values" in said:
        answer = _stray_colon(page, *here)
    elif "expected ':'" in said:
        answer = _no_key(page, since[0])
    elif "document start" in said:
        answer = _no_key(page, here[0])
    elif "quoted scalar" in said and "unexpected" in said:
        answer = must("The quote that opens here is never closed.", page.place(*since)), None
    elif "quoted scalar" in said:
        answer = unknown_escape(page, *here), None
    elif "flow" in said:
        answer = must(_BRACKET, page.place(*since), bracket=page.line(since[0])[since[1] :][:1]), None
    elif "entries are not allowed" in said:
        answer = must("A list must begin on a line of its own, below its key.", page.place(*here)), None
    else:
        answer = _misplaced(page, *here)
    return answer


def unknown_escape(page: Page, line: int, column: int) -> Finding:
    begins = page.line(line).rfind("\\", 0, column + 1)
    told = "This escape code is not valid in YAML. Use single quotes, or write {sign} twice."
    return must(told, page.place(line, max(begins, 0)), sign="\\")


def _needs_quotes(page: Page, line: int, column: int) -> tuple[Finding, Repair | None]:
    start, value = _value(page.line(line))
    typed = page.line(line)[column:][:1]
    if start != column or not value:
        return must(
            "Text must not begin with {sign} here. Put it in quotes.", page.place(line, column), sign=typed
        ), None
    told = must(
        "A value must not begin with {sign}. Put it in quotes, or leave the character out.",
        page.place(line, column),
        sign=typed,
    )
    return _quoting(page, line, told)


def _stray_colon(page: Page, line: int, column: int) -> tuple[Finding, Repair | None]:
    start, value = _value(page.line(line))
    if value and start <= column and value[0] not in "\"'":
        told = must(
            "A colon followed by a space stands inside this value. Put the value in quotes; if another key begins"
            " there, put it on a line of its own.",
            page.place(line, column),
        )
        return _quoting(page, line, told)
    above = next((number for number in range(line - 1, -1, -1) if page.line(number).strip()), line)
    if above != line and not _KEY.match(page.line(above)):
        return _no_key(page, above)
    text = page.line(line)
    return must(_INDENT, page.place(line, len(text) - len(text.lstrip()))), None


def _no_key(page: Page, line: int) -> tuple[Finding, Repair | None]:
    text = page.line(line)
    if tight := _TIGHT.match(text):
        end = tight.end()
        place = page.place(line, end, end + 1)
        told = must("A space is missing after the colon.", place, Fix(place, ": "))
        return told, (line, end, f"{text[:end]}: {text[end + 1 :]}")
    told = must(
        "This line has no key. Each line must read key: value.", page.place(line, len(text) - len(text.lstrip()))
    )
    return told, None


def _misplaced(page: Page, line: int, column: int) -> tuple[Finding, Repair | None]:
    place = page.place(line, column)
    start, value = _value(page.line(line))
    if value and start < column and value[0] in "[{":
        return _quoting(page, line, must("Text follows the closing bracket. Put the whole value in quotes.", place))
    if value and start < column and value[0] in "\"'":
        return must("Text follows the closing quote. Put the whole value in one pair of quotes.", place), None
    if page.line(line)[column:].startswith("- "):
        return must("There is a list item here, but a key is expected.", place), None
    return must(_INDENT, place), None


def _value(text: str) -> tuple[int, str]:
    """Where the value of the first key or list item of a line begins, and all of it up to a comment; else nothing."""
    match = _VALUE.match(text)
    start = match.end() if match else 0
    value = text[start:]
    comment = value.find(" #")
    value = (value if comment < 0 else value[:comment]).rstrip()
    before = text[:start].rstrip()
    if before.endswith(":") or (before.endswith("-") and ": " not in value):
        return start, value
    return start, ""


def _quoting(page: Page, line: int, told: Finding) -> tuple[Finding, Repair]:
    text = page.line(line)
    start, value = _value(text)
    end = start + len(value)
    fix = Fix(page.place(line, start, end), quoted(value))
    return replace(told, fix=fix), (line, start, text[:start] + fix.replacement + text[end:])
