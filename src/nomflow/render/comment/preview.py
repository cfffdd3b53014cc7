"""The candidate's section inside a comment: the page's own HTML, calling nobody, and cut only between its parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from nomflow.core.site.site import CandidatePage, Translation
from nomflow.render.comment.markdown import NOTHING, Markdown, code, joined, number, put
from nomflow.render.quote import ZWSP, defused, undefused

_TAG = r"""<(?:/?[a-zA-Z](?:[^"'<>]|"[^"]*"|'[^']*')*+|!--[^<>]*+)>"""
_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});"
_ATTRIBUTE = r"""\s([a-zA-Z-]+)=("[^"]*"|'[^']*')"""
_LEFT_OPEN = r":(?=[a-z0-9_+-]+:)|[@＠﹫]\Z"  # an emoji's name; an at sign whose name is in the next element
_ISSUES = r"(?i)(//)(github\.com/[^/\s\"']+/[^/\s\"']+/(?:issues?|pulls?|discussions?|commits?)/)"
_ELSEWHERE = r"(?i)(//redirect\.github\.com)((?::443)*+)(?=/)"
_NAMED = 3
"""Translations that are named where they do not fit; there is no room for many more."""
_VOID = frozenset(("br", "hr", "img", "wbr", "input", "col"))


class Preview(Struct, frozen=True):
    """``summary`` stands on the fold, ``note`` says what was cut, ``html`` is one block without a blank line."""

    summary: Markdown
    note: Markdown
    html: Markdown


def defuse(html: str) -> str:
    """The same HTML, in which GitHub finds nobody to notify and no issue or commit to leave a note in.

    Words get an invisible sign (as ``quote.defused`` does); addresses of issues and commits go through GitHub's own
    ``redirect.github.com``, as Dependabot's do. ``undefuse`` gives back what was given, whatever it was.
    """
    return _mapped(html, _quieter, _through_redirect)


def undefuse(html: str) -> str:
    """What ``defuse`` was given."""
    return _mapped(html, undefused, _straight)


def _mapped(html: str, text: Callable[[str], str], address: Callable[[str], str]) -> str:
    """Words go through ``text``, also those in attributes; addresses through ``address``; tags and entities stay."""

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1].lower(), found[2]
        if name in ("href", "src"):
            value = address(value)
        elif name != "id":
            value = _words(value, text)
        return f"{found[0][: -len(found[2])]}{value}"

    return _words(html, text, lambda tag: re.sub(_ATTRIBUTE, attribute, tag))


def _words(html: str, text: Callable[[str], str], tag: Callable[[str], str] | None = None) -> str:
    out: list[str] = []
    end = 0
    for found in re.finditer(f"({_TAG})|{_ENTITY}" if tag else f"(){_ENTITY}", html):
        out += text(html[end : found.start()]), tag(found[0]) if tag and found[1] else found[0]
        end = found.end()
    return "".join([*out, text(html[end:])])


def _quieter(text: str) -> str:
    return re.sub(_LEFT_OPEN, lambda found: found[0] + ZWSP, defused(text))


def _through_redirect(text: str) -> str:
    kept = re.sub(_ELSEWHERE, r"\1\2:443", text)
    return re.sub(_ISSUES, r"\1redirect.\2", kept)


def _straight(text: str) -> str:
    def back(found: re.Match[str]) -> str:
        host, ports = found[1], found[2]
        return host + ports.removesuffix(":443") if ports else "//" + host[len("//redirect.") :]

    return re.sub(_ELSEWHERE, back, text)


def preview(candidate: CandidatePage, language: str, room: int) -> Preview | None:
    """The preview in at most ``room`` characters of HTML; ``None`` without a statement to show."""
    from nomflow.render.site.preview import render_preview
    from nomflow.render.site.section import section_body

    said = candidate.statement
    if said is None:
        return None
    told = "<b>Preview of your section</b> · {words}, about {minutes} minutes · "
    if said.minutes == 1:
        told = "<b>Preview of your section</b> · {words}, about a minute · "
    length = put(
        told, words=put("{n} word" if said.count == 1 else "{n} words", n=number(said.count)), minutes=said.minutes
    )
    whole = render_preview(candidate, language)
    if len(defused_html := defuse(whole)) <= room:
        note, also = _translations(candidate, language, room - len(defused_html))
        html = Markdown("\n".join([defused_html, *also]))
        return Preview(joined([length, put("exactly what will be published")], ""), note, html)
    entry = defuse(whole.partition("\n<hr>\n")[0]) + "\n<hr>"
    parts = [defuse(part) for part in parts_of(section_body(candidate))]
    kept, left = 0, room - len(entry)
    for part in parts:
        left -= len(part) + 1
        if left < 0:
            break
        kept += 1
    summary = put("the first {kept} of {all} parts", kept=kept, all=len(parts))
    note = put("The preview ends here; the rest does not fit into a comment. `nomflow preview` shows all of it.")
    if candidate.translations:
        note = joined([note, _not_here(candidate.translations)], " ")
    return Preview(joined([length, summary], ""), note, Markdown("\n".join([entry, *parts[:kept]])))


def _translations(candidate: CandidatePage, language: str, room: int) -> tuple[Markdown, list[str]]:
    """The sections of the translations that fit into ``room``, and a note about the others."""
    from nomflow.render.site.preview import render_translation

    shown: list[str] = []
    left_out: list[Translation] = []
    for each in candidate.translations:
        html = defuse(render_translation(candidate, each, language))
        if len(html) < room:
            room -= len(html) + 1
            shown.append(html)
        else:
            left_out.append(each)
    return _not_here(left_out) if left_out else NOTHING, shown


def _not_here(translations: Sequence[Translation]) -> Markdown:
    paths = [code(each.source.path) for each in translations if each.source]
    told = put("There are translations that do not fit in here; `nomflow preview` shows them:")
    more = [put("and {n} more", n=len(paths) - _NAMED)] if len(paths) > _NAMED else []
    return joined([told, joined([*paths[:_NAMED], *more], ", ")])


def parts_of(html: str) -> tuple[str, ...]:
    """The elements and the loose text that stand side by side in balanced HTML."""
    parts: list[str] = []
    start = depth = 0
    for found in re.finditer(_TAG, html):
        name = re.match(r"</?([a-zA-Z][a-zA-Z0-9]*)", found[0])
        if name is None or name[1].lower() in _VOID:
            continue
        if found[0][1] != "/":
            if depth == 0:
                parts.append(html[start : found.start()])
                start = found.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                parts.append(html[start : found.end()])
                start = found.end()
    parts.append(html[start:])
    return tuple(part.strip("\n") for part in parts if part.strip())
