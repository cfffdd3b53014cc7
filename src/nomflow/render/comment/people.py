"""The people of a nomination: reviewers who are thanked, endorsers, and those whose comment needs an answer."""

from __future__ import annotations

from datetime import datetime

from nomflow.core.acknowledgements.confirmed import Acknowledgement, acknowledgements
from nomflow.core.election.choices import Channel, Distinct
from nomflow.core.endorsements.how_to_endorse import how_to_endorse
from nomflow.core.endorsements.tally import Tally, tally
from nomflow.core.evaluate import Report
from nomflow.core.nomination.accounts import who
from nomflow.core.nomination.deadlines import close_of, is_over
from nomflow.core.nomination.evidence import MENDABLE, Code, Evidence
from nomflow.core.snapshot.snapshot import Snapshot, server_of
from nomflow.core.verdict.replies import Reply, replies
from nomflow.render.comment.listing import CommentSection
from nomflow.render.comment.markdown import (
    NOTHING,
    Markdown,
    account,
    code,
    day,
    deadline,
    joined,
    linked,
    prose,
    put,
    sentence,
    words,
)

_MOST_CIRCLES = 12
_TAKEN_BACK = (Code.WITHDRAWN, Code.DISMISSED, Code.CHANGES_REQUESTED)
_NEEDS_NO_WORDS = (Code.COUNTED, Code.SPARE, Code.PRIVATE, Code.CONFIRMED)
_REPLIES_SHOWN = 10


def reviewers_section(report: Report) -> CommentSection | None:
    """Whom the statement thanks, and whether each of them agrees."""
    snapshot = report.snapshot
    people = acknowledgements(snapshot)
    if not people:
        return None
    host = server_of(snapshot)
    confirmed = sum(each.confirmed for each in people)
    note = put("Reviewing a draft is not endorsing. People are named as reviewers only once they have confirmed.")
    return CommentSection(
        put("Reviewers you thank: {confirmed} of {all} confirmed", confirmed=confirmed, all=len(people)),
        tuple(_reviewer(each, host) for each in people),
        notes=(note,),
    )


def _reviewer(each: Acknowledgement, host: str) -> Markdown:
    label = {
        Code.CONFIRMED: put("✅ **Confirmed**"),
        Code.WAITING: put("⏳ **Not yet**"),
        Code.STALE: put("⏳ **Not yet**"),
        Code.UNKNOWN_PERSON: put("❓ **Who is this?**"),
    }.get(each.code, put("✖️ **Does not confirm**"))
    person = each.credited
    shown = account(person.handle, host) if person.handle else words(person.name)
    if person.handle and person.name and person.name.casefold() != person.handle.casefold():
        shown = put("{who} ({name})", who=shown, name=words(person.name))
    said = NOTHING if each.code in _NEEDS_NO_WORDS else sentence(each.text)
    return joined([label, shown, joined([said, _record(each.url, each.at, alone=not said)])], " · ")


def endorsements_section(report: Report, now: Report, *, invites: bool) -> CommentSection | None:
    """Who endorses, who counts, who does not and why, and how to endorse if that is still worth a try. ``now`` knows
    who came after the close, too."""
    snapshot = report.snapshot
    if not snapshot.election.endorsements.count:
        return None
    count, host = tally(snapshot), server_of(snapshot)
    known = {who(each.account) for each in count.people}
    late = (each for each in tally(now.snapshot).people if each.code is Code.AFTER_CLOSE)
    people = sorted((*count.people, *(each for each in late if who(each.account) not in known)), key=_rank)
    notes = [_how(snapshot)] if invites else []
    if count.private and count.counted:
        notes.insert(0, put("Shared interests are checked in private. The result for each endorser is not shown."))
    return CommentSection(_title(count), tuple(_endorser(each, host) for each in people), notes=tuple(notes))


def _title(count: Tally) -> Markdown:
    """The count and a small picture of it; of a private one only what may be said."""
    if count.reached is None:
        return put("Endorsements: not known")
    if count.private:
        told = "Endorsements: enough" if count.reached else "Endorsements: not enough"
        if count.missing or count.sealed:
            told = (
                "Endorsements: {missing} more needed"
                if count.missing
                else "Endorsements: {got}, answer after the close"
            )
        return put(told, missing=count.missing or 0, got=count.got)
    full = min(count.got, count.needed)
    circles = Markdown("●" * full + "○" * (count.needed - full))
    told = "Endorsements: {got} of {needed}" if count.got <= count.needed else "Endorsements: {got} ({needed} needed)"
    title = put(told, got=count.got, needed=count.needed)
    return put("{title} {circles}", title=title, circles=circles) if count.needed <= _MOST_CIRCLES else title


def _rank(each: Evidence) -> int:
    return 0 if each.counted else 1 if each.code in MENDABLE else 2


def _endorser(each: Evidence, host: str) -> Markdown:
    label = put("✖️ **Does not count**")
    if each.counted:
        label = put("✅ **Endorses**") if each.code is Code.PRIVATE else put("✅ **Counts**")
    elif each.code is Code.CREDIT_ONLY:
        label = put("➖ **Review only**")
    elif each.code in MENDABLE:
        label = put("⏳ **Not yet**")
    elif each.code is Code.DOES_NOT_ADD:
        label = put("✖️ **Does not add**")
    elif each.code in _TAKEN_BACK:
        label = put("✖️ **Taken back**")
    person = account(each.account.login, host)
    if each.employers:
        person = put("{who}, {employers}", who=person, employers=words(", ".join(each.employers)))
    said = NOTHING if each.code in _NEEDS_NO_WORDS else sentence(each.text)
    return joined([label, person, joined([said, _record(each.url, each.at, alone=not said)])], " · ")


def _record(url: str, at: datetime | None, *, alone: bool) -> Markdown:
    """What somebody did, as a link, and the day they did it."""
    kind = put("record")
    for part, name in (("#pullrequestreview", "review"), ("#issuecomment", "comment"), ("/pull/", "nomination")):
        if part in url:
            kind = put(name)
            break
    said = linked(kind, url) if url else NOTHING
    if at:
        said = put("{said} of {day}", said=said, day=day(at)) if said else day(at)
    return said if alone or not said else put("({said})", said=said)


def _how(snapshot: Snapshot) -> Markdown:
    """How to endorse, or that it is over."""
    rules, close = snapshot.election.endorsements, close_of(snapshot, "endorsed")[0]
    if close and is_over(snapshot, "endorsed"):
        return put("Endorsing closed on {close}.", close=deadline(close))
    asked = rules.distinct is Distinct.EMPLOYERS and not rules.must_state_employer and not rules.private_affiliations
    ways: list[Markdown] = []
    if Channel.COMMAND in rules.channels:
        command = put("comment {how} on a line of its own", how=code(how_to_endorse(rules)))
        if asked:
            command = put("{command} (or `/endorse employer: …`)", command=command)
        ways.append(command)
    if rules.phrases and {Channel.COMMENT, Channel.REVIEW} & set(rules.channels):
        stated = f"{rules.phrases[0]}, employer: …"
        phrase = put("write {phrase} here", phrase=code(stated if rules.must_state_employer else rules.phrases[0]))
        ways.append(put("{phrase} (or {stated})", phrase=phrase, stated=code(stated)) if asked else phrase)
    if Channel.APPROVAL in rules.channels:
        ways.append(put("approve this pull request in a review"))
    told = put("To endorse, {ways}. Reactions and e-mails are not counted.", ways=joined(ways, ", or "))
    back = put("Endorsing is public, and `/unendorse` takes it back.")
    if close:
        back = put("Endorsing is public; until the deadline, `/unendorse` takes it back.")
    return joined([told, back])


def replies_section(report: Report) -> CommentSection | None:
    """Answers to comments that did nothing, and to questions."""
    found = replies(report)[:_REPLIES_SHOWN]
    if not found:
        return None
    host = server_of(report.snapshot)
    return CommentSection(put("Answers to comments"), tuple(_reply(each, host) for each in found))


def _reply(each: Reply, host: str) -> Markdown:
    told = sentence(each.text)
    if each.rule:
        told = joined([put("**{title}**", title=told), prose(each.rule.doc)])
    return joined([account(each.author.login, host), linked(put("comment"), each.url), told], " · ")
