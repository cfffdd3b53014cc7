"""Pictures for pages: square, small, upright, with nothing of the file but its pixels."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pictures import COLOURS, drawn
from PIL import Image, ImageCms

from nomflow.render.site.pictures import LARGE, MOST_BYTES, SMALL, logo, portrait

SECRET = "taken at 50.0755 N 14.4378 E"


def corners(raw: bytes) -> list[int]:
    """Which of the colours drawn is in each corner, clockwise from top left."""
    picture = Image.open(BytesIO(raw)).convert("RGB")
    edge = picture.width - 20
    found = []
    for at in ((20, 20), (edge, 20), (edge, edge), (20, edge)):
        pixel = picture.getpixel(at)
        assert isinstance(pixel, tuple)
        off = [sum(abs(one - other) for one, other in zip(pixel, colour, strict=True)) for colour in COLOURS]
        found.append(off.index(min(off)))
    return found


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(("width", "height"), [(400, 400), (900, 500), (500, 900)])
def test_a_photo_becomes_two_small_squares(kind: str, width: int, height: int) -> None:
    for made, side in zip(portrait(drawn(width, height, kind)), (SMALL, LARGE), strict=True):
        picture = Image.open(BytesIO(made))
        assert (picture.format, picture.size, picture.mode) == ("WEBP", (side, side), "RGB")
        assert len(made) <= MOST_BYTES
        assert corners(made) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("turned", "shown"), [(1, [0, 1, 2, 3]), (3, [2, 3, 0, 1]), (6, [3, 0, 1, 2]), (8, [1, 2, 3, 0])]
)
def test_a_phones_photo_stands_upright(turned: int, shown: list[int]) -> None:
    assert corners(portrait(drawn(turned=turned))[1]) == shown


def test_nothing_of_the_file_but_its_pixels_gets_through() -> None:
    raw = drawn(note=SECRET) + SECRET.encode()
    for made in (*portrait(raw), logo(raw)):
        assert SECRET.encode() not in made
        assert not Image.open(BytesIO(made)).getexif()
        assert set(Image.open(BytesIO(made)).info) <= {"loop", "background", "timestamp", "duration"}


def test_the_same_file_gives_the_same_bytes() -> None:
    assert portrait(drawn()) == portrait(drawn(note="other words"))


def test_colours_are_those_of_the_profile() -> None:
    picture = Image.new("LAB", (500, 500), (150, 180, 90))
    made = BytesIO()
    lab = ImageCms.createProfile("LAB")
    shown = ImageCms.profileToProfile(picture, lab, ImageCms.createProfile("sRGB"), outputMode="RGB")
    assert shown is not None
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ"))
    shown.save(made, "JPEG", icc_profile=swapped.tobytes())
    assert portrait(made.getvalue()), "a profile that does not fit is as good as none"
    plain, told = BytesIO(), BytesIO()
    shown.save(plain, "PNG")
    shown.save(told, "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    assert portrait(plain.getvalue()) == portrait(told.getvalue())


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixel_is_shown(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    shown = portrait(drawn(80, 80, kind, mode=mode))
    assert [Image.open(BytesIO(made)).mode for made in shown] == ["RGB", "RGB"]


def test_what_is_transparent_is_paper() -> None:
    made = BytesIO()
    Image.new("RGBA", (500, 500), (0, 0, 0, 0)).save(made, "PNG")
    assert Image.open(BytesIO(portrait(made.getvalue())[0])).getpixel((9, 9)) == (255, 255, 255)


def bomb() -> bytes:
    """A picture of 20,000 by 20,000 pixels in a few hundred bytes of header and nothing behind."""
    raw = bytearray(drawn(20, 20, "PNG"))
    raw[16:24] = (20_000).to_bytes(4, "big") * 2
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no JPEG, PNG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no JPEG, PNG or WebP"),
        (drawn(50, 50, "GIF"), "no JPEG, PNG or WebP"),
        (bomb(), "too many pixels"),
        (b"\xff\xd8\xff\xd9", "does not say how many"),
        (drawn(900, 900)[:5000], "cannot be decoded"),
        (drawn(900, 900, "PNG")[:500], "cannot be decoded"),
        (drawn(900, 900, "WEBP")[:500], "cannot be decoded"),
    ],
)
def test_what_is_no_such_picture_is_refused(raw: bytes, why: str) -> None:
    for make in (portrait, logo):
        with pytest.raises(ValueError, match=why):
            make(raw)


@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.integers(0, 2000), st.binary(min_size=1, max_size=8))
def test_hostile_bytes_end_in_a_picture_or_in_one_kind_of_error(kind: str, at: int, other: bytes) -> None:
    raw = bytearray(drawn(64, 64, kind))
    at %= len(raw)
    raw[at : at + len(other)] = other
    with suppress(ValueError):
        assert len(portrait(bytes(raw))) == 2


def test_a_logo_keeps_its_shape_and_what_is_transparent() -> None:
    made = BytesIO()
    Image.new("RGBA", (1200, 300), (200, 30, 30, 0)).save(made, "PNG")
    shown = Image.open(BytesIO(logo(made.getvalue())))
    assert (shown.format, shown.size, shown.mode) == ("PNG", (512, 128), "RGBA")
    assert Image.open(BytesIO(logo(drawn(40, 30)))).size == (40, 30)
