"""Asking with PyGithub's objects, until GitHub answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nomflow.github.answers import Json
from nomflow.github.client import UnclearError, refused
from nomflow.github.patience import ATTEMPTS, Patience, is_limit

if TYPE_CHECKING:
    from github.GithubException import GithubException


def until_answered(
    patience: Patience,
    ask: Callable[[], object],
    fine: tuple[int, ...] = (),
    done: Callable[[], bool] | None = None,
) -> None:
    """Asks until GitHub answers; a refusal with a status in ``fine`` is as good as a yes. What must not be asked twice
    has ``done``, which looks whether it took effect.

    Raises ``RefusedError``, ``UnclearError`` or ``LimitError``.
    """
    from github.GithubException import GithubException
    from requests import RequestException

    for attempt in range(1, ATTEMPTS + 1):
        if attempt > 1 and done is not None and done():
            return
        try:
            ask()
        except GithubException as error:
            if error.status in fine:
                return
            _later(patience, error, attempt)
        except (RequestException, ValueError) as error:
            if attempt == ATTEMPTS:
                told = f"GitHub did not answer ({type(error).__name__}). Please start this again in a few minutes."
                raise UnclearError(told) from None
            patience.after_trouble(attempt)
        else:
            return


def _later(patience: Patience, error: GithubException, attempt: int) -> None:
    """Waits, or raises what cannot be waited for."""
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    message = Json(error.data)["message"].text_or_empty if isinstance(error.data, dict) else str(error.data or "")
    if attempt < ATTEMPTS and is_limit(error.status, headers, message):
        patience.at_limit(headers, datetime.now(UTC))
    elif attempt < ATTEMPTS and error.status >= 500:
        patience.after_trouble(attempt)
    else:
        raise refused(error.status, json.dumps({"message": message})) from None
