"""The commit status of a pull request that is no nomination."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname

from nomflow.core.action.effects import Status
from nomflow.core.basics.login import same_login
from nomflow.core.election.election import Config
from nomflow.core.election.question_paths import folder_of, is_question_file, stem
from nomflow.core.nomination.address import page_id

NOT_A_NOMINATION = "Not a nomination: nothing here for nomflow to check."


def gate(config: Config, paths: Iterable[str], author: str) -> Status:
    """The commit status of a pull request that is no nomination. It fails where it touches an answer in the name of
    somebody else than its author, unless an officer opened it; everything else is for people to judge."""
    paths = tuple(paths)
    answers = 0
    for election in config.elections:
        folder = folder_of(election)
        names = {page_id(author), *(f"{page_id(author)}-{page_id(seat.id)}" for seat in election.seats)}
        officer = any(same_login(author, each) for each in election.officers)
        for path in paths:
            if folder and dirname(dirname(path)) == folder and is_question_file(election, path):
                answers += 1
                if not officer and page_id(stem(path)) not in names:
                    told = "Only the candidate or an officer may answer for {name}; this is by {author}."
                    name = f"{stem(path)[:39]}"
                    return Status("failure", told.format(name=name, author=author or "somebody unknown"))
    return Status("success", "Answers to questions: officers merge them." if answers else NOT_A_NOMINATION)
