"""The words that an election's rules are written with: each setting's few values."""

from __future__ import annotations

from enum import StrEnum


class HtmlPolicy(StrEnum):
    """Raw HTML in statements: what GitHub allows, or none at all."""

    GITHUB = "github"
    NONE = "none"


class FieldKind(StrEnum):
    """What a front-matter field holds."""

    TEXT = "text"
    HANDLE = "handle"
    URL = "url"
    EMAIL = "email"
    LIST = "list"
    CHOICE = "choice"
    PEOPLE = "people"


class Channel(StrEnum):
    """How people endorse. ``review`` and ``comment`` look for a phrase in what was written."""

    APPROVAL = "approval"
    REVIEW = "review"
    COMMAND = "command"
    COMMENT = "comment"


class Distinct(StrEnum):
    """Independence among endorsers: none asked, distinct employers, or no shared declared interest at all."""

    NONE = "none"
    EMPLOYERS = "employers"
    INTERESTS = "interests"


class Stale(StrEnum):
    """Whether a review of an earlier version still stands."""

    KEEP = "keep"
    UNLESS_CHANGED = "unless-changed"
    EXACT = "exact"


class Confirmation(StrEnum):
    """What confirms an acknowledgement."""

    APPROVAL = "approval"
    REVIEW = "review"
    COMMAND = "command"


class Reminding(StrEnum):
    """How a reminder comes: at the top of the comment that is there, or as one new comment."""

    EDIT = "edit"
    COMMENT = "comment"


class Unconfirmed(StrEnum):
    """What an acknowledged reviewer who has not confirmed does to the nomination."""

    WAIT = "wait"
    BLOCK = "block"
    IGNORE = "ignore"


class Who(StrEnum):
    """A group of people: everybody, or those on the roll."""

    ANYONE = "anyone"
    ROLL = "roll"


class Origin(StrEnum):
    """Who may open a nomination: the nominee, or somebody else."""

    SELF = "self"
    OTHERS = "others"


class Merge(StrEnum):
    """When an accepted nomination is merged."""

    BY_HAND = "by-hand"
    WHEN_READY = "when-ready"
    AT_CLOSE = "at-close"


class Visibility(StrEnum):
    """Whether statements are shown while nominations are open."""

    OPEN = "open"
    SEALED = "sealed"


class ContestOutcome(StrEnum):
    """What follows when too few people stand."""

    EXTEND = "extend"
    APPOINT = "appoint"
    NO_VOTE = "no-vote"
    VOTE = "vote"


class Shown(StrEnum):
    """How endorsers appear on the page."""

    NAMES = "names"
    COUNT = "count"
    HIDDEN = "hidden"


class Layout(StrEnum):
    """Where statements live: one file each, one file shared by all, or outside the repository."""

    FILES = "files"
    SHARED = "shared-file"
    ELSEWHERE = "elsewhere"


class Venue(StrEnum):
    """Where a nomination is made. nomflow itself reads pull requests; the others are told to people."""

    PULL_REQUEST = "pull-request"
    ISSUE = "issue"
    FORM = "form"
    MAIL = "mail"
    DISCUSSION = "discussion"


class FrontMatterStyle(StrEnum):
    """How the front matter is fenced: three dashes, Elekto's long dashes, either, or none wanted."""

    ANY = "any"
    YAML = "yaml"
    ELEKTO = "elekto"
    NONE = "none"


class UnknownFields(StrEnum):
    """What a front-matter field that the election does not know leads to."""

    ALLOW = "allow"
    TIP = "tip"
    REFUSE = "refuse"
