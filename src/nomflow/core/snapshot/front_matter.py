"""The header of a statement: where it begins and ends, what it says, and what is wrong with it.

GitHub, like Jekyll, reads front matter only between two lines of three dashes, the first of them in line 1
(https://jekyllrb.com/docs/front-matter/). Elekto's candidate files (https://github.com/elekto-io/elekto) have longer
lines of dashes and the keys ``name``, ``ID`` and ``info``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct

from nomflow.core.basics.answer import Finding, Fix, must, tip
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import Source
from nomflow.core.yaml import tree as yamltree
from nomflow.core.yaml.tree import Node, Scalar, Sequence, Tree

_KEY = re.compile(r"(?:[\"']?[\w@&!?%]|<<)[^:#\"']{0,60}[\"']?:(?:[ \t]|$)|\w[\w-]{0,30}:(?!//)\S")
_PART = re.compile(r"[ \t]+\S|-(?: |$)|\{")
_EMPTY_KEY = re.compile(r"[^:]*:[ \t]*$")
_SQUEEZED_KEY = re.compile(r"(?:(?<=\s)|^)(name|id|info):(?=\s|$)", re.IGNORECASE)


class Style(StrEnum):
    """How the header is fenced: not at all, by three dashes, or by more."""

    NONE = "none"
    YAML = "yaml"
    ELEKTO = "elekto"


class FrontMatter(Struct, frozen=True, kw_only=True):
    """A header and what follows it.

    ``place`` is the header with its fences; ``body_line`` is the line that ``body`` begins in. ``findings`` holds
    everything there is to say, the findings of the ``tree`` included. Where the tree has no root and there are
    findings, nobody can tell what the header says.
    """

    style: Style
    place: Place
    tree: Tree
    body: str
    body_line: int
    findings: tuple[Finding, ...] = ()


def split(source: Source) -> FrontMatter:
    """Finds and reads the header of a statement. Never raises; a statement without one is all body."""
    page = _Page(source.path, source.text, source.lines)
    first = next((number for number, line in enumerate(page.lines) if line.strip()), None)
    if first is None:
        return page.without_header()
    if _is_squeezed(page.lines[first]):
        return _squeezed(page, first)
    if not _is_fence(page.lines[first]):
        return _without_opening(page, first)
    last = next((n for n in range(first + 1, len(page.lines)) if _closes(page.lines[n], page.lines[first])), None)
    if last is None or not _looks_like_header(page.lines[first + 1 : last]):
        return _without_closing(page, first)
    return _fenced(page, first, last)


def header_without_fences(source: Source, keys: Collection[str]) -> Place | None:
    """The lines on top that hold at least two of the ``keys``, in lower case, and have no lines of dashes."""
    page = _Page(source.path, source.text, source.lines)
    first = next((number for number, line in enumerate(page.lines) if line.strip()), None)
    last = None if first is None else _end_of_run(page, first)
    if first is None or last is None:
        return None
    typed = {line.partition(":")[0].strip().casefold() for line in page.lines[first : last + 1]}
    return page.place(first, last) if len(typed.intersection(keys)) > 1 else None


def fields(front: FrontMatter) -> Mapping[str, Node]:
    """The keys of the header and their values; Elekto's ``info`` gives way to what it lists."""
    root = front.tree.root
    if not isinstance(root, yamltree.Mapping):
        return {}
    found = {key.value: value for key, value in root.entries}
    if front.style is Style.ELEKTO or "ID" in found:
        info = found.get("info")
        if isinstance(info, Sequence | yamltree.Mapping):
            del found["info"]
            for key, value in _entries(info):
                found.setdefault(key.value, value)
    return found


class _Page(Struct, frozen=True):
    """A statement by lines, which count from 0 here."""

    path: str
    text: str
    lines: tuple[str, ...]

    def place(self, first: int, last: int | None = None) -> Place:
        last = first if last is None else last
        return Place(path=self.path, line=first + 1, column=1, end_line=last + 1, end_column=len(self.lines[last]))

    def whole_lines(self, first: int, last: int, replacement: str) -> Fix:
        return Fix(Place(path=self.path, line=first + 1, column=1, end_line=last + 1, end_column=0), replacement)

    def without_header(self) -> FrontMatter:
        return FrontMatter(style=Style.NONE, place=Place(path=self.path), tree=Tree(None), body=self.text, body_line=1)

    def header(self, style: Style, first: int, last: int, tree: Tree, own: Iterable[Finding]) -> FrontMatter:
        """The header from line ``first`` to line ``last``, fences included."""
        body = self.text[sum(len(line) + 1 for line in self.lines[: last + 1]) :]
        findings = sorted([*own, *tree.findings], key=lambda finding: finding.place or Place(path=self.path))
        return FrontMatter(
            style=style,
            place=self.place(first, last),
            tree=tree,
            body=body,
            body_line=last + 2,
            findings=tuple(findings),
        )

    def tree(self, first: int, behind: int) -> Tree:
        """What the lines from ``first`` up to ``behind`` say."""
        return yamltree.parse("\n".join(self.lines[first:behind]), self.path, first + 1)


def _is_fence(line: str) -> bool:
    dashes = line.rstrip(" \t")
    return len(dashes) >= 3 and dashes == "-" * len(dashes)


def _style(fence: str) -> Style:
    return Style.YAML if len(fence.rstrip(" \t")) == 3 else Style.ELEKTO


def _closes(line: str, opening: str) -> bool:
    return _is_fence(line) or (_style(opening) is Style.YAML and line.rstrip(" \t") == "...")


def _looks_like_header(block: tuple[str, ...]) -> bool:
    """Whether lines between two rules are keys and values rather than a paragraph."""
    written = [number for number, line in enumerate(block) if line.strip() and not line.lstrip().startswith("#")]
    if not written:
        return not any(line.strip() for line in block)
    parts = [number for number in written if _KEY.match(block[number]) or _PART.match(block[number])]
    keys = any(_KEY.match(block[number].lstrip(" \t-{")) for number in parts)
    last = written[-1]
    ends_well = last in parts[-1:] or (last > 0 and bool(block[last - 1].strip()))
    return keys and 2 * len(parts) >= len(written) and ends_well


def _fenced(page: _Page, first: int, last: int) -> FrontMatter:
    style = _style(page.lines[first])
    own = []
    if style is Style.YAML and first > 0:
        told = "GitHub reads front matter only from line 1. Please delete the empty lines above it."
        own.append(tip(told, page.place(first), page.whole_lines(0, first, "---")))
    if style is Style.YAML and _style(page.lines[last]) is Style.ELEKTO:
        told = "The header opens with three dashes, so it must close with three: GitHub does not see its end otherwise."
        own.append(must(told, page.place(last), page.whole_lines(last, last, "---")))
    squeezed = next((number for number in range(first + 1, last) if _is_squeezed(page.lines[number])), None)
    if squeezed is not None:
        return page.header(style, first, last, Tree(None), [*own, _about_squeezed(page, squeezed, "")])
    tree = page.tree(first + 1, last)
    return page.header(style, first, last, tree, [*own, *_about_shape(tree, style)])


def _without_closing(page: _Page, first: int) -> FrontMatter:
    """A header whose second fence is missing ends with the last key before the prose begins."""
    opening = page.lines[first]
    last = _end_of_run(page, first + 1)
    if last is None:
        return page.without_header()
    style = _style(opening)
    fence = "---" if style is Style.YAML else "-" * min(len(opening.rstrip(" \t")), 61)
    told = must(
        "The header that opens here is never closed. Add a line with {fence} after line {line}.",
        page.place(first),
        page.whole_lines(last, last, f"{page.lines[last]}\n{fence}"),
        fence=fence,
        line=last + 1,
    )
    tree = page.tree(first + 1, last + 1)
    return page.header(style, first, last, tree, [told, *_about_shape(tree, style)])


def _without_opening(page: _Page, first: int) -> FrontMatter:
    """Elekto's ``name`` and ``ID`` followed by a fence are a header whose first fence is missing."""
    last = _end_of_run(page, first)
    if last is None:
        return page.without_header()
    close = next((number for number in range(last + 1, len(page.lines)) if page.lines[number].strip()), None)
    keys = {line.partition(":")[0].strip().casefold() for line in page.lines[first : last + 1]}
    if close is None or not _is_fence(page.lines[close]) or not {"name", "id"} <= keys:
        return page.without_header()
    fence = page.lines[close].rstrip(" \t")
    told = must(
        "The line of dashes above the header is missing. Add a line with {fence} before this one.",
        page.place(first),
        page.whole_lines(first, first, f"{fence}\n{page.lines[first]}"),
        fence=fence[:61],
    )
    style = _style(fence)
    tree = page.tree(first, close)
    return page.header(style, first, close, tree, [told, *_about_shape(tree, style)])


def _end_of_run(page: _Page, first: int) -> int | None:
    """The last line with a key, as long as there are only keys, values and empty lines; None if there is no key."""
    keys: list[int] = []
    for number in range(first, len(page.lines)):
        line = page.lines[number]
        if not line.strip():
            continue
        if _KEY.match(line) or (keys and _KEY.match(line.lstrip(" \t-"))):
            keys.append(number)
        elif not keys or line.startswith("#") or not _PART.match(line):
            break
    while len(keys) > 1 and _EMPTY_KEY.match(page.lines[keys[-1]]) and not page.lines[keys[-1] - 1].strip():
        keys.pop()
    return keys[-1] if keys else None


def _is_squeezed(line: str) -> bool:
    """Whether ``name`` and ``ID`` stand on one line, perhaps with the fences."""
    keys = [match[1].casefold() for match in _SQUEEZED_KEY.finditer(line.lstrip("- \t"))]
    return keys[:1] == ["name"] and "id" in keys


def _squeezed(page: _Page, first: int) -> FrontMatter:
    line = page.lines[first]
    dashes = len(line) - len(line.lstrip("-"))
    last = first
    if first + 1 < len(page.lines) and _is_fence(page.lines[first + 1]):
        last += 1
    style = Style.YAML if dashes == 3 else Style.ELEKTO
    fence = "---" if style is Style.YAML else "-" * 61
    return page.header(style, first, last, Tree(None), [_about_squeezed(page, first, fence, last)])


def _about_squeezed(page: _Page, number: int, fence: str, last: int | None = None) -> Finding:
    _, *pieces = _SQUEEZED_KEY.split(page.lines[number].strip("- \t"))
    lines = []
    values = {"name": "", "id": ""}
    for key, value in zip(pieces[::2], pieces[1::2], strict=True):
        text = value.strip()
        values.setdefault(key.casefold(), text)
        values[key.casefold()] = values[key.casefold()] or text
        if key.casefold() == "info":
            entries = [entry.strip() for entry in f" {text}".split(" - ")]
            lines += ["info:", *(f"  - {entry}" for entry in entries if entry)]
        else:
            lines.append(f"{'ID' if key.casefold() == 'id' else 'name'}: {text}")
    if fence:
        lines = [fence, *lines, fence]
    typed = [key.casefold() for key in pieces[::2]]
    is_clear = len(set(typed)) == len(typed) and all(text.strip() for text in pieces[1::2])
    where = (number, number if last is None else last)
    return must(
        "The whole header stands on one line. Each of these needs a line of its own:"
        " ---, name: {name}, ID: {handle}, ---.",
        page.place(number),
        page.whole_lines(*where, "\n".join(lines)) if is_clear else None,
        name=values["name"][:60],
        handle=values["id"][:60],
    )


def _about_shape(tree: Tree, style: Style) -> list[Finding]:
    """The header must be keys with values, and Elekto's ``info`` too, each key once."""
    if tree.root is None:
        return []
    if not isinstance(tree.root, yamltree.Mapping):
        return [must("The header must be made of lines that read key: value.", tree.root.place)]
    info = tree.root.get("info") if style is Style.ELEKTO else None
    if info is None or (isinstance(info, Scalar) and not info.value):
        return []
    if isinstance(info, Scalar):
        return [must("Under info stand lines like - employer: …, each on a line of its own.", info.place)]
    found = []
    if isinstance(info, Sequence):
        told = "Each entry of info must read key: value, like employer: {value}."
        found += [
            must(told, item.place, value=item.value[:60] if isinstance(item, Scalar) else "…")
            for item in info.items
            if not isinstance(item, yamltree.Mapping)
        ]
    seen: dict[str, Scalar] = {}
    for key, _ in _entries(info):
        first = seen.setdefault(key.value, key)
        if first is not key:
            told = "The key {key} is already in line {line}. Please keep only one of them."
            found.append(must(told, key.place, key=key.value[:60], line=first.place.line))
    return found[:50]


def _entries(info: Sequence | yamltree.Mapping) -> Iterable[tuple[Scalar, Node]]:
    if isinstance(info, yamltree.Mapping):
        return info.entries
    return [entry for item in info.items if isinstance(item, yamltree.Mapping) for entry in item.entries]
