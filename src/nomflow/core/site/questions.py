"""Questions to the candidates: from the files of the repository to what the pages show.

``questions/2026-board/3-budget.md`` is a question, and ``questions/2026-board/3-budget/ada-example.md`` is what
@ada-example answered. Both are read as statements are, and one that cannot be read leaves the others alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from posixpath import basename, dirname
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from nomflow.core.basics.answer import Finding, must
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import readable
from nomflow.core.election.choices import HtmlPolicy
from nomflow.core.election.election import Election
from nomflow.core.election.question_paths import folder_of, is_file_of_somebody, stem
from nomflow.core.election.shapes import LANGUAGE_TAG
from nomflow.core.markdown.document import Document
from nomflow.core.markdown.html import to_html
from nomflow.core.nomination.address import page_id
from nomflow.core.site.site import ElectionPage, Question, QuestionAnswer, RenderedText, StatementSource
from nomflow.core.snapshot.statement import Statement, is_empty, read_statement
from nomflow.core.yaml.tree import Scalar

_NAMED = r"0*([1-9][0-9]{0,5})[-_](.+)"
_QUESTION_LEVEL, _ANSWER_LEVEL = 2, 4
"""The headings of a question stand below its title, those of an answer below the candidate's name."""
_QUESTION_IDS = "_q-"
"""What the ids in a question's own text begin with; no candidate's id can."""


def with_questions(
    election: Election,
    shown: ElectionPage,
    files: Mapping[str, bytes],
    read: Callable[[str, bytes], Statement] = read_statement,
) -> tuple[ElectionPage, tuple[Finding, ...]]:
    """The election's pages with its questions, and what is wrong with their files.

    ``files`` are those below ``folder_of`` by their path in the repository. Answers are shown once the list of
    candidates is final, all at once, and only those of people who stand. ``read`` reads each. Never raises.
    """
    reading = _Reading(election=election, shown=shown, files=files, read=read, found=[])
    questions = tuple(reading.questions())
    return replace(shown, questions=questions), tuple(reading.found)


class _Reading(Struct, frozen=True, kw_only=True):
    """The files of one election on their way to its pages; ``found`` collects what is wrong with them."""

    election: Election
    shown: ElectionPage
    files: Mapping[str, bytes]
    read: Callable[[str, bytes], Statement]
    found: list[Finding]

    def questions(self) -> Iterator[Question]:
        folder, seen = folder_of(self.election), dict[str, str]()
        made = []
        for path in sorted(each for each in self.files if dirname(each) == folder and is_file_of_somebody(each)):
            named = re.fullmatch(_NAMED, stem(path))
            if named is None:
                self._tell(path, "A question’s file begins with its number, such as `3-budget.md`. Please rename it.")
                continue
            question = self._question(path, int(named[1]), page_id(named[2]))
            if question.id in seen:
                told = "This has the same address as {other}. Please give one of them another number."
                self._tell(path, told, other=seen[question.id])
                continue
            seen[question.id] = path
            made.append(question)
        owners = {stem(path) for path in seen.values()}
        for path in sorted(each for each in self.files if dirname(dirname(each)) == folder):
            if basename(dirname(path)) not in owners and is_file_of_somebody(path):
                self._tell(path, "There is no question {name}.md that this could answer.", name=basename(dirname(path)))
        yield from sorted(made, key=lambda each: (each.number, each.slug))

    def _question(self, path: str, number: int, slug: str) -> Question:
        file = self._read(path)
        title, rest = _titled(file)
        if rest != file.source.text:
            file = self.read(path, rest.encode("utf-8", "replace"))
        document = file.document
        if file.trouble:
            self._tell(path, "This question could not be read: {why}. Only its title is shown.", why=file.trouble)
        if document.refused:
            self._tell(path, "This question holds something that nomflow refuses to read, so only its title is shown.")
        made, asked_at = self._words(file, document, _QUESTION_LEVEL, _QUESTION_IDS), _field(file, "asked-at", "link")
        if asked_at and not asked_at.startswith(("https://", "http://")):
            self._tell(path, "asked-at is no address that begins with https://, so it is not shown.")
            asked_at = ""
        return Question(
            number=number,
            slug=slug,
            title=readable(title) or slug.replace("-", " "),
            source=self._source(file),
            text=made if made.html and not (document.refused or file.trouble) else None,
            language=made.language,
            asked_by=_field(file, "asked-by", "by"),
            asked_at=asked_at,
            answers=tuple(self._answers(path)) if self.shown.phase.final else (),
        )

    def _answers(self, question: str) -> Iterator[QuestionAnswer]:
        people, left = self._people()
        folder, seen = question.rpartition(".")[0], dict[str, str]()
        for path in sorted(each for each in self.files if dirname(each) == folder and is_file_of_somebody(each)):
            name = page_id(stem(path))
            if name not in people:
                if name not in left:
                    self._tell(path, "Nobody who stands is called {name}.", name=stem(path))
                continue
            if name in seen:
                self._tell(path, "This and {other} are by the same person. Please keep one.", other=seen[name])
                continue
            seen[name] = path
            words, source = self._answer(path)
            if words is None or words.html:
                yield from (QuestionAnswer(id, source, words) for id in people[name])
            else:
                self._tell(path, "This answer is empty, so it is not shown.")

    def _answer(self, path: str) -> tuple[RenderedText | None, StatementSource]:
        file = self._read(path)
        source = self._source(file)
        if file.trouble:
            self._tell(path, "This answer could not be read, so it cannot be shown: {why}.", why=file.trouble)
        if file.document.refused:
            self._tell(path, "This answer holds something that nomflow refuses to read, so it cannot be shown.")
        if file.document.refused or file.text_findings or file.trouble:
            return None, source
        return self._words(file, file.document, _ANSWER_LEVEL, "s-"), source

    def _people(self) -> tuple[Mapping[str, tuple[str, ...]], frozenset[str]]:
        """The ids of those who stand by what their files may be called, and what those of others are called: of whoever
        left, and of whoever may not be shown yet."""
        stand: dict[str, tuple[str, ...]] = {}
        left = set()
        for race in self.shown.races:
            for person in race.candidates:
                names = {person.id, page_id(person.handle or person.id)}
                if person.gone or race.hidden:
                    left |= names
                else:
                    stand |= {name: (*stand.get(name, ()), person.id) for name in names}
        return stand, frozenset(left)

    def _read(self, path: str) -> Statement:
        file = self.read(path, self.files[path])
        self.found.extend((*file.text_findings, *(each for each in file.front.findings)))
        return file

    def _words(self, file: Statement, document: Document, level: int, prefix: str) -> RenderedText:
        rules, root = self.election.statement, self._root()
        made = to_html(
            document,
            raw_html=rules.html is HtmlPolicy.GITHUB,
            base=f"{root}{quote(dirname(file.path))}/" if root else "",
            root=root,
            first_level=level,
            id_prefix=prefix,
        )
        typed = _field(file, "language", "lang")
        language = typed if re.fullmatch(LANGUAGE_TAG.pattern, typed) else rules.language
        return RenderedText(made.html, document.words, made.contents, language)

    def _source(self, file: Statement) -> StatementSource:
        root = self._root()
        return StatementSource(
            path=file.path,
            blob=file.source.git_blob_sha,
            sha256=file.source.sha256,
            url=f"{root}{quote(file.path)}" if root else "",
        )

    def _root(self) -> str:
        repository = self.shown.repository
        return f"{repository.url}/blob/HEAD/" if repository and repository.url else ""

    def _tell(self, path: str, template: str, **words: str) -> None:
        self.found.append(must(template, Place(path=path), fix=None, **words))


def _titled(file: Statement) -> tuple[str, str]:
    """The question in one line, and the file without the heading that says it."""
    title, document, text = _field(file, "title", "question"), file.document, file.source.text
    if title or not document.headings:
        return title, text
    heading = document.headings[0]
    lines = text.split("\n")
    before = "".join(lines[file.front.body_line - 1 : heading.place.line - 1])
    first = lines[heading.place.line - 1].lstrip()
    if before.strip() or not (first.startswith("#") or heading.setext):
        return heading.text, text
    begin, end = heading.place.line - 1, max(heading.place.end_line, heading.place.line)
    return heading.text, "\n".join((*lines[:begin], *[""] * (end - begin), *lines[end:]))


def _field(file: Statement, *names: str) -> str:
    """A field of the front matter by one of its names, whatever the case; empty where there is none."""
    for typed, node in file.fields.items():
        if typed.casefold().replace("_", "-") in names and isinstance(node, Scalar) and not is_empty(node):
            return readable(node.value)
    return ""
