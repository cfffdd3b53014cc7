"""Why somebody counts or does not: what every count rests on, person by person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Text
from nomflow.core.snapshot.snapshot import Account


class Code(StrEnum):
    """The reason, for programs; these words never change."""

    COUNTED = "counted"
    SPARE = "spare"
    DOES_NOT_ADD = "does-not-add"
    NO_EMPLOYER = "no-employer"
    UNCHECKED = "unchecked"
    WITHDRAWN = "withdrawn"
    DISMISSED = "dismissed"
    CHANGES_REQUESTED = "changes-requested"
    EDITED_BY_OTHER = "edited-by-other"
    EDITOR_UNKNOWN = "editor-unknown"
    EDITED_AFTER_CLOSE = "edited-after-close"
    MINIMISED = "minimised"
    BEFORE_OPEN = "before-open"
    AFTER_CLOSE = "after-close"
    STALE = "stale"
    VERSION_UNKNOWN = "version-unknown"
    BOT = "bot"
    GHOST = "ghost"
    NOMINEE = "nominee"
    NOMINATOR = "nominator"
    OFFICER = "officer"
    SEATED = "seated"
    BARRED = "barred"
    NOT_ON_ROLL = "not-on-roll"
    LOGIN_RECLAIMED = "login-reclaimed"
    ROLL_UNKNOWN = "roll-unknown"
    NEAR_MISS = "near-miss"
    IN_DOUBT = "in-doubt"
    RULED_OUT = "ruled-out"
    NOT_AN_ENDORSEMENT = "not-an-endorsement"
    CREDIT_ONLY = "credit-only"
    PRIVATE = "private"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    REFUSED = "refused"
    UNKNOWN_PERSON = "unknown-person"


#: What the person, or an officer, can still put right.
MENDABLE = frozenset(
    {
        Code.NO_EMPLOYER,
        Code.UNCHECKED,
        Code.EDITED_BY_OTHER,
        Code.EDITOR_UNKNOWN,
        Code.MINIMISED,
        Code.BEFORE_OPEN,
        Code.STALE,
        Code.VERSION_UNKNOWN,
        Code.NOT_ON_ROLL,
        Code.LOGIN_RECLAIMED,
        Code.ROLL_UNKNOWN,
        Code.NEAR_MISS,
        Code.IN_DOUBT,
        Code.NOT_AN_ENDORSEMENT,
        Code.CREDIT_ONLY,
        Code.WAITING,
        Code.UNKNOWN_PERSON,
    }
)


RULABLE = frozenset(
    {
        Code.EDITED_BY_OTHER,
        Code.EDITOR_UNKNOWN,
        Code.EDITED_AFTER_CLOSE,
        Code.MINIMISED,
        Code.BEFORE_OPEN,
        Code.AFTER_CLOSE,
        Code.VERSION_UNKNOWN,
        Code.ROLL_UNKNOWN,
        Code.NEAR_MISS,
        Code.IN_DOUBT,
        Code.NOT_AN_ENDORSEMENT,
    }
)
"""Where officers can rule that somebody counts: what is in doubt, or came at the wrong time."""


class Evidence(Struct, frozen=True, kw_only=True):
    """One person's part. ``name`` is as known from the roll or the statement; ``version`` is the blob they meant.

    ``note`` is what officers may want to look at, although it changes nothing.
    """

    account: Account
    counted: bool
    code: Code
    text: Text
    name: str = ""
    employers: tuple[str, ...] = ()
    url: str = ""
    at: datetime | None = None
    version: str = ""
    note: Text | None = None


def plain(evidence: Evidence, tell: Callable[[Text], str] = str) -> dict[str, object]:
    """Evidence as the report's JSON has it (``schemas/report-1.json``). ``tell`` writes a sentence out."""
    account = evidence.account
    shown: dict[str, object] = {
        "person": {"login": account.login, "id": account.id, "name": evidence.name},
        "counted": evidence.counted,
        "code": evidence.code.value,
        "sentence": tell(evidence.text),
        "employers": list(evidence.employers),
        "link": evidence.url or None,
        "time": evidence.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        if evidence.at
        else None,
        "version": evidence.version or None,
    }
    return shown | ({"note": tell(evidence.note)} if evidence.note else {})
