"""What the converters share: a thread of dated events becomes a snapshot.

Where the data have a date only, noon UTC stands for it, and the numbers of the comments keep the order of the thread.
"""

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

Json = dict[str, object]


def at(date: str) -> str:
    """An instant for a date, or the instant itself."""
    return date.replace("+00:00", "Z") if "T" in date else f"{date}T12:00:00Z"


def account(login: str, number: object = None) -> Json:
    return {"login": login, "id": number} if number else {"login": login}


class Thread:
    """Collects comments and reviews, numbered in the order of the thread."""

    def __init__(self) -> None:
        self.comments: list[Json] = []
        self.reviews: list[Json] = []
        self.times: list[str] = []

    def add(self, who: Json, date: str, body: str, *, review: bool = False) -> None:
        number = str(1000 + len(self.times))
        self.times.append(at(date))
        if review:
            said = {"id": number, "author": who, "state": "commented", "submitted_at": at(date), "body": body}
            self.reviews.append(said)
        else:
            self.comments.append({"id": number, "author": who, "created_at": at(date), "body": body})


def write(folder: Path, name: str, snapshot: Json) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"schema": "nomflow-snapshot-1", **snapshot}, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def write_table(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
