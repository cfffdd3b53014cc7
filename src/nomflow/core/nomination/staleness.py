"""Whether an act on an earlier version of a statement still stands."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from nomflow.core.election.choices import Stale
from nomflow.core.election.people_rules import StaleRule
from nomflow.core.markdown.document import LinkKind
from nomflow.core.markdown.words import words_of
from nomflow.core.nomination.versions import known_blobs
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.core.snapshot.statement import read_statement

_MOST_WORDS = 20_000


class Freshness(StrEnum):
    """The answer; ``unknown`` when nobody can tell which version was meant."""

    FRESH = "fresh"
    STALE = "stale"
    UNKNOWN = "unknown"


def freshness(snapshot: Snapshot, blobs: Iterable[str], rule: StaleRule) -> Freshness:
    """Judges an act against the statement of the snapshot. ``blobs`` are the versions that it can have been about.

    An act whose version is not on record is fresh as long as the statement is not known to have had another version.
    """
    answers = {_freshness(snapshot, blob, rule) for blob in blobs} or {_freshness(snapshot, "", rule)}
    return answers.pop() if len(answers) == 1 else Freshness.UNKNOWN


def _freshness(snapshot: Snapshot, blob: str, rule: StaleRule) -> Freshness:
    statement = snapshot.statement
    if statement is None or rule.policy is Stale.KEEP:
        return Freshness.FRESH
    now = statement.source.git_blob_sha
    if not blob:
        return Freshness.UNKNOWN if known_blobs(snapshot) - {now} else Freshness.FRESH
    if blob == now:
        return Freshness.FRESH
    if rule.policy is Stale.EXACT:
        return Freshness.STALE
    before = snapshot.versions.get(blob)
    if before is None:
        return Freshness.UNKNOWN
    changed, of = changed_words(before, statement.source.text)
    return Freshness.STALE if 100 * changed > rule.percent * of else Freshness.FRESH


def changed_percent(snapshot: Snapshot, blob: str) -> int | None:
    """How many percent of the words changed since version ``blob``, rounded up; ``None`` if its text is not known."""
    before = snapshot.versions.get(blob)
    if before is None or snapshot.statement is None:
        return None
    changed, of = changed_words(before, snapshot.statement.source.text)
    return -(-100 * changed // of) if of else 0


@lru_cache(maxsize=32)
def changed_words(before: str, after: str) -> tuple[int, int]:
    """How many words differ, of how many: those outside a longest common subsequence, of the longer text.

    White space, Markdown marks, case and punctuation do not count; where a link leads is a word. Only the first 20,000
    words are compared.
    """
    old, new = _words(before), _words(after)
    longer = max(len(old), len(new))
    return longer - _common(old, new), longer


def _words(text: str) -> tuple[str, ...]:
    statement = read_statement("", text.encode("utf-8", "replace"))
    text = statement.source.text
    if statement.document.refused:
        return words_of(text)[:_MOST_WORDS]
    document = statement.document
    header = text[: len(text) - len(statement.front.body)]
    hidden = [link.target for link in document.links if link.kind not in (LinkKind.BARE, LinkKind.AUTOLINK)]
    hidden += [part for image in document.images for part in (*image.alt.split(), image.target)]
    return (*words_of(header), *words_of(document.text), *hidden)[:_MOST_WORDS]


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """The length of a longest common subsequence, by bits: a row of the table is one long number.

    Crochemore et al., https://doi.org/10.1016/S0020-0190(01)00182-X. What both texts begin and end with is set aside.
    """
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    end = next((at for at in range(shorter - start) if old[-1 - at] != new[-1 - at]), shorter - start)
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    where: dict[str, int] = {}
    for at, word in enumerate(old):
        where[word] = where.get(word, 0) | 1 << at
    full = row = (1 << len(old)) - 1
    for word in new:
        hits = row & where.get(word, 0)
        row = (row + hits | row - hits) & full
    return start + end + len(old) - row.bit_count()
