"""What ``nomflow init`` asks, on a terminal or by flags."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from nomflow.core.basics.errors import UsageError
from nomflow.core.basics.text import did_you_mean
from nomflow.core.basics.time import Edge, WhenError, parse_moment
from nomflow.core.snapshot.statement import is_handle
from nomflow.disk import origin_of, preset_names
from nomflow.render.init.files import slug
from nomflow.render.init.plan import Plan
from nomflow.render.quote import terminal

_Answers = Mapping[str, str]
_MOST_ANSWERS = 20


class InitQuestion(Struct, frozen=True, kw_only=True):
    """One answer that is needed. ``check`` raises ``ValueError`` with what to write instead; an empty answer is the
    ``default``, and without one it must be given."""

    name: str
    asked: str
    check: Callable[[str, _Answers], None]
    default: Callable[[_Answers, Path], str] = lambda _, __: ""
    optional: bool = False


def plan_of(options: argparse.Namespace, folder: Path, known: _Answers) -> Plan:
    """The plan that the flags, what is ``known`` already, and on a terminal the answers to the rest make.

    Raises ``UsageError``.
    """
    answers: dict[str, str] = {}
    missing: list[str] = []
    interactive = sys.stdin.isatty() and sys.stdout.isatty()
    for each in QUESTIONS:
        given, default = getattr(options, each.name), known.get(each.name) or each.default(answers, folder)
        if given is None and interactive:
            given = _asked(each, answers, default)
        elif given is None:
            given = default
        if not given and not each.optional:
            missing.append(each.name)
            continue
        if given:
            _checked(each, given, answers)
        answers[each.name] = given
    if missing:
        flags = ", ".join(f"--{name}" for name in missing)
        raise UsageError(f"Answer with {flags}, or run this in a terminal to be asked.")
    return _made(answers, folder)


def _checked(question: InitQuestion, answer: str, answers: _Answers) -> None:
    try:
        question.check(answer, answers)
    except ValueError as error:
        raise UsageError(f"--{question.name}: {error}") from error


def _asked(question: InitQuestion, answers: _Answers, default: str) -> str:
    for _ in range(_MOST_ANSWERS):
        try:
            answer = input(f"{question.asked}{f' [{default}]' if default else ''}: ").strip() or default
        except EOFError as error:
            raise UsageError("There was no answer, so nothing was written.") from error
        try:
            if answer:
                question.check(answer, answers)
            if answer or question.optional:
                return answer
            print("  Please give an answer.")
        except ValueError as error:
            print(f"  {terminal(str(error), 500)}")
    raise UsageError(f"There was no usable answer to “{question.asked}”, so nothing was written.")


def _made(answers: _Answers, folder: Path) -> Plan:
    seats, voters, officers = answers["seats"], answers["voters"], handles(answers["officers"])
    roll, team, listed = "roll.yml", False, officers
    if voters == "anyone":
        roll, listed = "", ()
    elif _is_team(voters, folder):
        roll, team, listed = voters, True, ()
    elif voters and _is_file(voters, folder):
        roll, listed = voters, ()
    elif voters:
        listed = handles(voters)
    return Plan(
        organisation=answers["organisation"],
        repository=answers["repository"],
        id=answers["election"],
        title=answers["title"],
        preset=answers["preset"],
        places=int(seats) if seats.isdecimal() else 1,
        seats=() if seats.isdecimal() else _titles(seats),
        zone=answers["zone"],
        opens=answers["opens"],
        closes=answers["closes"],
        officers=officers,
        roll=roll,
        team=team,
        voters=listed,
    )


def handles(text: str) -> tuple[str, ...]:
    """User names between commas or blanks. Raises ``ValueError``."""
    found = tuple(name.removeprefix("@") for name in re.split(r"[,\s]+", text) if name)
    for name in found:
        if not is_handle(name):
            raise ValueError(f"“{name}” is not a GitHub user name. Write for example: ada-example, bo-example")
    return found


def _titles(text: str) -> tuple[str, ...]:
    return tuple(title for each in text.split(",") if (title := each.strip()))


def _is_team(text: str, folder: Path) -> bool:
    return re.fullmatch(r"[A-Za-z0-9-]+/[\w-]+", text) is not None and not _is_file(text, folder)


def _is_file(text: str, folder: Path) -> bool:
    return not Path(text).is_absolute() and ".." not in Path(text).parts and (folder / text).is_file()


def _check_line(text: str, _: _Answers) -> None:
    if not text.isprintable():
        raise ValueError("Write one line of text.")


def _check_repository(text: str, _: _Answers) -> None:
    if not re.fullmatch(r"(?:https://[^/\s]+/)?[\w.-]+/[\w.-]+", text):
        raise ValueError("Write owner/name, such as acme/elections.")


def _check_id(text: str, _: _Answers) -> None:
    if not re.fullmatch(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*", text):
        raise ValueError("Write a short name of lower-case letters, digits and hyphens, such as 2026-board.")


def _check_preset(text: str, _: _Answers) -> None:
    if text not in preset_names():
        known = ", ".join(preset_names())
        raise ValueError(f"There is no preset “{text}”.{did_you_mean(text, preset_names())} Presets: {known}.")


def _check_seats(text: str, _: _Answers) -> None:
    slugs = [slug(title) for title in _titles(text)]
    if text.isdecimal() and not 0 < int(text[:5]) <= 1000:
        raise ValueError("Write how many places there are, from 1 to 1000.")
    if not slugs or len(set(slugs)) < len(slugs):
        raise ValueError("Write a number of places, or a title for each seat with commas between them.")


def _check_zone(text: str, _: _Answers) -> None:
    _when("2026-01-01", text, Edge.OPEN)


def _check_opens(text: str, answers: _Answers) -> None:
    _when(text, answers["zone"] or "AoE", Edge.OPEN)


def _check_closes(text: str, answers: _Answers) -> None:
    zone = answers["zone"] or "AoE"
    closes = _when(text, zone, Edge.CLOSE)
    if "opens" in answers and closes < _when(answers["opens"], zone, Edge.OPEN):
        raise ValueError(f"This is before nominations open ({answers['opens']}).")


def _when(text: str, zone: str, edge: Edge) -> datetime:
    try:
        return parse_moment(text, zone, edge=edge).at
    except WhenError as error:
        raise ValueError(str(error)) from error


def _check_officers(text: str, _: _Answers) -> None:
    handles(text)


def _check_voters(text: str, _: _Answers) -> None:
    if "/" not in text and "." not in text:
        handles(text)


def _in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat() if sys.stdin.isatty() else ""


def _title(answers: _Answers, _: Path) -> str:
    return f"Board election {answers['opens'][:4]}" if answers.get("opens") else ""


QUESTIONS = (
    InitQuestion(
        name="organisation",
        asked="Name of the organisation",
        check=_check_line,
        default=lambda _, folder: origin_of(folder).partition("/")[0],
    ),
    InitQuestion(
        name="repository",
        asked="Repository on GitHub, as owner/name (empty if there is none yet)",
        check=_check_repository,
        default=lambda _, folder: origin_of(folder),
        optional=True,
    ),
    InitQuestion(
        name="preset",
        asked=f"Rules to start from: {', '.join(preset_names())} (empty for those of a small organisation)",
        check=_check_preset,
        optional=True,
    ),
    InitQuestion(
        name="zone",
        asked="Zone of the dates: AoE (Anywhere on Earth), UTC, or a place such as Europe/Berlin",
        check=_check_zone,
        default=lambda answers, _: "" if answers.get("preset") else "AoE",
        optional=True,
    ),
    InitQuestion(name="opens", asked="Nominations open on", check=_check_opens, default=lambda _, __: _in_days(7)),
    InitQuestion(name="closes", asked="Nominations close on", check=_check_closes, default=lambda _, __: _in_days(28)),
    InitQuestion(name="title", asked="Title of the election", check=_check_line, default=_title),
    InitQuestion(
        name="election",
        asked="A short name for it, for paths and addresses",
        check=_check_id,
        default=lambda answers, _: short_name(answers.get("title", "")),
    ),
    InitQuestion(
        name="seats",
        asked="How many places, or the titles of the seats with commas",
        check=_check_seats,
        default=lambda _, __: "1",
    ),
    InitQuestion(name="officers", asked="GitHub user names of the election officers", check=_check_officers),
    InitQuestion(
        name="voters",
        asked="Who may vote: user names, a file, a team as organisation/team, or anyone (empty: you fill in roll.yml)",
        check=_check_voters,
        optional=True,
    ),
)


def short_name(title: str) -> str:
    """The year and the first word of a title, as in ``2026-board``."""
    year = re.search(r"\b(?:19|20)\d\d\b", title)
    words = [word for word in re.findall("[a-z0-9]+", title.lower()) if not (year and word == year[0])]
    return "-".join([*([year[0]] if year else []), *(words[:1] or ["election"])])
