"""One class and one exit code for each kind of trouble (docs/exit-codes.md)."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from msgspec import Struct

from nomflow.core.basics.place import Place


class ExitCode(IntEnum):
    """What a process answers to its caller."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NOTHING = 3
    GITHUB = 4
    BUG = 70


class NomflowError(Exception):
    """Something that stops a command and that its user can act on. Only ``cli`` catches it."""

    exit_code = ExitCode.BUG


class BugError(NomflowError):
    """A mistake of ours that stopped the work on one nomination. The others go on."""


class UsageError(NomflowError):
    """The command line asks for something that cannot be."""

    exit_code = ExitCode.USAGE


class NothingToCheckError(NomflowError):
    """No nomination was found where the user pointed."""

    exit_code = ExitCode.NOTHING


class GitHubError(NomflowError):
    """GitHub refused or did not answer."""

    exit_code = ExitCode.GITHUB


class Fault(Struct, frozen=True):
    """One thing wrong in a file that the organiser wrote, and where."""

    message: str
    place: Place


class ConfigError(NomflowError):
    """The organiser's mistake: every fault of the file at once."""

    exit_code = ExitCode.USAGE

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.place.path, fault.place.line, fault.place.column)))
        super().__init__("\n".join(f"{fault.place}: {fault.message}" for fault in self.faults))


def kind_of(error: BaseException) -> str:
    """What kind of mistake of ours this is, and where; never its words, which may hold what is nobody's business."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    name = type(error).__name__
    return f"{name} at {at.tb_frame.f_code.co_filename.rpartition('/')[2]}:{at.tb_lineno}" if at else name
