"""Asking drand for the random value that orders a list: public, the same for everybody, and unknown before its time."""

from __future__ import annotations

import json

from nomflow.core.basics.errors import ExitCode, NomflowError
from nomflow.core.freeze.draw import QUICKNET
from nomflow.core.freeze.draw_document import Draw, draw_of

SERVER = "https://api.drand.sh"
"""One of the servers that all answer the same (https://docs.drand.love/developer/http-api)."""

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two bytes of an answer."""

_LARGEST = 10_000
"""Bytes of an answer; a round has a few hundred."""


class DrandError(NomflowError):
    """The server did not tell the value."""

    exit_code = ExitCode.GITHUB


def fetch(number: int, server: str = SERVER) -> Draw:
    """The value of a round. Raises ``DrandError``."""
    import requests

    url = f"{server.rstrip('/')}/{QUICKNET}/public/{number}"
    try:
        with requests.get(url, timeout=TIMEOUT, allow_redirects=False, stream=True) as answer:
            raw = answer.raw.read(_LARGEST, decode_content=True) if answer.status_code == 200 else b""
            status = answer.status_code
    except requests.RequestException as error:
        raise DrandError(f"drand did not answer ({type(error).__name__}). Please try again in a few minutes.") from None
    try:
        draw = draw_of(json.loads(raw)) if raw else None
    except (ValueError, RecursionError):
        draw = None
    if draw is None or draw.round != number:
        raise DrandError(f"drand did not tell the value of round {number} (HTTP {status}). Please try again later.")
    return draw
