"""What is known of a picture without decoding it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pictures import drawn

from nomflow.core.snapshot.picture import Picture, look


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (drawn(500, 700), Picture("jpeg", 500, 700)),
        (drawn(500, 700, note="x" * 60_000), Picture("jpeg", 500, 700)),
        (drawn(500, 700, "PNG"), Picture("png", 500, 700)),
        (drawn(500, 700, "WEBP"), Picture("webp", 500, 700)),
        (drawn(500, 700, "WEBP", note="Ida"), Picture("webp", 500, 700)),
        (drawn(40, 50, "GIF"), Picture("gif")),
        (drawn(40, 50, "TIFF"), Picture("tiff")),
        (b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", Picture("heic")),
        (b"\0\0\0\x1cftypavif\0\0\0\0", Picture("avif")),
        (b'<?xml version="1.0"?>\n<SVG xmlns="http://www.w3.org/2000/svg"/>', Picture("svg")),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", Picture("git-lfs")),
        (b"<html>", Picture()),
        (b"", Picture()),
        (b"\xff\xd8\xff", Picture("jpeg")),
        (b"\x89PNG\r\n\x1a\n", Picture("png")),
        (b"RIFF\0\0\0\0WEBPVP8X", Picture("webp")),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f", Picture("webp")),
    ],
)
def test_the_first_bytes_tell_format_and_size(raw: bytes, told: Picture) -> None:
    assert look(raw) == told


def test_lossless_webp_packs_its_size_into_bits() -> None:
    from io import BytesIO

    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (1021, 517)).save(made, "WEBP", lossless=True)
    assert look(made.getvalue()) == Picture("webp", 1021, 517)


STARTS = (b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"RIFF\0\0\0\0WEBPVP8 ", b"RIFF\0\0\0\0WEBPVP8X")


@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_any_bytes_are_looked_at(start: bytes, rest: bytes) -> None:
    told = look(start + rest)
    assert told.width >= 0
    assert told.height >= 0


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 400))
def test_a_picture_cut_off_anywhere_is_looked_at(kind: str, length: int) -> None:
    whole = drawn(30, 20, kind)
    assert look(whole[:length]) in (Picture(), Picture(kind.lower()), Picture(kind.lower(), 30, 20))
