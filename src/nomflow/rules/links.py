"""Links that lead somewhere."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from urllib.parse import unquote

from nomflow.core.evaluate import rule
from nomflow.core.markdown_model import Link, LinkKind
from nomflow.core.outcome import Finding, Fix, Outcome, judged, must, tip
from nomflow.core.shape import did_you_mean
from nomflow.core.snapshot import Snapshot

_GOOD = ("http", "https", "mailto")


@rule("links", "Links lead somewhere")
def links(snapshot: Snapshot) -> Outcome:
    """Every link has an address that works on the election page: not empty, with a scheme that browsers know, complete.

    Why: a statement is read on the election page, not in the folder or on the site it was written for, so an address
    that begins with / or is relative leads nowhere there.

    How to fix: write the whole address, beginning with https://. Links to files of the election's repository may be
    relative if the file exists.
    """
    statement = snapshot.statement
    assert statement is not None  # noqa: S101 - the rule needs a statement
    found = [finding for link in statement.document.links if (finding := _judge(link, snapshot))]
    found += [
        tip(
            "Nothing says where [{label}] leads. Add a line “[{label}]: https://…”, or take out the brackets.",
            each.place,
            label=each.label,
        )
        for each in statement.document.undefined_references
    ]
    good = "{tips} tips about links." if found else "Every link has an address that can lead somewhere."
    return judged(found, good, "{musts} links lead nowhere.")


def _judge(link: Link, snapshot: Snapshot) -> Finding | None:
    target = link.target.strip()
    place = link.target_place if link.kind in (LinkKind.INLINE, LinkKind.REFERENCE) else link.place
    if not target:
        told = "This link has no address. Put one between ( and ), or take out the brackets."
        return must(told, link.place)
    scheme, colon, rest = target.partition(":")
    if target.startswith("#"):
        return None
    if colon and scheme.isascii() and scheme.isalpha():
        return _judge_scheme(scheme.lower(), rest, link)
    if target.startswith("//"):
        return must(
            "This address lacks its beginning. Write https:{target}.",
            place,
            Fix(place, f"https:{target}"),
            target=target,
        )
    if colon and "/" not in scheme and "." not in scheme:
        return must("{target} is no address that browsers know.", place, target=_short(target))
    return _judge_path(target, link, snapshot)


def _judge_scheme(scheme: str, rest: str, link: Link) -> Finding | None:
    place = link.target_place
    if scheme in _GOOD:
        for again in ("http://", "https://"):
            if scheme != "mailto" and rest.lower().removeprefix("//").startswith((again, again.replace("//", "/"))):
                right = again + rest.lower().removeprefix("//").partition(":")[2].lstrip("/")
                told = "The beginning of this address stands there twice. Write {right}."
                return must(told, place, Fix(place, right), right=_short(right))
        if scheme != "mailto" and not rest.removeprefix("//").strip("/"):
            return must("This address has a beginning and nothing else.", place)
        if scheme != "mailto" and not rest.startswith("//"):
            return must("After {scheme}: two slashes are missing.", place, scheme=scheme)
        if scheme == "http" and link.kind is not LinkKind.BARE:
            return tip("This address begins with http://. If the site has it, https:// is better.", place)
        return None
    near = did_you_mean(scheme, _GOOD)
    if near and rest.startswith("//"):
        return must(
            "{scheme}: is no address that browsers know. Is https: meant?",
            place,
            Fix(place, f"https:{rest}"),
            scheme=scheme,
        )
    return must("Links with {scheme}: do not work here. Use https:// or mailto:.", place, scheme=scheme)


def _judge_path(target: str, link: Link, snapshot: Snapshot) -> Finding | None:
    assert snapshot.statement is not None  # noqa: S101 - the rule needs a statement
    place = link.target_place
    host = target.partition("/")[0]
    if "@" in target and "/" not in target:
        return must(
            "Is this an e-mail address? Write mailto:{target}.", place, Fix(place, f"mailto:{target}"), target=target
        )
    if not target.startswith((".", "/")) and host.lower().startswith("www."):
        return must("Write https:// before {target}.", place, Fix(place, f"https://{target}"), target=_short(target))
    path = unquote(target.partition("#")[0].partition("?")[0])
    if snapshot.files is not None:
        inside = path.lstrip("/") if path.startswith("/") else normpath(join(dirname(snapshot.statement.path), path))
        if inside in snapshot.files or any(file.startswith(inside.rstrip("/") + "/") for file in snapshot.files):
            return None
    if target.startswith("/"):
        told = "{target} begins with / and leads nowhere on the election page. Write the whole address, with https://."
    else:
        told = "{target} is relative and leads nowhere on the election page. Write the whole address, with https://."
    return must(told, place, target=_short(target))


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
