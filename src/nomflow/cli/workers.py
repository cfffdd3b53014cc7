"""Work on strangers' bytes in processes of its own, whose death is survived; several of them also make it faster.

A worker is used again and again, and held to a limit of time and memory for each piece. What kills it (a signal, an
overflow of the stack, a limit) costs that one piece, which is answered with a ``Failure``. Where processes cannot be
forked (Windows), everything happens in this one, and only exceptions are survived.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from msgspec import Struct

from nomflow.core.basics.errors import kind_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext, ForkServerContext

Piece = TypeVar("Piece")
Made = TypeVar("Made")

SECONDS = 20
"""Processor time of a piece. What is accepted takes 2 (``tests/limits``), and a runner may be some times slower."""
MEMORY = 2_000_000_000
"""Bytes that a worker may address beyond what it begins with. A picture of the most pixels takes a quarter of them."""


FEW = 64
"""Pieces up to which copying this process takes longer than making them here."""


def spread(make: Callable[[Piece], Made], pieces: Sequence[Piece], nothing: Made) -> Iterator[Made]:
    """What is made of each piece, in their order, by copies of this process, which know all that it knows; ``nothing``
    where one of them dies. Few pieces, and where processes cannot be copied all of them, are made here."""
    count = os.cpu_count() or 1
    context = _context(make)
    if len(pieces) < FEW or count == 1 or context is None or context.get_start_method() != "fork":
        yield from map(make, pieces)
        return
    yield make(pieces[0])  # so that the copies know what has to be learnt once
    workers = Workers(make, count)
    try:
        for made in workers.each(pieces[1:], batch=FEW // 4):
            yield nothing if isinstance(made, Failure) else made
    finally:
        workers.close()


class Failure(Struct, frozen=True):
    """Why a piece was not made: the end of a sentence that begins with what was tried."""

    why: str


class Workers(Generic[Piece, Made]):
    """``count`` workers that do the same ``work``: a function that has a name in a module, and is given a piece."""

    def __init__(
        self, work: Callable[[Piece], Made], count: int = 1, *, seconds: int = SECONDS, memory: int = MEMORY
    ) -> None:
        self._work = work
        self._limits = (seconds, memory)
        self._idle: list[_Worker] = []
        self._alive: list[_Worker] = []
        self._count = count

    def one(self, piece: Piece) -> Made | Failure:
        """What is made of one piece."""
        return next(self.each([piece]))

    def each(self, pieces: Iterable[Piece], batch: int = 1) -> Iterator[Made | Failure]:
        """What is made of all of them, in their order: the same for every number of workers. They are asked ``batch``
        pieces at a time; one that dies of a batch is asked again for each piece by itself."""
        context = _context(self._work)
        if context is None:
            yield from (cast("Made | Failure", _tried(self._work, piece)) for piece in pieces)
            return
        busy: deque[tuple[_Worker, list[Piece]]] = deque()
        waiting = iter(pieces)
        try:
            while asked := list(islice(waiting, batch)):
                answers = self._answer(*busy.popleft()) if len(busy) == self._count else []
                worker = self._idle.pop() if self._idle else self._started(context)
                busy.append((worker, asked))
                worker.ask(asked)
                yield from answers
            while busy:
                yield from self._answer(*busy.popleft())
        finally:
            for worker, _ in busy:
                worker.kill()

    def close(self) -> None:
        """Ends the workers; they start again when there is work."""
        while self._idle:
            self._idle.pop().kill()

    def _started(self, context: ForkContext | ForkServerContext) -> _Worker:
        self._alive = [each for each in self._alive if each.alive]
        self._alive.append(_Worker(context, self._work, self._limits, self._alive))
        return self._alive[-1]

    def _answer(self, worker: _Worker, asked: Sequence[Piece]) -> Iterable[Made | Failure]:
        answer = worker.answer(len(asked))
        if worker.alive:
            self._idle.append(worker)
        if isinstance(answer, Failure):
            return [answer] if len(asked) == 1 else [self.one(piece) for piece in asked]
        return cast("list[Made | Failure]", answer)


class _Worker:
    """One process, seen from here."""

    def __init__(
        self,
        context: ForkContext | ForkServerContext,
        work: Callable[..., object],
        limits: tuple[int, int],
        others: Iterable[_Worker],
    ) -> None:
        self.line, theirs = context.Pipe()
        self._seconds = limits[0]
        # A fork has our ends of the other lines too, and as long as it has them the others do not see us go.
        ours = [self.line, *(each.line for each in others)] if context.get_start_method() == "fork" else []
        self._process = context.Process(target=_serve, args=(theirs, work, limits, ours), daemon=True)
        self._process.start()
        theirs.close()
        self.alive = True

    def ask(self, pieces: Sequence[object]) -> None:
        with suppress(OSError):  # it is gone, and ``answer`` says so
            self.line.send(pieces)

    def answer(self, asked: int) -> object:
        """What it made of so many. Processor time is limited in the worker; who sleeps is woken by the clock here."""
        seconds = 10 * self._seconds * asked
        try:
            if self.line.poll(seconds):
                return self.line.recv()
            why = f"it took more than {seconds} seconds"
        except (EOFError, OSError):
            self._process.join(5)
            why = _how_it_ended(self._process.exitcode, self._seconds)
        self.kill()
        return Failure(why)

    def kill(self) -> None:
        self.alive = False
        self.line.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _context(work: Callable[..., object]) -> ForkContext | ForkServerContext | None:
    """How processes are made here: copies of this one, or, where other threads may hold a lock, of a fresh one."""
    import multiprocessing
    import threading

    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([work.__module__])
        return context
    return None


def _serve(
    line: Connection, work: Callable[..., object], limits: tuple[int, int], others: Sequence[Connection]
) -> None:
    """The life of a worker: it ends when nobody asks any more."""
    import signal

    for each in others:
        each.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks
    seconds, memory = limits
    _limit_memory(memory)
    with suppress(EOFError, OSError):
        while True:
            made = []
            for piece in line.recv():
                _limit_time(seconds)
                made.append(_tried(work, piece))
            line.send(made)


def _tried(work: Callable[..., object], piece: object) -> object:
    try:
        return work(piece)
    except MemoryError:
        return Failure("it needs too much memory")
    except ValueError as error:
        return Failure(f"ValueError: {error}"[:200])
    except Exception as error:
        return Failure(kind_of(error))


def _limit_memory(more: int) -> None:
    """Of addresses, for that is what systems can hold a process to; and nothing of it is left on the disk."""
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - a file of the system's
            now = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, resource.RLIM_INFINITY))


def _limit_time(seconds: int) -> None:
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(OSError, ValueError):
        resource.setrlimit(
            resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, resource.RLIM_INFINITY)
        )


def _how_it_ended(code: int | None, seconds: int) -> str:
    import signal

    if code == -signal.SIGXCPU:
        return f"it takes more than {seconds} seconds"
    if code is not None and code < 0:
        return f"it stopped the program ({signal.Signals(-code).name})"
    return f"the program ended ({code})"
