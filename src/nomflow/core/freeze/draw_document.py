"""The drawn value on record: ``records/<election>/draw.json``, written once, when it is known."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from msgspec import Struct

from nomflow.core.basics.errors import ConfigError, Fault
from nomflow.core.basics.place import Place
from nomflow.core.freeze.draw import QUICKNET

NAME = "draw.json"
SCHEMA = "nomflow-draw-1"
_HEX = re.compile(r"(?:[0-9a-f]{2}){32,128}")


class Draw(Struct, frozen=True):
    """A round of drand's quicknet: its number, its randomness in hex, and the signature that the randomness is the
    SHA-256 of (https://docs.drand.love/docs/specification/)."""

    round: int
    value: str
    signature: str


def draw_of(answer: object) -> Draw | None:
    """What drand's HTTP interface says of a round; ``None`` unless its parts belong together.

    https://docs.drand.love/dev-guide/API%20Documentation%20v1/get-the-randomness-of-a-round-by-chain-hash
    """
    if not isinstance(answer, dict):
        return None
    number, value, signature = (answer.get(name) for name in ("round", "randomness", "signature"))
    if type(number) is not int or not isinstance(value, str) or not isinstance(signature, str):
        return None
    if number < 1 or not _HEX.fullmatch(signature) or sha256(bytes.fromhex(signature)).hexdigest() != value:
        return None
    return Draw(number, value, signature)


def dump_draw(draw: Draw) -> bytes:
    """The bytes of the file."""
    told = {"round": draw.round, "randomness": draw.value, "signature": draw.signature}
    return json.dumps({"schema": SCHEMA, "chain": QUICKNET, **told}, indent=1).encode() + b"\n"


def read_draw(raw: bytes, path: str) -> Draw:
    """The value in a file. Raises ``ConfigError``."""
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        told = None
    ours = isinstance(told, dict) and told.get("schema") == SCHEMA and told.get("chain") == QUICKNET
    draw = draw_of(told) if ours else None
    if draw is None:
        raise ConfigError(
            (Fault("This is not a drawn value written by nomflow, or somebody changed it.", Place(path=path)),)
        )
    return draw
