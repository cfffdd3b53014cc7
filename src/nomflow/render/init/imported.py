"""An election that was held with Elekto, by itself or as Kubernetes does, as answers and files for a new one.

Elekto's files: https://elekto.dev/docs/; Kubernetes' own: https://github.com/kubernetes/community/tree/main/elections
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.path_pattern import PathMatch, is_about_nobody, path_for
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import counted
from nomflow.core.election.election import Election, RollSource
from nomflow.core.election.statement_rules import default_fields
from nomflow.core.roll.read import parse_roll
from nomflow.core.snapshot.placeholder import is_placeholder
from nomflow.core.snapshot.statement import Statement, field_text, handle_in, read_statement, scalars
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Scalar, Sequence, parse
from nomflow.render.exports.elekto import quoted

SETTINGS, VOTERS, SCHEDULE = "election.yaml", "voters.yaml", "README.md"
TEMPLATE = "nomination-template.md"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MOST_TOLD = 10
_EVENTS = {
    "opens": r"announcement of (?:the )?election",
    "closes": r"nominations? (?:are )?due|candidate bios .*due",
    "complete": r"candidate bios .*due",
}
"""What rows of Kubernetes' schedule mean."""

_LEFT = {
    "results.md": "nomflow takes no votes, so results stay with the voting tool.",
    "ballots.csv": "nomflow takes no votes, so ballots stay with the voting tool.",
    "election_desc.md": "Put one or two sentences of it into nomflow.yml as about:.",
    TEMPLATE: "nomflow makes TEMPLATE.md of the rules; remarks of your template are not in it.",
}
_SETTINGS_LEFT = {
    "allow_no_opinion": "How ballots are filled in stays with the voting tool.",
    "delete_after": "Whether ballots are deleted stays with the voting tool.",
    "exception_description": "nomflow takes no requests for exceptions; say in nomflow.yml (contact:) whom to ask.",
}


class Imported(Struct, frozen=True, kw_only=True):
    """``answers`` to the questions of ``nomflow init``; ``report`` says what could not be carried over, a line each."""

    answers: Mapping[str, str]
    voting: tuple[str, str] = ("", "")
    exceptions: str = ""
    complete: str = ""
    who_votes: str = ""
    fields: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    voters: str = ""
    report: tuple[str, ...] = ()


def imported(files: Mapping[str, bytes], *, kubernetes: bool) -> Imported:
    """Reads the files of a folder by their names. Raises ``ConfigError`` for settings that cannot be read."""
    report: list[str] = []
    settings = _settings(files, report)
    report += [f"{SETTINGS}, {key}: {why}" for key, why in _SETTINGS_LEFT.items() if key in settings]
    report += [f"{name}: {why}" for name, why in _LEFT.items() if name in files]
    one = {key: value for key, (value, *_) in settings.items() if value}
    year = one.get("start_datetime", "")[:4]
    dates = _schedule(files.get(SCHEDULE, b"").decode("utf-8", "replace"), year)
    report += _told_of_dates(dates)
    statements = tuple(_candidates(files, report))
    answers = {
        "organisation": one.get("organization", ""),
        "title": one.get("name", ""),
        "seats": one.get("no_winners", ""),
        "officers": ", ".join(settings.get("election_officers", ())),
        "opens": dates.get("opens", ""),
        "closes": dates.get("closes", ""),
    }
    if kubernetes:
        answers |= {"preset": "kubernetes", "election": year}
    known = {name for key, each in default_fields().items() for name in (key, *each.aliases)}
    return Imported(
        answers={key: value for key, value in answers.items() if value},
        voting=(_in_utc(one.get("start_datetime", "")), _in_utc(one.get("end_datetime", ""))),
        exceptions=_in_utc(one.get("exception_due", "")),
        complete=dates.get("complete", "") if dates.get("complete") != dates.get("closes") else "",
        who_votes=one.get("eligibility", ""),
        fields=tuple(name for name in settings.get("show_candidate_fields", ()) if name not in known),
        sections=tuple(re.findall(r"^## +(.*\S)", files.get(TEMPLATE, b"").decode("utf-8", "replace"), re.MULTILINE)),
        statements=statements,
        voters=_voters(files, report),
        report=(*report, "Endorsements, acceptances and reviews: they count for the election they were given in."),
    )


def _settings(files: Mapping[str, bytes], report: list[str]) -> dict[str, list[str]]:
    """Every key of ``election.yaml`` with its values."""
    tree = parse(files.get(SETTINGS, b"").decode("utf-8", "replace"), SETTINGS)
    if not isinstance(tree.root, MappingNode):
        told = "This is not the folder of an election of Elekto: election.yaml is missing or holds nothing."
        raise ConfigError(tree.faults or [Fault(told, Place(path=SETTINGS))])
    report += [f"{fault.place}: {fault.message}" for fault in tree.faults]
    return {
        key.value: [each.value for each in scalars(value) if each.value] or [""]
        for key, value in tree.root.entries
        if isinstance(value, Scalar | Sequence)
    }


def _in_utc(time: str) -> str:
    """Elekto's ``2023-08-29 00:00:01``, which is UTC, as an instant."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)", time)
    return f"{found[1]}T{found[2]}Z" if found else ""


def _schedule(page: str, year: str) -> dict[str, str]:
    """The dates of nominations in the table of a voters' guide: the first row for each."""
    found: dict[str, str] = {}
    for row in re.findall(r"^\|([^|\n]+)\|([^|\n]+)\|?\s*$", page, re.MULTILINE):
        day = re.fullmatch(r"\s*(?:[A-Za-z]+, )?([A-Za-z]+) 0?(\d{1,2})\s*", row[0])
        if not day or day[1].lower() not in _MONTHS or not year.isdecimal():
            continue
        try:
            at = date(int(year), _MONTHS.index(day[1].lower()) + 1, int(day[2])).isoformat()
        except ValueError:
            continue
        for name, event in _EVENTS.items():
            if name not in found and re.search(event, row[1], re.IGNORECASE):
                found[name] = at
    return found


def _told_of_dates(dates: Mapping[str, str]) -> Iterator[str]:
    if "opens" in dates and "closes" in dates:
        yield f"{SCHEDULE}: its table gave the dates of nominations; its rules are prose, which nomflow does not read."
    else:
        yield f"{SCHEDULE}: no dates of nominations were found there. Elekto itself does not keep any."


def _candidates(files: Mapping[str, bytes], report: list[str]) -> Iterator[Statement]:
    """The candidates' files: each with a header that says who it is."""
    for name, raw in sorted(files.items()):
        stem, dot, ending = name.rpartition(".")
        if ending.lower() != "md" or not dot or is_about_nobody(stem):
            continue
        statement = read_statement(name, raw)
        if not statement.fields:
            if stem.lower().startswith("candidate"):
                report.append(f"{name}: there is no header that can be read, so this candidate was left out.")
            continue
        handle = handle_in(_value(statement, "id", "handle", "github"))
        if not handle or is_placeholder(handle):
            report.append(f"{name}: its header names no GitHub account (ID:), so it was left out.")
            continue
        yield statement


def _value(statement: Statement, *names: str) -> str:
    found = (each for key, each in statement.fields.items() if key.casefold() in names)
    return next((each.value.strip() for each in found if isinstance(each, Scalar)), "")


def _voters(files: Mapping[str, bytes], report: list[str]) -> str:
    """The list of voters as it is; what no line of it says for sure is reported."""
    if VOTERS not in files:
        report.append(f"{VOTERS} is not there. Put everybody who may vote into the roll.")
        return ""
    text = files[VOTERS].decode("utf-8", "replace")
    part = parse_roll(text, VOTERS, RollSource(path=VOTERS, format="elekto"))
    report += [f"{fault.place}: {fault.message}" for fault in part.faults[:_MOST_TOLD]]
    if len(part.faults) > _MOST_TOLD:
        report.append(f"{VOTERS}: and {counted(len(part.faults) - _MOST_TOLD, 'more line')} like these.")
    return text


def converted(statement: Statement, election: Election, *, as_it_is: bool) -> tuple[str, str]:
    """Where a candidate's file belongs, and its text: with a plain YAML header in place of Elekto's long dashes."""
    handle = handle_in(field_text(statement, election, "handle") or _value(statement, "id", "handle", "github"))
    path = path_for(election.statement.path, election.id, PathMatch(handle=handle, name=handle))
    if as_it_is:
        return path, statement.source.text
    names = {"id": "handle", "employer": "affiliation"}
    lines = []
    for key, value in statement.fields.items():
        said = [each.value for each in scalars(value)]
        text = said[0] if len(said) == 1 else ", ".join(said)
        if text:
            lines.append(f"{names.get(key.casefold(), key)}: {handle if key.casefold() == 'id' else quoted(text)}")
    header = "\n".join(lines)
    return path, f"---\n{header}\n---\n\n{statement.front.body.strip()}\n"
