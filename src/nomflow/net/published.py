"""What a published site says of itself."""

from __future__ import annotations

TIMEOUT = (10.0, 30.0)
"""Seconds to connect, and between two bytes of an answer."""

_LARGEST = 20_000_000
"""Bytes of a manifest: some 150,000 files."""


def fetch_manifest(url: str) -> bytes:
    """The ``manifest.json`` of the site at ``url``; nothing where it cannot be had whole from that very address."""
    import requests

    try:
        with requests.get(
            f"{url.rstrip('/')}/manifest.json", timeout=TIMEOUT, allow_redirects=False, stream=True
        ) as answer:
            raw: bytes = answer.raw.read(_LARGEST + 1, decode_content=True) if answer.status_code == 200 else b""
    except (requests.RequestException, OSError):
        return b""
    return raw if len(raw) <= _LARGEST else b""
