"""Whether an act on an earlier version of a statement still stands."""

from __future__ import annotations

from enum import StrEnum

from nomflow.core.election import StaleRule
from nomflow.core.election_words import Stale
from nomflow.core.markdown_words import words_of
from nomflow.core.snapshot import Snapshot
from nomflow.core.statement import read_statement

_MOST_WORDS = 20_000


class Freshness(StrEnum):
    """The answer; ``unknown`` when nobody can tell which version was meant."""

    FRESH = "fresh"
    STALE = "stale"
    UNKNOWN = "unknown"


def freshness(snapshot: Snapshot, blob: str, rule: StaleRule) -> Freshness:
    """Judges an act on version ``blob`` against the statement of the snapshot.

    An act whose version is not on record is fresh as long as the statement is not known to have had another version.
    """
    statement = snapshot.statement
    if statement is None or rule.policy is Stale.KEEP:
        return Freshness.FRESH
    now = statement.source.git_blob_sha
    if not blob:
        return Freshness.UNKNOWN if _had_another_version(snapshot, now) else Freshness.FRESH
    if blob == now:
        return Freshness.FRESH
    if rule.policy is Stale.EXACT:
        return Freshness.STALE
    before = snapshot.versions.get(blob)
    if before is None:
        return Freshness.UNKNOWN
    return Freshness.STALE if changed_percent(before, statement.source.text) > rule.percent else Freshness.FRESH


def changed_percent(before: str, after: str) -> float:
    """How many percent of the words differ: those outside a longest common subsequence, over the longer text.

    White space, Markdown signs, case and punctuation do not count. Only the first 20,000 words are compared.
    """
    old, new = _words(before), _words(after)
    longer = max(len(old), len(new))
    if not longer or old == new:
        return 0.0
    return 100 * (longer - _common(old, new)) / longer


def _words(text: str) -> tuple[str, ...]:
    statement = read_statement("", text.encode("utf-8", "replace"))
    header = statement.source.text[: len(statement.source.text) - len(statement.front.body)]
    return (*words_of(header), *words_of(statement.document.text))[:_MOST_WORDS]


def _common(old: tuple[str, ...], new: tuple[str, ...]) -> int:
    """The length of a longest common subsequence, by bits: a row of the table is one long number.

    Crochemore et al., https://doi.org/10.1016/S0020-0190(01)00182-X
    """
    where: dict[str, int] = {}
    for at, word in enumerate(old):
        where[word] = where.get(word, 0) | 1 << at
    full = row = (1 << len(old)) - 1
    for word in new:
        hits = row & where.get(word, 0)
        row = (row + hits | row - hits) & full
    return len(old) - row.bit_count()


def _had_another_version(snapshot: Snapshot, now: str) -> bool:
    pull_request = snapshot.pull_request
    if any(blob != now for blob in snapshot.versions):
        return True
    return pull_request is not None and any(status.blob not in ("", now) for status in pull_request.statuses)
