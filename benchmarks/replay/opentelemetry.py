"""OpenTelemetry 2020 to 2022, when any words of support counted.

Employers are what the record names: the candidates' file of 2022, the election's page of 2022, and the two corrections.
Where the record names none, somebody gets an employer of their own, so that only overlaps on record can be found.
"""

import json
import re
from pathlib import Path

from convert import Json, Thread, account, at, write, write_table

ELECTION = """\
  - id: opentelemetry-gc-{year}
    title: OpenTelemetry Governance Committee election {year}
    extends: opentelemetry
    windows: {{nominations: {{closes: "{closes}"}}}}
    endorsements:
      by: anyone
      phrases: [I support, "+1", Seconded, I concur, I third]
"""
CLOSES = {"2020": "2020-10-16T00:01", "2021": "2021-10-14T00:01", "2022": "2022-10-07T23:59"}
# The threads are described by kind; these words of ours have the same form.
WORDS = {
    "support": "I support this nomination.",
    "plus1": "+1",
    "seconded": "Seconded.",
    "concur": "I concur.",
    "third": "I third this.",
    "acc": "I accept the nomination.",
    "acc_emoji": "👍 thanks",
    "informal": "You will have my vote.",
}
# Said in the corrections of 1209 and 1219: https://github.com/open-telemetry/community/issues/1209
CORRECTED = {"cartermp": "Honeycomb", "lizthegrey": "Honeycomb", "mhausenblas": "Amazon", "Aneurysm9": "Amazon"}


def convert(corpus: Path, out: Path) -> None:
    data = json.loads((corpus / "replay" / "opentelemetry-gc.json").read_text(encoding="utf-8"))
    employers = _employers(corpus) | CORRECTED
    out.mkdir(parents=True, exist_ok=True)
    elections = "".join(ELECTION.format(year=year, closes=closes) for year, closes in CLOSES.items())
    (out / "nomflow.yml").write_text(f"organisation: OpenTelemetry\nelections:\n{elections}", encoding="utf-8")
    known = []
    for each in data["nominations"]:
        write(out / "snapshots", f"{each['number']}", _snapshot(each, employers))
        ratified = [event["date"] for event in each["events"] if event["kind"] == "verdict"]
        whole = "unknown" if each["truncated"] and not ratified else "qualified"
        known.append((each["nominee"], whole, ratified[0] if ratified else "", each["number"]))
    write_table(out / "known.csv", ("nominee", "outcome", "qualified_on", "number"), known)


def _snapshot(each: Json, employers: dict[str, str]) -> Json:
    thread = Thread()
    people = {each["nominee"], each["author"]}
    for event in each["events"]:
        detail = event.get("detail", "").partition(" ")[0]
        body = WORDS.get(event["kind"]) or WORDS.get(detail.removesuffix("_by_email"))
        if body and event["kind"] != "nomination":
            thread.add(account(event["author"]), event["date"], body, review=event["kind"] == "review")
            people.add(event["author"])
    return {
        "taken_at": f"{each['election'][-4:]}-10-20T00:00:00Z",
        "election": each["election"],
        "nominee": account(each["nominee"]),
        "affiliations": {login: [employers.get(login, f"employer of {login}")] for login in sorted(people)},
        "pull_request": {
            "number": each["number"],
            "url": each["url"],
            "author": account(each["author"]),
            "created_at": at(each["events"][0]["date"]),
            "comments": thread.comments,
            "reviews": thread.reviews,
        },
    }


def _employers(corpus: Path) -> dict[str, str]:
    """“Company” of each candidate of 2022, and of the committee as the election's page lists it."""
    found = {}
    listed = (corpus / "statements" / "opentelemetry-gc-2022" / "_all.md").read_text(encoding="utf-8")
    for section in listed.split("\n### ")[1:]:
        company = re.search(r"Company:\**\s*\[?([^\]\n(]+)", section)
        handle = re.search(r"GitHub:\**\s*\[?@?([A-Za-z0-9-]+)", section)
        if company and handle:
            found[handle[1]] = company[1].strip()
    page = (corpus / "elections" / "opentelemetry-gc-2022" / "governance-committee-election.md").read_text("utf-8")
    found |= dict(re.findall(r"\]\(https://github\.com/([A-Za-z0-9-]+)\), ([^,]+), until", page))
    return {login: "Amazon" if name in ("AWS", "Amazon Web Services") else name for login, name in found.items()}
