"""The freeze record and corrections as documents: what stands in them, how they are written and read.

Canonical JSON: UTF-8, keys in ascending order, an indent of one space a level, no floating-point number, every time in
UTC with ``Z``, what is not known left out, one line feed at the end. ``jq -S --indent 1 .`` writes the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.freeze import frozen as r
from nomflow.core.snapshot.shapes import Time
from nomflow.core.yaml.shape import Bool, Choice, Int, Key, ListOf, MapOf, Record, Shape, Str
from nomflow.core.yaml.tree import Mapping as MappingNode
from nomflow.core.yaml.tree import Node, Scalar, Sequence

_T = TypeVar("_T")
_NUMBER = Int(0, 2**53)


class _Text(Struct, frozen=True):
    """Any text, the empty one too."""

    def read(self, node: Node, faults: list[Fault]) -> str | None:
        if isinstance(node, Scalar) and not node.plain:
            return node.value
        faults.append(Fault("Expected text.", node.place))
        return None

    def schema(self) -> dict[str, object]:
        return {"type": "string"}


_TEXT = _Text()
_LONG_HASH = Str("^([0-9a-f]{64})?$", "a sha256 in hexadecimal", minimum=0)


def _hash(pattern: str) -> Shape:
    return Str(pattern, "a hash in hexadecimal", minimum=0)


def _one(kind: type[StrEnum]) -> Choice:
    return Choice(kind, tuple(kind))


def _shape(make: type, required: tuple[str, ...], keys: Mapping[str, tuple[Shape, str]]) -> Record:
    return Record(make, {name: Key(shape, doc, name in required) for name, (shape, doc) in keys.items()})


def _list(shape: Shape) -> ListOf:
    return ListOf(shape, single=False)


_ACT = _shape(
    r.Act,
    ("by",),
    {
        "by": (_TEXT, "Who did it: the user name."),
        "at": (Time(), "When, by GitHub's clock."),
        "link": (_TEXT, "Where it can be read."),
        "why": (_TEXT, "The reason given."),
    },
)
_EXTENDED = _shape(
    r.Extended,
    ("until",),
    {
        "until": (Time(), "The last second of the extension."),
        "by": (_TEXT, "Which officer decided."),
        "decided": (Time(), "When it was decided."),
        "why": (_TEXT, "The reason given."),
        "link": (_TEXT, "Where it can be read."),
        "nominee": (_TEXT, "For whom; empty when for everybody."),
    },
)
_FILE = _shape(
    r.FileVersion,
    ("path", "sha256"),
    {"path": (_TEXT, "The file's path in the repository."), "sha256": (_LONG_HASH, "Of the file's raw bytes.")},
)
_SAVED = _shape(
    r.FileVersion,
    ("path", "sha256"),
    {"path": (_TEXT, "The file's path beside this record."), "sha256": (_LONG_HASH, "Of the file's raw bytes.")},
)
_PERSON = _shape(
    r.Person,
    ("login",),
    {
        "login": (_TEXT, "The user name; empty where nobody can tell."),
        "id": (_NUMBER, "The account's number, which survives renames."),
        "name": (_TEXT, "The name, where known."),
    },
)
_STATEMENT = _shape(
    r.FrozenStatement,
    ("path", "proof"),
    {
        "path": (_TEXT, "The file's path in the repository."),
        "proof": (
            _one(r.Proof),
            "What tells that this stood at the close: a status of ours; none; superseded: only a later text is known.",
        ),
        "commit": (_hash("^([0-9a-f]{4,64})?$"), "The commit that stood."),
        "blob": (_hash("^([0-9a-f]{4,64})?$"), "Git's name for the file's bytes."),
        "sha256": (_LONG_HASH, "Of the file's raw bytes; empty when superseded."),
    },
)
_BESIDE = _shape(
    r.FrozenFile,
    ("path", "sha256"),
    {
        "path": (_TEXT, "The file's path in the repository."),
        "blob": (_hash("^([0-9a-f]{4,64})?$"), "Git's name for the file's bytes."),
        "sha256": (_LONG_HASH, "Of the file's raw bytes."),
    },
)
_RULE = _shape(
    r.RuleAnswer,
    ("id", "group", "answer", "sentence"),
    {
        "id": (_TEXT, "The rule."),
        "group": (_TEXT, "What the rule is about."),
        "answer": (Choice(str, ("passed", "failed", "pending", "skipped", "crashed")), "What it said."),
        "sentence": (_TEXT, "The same in words."),
        "unavailable": (Bool(), "Whether something that it needs could not be read."),
    },
)
_EVIDENCE = _shape(
    r.Endorser,
    ("login", "counted", "code", "sentence"),
    {
        "login": (_TEXT, "The user name."),
        "id": (_NUMBER, "The account's number."),
        "name": (_TEXT, "The name, where known."),
        "employers": (_list(_TEXT), "Employers or interests; always empty where affiliations are private."),
        "counted": (Bool(), "Whether the endorsement counts."),
        "code": (_TEXT, "The reason, for programs."),
        "sentence": (_TEXT, "The reason in words."),
        "link": (_TEXT, "Where the act can be read."),
        "at": (Time(), "When it was done."),
        "version": (_TEXT, "The blob of the statement it was about, where known."),
    },
)
_ENDORSEMENTS = _shape(
    r.Endorsements,
    ("needed", "counted", "private"),
    {
        "needed": (_NUMBER, "How many are needed."),
        "counted": (_NUMBER, "How many count; where affiliations are private, how many stand."),
        "reached": (Bool(), "Whether there are enough; left out when that could not be told."),
        "missing": (_NUMBER, "How many are missing; left out when that cannot or must not be told."),
        "private": (Bool(), "Whether affiliations are private in this election."),
        "people": (_list(_EVIDENCE), "Everybody who endorsed or tried to."),
    },
)
_CREDIT = _shape(
    r.Credit,
    ("name", "login", "counted", "code", "sentence"),
    {
        "name": (_TEXT, "As the statement credits them."),
        "login": (_TEXT, "The user name; empty where nobody can tell."),
        "counted": (Bool(), "Whether the person confirmed it."),
        "code": (_TEXT, "The reason, for programs."),
        "sentence": (_TEXT, "The reason in words."),
        "link": (_TEXT, "Where the act can be read."),
        "at": (Time(), "When it was done."),
        "version": (_TEXT, "The blob of the statement it was about, where known."),
    },
)
_CONSENT = _shape(
    r.Acceptance,
    ("state",),
    {
        "state": (_TEXT, "What the nominee said to the nomination."),
        "at": (Time(), "When."),
        "link": (_TEXT, "Where it can be read."),
    },
)
_SUPERSEDED = _shape(
    r.Superseded,
    ("by", "link"),
    {
        "by": (_TEXT, "Whose act it was."),
        "link": (_TEXT, "Where it stands."),
        "written": (Time(), "When it was first written."),
        "sentence": (_TEXT, "What is not known about it."),
        "weighs": (
            Bool(),
            "Whether the nominee or an officer wrote it, who could have taken the nomination away in it.",
        ),
    },
)
_NOMINATION = _shape(
    r.FrozenNomination,
    ("id", "nominee", "seat", "state", "standing", "conclusion", "closed"),
    {
        "id": (_TEXT, "The nominee's id in addresses."),
        "pull_request": (_NUMBER, "The pull request's number; left out for a file that has none."),
        "link": (_TEXT, "The pull request's address."),
        "author": (_PERSON, "Who opened the pull request."),
        "created_at": (Time(), "When it was opened."),
        "nominee": (_PERSON, "Who would serve."),
        "seat": (_TEXT, "The seat stood for; empty where nobody can tell."),
        "closed": (Time(), "The last second in which anything counted for this nomination."),
        "state": (_one(r.State), "The pull request at the close; folder: there was none."),
        "statement": (_STATEMENT, "The statement that stood."),
        "photo": (
            _BESIDE,
            "The photo that it named; left out where it named none or nobody can tell which stood.",
        ),
        "translations": (_list(_BESIDE), "The nominee's translations of it at the same commit."),
        "standing": (_one(r.Standing), "What follows."),
        "conclusion": (Choice(str, ("passed", "pending", "failed", "error")), "All rules in one word."),
        "rules": (_list(_RULE), "What each rule answered."),
        "endorsements": (_ENDORSEMENTS, "The count of endorsements, person by person."),
        "acknowledgements": (_list(_CREDIT), "The people whom the statement credits as reviewers."),
        "acceptance": (_CONSENT, "The nominee's own consent."),
        "withdrawal": (_ACT, "The nominee's withdrawal before the close."),
        "disqualification": (_ACT, "The officers' decision before the close."),
        "confirmations": (_list(_ACT), "Officers who confirmed before the close."),
        "extensions": (_list(_EXTENDED), "More time, decided in the thread before the close."),
        "superseded": (
            _list(_SUPERSEDED),
            "Acts whose words were changed after the close; the later ones do not count.",
        ),
        "saved": (_SAVED, "The snapshot that all this was worked out from."),
    },
)
_SEAT = _shape(
    r.FrozenSeat,
    ("id", "places", "contest", "then"),
    {
        "id": (_TEXT, "The seat."),
        "title": (_TEXT, "Its title."),
        "places": (_NUMBER, "How many people are chosen."),
        "candidates": (_list(_TEXT), "The ids of those on the ballot, in alphabetical order."),
        "undecided": (_list(_TEXT), "The ids of nominations that wait for officers or could not be decided."),
        "contest": (Choice(str, ("contested", "uncontested", "under-contested", "nobody")), "How many stand."),
        "then": (Choice(str, ("vote", "no-vote", "extend", "appoint")), "What the configuration says follows."),
    },
)
FREEZE = _shape(
    r.Freeze,
    ("schema", "nomflow", "election", "taken_at", "rules"),
    {
        "schema": (Choice(str, (r.VERSION,)), "The version of this format."),
        "nomflow": (_TEXT, "The version of nomflow that worked this out."),
        "election": (_TEXT, "The election's id."),
        "title": (_TEXT, "Its title."),
        "repository": (_TEXT, "OWNER/NAME on GitHub."),
        "taken_at": (Time(), "The cut-off: the last second in which anything counted for anybody."),
        "cut_offs": (MapOf(Time()), "The last second of each window, without extensions for one nominee."),
        "rules": (_FILE, "The configuration."),
        "roll": (_list(_FILE), "The files of the roll."),
        "people": (_list(_FILE), "The files about people: names and handles, public affiliations."),
        "extensions": (_list(_EXTENDED), "More time, as the configuration says."),
        "order": (
            _shape(
                r.FrozenOrder,
                ("source",),
                {
                    "source": (_TEXT, "How the order of candidates comes about."),
                    "round": (_NUMBER, "The drand round whose value decides, where that is the source."),
                },
            ),
            "The rule of the order, as published before the close.",
        ),
        "seats": (_list(_SEAT), "The outcome for each seat."),
        "nominations": (_list(_NOMINATION), "Every nomination there was at the close, by number."),
    },
)
_CHANGE = _shape(
    r.Amending,
    ("nomination",),
    {
        "nomination": (_TEXT, "The id of the nomination."),
        "pull_request": (_NUMBER, "Its number, where the same person has several."),
        "standing": (_one(r.Standing), "What it is from now on."),
        "sha256": (_LONG_HASH, "The statement's raw bytes from now on."),
    },
)
CORRECTION = _shape(
    r.Correction,
    ("schema", "election", "freeze", "number", "by", "at", "why", "change"),
    {
        "schema": (Choice(str, (r.CORRECTION_VERSION,)), "The version of this format."),
        "election": (_TEXT, "The election's id."),
        "freeze": (_LONG_HASH, "The sha256 of the freeze record that this corrects."),
        "number": (Int(1, 9999), "1 for the first correction, as in its file's name."),
        "by": (Str(), "Who decided: user names of officers."),
        "at": (Time(), "When it was decided."),
        "why": (Str(), "The reason."),
        "link": (_TEXT, "Where the decision can be read."),
        "change": (_CHANGE, "What is different from now on."),
    },
)


def dump(document: r.Freeze | r.Correction) -> bytes:
    """The document as canonical JSON."""
    return canonical(plain(document))


def canonical(value: object) -> bytes:
    """Canonical JSON, as this module's first lines say. Half a surrogate pair is written as a question mark."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode("utf-8", "replace") + b"\n"


def read_freeze(raw: bytes, path: str) -> r.Freeze:
    """A freeze record. Raises ``ConfigError`` with every fault, each with a JSON pointer behind the path."""
    return _read(raw, path, FREEZE, r.Freeze)


def read_correction(raw: bytes, path: str) -> r.Correction:
    """A correction. Raises ``ConfigError``."""
    return _read(raw, path, CORRECTION, r.Correction)


def json_schema() -> Mapping[str, object]:
    """The JSON Schema of a freeze record; a correction's stands under ``$defs/correction`` (draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{r.VERSION}.json",
        "title": "What stood when an election's nominations closed",
        **FREEZE.schema(),
        "$defs": {"correction": CORRECTION.schema()},
    }


def plain(value: object) -> object:
    """A record as JSON has it; what is ``None`` is left out."""
    if isinstance(value, Struct):
        shown = asdict(value)
        return {name: plain(inner) for name, inner in shown.items() if inner is not None}
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return str(value) if isinstance(value, StrEnum) else value


def _read(raw: bytes, path: str, shape: Record, kind: type[_T]) -> _T:
    try:
        root = _node(json.loads(raw.decode("utf-8")), path, "")
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise ConfigError([Fault("This is not JSON in UTF-8.", Place(path, line, column))]) from error
    faults: list[Fault] = []
    value = shape.read(root, faults)
    if faults or not isinstance(value, kind):
        raise ConfigError(faults)
    return value


def _node(value: object, path: str, pointer: str) -> Node:
    place = Place(f"{path}#{pointer}")
    if isinstance(value, dict):
        entries = ((str(key), item) for key, item in value.items())
        return MappingNode(
            tuple((Scalar(key, place, plain=False), _node(item, path, f"{pointer}/{key}")) for key, item in entries),
            place,
        )
    if isinstance(value, list):
        return Sequence(tuple(_node(item, path, f"{pointer}/{at}") for at, item in enumerate(value)), place)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", place, plain=True)
    return Scalar(str(value), place, plain=not isinstance(value, str))
