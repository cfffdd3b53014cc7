"""One comment or review body, as typed on GitHub, read in one of three ways.

*Clear*: a command alone on its line, or a phrase of the election's in a sentence that holds nothing else which could
turn it. *Nothing*: no word of an act. Everything between is *unclear*: it never counts, and it is always answered.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from nomflow.core.thread.acts import EVERY_COMMAND, TAKES_BACK, Act, ActKind, Acts, Match, Phrase, Unclear
from nomflow.core.thread.commands import command_in
from nomflow.core.thread.employer import employer_said, employers_in
from nomflow.core.thread.lines import Line, read_lines, visible_lines
from nomflow.core.thread.sentences import (
    LONGEST,
    Sense,
    Sentence,
    SentenceReader,
    lowered,
    names_in,
    occurs,
    reader,
    sentences,
)
from nomflow.core.thread.unclear import Family, as_typed

__all__ = [
    "EVERY_COMMAND",
    "Act",
    "ActKind",
    "Acts",
    "Line",
    "Match",
    "Phrase",
    "Unclear",
    "employers_in",
    "names_in",
    "read_body",
    "visible_lines",
]

_CODE = ("`", "~~~", "    ", "\t")
_OPPOSITE = {
    ActKind.ENDORSE: ActKind.UNENDORSE,
    ActKind.ACCEPT: ActKind.DECLINE,
    ActKind.ACKNOWLEDGE: ActKind.DECLINE_ACKNOWLEDGEMENT,
}


def read_body(
    body: str,
    phrases: Sequence[Phrase] = (),
    commands: Collection[ActKind] = EVERY_COMMAND,
    *,
    names: frozenset[str] = frozenset(),
    languages: tuple[str, ...] = (),
) -> Acts:
    """What a comment or a review says, in the order of its lines. Never fails, and takes time linear in the size.

    ``phrases`` are the election's, tried in their order; ``commands`` are those in force, the others are no acts.
    ``names`` are the nominee's (``names_in``); ``languages`` those that comments are read in besides English. An
    endorsement without an employer takes the one stated elsewhere in the body. A kind that the body has a clear act of
    is not also unclear in it.
    """
    said, swallowed = read_lines(body)
    one = _Body(reader(names, languages), phrases, commands, said)
    one.read()
    one.show(swallowed, quoted=True)
    if not swallowed:
        one.show(_shown_as_code(body, said))
    meant = {act.kind for act in one.acts}
    unclear = {each.kind: each for each in reversed(one.unclear) if each.kind not in meant}
    return Acts(
        tuple(_with_employers(one.acts, said)),
        tuple(sorted(unclear.values(), key=lambda each: (each.line, each.kind))),
    )


class _Body:
    """The lines of one body, and what was found in them."""

    def __init__(
        self, reader: SentenceReader, phrases: Sequence[Phrase], commands: Collection[ActKind], said: Sequence[Line]
    ) -> None:
        self.reader, self.commands, self.said = reader, commands, said
        low = lowered("\n".join(line.text for line in said))
        self.phrases = [phrase for phrase in phrases if occurs(phrase, low, reader.words.subjects)]
        self.family = Family(reader, phrases, commands, low)
        self.ironic = bool(said) and reader.words.irony.search(low) is not None
        self.acts: list[Act] = []
        self.unclear: list[Unclear] = []

    def read(self) -> None:
        waiting: list[tuple[Act, str]] = []  # acts by phrase that the next sentence may still turn
        for line in self._lines():
            if command := command_in(line, self.reader):
                waiting = self._settle(waiting)
                if command.kind in self.commands:
                    self._add(command, line.text)
                else:
                    self.unclear += self.family.of_line(line)
                continue
            typed = list(self.family.of_line(line))
            whole, parts = sentences(line.text)
            for sentence in parts:
                turns = bool(waiting) and self.reader.turns_back(sentence)
                waiting = self._settle(waiting, turned=turns)
                found = self._spoken(whole, sentence, line, first=sentence is parts[0])
                waiting = found or []
                if not waiting and not typed:
                    self.unclear += self.family.of_sentence(sentence, line, only_back=found is not None)
            if not any(act.line == line.number for act, _ in waiting):
                self.unclear += typed
        self._settle(waiting)

    def show(self, lines: Sequence[Line], *, quoted: bool = False) -> None:
        """Lines that would be acts if they were not quoted or code, by mistake more often than not."""
        for line in lines:
            command = command_in(line, self.reader)
            if command and command.kind in self.commands:
                self.unclear.append(
                    Unclear(kind=command.kind, line=line.number, typed=as_typed(line.text), quoted=quoted)
                )
            elif self.phrases or not command:
                whole, parts = sentences(line.text)
                found = [act for each in parts for act, _ in self._spoken(whole, each, line, first=True) or ()]
                self.unclear += (
                    Unclear(kind=act.kind, line=line.number, typed=as_typed(line.text), quoted=quoted) for act in found
                )

    def _lines(self) -> Iterator[Line]:
        """The lines, those that go on with a small letter joined to the one before."""
        kept: Line | None = None
        end = 0
        for line in self.said:
            goes_on = kept and line.number == end + 1 and line.text[:1].islower() and kept.text[-1] not in ".!?:;…)"
            if kept and goes_on and not kept.text.startswith("/") and len(kept.text) < LONGEST:
                kept = replace(kept, text=f"{kept.text} {line.text}")
            else:
                if kept:
                    yield kept
                kept = line
            end = line.number
        if kept:
            yield kept

    def _spoken(self, whole: Sentence, sentence: Sentence, line: Line, *, first: bool) -> list[tuple[Act, str]] | None:
        """The acts of a sentence by the election's phrases; ``None`` where no phrase stands in it."""
        found: dict[ActKind, Act] = {}
        unclear: dict[ActKind, Unclear] = {}
        for phrase in self.phrases:
            if phrase.kind in found or (phrase.match is Match.LINE and not first):
                continue
            reading = self.reader.spoken(phrase, whole if phrase.match is Match.LINE else sentence)
            if reading is None:
                continue
            if reading.sense is Sense.CLEAR:
                found[phrase.kind] = Act(phrase.kind, line.number, reading.employer, phrase.text)
            else:
                denied = reading.sense is Sense.DENIED
                kind = _OPPOSITE.get(phrase.kind, phrase.kind) if denied else phrase.kind
                unclear.setdefault(
                    phrase.kind, Unclear(kind=kind, line=line.number, typed=as_typed(line.text), asks=sentence.asks)
                )
        self.unclear += (each for kind, each in unclear.items() if kind not in found)
        return [(act, line.text) for act in found.values()] if found or unclear else None

    def _settle(self, waiting: list[tuple[Act, str]], *, turned: bool = False) -> list[tuple[Act, str]]:
        for act, text in waiting:
            if turned and act.kind not in TAKES_BACK:
                self.unclear.append(Unclear(kind=act.kind, line=act.line, typed=as_typed(text)))
            else:
                self._add(act, text)
        return []

    def _add(self, act: Act, text: str) -> None:
        if self.ironic and act.kind in _OPPOSITE:
            self.unclear.append(Unclear(kind=act.kind, line=act.line, typed=as_typed(text)))
        else:
            self.acts.append(act)
            taken_back = _OPPOSITE.get(act.kind)  # before, so that it is said anew
            self.unclear = [each for each in self.unclear if each.kind is not taken_back]


def _with_employers(acts: Sequence[Act], said: Sequence[Line]) -> list[Act]:
    lacking = any(act.kind is ActKind.ENDORSE and not act.argument for act in acts)
    named = [(line.number, name) for line in said if (name := employer_said(line.text))] if lacking else []
    if not named:
        return list(acts)
    same_line = dict(named)
    return [
        replace(act, argument=same_line.get(act.line, named[0][1]))
        if act.kind is ActKind.ENDORSE and not act.argument
        else act
        for act in acts
    ]


def _shown_as_code(body: str, said: Sequence[Line]) -> tuple[Line, ...]:
    """The only line of a body that is nothing but code: typed so by mistake, more often than not."""
    bare = "" if said or not body.lstrip("\r\n").startswith(_CODE) else body.strip("`~ \t\r\n")
    return (Line(" ".join(bare.split()), 1 + body[: body.find(bare)].count("\n")),) if bare and "\n" not in bare else ()
