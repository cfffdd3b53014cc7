"""Where questions to the candidates and their answers lie."""

from __future__ import annotations

from posixpath import basename, dirname

from msgspec.structs import replace

from nomflow.core.basics.path_pattern import is_about_nobody
from nomflow.core.election.choices import FieldKind
from nomflow.core.election.election import Election
from nomflow.core.election.statement_rules import Field, FrontMatterRules, Images, StatementRules


def folder_of(election: Election) -> str:
    """Where the questions of an election lie in the repository, without a slash at its end; empty if it has none."""
    return election.questions.path.replace("{election}", election.id).rstrip("/")


def is_question_file(election: Election, path: str) -> bool:
    """Whether a path is where a question or an answer lies."""
    folder = folder_of(election)
    return bool(folder) and folder in (dirname(path), dirname(dirname(path))) and is_markdown(path)


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown by its name."""
    return path.lower().endswith((".md", ".markdown"))


def as_answer(election: Election) -> Election:
    """The election with the rules for the text of a question or an answer in place of those for a statement."""
    fields = {
        "title": Field(aliases=("question",)),
        "asked-by": Field(aliases=("asked_by", "by")),
        "asked-at": Field(kind=FieldKind.URL, aliases=("asked_at", "link")),
        "language": Field(aliases=("lang",), maximum=35),
    }
    front = FrontMatterRules(required=False, fields=fields)
    rules = StatementRules(front_matter=front, html=election.statement.html, images=Images(allowed=False))
    return replace(election, statement=rules)


def is_file_of_somebody(path: str) -> bool:
    """Whether a Markdown file can be one person's or one question's, and is no README."""
    return is_markdown(path) and not is_about_nobody(stem(path))


def stem(path: str) -> str:
    """A file's name without its ending."""
    return basename(path).rpartition(".")[0]
