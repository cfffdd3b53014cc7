"""The same facts for machines: JSON with a published schema, JSON-LD, and the list of all files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from markupsafe import Markup

from nomflow.core.site.site import (
    CandidatePage,
    Change,
    Milestone,
    MilestoneKind,
    NamedPerson,
    PersonalLink,
    Question,
    QuestionAnswer,
    RenderedText,
    Site,
    StatementSource,
)
from nomflow.render.site import dates, feed
from nomflow.render.site.links import safe
from nomflow.render.site.section import body_sha256
from nomflow.render.site.views import ElectionView, RaceView

FORMAT = "nomflow-election/1"
SCHEMA = "schema/nomflow-election-1.json"

Json = dict[str, object]


def schema() -> bytes:
    """The JSON Schema of ``election.json`` and, under ``$defs/candidate``, of each candidate's file."""
    return (Path(__file__).parents[2] / "schemas" / "election-1.json").read_bytes()


def election(view: ElectionView) -> bytes:
    page = view.page
    return _encoded(
        {
            "$schema": f"{'../' * (page.id.count('/') + 1)}{SCHEMA}",
            "format": FORMAT,
            "id": page.id,
            "title": page.title,
            "about": page.about,
            "language": page.language,
            "languages": list(view.languages),
            "organisation": {"name": view.site.organisation.name, "url": view.site.organisation.url},
            "phase": page.phase,
            "notice": page.notice,
            "result": {"url": page.results_url, "note": page.results_note},
            "dates": [_milestone(view, milestone) for milestone in sorted(page.milestones, key=lambda each: each.at)],
            "races": [_race(race) for race in view.races],
            "questions": [_question(view, question) for question in page.questions],
            "not_qualified": page.not_qualified,
            "history": _history(page.history),
            "record": {"url": page.record.url, "sha256": page.record.sha256, "at": dates.machine(page.record.at)}
            if page.record
            else None,
            "repository": {"name": page.repository.name, "url": page.repository.url, "commit": page.repository.commit}
            if page.repository
            else None,
            "built": dates.machine(view.site.built),
            "generator": view.site.generator,
        }
    )


def candidate(view: ElectionView, race: RaceView, person: CandidatePage) -> bytes:
    """Everything on the candidate's page."""
    words = person.statement
    source = person.source
    return _encoded(
        {
            "$schema": f"{'../' * (view.page.id.count('/') + 2)}{SCHEMA}#/$defs/candidate",
            "format": FORMAT,
            "election": view.page.id,
            "race": race.race.id,
            **_brief(person),
            "pronouns": person.pronouns,
            "pronunciation": person.pronunciation,
            "affiliation_at": _moment(person.affiliation_at),
            "conflicts": list(person.conflicts),
            "links": _links(person.links),
            "endorsers": _people(person.endorsers),
            "endorser_count": person.endorser_count,
            "reviewers": _people(person.reviewers),
            "history": _history(person.history),
            "notice": person.notice,
            "trouble": view.trouble(person),
            "statement": _statement(words, view.page.language) if words else None,
            "answers": [
                _answer(view, question, answer)
                for question in view.page.questions
                for answer in question.answers
                if answer.candidate == person.id
            ],
            "source": _source(source) if source else None,
            "translations": [
                {
                    **_statement(each.words, view.page.language),
                    "words": each.words.count,
                    "summary": each.summary,
                    "source": _source(each.source) if each.source else None,
                }
                for each in (person.translations if words else ())
            ],
        }
    )


def _statement(words: RenderedText, language: str) -> Json:
    return {
        "html": words.html,
        "sha256": body_sha256(words.html),
        "language": words.language or language,
        "headings": [{"level": each.level, "id": each.id, "text": each.text} for each in words.headings],
    }


def manifest(files: Mapping[str, str], content: str = "") -> bytes:
    """Path → sha256 of every file. ``content`` is the same for two builds that differ in nothing but their time."""
    told = {"content": f"sha256:{content}"} if content else {}
    return _encoded({"format": "nomflow-manifest/1", **told, "files": dict(sorted(files.items()))})


def timeless(site: Site, data: bytes) -> bytes:
    """A file of the site without the time of the build, in each form that a file may have it."""
    stamp, calendar = dates.machine(site.built).encode(), feed.ical_time(site.built).encode()
    data = re.sub(b'<time datetime="' + stamp + b'">[^<]*</time>', b"\0", data)
    return data.replace(stamp, b"\0").replace(calendar, b"\0")


def election_ld(view: ElectionView, url: str) -> Markup:
    """The election as schema.org knows one: an event online, and an unordered list of people."""
    page = view.page
    opens, closes = page.milestone(MilestoneKind.VOTING_OPENS), page.milestone(MilestoneKind.VOTING_CLOSES)
    event: Json = {"@type": "Event", "name": page.title}
    if page.about:
        event["description"] = page.about
    event["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode"
    event["organizer"] = {"@type": "Organization", "name": view.site.organisation.name}
    if opens:
        event["startDate"] = dates.machine(opens.at)
    if closes:
        event["endDate"] = dates.machine(closes.at)
    if url.startswith("http"):
        event |= {"url": url, "location": {"@type": "VirtualLocation", "url": url}}
    people = [
        {"@type": "ListItem", "item": _person_ld(person, f"{url}candidates/{person.id}/")} for person in view.standing
    ]
    listed: Json = {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListUnordered",
        "numberOfItems": len(people),
        "itemListElement": people,
    }
    return _ld([event, listed] if people else [event])


def person_ld(person: CandidatePage, url: str) -> Markup:
    """A candidate's page."""
    page: Json = {"@type": "ProfilePage", "mainEntity": _person_ld(person, url)}
    if person.source and safe(person.source.url):
        page["isBasedOn"] = person.source.url
    return _ld([page])


def _race(race: RaceView) -> Json:
    order = race.race.order
    return {
        "id": race.race.id,
        "title": race.race.title,
        "seats": race.race.seats,
        "seats_in_all": race.race.seats_in_all or None,
        "term": race.race.term,
        "contest": race.contest,
        "vote": race.race.voted,
        "then": race.race.then,
        "listed": not race.race.hidden,
        "order": {
            "rule": order.rule,
            "seed": order.seed,
            "round": order.round or None,
            "rule_url": order.rule_url,
            "value_url": race.value_url,
            "keys": {each.id: each.key for each in race.keys} if order.drawn else {},
        },
        "candidates": [_brief(person) for person in (*race.standing, *race.gone)],
    }


def _brief(person: CandidatePage) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "handle": person.handle,
        "affiliation": person.affiliation,
        "incumbent": person.incumbent,
        "elected": person.elected,
        "summary": person.summary,
        "words": person.statement.count if person.statement else 0,
        "source_sha256": person.source.sha256 if person.source else "",
        "gone": {
            "why": person.gone.why,
            "at": dates.machine(person.gone.at),
            "reason": person.gone.reason,
            "notice_url": person.gone.notice_url,
        }
        if person.gone
        else None,
    }


def _question(view: ElectionView, question: Question) -> Json:
    return {
        "id": question.id,
        "number": question.number,
        "title": question.title,
        "html": question.text.html if question.text else "",
        "language": question.language or view.page.language,
        "asked_by": question.asked_by,
        "asked_at": question.asked_at,
        "source": _source(question.source),
        "answers": [
            {"candidate": each.candidate, "source_sha256": each.source.sha256}
            for each in sorted(question.answers, key=lambda answer: answer.candidate)
        ],
    }


def _answer(view: ElectionView, question: Question, answer: QuestionAnswer) -> Json:
    words = answer.words
    return {
        "question": question.id,
        "html": words.html if words else None,
        "words": words.count if words else 0,
        "language": (words.language if words else "") or view.page.language,
        "source": _source(answer.source),
    }


def _source(source: StatementSource) -> Json:
    return {
        "path": source.path,
        "commit": source.commit,
        "blob": source.blob,
        "sha256": source.sha256,
        "url": source.url,
        "pull_request": source.pull_request or None,
        "pull_request_url": source.pull_request_url,
    }


def _milestone(view: ElectionView, milestone: Milestone) -> Json:
    return {
        "step": milestone.step,
        "title": dates.title(view.words, milestone, past=False),
        "at": dates.machine(milestone.at),
        "zone": milestone.zone,
        "deadline": milestone.closes,
    }


def _history(changes: Iterable[Change]) -> list[Json]:
    return [
        {
            "kind": change.kind,
            "at": dates.machine(change.at),
            "by": change.by,
            "words": change.words,
            "url": change.url,
            "amends_final": change.amends_final,
        }
        for change in sorted(changes, key=lambda each: each.at)
    ]


def _people(people: Iterable[NamedPerson]) -> list[Json]:
    return [
        {"handle": each.handle, "name": each.name, "affiliation": each.affiliation, "record": each.record}
        for each in sorted(people, key=lambda person: (person.shown.casefold(), person.handle))
    ]


def _links(links: Iterable[PersonalLink]) -> list[Json]:
    return [{"label": each.label, "url": each.url} for each in links if safe(each.url)]


def _moment(at: datetime | None) -> str | None:
    return dates.machine(at) if at else None


def _person_ld(person: CandidatePage, url: str) -> Json:
    made: Json = {"@type": "Person", "name": person.name}
    if person.affiliation:
        made["affiliation"] = {"@type": "Organization", "name": person.affiliation}
    if url.startswith("http"):
        made["url"] = url
    same = [each.url for each in person.links if safe(each.url) and not each.url.lower().startswith("mailto:")]
    if same:
        made["sameAs"] = same
    return made


def _ld(graph: list[Json]) -> Markup:
    """JSON-LD that cannot end the element it stands in: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements"""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 - JSON without "<" cannot become markup


def _encoded(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
