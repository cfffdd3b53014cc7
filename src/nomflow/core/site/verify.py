"""Checking a built site against itself and against the freeze record: hashes, sections, the drawn order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from msgspec import Struct

from nomflow.core.basics.text import counted
from nomflow.core.freeze.check import Check, Result, compared, unknown
from nomflow.core.freeze.draw import drand_round, key

MANIFEST = "manifest.json"
_FORMAT = "nomflow-manifest/1"
_BEGINS, _ENDS = b"<!-- nomflow:section id=", b"\n<!-- /nomflow:section -->"

Json = Mapping[str, object]


def listed(manifest: object) -> Mapping[str, str] | None:
    """The files that a manifest lists, with their hashes; ``None`` when it is none of ours. A path that would lead out
    of the site is listed, and never found."""
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        return None
    files = manifest.get("files")
    if not isinstance(files, dict) or not all(isinstance(each, str) for each in files.values()):
        return None
    return {str(path): str(hashed) for path, hashed in files.items()}


def content_of(manifest: object) -> str:
    """The hash of a site's content, whenever it was built; empty where a manifest does not say it."""
    content = manifest.get("content") if listed(manifest) is not None and isinstance(manifest, dict) else None
    return content if isinstance(content, str) else ""


def check_sections(where: str, pages: Mapping[str, bytes], candidates: Mapping[str, Json]) -> Check:
    """The hash printed before each statement is that of what stands there, and the one in the candidate's JSON.

    ``pages`` go by where they are below the election, ``candidates`` by their ids.
    """
    wrong: list[str] = []
    count = 0
    for path, page in sorted(pages.items()):
        id, _, version = path.partition("candidates/")[2].partition("/")
        told = _told(candidates.get(id, {}), version)
        found = _section(page)
        if found is None:
            if told:
                wrong.append(f"{path}: the page has no marked statement")
            continue
        count += 1
        shown, printed, real = found
        if shown != id:
            wrong.append(f"{path}: the page shows the statement of somebody else")
        if printed != real:
            wrong.append(f"{path}: the page prints {printed[:12]}…, what stands there has {real[:12]}…")
        if printed not in told:
            says = " or ".join(f"{each[:12]}…" for each in told) or "nothing"
            wrong.append(f"{path}: the page prints {printed[:12]}…, its JSON says {says}")
    said = f"The printed hash is right for {counted(count, 'statement')}."
    return compared(where, said, wrong, "Statements do not have the hash that is printed with them.")


def check_order(where: str, election: Json) -> Iterable[Check]:
    """The order of each list, worked out again from the drawn value."""
    for race in _list(election.get("races")):
        name = str(race.get("title") or race.get("id") or election.get("title") or "")
        order = race.get("order")
        seed = str(order.get("seed") or "") if isinstance(order, dict) else ""
        if not isinstance(order, dict) or order.get("rule") not in ("drand", "public-draw") or not seed:
            yield unknown(where, f"{name}: the order was not drawn.")
            continue
        people = [str(each.get("id")) for each in _list(race.get("candidates")) if not each.get("gone")]
        recorded = order.get("keys")
        keys = recorded if isinstance(recorded, dict) else {}
        wrong = [f"{id}: the key is {key(seed, id)}" for id in people if keys.get(id) != key(seed, id)]
        right = sorted(people, key=lambda id: key(seed, id))
        if people != right:
            wrong.append(f"the drawn order is {', '.join(right)}")
        expected = _round(election) if order.get("rule") == "drand" else None
        if expected is not None and order.get("round") != expected:
            wrong.append(f"the round is {expected}, the first one after nominations closed")
        said = f"{name}: the order of {counted(len(people), 'candidate')} is the one drawn from “{seed}”."
        yield compared(where, said, wrong, f"{name}: the order is not the one drawn from “{seed}”.")


class Told(Struct, frozen=True):
    """What is known elsewhere of what a candidate wrote: the sha256 of the statement's bytes; if it could be rendered,
    that of its section; and both of each translation by its path, ``None`` where nobody knows them."""

    sha256: str
    section: str | None = None
    translations: Mapping[str, tuple[str, str]] | None = None


def check_against(where: str, record: str, candidates: Mapping[str, Json], stood: Mapping[str, Told]) -> Check:
    """The people and the statements of a site are those of the record.

    ``stood``: who is on the ballot, and what they wrote.
    """
    here = {id for id, each in candidates.items() if not each.get("gone")}
    wrong = [f"{id}: on the ballot by the record, not on the site" for id in sorted(stood.keys() - candidates.keys())]
    wrong += [f"{id}: on the site, not on the ballot by the record" for id in sorted(here - stood.keys())]
    for id in sorted(here & stood.keys()):
        source = candidates[id].get("source")
        shown = str(source.get("sha256")) if isinstance(source, dict) else ""
        known = stood[id]
        if shown != known.sha256:
            wrong.append(f"{id}: there the statement is {known.sha256[:12]}…, on the site {shown[:12]}…")
        elif known.section is not None and _statement_sha256(candidates[id]) != known.section:
            wrong.append(f"{id}: the statement on the page is not what the file {known.sha256[:12]}… renders to")
        if known.translations is not None:
            wrong += _wrong_translations(id, _translations(candidates[id]), known.translations)
    said = f"The candidates and statements match {record}: {counted(len(stood), 'candidate')}."
    return compared(where, said, wrong, f"It does not show what {record} holds.")


def _translations(candidate: Json) -> dict[str, tuple[str, str]]:
    """The sha256 of the bytes and of the section of each translation, by its path, as a candidate's JSON has them."""
    found = {}
    for each in _list(candidate.get("translations")):
        source = each.get("source")
        path, raw = (str(source.get(key)) for key in ("path", "sha256")) if isinstance(source, dict) else ("", "")
        found[path] = raw, str(each.get("sha256"))
    return found


def _wrong_translations(
    id: str, shown: Mapping[str, tuple[str, str]], known: Mapping[str, tuple[str, str]]
) -> Iterable[str]:
    for path in sorted(shown.keys() | known.keys()):
        if path not in shown:
            yield f"{id}: the translation {path} is not on the site"
        elif path not in known:
            yield f"{id}: the translation {path} is on the site only"
        elif shown[path][0] != known[path][0]:
            yield f"{id}: there {path} is {known[path][0][:12]}…, on the site {shown[path][0][:12]}…"
        elif shown[path] != known[path]:
            yield f"{id}: the translation on the page is not what the file {path} renders to"


def worst(checks: Iterable[Check]) -> Result | None:
    """All in one: whether something differs; ``None`` when nothing could be compared."""
    results = {each.result for each in checks}
    if Result.DIFFERS in results:
        return Result.DIFFERS
    return Result.SAME if Result.SAME in results else None


def _section(page: bytes) -> tuple[str, str, str] | None:
    """Whose statement is marked in a page, the hash printed with it, and the hash of what stands there."""
    _, begins, rest = page.partition(_BEGINS)
    mark, closed, rest = rest.partition(b" -->\n")
    words, ends, _ = rest.partition(_ENDS)
    if not (begins and closed and ends):
        return None
    id, _, printed = mark.decode("utf-8", "replace").partition(" sha256=")
    return id, printed, sha256(words).hexdigest()


def _told(candidate: Json, version: str) -> tuple[str, ...]:
    """The hashes that a page may print by the candidate's JSON: of the version that its folder names, or else of any,
    for readers are shown the one in their language."""
    statement = _statement_sha256(candidate)
    translations = {
        str(each.get("language")).lower(): str(each.get("sha256")) for each in _list(candidate.get("translations"))
    }
    if not statement:
        return ()
    if version:
        found = statement if version == "original" else translations.get(version, "")
        return (found,) if found else ()
    return (statement, *translations.values())


def _round(election: Json) -> int | None:
    for each in _list(election.get("dates")):
        if each.get("step") == "nominations-close":
            try:
                return drand_round(datetime.fromisoformat(str(each.get("at"))))
            except (ValueError, TypeError):
                return None
    return None


def _statement_sha256(candidate: Json) -> str:
    statement = candidate.get("statement")
    return str(statement.get("sha256")) if isinstance(statement, dict) else ""


def _list(value: object) -> Sequence[dict[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
