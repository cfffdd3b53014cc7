"""Which lines of a GitHub comment its author really says, and does not quote, show or hide.

A small scanner of its own over the block structure of GitHub's Markdown (https://github.github.com/gfm/), linear in
the size of the text. In doubt a line does not count: an endorsement that was not meant is worse than a question back.

Not said: block quotes (with the lines right below them that GitHub draws into the quote), fenced and indented code,
HTML comments, declarations, CDATA and tags with their attributes, the inside of ``<details>``, ``<pre>``,
``<blockquote>`` and their like, footnotes, the definitions of links, the quoted part of a mail reply. Within a line,
inline code, struck-out text and the words of links are put out of reach; pictures and titles are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from msgspec import Struct

GONE = "\ufffc"
"""Stands in a line's text for what is not plain text: inline code, struck-out text, the edges and spaces of a link."""

_MARKERS = r"(?: {0,3}(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*"
_FENCE = r" {0,3}(`{3,}(?=[^`]*$)|~{3,})"
_INDENTED = r" {4}| {0,3}\t"
_ENDS_A_QUOTE = r" {0,3}(?:#{1,6}[ \t]|[-+*][ \t]|[0-9]{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$)"
_INVISIBLE = dict.fromkeys((0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)))
_MAIL_STARTS = ("on ", "am ", "le ", "el ", "em ", "il ", "op ", "dne ")
_MAIL_VERBS = ("wrote:", "schrieb", "écrit", "escribió", "escreveu", "scritto", "schreef", "napsal")
_MAIL_LETTERS = frozenset({"--", "**", "*f", "fr", *(word[:2] for word in _MAIL_STARTS)})
_MAIL_HEADERS = ("to:", "sent:", "date:", "cc:", "subject:")


class Line(Struct, frozen=True):
    """One line as it reads: spaces folded, invisible characters dropped. ``number`` counts from 1."""

    text: str
    number: int


def visible_lines(body: str) -> tuple[Line, ...]:
    """The lines of a comment's or review's Markdown that are their author's own words. Never fails."""
    return read_lines(body)[0]


def read_lines(body: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The visible lines, and those that fell into the quote above them for want of an empty line."""
    reader = _Reader(body.replace("\r\n", "\n").replace("\r", "\n"))
    reader.read()
    return tuple(reader.said), tuple(reader.swallowed)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = text.split("\n")
        self.said: list[Line] = []
        self.swallowed: list[Line] = []
        self.fence: tuple[str, int] | None = None  # what opened it, and how far its list item is indented
        self.in_quote = False
        self.in_paragraph = False
        self.inside: dict[str, int] = {}  # open HTML elements that hide their content
        self.resume = 0  # where a span that began on an earlier line ends
        self.filler = ""
        self._runs: dict[str, list[int]] | None = None
        self._breaks: list[int] = []

    def read(self) -> None:
        start = 0
        for number, line in enumerate(self.raw, 1):
            end = start + len(line)
            if self.resume > start:
                if self.resume <= end:
                    self._keep(number, self.filler + self._inline(self.resume, end))
            elif not self._is_definition(line, start) and not self._is_block(line):
                text = self._inline(start, end)
                if self._is_quoted_mail(number, text):
                    return
                self._keep(number, text)
            start = end + 1

    def _is_definition(self, line: str, start: int) -> bool:
        """Whether a link's definition begins with the line, which nobody sees. It may run on into later lines."""
        if self.in_paragraph or self.in_quote or self.fence or not line.lstrip(" ").startswith("["):
            return False
        found = _DEFINITION.match(self.text, start)
        if found:
            self.resume, self.filler = found.end(), ""
        return found is not None

    def _is_block(self, line: str) -> bool:
        """Whether the line is no text of its own: blank, code, a quote. Moves the state of the blocks on."""
        if self.fence and self._in_fence(line):
            return True
        if not line[:1].isalpha() and self._opens_block(line):
            return True
        self.in_paragraph = True
        return False

    def _opens_block(self, line: str) -> bool:
        if not line.strip(" \t"):
            self.in_quote = self.in_paragraph = False
            return True
        markers = re.match(_MARKERS, line)
        column = markers.end() if markers else 0
        rest = line[column:]
        quote = rest.lstrip(" \t")
        if quote.startswith(">") or re.match(r"\[\^[^\]\s]+\]:", quote):  # a footnote is shown elsewhere, or nowhere
            self.in_quote = bool(quote.strip("> \t"))
            self.in_paragraph = False
            return True
        if found := re.match(_FENCE, rest):
            self.fence = (found[1], column)
            self.in_quote = self.in_paragraph = False
            return True
        if self.in_quote and re.match(_ENDS_A_QUOTE, line):
            self.in_quote = False
        return not self.in_paragraph and not self.in_quote and re.match(_INDENTED, line) is not None

    def _in_fence(self, line: str) -> bool:
        if self.fence is None:
            return False
        opener, column = self.fence
        bare = line.lstrip(" \t")
        indent = len(line) - len(bare)
        if column and bare and indent < column:  # the list item ended, and the fence with it
            self.fence = None
            return False
        closing = bare.rstrip(" \t")
        only_marks = len(closing) >= len(opener) and not closing.strip(opener[0])
        if only_marks and indent <= column + 3 and "\t" not in line[:indent]:
            self.fence = None
        return True

    def _keep(self, number: int, text: str) -> None:
        if not text.isascii():
            text = text.translate(_INVISIBLE)
        folded = " ".join(text.split())
        if not folded.strip(GONE + " "):
            return
        if self.in_quote:
            self.swallowed.append(Line(folded, number))
        elif not (self.raw[number - 1][0] in " \t" and re.match(_INDENTED, self.raw[number - 1])):
            self.said.append(Line(folded, number))

    def _inline(self, pos: int, end: int) -> str:
        """The text from ``pos`` to ``end`` without what is not plain text. May run on into later lines."""
        kept: list[str] = []
        search = _tokens().search
        while pos < end and (found := search(self.text, pos, end)):
            seen = not self.inside
            if seen:
                kept.append(self.text[pos : found.start()])
            mark, pos = found[0], found.end()
            shown = mark
            if mark[0] in "`~":
                close = self._closer(mark, pos)
                if close >= 0:
                    if mark[0] == "~":
                        self._tags_in(pos, close)
                    shown, pos = GONE, close + len(mark)
            elif mark.startswith(("<!", "<?")):
                pos = self._hidden_end(mark, found)
                if pos > found.end():
                    self._tags_in(found.end(), min(pos, len(self.text)) if mark != "<!--" else 0)
                    shown = " " if mark == "<!--" and pos <= len(self.text) else GONE
            elif whole := _wholes()[mark[0]].match(self.text, found.start()):
                shown, pos = self._seen(whole, mark), whole.end()
            if seen or not self.inside:
                kept.append(shown)
            if pos > end:
                self.resume, self.filler = pos, GONE
        if pos < end and not self.inside:
            kept.append(self.text[pos:end])
        return "".join(kept)

    def _closer(self, run: str, pos: int) -> int:
        """Where the same run of backticks or tildes comes again in the same paragraph, or -1."""
        if self._runs is None:
            self._runs = {}
            for found in re.finditer(r"`+|(?<=[^\s~])~~?(?!~)", self.text):
                self._runs.setdefault(found[0], []).append(found.start())
            self._breaks = [found.start() for found in _breaks().finditer(self.text)]
        places = self._runs.get(run, [])
        index = bisect_left(places, pos)
        if index == len(places):
            return -1
        limit = bisect_right(self._breaks, pos)
        return -1 if limit < len(self._breaks) and self._breaks[limit] <= places[index] else places[index]

    def _seen(self, whole: re.Match[str], mark: str) -> str:
        """What is left for the reader of a picture, a link or an HTML tag."""
        if mark[0] == "!":
            return " "
        if mark[0] == "[":
            self._tags_in(*whole.span("link"))
            return GONE + whole["link"].replace(" ", GONE).replace("\n", GONE) + GONE
        tag = whole["tag"].lower()
        if tag in ("br", "hr", "img"):
            return " "
        if tag in _HIDING:
            self._html(tag, -1 if whole["closing"] else 1)
            return GONE
        return GONE if "\n" in whole[0] else whole[0]

    def _tags_in(self, start: int, end: int) -> None:
        """What a struck-out text or a link opens goes on after it."""
        for whole in _wholes()["<"].finditer(self.text, start, end):
            self._seen(whole, "<")

    def _hidden_end(self, mark: str, found: re.Match[str]) -> int:
        """Where a comment, ``<?…?>``, ``<!X…>`` or CDATA ends. One that is never closed hides all that follows."""
        closer = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>"}.get(mark, ">")
        start = found.start()
        close = self.text.find(closer, start + 2)
        if close < 0 and mark != "<!--" and self.text[start - 1 : start].strip(" \n"):
            return found.end()
        return close + len(closer) if close >= 0 else len(self.text) + 1

    def _html(self, tag: str, more: int) -> None:
        count = self.inside.get(tag, 0) + more
        if count > 0:
            self.inside[tag] = count
        else:
            self.inside.pop(tag, None)

    def _is_quoted_mail(self, number: int, text: str) -> bool:
        """Whether a mail program put what follows below the reply. A ``>`` quote after it is treated as any quote."""
        if text[:2].lower() not in _MAIL_LETTERS:
            return False
        low = text[:300].lower().lstrip("*_ ")
        if low.startswith(("-----original message", "----- original message", "---------- forwarded message")):
            return True
        if low.startswith("from:"):
            below = (line.lstrip("*_> \t")[:10].lower() for line in self.raw[number : number + 4])
            return any(line.startswith(_MAIL_HEADERS) for line in below)
        return low.startswith(_MAIL_STARTS) and self._is_attribution(number, low)

    def _is_attribution(self, number: int, low: str) -> bool:
        """``On 1 October 2026 somebody wrote:``, on up to three lines, with anything but a ``>`` quote below."""
        for after in range(number, number + 3):
            if low.endswith(":") and any(verb in low for verb in _MAIL_VERBS):
                below = after
                while below < len(self.raw) and not self.raw[below].strip():
                    below += 1
                quoted = below < len(self.raw) and self.raw[below].lstrip().startswith(">")
                return not quoted and any(letter.isdigit() for letter in low)
            low += " " + (self.raw[after][:300].strip().lower() if after < len(self.raw) else "")
        return False


@cache
def _tokens() -> re.Pattern[str]:
    """Where something may begin that is not plain text."""
    return re.compile(r"\\[^\w\s]|`+|(?<!~)~~?(?=[^\s~])|<!--|<!\[CDATA\[|<[?]|<![A-Za-z]|</?[A-Za-z]|!?\[")


_TEXT = r"(?:[^\[\]\\\n]|\\.|\n(?![ \t]*[\n>]))"  # within a paragraph, without brackets
_LABEL = rf"(?:{_TEXT}|\[{_TEXT}*+\])*+"
_QUOTED = r"(?:\"(?:[^\"\n]|\n(?![ \t]*\n))*+\"|'(?:[^'\n]|\n(?![ \t]*\n))*+')"
_TARGET = rf"(?:<[^<>\n]*+>|(?:[^\s()<>\\]|\\.|\([^\s()]*+\))*+)(?:\s++(?:{_QUOTED}|\([^()]*+\)))?"
_DEFINITION = re.compile(rf" {{0,3}}\[(?!\^){_TEXT}{{1,300}}+\]:[ \t]*\n?[ \t]*(?!\n){_TARGET}[ \t]*(?=\n|$)")
_HIDING = frozenset(
    {"a", "blockquote", "code", "del", "details", "kbd", "math", "pre", "q", "s", "samp", "script", "strike", "style"}
    | {"svg", "template", "textarea", "title"}
)


@cache
def _wholes() -> dict[str, re.Pattern[str]]:
    """A picture, a link, an HTML tag, by their first character; they may run over several lines of a paragraph."""
    follows = rf"(?:\(\s*+{_TARGET}\s*+\)|\[[^\[\]\n]*+\])"
    return {
        "!": re.compile(rf"!\[{_LABEL}\]{follows}"),
        "[": re.compile(rf"\[(?P<link>{_LABEL})\]{follows}"),
        "<": re.compile(
            rf"<(?P<closing>/)?(?P<tag>[A-Za-z][A-Za-z0-9-]*)(?=[\s/>])(?:[^<>\"'\n]|\n(?![ \t]*\n)|{_QUOTED})*+>"
        ),
        "\\": re.compile(r"(?!)"),
    }


@cache
def _breaks() -> re.Pattern[str]:
    """Lines that end a paragraph, and with it every open span."""
    html = (
        r"[!?]|/?(?:pre|script|style|textarea|title|details|summary|blockquote|div|p|table|t[rdh]|[uod]l|li|h[1-6]|nav"
        r"|section|center|form|iframe|main|header|footer|fieldset|dialog|menu|figure|article|aside)(?=[\s/>])"
    )
    other = r"`{3,}[^`\n]*$|~~~|#{1,6}[ \t]|[-+*][ \t]|[0-9]{1,9}[.)][ \t]"
    return re.compile(rf"^(?:[ \t]*$|[ \t]*>| {{0,3}}(?:<(?:{html})|{other}))", re.MULTILINE | re.IGNORECASE)
