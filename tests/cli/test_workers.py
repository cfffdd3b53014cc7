"""What one piece of work does to its process hurts no other piece."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from nomflow.cli.workers import Failure, Workers

DEADLY = {
    "abort": "it stopped the program (SIGABRT)",
    "overflow": "it stopped the program (SIGSEGV)",
    "kill": "it stopped the program (SIGKILL)",
    "exit": "the program ended (3)",
    "raise": "ValueError: no",
    "memory": "it needs too much memory",
    "spin": "it takes more than 1 seconds",
}


def work(piece: str) -> str:
    match piece:
        case "abort":
            os.abort()
        case "overflow":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exit":
            os._exit(3)
        case "raise":
            raise ValueError("no")
        case "memory":
            bytearray(10**12)
        case "spin":
            while True:
                pass
    return f"{piece}!"


def pid(_: str) -> int:
    return os.getpid()


@pytest.fixture(params=["alone", "beside another thread"])
def threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process with more threads than one must not be copied; the workers then come from elsewhere."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    if request.param != "alone":
        thread.start()
    yield
    done.set()
    if thread.ident:
        thread.join()


@pytest.mark.parametrize("count", [1, 2, 7])
@pytest.mark.usefixtures("threads")
def test_whatever_kills_a_worker_costs_one_piece_and_the_order_stays(count: int) -> None:
    workers = Workers(work, count, seconds=1)
    pieces = [each for deadly in DEADLY for each in ("a", deadly, "b")]
    made = list(workers.each(pieces))
    assert made == [Failure(DEADLY[each]) if each in DEADLY else f"{each}!" for each in pieces]
    assert list(workers.each(["c", "d"])) == ["c!", "d!"]
    workers.close()


@pytest.mark.parametrize("batch", [2, 4, 100])
@pytest.mark.parametrize("count", [1, 2, 7])
def test_what_kills_a_worker_costs_one_piece_of_those_it_was_given_at_once(count: int, batch: int) -> None:
    workers = Workers(work, count)
    pieces = ["a", "b", "abort", "c", "raise", "d", "exit", "e"]
    made = list(workers.each(pieces, batch))
    assert made == [Failure(DEADLY[each]) if each in DEADLY else f"{each}!" for each in pieces]
    workers.close()


def test_a_worker_is_used_again_and_goes_when_it_is_closed() -> None:
    workers = Workers(pid)
    first = workers.one("x")
    assert workers.one("y") == first != os.getpid()
    workers.close()
    assert isinstance(first, int)
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_whoever_stops_asking_leaves_nothing_running() -> None:
    workers = Workers(pid, 2)
    asked = workers.each(["x"] * 50)
    found = {next(asked), next(asked)}
    asked.close()  # type: ignore[attr-defined] # a generator
    workers.close()
    time.sleep(0)
    for each in found:
        assert isinstance(each, int)
        with pytest.raises(ProcessLookupError):
            os.kill(each, 0)


def test_where_nothing_can_be_forked_only_exceptions_are_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nomflow.cli.workers._context", lambda work: None)
    assert list(Workers(work, 7).each(["a", "raise", "b"])) == ["a!", Failure("ValueError: no"), "b!"]
