"""Raw HTML in Markdown: finding it in the source, and its tags and comments.

comrak says where everything else stands, but of raw HTML only that it is there, in which order and in which block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from msgspec import Struct

_VALUE = r"[^\s\"'=<>`]+|'[^']{0,2048}+'|\"[^\"]{0,2048}+\""
_TAG = rf"</?[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:{_VALUE}))?+)*+\s*+/?+>"
_ONE_TAG = re.compile(_TAG)
_BLOCK = re.compile(
    r"(?P<verbatim><(?:pre|script|style|textarea)(?=[\s>]|$))|<!--|<\?|<!\[CDATA\[|<![A-Za-z]"
    r"|</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    r"|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    rf"|title|tr|track|ul)(?=\s|/?>|$)|{_TAG}(?=[ \t]*+$)",
    re.IGNORECASE | re.MULTILINE,
)
"""How an HTML block begins, https://spec.commonmark.org/0.31.2/#html-blocks, the seven kinds in one."""
_VERBATIM_END = re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE)
_CONTAINER = re.compile(r"(?:[ \t]*+(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,200}+\]:))*+[ \t]*+")
_BLANK = re.compile(r"[ \t]*+$", re.MULTILINE)
_BLANK_IN_QUOTE = re.compile(r"[ \t>]*+$", re.MULTILINE)
_ENDS = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_LOOSE_TAG = re.compile(
    r"<(/?)([A-Za-z][^\s/>]*+)((?:[^>\"'=]++|=\s*+(?:\"[^\"]{0,2048}+\"|'[^']{0,2048}+')?+|[\"'])*+)>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=][^\s>/=]*+)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]++))?+")
_MOST_MISSES = 10


class Token(Struct, frozen=True, kw_only=True):
    """A tag, a comment (``!--``), another declaration (``!``) or, without a name, text between them."""

    start: int
    end: int
    name: str = ""
    closing: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    unclosed: bool = False


class RawHtmlFinder:
    """Finds the raw HTML of one body, from front to back, in linear time."""

    __slots__ = ("_ends", "_misses", "body")

    def __init__(self, body: str) -> None:
        self.body = body
        self._misses = 0
        self._ends: dict[str, tuple[int, int]] = {}

    def inline(self, start: int, limit: int) -> tuple[int, int]:
        """The first raw tag or comment inside a paragraph; empty where it cannot be found."""
        at = self.body.find("<", start, limit)
        while at >= 0 and self._misses < _MOST_MISSES:
            end = self._inline_end(at)
            if start < at and self._escaped(at, start):
                end = -1
            if 0 < end <= limit:
                return at, end
            at = self.body.find("<", at + 1, limit)
        self._misses += 1
        return start, start

    def block(self, start: int, limit: int) -> tuple[int, int]:
        """The first HTML block; ``start`` is in the line where it begins, or before."""
        at = start
        while at < limit and self._misses < _MOST_MISSES:
            container = _CONTAINER.match(self.body, at, limit)
            begin = container.end() if container else at
            found = _BLOCK.match(self.body, begin, limit)
            if found:
                return begin, self._block_end(found, begin, limit)
            newline = self.body.find("\n", at, limit)
            if newline < 0:
                break
            at = newline + 1
        self._misses += 1
        return start, start

    def tokens(self, start: int, end: int) -> Iterator[Token]:
        """Tags, comments and text of a stretch of raw HTML, read as leniently as a browser reads it."""
        done = at = start
        while 0 <= (at := self.body.find("<", at, end)) < end:
            token = self._token(at, end)
            if token is None:
                at += 1
                continue
            if done < at:
                yield Token(start=done, end=at)
            yield token
            done = at = token.end
        if done < end:
            yield Token(start=done, end=end)

    def _token(self, at: int, end: int) -> Token | None:
        if self.body.startswith("<!--", at):
            closed = self._end_of("-->", at + 4)
            if self.body.startswith(("<!-->", "<!--->"), at):
                closed = self.body.index(">", at) + 1
            return Token(start=at, end=min(closed, end), name="!--", unclosed=closed > end)
        if self.body.startswith(("<!", "<?"), at):
            return Token(start=at, end=min(self._end_of(">", at), end), name="!")
        match = _LOOSE_TAG.match(self.body, at, end) if self._end_of(">", at) <= end else None
        if match is None:
            return None
        return Token(
            start=at, end=match.end(), name=match[2].lower(), closing=bool(match[1]), attributes=_attributes(match[3])
        )

    def _inline_end(self, at: int) -> int:
        for begin, ending in _ENDS.items():
            if self.body.startswith(begin, at):
                if self.body.startswith(("<!-->", "<!--->"), at):
                    return self.body.index(">", at) + 1
                end = self._end_of(ending, at + len(begin))
                return end if end <= len(self.body) else -1
        match = _ONE_TAG.match(self.body, at)
        return match.end() if match else -1

    def _block_end(self, found: re.Match[str], begin: int, limit: int) -> int:
        if found["verbatim"]:
            ending = _VERBATIM_END.search(self.body, begin, limit)
            return self._line_end(ending.end(), limit) if ending else limit
        for opening, closing in _ENDS.items():
            if self.body.startswith(opening, begin):
                end = self._end_of(closing, begin + 2)
                return self._line_end(end, limit) if end <= limit else limit
        quoted = ">" in self.body[self.body.rfind("\n", 0, begin) + 1 : begin]
        blank = _BLANK_IN_QUOTE if quoted else _BLANK
        at = self.body.find("\n", begin, limit)
        while at >= 0:
            if blank.match(self.body, at + 1, limit):
                return at
            at = self.body.find("\n", at + 1, limit)
        return limit

    def _line_end(self, at: int, limit: int) -> int:
        newline = self.body.find("\n", at, limit)
        return newline if newline >= 0 else limit

    def _end_of(self, ending: str, start: int) -> int:
        """Where the next ``ending`` ends; beyond the body where there is none. Looks at each character once."""
        asked, known = self._ends.get(ending, (0, -1))
        if start < asked or known < start + len(ending):
            found = self.body.find(ending, start)
            known = found + len(ending) if found >= 0 else len(self.body) + len(ending) + 1
            self._ends[ending] = (start, known)
        return known

    def _escaped(self, at: int, start: int) -> bool:
        before = at
        while before > start and self.body[before - 1] == "\\":
            before -= 1
        return (at - before) % 2 == 1


def _attributes(text: str) -> tuple[tuple[str, str], ...]:
    if "=" not in text and not text.strip(" \t\n/"):
        return ()
    return tuple((name.lower(), _value(value)) for name, value in _ATTRIBUTE.findall(text))


def _value(written: str) -> str:
    value = written[1:-1] if written[:1] in ("'", '"') else written
    if "&" not in value:
        return value

    return unescape(value)
