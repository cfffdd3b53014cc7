"""Whom a statement credits as its reviewers, and whether each of them confirmed it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from unicodedata import category, normalize

from nomflow.core.credits import read_credits
from nomflow.core.deadlines import cut_off
from nomflow.core.election_words import Confirmation
from nomflow.core.evidence import Code
from nomflow.core.memo import per_snapshot
from nomflow.core.outcome import Text, say
from nomflow.core.place import Place
from nomflow.core.record import record
from nomflow.core.roll import Roll
from nomflow.core.snapshot import AccountKind, ReviewState, Snapshot
from nomflow.core.staleness import Freshness, freshness
from nomflow.core.standing import by_nominee
from nomflow.core.statement import NamedPerson, field_node, people_in
from nomflow.core.thread_acts import Kind
from nomflow.core.voices import Voice, is_account, read_thread


@record
class Credited:
    """Somebody the statement credits. ``handle`` is empty while nobody can tell which account it is."""

    name: str
    handle: str
    place: Place
    by: str = ""

    @property
    def shown(self) -> str:
        return self.name or self.handle


@record
class Acknowledgement:
    """A credited person and their answer: confirmed, waiting, stale, refused or unknown."""

    credited: Credited
    code: Code
    text: Text
    url: str = ""
    at: datetime | None = None

    @property
    def confirmed(self) -> bool:
        return self.code is Code.CONFIRMED


@per_snapshot
def credited(snapshot: Snapshot) -> tuple[Credited, ...]:
    """Everybody credited in ``reviewers:`` or in the prose, each once, tied to handles where that can be told."""
    statement = snapshot.statement
    if statement is None:
        return ()
    named = _front_matter(snapshot)
    prose = read_credits(statement.front.body, statement.path, statement.front.body_line).credits
    found: list[Credited] = []
    taken: set[int] = set()
    for credit in prose:
        at = next((at for at, each in enumerate(named) if _is_same(each, credit.name, credit.handle or "")), None)
        handle, by = credit.handle or "", "the prose" if credit.handle else ""
        if at is not None:
            taken.add(at)
            handle, by = handle or named[at].handle, by or "the front matter"
        if not handle:
            handle, by = _known_handle(snapshot, credit.name)
        found.append(Credited(credit.name, handle, credit.place, by))
    for at, each in enumerate(named):
        if at not in taken:
            handle, by = (each.handle, "the front matter") if each.handle else _known_handle(snapshot, each.name)
            found.append(Credited(each.name, handle, each.node.place, by))
    return _each_once(found)


def credited_handles(snapshot: Snapshot) -> frozenset[str]:
    """The handles of credited reviewers, in lower case."""
    return frozenset(each.handle.casefold() for each in credited(snapshot) if each.handle)


@per_snapshot
def acknowledgements(snapshot: Snapshot) -> tuple[Acknowledgement, ...]:
    """What each credited person answered, in the order of the statement."""
    return tuple(_answer(snapshot, each) for each in credited(snapshot))


@per_snapshot
def uncredited(snapshot: Snapshot) -> tuple[Voice, ...]:
    """Reviews with something to say by people whom the statement does not credit, one for each person."""
    known = credited_handles(snapshot)
    officers = {officer.removeprefix("@").casefold() for officer in snapshot.election.officers}
    seen: dict[str, Voice] = {}
    pull_request = snapshot.pull_request
    wrote = {review.id for review in pull_request.reviews if review.body.strip()} if pull_request else set()
    for voice in read_thread(snapshot).voices:
        login = voice.author.login.casefold()
        commented = voice.review in (ReviewState.COMMENTED, ReviewState.CHANGES_REQUESTED) and voice.id in wrote
        if voice.author.kind is not AccountKind.USER or by_nominee(snapshot, voice.author.login, voice.author.id):
            continue
        if commented and login not in known | officers:
            seen[login] = voice
    return tuple(seen.values())


def name_key(name: str) -> str:
    """What two spellings of a name have in common: case, accents and spaces do not count."""
    plain = "".join(sign for sign in normalize("NFKD", name) if category(sign)[0] != "M")
    return " ".join(plain.casefold().replace(".", " ").split())


def _answer(snapshot: Snapshot, person: Credited) -> Acknowledgement:
    if not person.handle:
        told = "Nobody can tell which account this is. Add it to the front matter: “reviewers: [{name} (@handle)]”."
        return Acknowledgement(person, Code.UNKNOWN_PERSON, say(told, name=person.shown))
    if by_nominee(snapshot, person.handle, None):
        return Acknowledgement(person, Code.NOMINEE, say("Nominees do not confirm their own credits."))
    rules = snapshot.election.acknowledgements
    state = _last_word(snapshot, person.handle, rules.confirm_by)
    if state is None:
        return Acknowledgement(person, Code.WAITING, say("Has not confirmed yet: {how}.", how=_how(rules.confirm_by)))
    if not _confirms(state, rules.confirm_by):
        refused = say("Declined to be named.")
        if state.review is ReviewState.CHANGES_REQUESTED:
            refused = say("Asked for changes. An approval after them confirms the credit.")
        elif state.review is ReviewState.DISMISSED:
            return Acknowledgement(
                person, Code.WAITING, say("The review was dismissed; a new one is needed."), state.url
            )
        return Acknowledgement(person, Code.REFUSED, refused, state.url, state.at)
    fresh = freshness(snapshot, state.blob, rules.stale)
    if fresh is not Freshness.FRESH:
        told = "Reviewed an earlier text, which has changed since; please review again."
        return Acknowledgement(person, Code.STALE, say(told), state.url, state.at)
    done = say("Confirmed by a review.") if state.kind is None else say("Confirmed by /acknowledge.")
    return Acknowledgement(person, Code.CONFIRMED, done, state.url, state.at)


def _last_word(snapshot: Snapshot, handle: str, ways: tuple[Confirmation, ...]) -> Voice | None:
    close = cut_off(snapshot, "reviewed")
    said = [
        voice
        for voice in read_thread(snapshot).voices
        if is_account(voice.author, handle)
        and voice.author.kind is AccountKind.USER
        and voice.trouble is None
        and (close is None or voice.at.replace(microsecond=0) <= close)
        and _confirms(voice, ways) is not None
    ]
    return said[-1] if said else None


def _confirms(voice: Voice, ways: tuple[Confirmation, ...]) -> bool | None:
    """Yes, no, or nothing about the credit."""
    if voice.kind is Kind.ACKNOWLEDGE:
        return True if Confirmation.COMMAND in ways else None
    if voice.kind is Kind.DECLINE_ACKNOWLEDGEMENT:
        return False
    if voice.review in (ReviewState.CHANGES_REQUESTED, ReviewState.DISMISSED):
        return False
    if voice.review is ReviewState.APPROVED:
        return True if {Confirmation.APPROVAL, Confirmation.REVIEW} & set(ways) else None
    if voice.review is ReviewState.COMMENTED:
        return True if Confirmation.REVIEW in ways else None
    return None


def _how(ways: tuple[Confirmation, ...]) -> str:
    words = {
        Confirmation.APPROVAL: "approve the pull request in a review",
        Confirmation.REVIEW: "review the pull request",
        Confirmation.COMMAND: "comment /acknowledge",
    }
    return " or ".join(words[way] for way in ways)


def _front_matter(snapshot: Snapshot) -> tuple[NamedPerson, ...]:
    statement = snapshot.statement
    field = snapshot.election.statement.front_matter.fields.get("reviewers")
    found = field_node(statement, "reviewers", field) if statement and field else None
    return people_in(found[1]) if found else ()


def _is_same(named: NamedPerson, name: str, handle: str) -> bool:
    if handle and named.handle:
        return handle.casefold() == named.handle.casefold()
    if not named.name:
        return name_key(name).removeprefix("@") == named.handle.casefold()
    return name_key(named.name) == name_key(name)


def _known_handle(snapshot: Snapshot, name: str) -> tuple[str, str]:
    """The one handle that a people file, or else the roll, has for a full name."""
    key = name_key(name)
    for names, by in ((_by_name(snapshot.people), "the people file"), (_roll_names(snapshot), "the roll")):
        handles = names.get(key, set())
        if len(handles) == 1:
            return next(iter(handles)), by
    return "", ""


def _by_name(people: Mapping[str, str]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for name, handle in people.items():
        names.setdefault(name_key(name), set()).add(handle)
    return names


@per_snapshot
def _roll_names(snapshot: Snapshot) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    if isinstance(snapshot.roll, Roll):
        for elector in snapshot.roll.electors:
            if elector.name and elector.login and " " in elector.name.strip():
                names.setdefault(name_key(elector.name), set()).add(elector.login)
    return names


def _each_once(found: list[Credited]) -> tuple[Credited, ...]:
    seen: dict[str, Credited] = {}
    for each in found:
        seen.setdefault(each.handle.casefold() or name_key(each.name), each)
    return tuple(seen.values())
