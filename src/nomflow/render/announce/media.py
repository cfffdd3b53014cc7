"""The media of announcements: how each quotes, links, and sets a text."""

from __future__ import annotations

import re
from enum import StrEnum
from textwrap import wrap

from nomflow.core.basics.text import shortened
from nomflow.render import quote
from nomflow.render.quote import NAME_LIMIT, ZWSP, web_address

_ADDRESS = re.compile(r"[A-Za-z0-9.+-]{1,64}@[A-Za-z0-9.-]{1,250}")


class Form(StrEnum):
    """``markdown`` is for GitHub, Discourse and Matrix; ``chat`` for Discord and Zulip, which resolve no entities."""

    MARKDOWN = "markdown"
    EMAIL = "email"
    SLACK = "slack"
    CHAT = "chat"


class QuotedText(str):
    """Text that was quoted for its medium, or is ours."""

    __slots__ = ()


class Medium:
    """Markdown as GitHub reads it."""

    def quote(self, text: str) -> QuotedText:
        """Somebody's words on one line."""
        return QuotedText(quote.markdown(text))

    def link(self, label: str, url: str) -> QuotedText:
        """A link, or the label alone where there is no address; nothing for neither."""
        address = web_address(url)
        named = self.quote(label[:NAME_LIMIT])
        if not url:
            return named
        return QuotedText(f"[{named}]({address.replace('(', '%28').replace(')', '%29')})") if address else named

    def mail(self, address: str, label: str) -> QuotedText:
        """Where to write to."""
        return self.link(label, f"mailto:{address}")

    def heading(self, text: QuotedText) -> QuotedText:
        """A line above others."""
        return QuotedText(f"## {text}")

    def item(self, text: QuotedText) -> QuotedText:
        """An entry of a list."""
        return QuotedText(f"- {text}")

    def finish(self, subject: QuotedText, text: QuotedText) -> str:
        """The whole: at most one blank line in a row."""
        return f"# {subject}\n\n{_tidy(text)}\n"


class _Email(Medium):
    """Plain text of at most 72 characters a line, addresses on lines of their own (RFC 3676, section 4)."""

    def quote(self, text: str) -> QuotedText:
        return QuotedText(quote.visible(shortened(" ".join(text.split()), quote.WORD_LIMIT)))

    def link(self, label: str, url: str) -> QuotedText:
        address = web_address(url)
        if not address:
            return self.quote(label)
        return QuotedText(f"{self.quote(label)}\n  {address}")

    def mail(self, address: str, label: str) -> QuotedText:  # noqa: ARG002 - an address is no link here
        return self.quote(address)

    def heading(self, text: QuotedText) -> QuotedText:
        return QuotedText(f"{text}\n{'-' * min(len(text), 72)}")

    def item(self, text: QuotedText) -> QuotedText:
        return QuotedText(f"* {text}")

    def finish(self, subject: QuotedText, text: QuotedText) -> str:
        lines: list[str] = []
        for line in _tidy(text).split("\n"):
            indent = "  " if line.startswith(("* ", "  ")) else ""
            lines += wrap(line, 72, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
        return f"Subject: {subject}\n\n" + "\n".join(lines) + "\n"


class _Slack(Medium):
    """https://docs.slack.dev/messaging/formatting-message-text"""

    def quote(self, text: str) -> QuotedText:
        plain = _defused(text, "*_~`")
        return QuotedText(plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    def link(self, label: str, url: str) -> QuotedText:
        address = web_address(url).replace("|", "%7C")
        named = self.quote(label[:NAME_LIMIT]).replace("|", "¦")
        return QuotedText(f"<{address}|{named}>") if address else QuotedText(named)

    def heading(self, text: QuotedText) -> QuotedText:
        return QuotedText(f"*{text}*")

    def item(self, text: QuotedText) -> QuotedText:
        return QuotedText(f"• {text}")

    def finish(self, subject: QuotedText, text: QuotedText) -> str:
        return f"*{subject}*\n\n{_tidy(text)}\n"


class _Chat(Medium):
    """Markdown without entities and backslashes, which Discord and Zulip would show."""

    def quote(self, text: str) -> QuotedText:
        return QuotedText(_defused(text, "*_~`|[<"))

    def mail(self, address: str, label: str) -> QuotedText:  # noqa: ARG002 - an address is no link here
        return QuotedText(address) if _ADDRESS.fullmatch(address) else self.quote(address)

    def heading(self, text: QuotedText) -> QuotedText:
        return QuotedText(f"**{text}**")

    def finish(self, subject: QuotedText, text: QuotedText) -> str:
        return f"**{subject}**\n\n{_tidy(text)}\n"


def _defused(text: str, signs: str) -> str:
    """Words that mention nobody, link to nothing and format nothing."""
    plain = quote.visible(shortened(" ".join(text.split()), quote.WORD_LIMIT))
    plain = quote.defused(plain).translate({ord(char): f"{char}{ZWSP}" for char in f"{signs}]"})
    return plain.replace("@", f"@{ZWSP}").replace("`", "'")


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


MEDIA = {Form.MARKDOWN: Medium(), Form.EMAIL: _Email(), Form.SLACK: _Slack(), Form.CHAT: _Chat()}
