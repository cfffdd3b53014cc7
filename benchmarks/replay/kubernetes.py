"""Kubernetes Steering Committee 2021 to 2023: "+1" on nomination issues.

The officers found everybody in this record endorsed enough. No comment of 2021 states an employer, so that the rules
cannot decide there; hence each election is replayed twice: by the rules, with employers as stated in the thread and in
the candidates' own statements; and counting eligible people only, whoever employs them.
"""

import json
import re
import shutil
from pathlib import Path

from convert import Json, Thread, account, at, write, write_table

ELECTION = """\
  - id: kubernetes-steering-{year}{suffix}
    title: Kubernetes Steering Committee election {year}
    extends: kubernetes
    windows: {{nominations: {{closes: {closes}}}}}
    roll: {{sources: [{{path: voters-{year}.yaml, format: elekto}}]}}
"""
ANY_EMPLOYER = "    endorsements: {distinct: none, must-state-employer: false}\n"
CLOSES = {"2021": '"2021-10-15T00:00Z"', "2022": "2022-09-10", "2023": "2023-08-26"}


def convert(corpus: Path, out: Path, *, any_employer: bool) -> None:
    data = json.loads((corpus / "replay" / "kubernetes-steering.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    elections = ""
    for year, closes in CLOSES.items():
        elections += ELECTION.format(year=year, closes=closes, suffix="") + (ANY_EMPLOYER if any_employer else "")
        shutil.copyfile(
            corpus / "elections" / f"kubernetes-steering-{year}" / "voters.yaml", out / f"voters-{year}.yaml"
        )
    (out / "nomflow.yml").write_text(f"organisation: Kubernetes\nelections:\n{elections}", encoding="utf-8")
    known = []
    for each in data["nominations"]:
        write(out / "snapshots", f"{each['number']}", _snapshot(corpus, each))
        verdict = next((event["date"] for event in each["events"] if event["kind"] == "verdict"), "")
        stated = any_employer or any(event.get("employer_stated") for event in each["events"])
        known.append((each["nominee"], "qualified" if stated else "unknown", verdict, each["number"]))
    write_table(out / "known.csv", ("nominee", "outcome", "qualified_on", "number"), known)


def _snapshot(corpus: Path, each: Json) -> Json:
    thread = Thread()
    for event in each["events"]:
        body = _body(event)
        if body:
            thread.add(account(event["author"]), event["date"], body)
    employer = _employer(corpus / "statements" / each["election"] / f"{each['nominee']}.md")
    return {
        "taken_at": f"{each['election'][-4:]}-10-20T00:00:00Z",
        "election": each["election"],
        "nominee": account(each["nominee"]),
        "affiliations": {each["nominee"]: [employer]} if employer else {},
        "pull_request": {
            "number": each["number"],
            "url": each["url"],
            "author": account(each["author"]),
            "created_at": at(each["events"][0]["date"]),
            "comments": thread.comments,
        },
    }


def _body(event: Json) -> str:
    """The threads are described by kind; these words have the same form."""
    stated = f"\n\nEmployer: {event['employer_stated']}" if event.get("employer_stated") else ""
    match event["kind"]:
        case "+1" if "brackets" in event.get("detail", ""):
            return "💯 (+1)" + stated
        case "+1":
            return "+1" + stated
        case "typo":
            return event["detail"]
        case "emoji":
            return "💯" + stated
    return ""


def _employer(statement: Path) -> str:
    text = statement.read_text(encoding="utf-8", errors="replace") if statement.is_file() else ""
    found = re.search(r"employer:[ \t]*(\S[^\n]*)", text[:1000])
    return found[1].strip() if found else ""
