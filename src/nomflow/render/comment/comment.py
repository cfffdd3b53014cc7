"""The comment on a nomination's pull request: one, edited in place, the face that nomflow shows to people."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from nomflow import __version__
from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import shortened
from nomflow.core.basics.time import utc
from nomflow.core.election.choices import Reminding
from nomflow.core.evaluate import Report
from nomflow.core.nomination.address import page_id
from nomflow.core.nomination.deadlines import is_over
from nomflow.core.site.candidate import candidate_page
from nomflow.core.site.site import CandidatePage
from nomflow.core.verdict.reminders import due_reminder
from nomflow.core.verdict.verdict import NominationState, NominationVerdict, verdict_of
from nomflow.render.comment.listing import CommentSection, shared_out
from nomflow.render.comment.markdown import NOTHING, Markdown, code, joined, linked, put, words
from nomflow.render.comment.next_step import commands, next_steps
from nomflow.render.comment.notice import reminder_line
from nomflow.render.comment.people import endorsements_section, replies_section, reviewers_section
from nomflow.render.comment.points import points_section
from nomflow.render.comment.preview import Preview, preview
from nomflow.render.comment.template import MAIN, laid_out
from nomflow.render.comment.verdict import RowView, common_deadline, row_views, steps_to_take, verdict_line
from nomflow.render.quote import NAME_LIMIT

MARKER = "<!-- nomflow:comment v1 "
"""How the first line of our comment begins. What follows it may change when a nominee's file is renamed."""

LIMIT = 60_000
"""Characters of a whole comment, below the 65,536 at which GitHub refuses it."""

REST_LIMIT = 14_000
"""Characters of everything but the preview."""

_FOLDS = 600
_NONE: Mapping[str, str] = MappingProxyType({})


class WrittenComment(Struct, frozen=True):
    """``body`` is what to post. ``digest`` changes with everything in it but the line that holds it, so that an
    unchanged comment need not be edited. ``title`` is plain text."""

    body: str
    digest: str
    title: str


class View(Struct, frozen=True, kw_only=True):
    """What the layout may show."""

    title: Markdown
    verdict: Markdown
    reminder: Markdown
    footer: Markdown
    steps: tuple[Markdown, ...] = ()
    deadline: Markdown = NOTHING
    rows: tuple[RowView, ...] = ()
    settled: bool = False
    """Whether nothing in the rows is open, so that they can be folded."""
    points: CommentSection | None = None
    reviewers: CommentSection | None = None
    endorsements: CommentSection | None = None
    replies: CommentSection | None = None
    preview: Preview | None = None
    next: tuple[Markdown, ...] = ()
    commands: tuple[Markdown, ...] = ()


def render_comment(
    report: Report, *, page_url: str = "", rules_url: str = "", overrides: Mapping[str, str] = _NONE
) -> WrittenComment:
    """The comment about the nomination that a report is about; equal reports give equal bytes.

    ``page_url`` is where the candidate's page is published, ``rules_url`` where the rules can be read; both may be
    unknown. ``overrides`` maps ``comment.md.j2`` to an organisation's own layout, from the base branch. Raises
    ``ConfigError`` when that layout does not work.
    """
    snapshot = report.snapshot
    candidate = candidate_page(report)
    verdict = verdict_of(report)
    view = _within(_view(report, verdict, candidate, page_url or page_url_of(report), rules_url), overrides)
    if not verdict.state.over:
        room = LIMIT - len(laid_out(view, overrides)) - _FOLDS
        shown = preview(candidate, snapshot.config.site.all_languages[0], min(room, LIMIT - REST_LIMIT))
        view = replace(view, preview=shown)
    text = laid_out(view, overrides).strip() + "\n"
    marker = f"{MARKER}election={page_id(snapshot.election.id)} candidate={candidate.id} -->"
    digest = _digest(f"{marker}\n{text}")
    head = snapshot.pull_request.head if snapshot.pull_request else ""
    state = f"<!-- nomflow:state head={_hexadecimal(head)} digest={digest} -->"
    body = f"{marker}\n{state}\n{text}"
    if len(body) > LIMIT:
        told = f"With this template the comment has {len(body)} characters; {LIMIT} are the most that fit."
        raise ConfigError([Fault(told, Place(path=MAIN))])
    return WrittenComment(body, digest, " · ".join(part for part in _title_parts(report, candidate) if part))


def _view(report: Report, verdict: NominationVerdict, candidate: CandidatePage, page_url: str, rules_url: str) -> View:
    view = View(
        title=joined([words(part) for part in _title_parts(report, candidate)], " · "),
        verdict=verdict_line(report, verdict, page_url),
        reminder=_reminder(report, verdict),
        footer=_footer(report, candidate, rules_url),
        replies=replies_section(report),
    )
    if verdict.state.over:
        return view
    return replace(
        view,
        steps=steps_to_take(verdict.steps),
        deadline=common_deadline(verdict.steps),
        rows=row_views(verdict),
        settled=verdict.state in (NominationState.READY, NominationState.ON_BALLOT),
        points=points_section(verdict.judged),
        reviewers=reviewers_section(verdict.judged),
        endorsements=endorsements_section(
            verdict.judged, report, invites=verdict.state is not NominationState.TOO_LATE
        ),
        next=() if verdict.state is NominationState.TOO_LATE else next_steps(report),
        commands=commands(report),
    )


def _reminder(report: Report, verdict: NominationVerdict) -> Markdown:
    if report.snapshot.election.reminders.by is not Reminding.EDIT:
        return NOTHING
    due = due_reminder(report, verdict)
    return reminder_line(due) if due else NOTHING


def page_url_of(report: Report) -> str:
    """Where the candidate's page stands; nothing while no names are shown, or where nobody knows."""
    snapshot = report.snapshot
    election, base = snapshot.election, snapshot.config.site.url.rstrip("/")
    published = election.windows.published
    at = published.opens if published else None
    hidden = utc(at) > snapshot.taken_at if at else not is_over(snapshot, "nominations")
    if not base or (hidden and not election.publication.names_before_close):
        return ""
    return f"{base}/{page_id(election.id)}/candidates/{candidate_page(report).id}/"


def _within(view: View, overrides: Mapping[str, str]) -> View:
    """The view with its lists no longer than there is room for."""
    room = REST_LIMIT - len(laid_out(view, overrides)) - _FOLDS
    lists = (view.points, view.reviewers, view.endorsements, view.replies)
    points, reviewers, endorsements, replies = shared_out(lists, room)
    return replace(view, points=points, reviewers=reviewers, endorsements=endorsements, replies=replies)


def _title_parts(report: Report, candidate: CandidatePage) -> tuple[str, str]:
    name = shortened(" ".join(candidate.name.split()), NAME_LIMIT)
    return f"Nomination of {name}", report.snapshot.election.title


def _footer(report: Report, candidate: CandidatePage, rules_url: str) -> Markdown:
    pull_request = report.snapshot.pull_request
    head, about = _hexadecimal(pull_request.head) if pull_request else "", NOTHING
    if pull_request and head:
        commit = linked(code(head[:7]), f"{pull_request.url.rpartition('/pull/')[0]}/commit/{head}")
        about = put("For commit {commit}", commit=commit)
    section = NOTHING
    if candidate.statement:
        from nomflow.render.site.section import section_sha256

        section = put("section {hash}", hash=code(f"sha256:{section_sha256(candidate)[:12]}"))
    rules = linked(put("rules"), rules_url) if rules_url else NOTHING
    version = put("nomflow {version}", version=words(__version__))
    parts = (about, section, version, rules, put("help: comment `/nomflow help`"))
    promise = "This comment mentions nobody, and nothing of this pull request is ever run to make it."
    return joined([joined(parts, " · "), put(promise)], ". ")


def _digest(text: str) -> str:
    return f"sha256:{sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _hexadecimal(text: str) -> str:
    return "".join(char for char in text.lower() if char in "0123456789abcdef")[:64]
