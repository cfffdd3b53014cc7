"""Other people's words, made safe for the medium they go into: one function for each medium.

The template of a ``Text`` is ours: plain words in which backticks, and nothing else, are markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from string import Formatter
from urllib.parse import quote, urlsplit

from nomflow.core.basics.answer import Text
from nomflow.core.basics.text import shortened

ZWSP = "\u200b"
"""An invisible character: what stands on its two sides is no longer read as one thing."""

WORD_LIMIT = 200
"""Characters of somebody's words inside one of our sentences."""

NAME_LIMIT = 80
"""Characters of a name, an employer or a title."""

# Patterns are text: ``re`` compiles and keeps them when they are first used, and most commands use few of them.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e00ff"
)
_COMMAND = rf"(?:::|##\[)(?!{ZWSP})"
_MENTION = r"[@＠﹫](?=[\w-])"
_REFERENCE = (
    rf"(?i:{_MENTION}"
    r"|[#＃](?=\d)"  # #1, owner/repository#1
    r"|gh-(?=\d)"  # GH-1
    r"|[0-9a-f]{6}(?=[0-9a-f])"  # a commit
    r"|:(?=//)|(?:mailto|xmpp):|www(?=\.))"  # what GitHub makes a link of by itself
)
_INLINE = r"[\\`*_\[\]~|$]"
_OPENING = r"^(\d{0,9})([-+=#.)])"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def visible(text: str) -> str:
    """Control characters, ANSI escapes, bidirectional overrides and zero-width characters as text one can see.

    The two joiners that many scripts need (U+200C, U+200D) stay.
    """
    return re.sub(f"[{_HIDDEN}]", lambda found: shown_character(found[0]), text)


def shown_character(character: str) -> str:
    """What stands for a character that cannot be seen."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"


def terminal(text: str, limit: int = WORD_LIMIT) -> str:
    """For one line of a terminal or a log."""
    return visible(shortened(text, limit).replace("\t", " "))


def guarded(text: str) -> str:
    """Whole lines that the Actions runner never takes for commands of its own.

    It looks for ``::`` where a line begins and for ``##[`` anywhere in it
    (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
    """
    return _broken(_COMMAND, text)


def runner_data(text: str) -> str:
    """The message of a workflow command
    (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts)."""
    return guarded(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def runner_property(text: str) -> str:
    """A property of a workflow command, such as ``file``."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return guarded(escaped.replace(":", "%3A").replace(",", "%2C"))


def html(text: str) -> str:
    """For the text of an HTML element or a quoted attribute."""
    return visible(text).translate(_ENTITIES)


def defused(text: str) -> str:
    """Nothing that GitHub would make a mention, a reference or a link of; ``undefused`` gives the text back.

    https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls
    """
    doubled = re.sub(f"{ZWSP}+", lambda found: found[0] * 2, text)
    return _broken(_REFERENCE, doubled)


def undefused(text: str) -> str:
    """What ``defused`` was given."""
    return re.sub(f"{ZWSP}+", lambda found: found[0][: len(found[0]) // 2], text)


def markdown(text: str, limit: int = WORD_LIMIT) -> str:
    """For running text, a table cell or a link text in GitHub's Markdown: it reads as typed and links to nothing."""
    return _unopened(_escaped(visible(_flat(text, limit))))


def markdown_code(text: str, limit: int = WORD_LIMIT) -> str:
    """A code span, also inside a table. Mentions are broken in it too, for replies by e-mail quote it bare."""
    return _code(_broken(_MENTION, visible(_flat(text, limit))))


def markdown_block(text: str) -> str:
    """A fenced block to copy from."""
    lines = "\n".join(visible(line) for line in text.replace("\r\n", "\n").replace("\t", "    ").split("\n"))
    fence = "`" * max(2, *(len(ticks) for ticks in re.findall("`+", lines)), 2) + "`"
    return f"{fence}text\n{lines}\n{fence}"


def web_address(text: str) -> str:
    """An address for ``href`` or a Markdown link: http, https or mailto, nothing to break out with; else ``""``."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    if not (parts.netloc if parts.scheme in ("http", "https") else parts.scheme == "mailto"):
        return ""
    return quote(text.strip(), safe="/:?#@!&*+,=%~-._", errors="replace")


def path_address(path: str) -> str:
    """A path as a relative reference (https://www.rfc-editor.org/rfc/rfc3986#section-4.2)."""
    return quote(path, safe="/!$&'()*+,;=@~-._", errors="replace")


def json_text(data: object) -> str:
    """Indented JSON, keys as given, without a character that a terminal or the Actions runner would act on."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    escaped = re.sub(f"[{_HIDDEN}\u200c\u200d]", lambda found: _json_sign(found[0]), text)
    return escaped.replace("##[", "##\\u005b") + "\n"


def _json_sign(character: str) -> str:
    if character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def sentence(text: Text) -> str:
    """A sentence of ours on one line of a terminal or a log."""
    return "".join(ours + terminal(theirs) for ours, theirs in _pieces(text))


def unquoted(text: Text) -> str:
    """A sentence of ours with other people's words as they are: for JSON, whose readers quote for themselves."""
    return "".join(ours + theirs for ours, theirs in _pieces(text))


def markdown_sentence(text: Text) -> str:
    """A sentence of ours in Markdown; what the template has between backticks stands in a code span."""
    spans = [""]
    for ours, theirs in _pieces(text):
        first, *others = ours.split("`")
        spans[-1] += first
        spans += others
        word = _broken(_MENTION, visible(_flat(theirs, WORD_LIMIT)))
        spans[-1] += ZWSP + word if spans[-1].endswith("@") else word
    return _unopened("".join(_code(span) if place % 2 else _escaped(span) for place, span in enumerate(spans)))


def _pieces(text: Text) -> Iterator[tuple[str, str]]:
    for ours, name, _, _ in Formatter().parse(text.template):
        yield ours, text.words.get(name, f"{{{name}}}") if name else ""


def _flat(text: str, limit: int) -> str:
    return shortened(" ".join(text.split()), limit)


def _broken(pattern: str, text: str) -> str:
    return re.sub(pattern, lambda found: found[0] + ZWSP, text)


def _escaped(text: str) -> str:
    escaped = re.sub(_INLINE, lambda found: f"\\{found[0]}", _broken(_REFERENCE, text))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unopened(line: str) -> str:
    return re.sub(_OPENING, r"\1\\\2", line)


def _code(text: str) -> str:
    if "`" in text or "|" in text:
        return f"<code>{_escaped(text)}</code>"
    return f"`{text.replace('##[', f'##{ZWSP}[')}`" if text else ""
