"""Links that lead somewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from nomflow.core.basics.answer import Finding, Fix, Outcome, judged, must, tip
from nomflow.core.basics.place import Place
from nomflow.core.basics.text import shortened
from nomflow.core.evaluate import rule
from nomflow.core.markdown.collector import HEADINGS
from nomflow.core.markdown.covered import shown_as_typed
from nomflow.core.markdown.document import Document, Link, LinkKind
from nomflow.core.markdown.html_headings import fragment_key, slug_of
from nomflow.core.markdown.html_policy import SCHEMES, scheme_of
from nomflow.core.snapshot.addresses import ALMOST_WEB, begins_with_host, path_in_repository, repository, whole_address
from nomflow.core.snapshot.memo import per_snapshot
from nomflow.core.snapshot.snapshot import Snapshot, repository_url
from nomflow.core.snapshot.statement import field_node, is_empty
from nomflow.core.yaml.tree import Node, Scalar, Sequence

_DANGEROUS = ("blob", "data", "file", "javascript", "vbscript")
_COMMENTS = ("//", "#", "comment")
"""Labels of link definitions that people write to hide a note."""

_SPACED = r"(?<!\\)\[[^\[\]\n]{1,200}+\]\((?i:https?)://[^\s()]{1,500}+ [^()\n]{1,200}+\)"
_OPEN = r"(?<!\\)\[[^\[\]\n]{1,200}+\]\((?i:https?)://[^\s()<>]{1,500}+(?=[ \n]|\Z)(?![^()\n]{0,200}+\))"
_SWAPPED = r"(?<![\w\])])\([^()\[\]\n]{1,200}+\)\[(?i:https?)://[^\s\[\]()]{1,500}+\](?!\()"
_UNCLOSED_LABEL = r"(?<![\\!])\[[^\[\]()\n]{1,200}+\((?i:https?)://[^\s()]{1,500}+\)(?!\s*+\])"
_APART = r"(?<!\\)\][ \t]{1,3}+\((?i:https?)://[^\s()]{1,500}+\)"
_IN_TEXT = rf"(?<![\w/:.@-])(?<!\]: )(?:{ALMOST_WEB})++(?=[\w-]{{1,63}}+\.)"


@rule("links", "Links lead somewhere")
def links(snapshot: Snapshot) -> Outcome:
    """Every link has an address that works on the election page: not empty, with a scheme that browsers know, complete.

    Why: voters read the statement on the election page, not in the folder or on the site it was written for. There, an
    address that begins with / or that is not complete does not work.

    How to fix: write the whole address, beginning with https://. Links to files of the election's repository may be
    relative if the file exists.
    """
    statement = snapshot.statement
    assert statement is not None
    found = [finding for link in statement.document.links for finding in _judge(link, snapshot)]
    found += [*_in_fields(snapshot), *_as_text(statement.document), *_references(statement.document)]
    each_once = {(each.place, each.text.template): each for each in found}
    good = "There are tips about links." if found else "Every link has a valid address."
    return judged(each_once.values(), good, "Some links do not work.")


def _judge(link: Link, snapshot: Snapshot) -> Iterator[Finding]:
    target = link.target.strip()
    if not target:
        yield must("This link has no address. Add one, or remove the link.", link.place)
        return
    if not link.text.strip() and link.kind is LinkKind.INLINE and not _holds_image(link, snapshot):
        yield tip("This link has no text, so nobody can see it. Write the text between [ and ].", link.place)
    if target.startswith("#"):
        finding = _fragment(link, target, snapshot)
    else:
        finding = _beginning(link, target) or _scheme(link, target, snapshot) or _path(link, target, snapshot)
    if finding:
        yield finding


def _in_fields(snapshot: Snapshot) -> Iterator[Finding]:
    """Addresses in the front matter's ``links``."""
    statement, field = snapshot.statement, snapshot.election.statement.front_matter.fields.get("links")
    found = field_node(statement, "links", field) if statement and field else None
    for scalar in _entries(found[1]) if found else ():
        typed, place = scalar.value.strip(), scalar.place
        inner = re.fullmatch(r"(?:\[[^\[\]]*+\]\(|<)([^\s()<>]++)[)>]", typed)
        if inner:
            told = "Write only the address here: `{right}`."
            yield must(told, place, Fix(place, inner[1]), right=shortened(inner[1], 120))
        elif len(typed.split()) > 1:
            yield must("Write only the address here, with no other words or spaces.", place)
        elif typed:
            link = Link(target=typed, text=typed, kind=LinkKind.INLINE, place=place, target_place=place)
            finding = _beginning(link, typed) or _scheme(link, typed, snapshot) or _path(link, typed, snapshot)
            yield from [finding] if finding else []


def _entries(node: Node) -> Iterator[Scalar]:
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Scalar) and not is_empty(item):
            yield item


def _holds_image(link: Link, snapshot: Snapshot) -> bool:
    """Whether a picture stands inside the link: its description is the picture's own matter."""
    starts = _image_starts(snapshot)
    before = bisect_right(starts, (link.place.end_line, link.place.end_column)) - 1
    return before >= 0 and starts[before] >= (link.place.line, link.place.column)


@per_snapshot
def _image_starts(snapshot: Snapshot) -> list[tuple[int, int]]:
    images = snapshot.statement.document.images if snapshot.statement else ()
    return sorted((image.place.line, image.place.column) for image in images)


def _fragment(link: Link, target: str, snapshot: Snapshot) -> Finding | None:
    key = fragment_key(target[1:])
    if not key or key == "top" or key in _fragments(snapshot):
        return None
    told = "This statement has no heading with the address `{target}`."
    return tip(told, link.target_place, target=shortened(target, 120))


@per_snapshot
def _fragments(snapshot: Snapshot) -> frozenset[str]:
    """What ``#…`` can lead to: headings as GitHub names them, and ids in raw HTML."""
    document = snapshot.statement.document if snapshot.statement else None
    if document is None:
        return frozenset()
    numbers: dict[str, int] = {}
    ids = {
        value.lower()
        for raw in document.raw_html
        for name, value in raw.attributes
        if name == "id" or (raw.name, name) == ("a", "name")
        if raw.name == "a" or raw.name in HEADINGS
    }
    for heading in document.headings:
        slug = slug_of(heading.text)
        number = numbers[slug] = numbers.get(slug, -1) + 1
        ids.add(f"{slug}-{number}" if number else slug)
    return frozenset(ids)


def _beginning(link: Link, target: str) -> Finding | None:
    """A web address that begins wrongly."""
    right = whole_address(target)
    if right in ("http://", "https://"):
        return must("This address is incomplete. Write the rest of it, or remove the link.", link.target_place)
    if right and right.lower() != target.lower():
        told = "This address will not open in a browser. Write `{right}`."
        return must(told, link.target_place, _fix(link, right), right=shortened(right, 120))
    if target.startswith("//"):
        return _without_scheme(link, f"https:{target}")
    return None


def _without_scheme(link: Link, right: str) -> Finding:
    told = "The beginning of this address is missing. Write `{right}`."
    return must(told, link.target_place, _fix(link, right), right=shortened(right, 120))


def _scheme(link: Link, target: str, snapshot: Snapshot) -> Finding | None:
    scheme, place = _scheme_of(target), link.target_place
    if scheme == "mailto":
        address = target.partition(":")[2].partition("?")[0]
        return None if "@" in address[1:-1] else must("The e-mail address after `mailto:` is missing. Add it.", place)
    if scheme == "http" and link.kind is not LinkKind.BARE:
        return tip("This address begins with `http://`. If the site supports `https://`, use that.", place)
    if scheme in SCHEMES:
        return _own_file(link, target, snapshot)
    if scheme in _DANGEROUS:
        told = "Links that begin with `{scheme}:` can be unsafe. Write an address that begins with `https://`."
        return must(told, place, scheme=scheme)
    if scheme:
        told = "The page does not show links that begin with `{scheme}:`. Use a link that begins with `https://`."
        return tip(told, place, scheme=scheme)
    return None


def _scheme_of(target: str) -> str:
    """The scheme, unless what stands before the colon is a host."""
    scheme = scheme_of(target)
    return "" if "." in scheme else scheme


def _own_file(link: Link, target: str, snapshot: Snapshot) -> Finding | None:
    """A whole address of a file of this repository that is not there."""
    known, own = repository(snapshot), f"{repository_url(snapshot)}/blob/"
    if known is None or not snapshot.config.repository or not target.lower().startswith(own.lower()):
        return None
    branch, _, rest = target[len(own) :].partition("/")
    path = path_in_repository(f"/{rest}", "")
    if not rest or path is None or known.holds(path):
        return None
    there = known.folded.get(path.casefold(), "")
    if there:
        right = f"{own}{branch}/{there}"
        told = "There is no file `{path}`. Did you mean `{there}`?"
        return tip(told, link.target_place, _fix(link, right), path=shortened(path, 120), there=there)
    return tip("There is no file `{path}` in the repository at present.", link.target_place, path=shortened(path, 120))


def _path(link: Link, target: str, snapshot: Snapshot) -> Finding | None:
    assert snapshot.statement is not None
    if _scheme_of(target):
        return None
    place = link.target_place
    if "@" in target and "/" not in target:
        right = f"mailto:{target}"
        return must(
            "Is this an e-mail address? Write `{right}`.", place, _fix(link, right), right=shortened(right, 120)
        )
    known, path = repository(snapshot), path_in_repository(target, snapshot.statement.path)
    if known and path is not None and known.holds(path):
        return None
    there = known.folded.get(path.casefold(), "") if known and path else ""
    if there:
        told = "There is no file `{path}`. Its name is written `{there}`. Please use the same letters."
        return must(told, place, path=shortened(path or "", 120), there=there)
    if begins_with_host(target):
        return _without_scheme(link, f"https://{target}")
    if target.startswith("/"):
        told = "`{target}` begins with /, so it does not work on the election page. Write the full address, with `https://`."
        return must(told, place, target=shortened(target, 120))
    if known is None:
        told = "`{target}` is not a full address. If it is not a file beside this one, write the full address, with `https://`."
        return tip(told, place, target=shortened(target, 120))
    told = "There is no file `{target}`. Write the full address, with `https://`."
    return must(told, place, target=shortened(target, 120))


def _fix(link: Link, right: str) -> Fix | None:
    return Fix(link.target_place, right) if link.kind is LinkKind.INLINE else None


def _as_text(document: Document) -> Iterator[Finding]:
    """What was meant as a link and is shown as typed."""
    shown = shown_as_typed(document)
    for judge, pattern in _TYPED:
        for found in re.finditer(pattern, document.body):
            place = document.positions.place(found.start(), found.end())
            if shown(place):
                yield from judge(found[0], place)


def _spaced(typed: str, place: Place) -> Iterator[Finding]:
    label, _, address = typed.partition("](")
    fix = Fix(place, f"{label}]({address.replace(' ', '%20')}")
    told = "This is not a link, because the address contains a space. Write `%20` for each space."
    yield must(told, place, None if any(char in address for char in "\"'“”") else fix)


def _apart(typed: str, place: Place) -> Iterator[Finding]:
    fix = Fix(place, f"]({typed.partition('(')[2]}")
    yield tip("This is not a link, because there is a space between ] and (. Delete the space.", place, fix)


def _open(typed: str, place: Place) -> Iterator[Finding]:
    label, _, address = typed.partition("](")
    fix = Fix(place, f"{label}]({address.rstrip('.,;:!?')}){address[len(address.rstrip('.,;:!?')) :]}")
    yield tip("This link is never closed. Add `)` behind its address.", place, fix)


def _swapped(typed: str, place: Place) -> Iterator[Finding]:
    label, _, address = typed.partition(")[")
    told = "This is no link, because its brackets are swapped. Write `[text](address)`."
    fix = Fix(place, f"[{label[1:]}]({address[:-1]})")
    yield tip(told, place, fix)


def _unclosed_label(typed: str, place: Place) -> Iterator[Finding]:
    label, _, address = typed.rpartition("(")
    told = "This is no link, because `]` is missing. Write `[text](address)`."
    fix = Fix(place, f"{label.rstrip()}]({address}")
    yield tip(told, place, fix)


def _in_text(typed: str, place: Place) -> Iterator[Finding]:
    right = whole_address(typed)
    if right != typed.lower():
        yield tip("The beginning of this address is wrong. Write `{right}`.", place, Fix(place, right), right=right)


_TYPED = (
    (_spaced, _SPACED),
    (_apart, _APART),
    (_open, _OPEN),
    (_swapped, _SWAPPED),
    (_unclosed_label, _UNCLOSED_LABEL),
    (_in_text, _IN_TEXT),
)
"""What was meant as a link, and what to say of it."""


def _references(document: Document) -> Iterator[Finding]:
    for each in document.undefined_references:
        if not each.label.strip().isdecimal():
            told = "The link [{label}] has no address. Add a line `[{label}]: https://…`, or delete the brackets."
            yield tip(told, each.place, label=shortened(each.label, 120))
    for each in document.unused_definitions:
        if each.label.strip().casefold() not in _COMMENTS:
            told = "The page does not show this line: it only says where [{label}] leads, and [{label}] stands nowhere."
            yield tip(told, each.place, label=shortened(each.label, 120))
