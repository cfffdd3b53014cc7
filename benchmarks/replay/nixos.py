"""NixOS 2025: nomination pull requests with their commands."""

import json
from datetime import UTC, datetime
from pathlib import Path

from convert import Json, Thread, account, at, write, write_table

CONFIG = """\
organisation: NixOS
elections:
  - id: nixos-2025
    title: Nix Steering Committee election 2025
    extends: nixos
    seats: 5
    windows:
      nominations: {opens: 2025-09-14, closes: 2025-09-30}
    roll: {sources: [{path: eligible.csv}]}
    endorsements: {private-affiliations: false}
    officers: [ners, 7c6f434c, RossComputerGuy]
"""
# What the record describes and does not quote, in words of ours that have the same form.
STAND_INS = {"accept_in_prose": "I accept the nomination.", "decline_in_prose": "I decline the nomination."}


def convert(corpus: Path, out: Path) -> None:
    data = json.loads((corpus / "replay" / "nixos-2025.json").read_text(encoding="utf-8"))
    roll = json.loads((corpus / "voters" / "nixos-sc-2025.json").read_text(encoding="utf-8"))["final"]
    out.mkdir(parents=True, exist_ok=True)
    (out / "nomflow.yml").write_text(CONFIG, encoding="utf-8")
    write_table(out / "eligible.csv", ("id", "login"), ((each["id"], each["handle"] or "") for each in roll))
    known = []
    for each in data["nominations"]:
        write(out / "snapshots", f"{each['number']}", _snapshot(each))
        known.append((each["nominee"], *_outcome(each), each["number"]))
    write_table(out / "known.csv", ("nominee", "outcome", "qualified_on", "number"), known)


def _snapshot(each: Json) -> Json:
    thread = Thread()
    for event in each["events"]:
        who = account(event["author"], event.get("author_id"))
        if event["type"] in ("endorse", "accept", "decline"):
            body = event["body"] or event["command"]
            thread.add(who, event.get("bot_asked_at") or event["date"], body)
        elif event["type"] in STAND_INS:
            thread.add(who, event["date"], STAND_INS[event["type"]])
    people = {each["nominee"], each["author"], *(comment["author"]["login"] for comment in thread.comments)}
    opened = [*thread.times, *(_utc(commit["authored"]) for commit in each["commits"])]
    return {
        "taken_at": "2025-10-02T00:00:00Z",
        "election": "nixos-2025",
        "nominee": account(each["nominee"], each["nominee_id"]),
        # Interests were declared in private: as if nobody shared one.
        "affiliations": {login: [] for login in sorted(people)},
        "pull_request": {
            "number": each["number"],
            "url": each["url"],
            "author": account(each["author"], each["author_id"]),
            "created_at": max(min(opened), "2025-09-14T12:00:00Z"),
            "comments": thread.comments,
        },
    }


def _outcome(each: Json) -> tuple[str, str]:
    """Unknown where the source lacks the thread, a part of it, or the acceptance that the committee saw."""
    truth = each["truth"]
    accepted = each["self_nomination"] or any(event["type"].startswith("accept") for event in each["events"])
    lacks = not each["thread_found"] or each["thread_truncated"] or (truth["became_candidate"] and not accepted)
    if lacks or "replaced" in truth["outcome"]:
        return "unknown", ""
    if truth["became_candidate"]:
        return "qualified", at(each["merged_at"])
    return ("withdrawn" if "declined" in truth["outcome"] else "not-qualified"), ""


def _utc(time: str) -> str:
    return datetime.fromisoformat(time).astimezone(UTC).isoformat().replace("+00:00", "Z")
