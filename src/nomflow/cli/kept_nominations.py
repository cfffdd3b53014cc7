"""Nominations that were read for an earlier build, by what they were made of: they are not parsed or rendered again."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

import msgspec

from nomflow.core.site.publish import ListedNomination, listed_alone
from nomflow.core.snapshot.snapshot import Snapshot
from nomflow.disk import Folder
from nomflow.disk.store import Store


class KeptNominations:
    """Of a repository at a time. What is kept is data of one type and nothing else, so that reading it runs nothing."""

    def __init__(self, store: Store, folder: Folder, now: datetime) -> None:
        self._store = store
        self._shared = sha256(pickle.dumps((folder.config, now))).hexdigest()

    def of(self, unread: Snapshot, whole: Callable[[], Snapshot]) -> ListedNomination:
        """The nomination. ``unread`` has its texts, and nothing of what they say, ``whole`` makes all of it. One that
        names a photo is never kept, for the photo may change and the text not."""
        made: list[ListedNomination] = []

        def data() -> bytes:
            snapshot = whole()
            made.append(listed_alone(snapshot))
            return msgspec.msgpack.encode(made[0]) if snapshot.photo is None else b""

        texts = (each.source for each in (unread.statement, *unread.translations) if each)
        parts = (f"{each.path} {each.sha256}" for each in texts)
        kept = self._store.remember("\n".join((self._shared, unread.election.id, *parts)), data)
        if made:
            return made[0]
        if not kept:
            return listed_alone(whole())
        return msgspec.msgpack.decode(kept, type=ListedNomination)
